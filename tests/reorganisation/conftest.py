"""A province in June 2025: its department and three branches, of which one is to be split."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

import pytest

from thads.core.jobs import BackgroundJob
from thads.identity.models import Role
from thads.parties.models import Party, PartyRole
from thads.reorganisation import actions
from thads.reorganisation.actions import OpeningTerms
from thads.reorganisation.models import Reorganisation
from thads.units.models import UnitKind
from workers.jobs.reorganisation import reorganise_units

DAY, TODAY = date(2025, 7, 1), date(2025, 7, 2)
NOW = datetime(2025, 7, 2, 3, 0, tzinfo=UTC)
DOCKETED = date(2025, 3, 3)
SA_PA, TA_PHIN, DIVIDED = "03001", "03013", "00007"  # communes of the old set
SA_PA_NOW, TA_PHIN_NOW = "03006", "03013"


@dataclass
class Province:
    """Units, people and cases, and the plan of 1/7/2025."""

    db: Any
    make: Any
    head: Any
    units: dict[str, Any]
    people: dict[str, Any]
    cases: dict[str, Any] = field(default_factory=dict)

    def case(self, name, unit, *, communes=(), officer=None, items=(1_000_000,), **given):
        """A case of a branch whose debtors live in these communes."""
        case = self.make.case(DOCKETED, items, unit=self.units[unit], officer=officer, **given)
        debtor = self.db.query(Party).filter_by(case_id=case.id, role=PartyRole.DEBTOR).one()
        for n, code in enumerate(communes):
            if n:
                self.make._party(case, PartyRole.DEBTOR, f"Ông Phải Thử Thêm {n}")
            debtor = self.db.query(Party).filter_by(case_id=case.id, role=PartyRole.DEBTOR)
            debtor.filter(Party.commune_code.is_(None)).one().commune_code = code
        self.cases[name] = case
        return case

    def plan(self, *, day=DAY):
        """Department renamed, A and B merged, C split between two divisions."""
        plan = actions.draft(self.db, day=day, title="Sắp xếp 01/7/2025", ground=None, by=self.head)
        for terms in (
            OpeningTerms("THADS", "THADS tỉnh Thử", UnitKind.PROVINCIAL_AGENCY, "Thử"),
            OpeningTerms("PKV1", "Phòng THADS khu vực 1", UnitKind.REGIONAL_DIVISION, "Thử"),
            OpeningTerms("PKV2", "Phòng THADS khu vực 2", UnitKind.REGIONAL_DIVISION, "Sa Pa"),
        ):
            actions.add_opening(self.db, plan, terms, by=self.head)
        for code, heirs in (("CUC", ["THADS"]), ("A", ["PKV1"]), ("B", ["PKV1"]),
                            ("C", ["PKV1", "PKV2"])):  # fmt: skip
            for heir in heirs:
                actions.add_closing(self.db, plan, self.units[code].id, heir, by=self.head)
        self.db.flush()
        actions.set_routes(self.db, plan, {(self.units["C"].id, SA_PA_NOW): "PKV2"}, by=self.head)
        moves = {self.people["C"].id: ("PKV2", Role.OFFICER)}
        actions.set_moves(self.db, plan, moves, by=self.head)
        self.db.commit()
        return plan

    def run(self, plan: Reorganisation, *, today=TODAY) -> str:
        """Start it and do the worker's work."""
        job = actions.start(self.db, plan, by=self.head, today=today, now=NOW)
        self.db.commit()
        return self.work(job)

    def work(self, job: BackgroundJob) -> str:
        """What the worker does with its row."""
        told = reorganise_units(self.db, job, Told(self.db))
        self.db.commit()
        return told


class Told:
    """Progress that nobody reads; each step commits, as the worker's does."""

    def __init__(self, db, *, fails_at=None):
        self.db, self.steps, self.fails_at = db, 0, fails_at

    def step(self, done, number, label):
        self.db.commit()
        self.steps += 1
        if self.steps == self.fails_at:
            raise RuntimeError("the machine stops here")


@pytest.fixture
def province(db, make):
    """People: the head, and an officer of each branch."""
    head = make.user(Role.PROVINCE_HEAD)
    units = {code: make.unit(code, name=f"Chi cục THADS huyện {code}") for code in "ABC"}
    units["CUC"] = make.province()
    people = {code: make.user(Role.OFFICER, unit=units[code]) for code in "ABC"}
    return Province(db, make, head, units, people)
