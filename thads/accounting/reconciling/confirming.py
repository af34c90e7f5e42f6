"""Both sides say that the figures are right; a later change shows what they said as outdated."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NoReturn
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from thads.accounting.models import ReconciliationConfirmation, Side
from thads.accounting.periods import Period
from thads.accounting.reconciling.rows import Holding, holdings
from thads.audit import actions as audit
from thads.core.errors import NotFound, RuleBroken
from thads.core.text import clean
from thads.identity.models import User

KEPT = "Chưa ghi gì"


@dataclass(frozen=True, slots=True)
class Standing:
    """How far the reconciliation of one officer's decisions is."""

    holding: Holding
    said: dict[Side, ReconciliationConfirmation]  # the last word of each side

    def confirmed(self, side: Side) -> bool:
        """This side's last word is of the figures as they are now."""
        word = self.said.get(side)
        return word is not None and word.digest == self.holding.digest

    def outdated(self, side: Side) -> bool:
        """This side confirmed figures that have changed since."""
        return side in self.said and not self.confirmed(side)

    @property
    def is_done(self) -> bool:
        """Both sides stand by the figures as they are now."""
        return all(self.confirmed(side) for side in Side)


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmationTerms:
    """What a person confirms; `digest` is of the figures that this person looked at."""

    unit_id: UUID
    officer_id: UUID
    period: Period
    side: Side
    digest: str
    note: str | None = None
    submission_key: str | None = None


def standings(
    db: Session, period: Period, *, units: Sequence[UUID] | None, officer_id: UUID | None = None
) -> list[Standing]:
    """Every officer with money in the period, and who has confirmed."""
    said: dict[tuple[UUID, UUID], dict[Side, ReconciliationConfirmation]] = {}
    record = ReconciliationConfirmation
    words = db.scalars(
        select(record)
        .where(record.period == period.kind, record.last_day == period.last)
        .order_by(record.entered_at, record.id)
    )
    for word in words:
        said.setdefault((word.unit_id, word.officer_id), {})[word.side] = word
    return [
        Standing(one, said.get((one.unit_id, one.officer_id), {}) if one.officer_id else {})
        for one in holdings(db, period, units=units, officer_id=officer_id)
    ]


def standing_of(db: Session, period: Period, *, unit_id: UUID, officer_id: UUID) -> Standing:
    """One officer's; NotFound when there was no money in the period."""
    found = standings(db, period, units=[unit_id], officer_id=officer_id)
    if not found:
        raise NotFound
    return found[0]


def confirm(
    db: Session, terms: ConfirmationTerms, *, by: User, today: date
) -> ReconciliationConfirmation:
    """Keep one side's word; who may say it is the caller's to know (`policy`)."""
    record = ReconciliationConfirmation
    key = terms.submission_key
    if key and (twin := db.scalars(select(record).where(record.submission_key == key)).first()):
        return twin
    period = terms.period
    if period.last > today:
        _refuse("running", f"Kỳ {period.name} chưa kết thúc nên chưa xác nhận được.")
    standing = standing_of(db, period, unit_id=terms.unit_id, officer_id=terms.officer_id)
    holding = standing.holding
    if holding.digest != terms.digest:
        _refuse("changed", "Số liệu vừa thay đổi sau khi trang được mở; xem lại rồi xác nhận.")
    if standing.confirmed(terms.side):
        _refuse("confirmed", f"{terms.side.label} đã xác nhận đúng số liệu này.")
    note = clean(terms.note) if terms.note else None
    if holding.differing and not note:
        words = f"{holding.differing} quyết định có chênh lệch: phải ghi nguyên nhân và biện pháp"
        _refuse("unexplained", f"{words} giải quyết (TT78/2020 Đ.8 k.3).", "note")
    made = record(
        unit_id=terms.unit_id, officer_id=terms.officer_id, period=period.kind,
        first_day=period.first, last_day=period.last, side=terms.side, digest=holding.digest,
        figures={"decisions": len(holding.decisions), "sums": list(holding.sums.all)},
        note=note, submission_key=key, entered_by_id=by.id,
    )  # fmt: skip
    db.add(made)
    db.flush()
    audit.record(db, by, "money.reconciled", made, side=terms.side, period=period.name,
                 officer_id=terms.officer_id, digest=holding.digest)  # fmt: skip
    return made


def _refuse(code: str, message: str, field: str | None = None) -> NoReturn:
    raise RuleBroken(f"reconciliation.{code}", f"{message} {KEPT}.", field=field)
