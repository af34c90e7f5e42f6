"""Events with who took part; which repeated findings were answered by training."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Select, Subquery, func, or_, select
from sqlalchemy.orm import Session, aliased, joinedload, selectinload

from thads.core.errors import NotFound
from thads.core.pages import PAGE_SIZE, Page, offset_of
from thads.core.ratio import Ratio
from thads.identity.models import User
from thads.inspections import queries as inspections
from thads.inspections.models import InspectionFinding
from thads.training.models import (
    EventKind,
    TrainingAttendance,
    TrainingEvent,
    TrainingFinding,
    TrainingStrike,
)
from thads.verification import areas

NEWEST = "-day"
NAMES = ("vi phạm lặp lại đã tập huấn", "vi phạm lặp lại")
SUMS = ("minutes", "staff", "attended", "people")


@dataclass(frozen=True, slots=True, kw_only=True)
class EventFilter:
    """Which events: that a unit held or its staff took part in; by kind, day, finding, person."""

    unit_id: UUID | None = None
    kind: EventKind | None = None
    since: date | None = None
    until: date | None = None
    finding_id: UUID | None = None
    user_id: UUID | None = None


class EventLine(NamedTuple):
    """An event with how many of the staff took part, and their minutes together."""

    event: TrainingEvent
    staff: int
    attended: int


def get(db: Session, event_id: UUID) -> TrainingEvent:
    """One event with all that belongs to it."""
    stmt = select(TrainingEvent).where(TrainingEvent.id == event_id).options(
        selectinload(TrainingEvent.attendances).joinedload(TrainingAttendance.user),
        selectinload(TrainingEvent.answers).joinedload(TrainingFinding.finding).options(
            joinedload(InspectionFinding.unit), joinedload(InspectionFinding.inspection)
        ),
    )  # fmt: skip
    found = db.scalars(stmt).unique().one_or_none()
    if found is None:
        raise NotFound
    return found


def hold(db: Session, event: TrainingEvent) -> None:
    """Nobody else writes about this event until the transaction ends; what they wrote is read."""
    db.refresh(event, with_for_update={"of": TrainingEvent})
    db.refresh(event, ["attendances", "answers", "strike"])


def is_seen_by(event: TrainingEvent, unit_id: UUID) -> bool:
    """Whether a unit held it or sent people."""
    return event.unit_id == unit_id or any(one.user.unit_id == unit_id for one in event.staff)


def search(
    db: Session, wanted: EventFilter, *, page: int = 1, size: int = PAGE_SIZE, order: str = NEWEST
) -> Page[EventLine]:
    """Events that stand, with the sums of all of them."""
    one, part = TrainingEvent, _attended()
    base = select(one).outerjoin(part, part.c.event_id == one.id).where(*_conditions(wanted))
    total, *sums = db.execute(base.with_only_columns(
        func.count(one.id), func.sum(one.minutes), func.sum(part.c.staff), func.sum(part.c.minutes),
        func.sum(one.people),
    )).one()  # fmt: skip
    name = order.removeprefix("-")
    by = {"hours": one.minutes, "title": one.title}.get(name, one.first_day)
    stmt = (
        base.add_columns(func.coalesce(part.c.staff, 0), func.coalesce(part.c.minutes, 0))
        .order_by(by.desc() if order.startswith("-") else by, one.id.desc())
        .limit(size)
        .offset(offset_of(page, size))
    )
    rows = [EventLine(*row) for row in db.execute(stmt).unique()]
    known = dict(zip(SUMS, (int(figure or 0) for figure in sums), strict=True))
    return Page(rows, max(1, page), size, total, known)


def people(db: Session, wanted: EventFilter) -> int:
    """How many of the staff took part in some of these events, each once."""
    one, part = TrainingEvent, TrainingAttendance
    stmt = (
        select(func.count(part.user_id.distinct()))
        .join(one, one.id == part.event_id)
        .where(*_conditions(wanted), *_newest())
    )
    return db.scalar(stmt) or 0


def communes(db: Session, wanted: EventFilter) -> int:
    """In how many communes outreach was held, each once."""
    stmt = select(func.count(TrainingEvent.commune.distinct())).where(*_conditions(wanted))
    return db.scalar(stmt) or 0


def of_finding(db: Session, finding_id: UUID) -> list[TrainingEvent]:
    """The events that answer a finding, the first first."""
    wanted = EventFilter(finding_id=finding_id)
    return [line.event for line in search(db, wanted, size=100, order="day").rows]


def outreach_in(
    db: Session, area_key: str, day: date, *, unit_id: UUID | None
) -> list[TrainingEvent]:
    """Talks that were held in a commune as it is drawn on this day, the newest first."""
    wanted = EventFilter(unit_id=unit_id, kind=EventKind.OUTREACH, until=day)
    stmt = select(TrainingEvent).where(*_conditions(wanted))
    found = db.scalars(stmt.order_by(TrainingEvent.last_day.desc(), TrainingEvent.id.desc()))
    return [
        one for one in found
        if areas.of_code(one.commune_code, one.first_day, day).key == area_key
    ]  # fmt: skip


def answered_on(db: Session, finding_ids: Sequence[UUID], until: date) -> dict[UUID, date]:
    """Which of these findings were answered by the end of a day, and when first."""
    link, one = TrainingFinding, TrainingEvent
    stmt = (
        select(link.finding_id, func.min(one.last_day))
        .join(one, one.id == link.event_id)
        .where(link.finding_id.in_(finding_ids), one.last_day <= until, *_answering())
        .group_by(link.finding_id)
    )
    return {row[0]: row[1] for row in db.execute(stmt)}


def repeated(
    db: Session, unit_id: UUID | None, until: date
) -> tuple[list[InspectionFinding], Ratio]:
    """Repeated findings that no training answered by the end of a day; n answered of m."""
    found = [one for one in inspections.findings(db, unit_id=unit_id) if one.found_on <= until]
    again = inspections.repeats(db, found)
    done = answered_on(db, list(again), until)
    waiting = [one for one in found if one.id in again and one.id not in done]
    return waiting, Ratio(len(done), len(again), *NAMES)


def answers_by_event(db: Session, event_ids: Sequence[UUID]) -> dict[UUID, int]:
    """How many findings each of these events answers."""
    link = TrainingFinding
    stmt = select(link.event_id, func.count()).where(link.event_id.in_(event_ids), *_answering())
    found: dict[UUID, int] = defaultdict(int)
    for event_id, count in db.execute(stmt.group_by(link.event_id)):
        found[event_id] = count
    return found


def _attended() -> Subquery:
    one = TrainingAttendance
    return (
        select(
            one.event_id, func.count(one.id).label("staff"), func.sum(one.minutes).label("minutes")
        )
        .where(*_newest())
        .group_by(one.event_id)
        .subquery()
    )


def _newest() -> list[ColumnElement[bool]]:
    one, later = TrainingAttendance, aliased(TrainingAttendance)
    newer = select(later.id).where(
        later.event_id == one.event_id, later.user_id == one.user_id, later.sequence > one.sequence
    )
    return [~newer.exists(), one.minutes > 0]


def _answering() -> list[ColumnElement[bool]]:
    """The newest word of an event that stands on a finding is that it answers it."""
    one, later = TrainingFinding, aliased(TrainingFinding)
    newer = select(later.id).where(
        later.event_id == one.event_id, later.finding_id == one.finding_id,
        later.sequence > one.sequence,
    )  # fmt: skip
    return [~newer.exists(), one.answers.is_(True), one.event_id.not_in(_struck())]


def _struck() -> Select[Any]:
    return select(TrainingStrike.event_id)


def _conditions(wanted: EventFilter) -> list[ColumnElement[bool]]:
    one = TrainingEvent
    found: list[ColumnElement[bool]] = [one.id.not_in(_struck())]
    if wanted.unit_id:
        own = select(TrainingAttendance.event_id).join(User, User.id == TrainingAttendance.user_id)
        went = own.where(User.unit_id == wanted.unit_id, *_newest())
        found.append(or_(one.unit_id == wanted.unit_id, one.id.in_(went)))
    if wanted.kind:
        found.append(one.kind == wanted.kind)
    if wanted.since:
        found.append(one.last_day >= wanted.since)
    if wanted.until:
        found.append(one.last_day <= wanted.until)
    if wanted.user_id:
        went = select(TrainingAttendance.event_id).where(
            TrainingAttendance.user_id == wanted.user_id, *_newest()
        )
        found.append(one.id.in_(went))
    if wanted.finding_id:
        linked = select(TrainingFinding.event_id).where(
            TrainingFinding.finding_id == wanted.finding_id, *_answering()
        )
        found.append(one.id.in_(linked))
    return found
