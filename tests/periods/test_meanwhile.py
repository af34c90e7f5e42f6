"""Facts on their way while figures are frozen: known to the freeze, or refused (PostgreSQL).

SQLite's writers take turns from their first statement on, so that there is no meanwhile.
"""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from time import monotonic, sleep

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import IntegrityError

from tenants import context
from tenants.sessions import TenantSession
from tests import installation
from tests.periods.conftest import INSIDE, SEPTEMBER, TODAY
from thads.cases import actions as cases
from thads.cases import queries
from thads.cases.actions import ActTerms
from thads.cases.models import ActKind, CaseAct
from thads.core.errors import RuleBroken
from thads.identity.models import User
from thads.periods import actions, guard
from thads.periods.models import FigureFreeze, PeriodClose
from thads.units.models import Unit

pytestmark = pytest.mark.skipif(installation.ENGINE == "sqlite", reason="writers take turns")
SUSPENSIONS = select(func.count(CaseAct.id)).where(CaseAct.kind == ActKind.SUSPENSION)


@pytest.fixture
def office(db, make, chief):
    """A case, its unit and the head, as others know them too."""
    case = make.case(date(2024, 1, 5))
    db.commit()
    return case.id, case.unit_id, chief.id


def suspend(db, office, day):
    case_id, _, by = office
    case = queries.get(db, case_id, scope=None)
    cases.suspend(db, case, ActTerms(day=day, ground="2"), by=db.get_one(User, by), today=TODAY)


def wait_for_a_lock(db):
    """Until somebody waits for what another holds."""
    until = monotonic() + 10
    while monotonic() < until:
        if db.scalar(text("SELECT count(*) FROM pg_locks WHERE NOT granted")):
            return
        sleep(0.02)
    raise AssertionError("nobody waits")


def close(db, office):
    _, unit_id, by = office
    return actions.close(
        db, db.get_one(Unit, unit_id), SEPTEMBER, by=db.get_one(User, by), today=TODAY,
        now=datetime.now(UTC),
    )  # fmt: skip


def test_a_fact_that_was_on_its_way_when_the_month_closed_is_refused_at_its_commit(
    db, lao_cai, office
):
    db.rollback()
    with TenantSession() as writer:
        add_fact(writer, office, INSIDE)
        with TenantSession() as closer:
            close(closer, office)
            closer.commit()
        with pytest.raises(RuleBroken, match="vừa được chốt") as refused:
            writer.commit()
        writer.rollback()

    assert refused.value.code == "period.closed_meanwhile"
    assert db.scalar(SUSPENSIONS) == 0


def add_fact(db, office, day):
    """A fact that waits for its turn in the record of acts, where a close goes first."""
    case_id, _, by = office
    guard.admit(db, [guard.Fact(case_id, 1, day)], by_id=by)
    db.add(CaseAct(case_id=case_id, sequence=1, day=day, kind=ActKind.SUSPENSION, ground="2"))
    db.flush()


def test_a_fact_of_the_open_month_is_not_stopped_by_a_close(db, lao_cai, office):
    db.rollback()
    with TenantSession() as writer:
        add_fact(writer, office, TODAY)
        with TenantSession() as closer:
            close(closer, office)
            closer.commit()
        writer.commit()

    assert db.scalar(SUSPENSIONS) == 1


def test_a_close_waits_for_a_fact_that_is_recorded_and_knows_it(db, lao_cai, office):
    db.rollback()

    def closing():
        with context.entered(lao_cai), TenantSession() as closer:
            made = close(closer, office)
            seen = closer.scalar(SUSPENSIONS)
            closer.commit()
            return made.closed_at, seen

    with TenantSession() as writer, ThreadPoolExecutor(1) as other:
        suspend(writer, office, INSIDE)
        waiting = other.submit(closing)
        wait_for_a_lock(db)
        assert not waiting.done()
        writer.commit()
        closed_at, seen = waiting.result(timeout=10)

    assert seen == 1
    assert closed_at >= db.scalar(select(func.max(CaseAct.entered_at)))


def test_a_fact_waits_for_the_close_and_is_then_told(db, lao_cai, office):
    db.rollback()

    def writing():
        with context.entered(lao_cai), TenantSession() as writer:
            suspend(writer, office, INSIDE)
            try:
                writer.commit()
            except RuleBroken as refused:
                writer.rollback()
                return refused.code
            return "written"

    with TenantSession() as closer, ThreadPoolExecutor(1) as other:
        close(closer, office)
        waiting = other.submit(writing)
        wait_for_a_lock(db)
        assert not waiting.done()
        closer.commit()
        assert waiting.result(timeout=10) == "period.closed_meanwhile"

    assert db.scalar(select(func.count(PeriodClose.id))) == 1
    assert db.scalar(select(func.count(FigureFreeze.id))) == 1
    assert db.scalar(SUSPENSIONS) == 0


def test_a_fact_that_only_the_database_could_refuse_is_told_in_words(db, lao_cai, office):
    """The month was closed after the guard had looked and before the fact was written."""
    db.rollback()
    case_id, _, by = office
    with TenantSession() as writer:
        guard.admit(writer, [guard.Fact(case_id, 1, INSIDE)], by_id=by)
        with TenantSession() as closer:
            close(closer, office)
            closer.commit()
        writer.add(
            CaseAct(case_id=case_id, sequence=1, day=INSIDE, kind=ActKind.SUSPENSION, ground="2")
        )
        with pytest.raises(IntegrityError) as refused:
            writer.flush()
        writer.rollback()

    told = guard.told(refused.value)
    assert told is not None
    assert told.code == "period.closed_meanwhile"
    assert guard.told(IntegrityError("", {}, Exception("unique"))) is None
