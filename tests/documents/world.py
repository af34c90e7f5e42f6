"""A case whose file holds all that a paper needs, under either law."""

from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories import Make
from thads.cases import queries
from thads.cases.models import ActKind, Case, CaseAct, Initiation, ItemKind, SigningMode
from thads.documents import actions
from thads.documents.composing import compose
from thads.documents.paper import Paper
from thads.documents.subject import Subject
from thads.identity.models import Role, User
from thads.parties.models import Party
from thads.units.models import UnitKind

OLD, NEW = date(2024, 3, 5), date(2026, 7, 6)
DEBT = {"kind": ItemKind.DEBT, "amount": 250_000_000, "description": "tiền mua vật liệu"}
FEE = {"kind": ItemKind.COURT_FEE, "amount": 12_500_000, "description": "án phí sơ thẩm"}


class Office:
    """A unit with its head and an officer, as it is called on the day of the law asked for."""

    def __init__(self, make: Make, db: Session, day: date) -> None:
        self.make, self.db, self.day = make, db, day
        if day < date(2025, 7, 1):
            make.unit("CUC", kind=UnitKind.PROVINCIAL_DEPARTMENT, name="Cục THADS tỉnh Thử",
                      place="Thử")  # fmt: skip
            self.unit = make.unit("CC", name="Chi cục THADS huyện Mẫu", place="Mẫu")
            self.head = make.user(Role.UNIT_HEAD, unit=self.unit, full_name="Lê Văn Ký")
        else:
            self.unit = make.unit("CUC", kind=UnitKind.PROVINCIAL_AGENCY, place="Thử",
                                  name="THADS tỉnh Thử")  # fmt: skip
            self.head = make.user(Role.PROVINCE_HEAD, unit=self.unit, full_name="Lê Văn Ký")
        self.symbol = "QĐ-CCTHADS" if day < date(2025, 7, 1) else "QĐ-THADS"
        self.officer = make.user(unit=self.unit, full_name="Trần Thị Hành")

    def case(self, *items: Any, **given: Any) -> Case:
        """A case of that day with addresses, a judgment and an officer."""
        judged = date(self.day.year, self.day.month - 1, 20)
        judgment = self.make.judgment(
            unit=self.unit, number=f"15/{judged.year}/DS-ST", judged_on=judged, received_on=judged,
            court="Tòa án nhân dân huyện Mẫu",
        )  # fmt: skip
        terms = {"number": 12, "series": self.symbol, "judgment_id": judgment.id, **given}
        case = self.make.case(
            self.day, items or (DEBT,), unit=self.unit, officer=self.officer, **terms
        )
        for party in self.parties(case):
            party.name = party.name.rsplit(" ", 1)[0]
            party.address = "số 7, thôn Đông, xã Mẫu"
        self.db.flush()
        return case

    def ex_officio(self, *items: Any, **given: Any) -> Case:
        """The same without a request."""
        return self.case(*items, initiation=Initiation.EX_OFFICIO, **given)

    def parties(self, case: Case) -> list[Party]:
        """Creditor and debtor."""
        return list(self.db.scalars(select(Party).where(Party.case_id == case.id)))

    def decide(self, case: Case, kind: ActKind, day: date, number: int, **given: Any) -> CaseAct:
        """A numbered decision that the head signed."""
        return self.make.act(
            case, kind, day, number=number, series=self.symbol, unit_id=self.unit.id,
            numbering_year=day.year, signer_id=self.head.id, signing_mode=SigningMode.HEAD, **given,
        )  # fmt: skip

    def subject(self, case: Case, act: CaseAct | None = None) -> Subject:
        """The fact as the screens load it."""
        self.db.flush()
        loaded = queries.get(self.db, case.id, scope=None)
        found = next((one for one in loaded.acts if act and one.id == act.id), None)
        return Subject(loaded, found)


def paper(
    office: Office, case: Case, act: CaseAct | None = None, *, signer: User | None = None,
    mode: SigningMode = SigningMode.HEAD, requested_on: date | None = None,
) -> Paper:  # fmt: skip
    """The paper of a fact, signed by the head unless said otherwise."""
    subject = office.subject(case, act)
    issuer = actions.issuer_of(office.db, subject)
    return compose(subject, issuer, signer or office.head, mode, requested_on=requested_on)
