"""The demo's complaints, procuracy and administrative judgments go their lawful way."""

from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from thads.administrative.actions import FOLLOWS as OF_WATCHED
from thads.administrative.models import AdministrativeJudgment
from thads.compensation.course import FOLLOWS as OF_CLAIMS
from thads.compensation.models import Compensation
from thads.complaints import course as complaints
from thads.complaints.models import Complaint
from thads.demo.telling import HORIZON
from thads.formbook.queries import sheet
from thads.protests import course as protests
from thads.protests import queries as of_procuracy
from thads.protests.models import Protest
from thads.reports.summary import by_unit, lists
from thads.rules import report_editions
from thads.statistics.figures import figures
from thads.statistics.subject import Subject
from thads.units.models import Unit

pytestmark = pytest.mark.one_engine

END = date(2024, 9, 30)


def every(db: Session, model) -> list:
    return list(db.scalars(select(model).options(selectinload(model.steps))))


def follows_of(record) -> dict:
    if isinstance(record, Complaint):
        return complaints.FOLLOWS[record.kind]
    if isinstance(record, Protest):
        return protests.FOLLOWS[record.kind]
    return OF_CLAIMS[record.kind] if isinstance(record, Compensation) else OF_WATCHED


@pytest.mark.parametrize("model", [Complaint, Protest, Compensation, AdministrativeJudgment])
def test_each_step_follows_those_before_it(lao_cai_db: Session, model):
    found = every(lao_cai_db, model)
    assert found
    for record in found:
        last, day = None, record.received_on
        for step in record.steps:
            assert step.kind in follows_of(record)[last]
            assert day <= step.day <= HORIZON
            last, day = step.kind, step.day


@pytest.mark.parametrize("number", [8, 9, 11, 12])
def test_every_line_of_the_forms_has_something_in_it(lao_cai_db: Session, number: int):
    lines = {line.code: line.cells for line in sheet(lao_cai_db, number, END, Subject()).lines}
    assert all(any(cells) for cells in lines.values()), lines


def test_only_where_the_press_criticises_is_an_accepted_point_late(nghe_an_db: Session):
    late = {
        unit.name: of_procuracy.lateness(nghe_an_db, HORIZON, unit.id).n
        for unit in nghe_an_db.scalars(select(Unit))
    }
    assert [name for name, n in late.items() if n] == ["Chi cục THADS huyện Quỳ Hợp"]


def test_the_summary_has_the_forms_by_unit_and_the_claims_that_run(lao_cai_db: Session):
    told = by_unit.tables(lao_cai_db, figures(lao_cai_db, END))
    assert {one["number"] for one in told} == {7, 8, 9, 10, 11, 12}
    for one in told:
        columns = zip(*(unit["figures"] for unit in one["units"]), strict=True)
        assert [sum(column) for column in columns] == one["total"], one["title"]
    [claims] = [one for one in told if one["number"] == 11 and len(one["total"]) == 6]
    edition = report_editions.edition(12, END)
    [running] = [one for one in lists.annexed(lao_cai_db, END, edition, None)
                 if one["code"] == lists.CLAIMS]  # fmt: skip
    assert len(running["rows"]) == claims["total"][-1] > 0
