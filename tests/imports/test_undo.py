"""An import is taken back as if it had never been, as long as nothing was built on it."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from tests.imports.entering import DECIDED, NOW, M, case_of, collected, happened
from tests.imports.test_writing import STORY, one, snapshot
from thads.audit import queries as audit
from thads.audit.models import AuditEntry
from thads.cases import actions as cases_actions
from thads.cases.actions import ActTerms
from thads.cases.models import ActKind, Case
from thads.core.errors import RuleBroken
from thads.evidence import actions as evidence
from thads.identity.models import Role
from thads.imports import actions, queries
from thads.imports.models import RegisterImport
from thads.reports.models import MonthlyReport, ReportPublication
from thads.statistics import proof, readmodel
from thads.statistics.figures import figures

TODAY = date(2024, 9, 30)
LATER = NOW + timedelta(hours=1)


def undo(db: Any, register_import: RegisterImport) -> None:
    actions.undo(db, register_import, by=None, now=LATER)
    db.commit()


def test_lists_and_figures_are_again_exactly_what_they_were(entering, db, make):
    make.case(DECIDED)
    readmodel.extend_horizon(db, 2024)
    db.commit()
    before, total = snapshot(db), figures(db, TODAY).total
    db.rollback()
    register_import = entering.enter(STORY)
    assert figures(db, TODAY).total != total
    db.rollback()

    undo(db, register_import)
    after = snapshot(db)
    assert after["case_interval"] == before["case_interval"]
    assert after["case_contribution"] == before["case_contribution"]
    assert figures(db, TODAY).total == total
    assert proof.first_difference(db) is None


def test_an_undone_import_and_its_cases_stay_readable(entering, db):
    register_import = entering.enter(STORY)
    undo(db, register_import)

    struck = db.scalars(select(Case)).all()
    assert {case.struck_by_id for case in struck} == {register_import.id}
    assert (register_import.applied_at, register_import.undone_at) == (NOW, LATER)
    assert queries.get(db, register_import.id).file_name == "sổ.xlsx"
    [entry] = db.scalars(select(AuditEntry).where(AuditEntry.act == "import.undone"))
    assert (entry.details["struck"], entry.details["brought_back"]) == (3, 0)
    assert audit.verify(db) is None


def test_the_same_workbook_may_be_brought_in_again(entering, db):
    undo(db, entering.enter(STORY))
    entering.enter(STORY)

    assert figures(db, TODAY).total.cases["caseload_total"] == 3
    assert proof.first_difference(db) is None


def test_what_the_import_replaced_comes_back(entering, db):
    first = entering.enter(STORY)
    held = snapshot(db)
    old = one(db, 2).id
    changed = case_of(2, money=(collected(date(2024, 2, 2), 3 * M),))
    second = entering.enter([changed], replacing={2: old})
    assert (one(db, 2).import_id, db.get_one(Case, old).struck_by_id) == (second.id, second.id)
    assert figures(db, TODAY).total.cases["caseload_total"] == 3
    assert proof.first_difference(db) is None
    db.rollback()

    undo(db, second)
    assert (one(db, 2).id, one(db, 2).import_id) == (old, first.id)
    assert {name: rows for name, rows in snapshot(db).items() if name != "statistics_cell"} == {
        name: rows for name, rows in held.items() if name != "statistics_cell"
    }
    assert proof.first_difference(db) is None
    acts = db.scalars(select(AuditEntry.act).where(AuditEntry.subject_id == str(old))).all()
    assert acts == ["case.replaced", "case.brought_back"]


def refused(db: Any, register_import: RegisterImport, code: str, words: str) -> None:
    held = snapshot(db)
    db.rollback()
    with pytest.raises(RuleBroken, match=words) as caught:
        actions.undo(db, register_import, by=None, now=LATER)
    assert caught.value.code == f"import.{code}"
    db.rollback()
    assert snapshot(db) == held


def test_not_after_a_case_was_worked_on(entering, db, make):
    by = make.user(Role.UNIT_HEAD)
    db.commit()
    register_import = entering.enter(STORY)
    terms = ActTerms(kind=ActKind.VALID_NOTICE, day=date(2024, 5, 5))
    cases_actions.act(db, one(db, 2), terms, by=by, today=TODAY)
    db.commit()

    refused(db, register_import, "built_on", "1 việc đã được ghi thêm")


def test_not_after_exhibits_were_entered(entering, db, make):
    by = make.user(Role.UNIT_HEAD)
    db.commit()
    register_import = entering.enter(STORY)
    day = date(2024, 5, 5)
    terms = evidence.FileTerms(description="Dao")
    evidence.open_file(db, one(db, 2), terms, decided_on=day, by=by, today=TODAY)
    db.commit()

    refused(db, register_import, "built_on", "1 việc đã được ghi thêm")


def test_not_after_a_later_import_replaced_a_case(entering, db):
    first = entering.enter(STORY)
    later = happened(date(2024, 6, 1), ActKind.NOT_YET_ENFORCEABLE)
    entering.enter([case_of(2, events=(later,))], replacing={2: one(db, 2).id})

    refused(db, first, "replaced_later", "1 việc đã được một lần nhập sau thay thế")


def test_not_after_a_report_that_counts_the_cases_was_published(entering, db, make):
    by = make.user(Role.PROVINCE_HEAD)
    db.commit()
    register_import = entering.enter(STORY)
    report = MonthlyReport(period_end=TODAY, version=1, regime="r", figures={}, entered_at=LATER)
    db.add(report)
    db.flush()
    db.add(
        ReportPublication(
            report_id=report.id, published_on=TODAY, published_by_id=by.id, entered_at=LATER
        )
    )
    db.commit()

    refused(db, register_import, "published", "kỳ 09/2024")


def test_not_twice(entering, db):
    register_import = entering.enter(STORY)
    undo(db, register_import)

    refused(db, register_import, "undone", "đã được thu hồi")
