"""The public part of a published report, on its way to the national desk (ADR 0019)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from thads.cases.models import Initiation, JudgmentKind
from thads.core import jobs
from thads.identity.models import User
from thads.reports.models import MonthlyReport
from thads.statistics.columns import Theme
from thads.units import queries as units


def ask(db: Session, report: MonthlyReport, *, by: User | None, now: datetime) -> None:
    """Have the published figures sent once this is committed; sending twice changes nothing."""
    jobs.after_commit(
        db, jobs.Job.SEND_PUBLISHED, asked_by_id=by.id if by else None, now=now,
        report_id=str(report.id),
    )  # fmt: skip


def report_id(job: jobs.BackgroundJob) -> UUID:
    """The report that a job is to send."""
    return UUID(job.arguments["report_id"])


def total_of(report: MonthlyReport) -> Mapping[str, Any]:
    """Every column of the whole province."""
    rows = report.figures["statistics"]["rows"]
    return next(_columns(row) for row in rows if row["group"] == "total")


def lines_of(db: Session, report: MonthlyReport) -> list[dict[str, Any]]:
    """Lines of units, kinds and themes with their names; those of officers stay here."""
    unit_names = {unit.code: unit.name for unit in units.every(db)}
    lines = []
    for row in report.figures["statistics"]["rows"]:
        name = _name(row, unit_names)
        if name is not None:
            lines.append({"group": row["group"], "name": name, **_columns(row)})
    return lines


def _columns(row: Mapping[str, Any]) -> dict[str, Any]:
    return {"cases": row["cases"], "money": row["money"]}


def _name(row: Mapping[str, Any], unit_names: Mapping[str, str]) -> str | None:
    match row["group"]:
        case "unit":
            return unit_names[row["unit"]]
        case "kind":
            kind, initiation = JudgmentKind.of_code(row["kind"]), row["initiation"]
            return f"{kind.label} – {Initiation.of_code(initiation).label.lower()}"
        case "theme":
            return Theme.of(row["theme"]).label
    return None
