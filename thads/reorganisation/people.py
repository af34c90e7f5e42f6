"""What happens to the people of units that end: along with the unit, or as the plan says."""

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from thads.audit import actions as audit
from thads.identity.models import Role, User
from thads.reorganisation.models import Reorganisation
from thads.reorganisation.tree import Tree
from thads.units import queries as units
from thads.units.models import Unit


class Way(NamedTuple):
    """One person's way: to which unit's code (None: nobody has said), in which role."""

    person: User
    code: str | None
    role: Role


def concerned(db: Session, tree: Tree) -> Sequence[User]:
    """The people, not disabled, of the units that end, by unit and name."""
    stmt = select(User).join(Unit, Unit.id == User.unit_id)
    stmt = stmt.where(Unit.id.in_(list(tree.closing)), User.disabled_at.is_(None))
    return db.scalars(stmt.order_by(Unit.position, Unit.id, User.name_sort_key, User.id)).all()


def ways(db: Session, tree: Tree) -> list[Way]:
    """Everyone's way."""
    said = {move.user_id: move for move in tree.plan.moves}
    found = []
    for person in concerned(db, tree):
        assert person.unit_id is not None
        move, heirs = said.get(person.id), tree.successors(person.unit_id)
        if move is not None and move.successor_code in tree.names:
            found.append(Way(person, move.successor_code, move.role))
        else:
            found.append(Way(person, heirs[0] if len(heirs) == 1 else None, person.role))
    return found


def move(db: Session, plan: Reorganisation, tree: Tree, *, by: User) -> int:
    """Let everyone go; who has gone already is of no unit that ends any more."""
    moved = ways(db, tree)
    for person, code, role in moved:
        unit = units.by_code(db, code) if code else None
        assert unit is not None, "a plan that runs says where everyone goes"
        before = {"role": person.role, "unit_id": person.unit_id}
        person.unit_id, person.role = unit.id, role
        audit.record(
            db, by, "user.role_changed", person, before=before,
            after={"role": role, "unit_id": unit.id}, reorganisation_id=plan.id,
        )  # fmt: skip
    return len(moved)
