"""The measures of the demo could have been entered on screen, and some of them are late."""

from collections import Counter
from datetime import datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from thads.cases.models import CaseAct
from thads.core.days import VIETNAM
from thads.demo.telling import HORIZON
from thads.measures import course, listing, queries
from thads.measures.models import Measure, MeasureStep, StepKind
from thads.rules import coercion_times
from thads.rules.working_days import is_working_day

pytestmark = pytest.mark.one_engine

TIMED = (StepKind.PLANNED, StepKind.CARRIED_OUT, StepKind.COMPLIED_ON_SPOT)


@pytest.fixture(params=["lao_cai_db", "nghe_an_db"])
def found(request):
    """All of one province, with its session."""
    db = request.getfixturevalue(request.param)
    return db, db.scalars(queries.loaded().options(joinedload(Measure.case))).unique().all()


def test_each_step_follows_those_before_it(found):
    _, measures = found
    assert 40 <= len(measures) <= 120
    for measure in measures:
        steps, measure_days = list(measure.steps), [one.day for one in measure.steps]
        assert measure_days == sorted(measure_days)
        assert measure_days[0] > measure.case.docketed_on
        assert steps[0].kind is StepKind.DECIDED
        for number, step in enumerate(steps[1:], start=1):
            before = Measure(kind=measure.kind, is_real_estate=measure.is_real_estate)
            before.steps = [_copy(one) for one in steps[:number]]
            assert step.kind in course.may_follow(before), step.kind


def test_no_coercion_of_the_demo_falls_on_a_forbidden_day(found):
    _, measures = found
    for measure in measures:
        for step in (one for one in measure.steps if one.kind in TIMED):
            day, hour = step.on_day or step.day, step.on_hour or step.hour
            moment = datetime.combine(day, hour, VIETNAM)
            why = coercion_times.forbidden(
                moment, with_force=measure.with_force, of_policy_family=False
            )
            assert why is None
        assert is_working_day(measure.decision.day)


def test_numbers_are_given_once_and_money_is_of_the_books(found):
    db, measures = found
    columns = ("unit_id", "series", "numbering_year", "number")
    used = Counter(
        tuple(row)
        for table in (CaseAct, MeasureStep)
        for row in db.execute(select(*(getattr(table, name) for name in columns)))
        if row.number
    )
    assert max(used.values()) == 1
    raised = queries.collected(db, [one.id for one in measures])
    assert sum(raised.values()) > 0
    assert all(one.entry.case_id == m.case_id for m in measures for one in m.steps if one.entry)


def test_some_are_late_where_the_press_criticises(nghe_an_db):
    late = listing.overdue(nghe_an_db, HORIZON, None)
    assert 0 < late.n < late.m


def _copy(step):
    return MeasureStep(kind=step.kind, sequence=step.sequence, day=step.day, agrees=step.agrees)
