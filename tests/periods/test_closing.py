"""A unit closes its months one after the other, for good."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select

from tests.periods.conftest import AUGUST, CLOSED_AT, INSIDE, OCTOBER, SEPTEMBER, TODAY
from thads.audit.models import AuditEntry
from thads.core.errors import RuleBroken
from thads.identity.models import Role
from thads.periods import actions, queries


def test_a_close_holds_its_unit_its_month_and_its_moment(db, unit, chief, close):
    made = close()

    assert queries.closed_until(db, unit.id) == SEPTEMBER
    [told] = queries.closes_from(db, SEPTEMBER)
    assert (told.unit_name, told.closed_at, told.closed_by) == (
        unit.name, CLOSED_AT, chief.full_name,
    )  # fmt: skip
    entry = db.scalars(select(AuditEntry).where(AuditEntry.act == "period.closed")).one()
    assert (entry.subject_id, entry.username) == (str(made.id), chief.username)


def test_another_unit_stays_open(db, make, close):
    close()
    assert queries.closed_until(db, make.unit().id) is None


REFUSED = {
    "twice": (SEPTEMBER, "period.closed_already", "đã khóa kỳ thống kê đến hết ngày 30/09/2024"),
    "a month inside": (AUGUST, "period.closed_already", "đã khóa"),
    "one month passed over": (date(2024, 11, 30), "period.earlier_open", "Tháng 10/2024 chưa"),
    "no month's end": (date(2024, 10, 30), "period.no_month_end", "không phải ngày cuối tháng"),
    "a month that runs": (date(2024, 12, 31), "period.not_over", "chưa hết"),
}


@pytest.mark.parametrize(("period_end", "code", "words"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_closed_stays_as_it_was(db, unit, close, period_end, code, words):
    close()

    with pytest.raises(RuleBroken, match=words) as refused:
        close(period_end, today=date(2024, 12, 31))

    db.rollback()
    assert refused.value.code == code
    assert queries.closed_until(db, unit.id) == SEPTEMBER


def test_month_follows_month(db, unit, close):
    close()
    close(OCTOBER, today=date(2024, 11, 1), now=datetime(2024, 11, 1, 2, tzinfo=UTC))
    assert queries.closed_until(db, unit.id) == OCTOBER


def test_a_neighbour_does_not_close_it_but_the_province_may(db, make, close):
    neighbour = make.user(Role.UNIT_HEAD, unit=make.unit())
    with pytest.raises(RuleBroken, match="khóa kỳ thống kê của mình"):
        close(by=neighbour)
    close(by=make.user(Role.PROVINCE_HEAD))


def test_a_unit_that_ended_closes_no_later_month(make, governor, close):
    gone = make.unit(valid_to=date(2024, 9, 29))
    with pytest.raises(RuleBroken, match="không hoạt động vào ngày 30/09/2024"):
        close(unit=gone, by=governor)


def test_nothing_that_was_entered_is_newer_than_the_moment_as_known(db, make, governor):
    later = datetime(2024, 10, 4, 1, 20, tzinfo=UTC)
    make.case(INSIDE, entered_at=later)
    make.case(date(2024, 10, 2), entered_at=datetime(2024, 10, 5, tzinfo=UTC))  # of next month

    known_at = actions.freeze(db, SEPTEMBER, by=governor, now=CLOSED_AT)

    assert known_at == later
    assert actions.freeze(db, SEPTEMBER, by=governor, now=CLOSED_AT.replace(hour=3)).hour == 3
    assert TODAY > INSIDE
