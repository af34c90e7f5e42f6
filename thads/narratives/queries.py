"""The texts that stand for a period, and all that were written."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from thads.identity.models import User
from thads.narratives.blocks import Block, blocks
from thads.narratives.models import ReportText, Section


def standing(db: Session, period_end: date) -> dict[Section, ReportText]:
    """The latest version of each section that was written for a period."""
    return {text.section: text for text in reversed(_of(db, period_end))}


def history(db: Session, period_end: date, section: Section) -> Sequence[ReportText]:
    """Every version of one section, the newest first."""
    return [text for text in _of(db, period_end) if text.section is section]


def last_before(db: Session, period_end: date, section: Section) -> ReportText | None:
    """What stands for this section in the newest earlier period that has a text."""
    stmt = (
        select(ReportText)
        .where(ReportText.period_end < period_end, ReportText.section == section)
        .order_by(ReportText.period_end.desc(), *_NEWEST)
        .limit(1)
    )
    return db.scalars(stmt).one_or_none()


def standing_blocks(
    db: Session, period_end: date, sections: Iterable[str]
) -> dict[str, dict[str, Any]]:
    """Title and text of each of these sections, as a summary keeps them."""
    found = standing(db, period_end)
    return {
        section.value: {"title": section.label, "blocks": _blocks(found.get(section))}
        for section in map(Section.of, sections)
    }


def writers_of(db: Session, texts: Iterable[ReportText]) -> dict[UUID, str]:
    """The names of those who wrote these texts."""
    ids = {text.entered_by_id for text in texts if text.entered_by_id}
    found = db.execute(select(User.id, User.full_name).where(User.id.in_(ids)))
    return {row.id: row.full_name for row in found}


_NEWEST = (ReportText.entered_at.desc(), ReportText.id.desc())


def _of(db: Session, period_end: date) -> Sequence[ReportText]:
    stmt = select(ReportText).where(ReportText.period_end == period_end)
    return db.scalars(stmt.order_by(*_NEWEST)).all()


def _blocks(text: ReportText | None) -> list[Block]:
    return blocks(text.body) if text else []
