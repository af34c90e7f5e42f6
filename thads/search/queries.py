"""What a search finds, as far as the person who asks may open it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import Session

from thads.cases.models import Case, CaseAct, Judgment
from thads.cases.queries.file import opened_to
from thads.cases.queries.judgments import stands
from thads.parties.models import Party, PartyRole
from thads.search import matching
from thads.search.models import EntryKind
from thads.search.words import Typed, marked_words_of, words_of
from thads.units.models import Unit

LOOKED_AT = 100  # of the newest that fit, the closest come first


class FoundCase(NamedTuple):
    """A case, found by its own number or by that of one of its acts."""

    case_id: UUID
    title: str
    docketed_on: date
    unit: str
    act: str | None  # "Hoãn thi hành án số 45/QĐ-THADS"
    act_day: date | None


class FoundJudgment(NamedTuple):
    """A judgment, found by its number."""

    judgment_id: UUID
    number: str
    court: str
    judged_on: date | None
    unit: str


class FoundParty(NamedTuple):
    """A person or an organisation in one case."""

    party_id: UUID
    name: str
    role: PartyRole
    case_id: UUID
    title: str
    docketed_on: date
    unit: str


@dataclass(frozen=True, slots=True)
class Found:
    """What fits, the closest first; `more` names the kinds of which there is more than shown."""

    cases: Sequence[FoundCase] = ()
    judgments: Sequence[FoundJudgment] = ()
    people: Sequence[FoundParty] = ()
    more: frozenset[EntryKind] = field(default_factory=frozenset)

    def __len__(self) -> int:
        return len(self.cases) + len(self.judgments) + len(self.people)


def find(
    db: Session, typed: Typed, *, scope: UUID | None, judgments_too: bool, limit: int = 20
) -> Found:
    """Cases, judgments and people whose words begin with all that was typed.

    `scope` is the unit whose cases the reader may open (None: all). Of each kind `limit` are
    answered, out of the newest that fit; who bears the very name typed comes before them.
    """
    if not typed.is_enough:
        return Found()
    found: dict[EntryKind, Sequence[Any]] = {
        EntryKind.NUMBER: _cases(db, typed, scope, limit + 1),
        EntryKind.JUDGMENT: _judgments(db, typed, scope, limit + 1) if judgments_too else (),
        EntryKind.PARTY: _people(db, typed, scope, limit + 1),
    }
    more = frozenset(kind for kind, lines in found.items() if len(lines) > limit)
    cases, judgments, people = (lines[:limit] for lines in found.values())
    return Found(cases, judgments, people, more)


def _cases(db: Session, typed: Typed, scope: UUID | None, limit: int) -> Sequence[FoundCase]:
    entries = _numbered(db, EntryKind.NUMBER, typed, _own(db, scope), limit)
    cases = select(Case.id, Case.number, Case.series, Case.docketed_on, Unit.name)
    cases = cases.join(Unit, Unit.id == Case.unit_id).where(*_open_to(scope))
    acts = select(CaseAct.id, CaseAct.kind, CaseAct.stated_number, CaseAct.number, CaseAct.series,
                  CaseAct.day)  # fmt: skip
    known = _by_id(db, cases, Case.id, [_id(entry.case_id) for entry in entries])
    done = _by_id(db, acts, CaseAct.id, [_id(entry.subject_id) for entry in entries])
    lines = []
    for entry in entries:
        case, act = known.get(_id(entry.case_id)), done.get(_id(entry.subject_id))
        if case is not None:
            title = f"{case.number}/{case.series}"
            number = act and (act.stated_number or f"{act.number}/{act.series}")
            what = f"{act.kind.label} số {number}" if act else None
            line = FoundCase(case.id, title, case.docketed_on, case.name, what, act and act.day)
            lines.append(line)
    return lines


def _judgments(
    db: Session, typed: Typed, scope: UUID | None, limit: int
) -> Sequence[FoundJudgment]:
    entries = _numbered(db, EntryKind.JUDGMENT, typed, [scope] if scope else None, limit)
    stmt = select(Judgment.id, Judgment.number, Judgment.court, Judgment.judged_on, Unit.name)
    stmt = stmt.join(Unit, Unit.id == Judgment.unit_id).where(stands())
    if scope is not None:
        stmt = stmt.where(Judgment.unit_id == scope)
    known = _by_id(db, stmt, Judgment.id, [_id(entry.subject_id) for entry in entries])
    found = (known.get(_id(entry.subject_id)) for entry in entries)
    return [FoundJudgment(*row) for row in found if row is not None]


def _numbered(
    db: Session, kind: EntryKind, typed: Typed, units: Sequence[UUID] | None, limit: int
) -> Sequence[Any]:
    """Entries by their number, those that bear the very number typed first."""
    if not any(word[0].isdigit() for word in typed.words):
        return []
    entries = {
        entry.subject_id: entry
        for whole in (True, False)
        for entry in matching.newest(db.connection(), kind, typed.words, units, limit, whole=whole)
    }
    return list(entries.values())[:limit]


def _people(db: Session, typed: Typed, scope: UUID | None, limit: int) -> Sequence[FoundParty]:
    """Who bears the very name comes first, then whose marks agree, then whose words are whole; of
    those who are equally close, in the order of names."""
    listed = _parties(scope)
    if typed.id_number:
        bearing = listed.where(Party.personal_id_number == typed.id_number)
        numbered = db.execute(bearing.order_by(Party.id.desc()).limit(limit)).all()
        if numbered:
            return [_party(row) for row in numbered]
    units, connection = _own(db, scope), db.connection()
    newest = matching.newest(connection, EntryKind.PARTY, typed.words, units, LOOKED_AT)
    rows = _by_id(db, listed, Party.id, [_id(entry.subject_id) for entry in newest])
    if len(newest) == LOOKED_AT:
        same = (Party.name_sort_key == typed.sort_key).desc()
        named = listed.where(Party.name_folded == typed.folded)
        for row in db.execute(named.order_by(same, Party.id.desc()).limit(limit)):
            rows[row.id] = row
    closest = sorted(rows.values(), key=lambda row: _distance(row, typed))
    return [_party(row) for row in closest[:limit]]


def _distance(row: Any, typed: Typed) -> tuple[Any, ...]:
    marked, whole = marked_words_of(row.name), words_of(row.name)
    return (
        row.name_sort_key != typed.sort_key,
        row.name_folded != typed.folded,
        not all(any(word.startswith(start) for word in marked) for start in typed.marked),
        not all(word in whole for word in typed.words),
        row.name_sort_key,
        -row.docketed_on.toordinal(),
    )


def _parties(scope: UUID | None) -> Select[*tuple[Any, ...]]:
    return (
        select(Party.id, Party.name, Party.name_folded, Party.name_sort_key, Party.role,
               Party.case_id, Case.number, Case.series, Case.docketed_on, Unit.name.label("unit"))
        .join(Case, Case.id == Party.case_id)
        .join(Unit, Unit.id == Case.unit_id)
        .where(*_open_to(scope))
    )  # fmt: skip


def _party(row: Any) -> FoundParty:
    title = f"{row.number}/{row.series}"
    return FoundParty(row.id, row.name, row.role, row.case_id, title, row.docketed_on, row.unit)


def _open_to(scope: UUID | None) -> list[ColumnElement[bool]]:
    """The index may hold a case that has just been struck, or taken back from a unit."""
    live = Case.struck_by_id.is_(None)
    return [live] if scope is None else [live, opened_to(scope)]


def _own(db: Session, scope: UUID | None) -> Sequence[UUID] | None:
    """The unit and those whose work it carries on."""
    if scope is None:
        return None
    return db.scalars(select(Unit.id).where(Unit.carried_on_by(scope))).all()


def _by_id(
    db: Session, stmt: Select[*tuple[Any, ...]], column: Any, ids: Sequence[UUID]
) -> dict[UUID, Any]:
    if not ids:
        return {}
    return {row.id: row for row in db.execute(stmt.where(column.in_(ids)))}


def _id(given: Any) -> UUID:
    return given if isinstance(given, UUID) else UUID(given)
