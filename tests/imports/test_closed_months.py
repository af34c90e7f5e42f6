"""What a workbook says of a month that a unit closed is refused row by row; the rest goes in."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from tests.imports.entering import NOW, M, case_of, collected
from tests.imports.stages import case, together
from tests.imports.test_checking import DECIDED, JAN, TODAY, Desk
from tests.imports.test_parsing import paid
from tests.imports.test_writing import one
from thads.core.errors import RuleBroken
from thads.identity.models import Role
from thads.imports import actions, checking
from thads.imports.closings import closings
from thads.imports.writing import RegisterChanged
from thads.periods import actions as periods
from thads.periods.models import LateEntry
from thads.statistics.figures import figures
from thads.statistics.known import known_figures
from thads.units.models import Unit

JANUARY = date(2024, 1, 31)
EARLIER = datetime(2024, 2, 2, 3, 0, tzinfo=UTC)


@pytest.fixture
def close(db, make):
    """`close()`: unit CC closes January 2024."""

    def do(now=EARLIER):
        by = make.user(Role.PROVINCE_HEAD)
        unit = db.scalars(select(Unit).where(Unit.code == "CC")).one()
        made = periods.close(db, unit, JANUARY, by=by, today=TODAY, now=now)
        db.commit()
        return made

    return do


@pytest.fixture
def desk(db, entering, tmp_path, monkeypatch):
    """A desk that knows what is closed."""
    checked = checking.check

    def check(session, stage, **given):
        return checked(session, stage, **given | {"closings": closings(session)})

    monkeypatch.setattr("tests.imports.test_checking.checking.check", check)
    return Desk(db, entering, tmp_path / "stages")


def test_rows_of_a_closed_month_are_refused_and_other_units_are_not(desk, close):
    close()
    sheets = together(case(1), case(2, key={"unit": "CC2"}), case(3, key={"day": date(2024, 2, 1)}))

    found = desk.check(sheets)

    assert found.places == [("viec", 2, "ngay_qd", "closed_period")]
    assert "đã khóa đến hết 31/01/2024" in found.faults[0].message
    assert found.cases == {"total": 3, "new": 2, "faulty": 1}


def test_a_payment_of_a_closed_month_is_refused_in_its_row(desk, close):
    desk.enter(case(1))
    close()
    found = desk.check(case(1, thu_chi=[paid(JAN, 5)]))
    assert [place[-1] for place in found.places] == ["closed_period"]


def test_what_the_closed_months_have_already_is_written_again(db, entering, close, monkeypatch):
    entering.enter([case_of(1, money=(collected(JAN, M),))])
    closed = close(now=NOW)
    before = figures(db, JANUARY)
    later = collected(date(2024, 5, 5), M)
    db.rollback()

    prepared = entering.prepared(
        [case_of(1, money=(collected(JAN, M), later))], replacing={1: one(db, 1).id}
    )
    with pytest.raises(RuleBroken, match="vừa được chốt"):
        entering.write(prepared)  # as if it had begun before the close
    db.rollback()
    written = entering.prepared(
        [case_of(1, money=(collected(JAN, M), later))], replacing={1: one(db, 1).id}
    )
    monkeypatch.setattr("tests.imports.entering.NOW", NOW + timedelta(days=1))
    entering.write(written)
    db.commit()

    again = db.execute(select(LateEntry.sequence, LateEntry.day).order_by(LateEntry.sequence))
    assert [tuple(row) for row in again] == [(0, DECIDED), (1, JAN)]
    assert figures(db, JANUARY) == before
    assert known_figures(db, JANUARY, closed.closed_at) == before


def test_a_month_that_closed_since_the_check_is_looked_at_again(db, entering, close):
    prepared = entering.prepared([case_of(1)])
    close()
    with pytest.raises(RegisterChanged):
        entering.write(prepared)
    db.rollback()


def test_an_import_that_a_closed_month_counts_is_not_taken_back(db, entering, close):
    written = entering.enter([case_of(1)])
    close(now=NOW + timedelta(hours=1))
    with pytest.raises(RuleBroken, match="Kỳ 01/2024 tính cả các việc này đã khóa"):
        actions.undo(db, written, by=None, now=NOW + timedelta(days=1))
