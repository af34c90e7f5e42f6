"""Targets that the desk sets for provinces; each province takes its own over by its own work."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from tenants.models import NationalAccount, ProvinceTarget, Tenant
from thads.core.days import statistics_year
from thads.core.errors import RuleBroken
from thads.national import record

FIRST_YEAR = 2010


@dataclass(frozen=True)
class Terms:
    """What a province has to reach, and by which paper; percents of the enforceable base."""

    year: int
    cases_percent: Decimal
    money_percent: Decimal
    document: str
    document_day: date


def set_target(
    db: Session, province: Tenant, terms: Terms, *, key: UUID, by: NationalAccount, today: date,
    now: datetime,
) -> ProvinceTarget:  # fmt: skip
    """Give a province its target of a year; the same `key` twice sets it once.

    Errors: RuleBroken for a rate outside 0–100, a year out of reach, a paper of a day to come.
    """
    before = db.get(ProvinceTarget, key)
    if before is not None:
        return before
    _check(terms, today)
    target = ProvinceTarget(
        id=key, tenant_id=province.id, **vars(terms), entered_at=now, entered_by_id=by.id
    )
    db.add(target)
    record.note(
        db, by, "target.set", province.slug, now=now, year=terms.year, document=terms.document,
        cases_percent=str(terms.cases_percent), money_percent=str(terms.money_percent),
    )  # fmt: skip
    return target


def in_force(db: Session, year: int) -> dict[UUID, ProvinceTarget]:
    """The newest target of a year by province."""
    return {target.tenant_id: target for target in history(db, year)}


def history(db: Session, year: int) -> Sequence[ProvinceTarget]:
    """All targets of a year, replaced ones included, oldest first."""
    stmt = select(ProvinceTarget).where(ProvinceTarget.year == year)
    return db.scalars(stmt.order_by(ProvinceTarget.entered_at, ProvinceTarget.id)).all()


def _check(terms: Terms, today: date) -> None:
    for field in ("cases_percent", "money_percent"):
        if not 0 <= getattr(terms, field) <= 100:
            raise RuleBroken("target.range", "Chỉ tiêu nằm từ 0 đến 100%.", field=field)
    last = statistics_year(today) + 1
    if not FIRST_YEAR <= terms.year <= last:
        raise RuleBroken(
            "target.year", f"Giao chỉ tiêu cho năm {FIRST_YEAR} đến {last}.", field="year"
        )
    if terms.document_day > today:
        raise RuleBroken(
            "target.document_day",
            f"Ngày văn bản sau hôm nay ({today:%d/%m/%Y}). Kiểm tra lại ngày.",
            field="document_day",
        )
