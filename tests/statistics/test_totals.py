"""What the register adds up to is kept, and always equals what its lines add up to."""

from datetime import date
from pathlib import Path
from runpy import run_path

from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, text, update
from sqlalchemy.orm import Session

from tests.factories import Make
from tests.statistics.registers import UNITS, Known, registers
from tests.statistics.test_readmodel import DAYS, EXAMPLES, entered
from thads.cases import totals
from thads.cases.models import ActKind, RegisterTotal, Standing
from thads.cases.queries import CaseFilter, search
from thads.cases.readmodel import bring_up, rebuild
from thads.statistics.proof import first_difference

AFTER_ALL = date(2035, 1, 1)
FILL = Path(__file__).parents[2] / "migrations/tenant/versions/0004_register_totals.py"


def assert_adds_up(db: Session, day: date) -> None:
    """The sums under the list are those of the lines in it, however they were found."""
    asked = [CaseFilter(unit_id=u, standings=s) for u in (None, *UNITS) for s in STANDINGS]
    asked.append(CaseFilter(standings=frozenset(Standing)))
    for scope in (None, UNITS[0]):
        for wanted in asked:
            page = search(db, wanted, day=day, scope=scope, size=1000)
            assert page.total == len(page.rows), (wanted, day)
            for name, total in page.sums.items():
                assert total == sum(getattr(line, name) for line in page.rows), (wanted, day, name)


STANDINGS = [frozenset[Standing](), *(frozenset([standing]) for standing in Standing)]


@settings(EXAMPLES, max_examples=15)
@given(register=registers(max_cases=4), days=st.lists(DAYS, min_size=1, max_size=3))
def test_fact_by_fact_the_sums_are_those_of_the_lines(
    office: Session, register: list[Known], days: list[date]
):
    with entered(office, register):
        assert totals.verify(office) is None
        assert totals.now(office, day=AFTER_ALL) is not None
        for day in (AFTER_ALL, *days):
            assert_adds_up(office, day)
        rebuild(office)
        assert totals.verify(office) is None


def test_a_day_before_the_latest_fact_is_read_from_the_lines(db: Session, make: Make):
    case = make.case(date(2024, 1, 5), [1_000])
    make.act(case, ActKind.SUSPENSION, date(2024, 6, 3))
    db.commit()

    assert totals.now(db, day=date(2024, 6, 2)) is None
    assert totals.now(db, day=date(2024, 6, 3)) == (1, 1_000, 0, 1_000)
    assert totals.now(db, day=date(2024, 6, 3), standing=Standing.IN_PROGRESS) == (0, 0, 0, 0)
    assert search(db, CaseFilter(), day=date(2024, 6, 2), scope=None).total == 1


def test_a_struck_case_is_in_no_sum(db: Session, make: Make):
    struck = make.case(date(2024, 1, 5), [1_000])
    make.case(date(2024, 1, 8), [500])
    db.commit()

    bring_up(db, (), gone=[struck.id])

    assert totals.now(db, day=date(2024, 2, 1)) == (1, 500, 0, 500)


def test_a_tampered_sum_is_named(db: Session, make: Make):
    make.case(date(2024, 1, 5), [1_000])
    db.commit()
    assert first_difference(db) is None

    db.execute(update(RegisterTotal).values(awarded=7))

    assert "trạng thái in_progress" in (first_difference(db) or "")


def test_a_province_of_before_gets_its_sums_with_the_revision(db: Session, make: Make):
    for standing in (ActKind.SUSPENSION, ActKind.COMPLETION):
        make.act(make.case(date(2024, 1, 5), [1_000]), standing, date(2024, 2, 1))
    db.commit()
    db.execute(delete(RegisterTotal))
    assert totals.verify(db) is not None

    db.execute(text(run_path(str(FILL))["FILL"]))

    assert totals.verify(db) is None
