"""The life of cases as a machine: whatever is done, legal or not, nothing impossible ever stands.

Random acts and money are entered through the actions, before and after the change of law. What is
refused leaves no trace; what is kept can be explained: each item adds up, the case stands as its
items say, and the figures are those that counting by hand gives (tests/statistics/naive).
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests import receipts
from tests.factories import Make
from tests.statistics import naive
from thads.assembly import READ_MODELS
from thads.audit.models import AuditEntry
from thads.cases import actions, facts, queries
from thads.cases.actions import ActTerms
from thads.cases.actions.acts import act
from thads.cases.actions.guards import GROUND_NEEDED, WITH_AMOUNT
from thads.cases.history import replay
from thads.cases.models import (
    ActKind,
    Case,
    CaseAct,
    CaseInterval,
    Initiation,
    ItemKind,
    Standing,
)
from thads.cases.readmodel import settle
from thads.core.days import statistics_year, year_start
from thads.core.errors import RuleBroken
from thads.identity.models import Role, User
from thads.ledger.terms import MovementTerms
from thads.rules import grounds
from thads.statistics import figures
from thads.statistics.columns import STORED_CASES, STORED_MONEY

FIRST = date(2025, 10, 6)
HOLDING = [ActKind.POSTPONEMENT, ActKind.SUSPENSION, ActKind.RESUMPTION, ActKind.VERIFICATION,
           ActKind.NOT_YET_ENFORCEABLE, ActKind.NOT_YET_ENFORCEABLE]  # fmt: skip
ACTS = [kind for kind in ActKind if kind not in (ActKind.CORRECTION, ActKind.TRANSFER)]
KEEP_A_REST = {Standing.REQUEST_RETURNED, Standing.ENDED_OTHER}
WRONG = "no such ground"
AMOUNTS = st.sampled_from([1, 100, 900, 1_000, 1_001])


@dataclass(frozen=True)
class Office:
    """Who acts; `done` counts what was refused (True) and what was kept."""

    db: Session
    make: Make
    chief: User
    officer: User
    governor: User
    done: Counter[bool]


class Life(RuleBasedStateMachine):
    """One case over the office's session; every run is taken back."""

    office: Office

    @initialize(initiation=st.sampled_from(list(Initiation)))
    def docket(self, initiation: Initiation) -> None:
        items = [
            {"kind": ItemKind.DEBT, "amount": 1_000},
            {"kind": ItemKind.COURT_FEE, "amount": 100},
            {"kind": ItemKind.COMPELLED_ACT, "amount": 0},
        ]
        self.case: Case = self.office.make.case(FIRST, items, initiation=initiation)
        self.items = [item.id for item in self.office.make.items(self.case)]
        self.today = FIRST

    @rule(days=st.sampled_from([1, 20, 95, 200, 370]))
    def wait(self, days: int) -> None:
        self.today = min(self.today + timedelta(days=days), date(2029, 9, 30))

    @rule(
        kind=st.sampled_from([*ACTS, *HOLDING * 3]), whole=st.booleans(),
        which=st.integers(0, 2),
        part=st.sampled_from([None, None, 1, 100, 1_001]), pick=st.integers(0, 40),
        back=st.sampled_from([0] * 9 + [5]),
    )  # fmt: skip
    def act(
        self, kind: ActKind, whole: bool, which: int, part: int | None, pick: int, back: int
    ) -> None:
        day = self.today - timedelta(days=back)
        known = [g.code for g in grounds.of(kind, day)]
        lawful = known if kind in GROUND_NEEDED else [None, None, *known]
        offered = [*(lawful or [None]) * 4, WRONG]
        terms = ActTerms(
            kind=kind, day=day, item_id=None if whole else self.items[which],
            amount=part if kind in WITH_AMOUNT and not whole else None,
            ground=offered[pick % len(offered)],
            until=day + timedelta(days=60) if kind is ActKind.POSTPONEMENT else None,
            officer_id=self.office.officer.id if kind is ActKind.ASSIGNMENT else None,
            receiver="THADS tỉnh Thử", note="Nội dung",
        )  # fmt: skip
        by = self.office.governor if kind is ActKind.TAKE_UP else self.office.chief
        self.attempt(lambda case: act(self.office.db, case, terms, by=by, today=self.today))

    @rule(which=st.integers(0, 1), amount=AMOUNTS)
    def collect(self, which: int, amount: int) -> None:
        terms = MovementTerms(day=self.today, amount=amount, item_id=self.items[which])
        self.attempt(
            lambda case: receipts.collect(
                self.office.db, case, terms, by=self.office.chief, today=self.today
            )
        )

    @rule(pick=st.integers(0, 5))
    def correct(self, pick: int) -> None:
        stmt = select(CaseAct.id).where(CaseAct.case_id == self.case.id)
        ids = self.office.db.scalars(stmt.order_by(CaseAct.sequence.desc())).all()
        wrong = ids[pick % len(ids)] if ids else None
        terms = ActTerms(day=self.today, corrects_id=wrong, note="Ghi nhầm")
        self.attempt(
            lambda case: actions.correct(
                self.office.db, case, terms, by=self.office.chief, today=self.today
            )
        )

    def attempt(self, do: Any) -> None:
        """Do it, or prove that the refusal left everything as it was."""
        before, refused = self.kept(), False
        try:
            do(queries.get(self.office.db, self.case.id, scope=None))
            self.office.db.flush()
        except RuleBroken:
            refused = True
        self.office.done[refused] += 1
        assert (self.kept() == before) is refused

    def kept(self) -> tuple[Any, int]:
        entries = self.office.db.scalar(select(func.max(AuditEntry.number))) or 0
        return next(facts.load(self.office.db, [self.case.id])), entries

    @invariant()
    def every_item_adds_up(self) -> None:
        settle(self.office.db, READ_MODELS)  # as before the commit that each act would have
        history = replay(next(facts.load(self.office.db, [self.case.id])))
        for item in history.items:
            for m in item.moments:
                left = m.forgiven + m.discontinued + m.entrusted_out + m.taken_up
                left += m.withdrawn_annulled + m.collected + m.remaining
                assert m.awarded + m.increases == left
                assert min(m[3:]) >= 0
                assert not (m.standing.has_ended and m.remaining) or m.standing in KEEP_A_REST

    @invariant()
    def the_case_stands_as_its_items_say(self) -> None:
        history = replay(next(facts.load(self.office.db, [self.case.id])))
        stands = {item.now.standing for item in history.items}
        if any(not s.has_ended for s in stands):
            assert history.now.standing in stands
        assert history.now.standing.has_ended == all(s.has_ended for s in stands)
        last = select(CaseInterval).where(CaseInterval.case_id == self.case.id)
        interval = self.office.db.scalars(last.where(CaseInterval.ends_on.is_(None))).one()
        assert interval.standing is history.now.standing
        assert interval.remaining == history.remaining

    @invariant()
    def the_figures_are_those_of_counting_by_hand(self) -> None:
        known = [next(facts.load(self.office.db, [self.case.id]))]
        start = year_start(statistics_year(self.today))
        by_hand = naive.tables(known, start, self.today).get(("total",), ({}, {}))
        total = figures.figures(self.office.db, self.today).total
        stored = ((STORED_CASES, total.cases), (STORED_MONEY, total.money))
        for (names, found), wanted in zip(stored, by_hand, strict=True):
            assert naive.clean({name: found[name] for name in names}) == wanted

    def teardown(self) -> None:
        self.office.db.rollback()


def test_nothing_impossible_ever_stands(db: Session, make: Make) -> None:
    chief, officer, governor = (
        make.user(role) for role in (Role.UNIT_HEAD, Role.OFFICER, Role.PROVINCE_HEAD)
    )
    db.commit()
    done: Counter[bool] = Counter()
    here = {"office": Office(db, make, chief, officer, governor, done)}
    run_state_machine_as_test(
        type("LifeHere", (Life,), here),
        settings=settings(
            max_examples=30, stateful_step_count=16, deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )  # fmt: skip
    assert min(done[True], done[False]) > 20  # the machine neither idles nor is let do all
