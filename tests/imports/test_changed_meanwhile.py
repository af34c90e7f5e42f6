"""Between the check of a workbook and its writing the register may change: then nothing is."""

from datetime import date, timedelta
from typing import Any

import pytest

from tests.imports.entering import NOW, M, case_of, collected
from tests.imports.test_writing import one, snapshot
from thads.cases import actions as cases_actions
from thads.cases.actions import ActTerms
from thads.cases.models import ActKind
from thads.identity.models import Role
from thads.imports import actions
from thads.imports.preparing import Prepared
from thads.imports.writing import RegisterChanged
from thads.reports.models import MonthlyReport, ReportPublication

TODAY = date(2024, 9, 30)
PAID = collected(date(2024, 1, 10), M)


def refused(entering: Any, db: Any, prepared: Prepared) -> None:
    before = snapshot(db)
    db.rollback()
    with pytest.raises(RegisterChanged, match="kiểm tra lại"):
        entering.write(prepared)
    db.rollback()
    assert snapshot(db) == before


def test_a_case_to_be_replaced_was_worked_on(entering, db, make):
    by = make.user(Role.UNIT_HEAD)
    db.commit()
    entering.enter([case_of(1), case_of(2)])
    prepared = entering.prepared([case_of(1, money=(PAID,))], replacing={1: one(db, 1).id})
    notice = ActTerms(kind=ActKind.VALID_NOTICE, day=date(2024, 5, 5))
    cases_actions.act(db, one(db, 1), notice, by=by, today=TODAY)
    db.commit()

    refused(entering, db, prepared)


def test_a_case_to_be_replaced_was_taken_back(entering, db):
    first = entering.enter([case_of(1)])
    prepared = entering.prepared([case_of(1, money=(PAID,))], replacing={1: one(db, 1).id})
    actions.undo(db, first, by=None, now=NOW)
    db.commit()

    refused(entering, db, prepared)


def test_a_further_period_was_published(entering, db, make):
    by = make.user(Role.PROVINCE_HEAD)
    db.commit()
    prepared = entering.prepared([case_of(1)])
    later = NOW + timedelta(hours=1)
    report = MonthlyReport(period_end=TODAY, version=1, regime="r", figures={}, entered_at=later)
    db.add(report)
    db.flush()
    db.add(
        ReportPublication(
            report_id=report.id, published_on=TODAY, published_by_id=by.id, entered_at=later
        )
    )
    db.commit()

    refused(entering, db, prepared)
