"""What the sandbox predicts is what happens when exactly that set of cases is closed (B7)."""

from datetime import date
from uuid import UUID

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.statistics.registers import Known, registers, write_happening
from tests.statistics.test_readmodel import entered
from thads.assembly import READ_MODELS
from thads.cases import facts
from thads.cases.history import Happening, replay
from thads.cases.models import ActKind, CaseAct, MovementKind
from thads.cases.readmodel import settle
from thads.core.days import month_end, statistics_year
from thads.ledger.models import LedgerEntry
from thads.planning import queries, sandbox
from thads.statistics import readmodel
from thads.statistics.figures import figures
from thads.statistics.subject import PROVINCE

EXAMPLES = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def close(db: Session, case_id: UUID, day: date) -> None:
    """Collect all that remains on the open items; finish what has nothing to pay."""
    (known,) = facts.load(db, [case_id])
    sequence = max((h.sequence for h in known.happenings), default=0)
    for item in replay(known).items:
        if item.now.remaining and not item.now.standing.has_ended:
            sequence += 1
            paid = (MovementKind.COLLECTED, item.item.id, item.now.remaining)
            write_happening(db, case_id, Happening(day, sequence, *paid))
    (known,) = facts.load(db, [case_id])
    if any(not item.now.standing.has_ended for item in replay(known).items):
        write_happening(db, case_id, Happening(day, sequence + 1, ActKind.COMPLETION))
    settle(db, READ_MODELS)


def last_day(register: list[Known]) -> date:
    days = [h.day for known in register for h in known.facts.happenings]
    return month_end(max(days + [known.facts.docketed_on for known in register]))


@EXAMPLES
@given(register=registers(max_cases=5), ticks=st.lists(st.booleans(), min_size=5, max_size=5))
def test_closing_the_set_gives_the_predicted_figures(
    office: Session, register: list[Known], ticks: list[bool]
) -> None:
    with entered(office, register):
        at = last_day(register)
        readmodel.extend_horizon(office, statistics_year(at))
        ids = [known.facts.case_id for known in register]
        open_now = queries.open_among(office, at, PROVINCE, ids)
        chosen = {case.case_id for case, tick in zip(open_now, ticks, strict=False) if tick}

        predicted = sandbox.outcome(office, figures(office, at), chosen)
        for case_id in chosen:
            close(office, case_id, at)

        now = figures(office, at)
        told, found = predicted.total, now.total
        assert (told.cases, told.money) == (found.cases, found.money)
        assert (told.case_rate, told.money_rate) == (found.case_rate, found.money_rate)
        for unit_id, row in predicted.units.items():
            assert (row.cases, row.money) == (now.unit(unit_id).cases, now.unit(unit_id).money)
        for key, row in predicted.officers.items():
            assert (row.cases, row.money) == (now.officer(*key).cases, now.officer(*key).money)


@EXAMPLES
@given(register=registers(max_cases=3))
def test_predicting_writes_nothing(office: Session, register: list[Known]) -> None:
    with entered(office, register):
        at = last_day(register)
        readmodel.extend_horizon(office, statistics_year(at))
        counts = [select(func.count()).select_from(table) for table in (CaseAct, LedgerEntry)]
        before = [office.scalar(count) for count in counts], figures(office, at)
        ids = [known.facts.case_id for known in register]
        open_now = queries.open_among(office, at, PROVINCE, ids)
        sandbox.outcome(office, before[1], [case.case_id for case in open_now])
        assert ([office.scalar(count) for count in counts], figures(office, at)) == before
        assert not office.dirty
        assert not office.new
