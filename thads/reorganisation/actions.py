"""Planning a reorganisation and letting it run. The caller commits."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from thads.audit import actions as audit
from thads.core import jobs
from thads.core.errors import NotFound, RuleBroken
from thads.core.jobs import BackgroundJob, Job, JobState
from thads.core.text import clean
from thads.identity.models import Role, User
from thads.reorganisation import people, proof, queries
from thads.reorganisation.models import Closing, Move, Opening, Reorganisation, Route
from thads.units.models import UnitKind

CODE_LENGTH = 20


@dataclass(frozen=True)
class OpeningTerms:
    """A unit to open."""

    code: str
    name: str
    kind: UnitKind
    place: str


def draft(db: Session, *, day: date, title: str, ground: str | None, by: User) -> Reorganisation:
    """Begin a plan for one day."""
    plan = Reorganisation(day=day, title=clean(title), ground=ground, entered_by_id=by.id)
    db.add(plan)
    audit.record(db, by, "reorganisation.planned", plan, day=day, title=plan.title)
    return plan


def add_opening(db: Session, plan: Reorganisation, terms: OpeningTerms, *, by: User) -> None:
    """One more unit that opens on the day."""
    _check_draft(plan)
    code = clean(terms.code).upper()
    if not code.isascii() or not code.replace("-", "").isalnum() or len(code) > CODE_LENGTH:
        raise RuleBroken(
            "reorganisation.code", "Mã đơn vị gồm chữ không dấu, chữ số, gạch nối, không quá "
            f"{CODE_LENGTH} ký tự. Chưa ghi gì; nhập lại mã.", field="code",
        )  # fmt: skip
    if code in queries.tree(db, plan).names or code in queries.codes(db):
        raise RuleBroken(
            "reorganisation.code_taken", f"Mã {code} đã dùng cho một đơn vị. Chưa ghi gì; chọn mã "
            "khác.", field="code",
        )  # fmt: skip
    position = max((o.position for o in plan.openings), default=queries.last_position(db)) + 1
    plan.openings.append(
        Opening(code=code, name=clean(terms.name), kind=terms.kind, place=clean(terms.place),
                position=position)
    )  # fmt: skip
    audit.record(db, by, "reorganisation.opening_added", plan, code=code, name=terms.name)


def remove_opening(db: Session, plan: Reorganisation, code: str, *, by: User) -> None:
    """Do not open it; what was to go there is unsaid again."""
    _check_draft(plan)
    opening = next((o for o in plan.openings if o.code == code), None)
    if opening is None:
        raise NotFound
    plan.openings.remove(opening)
    plan.routes = [r for r in plan.routes if r.successor_code != code]
    plan.moves = [m for m in plan.moves if m.successor_code != code]
    unsaid = [c for c in plan.closings if c.successor_code == code]
    for closing in unsaid:
        plan.closings.remove(closing)
    db.flush()
    for closing in unsaid:
        if all(c.unit_id != closing.unit_id for c in plan.closings):
            plan.closings.append(Closing(unit_id=closing.unit_id))
    audit.record(db, by, "reorganisation.opening_removed", plan, code=code)


def add_closing(
    db: Session, plan: Reorganisation, unit_id: UUID, successor_code: str | None, *, by: User
) -> None:
    """A unit ends; said of several successors, it is split among them."""
    _check_draft(plan)
    other = queries.plan_closing(db, unit_id, besides=plan)
    if other is not None:
        raise RuleBroken(
            "reorganisation.overlaps", f"Đơn vị này đã có trong kế hoạch “{other.title}” ngày "
            f"{other.day:%d/%m/%Y} chưa thực hiện. Chưa ghi gì; bỏ kế hoạch đó hoặc chọn đơn vị "
            "khác.", field="unit",
        )  # fmt: skip
    rows = [c for c in plan.closings if c.unit_id == unit_id]
    if any(c.successor_code == successor_code for c in rows):
        return
    for unsaid in (c for c in rows if c.successor_code is None):
        plan.closings.remove(unsaid)
    if successor_code is not None or not rows:
        plan.closings.append(Closing(unit_id=unit_id, successor_code=successor_code))
    audit.record(
        db, by, "reorganisation.closing_added", plan, unit_id=unit_id, successor=successor_code
    )


def remove_closing(db: Session, plan: Reorganisation, closing_id: UUID, *, by: User) -> None:
    """Take back one line."""
    _check_draft(plan)
    closing = next((c for c in plan.closings if c.id == closing_id), None)
    if closing is None:
        raise NotFound
    plan.closings.remove(closing)
    gone, code = closing.unit_id, closing.successor_code
    plan.routes = [r for r in plan.routes if (r.unit_id, r.successor_code) != (gone, code)]
    audit.record(db, by, "reorganisation.closing_removed", plan, unit_id=gone, successor=code)


def set_routes(
    db: Session, plan: Reorganisation, routes: dict[tuple[UUID, str], str | None], *, by: User
) -> None:
    """Say where the cases of communes of a split unit go; None: not clear yet."""
    _check_draft(plan)
    tree = queries.tree(db, plan)
    held = {(route.unit_id, route.commune_code): route for route in plan.routes}
    for (unit_id, commune), code in routes.items():
        if code is not None and code not in tree.successors(unit_id):
            raise NotFound
        known = held.get((unit_id, commune))
        if known is not None and code is None:
            plan.routes.remove(known)
        elif known is not None and code is not None:
            known.successor_code = code
        elif code is not None:
            plan.routes.append(Route(unit_id=unit_id, commune_code=commune, successor_code=code))
    audit.record(db, by, "reorganisation.routes_set", plan, communes=len(plan.routes))


def set_moves(
    db: Session, plan: Reorganisation, moves: dict[UUID, tuple[str, Role]], *, by: User
) -> None:
    """Say for people where they go and as what."""
    _check_draft(plan)
    known, names = {move.user_id: move for move in plan.moves}, queries.tree(db, plan).names
    concerned = {person.id for person in people.concerned(db, queries.tree(db, plan))}
    for user_id, (code, role) in moves.items():
        if code not in names or user_id not in concerned:
            raise NotFound
        if user_id in known:
            known[user_id].successor_code, known[user_id].role = code, role
        else:
            plan.moves.append(Move(user_id=user_id, successor_code=code, role=role))
    audit.record(db, by, "reorganisation.people_set", plan, people=len(moves))


def withdraw(db: Session, plan: Reorganisation, *, by: User, now: datetime) -> None:
    """Give a plan up before it was run."""
    _check_draft(plan)
    plan.withdrawn_at = now
    audit.record(db, by, "reorganisation.withdrawn", plan, day=plan.day)


def start(
    db: Session, plan: Reorganisation, *, by: User, today: date, now: datetime
) -> BackgroundJob:
    """Let it run in the background, or go on where it stopped; RuleBroken names the first fault."""
    if plan.finished_at is not None or plan.withdrawn_at is not None:
        raise RuleBroken("reorganisation.over", "Kế hoạch này đã xong hoặc đã bỏ. Chưa làm gì.")
    if plan.started_at is None:
        faults = queries.faults(db, plan, today)
        if faults:
            raise RuleBroken("reorganisation.faulty", f"{faults[0]} Chưa thay đổi gì.")
        plan.started_at, plan.before = now, proof.taken(db, plan.day)
    running = db.get(BackgroundJob, plan.job_id) if plan.job_id else None
    if running is not None and running.state in (JobState.WAITING, JobState.RUNNING):
        return running
    job = jobs.after_commit(
        db, Job.REORGANISE_UNITS, asked_by_id=by.id, now=now, reorganisation_id=str(plan.id),
        today=today.isoformat(),
    )  # fmt: skip
    plan.job_id = job.id
    audit.record(db, by, "reorganisation.started", plan, day=plan.day, title=plan.title)
    return job


def _check_draft(plan: Reorganisation) -> None:
    if not plan.is_draft:
        raise RuleBroken(
            "reorganisation.fixed", "Kế hoạch đã chạy hoặc đã bỏ, không sửa được nữa. Chưa ghi gì."
        )
