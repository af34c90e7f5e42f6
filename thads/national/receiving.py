"""What a province's own work brings to the control database, and takes from it: its own rows.

Called by the workers inside one province; each is safe to run twice. The caller commits.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from tenants.models import ProvinceTarget, PublishedPeriod, ReportProgress
from thads.core.errors import RuleBroken


@dataclass(frozen=True)
class Published:
    """A published version as its province sends it: the columns of the whole, and named lines of
    units, kinds and themes with theirs."""

    period_end: date
    version: int
    published_on: date
    regime: str
    total: Mapping[str, Any]
    lines: Sequence[Mapping[str, Any]]

    @property
    def digest(self) -> str:
        """SHA-256 of what was published."""
        told = [self.period_end.isoformat(), self.version, self.regime, self.total, self.lines]
        text = json.dumps(told, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()


def receive(db: Session, tenant_id: UUID, published: Published, *, now: datetime) -> bool:
    """Keep a published version once; False when it is here already.

    Errors: RuleBroken when other figures were received under the same number.
    """
    stmt = select(PublishedPeriod).where(
        PublishedPeriod.tenant_id == tenant_id,
        PublishedPeriod.period_end == published.period_end,
        PublishedPeriod.version == published.version,
    )
    held = db.scalars(stmt).one_or_none()
    if held is not None:
        if held.digest != published.digest:
            raise RuleBroken(
                "national.differs",
                f"Bàn toàn quốc đã nhận bản {published.version} kỳ {published.period_end:%m/%Y} "
                "với số liệu khác. Số đã nhận được giữ nguyên; kiểm tra lại bản công bố.",
            )
        return False
    db.add(PublishedPeriod(
        tenant_id=tenant_id, period_end=published.period_end, version=published.version,
        published_on=published.published_on, regime=published.regime, total=dict(published.total),
        lines=[dict(line) for line in published.lines], digest=published.digest, received_at=now,
    ))  # fmt: skip
    return True


def tell_progress(
    db: Session, tenant_id: UUID, period_end: date, *, state: str, done: int, total: int,
    label: str, now: datetime,
) -> None:  # fmt: skip
    """Say how far the province is with the report of a period."""
    db.merge(ReportProgress(
        tenant_id=tenant_id, period_end=period_end, state=state, steps_done=done,
        steps_total=total, label=label, changed_at=now,
    ))  # fmt: skip


def targets_waiting(db: Session, tenant_id: UUID | None = None) -> Sequence[ProvinceTarget]:
    """Targets that their provinces have not taken over yet, oldest first; of one, or of all."""
    stmt = select(ProvinceTarget).where(ProvinceTarget.taken_at.is_(None))
    if tenant_id is not None:
        stmt = stmt.where(ProvinceTarget.tenant_id == tenant_id)
    return db.scalars(stmt.order_by(ProvinceTarget.entered_at, ProvinceTarget.id)).all()


def taken(db: Session, tenant_id: UUID, target_id: UUID, *, now: datetime) -> None:
    """Note that the province has taken a target over."""
    target = db.get(ProvinceTarget, target_id)
    if target is not None and target.tenant_id == tenant_id and target.taken_at is None:
        target.taken_at = now
