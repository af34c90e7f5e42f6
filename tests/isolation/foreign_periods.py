"""Periods of the other province: a report that was sent, and a version with its explanation."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from tests.factories import ENTERED
from thads.closing.models import PeriodSubmission, PeriodVersion


def periods_of(db: Session, unit_id: UUID, officer_id: UUID, told: str) -> dict[str, Any]:
    """By the names of the arguments that ask for them; `told` stands in every text."""
    end, figures = date(2024, 8, 31), {"rows": [{"group": "officer", "officer": told}]}
    sent = PeriodSubmission(
        period_end=end, unit_id=unit_id, officer_id=officer_id, day=date(2024, 9, 4),
        digest="0" * 64, figures=figures, entered_at=ENTERED, entered_by_id=officer_id,
    )  # fmt: skip
    version = PeriodVersion(
        period_end=end, number=2, day=date(2024, 9, 9), known_at=ENTERED, regime="TT05-2024",
        rules={"source": told, "digest": ""}, program="0", audit_number=0, audit_head="0" * 64,
        figures=figures, digest="0" * 64, reason=told, basis_number=told,
        basis_date=date(2024, 9, 9), entered_at=ENTERED,
    )  # fmt: skip
    db.add_all([sent, version])
    db.flush()
    return {"submission_id": sent.id, "version_id": version.id}
