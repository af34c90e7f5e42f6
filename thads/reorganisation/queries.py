"""Plans, what stands in the way of one, and who succeeded whom."""

from collections.abc import Sequence
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import exists, func, or_, select
from sqlalchemy.orm import Session, selectinload

from thads.cases.models import Case, CaseAct, CaseInterval
from thads.core.errors import NotFound
from thads.ledger.models import LedgerEntry
from thads.reorganisation import people
from thads.reorganisation.models import Closing, Reorganisation
from thads.reorganisation.tree import Tree
from thads.units import queries as units
from thads.units.models import Unit, UnitSuccession


def plans(db: Session) -> Sequence[Reorganisation]:
    """All plans, the last day first."""
    stmt = select(Reorganisation).options(selectinload(Reorganisation.closings))
    return db.scalars(stmt.order_by(Reorganisation.day.desc(), Reorganisation.id)).all()


def get(db: Session, plan_id: UUID) -> Reorganisation:
    """One plan."""
    plan = db.get(Reorganisation, plan_id)
    if plan is None:
        raise NotFound
    return plan


def tree(db: Session, plan: Reorganisation) -> Tree:
    """The plan beside the units; those that it opened itself are its own, not taken codes."""
    own = select(UnitSuccession.successor_id).where(UnitSuccession.reorganisation_id == plan.id)
    ours = set(db.scalars(own)) if plan.started_at else set()
    opened = {opening.code for opening in plan.openings}
    return Tree(plan, [u for u in units.every(db) if u.id not in ours or u.code not in opened])


def codes(db: Session) -> set[str]:
    """The codes of all units that ever were."""
    return set(db.scalars(select(Unit.code)))


def last_position(db: Session) -> int:
    """The place of the last unit in the list."""
    return db.scalar(select(func.max(Unit.position))) or 0


def plan_closing(
    db: Session, unit_id: UUID, *, besides: Reorganisation | None = None
) -> Reorganisation | None:
    """A plan not yet finished that ends this unit."""
    stmt = select(Reorganisation).where(
        Reorganisation.closings.any(Closing.unit_id == unit_id),
        Reorganisation.finished_at.is_(None),
        Reorganisation.withdrawn_at.is_(None),
    )
    if besides is not None:
        stmt = stmt.where(Reorganisation.id != besides.id)
    return db.scalars(stmt.limit(1)).first()


def faults(db: Session, plan: Reorganisation, today: date) -> list[str]:
    """Why the plan cannot be run today, in words; nothing when it can."""
    read = tree(db, plan)
    found = list(read.faults())
    if plan.day > today:
        found.append(f"Chưa đến ngày {plan.day:%d/%m/%Y}; đến ngày đó mới chạy được.")
    other = _overlapping(db, plan)
    if other is not None:
        found.append(
            f"Kế hoạch “{other.title}” ngày {other.day:%d/%m/%Y} đụng tới cùng đơn vị và chưa xong."
        )
    lost = [way.person.full_name for way in people.ways(db, read) if way.code is None]
    if lost:
        found.append(f"{len(lost)} người chưa rõ về đơn vị nào, trước hết là {lost[0]}.")
    overtaken = _overtaken(db, list(read.closing), plan.day)
    if overtaken:
        found.append(
            f"Đơn vị kết thúc hoạt động đã có diễn biến từ ngày {plan.day:%d/%m/%Y} trên "
            f"{len(overtaken)} việc, trước hết là {overtaken[0].title}; đính chính ngày của các "
            "diễn biến đó hoặc chọn ngày sau."
        )
    return found


def successions(db: Session, plan: Reorganisation) -> Sequence[UnitSuccession]:
    """The links that this plan made."""
    stmt = select(UnitSuccession).where(UnitSuccession.reorganisation_id == plan.id)
    return db.scalars(stmt.order_by(UnitSuccession.predecessor_id)).all()


def _overlapping(db: Session, plan: Reorganisation) -> Reorganisation | None:
    for closing in plan.closings:
        other = plan_closing(db, closing.unit_id, besides=plan)
        if other is not None:
            return other
    heirs = {c.successor_code for c in plan.closings if c.successor_code}
    of_heirs = select(Unit.id).where(Unit.code.in_(heirs))
    return next(
        (found for unit in db.scalars(of_heirs) if (found := plan_closing(db, unit, besides=plan))),
        None,
    )


def _overtaken(db: Session, unit_ids: Sequence[UUID], day: date) -> Sequence[Case]:
    """Cases on which the closing units have acted on the day or later, or which they docketed."""
    interval, eve = CaseInterval, day - timedelta(days=1)
    held = exists().where(
        interval.case_id == Case.id, interval.unit_id.in_(unit_ids), interval.starts_on <= eve,
        or_(interval.ends_on.is_(None), interval.ends_on > eve),
    )  # fmt: skip
    acted = or_(
        exists().where(CaseAct.case_id == Case.id, CaseAct.day >= day),
        exists().where(LedgerEntry.case_id == Case.id, LedgerEntry.day >= day),
    )
    docketed = (Case.docketed_on >= day) & Case.unit_id.in_(unit_ids)
    stmt = select(Case).where(Case.struck_by_id.is_(None), (held & acted) | docketed)
    return db.scalars(stmt.order_by(Case.docketed_on, Case.number, Case.id)).all()
