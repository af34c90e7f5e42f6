"""Carrying a plan out, step by step; each step may be done again and then does nothing.

Nothing is overwritten but where people are and until when a unit exists: a case changes hands by
an act of its own on the plan's day, and what was counted before that day stays with the old unit.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import date, datetime, timedelta
from itertools import islice
from uuid import UUID

from sqlalchemy.orm import Session

from thads.audit import actions as audit
from thads.cases import actions as cases
from thads.cases.actions import ActTerms
from thads.cases.models import ActKind, Case
from thads.cases.queries.people import may_hold_cases
from thads.core.errors import Conflict, RuleBroken
from thads.identity.models import User
from thads.ledger import moving
from thads.periods import guard as periods
from thads.reorganisation import people, proof, queries
from thads.reorganisation.models import Reorganisation
from thads.reorganisation.routing import Held, Routing, held_by
from thads.reorganisation.tree import Tree
from thads.units import queries as units
from thads.units.models import Unit, UnitSuccession

CHUNK = 50


def open_units(db: Session, plan: Reorganisation, *, by: User) -> Tree:
    """Open the new units, end the old ones, write who succeeds whom, move the people: at once."""
    tree = queries.tree(db, plan)
    if queries.successions(db, plan):
        return tree
    made = {
        opening.code: Unit(
            code=opening.code, name=opening.name, kind=opening.kind, place=opening.place,
            position=opening.position, valid_from=plan.day,
        )
        for opening in plan.openings
    }  # fmt: skip
    head = next((unit for unit in made.values() if unit.is_provincial), None)
    head = head or units.provincial_on(db, plan.day)
    if head is not None:
        db.add(head)
        db.flush()
    for unit in made.values():
        if unit is not head:
            unit.parent_id = head.id if head else None
        db.add(unit)
    db.flush()
    _succeed(db, plan, tree, by=by)
    people.move(db, plan, tree, by=by)
    return tree


def _succeed(db: Session, plan: Reorganisation, tree: Tree, *, by: User) -> None:
    heirs = Counter(row.unit_id for row in plan.closings)
    for row in plan.closings:
        successor = units.by_code(db, row.successor_code or "")
        assert successor is not None, "a plan that runs names every successor"
        row.unit.valid_to = plan.day - timedelta(days=1)
        row.unit.successor_id = successor.id if heirs[row.unit_id] == 1 else None
        db.add(
            UnitSuccession(predecessor_id=row.unit_id, successor_id=successor.id, day=plan.day,
                           kind=tree.kind(row), reorganisation_id=plan.id)
        )  # fmt: skip
        audit.record(
            db, by, "reorganisation.unit_succeeded", row.unit, by_unit=successor.code,
            kind=tree.kind(row), day=plan.day,
        )  # fmt: skip


def to_move(db: Session, plan: Reorganisation, tree: Tree) -> list[tuple[Held, UUID]]:
    """The cases still with a unit that ended, with the unit that is to get each."""
    routing, ids = Routing(tree), {unit.code: unit.id for unit in units.every(db)}
    found = ((held, routing.of(held)) for held in held_by(db, tree.closing, plan.day))
    return [(held, ids[code]) for held, code in found if code is not None]


def left(db: Session, plan: Reorganisation, tree: Tree) -> list[Held]:
    """The cases still with a unit that ended: a person has yet to say where they go."""
    return list(held_by(db, tree.closing, plan.day))


def chunks(
    moves: Sequence[tuple[Held, UUID]],
) -> Iterator[Sequence[tuple[Held, UUID]]]:
    """As many as are committed together."""
    remaining = iter(moves)
    while chunk := list(islice(remaining, CHUNK)):
        yield chunk


def move(
    db: Session, plan: Reorganisation, held: Held, unit_id: UUID, *, by: User, today: date
) -> str | None:
    """Transfer one case on the plan's day, its officer along unless that is refused; the reason
    when it cannot be."""
    case, reason = db.get_one(Case, held.case_id), None
    officer = db.get(User, held.officer_id) if held.officer_id else None
    periods.explain(db, f"Sắp xếp lại đơn vị: {plan.title}")
    along = held.officer_id if officer and may_hold_cases(officer, unit_id) else None
    for officer_id in dict.fromkeys((along, None)):
        terms = ActTerms(
            kind=ActKind.TRANSFER, day=plan.day, to_unit_id=unit_id, officer_id=officer_id,
            note=f"Sắp xếp lại đơn vị: {plan.title}", submission_key=f"{plan.id}:{case.id}",
        )  # fmt: skip
        try:
            with db.begin_nested():
                cases.transfer(db, case, terms, by=by, today=today)
            _money_along(db, case, by, today)
            return None
        except (RuleBroken, Conflict) as refused:
            reason = refused.message if isinstance(refused, RuleBroken) else str(refused)
    return reason


def _money_along(db: Session, case: Case, by: User, today: date) -> None:
    """The money of the case goes into the books of its new unit; where it cannot (cash not yet at
    the bank), it stays on the accountants' list of money that was not moved."""
    with suppress(RuleBroken), db.begin_nested():
        moving.move_held(db, case, by=by, today=today)


def finish(db: Session, plan: Reorganisation, *, by: User, now: datetime) -> str:
    """Keep what is after it beside what was before; answers in words."""
    tree = queries.tree(db, plan)
    if plan.finished_at is None:
        plan.after, plan.finished_at = proof.taken(db, plan.day), now
        wrong = proof.differences(plan)
        audit.record(
            db, by, "reorganisation.finished", plan, day=plan.day, equal=not wrong,
            differences=wrong,
        )  # fmt: skip
    unsaid = len(left(db, plan, tree))
    told = f"{unsaid} việc chưa rõ nơi nhận" if unsaid else "mọi việc đã có đơn vị"
    return f"Đã sắp xếp {len(tree.closing)} đơn vị; {told}."
