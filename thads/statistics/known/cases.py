"""The cases that may stand differently in a period than they did at a moment."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, CompoundSelect, select, union
from sqlalchemy.orm import Session, aliased

from thads.cases import facts
from thads.cases.facts import struck_at
from thads.cases.history import CaseFacts, replay
from thads.cases.models import ActKind, Case, CaseAct
from thads.core.db import TenantBase
from thads.statistics.contributions import Share, share_at


class Counted(NamedTuple):
    """What a case adds to a period."""

    known: CaseFacts
    share: Share


def changed(
    period_end: date, after: datetime, until: datetime | None = None
) -> CompoundSelect[UUID]:
    """Cases with something inside the period that was entered, corrected or struck out after one
    moment (and by another)."""
    entry = Case.entries.property.entity.local_table.c
    correction = aliased(CaseAct)

    def meanwhile(moment: Any) -> ColumnElement[bool]:
        later: ColumnElement[bool] = moment > after
        return later if until is None else later & (moment <= until)

    return union(
        select(CaseAct.case_id).where(
            meanwhile(CaseAct.entered_at), CaseAct.day <= period_end,
            CaseAct.kind != ActKind.CORRECTION,
        ),
        select(correction.case_id)
        .join(CaseAct, CaseAct.id == correction.corrects_id)
        .where(
            meanwhile(correction.entered_at), CaseAct.day <= period_end,
            correction.kind == ActKind.CORRECTION,
        ),
        select(entry.case_id).where(
            meanwhile(entry.entered_at), entry.day <= period_end, entry.sequence.is_not(None)
        ),
        select(Case.id).where(meanwhile(Case.entered_at), Case.docketed_on <= period_end),
        _struck(period_end, after),
    )  # fmt: skip


def _struck(period_end: date, after: datetime) -> Any:
    """Cases that an import took out since: few imports, and their cases by an index."""
    record = TenantBase.metadata.tables["register_import"].c  # of an area above this one
    since = select(record.id).where((record.applied_at > after) | (record.undone_at > after))
    return select(Case.id).where(
        Case.struck_by_id.in_(since), struck_at() > after, Case.docketed_on <= period_end
    )


def counted(
    db: Session, case_ids: list[UUID], period_end: date, known_at: datetime | None
) -> Iterator[Counted]:
    """What each of these cases adds, as known at a moment (None: as known now)."""
    for known in facts.load(db, case_ids, known_at=known_at):
        share = share_at(replay(known), period_end)
        if share is not None:
            yield Counted(known, share)
