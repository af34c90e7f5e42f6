"""Which creditors are which institution, and which still have to be told apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlalchemy.orm import Session, aliased, joinedload

from thads.banks.models import CreditInstitution, CreditorLink
from thads.banks.naming import Directory, Likeness, Suggestion
from thads.cases.history import OPEN
from thads.cases.models import Case, CaseInterval
from thads.cases.queries.filters import unended
from thads.core.pages import PAGE_SIZE, Page, offset_of
from thads.parties.models import Party, PartyKind, PartyRole

# What a credit institution's name holds, whoever wrote it (Luật Các tổ chức tín dụng).
BANKISH = ("ngan hang", "tin dung", "nhtmcp")


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedLinks:
    """Which creditors: of cases that a unit holds (None: the province); open cases only, or all."""

    unit_id: UUID | None = None
    ended_too: bool = False
    likeness: Likeness | None = None


class Unlinked(NamedTuple):
    """A creditor that may be a credit institution: the case, its party or none, the name."""

    case_id: UUID
    party_id: UUID | None
    title: str
    unit_id: UUID
    name: str
    remaining: int  # đồng
    suggestion: Suggestion | None


def current_links() -> Select[CreditorLink]:
    """The links that count: those that no later one replaces."""
    later = aliased(CreditorLink)
    replaced = select(later.id).where(later.replaces_id == CreditorLink.id)
    stmt: Select[CreditorLink] = select(CreditorLink).where(~replaced.exists())
    return stmt


def pairs() -> Select[UUID, UUID]:
    """Institution and case, once each however many creditors of the case it is."""
    links = current_links().where(CreditorLink.institution_id.is_not(None))
    columns: Any = links.with_only_columns(CreditorLink.institution_id, CreditorLink.case_id)
    found: Select[UUID, UUID] = columns.distinct()
    return found


def case_ids_of(institution_id: UUID) -> Select[UUID]:
    """The cases in which an institution is a creditor."""
    links = current_links().where(CreditorLink.institution_id == institution_id)
    columns: Any = links.with_only_columns(CreditorLink.case_id)
    found: Select[UUID] = columns.distinct()
    return found


def of_case(db: Session, case_id: UUID) -> Sequence[CreditorLink]:
    """What is known of the creditors of a case, institutions loaded."""
    stmt = current_links().where(CreditorLink.case_id == case_id)
    return db.scalars(stmt.options(joinedload(CreditorLink.institution))).all()


def institutions_of(db: Session, case_id: UUID) -> list[CreditInstitution]:
    """The institutions that are creditors of a case, each once, by name."""
    found = {one.institution.id: one.institution for one in of_case(db, case_id) if one.institution}
    return sorted(found.values(), key=lambda one: one.name_sort_key)


def unlinked(
    db: Session, wanted: WantedLinks, day: date, directory: Directory, *, number: int = 1
) -> Page[Unlinked]:
    """One page of the creditors that nobody told apart yet, those whose case is oldest first."""
    found = every_unlinked(db, wanted, day, directory)
    first, total, rows = offset_of(number), 0, list[Unlinked]()
    remaining = 0
    for one in found:
        if first <= total < first + PAGE_SIZE:
            rows.append(one)
        total, remaining = total + 1, remaining + one.remaining
    return Page(rows, max(1, number), PAGE_SIZE, total, {"remaining": remaining})


def every_unlinked(
    db: Session, wanted: WantedLinks, day: date, directory: Directory
) -> Iterator[Unlinked]:
    """All of them, as they are read."""
    for row in db.execute(_candidates(wanted, day)).yield_per(500):
        name = row.name or row.bank
        found = directory.meant_by(name)
        likeness = found.likeness if found else None
        if wanted.likeness is None or likeness is wanted.likeness:
            title = f"{row.number}/{row.series}"
            yield Unlinked(
                row.case_id, row.party_id, title, row.unit_id, name, row.remaining, found
            )


def candidates_among(
    db: Session, wanted: WantedLinks, day: date, keys: Sequence[tuple[UUID, UUID | None]]
) -> list[tuple[UUID, UUID | None]]:
    """Those of these creditors that are still to be told apart and that this reader may see."""
    asked, ids = set(keys), iter({case_id for case_id, _ in keys})
    found = list[tuple[UUID, UUID | None]]()
    while some := list(islice(ids, 500)):
        stmt = _candidates(wanted, day).where(Case.id.in_(some))
        found += [key for row in db.execute(stmt) if (key := (row.case_id, row.party_id)) in asked]
    return found


def count_unlinked(db: Session, unit_id: UUID | None, day: date) -> int:
    """How many creditors of open cases are still to be told apart."""
    wanted = WantedLinks(unit_id=unit_id)
    return sum(1 for _ in db.execute(_candidates(wanted, day)).yield_per(1000))


def _candidates(wanted: WantedLinks, day: date) -> Select[*tuple[Any, ...]]:
    """Organisations that are creditors, of cases marked as a bank's or with a bank's name; a case
    that is marked and names no such creditor stands there itself."""
    is_creditor = and_(
        Party.case_id == Case.id, Party.role == PartyRole.CREDITOR,
        Party.kind == PartyKind.ORGANISATION,
    )  # fmt: skip
    names: list[ColumnElement[bool]] = [Party.name_folded.contains(word) for word in BANKISH]
    stmt = (
        select(
            Case.id.label("case_id"), Party.id.label("party_id"), Case.number, Case.series,
            Case.bank, Party.name.label("name"), CaseInterval.unit_id, CaseInterval.remaining,
        )
        .join(CaseInterval, CaseInterval.case_id == Case.id)
        .outerjoin(Party, is_creditor)
        .where(
            Case.struck_by_id.is_(None), CaseInterval.starts_on <= day, or_(*unended(day)),
            or_(Case.bank.is_not(None), *names), ~_is_linked(),
        )
        .order_by(Case.docketed_on, Case.id, Party.id)
    )  # fmt: skip
    if not wanted.ended_too:
        stmt = stmt.where(CaseInterval.standing.in_(OPEN))
    return stmt.where(CaseInterval.unit_id == wanted.unit_id) if wanted.unit_id else stmt


def _is_linked() -> ColumnElement[bool]:
    """Whatever was said of this creditor last, it was said."""
    of_party = CreditorLink.party_id == Party.id
    of_case = and_(
        Party.id.is_(None), CreditorLink.party_id.is_(None), CreditorLink.case_id == Case.id
    )
    return select(CreditorLink.id).where(or_(of_party, of_case)).exists()
