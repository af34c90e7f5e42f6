"""Clocks of dossiers stand in the lists of what is to be done, for who holds the case."""

from datetime import date

import pytest

from tests.remissions.test_dossiers import NEW, OLD, asked, owed, step, until_court
from thads.identity.models import Role
from thads.remissions import clocks
from thads.remissions.models import StepKind as K
from thads.rules.deadlines import Duty
from thads.worklists import queries, readmodel
from thads.worklists.asked import Wanted


@pytest.fixture
def officer(make):
    return make.user(Role.OFFICER)


@pytest.fixture
def head(make, officer):
    return make.user(Role.UNIT_HEAD, unit=officer.unit)


def shown(db, day):
    """Duty, last day and officer of what lists show of dossiers."""
    db.commit()
    assert readmodel.verify(db) is None
    tasks = [line.task for line in queries.every(db, Wanted(), day)]
    return [(t.duty, t.due, t.officer_id) for t in tasks if t.duty in clocks.DUTIES]


def test_a_dossier_is_on_the_lists_from_its_month_to_its_result(db, make, officer, head):
    case = owed(db, make, officer, OLD, 4_000_000)
    dossier = asked(db, make, case, "1.5", date(2024, 7, 10), officer)
    assert shown(db, date(2024, 7, 30)) == []  # sent with the others of its month
    sending = (Duty.FORGIVENESS_SENDING, date(2024, 8, 7), officer.id)
    assert shown(db, date(2024, 8, 1)) == [sending]
    until_court(db, case, dossier, 2024, officer, head)  # registered on 13/8
    hearing = (Duty.FORGIVENESS_HEARING, date(2024, 9, 4), officer.id)  # 31/8 to 3/9 off
    assert shown(db, date(2024, 9, 9)) == [hearing]
    assert [c.since for c in clocks.running(db, [dossier.id])] == [date(2024, 8, 13)]
    step(db, case, dossier, K.WITHDRAWN, date(2024, 9, 9), officer, note="Đã nộp đủ")
    assert shown(db, date(2024, 9, 9)) == []


def test_the_new_law_gives_the_procuracy_no_day_and_the_court_two(db, make, officer, head):
    case = owed(db, make, officer, NEW, 4_000_000)
    dossier = asked(db, make, case, "5", date(2026, 8, 1), officer)
    step(db, case, dossier, K.SENT, date(2026, 8, 3), officer, body="VKSND khu vực 1")
    assert shown(db, NEW) == []
    step(db, case, dossier, K.OPINION, date(2026, 8, 10), officer, agrees=True)
    step(db, case, dossier, K.WITHDRAWN, date(2026, 8, 11), officer, note="Đã nộp đủ")
    assert list(clocks.running(db, None)) == []
