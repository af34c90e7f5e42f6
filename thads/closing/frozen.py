"""What a version freezes beside the figures of cases: the registers' forms and the summary."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from thads.closing import documents
from thads.closing.models import FrozenPart, PeriodVersion
from thads.formbook import recorded
from thads.formbook.feeds import FEEDS
from thads.formbook.recorded import RecordedFeed
from thads.statistics.rows import Figures

Document = dict[str, Any]
Composer = Callable[[Session, PeriodVersion], Document]
SUMMARY = "summary"

_composers: list[Composer] = []


def use(composer: Composer) -> None:
    """Say once, when the process is wired, what the summary of a version prints."""
    _composers[:] = [composer]


def registers(db: Session, found: Figures) -> dict[str, Document]:
    """What the registers have of the period now, by register."""
    return recorded.documents(db, found)


def are_kept(db: Session, version_id: UUID, parts: Mapping[str, Document]) -> bool:
    """Whether the version holds these very records (one of before they were kept: any)."""
    stmt = select(FrozenPart.name, FrozenPart.digest).where(FrozenPart.version_id == version_id)
    kept = {row.name: row.digest for row in db.execute(stmt)}
    return all(
        documents.fingerprint(content) == kept.get(name, documents.fingerprint(content))
        for name, content in parts.items()
    )


def keep(
    db: Session, version: PeriodVersion, of_registers: Mapping[str, Document]
) -> dict[str, str]:  # fmt: skip
    """Store all parts of a version that is being made; their digests by name."""
    parts = dict(of_registers)
    for compose in _composers:
        parts[SUMMARY] = compose(db, version)
    kept = [
        FrozenPart(
            version_id=version.id, name=name, content=content,
            digest=documents.fingerprint(content), entered_at=version.entered_at,
            entered_by_id=version.entered_by_id,
        )
        for name, content in parts.items()
    ]  # fmt: skip
    db.add_all(kept)
    return {one.name: one.digest for one in kept}


def feeds(db: Session, version_id: UUID, registers: Iterable[str]) -> dict[str, RecordedFeed]:
    """Those of these registers that the version froze: none before that was kept."""
    stmt = select(FrozenPart.name, FrozenPart.content).where(
        FrozenPart.version_id == version_id, FrozenPart.name.in_(FEEDS.keys() & set(registers))
    )
    return {name: RecordedFeed(content) for name, content in db.execute(stmt)}


def summary(db: Session, version_id: UUID) -> Document | None:
    """All that the summary prints; None of a version of before it was frozen."""
    stmt = select(FrozenPart.content).where(
        FrozenPart.version_id == version_id, FrozenPart.name == SUMMARY
    )
    return db.scalars(stmt).one_or_none()
