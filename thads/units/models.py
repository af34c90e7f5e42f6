"""Units of the province with their validity, and where they went."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import BindParameter, CheckConstraint, ForeignKey, or_
from sqlalchemy.orm import Mapped, mapped_column, relationship
from sqlalchemy.sql import ColumnElement

from thads.core.codes import Coded
from thads.core.db import Identified, TenantBase, Term


class UnitKind(Coded):
    """Kinds of unit before and after 1/7/2025 (reference 2.1)."""

    PROVINCIAL_AGENCY = "provincial_agency", "THADS tỉnh, thành phố", "thads_tinh"
    PROVINCIAL_DEPARTMENT = "provincial_department", "Cục THADS tỉnh", "cuc"
    DISTRICT_BRANCH = "district_branch", "Chi cục THADS huyện", "chi_cuc"
    REGIONAL_DIVISION = "regional_division", "Phòng THADS khu vực", "phong_khu_vuc"
    PROFESSIONAL_DIVISION = "professional_division", "Phòng Nghiệp vụ", "phong_nghiep_vu"


PROVINCIAL = frozenset({UnitKind.PROVINCIAL_AGENCY, UnitKind.PROVINCIAL_DEPARTMENT})


class Unit(Identified, TenantBase):
    """An office of the province: whose cases, whose figures."""

    __tablename__ = "unit"
    __table_args__ = (
        CheckConstraint("valid_to IS NULL OR valid_to >= valid_from", name="validity"),
    )

    code: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    kind: Mapped[UnitKind] = mapped_column(Term(UnitKind))
    parent_id: Mapped[UUID | None] = mapped_column(ForeignKey("unit.id"))
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]
    successor_id: Mapped[UUID | None] = mapped_column(ForeignKey("unit.id"))
    place: Mapped[str]  # địa danh printed before the date on its papers
    position: Mapped[int] = mapped_column(default=0)

    carries_on: Mapped[list["Unit"]] = relationship(
        viewonly=True, primaryjoin="Unit.id == foreign(Unit.successor_id)"
    )  # the units that went over wholly into it

    @classmethod
    def valid_on(cls, day: date | BindParameter[Any]) -> ColumnElement[bool]:
        """Units that exist on `day`."""
        return (cls.valid_from <= day) & or_(cls.valid_to.is_(None), cls.valid_to >= day)

    @classmethod
    def carried_on_by(cls, unit_id: UUID | BindParameter[Any]) -> ColumnElement[bool]:
        """The unit itself and those that went over wholly into it: their files are its files."""
        return (cls.id == unit_id) | (cls.successor_id == unit_id)

    @property
    def is_provincial(self) -> bool:
        """The provincial office itself, whatever it was called on its day."""
        return self.kind in PROVINCIAL
