"""What stands beside the cases of an institution: means."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from thads.verification.models import Verification


def means_of(db: Session, case_ids: Sequence[UUID]) -> dict[UUID, Verification]:
    """The latest minutes of verification of each of these cases that has any."""
    place = func.row_number().over(
        partition_by=Verification.case_id,
        order_by=(Verification.day.desc(), Verification.id.desc()),
    )
    ranked = (
        select(Verification.id, place.label("place"))
        .where(Verification.case_id.in_(case_ids))
        .subquery()
    )
    stmt = select(Verification).join(ranked, ranked.c.id == Verification.id)
    return {one.case_id: one for one in db.scalars(stmt.where(ranked.c.place == 1))}
