"""A period as it was known at a moment stays what it was, whatever is entered afterwards."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any, NamedTuple

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import event
from sqlalchemy.orm import Session

from tests.factories import Make
from tests.statistics.registers import Known, registers, write_case, write_happening
from thads.assembly import READ_MODELS
from thads.cases import facts
from thads.cases.history import replay
from thads.cases.models import ActKind, CaseAct
from thads.cases.queries.endings import Ending, ended_between
from thads.cases.readmodel import settle
from thads.core.errors import RuleBroken
from thads.statistics.codes import LINES, line_of
from thads.statistics.columns import CASE_SUMS, MONEY_SUMS, STORED_CASES, STORED_MONEY
from thads.statistics.drill import Behind, Group, behind
from thads.statistics.figures import Figures, figures
from thads.statistics.json import document
from thads.statistics.known import differences, known_behind, known_endings, known_figures
from thads.statistics.rows import Row

BEGUN = datetime(2024, 10, 1, tzinfo=UTC)
ENDS = [date(2022, 9, 30), date(2022, 10, 31), date(2023, 3, 31), date(2023, 9, 30),
        date(2024, 2, 29)]  # fmt: skip
COLUMNS = [
    *[(name, False) for name in (*STORED_CASES, *CASE_SUMS)],
    *[(name, True) for name in (*STORED_MONEY, *MONEY_SUMS)],
]
EXAMPLES = settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


class Frozen(NamedTuple):
    """What figures and lists said at a moment."""

    period_end: date
    known_at: datetime
    figures: Figures
    lists: list[tuple[Group, str, bool, Behind]]
    ended: list[Any]


def entering(db: Session, register: list[Known], chance: random.Random) -> Iterator[datetime]:
    """Cases and facts come in one by one, in any order that each case bears, and some acts are
    struck out again; the moment of each."""
    waiting = {known.facts.case_id: known.in_order_of_entry for known in register}
    known_of = {known.facts.case_id: known for known in register}
    docketed: set[Any] = set()
    moment = BEGUN
    while waiting:
        moment += timedelta(seconds=1)
        case_id = chance.choice(sorted(waiting))
        if case_id not in docketed:
            write_case(db, known_of[case_id].as_docketed, moment)
            docketed.add(case_id)
        elif waiting[case_id]:
            write_happening(db, case_id, waiting[case_id].pop(0), moment)
        else:
            del waiting[case_id]
            correct(db, case_id, moment, chance)
        settle(db, READ_MODELS)
        yield moment


def correct(db: Session, case_id: Any, moment: datetime, chance: random.Random) -> None:
    """Strike out an act that nothing rests on, if there is one."""
    known = next(facts.load(db, [case_id]))
    acts = [h for h in known.happenings if isinstance(h.kind, ActKind)]
    for struck in chance.sample(acts, len(acts)):
        try:
            replay(known.without(struck.sequence))
        except RuleBroken:
            continue
        [act] = db.query(CaseAct).filter_by(case_id=case_id, sequence=struck.sequence)
        db.add(CaseAct(case_id=case_id, sequence=99, day=moment.date(), corrects_id=act.id,
                       kind=ActKind.CORRECTION, entered_at=moment))  # fmt: skip
        db.flush()
        return


def every_list(db: Session, period_end: date, shown: Figures, chance: random.Random) -> Any:
    """Some lines and columns of the figures with the lists behind them."""
    for row in chance.sample(shown.rows, min(2, len(shown.rows))):
        unit, officer = row.unit and row.unit.id, row.officer and row.officer.id
        group = replace(LINES[line_of(row)], unit_id=unit, officer_id=officer)
        for column, money in chance.sample(COLUMNS, 3):
            yield group, column, money, behind(
                db, period_end, group, column, money=money, per_page=None
            )  # fmt: skip


def frozen(db: Session, moment: datetime, chance: random.Random) -> Frozen:
    end = chance.choice(ENDS)
    shown = figures(db, end)
    ended = told(ended_between(db, shown.start, end, unit_id=None, size=100).rows)
    return Frozen(end, moment, shown, list(every_list(db, end, shown, chance)), ended)


def told(endings: Sequence[Ending]) -> list[Any]:
    """Cases that ended, as plain values."""
    return [(one.case.id, *one[1:]) for one in endings]


def ended_as_known(db: Session, one: Frozen) -> list[Any]:
    """The same list as it was known, two lines a page; its sums are those of the lines."""
    lines: list[Any] = []
    for page in range(1, 20):
        shown = known_endings(
            db, one.figures.start, one.period_end, one.known_at, unit_id=None, page=page, size=2
        )
        lines += told(shown.rows)
        if page * 2 >= shown.total:
            break
    assert shown.sums.pop("collected") == sum(line[3] for line in lines)
    assert sum(shown.sums.values()) == shown.total == len(lines)
    return lines


@EXAMPLES
@given(register=registers(max_cases=5), seed=st.integers(0, 10_000))
@example(register=[], seed=0)
def test_figures_and_lists_stay_as_they_were_known(
    office: Session, register: list[Known], seed: int
) -> None:
    chance, kept = random.Random(seed), list[Frozen]()
    try:
        for moment in entering(office, register, chance):
            if chance.random() < 0.1:
                kept.append(frozen(office, moment, chance))
        for one in kept:
            then = known_figures(office, one.period_end, one.known_at)
            assert document(then, tenant="t") == document(one.figures, tenant="t")
            assert then == one.figures
            assert ended_as_known(office, one) == one.ended
            for group, column, money, shown in one.lists:
                again = known_behind(
                    office, one.period_end, one.known_at, group, column, money=money, per_page=None
                )
                assert again == shown
            for group, column, money, shown in one.lists[:1]:
                assert paged(office, one, group, column, money) == shown.lines
    finally:
        office.rollback()


def paged(db: Session, one: Frozen, group: Group, column: str, money: bool) -> list[Any]:
    """The same list two lines a page."""
    lines: list[Any] = []
    for page in range(1, 20):
        shown = known_behind(
            db, one.period_end, one.known_at, group, column, money=money, page=page, per_page=2
        )
        lines += shown.lines
        if page * 2 >= shown.count:
            break
    return lines


@EXAMPLES
@given(register=registers(max_cases=5), seed=st.integers(0, 10_000))
def test_what_differs_between_two_moments_is_what_some_cases_cause(
    office: Session, register: list[Known], seed: int
) -> None:
    chance, end = random.Random(seed), ENDS[3]
    kept = {BEGUN: figures(office, end)}
    try:
        for moment in entering(office, register, chance):
            if chance.random() < 0.2:
                kept[moment] = figures(office, end)
        first, later = sorted(chance.choices(list(kept), k=2))
        now = figures(office, end)
        for after, then in ((later, kept[later]), (None, now)):
            changes = differences(office, end, first, after)
            told = {(key_of(c.row), c.column, c.money): (c.before, c.after) for c in changes}
            assert told == expected(kept[first], then)
            for change in changes:
                caused = sum(cause.amount for cause in change.causes)
                assert caused == change.after - change.before
                assert all(cause.amount for cause in change.causes)
    finally:
        office.rollback()


def expected(before: Figures, after: Figures) -> dict[Any, tuple[int, int]]:
    """The cells that differ, found by laying the figures side by side."""
    was, now = cells(before), cells(after)
    pairs = {key: (was.get(key, 0), now.get(key, 0)) for key in was | now}
    return {key: pair for key, pair in pairs.items() if pair[0] != pair[1]}


def cells(shown: Figures) -> dict[Any, int]:
    return {
        (key_of(row), column, money): figure
        for row in (*shown.rows, *shown.budgets)
        for money, columns in ((False, row.cases), (True, row.money))
        for column, figure in columns.items()
    }


def key_of(row: Row) -> Any:
    return row.group, row.unit, row.officer, row.kind, row.initiation, row.theme, row.budget


def test_only_cases_with_something_new_are_read(db: Session, make: Make) -> None:
    """The number of statements does not grow with the register."""
    for _ in range(3):
        make.case(date(2023, 10, 5))
    db.commit()
    few = statements(db)
    for _ in range(30):
        make.case(date(2023, 10, 5))
    db.commit()

    assert statements(db) == few
    late = make.case(date(2023, 10, 6), entered_at=BEGUN + timedelta(days=9))
    db.commit()
    end, moment = date(2023, 10, 31), BEGUN + timedelta(days=8)
    assert known_figures(db, end, moment).total.cases["newly_docketed"] == 33
    [change] = [
        c for c in differences(db, end, moment)
        if (c.row.group, c.column) == ("total", "newly_docketed") and not c.money
    ]  # fmt: skip
    assert (change.before, change.after) == (33, 34)
    assert [(cause.case_id, cause.amount) for cause in change.causes] == [(late.id, 1)]


def statements(db: Session) -> int:
    asked: list[str] = []
    connection = db.connection()

    def note(*given: Any) -> None:
        asked.append(given[2])

    event.listen(connection, "before_cursor_execute", note)
    known_figures(db, date(2023, 10, 31), BEGUN)
    known_behind(db, date(2023, 10, 31), BEGUN, Group(), "newly_docketed", money=False)
    event.remove(connection, "before_cursor_execute", note)
    return len(asked)
