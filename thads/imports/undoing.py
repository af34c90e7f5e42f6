"""Takes an import back, as long as nothing was built on it."""

from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from thads.audit import actions as audit
from thads.audit.actions import Person
from thads.cases.models import Case
from thads.core.errors import RuleBroken
from thads.imports import queries, striking
from thads.imports.models import RegisterImport
from thads.periods import guard as periods
from thads.periods.models import FigureFreeze
from thads.reports.models import MonthlyReport, ReportPublication
from thads.statistics import holding

KEPT = "Chưa thu hồi gì; các việc của lần nhập này vẫn nguyên trong sổ"


def undo(db: Session, register_import: RegisterImport, *, by: Person | None, now: datetime) -> None:
    """Strike the cases that this import wrote and bring back those that it had replaced.

    File, findings and the cases themselves stay readable; units and people stay. The caller
    commits. Errors: RuleBroken with the reason when something was built on it.
    """
    if (reason := refusal(db, register_import)) is not None:
        raise reason
    written, replaced = (
        db.scalars(queries.written_by(register_import.id)).all(),
        db.scalars(queries.replaced_by(register_import.id)).all(),
    )
    if len(striking.strike(db, written, by_import=register_import.id)) != len(written):
        raise _refused("built_on", "Có việc vừa được ghi thêm")
    audit.record(
        db, by, "import.undone", register_import, file=register_import.file_name,
        sha256=register_import.file_sha256, struck=len(written), brought_back=len(replaced),
    )  # fmt: skip
    terms = {"import_id": register_import.id}
    audit.record_each(db, by, "case.brought_back", ((str(i), terms) for i in replaced))
    holding.horizon(db, lock=True)
    periods.hold(db, since=now)
    striking.forget(db, written)
    striking.bring_back(db, replaced)
    register_import.undone_at = now
    register_import.undone_by_id = by.id if by else None
    db.flush()
    db.expire_all()  # the files were marked past the session's own records


def refusal(db: Session, register_import: RegisterImport) -> RuleBroken | None:
    """Why this import cannot be taken back now; None when it can."""
    if register_import.applied_at is None:
        return _refused("not_applied", "Tệp này chưa được nhập vào sổ")
    if register_import.undone_at is not None:
        return _refused("undone", "Lần nhập này đã được thu hồi")
    written = Case.import_id == register_import.id
    later = Case.struck_by_id.is_not(None)
    found = db.scalar(select(func.count(Case.id)).where(written, later))
    if found:
        return _refused("replaced_later", f"{found} việc đã được một lần nhập sau thay thế")
    found = db.scalar(select(func.count(Case.id)).where(written, striking.is_built_on()))
    if found:
        return _refused("built_on", f"{found} việc đã được ghi thêm sau khi nhập")
    if (period := _closed_since(db, register_import)) is not None:
        return _refused("closed", f"Kỳ {period:%m/%Y} tính cả các việc này đã khóa")
    if (period := _published_since(db, register_import)) is not None:
        return _refused("published", f"Báo cáo kỳ {period:%m/%Y} tính cả các việc này đã công bố")
    return None


def _published_since(db: Session, register_import: RegisterImport) -> date | None:
    """The period of a report that counted these cases and was published."""
    first = select(func.min(Case.docketed_on)).where(Case.import_id == register_import.id)
    period: date | None = db.scalar(
        select(func.max(MonthlyReport.period_end))
        .join(ReportPublication, ReportPublication.report_id == MonthlyReport.id)
        .where(
            ReportPublication.entered_at > register_import.applied_at,
            MonthlyReport.period_end >= first.scalar_subquery(),
        )
    )
    return period


def _closed_since(db: Session, register_import: RegisterImport) -> date | None:
    """The newest month that a unit closed with these cases in it."""
    first = select(func.min(Case.docketed_on)).where(Case.import_id == register_import.id)
    period: date | None = db.scalar(
        select(func.max(FigureFreeze.period_end)).where(
            FigureFreeze.known_at > register_import.applied_at,
            FigureFreeze.period_end >= first.scalar_subquery(),
        )
    )
    return period


def _refused(code: str, reason: str) -> RuleBroken:
    return RuleBroken(f"import.{code}", f"{reason}. {KEPT}.")
