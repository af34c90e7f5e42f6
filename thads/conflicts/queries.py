"""Who of those who work on cases is related to whom of the parties (L08 Đ.21 k.5; L25 Đ.16)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, joinedload

from thads.conflicts.models import ConflictAnswer, DeclaredRelative, DeclaredRelativeEnd
from thads.core.errors import NotFound
from thads.identity.models import User
from thads.parties.models import Party, PartyKind

CHUNK = 500
Answered = set[tuple[object, ...]]  # person, case, party, relative, name


@dataclass(frozen=True, slots=True)
class Conflict:
    """A party who is, or bears the name of, a relative (no `relative_id`: the person's own).

    By the number it is the same person; by the name alone it is a question, perhaps answered.
    """

    user_id: UUID
    case_id: UUID
    party_id: UUID
    party_name: str
    name_folded: str
    relative_id: UUID | None
    by_number: bool
    answered: bool = False

    @property
    def bars(self) -> bool:
        """Whether the person may not act on the case as things stand."""
        return self.by_number or not self.answered


class _Known(NamedTuple):
    """A relative, or the person, as parties are compared with them."""

    user_id: UUID
    relative_id: UUID | None
    number: str | None
    name: str


class _Seen(NamedTuple):
    """A party as it is compared."""

    id: UUID
    case_id: UUID
    name: str
    name_folded: str
    number: str | None


def conflicts_of(
    db: Session, officer_ids: Collection[UUID], case_ids: Sequence[UUID]
) -> list[Conflict]:
    """Every conflict of these people with the parties of these cases, in a few queries."""
    known = _known(db, officer_ids) if officer_ids and case_ids else []
    by_number: dict[str, list[_Known]] = defaultdict(list)
    by_name: dict[str, list[_Known]] = defaultdict(list)
    for one in known:
        by_name[one.name].append(one)
        if one.number:
            by_number[one.number].append(one)
    found = []
    for start in range(0, len(case_ids), CHUNK):
        chunk = case_ids[start : start + CHUNK]
        answered = _answers(db, officer_ids, chunk)
        for party in _parties(db, chunk, by_number, by_name):
            for one in {*by_number.get(party.number or "", ()), *by_name[party.name_folded]}:
                if conflict := _compared(one, party, answered):
                    found.append(conflict)
    return sorted(found, key=lambda one: (one.case_id, one.party_id, not one.by_number))


def relatives_of(db: Session, user_ids: Collection[UUID]) -> Sequence[DeclaredRelative]:
    """What these people declared, ended declarations too, in order of their names."""
    stmt = (
        select(DeclaredRelative)
        .where(DeclaredRelative.user_id.in_(user_ids))
        .options(joinedload(DeclaredRelative.end))
        .order_by(DeclaredRelative.name_folded, DeclaredRelative.id)
        .execution_options(populate_existing=True)
    )
    return db.scalars(stmt).all()


def own_relative(db: Session, relative_id: UUID, user_id: UUID) -> DeclaredRelative:
    """One of a person's own declarations; NotFound otherwise."""
    found = [one for one in relatives_of(db, [user_id]) if one.id == relative_id]
    if not found:
        raise NotFound
    return found[0]


def _known(db: Session, user_ids: Collection[UUID]) -> list[_Known]:
    stmt = (
        select(
            DeclaredRelative.user_id, DeclaredRelative.id,
            DeclaredRelative.personal_id_number, DeclaredRelative.name_folded,
        )
        .outerjoin(DeclaredRelativeEnd, DeclaredRelativeEnd.relative_id == DeclaredRelative.id)
        .where(DeclaredRelative.user_id.in_(user_ids), DeclaredRelativeEnd.id.is_(None))
    )  # fmt: skip
    own = select(User.id, User.name_folded).where(User.id.in_(user_ids))
    return [
        *(_Known(*row) for row in db.execute(stmt)),
        *(_Known(user_id, None, None, name) for user_id, name in db.execute(own)),
    ]


def _parties(
    db: Session, case_ids: Sequence[UUID], numbers: Collection[str], names: Collection[str]
) -> Iterator[_Seen]:
    """Only persons are anybody's relatives."""
    stmt = select(
        Party.id, Party.case_id, Party.name, Party.name_folded, Party.personal_id_number
    ).where(
        Party.case_id.in_(case_ids),
        Party.kind == PartyKind.PERSON,
        or_(Party.personal_id_number.in_(numbers), Party.name_folded.in_(names)),
    )
    for row in db.execute(stmt):
        yield _Seen(*row)


def _compared(one: _Known, party: _Seen, answered: Answered) -> Conflict | None:
    """Two numbers of one length decide; a number of the old kind or none leaves the name."""
    same = one.number is not None and one.number == party.number
    if not same:
        if one.name != party.name_folded:
            return None
        if one.number and party.number and len(one.number) == len(party.number):
            return None
    key = (one.user_id, party.case_id, party.id, one.relative_id, party.name_folded)
    return Conflict(
        one.user_id, party.case_id, party.id, party.name, party.name_folded, one.relative_id,
        by_number=same, answered=key in answered,
    )  # fmt: skip


def _answers(db: Session, user_ids: Collection[UUID], case_ids: Sequence[UUID]) -> Answered:
    stmt = select(
        ConflictAnswer.user_id, ConflictAnswer.case_id, ConflictAnswer.party_id,
        ConflictAnswer.relative_id, ConflictAnswer.name_folded,
    ).where(ConflictAnswer.case_id.in_(case_ids), ConflictAnswer.user_id.in_(user_ids))  # fmt: skip
    return {tuple(row) for row in db.execute(stmt)}
