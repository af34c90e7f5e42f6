"""Units of the province with their validity, and where they went."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import (
    BindParameter,
    CheckConstraint,
    ForeignKey,
    Select,
    Uuid,
    literal,
    or_,
    select,
)
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


class Succession(Coded):
    """How a unit goes over into another (reference 2.3)."""

    RENAME = "rename", "Đổi tên, kế tục toàn bộ"
    MERGE = "merge", "Hợp nhất"
    ABSORB = "absorb", "Sáp nhập vào đơn vị đang có"
    SPLIT = "split", "Chia, tách"


class UnitSuccession(TenantBase):
    """A fact: from `day` on this unit carries on the work of that one, wholly or in part."""

    __tablename__ = "unit_succession"

    predecessor_id: Mapped[UUID] = mapped_column(ForeignKey("unit.id"), primary_key=True)
    successor_id: Mapped[UUID] = mapped_column(ForeignKey("unit.id"), primary_key=True)
    reorganisation_id: Mapped[UUID] = mapped_column(ForeignKey("reorganisation.id"))
    day: Mapped[date]
    kind: Mapped[Succession] = mapped_column(Term(Succession))


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

    @classmethod
    def answered_for_by(cls, unit_id: UUID | BindParameter[Any]) -> Select[UUID]:
        """Ids of the unit itself and of all that went over into it, wholly or in part: what they
        left unfinished is its own."""
        given = unit_id if isinstance(unit_id, BindParameter) else literal(unit_id, Uuid)
        own = select(given.label("id")).cte(recursive=True)
        before = select(UnitSuccession.predecessor_id).join(
            own, UnitSuccession.successor_id == own.c.id
        )
        return select(own.union(before).c.id)

    @property
    def spelled(self) -> str:
        """Its name without the short form: papers abbreviate nothing (TT04 Đ.36)."""
        return self.name.replace("THADS", "Thi hành án dân sự")

    @property
    def is_provincial(self) -> bool:
        """The provincial office itself, whatever it was called on its day."""
        return self.kind in PROVINCIAL
