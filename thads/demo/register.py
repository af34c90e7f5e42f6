"""Writes planned cases into a province's register: numbers, people and papers included."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from random import Random
from typing import Any
from uuid import UUID

from thads.cases.models import (
    ActKind,
    Case,
    CaseAct,
    Judgment,
    MovementKind,
    ObligationItem,
    SigningMode,
)
from thads.core.days import statistics_year
from thads.demo import papers
from thads.demo.offices import Office, ProvinceOffices
from thads.demo.plans import CasePlan, Step
from thads.demo.shelf import Row, Shelf, moment_on
from thads.evidence.models import EvidenceFile
from thads.identity.models import Role
from thads.ledger.accounts import sides
from thads.ledger.models import LedgerEntry
from thads.parties.models import Party
from thads.verification.models import Finding, Verification

NUMBERED = frozenset(  # papers with a number; assignments stand in the decision itself
    {
        ActKind.NOT_YET_ENFORCEABLE,
        ActKind.RESUMPTION,
        ActKind.POSTPONEMENT,
        ActKind.SUSPENSION,
        ActKind.SEPARATE_TRACKING,
        ActKind.DISCONTINUANCE,
        ActKind.FORGIVENESS,
        ActKind.ENTRUSTMENT,
        ActKind.TAKE_UP,
        ActKind.WITHDRAWAL,
        ActKind.ANNULMENT,
        ActKind.REQUEST_RETURN,
        ActKind.OTHER_ENDING,
        ActKind.INCREASE,
    }
)
OF_SUPERIOR = frozenset({ActKind.TAKE_UP, ActKind.ANNULMENT})  # decided by the province
REPORTS = {
    Finding.HAS_MEANS: "Có tài sản, thu nhập bảo đảm thi hành án.",
    Finding.NO_MEANS: "Không có tài sản, thu nhập; chính quyền xã xác nhận.",
    Finding.UNKNOWN_ADDRESS: "Không còn cư trú tại địa phương, chưa rõ nơi ở mới.",
    Finding.IN_PRISON: "Đang chấp hành án phạt tù còn trên 2 năm, không có tài sản.",
}
WORTH = (None, 20, 45, 80, 130, 250, 130)  # of what is owed, in percent; None: not valued


@dataclass
class Desk:
    """One office with the ids of its people."""

    office: Office
    unit_id: UUID
    people: dict[Role, UUID] = field(default_factory=dict)
    officers: list[UUID] = field(default_factory=list)

    @property
    def head(self) -> UUID:
        """Who signs."""
        role = Role.UNIT_HEAD if self.office.district else Role.PROVINCE_HEAD
        return self.people[role]


class Register:
    """The register of one province while it is filled."""

    def __init__(
        self, rng: Random, shelf: Shelf, province: ProvinceOffices, desks: dict[str, Desk]
    ) -> None:
        self.rng, self.shelf, self.province, self.desks = rng, shelf, province, desks
        self.numbers: dict[tuple[str, int], int] = defaultdict(int)
        self.judgments: dict[tuple[str, Any], UUID] = {}
        self.exhibits: list[tuple[Row, Desk, date | None, date | None]] = []
        self.taken_up: dict[int, tuple[UUID, list[Row]]] = {}  # by case: judgment and parties

    @property
    def head_desk(self) -> Desk:
        """The provincial office."""
        return self.desks[self.province.offices[0].code]

    def fill(self, cases: Iterable[CasePlan]) -> None:
        """Write every case; decisions are numbered at the end, in the order of their days."""
        order = {code: place for place, code in enumerate(self.desks)}
        for case in sorted(cases, key=lambda c: (c.docketed_on, order[c.unit])):
            self._write(case)
        self._number_acts()

    def _write(self, case: CasePlan) -> None:
        desk, rng = self.desks[case.unit], self.rng
        year = statistics_year(case.docketed_on)
        self.numbers[case.unit, year] += 1
        moment, clerk = moment_on(rng, case.docketed_on), desk.people[Role.RECORDS_CLERK]
        judgment_id, parties = self._papers(case, desk, clerk)
        case_id = self.shelf.enter(
            Case, moment, clerk,
            unit_id=desk.unit_id, judgment_id=judgment_id,
            number=self.numbers[case.unit, year], series=desk.office.symbol,
            numbering_year=year, docketed_on=case.docketed_on, initiation=case.initiation,
            kind=case.kind, entrusted_in=case.entrusted_in, bank=case.bank,
            corruption=case.corruption, drugs=case.drugs, foreign_element=case.foreign_element,
            signer_id=desk.head, signing_mode=SigningMode.HEAD, revision=1,
        )  # fmt: skip
        for row in parties:
            self.shelf.enter(Party, moment, clerk, case_id=case_id, **row)
        items = [
            self.shelf.enter(
                ObligationItem, moment, clerk,
                case_id=case_id, position=position, kind=item.kind,
                description=papers.described(item),
                amount=item.award, state_budget=item.state_budget,
            )
            for position, item in enumerate(case.items, start=1)
        ]  # fmt: skip
        if exhibits := papers.evidence(rng, case):
            self.shelf.enter(EvidenceFile, moment, clerk, case_id=case_id, **exhibits)
            days = case.evidence or (None, None)
            self.exhibits.append((self.shelf.rows[EvidenceFile][-1], desk, *days))
        _Story(self, case, case_id, items, desk).write()

    def _papers(self, case: CasePlan, desk: Desk, clerk: UUID) -> tuple[UUID, list[Row]]:
        """Judgment and parties; those of the branch's case when the province took it up."""
        if case.taken_from is not None:
            return self.taken_up[id(case.taken_from)]
        parties = papers.parties(self.rng, case, desk.office, self.province)
        judgment_id = self._judgment(case, desk, clerk)
        if any(step.kind is ActKind.TAKE_UP for step in case.steps):
            self.taken_up[id(case)] = judgment_id, parties
        return judgment_id, parties

    def _judgment(self, case: CasePlan, desk: Desk, clerk: UUID) -> UUID:
        """Fees and claims of one judgment are two cases: now and then the same one."""
        key = (case.unit, case.kind)
        if key in self.judgments and self.rng.random() < 0.12:
            return self.judgments.pop(key)
        row = papers.judgment(self.rng, case, desk.office, self.province)
        moment = moment_on(self.rng, row["received_on"])
        found = self.shelf.enter(Judgment, moment, clerk, unit_id=desk.unit_id, **row)
        self.judgments[key] = found
        return found

    def _number_acts(self) -> None:
        last: dict[tuple[UUID, int], int] = defaultdict(int)
        acts = [row for row in self.shelf.rows[CaseAct] if row["unit_id"]]
        for row in sorted(acts, key=lambda row: (row["day"], row["id"])):
            key = (row["unit_id"], row["numbering_year"])
            last[key] += 1
            row["number"] = last[key]


class _Story:
    """The facts of one case, in their order."""

    def __init__(
        self, register: Register, case: CasePlan, case_id: UUID, items: list[UUID], desk: Desk
    ) -> None:
        self.register, self.shelf, self.rng = register, register.shelf, register.rng
        self.case, self.case_id, self.items, self.desk = case, case_id, items, desk
        self.officer: UUID | None = None
        self.ids: dict[int, UUID] = {}
        self.books = self._last_desk().unit_id  # who holds the case keeps its money

    def write(self) -> None:
        for sequence, step in enumerate(self.case.ordered(), start=1):
            if isinstance(step.kind, MovementKind):
                self.ids[id(step)] = self._entry(step, sequence)
            else:
                self.ids[id(step)] = self._act(step, sequence)

    def _last_desk(self) -> Desk:
        steps = self.case.ordered()
        struck = {id(step.strikes) for step in steps}
        moved_to = [step.unit for step in steps if step.unit and id(step) not in struck]
        return self.register.desks[moved_to[-1]] if moved_to else self.desk

    def _entry(self, step: Step, sequence: int) -> UUID:
        assert isinstance(step.kind, MovementKind)
        assert step.item is not None
        assert step.flow is not None
        state_budget = self.case.items[step.item].state_budget
        debit, credit = sides(step.kind, state_budget=state_budget)
        accountant = self.desk.people[Role.ACCOUNTANT]
        prefix = "BL" if step.kind is MovementKind.COLLECTED else "PC"
        return self.shelf.enter(
            LedgerEntry, moment_on(self.rng, step.day, sequence), accountant,
            unit_id=self.books, debit=debit, credit=credit,
            case_id=self.case_id, item_id=self.items[step.item], sequence=sequence,
            day=step.day, kind=step.kind, amount=step.flow.amount,
            voucher=f"{prefix}{self.rng.randrange(10**6):06d}",
            reverses_id=self.ids[id(step.reverses)] if step.reverses else None,
            note="Thu nhầm, hủy biên lai." if step.reverses else None,
        )  # fmt: skip

    def _act(self, step: Step, sequence: int) -> UUID:
        moment = moment_on(self.rng, step.day, sequence)
        row = self._row(step, sequence)
        act_id = self.shelf.enter(CaseAct, moment, self.officer or self.desk.head, **row)
        if step.finding:
            self.shelf.enter(
                Verification, moment, self.officer,
                case_id=self.case_id, act_id=act_id, day=step.day, place="UBND cấp xã",
                finding=step.finding, report=REPORTS[step.finding],
                assets_value=_worth(self.case, step.finding),
            )  # fmt: skip
        return act_id

    def _row(self, step: Step, sequence: int) -> Row:
        numbered = step.kind in NUMBERED
        signer = self.register.head_desk if step.kind in OF_SUPERIOR else self.desk
        if step.kind is ActKind.TRANSFER and step.unit:
            self.desk, self.officer = self.register.desks[step.unit], None
        if step.kind is ActKind.ASSIGNMENT and step.officer is not None:
            self.officer = self.desk.officers[step.officer]
        assigned = step.kind is ActKind.ASSIGNMENT
        amount = step.flow.amount if step.flow else step.amount
        return {
            "case_id": self.case_id,
            "sequence": sequence,
            "day": step.day,
            "kind": step.kind,
            "item_id": None if step.item is None else self.items[step.item],
            "amount": None if step.kind is ActKind.COMPLETION else amount,
            "ground": step.ground,
            "until": step.until,
            "officer_id": self.officer if assigned else None,
            "to_unit_id": self.desk.unit_id if step.kind is ActKind.TRANSFER else None,
            "receiver": step.receiver,
            "unit_id": signer.unit_id if numbered else None,
            "number": None,
            "series": signer.office.symbol if numbered else None,
            "numbering_year": statistics_year(step.day) if numbered else None,
            "signer_id": signer.head if numbered else None,
            "signing_mode": SigningMode.HEAD if numbered else None,
            "note": step.note,
            "corrects_id": self.ids[id(step.strikes)] if step.strikes else None,
            "submission_key": None,
        }


def _worth(case: CasePlan, finding: Finding) -> int | None:
    """What the assets found are worth, by the case's own terms: no chance is drawn for it."""
    if finding is not Finding.HAS_MEANS:
        return 0 if finding is Finding.NO_MEANS else None
    owed = sum(item.award for item in case.items)
    share = WORTH[(owed // 1000 + case.docketed_on.toordinal()) % len(WORTH)]
    return None if share is None else owed * share // 100 // 100_000 * 100_000
