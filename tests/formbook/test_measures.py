"""Form 7 and the monthly summary from the measures: decisions of the period, results to its end."""

from datetime import date, time, timedelta
from random import Random

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories import ENTERED, Make
from thads.cases.models import MovementKind
from thads.core.days import year_start
from thads.formbook.measures import FEED, LINES
from thads.formbook.queries import sheet
from thads.identity.models import Role, User
from thads.ledger.models import LedgerEntry
from thads.measures.models import RESULTS, Measure, MeasureState, MeasureStep, StepKind
from thads.parties.models import Party
from thads.reports.summary import measures as summary
from thads.rules.measures import MeasureKind
from thads.statistics.subject import Subject

END = date(2024, 9, 30)
FIRST = year_start(2024)
K = StepKind


class Drawn:
    """Random measures of two officers, and a naive reading of them."""

    def __init__(self, db: Session, make: Make) -> None:
        self.db, self.make, self.rng = db, make, Random("form 7")
        self.officers = [make.user(Role.OFFICER) for _ in range(2)]
        self.measures: list[tuple[Measure, User]] = []
        for number in range(40):
            self._draw(number)
        db.commit()

    def _draw(self, number: int) -> None:
        officer, rng = self.rng.choice(self.officers), self.rng
        case = self.make.case(date(2023, 6, 1), [90_000_000], officer=officer)
        party = self.db.scalars(select(Party.id).where(Party.case_id == case.id)).first()
        measure = Measure(
            case_id=case.id, party_id=party, kind=rng.choice(list(MeasureKind)), object="a",
            ground="b", is_real_estate=False, entered_at=ENTERED, steps=[],
        )  # fmt: skip
        day = date(2023, 8, 1) + timedelta(days=rng.randrange(500))
        self._add(measure, K.DECIDED, day, number=number + 1, series="QĐ-CCTHADS",
                  numbering_year=2024, unit_id=case.unit.id, hour=time(9))  # fmt: skip
        chances = (K.PLANNED, K.SCHEDULED, K.MONEY, *RESULTS, K.MONEY, K.LIFTED)
        for kind in rng.sample(chances, rng.randrange(4)):
            day += timedelta(days=rng.randrange(60))
            said = {}
            if kind in (K.PLANNED, K.SCHEDULED):
                said = {"on_day": day, "on_hour": time(8)}
            if kind is K.MONEY:
                entry = self.make.money(case, rng.randrange(1, 9) * 1_000_000, day)
                said = {"entry_id": entry.id}
                if rng.random() < 0.3:
                    self.make.money(case, entry.amount, day + timedelta(days=40),
                                    kind=MovementKind.REVERSED, reverses_id=entry.id)  # fmt: skip
            self._add(measure, kind, day, **said)
        self.db.add(measure)
        self.db.flush()
        self.measures.append((measure, officer))

    def _add(self, measure: Measure, kind: StepKind, day: date, **said: object) -> None:
        measure.steps.append(MeasureStep(
            sequence=len(measure.steps) + 1, kind=kind, day=day, entered_at=ENTERED,
            note="c" if kind is K.CANCELLED else None, **said,
        ))  # fmt: skip

    def naive(self, officer: User | None, kind: MeasureKind | None, end: date) -> list[int]:
        """One after the other, by the records alone."""
        sums = [0] * 8
        for measure, holder in self.measures:
            steps = [one for one in measure.steps if one.day <= end]
            if officer not in (None, holder) or kind not in (None, measure.kind):
                continue
            if not FIRST <= measure.steps[0].day <= end:
                continue
            plans = [one for one in steps if one.kind in (K.PLANNED, K.SCHEDULED)]
            force = bool(plans) and plans[-1].kind is K.PLANNED
            ended = [RESULTS[one.kind] for one in steps if one.kind in RESULTS]
            state = ended[0] if ended else MeasureState.RUNNING
            cells = [1, force, not force, *(state is one for one in (
                MeasureState.CARRIED_OUT, MeasureState.COMPLIED, MeasureState.ENDED,
                MeasureState.RUNNING,
            )), self._money(steps, end)]  # fmt: skip
            sums = [a + int(b) for a, b in zip(sums, cells, strict=True)]
        return sums

    def _money(self, steps: list[MeasureStep], end: date) -> int:
        found = [self.entry(one.entry_id) for one in steps if one.entry_id]
        return sum(
            one.amount for one in found
            if not any(back.reverses_id == one.id and back.day <= end for back in self.entries)
        )  # fmt: skip

    @property
    def entries(self):
        """All movements of money."""
        return self.db.scalars(select(LedgerEntry)).all()

    def entry(self, entry_id):
        """One of them."""
        return next(one for one in self.entries if one.id == entry_id)


@pytest.fixture
def drawn(db: Session, make: Make) -> Drawn:
    db.expire_on_commit = False
    return Drawn(db, make)


def test_the_form_equals_a_naive_reading_and_each_cell_opens_its_cases(db, drawn):
    some = 0
    for end in (date(2024, 3, 31), END):
        for officer in (None, *drawn.officers):
            subject = Subject(officer.unit_id, officer.id) if officer else Subject()
            shown = sheet(db, 7, end, subject)
            lines = {line.code: list(line.cells) for line in shown.lines}
            assert lines["TS"] == drawn.naive(officer, None, end)
            for kind, code in LINES.items():
                assert lines[code] == drawn.naive(officer, kind, end)
            some += lines["TS"][0]
    assert some > 50
    shown = sheet(db, 7, END, Subject())
    for line in shown.lines:
        for column, cell in enumerate(line.cells, start=1):
            found = FEED.behind(
                db, FIRST, END, Subject(), line=line.code, column=column, page=1, per_page=None
            )
            assert found.total == cell


def test_the_summary_tells_the_same_as_the_form(db, drawn):
    told = summary.applied(db, FIRST, END)
    total = drawn.naive(None, None, END)
    assert [told["total"][name] for name in summary.NAMES] == total
    assert sum(one["decided"] for one in told["kinds"]) == total[0]
    security = sum(drawn.naive(None, kind, END)[0] for kind in MeasureKind if kind.is_security)
    assert told["security"] == security > 0


def test_nothing_decided_is_told_in_one_line(db):
    told = summary.applied(db, FIRST, END)
    assert told["total"]["decided"] == 0
    assert told["kinds"] == []
