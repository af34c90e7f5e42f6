"""An agency with its head, a deputy, a division and its head, as they are on a day."""

from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from tests.factories import Make
from thads.delegations import actions
from thads.delegations.actions import GrantTerms
from thads.delegations.competence import Paper
from thads.delegations.models import Delegation, DelegationMode
from thads.identity.models import Role, User
from thads.units.models import UnitKind

BEFORE, BETWEEN, NEW = date(2025, 6, 30), date(2026, 6, 30), date(2026, 7, 1)
SOME_KINDS = ("postponement", "resumption")


class World:
    """The province's agency and, until 30/6/2025, a district's branch of its own."""

    def __init__(self, make: Make, db: Session) -> None:
        self.make, self.db = make, db
        self.province = make.province()
        self.branch = make.unit("CC", name="Chi cục THADS huyện Thử")
        self.division = make.unit("KV1", kind=UnitKind.REGIONAL_DIVISION, name="Phòng khu vực 1")
        self.staff = make.unit("NV", kind=UnitKind.PROFESSIONAL_DIVISION, name="Phòng Nghiệp vụ")
        self.head = make.user(Role.PROVINCE_HEAD, full_name="Đỗ Văn Đầu")
        self.deputy = make.user(Role.DEPUTY_HEAD, unit=self.province, full_name="Phó Tỉnh")
        self.branch_head = make.user(Role.UNIT_HEAD, unit=self.branch, full_name="Chi Cục Trưởng")
        self.branch_deputy = make.user(Role.DEPUTY_HEAD, unit=self.branch, full_name="Phó Chi Cục")
        self.chief = make.user(Role.UNIT_HEAD, unit=self.division, full_name="Trưởng Khu Vực")
        self.staff_head = make.user(Role.UNIT_HEAD, unit=self.staff, full_name="Trưởng Nghiệp Vụ")

    def paper(self, day: date, kind: str = "postponement", **given: Any) -> Paper:
        """A paper on a case of the branch before 1/7/2025 and of the division since."""
        unit = given.pop("unit", self.branch if day <= BEFORE else self.division)
        return Paper(kind, day, unit, **given)

    def grant(
        self, to: User, since: date, until: date | None = None, *, by: User | None = None,
        mode: DelegationMode = DelegationMode.TUQ, **given: Any,
    ) -> Delegation:  # fmt: skip
        """The head of the province has this person sign postponements and resumptions."""
        terms = {
            "delegate_id": to.id, "mode": mode, "number": "12/QĐ-THADS", "issued_on": since,
            "valid_from": since, "valid_to": until, "kinds": SOME_KINDS, **given,
        }  # fmt: skip
        day = max(since, terms["issued_on"])
        return actions.grant(self.db, GrantTerms(**terms), by=by or self.head, today=day)
