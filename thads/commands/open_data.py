"""What the open data of a province holds, and what must be equal after it was read back."""

import hashlib
import json
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tenants.opendata import Shape
from thads import schema
from thads.assembly import READ_MODELS
from thads.audit import queries as audit
from thads.cases import readmodel
from thads.cases.models import Case, CaseAct, ObligationItem
from thads.core.days import period_end, statistics_year
from thads.ledger.models import LedgerEntry
from thads.statistics.figures import figures
from thads.statistics.json import document

DERIVED = frozenset(
    {
        "case_interval",
        "case_contribution",
        "open_duty",
        "register_total",
        "search_entry",
        "statistics_cell",
        "statistics_horizon",
    }
)
OF_THE_MOMENT = frozenset(
    {
        "asked_search",
        "calendar_link",
        "form_submission",
        "invitation",
        "user_session",
        "work_digest",
    }
)
SHAPE = Shape(
    tables=[
        table
        for table in schema.metadata.sorted_tables
        if table.name not in DERIVED | OF_THE_MOMENT
    ],
    at_birth=frozenset({"user_account", "audit_entry"}),
)


def seal(db: Session) -> dict[str, Any]:
    """Sums in đồng, the figures of every statistics year, the head of the record of acts."""
    number, mac = audit.head(db)
    return {
        "sums": {
            "awarded": int(db.scalar(select(func.sum(ObligationItem.amount))) or 0),
            "ledger": {kind.code: int(total) for kind, total in db.execute(_by_kind())},
        },
        "figures": {str(year): _figures(db, year) for year in _years(db)},
        "audit": {"number": number, "mac": mac},
    }


def settle(db: Session) -> None:
    """Make the read models from the facts that were read."""
    readmodel.rebuild(db, READ_MODELS)


def _by_kind() -> Any:
    sums = select(LedgerEntry.kind, func.sum(LedgerEntry.amount))
    sums = sums.where(LedgerEntry.kind.is_not(None))
    return sums.group_by(LedgerEntry.kind).order_by(LedgerEntry.kind)


def _years(db: Session) -> range:
    first: date | None = db.scalar(select(func.min(Case.docketed_on)))
    if first is None:
        return range(0)
    days = select(func.max(Case.docketed_on)), select(func.max(CaseAct.day)), _last_entry()
    last = max(day for statement in days if (day := db.scalar(statement)))
    return range(statistics_year(first), statistics_year(last) + 1)


def _last_entry() -> Any:
    return select(func.max(LedgerEntry.day))


def _figures(db: Session, year: int) -> dict[str, Any]:
    """The province's line of the year, and a digest of all lines."""
    found = document(figures(db, period_end(year, 12)), tenant="")
    lines = json.dumps(found["rows"], sort_keys=True, ensure_ascii=False)
    total: dict[str, Any] = next((row for row in found["rows"] if row["group"] == "total"), {})
    return {
        "cases": total.get("cases", {}),
        "money": total.get("money", {}),
        "sha256": hashlib.sha256(lines.encode()).hexdigest(),
    }
