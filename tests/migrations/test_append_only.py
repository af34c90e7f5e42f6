"""Facts cannot be overwritten even by direct SQL (P14, P18, P24)."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from thads import schema
from thads.accountability.models import NextStep, StepEnd, StepEnding
from thads.audit.models import AuditEntry
from thads.cases.models import ActKind
from thads.identity.models import Role
from thads.reports.models import MonthlyReport, ReportPublication
from thads.verification.models import NewInformation

APPEND_ONLY = {
    "audit_entry": "act",
    "case_act": "note",
    "judgment": "court",
    "ledger_entry": "amount",
    "new_information": "content",
    "next_step": "act",
    "next_step_end": "note",
    "obligation_item": "amount",
    "report_publication": "published_on",
}
ENTERED = datetime(2024, 9, 30, tzinfo=UTC)


@pytest.fixture
def report(make, db: Session) -> MonthlyReport:
    """One row in every append-only table."""
    case = make.case(judgment_id=make.judgment().id)
    make.act(case, ActKind.VALID_NOTICE, date(2023, 10, 6))
    make.money(case, 1000, date(2023, 10, 7))
    report = MonthlyReport(
        period_end=date(2024, 9, 30), version=1, regime="TT05", figures={"a": 1}, entered_at=ENTERED
    )
    db.add(report)
    db.flush()
    head = make.user(Role.PROVINCE_HEAD)
    db.add(
        ReportPublication(
            report_id=report.id,
            published_on=date(2024, 10, 2),
            published_by_id=head.id,
            entered_at=ENTERED,
        )
    )
    db.add(NewInformation(case_id=case.id, received_on=date(2023, 10, 8), source="a", content="b"))
    step = NextStep(
        case_id=case.id, planned_on=date(2023, 10, 8), act="a", due_on=date(2023, 10, 9),
        result="b", leader_id=head.id,
    )  # fmt: skip
    db.add(step)
    db.flush()
    db.add(StepEnd(step_id=step.id, ended_on=date(2023, 10, 9), ending=StepEnding.DONE, note="c"))
    db.add(
        AuditEntry(
            number=1, happened_at=ENTERED, username="x", role="", unit_code="", act="test",
            subject_type="", subject_id="", details={}, previous_mac="", mac="m",
        )
    )  # fmt: skip
    db.commit()
    return report


@pytest.mark.parametrize(("table", "column"), APPEND_ONLY.items())
def test_a_fact_is_neither_changed_nor_deleted(report, db, table, column):
    count = text(f"SELECT count(*) FROM {table}")
    before = db.scalar(count)
    assert before > 0
    for statement in (f"UPDATE {table} SET {column} = {column}", f"DELETE FROM {table}"):
        with pytest.raises(IntegrityError, match="append_only"):
            db.execute(text(statement))
        db.rollback()
    assert db.scalar(count) == before


def test_a_fact_is_not_replaced_or_emptied(report, db):
    if db.get_bind().dialect.name == "sqlite":
        statement = "REPLACE INTO audit_entry SELECT * FROM audit_entry"
    else:
        statement = "TRUNCATE audit_entry"
    with pytest.raises(IntegrityError, match="append_only"):
        db.execute(text(statement))


def test_a_report_gets_its_file_once(report, db):
    report.file_key, report.file_sha256, report.made_at = "reports/1.pdf", "00", ENTERED
    db.commit()
    report.file_key = "reports/2.pdf"
    with pytest.raises(IntegrityError, match="append_only"):
        db.commit()


@pytest.mark.parametrize(
    "change", ["figures = '{}'", "version = 2", "period_end = '2024-08-31'", "regime = 'TT06'"]
)
def test_a_report_keeps_its_figures(report, db, change):
    with pytest.raises(IntegrityError, match="append_only"):
        db.execute(text(f"UPDATE monthly_report SET {change}"))
    db.rollback()
    with pytest.raises(IntegrityError, match="append_only"):
        db.execute(text("DELETE FROM monthly_report"))


CHANGING = {  # every other table keeps what was written: its triggers refuse a change
    "alembic_version": "how far the migrations are",
    "asked_search": "forgotten after a while",
    "background_job": "how far a work is",
    "calendar_link": "an address may be revoked",
    "enforcement_case": "its revision counts up; struck out by an import",
    "form_submission": "the answer of a form is filled in at its end",
    "invitation": "used once",
    "party": "its search columns follow corrections",
    "register_import": "how far an import is",
    "reorganisation": "a plan may be changed until it is run",
    "reorganisation_closing": "of the plan",
    "reorganisation_move": "of the plan",
    "reorganisation_opening": "of the plan",
    "reorganisation_route": "of the plan",
    "saved_filter": "a person's own",
    "unit": "ends when it is reorganised",
    "user_account": "role and unit of today",
    "user_session": "last seen",
    "work_digest": "put away by who has read it",
}
READ_MODELS = {
    "case_contribution", "case_interval", "import_difference", "import_fault", "open_duty",
    "register_total", "search_entry", "statistics_cell", "statistics_horizon",
}  # fmt: skip


def test_every_table_of_facts_refuses_a_change(db):
    if db.get_bind().dialect.name == "sqlite":
        asked = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    else:
        asked = "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal"
    triggers = set(db.scalars(text(asked)))
    tables = {table.name for table in schema.metadata.sorted_tables}
    guarded = {name for name in tables if {f"{name}_no_update", f"{name}_no_delete"} <= triggers}
    assert tables - guarded - READ_MODELS == CHANGING.keys() & tables
