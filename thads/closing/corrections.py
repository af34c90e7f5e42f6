"""Decisions of a closed period that a correction struck out since, with the reason for each."""

from collections.abc import Iterator
from datetime import date, datetime

from sqlalchemy import and_, select
from sqlalchemy.orm import Session, aliased

from thads.cases.models import ActKind, Case, CaseAct, CaseInterval
from thads.identity.models import User
from thads.statistics.latefacts import LateFact
from thads.units.models import Unit


def struck_since(
    db: Session, end: date, after: datetime, until: datetime | None
) -> Iterator[LateFact]:
    """Those that stood in the figures to `end` as known at `after`, the last struck first."""
    correction, struck = aliased(CaseAct), CaseAct
    holds = and_(CaseInterval.case_id == struck.case_id, CaseInterval.ends_on.is_(None))
    stmt = (
        select(struck, correction.note, correction.entered_at, User.full_name, Case.number,
               Case.series, Unit.name)
        .join(correction, correction.corrects_id == struck.id)
        .join(Case, Case.id == struck.case_id)
        .join(CaseInterval, holds)
        .join(Unit, Unit.id == CaseInterval.unit_id)
        .outerjoin(User, User.id == correction.entered_by_id)
        .where(
            correction.kind == ActKind.CORRECTION, struck.day <= end, struck.entered_at <= after,
            correction.entered_at > after,
            *([correction.entered_at <= until] if until else []),
        )
        .order_by(correction.entered_at.desc(), correction.id)
    )  # fmt: skip
    for act, note, entered_at, by, number, series, unit in db.execute(stmt):
        yield LateFact(
            act.case_id, f"{number}/{series}", act.day, f"Gạch bỏ: {act.kind.label.lower()}",
            act.amount, note or "", entered_at, by, unit,
        )  # fmt: skip
