"""Section 2.5, first half: decisions of security and coercion in the period, with their results.

The figures are those of form 7, so paper and form cannot tell two stories.
"""

from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from thads.formbook.measures import FEED, LINES
from thads.statistics.codes import WHOLE
from thads.statistics.subject import Subject

NAMES = (
    "decided", "with_force", "without_force", "carried_out", "complied", "ended", "running",
    "collected",
)  # fmt: skip


def applied(db: Session, start: date, end: date) -> dict[str, Any]:
    """The total, and each kind of which there was any."""
    rows = FEED.rows(db, start, end, Subject())
    empty = [0] * len(NAMES)
    return {
        "total": _line("Tổng số", rows.get(WHOLE, empty)),
        "security": sum(rows.get(code, empty)[0] for kind, code in LINES.items()
                        if kind.is_security),
        "kinds": [_line(kind.label, rows[code]) for kind, code in LINES.items() if code in rows],
    }  # fmt: skip


def _line(name: str, figures: Any) -> dict[str, Any]:
    return {"name": name, **dict(zip(NAMES, figures, strict=True))}
