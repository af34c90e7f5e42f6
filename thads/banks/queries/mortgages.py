"""Mortgages on assets of cases, and how far each asset has come: they name an institution."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, aliased

from thads.assets import queries as assets
from thads.assets.course import Course
from thads.assets.models import AssetMortgage, DebtorAsset
from thads.banks.queries import register
from thads.cases.models import Case, CaseInterval
from thads.cases.queries.filters import unended


class Mortgaged(NamedTuple):
    """A mortgage that holds, its case, and the asset as its steps leave it."""

    mortgage: AssetMortgage
    case: Case
    course: Course


def to_institution(
    db: Session, institution_id: UUID, day: date, *, scope: UUID | None
) -> list[Mortgaged]:
    """Mortgages that hold on a day and secure this institution, as their contracts name it."""
    names = cache(register.directory(db, day).meant_by)
    found = {}
    for mortgage, case in _holding(db, day, scope):
        meant = names(mortgage.mortgagee)
        if meant and meant.institution.id == institution_id:
            found[mortgage] = case
    ids = sorted({one.asset_id for one in found})
    courses = {course.asset.id: course for course, _ in assets.courses(db, ids)}
    return [Mortgaged(one, case, courses[one.asset_id]) for one, case in found.items()]


def _holding(
    db: Session, day: date, scope: UUID | None
) -> Iterator[tuple[AssetMortgage, Case]]:  # fmt: skip
    one, release, held = AssetMortgage, aliased(AssetMortgage), CaseInterval
    released = select(release.id).where(release.ends_id == one.id, release.day <= day)
    stmt = (
        select(one, Case)
        .join(DebtorAsset, DebtorAsset.id == one.asset_id)
        .join(Case, Case.id == DebtorAsset.case_id)
        .join(held, held.case_id == Case.id)
        .where(
            one.ends_id.is_(None), one.day <= day, ~released.exists(), Case.struck_by_id.is_(None),
            held.starts_on <= day, or_(*unended(day)),
        )
        .order_by(Case.docketed_on, Case.id, one.id)
    )  # fmt: skip
    found = db.execute(stmt.where(held.unit_id == scope) if scope else stmt)
    return ((mortgage, case) for mortgage, case in found)
