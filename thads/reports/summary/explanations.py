"""What the checks found in the figures of the period and how those who report explained it (R8)."""

from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from thads.validation import queries as validation
from thads.validation.words import told

MOST = 60  # of them stand in the paper; all of them on the page of the check


def explained(db: Session, at: date) -> dict[str, Any]:
    """The explanations that hold for the numbers as they are: of the province, units, officers."""
    rows, waiting = [], 0
    for checked in validation.everyone(db, at, None):
        waiting += len(checked.unexplained)
        unit = checked.row.unit.name if checked.row.unit else ""
        who = f"{checked.name}, {unit}" if checked.row.officer else checked.name
        rows += [
            {"who": who, "found": told(finding), "words": explanation.content}
            for finding, explanation in checked.answered
        ]
    return {"rows": rows[:MOST], "count": len(rows), "unexplained": waiting}
