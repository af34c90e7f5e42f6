"""Records for tests, made from the facts that a test cares about; the rest is filled in."""

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, date, datetime
from itertools import count
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from thads.cases.models import (
    ActKind,
    Case,
    CaseAct,
    Initiation,
    ItemKind,
    Judgment,
    JudgmentKind,
    MovementKind,
    ObligationItem,
)
from thads.core.days import statistics_year
from thads.core.text import fold, name_sort_key
from thads.evidence.destruction.models import DestructionCouncil
from thads.evidence.kinds import ExhibitKind, Fate, StepKind
from thads.evidence.models import EvidenceFile, Exhibit, ExhibitStep
from thads.identity.models import Body, BodyMembership, Role, User
from thads.ledger.accounts import sides
from thads.ledger.models import LedgerEntry
from thads.parties.models import Party, PartyKind, PartyRole
from thads.units.models import Unit, UnitKind

ENTERED = datetime(2024, 9, 30, 3, 0, tzinfo=UTC)
WITHOUT_UNIT = {Role.OVERSIGHT, Role.ADMINISTRATOR}
OF_PROVINCE = {Role.PROVINCE_HEAD, Role.EXAMINER}
BELONGS_TO_STATE = {ItemKind.COURT_FEE, ItemKind.FINE}


class Make:
    """`make.case(docketed_on=date(2024, 1, 5), items=[1_000_000])` and the like, on one session."""

    def __init__(self, db: Session) -> None:
        self.db = db
        self._next = count(1)
        self._sequence: Counter[UUID] = Counter()

    def unit(
        self, code: str = "", *, kind: UnitKind = UnitKind.DISTRICT_BRANCH, **given: Any
    ) -> Unit:
        """A unit valid since 2000: a district's branch unless said otherwise."""
        n = next(self._next)
        code = code or f"CC{n:02d}"
        terms = {
            "name": f"Chi cục THADS huyện {code}",
            "valid_from": date(2000, 1, 1),
            "place": code,
        }
        return self._add(Unit(code=code, kind=kind, **{**terms, **given}))

    def province(self) -> Unit:
        """The provincial office, one for all."""
        found = self.db.scalars(select(Unit).where(Unit.code == "CUC")).first()
        return found or self.unit(
            "CUC", kind=UnitKind.PROVINCIAL_DEPARTMENT, name="Cục THADS tỉnh", place="Tỉnh"
        )

    def district(self) -> Unit:
        """The district unit that stands for "a unit" where a test does not care which."""
        found = self.db.scalars(select(Unit).where(Unit.code == "CC")).first()
        return found or self.unit("CC", name="Chi cục THADS huyện Thử", place="Huyện Thử")

    def user(self, role: Role = Role.OFFICER, *, unit: Unit | None = None, **given: Any) -> User:
        """A person who may sign in; heads of the province belong to it, oversight to no unit."""
        n = next(self._next)
        if unit is None and role not in WITHOUT_UNIT:
            unit = self.province() if role in OF_PROVINCE else self.district()
        name = given.pop("full_name", f"Người Thử Số {n}")
        terms = {
            "username": f"{role.value}.{n}",
            "full_name": name,
            "name_folded": fold(name),
            "name_sort_key": name_sort_key(name),
            "created_at": ENTERED,
            "must_change_password": False,
            "failed_logins": 0,
        }
        body = given.pop("body", Body.COUNCIL if role is Role.OVERSIGHT else None)
        person = self._add(User(role=role, unit=unit, **{**terms, **given}))
        if body:
            self._add(BodyMembership(user_id=person.id, body=body, entered_at=ENTERED))
        return person

    def judgment(self, *, unit: Unit | None = None, **given: Any) -> Judgment:
        """A civil judgment received at the unit."""
        n = next(self._next)
        terms = {
            "number": f"{n}/2023/DS-ST",
            "number_folded": fold(f"{n}/2023/DS-ST"),
            "judged_on": date(2023, 1, 10),
            "received_on": date(2023, 2, 10),
            "court": "Tòa án nhân dân huyện Thử",
            "kind": JudgmentKind.CIVIL,
            "entered_at": ENTERED,
        }
        unit = unit or self.district()
        return self._add(Judgment(unit_id=unit.id, **{**terms, **given}))

    def case(
        self,
        docketed_on: date = date(2023, 10, 5),
        items: Sequence[int | tuple[int, bool] | dict[str, Any]] = (1_000_000,),
        *,
        unit: Unit | None = None,
        officer: User | None = None,
        **given: Any,
    ) -> Case:
        """A case with its items: an amount, (amount, due to the state) or any fields of an item."""
        n = next(self._next)
        terms = {
            "number": n,
            "series": "QĐ-CCTHADS",
            "numbering_year": statistics_year(docketed_on),
            "initiation": Initiation.ON_REQUEST,
            "kind": JudgmentKind.CIVIL,
            "entered_at": ENTERED,
        }
        unit = unit or self.district()
        case = self._add(Case(unit=unit, docketed_on=docketed_on, **{**terms, **given}))
        for position, item in enumerate(items, start=1):
            self._add(_item(case, position, item))
        self._party(case, PartyRole.CREDITOR, f"Bà Được Thử {n}")
        self._party(case, PartyRole.DEBTOR, f"Ông Phải Thử {n}")
        if officer:
            self.act(case, ActKind.ASSIGNMENT, docketed_on, officer_id=officer.id)
        return case

    def exhibits(
        self, case: Case, decided_on: date, fate: Fate = Fate.DESTROY,
        kind: ExhibitKind = ExhibitKind.THING,
    ) -> EvidenceFile:  # fmt: skip
        """A file with one thing and what the decision says is to become of it."""
        file = self._add(EvidenceFile(case_id=case.id, description="Dao", decided_on=decided_on,
                                      entered_at=ENTERED))  # fmt: skip
        self._add(Exhibit(file_id=file.id, position=1, kind=kind, name="Dao", quantity=1,
                          measure="cái", entered_at=ENTERED))  # fmt: skip
        self.exhibit_step(file, StepKind.ORDERED, decided_on, fate=fate)
        return file

    def exhibit_step(
        self, file: EvidenceFile, kind: StepKind, day: date, **given: Any
    ) -> ExhibitStep:
        """What happened next to the only thing of a file; a council of its own where it needs."""
        thing = self.db.scalars(select(Exhibit).where(Exhibit.file_id == file.id)).one()
        of_file = select(ExhibitStep).where(ExhibitStep.file_id == file.id)
        steps = self.db.scalars(of_file.order_by(ExhibitStep.sequence)).all()
        if kind is StepKind.PUT_BEFORE:
            unit_id = self.db.get_one(Case, file.case_id).unit_id
            council = DestructionCouncil(unit_id=unit_id, formed_on=day, entered_at=ENTERED)
            given["council_id"] = self._add(council).id
        elif kind is StepKind.DESTROYED:
            given["council_id"] = steps[-1].council_id
        return self._add(ExhibitStep(
            exhibit_id=thing.id, file_id=file.id, sequence=len(steps) + 1, kind=kind, day=day,
            entered_at=ENTERED, **given,
        ))  # fmt: skip

    def act(
        self,
        case: Case,
        kind: ActKind,
        day: date,
        *,
        item: ObligationItem | None = None,
        **given: Any,
    ) -> CaseAct:
        """One fact of the case on that day, after all that this factory entered before."""
        terms = {"sequence": self._after(case), "entered_at": ENTERED}
        return self._add(
            CaseAct(
                case_id=case.id, kind=kind, day=day, item_id=item and item.id, **{**terms, **given}
            )
        )

    def money(
        self,
        case: Case,
        amount: int,
        day: date,
        *,
        kind: MovementKind = MovementKind.COLLECTED,
        item: ObligationItem | None = None,
        **given: Any,
    ) -> LedgerEntry:
        """Money on an item of the case, the first one unless named."""
        item = item or self.items(case)[0]
        terms = {"sequence": self._after(case), "entered_at": ENTERED}
        debit, credit = sides(kind, state_budget=item.state_budget)
        entry = LedgerEntry(
            unit_id=case.unit.id, debit=debit, credit=credit, case_id=case.id, item_id=item.id,
            day=day, kind=kind, amount=amount,
        )  # fmt: skip
        for name, value in {**terms, **given}.items():
            setattr(entry, name, value)
        return self._add(entry)

    def items(self, case: Case) -> Sequence[ObligationItem]:
        """The items of a case in their order."""
        stmt = select(ObligationItem).where(ObligationItem.case_id == case.id)
        return self.db.scalars(stmt.order_by(ObligationItem.position)).all()

    def _party(self, case: Case, role: PartyRole, name: str) -> None:
        self._add(
            Party(case_id=case.id, role=role, kind=PartyKind.PERSON, name=name, entered_at=ENTERED,
                  name_folded=fold(name), name_sort_key=name_sort_key(name))
        )  # fmt: skip

    def _after(self, case: Case) -> int:
        self._sequence[case.id] += 1
        return self._sequence[case.id]

    def _add(self, record: Any) -> Any:
        self.db.add(record)
        self.db.flush()
        return record


def _item(
    case: Case, position: int, given: int | tuple[int, bool] | dict[str, Any]
) -> ObligationItem:
    terms: dict[str, Any] = {"kind": ItemKind.DEBT, "state_budget": False}
    if isinstance(given, dict):
        terms |= given
        terms["state_budget"] = given.get("state_budget", terms["kind"] in BELONGS_TO_STATE)
    elif isinstance(given, tuple):
        terms |= {"amount": given[0], "state_budget": given[1]}
        terms["kind"] = ItemKind.COURT_FEE if given[1] else ItemKind.DEBT
    else:
        terms["amount"] = given
    return ObligationItem(case_id=case.id, position=position, entered_at=ENTERED, **terms)
