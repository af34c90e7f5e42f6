"""What a person has at hand: the last searches, and filters of their own and of their unit."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from thads.core.errors import NotFound
from thads.identity.person import Person
from thads.search.models import AskedSearch, SavedFilter


def asked(db: Session, search_id: UUID, *, by: Person) -> AskedSearch:
    """What this person typed; another's is absent."""
    found = db.get(AskedSearch, search_id)
    if found is None or found.user_id != by.id:
        raise NotFound
    return found


def recent(db: Session, *, by: Person) -> Sequence[AskedSearch]:
    """The last searches of this person, the latest first, each text once."""
    stmt = select(AskedSearch).where(AskedSearch.user_id == by.id)
    found = db.scalars(stmt.order_by(AskedSearch.asked_at.desc(), AskedSearch.id.desc()))
    latest: dict[str, AskedSearch] = {}
    for one in found:
        latest.setdefault(one.typed, one)
    return list(latest.values())


def filters(db: Session, *, by: Person) -> Sequence[SavedFilter]:
    """The person's own filters and those shared with the unit, in the order of saving."""
    own = SavedFilter.user_id == by.id
    seen = own if by.unit_id is None else or_(own, SavedFilter.unit_id == by.unit_id)
    stmt = select(SavedFilter).where(seen).order_by(SavedFilter.saved_at, SavedFilter.id)
    return db.scalars(stmt).all()


def own_filter(db: Session, filter_id: UUID, *, by: Person) -> SavedFilter:
    """A filter that this person may rename and delete: their own; any other is absent."""
    found = db.get(SavedFilter, filter_id)
    if found is None or found.user_id != by.id:
        raise NotFound
    return found
