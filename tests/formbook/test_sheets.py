"""Every cell of every form is what counting gives, and the list behind it (B1, R6, P17)."""

import json as text
from datetime import date
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from tests.factories import Make
from tests.reports.world import small_province
from tests.statistics.registers import OFFICERS, UNITS, Known, registers
from tests.statistics.test_readmodel import EXAMPLES, entered
from thads.core.days import period_end
from thads.formbook import doors, json
from thads.formbook.doors import Door
from thads.formbook.feeds import FEEDS, OF_CASES
from thads.formbook.queries import every_sheet, sheet
from thads.formbook.sheets import Sheet, SheetColumn, SheetLine
from thads.rules import forms
from thads.statistics import codes
from thads.statistics.codes import FigureCode
from thads.statistics.ratio import Ratio
from thads.statistics.subject import Subject

ENDS = [period_end(2023, 12), period_end(2024, 6)]
SUBJECTS = [Subject(), Subject(UNITS[0]), Subject(UNITS[0], OFFICERS[0])]


Opened = dict[FigureCode, int]


def opened(db: Session, found: Door, known: Opened) -> int:
    """The list's sum; its lines agree with what it says of them."""
    if found.code in known:
        return known[found.code]
    whole = doors.behind(db, found, per_page=None)
    assert len(whole.lines) == whole.count
    assert sum(line.amount for line in whole.lines) == whole.total
    if not found.metric.is_money:
        assert whole.total == whole.count
    known[found.code] = whole.total
    return whole.total


def assert_door(
    db: Session, shown: Sheet, line: SheetLine, column: SheetColumn, known: Opened
) -> None:
    """The cell's code opens the cell's own figure, and what it is made of."""
    code, value = shown.code(line, column), line.cells[list(shown.columns).index(column)]
    assert codes.read(str(code)) == code
    found = doors.door(db, code)
    terms = [(term.sign, doors.door(db, term.code)) for term in found.terms]
    if isinstance(value, Ratio):
        parts = [opened(db, term, known) for _, term in terms]
        assert parts == [value.numerator, value.denominator], code
        return
    assert opened(db, found, known) == value, code
    if terms:
        assert sum(sign * opened(db, term, known) for sign, term in terms) == value


def test_the_list_behind_every_cell_of_every_form_is_the_cell(db: Session, make: Make):
    small_province(make)
    known: Opened = {}
    for shown in every_sheet(db, date(2024, 9, 30), Subject()):
        for line in shown.lines:
            for column in shown.columns:
                assert_door(db, shown, line, column, known)
    assert len(known) > 1_000
    assert len({value for value in known.values() if value}) > 10


@settings(EXAMPLES, max_examples=15)
@given(register=registers(max_cases=4), data=st.data())
def test_any_cell_of_any_register_opens_its_list(
    office: Session, register: list[Known], data: st.DataObject
):
    with entered(office, register):
        number, subject = data.draw(st.integers(1, 6)), data.draw(st.sampled_from(SUBJECTS))
        shown = sheet(office, number, data.draw(st.sampled_from(ENDS)), subject)
        filled = [
            (line, column) for line in shown.lines
            for column, value in zip(shown.columns, line.cells, strict=True) if value
        ]  # fmt: skip
        cells = st.tuples(st.sampled_from(shown.lines), st.sampled_from(shown.columns))
        for line, column in [*filled[:40], *data.draw(st.lists(cells, max_size=10))]:
            assert_door(office, shown, line, column, {})


@EXAMPLES
@given(register=registers(max_cases=5))
def test_a_form_comes_back_from_its_document_and_one_by_one_as_all(
    office: Session, register: list[Known]
):
    with entered(office, register):
        for subject in SUBJECTS:
            every = every_sheet(office, ENDS[0], subject)
            assert every == [sheet(office, n, ENDS[0], subject) for n in range(1, 13)]
            for shown in every:
                assert json.sheet_of(text.loads(text.dumps(json.document(shown)))) == shown


@EXAMPLES
@given(register=registers(max_cases=5))
def test_rows_add_up_officers_to_units_units_to_the_province(
    office: Session, register: list[Known]
):
    with entered(office, register):
        for end in ENDS:
            for number in (1, 2):
                whole = sheet(office, number, end, Subject())
                assert_added(whole, ["CD", "YC"])
                assert_added(whole, list(codes.KINDS.values()))
                units = [sheet(office, number, end, Subject(unit)) for unit in UNITS]
                for shown, *parts in zip(whole.lines, *(u.lines for u in units), strict=True):
                    assert counted(shown.cells) == added(part.cells for part in parts)
            for number in (4, 5):
                shown = sheet(office, number, end, Subject())
                levels = {level: [line.cells for line in shown.lines if line.level == level]
                          for level in (0, 1, 2)}  # fmt: skip
                assert counted(levels[0][0]) == added(levels[1])
                nothing = [0] * len(counted(levels[0][0]))
                assert counted(levels[0][0]) == (added(levels[2]) or nothing)


def counted(cells: tuple[object, ...]) -> list[int]:
    return [value for value in cells if isinstance(value, int)]


def added(rows) -> list[int]:
    return [sum(column) for column in zip(*map(counted, rows), strict=True)]


def assert_added(shown: Sheet, parts: list[str]) -> None:
    rows = {line.code: line.cells for line in shown.lines}
    assert counted(rows["TS"]) == added(rows[code] for code in parts)


def test_an_officer_without_cases_has_a_row_of_zeros(office: Session):
    shown = sheet(office, 4, date(2024, 9, 30), Subject(UNITS[0], OFFICERS[1]))
    (line,) = shown.lines
    assert set(counted(line.cells)) == {0}
    assert shown.columns[21].words(line.cells[21]) == "–"


@pytest.mark.parametrize("day", [date(2024, 9, 30), date(2026, 9, 30)])
def test_every_form_that_is_kept_has_a_register_that_feeds_it(day: date):
    assert {form.register for form in forms.on(day).forms} == {OF_CASES, *FEEDS}


def test_a_code_says_who_even_with_odd_names(office: Session):
    unit = codes.unit_part(UUID(int=7), "Chi cục 1")
    assert codes.read(f"V01.TS.{unit}.240930").unit == UUID(int=7).hex.upper()
    assert codes.unit_part(UUID(int=7), "TINH") != "TINH"
    typed = " v13 . ts.cc1.chv.0.24 0930–2 "
    assert str(codes.read(typed)) == "V13.TS.CC1.CHV.0.240930-2"
    assert codes.subject_of(office, codes.read(typed)) == Subject(UNITS[0], OFFICERS[0])
