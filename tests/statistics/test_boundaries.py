"""Earlier figures on today's territory: no sum moves, and split units give what each really got."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from tests.factories import Make
from tests.statistics.registers import UNITS, Known, registers, write_happening
from tests.statistics.test_readmodel import EXAMPLES, assert_sum, entered
from thads.assembly import READ_MODELS
from thads.cases.history import CURRENT, Happening, replay
from thads.cases.models import ActKind, Standing
from thads.cases.readmodel import settle
from thads.core.days import period_end
from thads.reorganisation.models import Reorganisation
from thads.statistics import boundaries, readmodel
from thads.statistics.boundaries import figures_on, parts_of_unit
from thads.statistics.figures import Figures, figures
from thads.units.models import Succession, Unit, UnitSuccession

NEW = tuple(UUID(int=300 + n) for n in range(4))
MONTH_ENDS = [period_end(year, month) for year in (2022, 2023, 2024) for month in range(1, 13)]
AS_OF = date(2025, 9, 30)
OPEN = (*CURRENT, Standing.SEPARATE_TRACKING)
# What may befall two offices: both into one; one renamed; one split in two; then once more.
CHANGES: list[list[tuple[UUID, list[UUID]]]] = [
    [(UNITS[0], [NEW[0]]), (UNITS[1], [NEW[0]])],
    [(UNITS[0], [UNITS[1]])],
    [(UNITS[0], [NEW[0]]), (UNITS[1], [NEW[0], NEW[1]])],
    [(UNITS[1], [NEW[1], NEW[2]]), (NEW[1], [NEW[3]]), (NEW[2], [NEW[3]])],
    [(UNITS[0], [NEW[0], NEW[1]]), (UNITS[1], [NEW[1]]), (NEW[1], [NEW[2], NEW[3]])],
]


def succeed(db: Session, unit_id: UUID, heirs: Sequence[UUID], day: date) -> None:
    """The unit ended; its heirs began that day."""
    plan = Reorganisation(day=day, title="Sắp xếp thử", started_at=None)
    db.add(plan)
    db.flush()
    kind = Succession.SPLIT if len(heirs) > 1 else Succession.RENAME
    db.add_all(
        UnitSuccession(predecessor_id=unit_id, successor_id=heir, reorganisation_id=plan.id,
                       day=day, kind=kind)
        for heir in heirs
    )  # fmt: skip
    db.flush()


def hand_over(
    db: Session, register: list[Known], unit_id: UUID, heirs: Sequence[UUID], day: date
) -> list[Known]:
    """What a unit that ends has open on that day goes to its heirs by turns."""
    after = []
    for n, known in enumerate(register):
        held = replay(known.facts).at(day)
        if held is None or held.unit_id != unit_id or held.standing not in OPEN:
            after.append(known)
            continue
        act = Happening(day, 100 + len(known.facts.happenings), ActKind.TRANSFER,
                        unit_id=heirs[n % len(heirs)])  # fmt: skip
        write_happening(db, known.facts.case_id, act)
        after.append(Known(known.facts.with_happening(act)))
    settle(db, READ_MODELS)
    return after


@settings(EXAMPLES, max_examples=12)
@given(register=registers(max_cases=5), changes=st.sampled_from(CHANGES), turn=st.integers(0, 900))
def test_no_total_of_any_month_moves_whatever_is_merged_split_or_renamed(
    office: Session, register: list[Known], changes: list[tuple[UUID, list[UUID]]], turn: int
):
    for n, unit_id in enumerate(NEW):
        if office.get(Unit, unit_id) is None:
            Make(office).unit(f"PKV{n}", id=unit_id)
    with entered(office, register):
        readmodel.extend_horizon(office, 2025)
        day = date(2022, 6, 1) + timedelta(days=turn)
        for unit_id, heirs in changes:
            succeed(office, unit_id, heirs, day)
            register = hand_over(office, register, unit_id, heirs, day)
            day += timedelta(days=40)
        gone = {unit_id: len(heirs) for unit_id, heirs in changes}
        for end in MONTH_ENDS[::4]:
            assert_on_new_territory(office, end, gone)


def assert_on_new_territory(db: Session, end: date, gone: dict[UUID, int]) -> None:
    then, now = figures(db, end), figures_on(db, end, as_of=AS_OF)
    assert (now.total, now.kinds, now.themes) == (then.total, then.kinds, then.themes)
    assert_sum(now.units, now.total)
    for row in now.units:
        assert row.unit
        assert gone.get(row.unit.id, 2) > 1, "a unit that went over wholly has no line any more"
        alone = figures_on(db, end, as_of=AS_OF, unit_id=row.unit.id)
        assert (alone.total.cases, alone.total.money) == (row.cases, row.money)
        parts = parts_of_unit(db, end, as_of=AS_OF, unit_id=row.unit.id)
        assert_sum([part.row for part in parts], row)
    assert by_reading_every_case(db, end) == now


def by_reading_every_case(db: Session, end: date) -> Figures:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(boundaries, "is_held", lambda *_: False)
        return figures_on(db, end, as_of=AS_OF)


@pytest.fixture
def divided(db: Session, make: Make) -> dict[str, Unit]:
    """A and B become PKV1 on 01/07/2024; C is split between PKV1 and PKV2."""
    units = {code: make.unit(code) for code in ("A", "B", "C", "PKV1", "PKV2")}
    day = date(2024, 7, 1)
    for n, code in enumerate("ABCCC"):
        case = make.case(date(2023, 2, 6), [100 * 10**n], unit=units[code])
        if n == 4:
            make.money(case, 100 * 10**n, date(2023, 3, 1))  # ended long before
        else:
            heir = units["PKV2"] if n == 3 else units["PKV1"]
            make.act(case, ActKind.TRANSFER, day, to_unit_id=heir.id)
    for code, heirs in (("A", ["PKV1"]), ("B", ["PKV1"]), ("C", ["PKV1", "PKV2"])):
        succeed(db, units[code].id, [units[heir].id for heir in heirs], day)
    db.commit()
    return units


def test_the_same_period_last_year_stands_on_the_new_territory(
    db: Session, divided: dict[str, Unit]
):
    last_year = date(2023, 9, 30)
    then = {row.unit.code: row for row in figures(db, last_year).units if row.unit}
    now = {r.unit.code: r for r in figures_on(db, last_year, as_of=AS_OF).units if r.unit}

    assert {code: row.cases["newly_docketed"] for code, row in then.items()} == {
        "A": 1, "B": 1, "C": 3,
    }  # fmt: skip
    assert {code: row.cases["newly_docketed"] for code, row in now.items()} == {
        "C": 1, "PKV1": 3, "PKV2": 1,
    }  # fmt: skip
    assert now["PKV1"].money["newly_docketed"] == 100 + 1_000 + 10_000
    assert now["PKV2"].money["newly_docketed"] == 100_000
    assert now["C"].money["completed"] == 1_000_000


def test_a_line_of_today_says_what_it_is_made_of(db: Session, divided: dict[str, Unit]):
    parts = parts_of_unit(db, date(2023, 9, 30), as_of=AS_OF, unit_id=divided["PKV1"].id)
    assert [(p.unit.code, p.row.cases["newly_docketed"], p.whole) for p in parts] == [
        ("A", 1, True), ("B", 1, True), ("C", 1, False),
    ]  # fmt: skip


def test_before_the_change_today_is_as_it_was_then(db: Session, divided: dict[str, Unit]):
    end = date(2023, 9, 30)
    assert figures_on(db, end, as_of=date(2024, 6, 30)) == figures(db, end)
    assert replace(figures_on(db, end, as_of=date(2024, 7, 1)), units=[]) != figures(db, end)
