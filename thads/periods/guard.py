"""The one guard of closed months: every fact passes it before it is written, and once at commit.

A person who has said why a fact comes late (`explain`) may enter it: a late entry then stands
beside it. On PostgreSQL somebody may freeze figures while a fact is on its way; SQLite's writers
take turns. A fact that was not there when figures were frozen is refused at its commit, so that
what is known at a moment never grows afterwards.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import event, func, select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session, SessionTransaction

from thads.core.days import VIETNAM
from thads.core.errors import RuleBroken
from thads.core.text import clean
from thads.periods.models import FigureFreeze, LateEntry
from thads.periods.queries import Closed
from thads.periods.rule import Fact, locks

__all__ = [
    "CODE", "FIELD", "Fact", "admit", "carried", "check", "explain", "explained", "explained_of",
    "hold", "install", "take_up", "told", "was_asked",
]  # fmt: skip

CODE, FIELD = "period.closed", "late_reason"
TRIGGER = "closed_period: "  # how both databases begin their refusal
_REASON, _ASKED, _ON_ITS_WAY = "late_reason", "late_reason_asked", "facts_on_their_way"
_SHARE = text("LOCK TABLE figure_freeze IN ROW SHARE MODE")

MEANWHILE = (
    "Trong lúc anh/chị ghi, số liệu thống kê{until} vừa được chốt. Chưa ghi "
    "gì; gửi lại: nếu ngày xảy ra nằm trong kỳ đã khóa, phần mềm sẽ hỏi lý do ghi muộn."
)


def explain(db: Session, reason: str | None) -> None:
    """Why the facts that this session is about to write come late, if they do."""
    db.info[_REASON] = clean(reason or "") or None


def carried(db: Session) -> dict[str, str]:
    """What was explained, for the arguments of work that is done later."""
    said = _reason(db)
    return {FIELD: said} if said else {}


def take_up(db: Session, arguments: Mapping[str, Any]) -> None:
    """Let the facts of this work come late for the reason that was handed on with it."""
    explain(db, arguments.get(FIELD))


def was_asked(db: Session) -> bool:
    """Whether a fact was refused here for want of a reason."""
    return _ASKED in db.info


def check(db: Session, facts: Sequence[Fact]) -> dict[Fact, Closed]:
    """The facts that need a late entry; RuleBroken when there are any and nobody said why."""
    shut = locks(db, facts)
    if shut and not _reason(db):
        db.info[_ASKED] = True
        fact = min(shut, key=lambda one: (one.day, one.sequence))
        raise RuleBroken(CODE, _words(fact.day, shut[fact]), field=FIELD)
    return shut


def admit(
    db: Session, facts: Sequence[Fact], *, by_id: UUID | None, at: datetime | None = None
) -> None:
    """Let these facts be written, those of closed months with their late entries of the moment
    `at` (none: now).

    Called before they are; RuleBroken as `check`.
    """
    if db.get_bind().dialect.name == "postgresql":
        _remember(db, facts)
    shut = check(db, facts)
    if shut:
        db.add_all(
            LateEntry(
                case_id=fact.case_id, sequence=fact.sequence, day=fact.day, reason=_reason(db),
                entered_at=at, entered_by_id=by_id,  # none: of now, as of every fact
            )
            for fact in shut
        )  # fmt: skip
        db.flush()


def explained(db: Session, case_id: UUID, day: date) -> str | None:
    """Why a record beside the facts of a case comes late, for the record to keep; None where the
    month is open. RuleBroken as `check`."""
    return _explained(db, Fact(case_id, 0, day))


def explained_of(db: Session, unit_id: UUID, day: date) -> str | None:
    """The same of a record that a unit keeps beside all cases."""
    return _explained(db, Fact(unit_id, 0, day, unit_id=unit_id))


def _explained(db: Session, fact: Fact) -> str | None:
    if db.get_bind().dialect.name == "postgresql":
        _remember(db, [fact])
    return _reason(db) if check(db, [fact]) else None


def hold(db: Session, *, since: datetime) -> None:
    """Nobody freezes figures until this transaction ends, for who writes many facts past `admit`.

    RuleBroken when somebody has since the moment with which they are entered.
    """
    if db.get_bind().dialect.name == "postgresql":
        db.execute(_SHARE)
    later = select(func.max(FigureFreeze.period_end)).where(FigureFreeze.known_at >= since)
    end: date | None = db.scalar(later)
    if end is not None:
        raise _meanwhile(end)


def told(error: DBAPIError) -> RuleBroken | None:
    """What a person is told where a trigger refused a fact that the guard had let pass: the month
    was closed between the two. None when the error is another."""
    return _meanwhile() if TRIGGER in str(error.orig) else None


def install(session_class: type[Session]) -> None:
    """Ask again at every commit of this class, after all that was written has its place."""

    @event.listens_for(session_class, "before_commit")
    def confirm(db: Session) -> None:
        if not db.in_nested_transaction():
            _confirm(db)

    @event.listens_for(session_class, "after_soft_rollback")
    def forget(db: Session, ended: SessionTransaction) -> None:
        if not ended.nested:
            db.info.pop(_ON_ITS_WAY, None)


def _meanwhile(end: date | None = None) -> RuleBroken:
    until = f" đến hết ngày {end:%d/%m/%Y}" if end else ""
    return RuleBroken("period.closed_meanwhile", MEANWHILE.format(until=until))


def _reason(db: Session) -> str | None:
    said: str | None = db.info.get(_REASON)
    return said


def _remember(db: Session, facts: Iterable[Fact]) -> None:
    """From which day on this transaction writes facts, and the freezes that it knew of."""
    first = min((fact.day for fact in facts), default=None)
    if first is None:
        return
    before: tuple[date, set[UUID]] | None = db.info.get(_ON_ITS_WAY)
    if before is None:
        db.info[_ON_ITS_WAY] = first, {frozen.id for frozen in _freezes(db, date.min)}
    elif first < before[0]:
        db.info[_ON_ITS_WAY] = first, before[1]


def _confirm(db: Session) -> None:
    """Held for sharing until the commit is over: who freezes figures waits for it, and then sees
    what was written."""
    on_its_way: tuple[date, set[UUID]] | None = db.info.pop(_ON_ITS_WAY, None)
    if on_its_way is None:
        return
    first, known = on_its_way
    db.execute(_SHARE)
    for frozen in _freezes(db, first):
        if frozen.id not in known:
            raise _meanwhile(frozen.period_end)


def _freezes(db: Session, since: date) -> Sequence[Any]:
    stmt = select(FigureFreeze.id, FigureFreeze.period_end)
    return db.execute(stmt.where(FigureFreeze.period_end >= since)).all()


def _words(day: date, close: Closed) -> str:
    who = f"{close.closed_by} khóa" if close.closed_by else "khóa"
    when = close.closed_at.astimezone(VIETNAM)
    return (
        f"Ngày {day:%d/%m/%Y} nằm trong kỳ thống kê mà {close.unit_name} đã khóa đến hết ngày "
        f"{close.period_end:%d/%m/%Y} ({who} lúc {when:%H:%M} ngày {when:%d/%m/%Y}). Chưa ghi gì; "
        "kiểm tra lại ngày, hoặc nếu đúng là đã xảy ra ngày đó thì ghi lý do ghi muộn rồi gửi lại: "
        "số liệu đã khóa giữ nguyên, việc ghi muộn được tính ở kỳ đang mở."
    )
