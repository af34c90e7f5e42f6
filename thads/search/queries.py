"""What a search finds, as far as the person who asks may open it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy.orm import Session

from thads.parties.models import PartyRole
from thads.requests.models import RequestKind
from thads.search import lines, matching
from thads.search.models import EntryKind
from thads.search.words import Typed, marked_words_of

Units = Sequence[UUID] | None  # None: all of the province
LOOKED_AT = 50  # of the newest that fit, the closest come first


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


class FoundRequest(NamedTuple):
    """A request for enforcement, found by who asks, for whom or against whom."""

    request_id: UUID
    requester: str
    debtor: str
    kind: RequestKind
    received_on: date
    unit: str


@dataclass(frozen=True, slots=True)
class Found:
    """What fits, the closest first; `more` names the kinds of which there is more than shown."""

    cases: Sequence[FoundCase] = ()
    judgments: Sequence[FoundJudgment] = ()
    people: Sequence[FoundParty] = ()
    requests: Sequence[FoundRequest] = ()
    more: frozenset[EntryKind] = field(default_factory=frozenset)

    def __len__(self) -> int:
        return sum(map(len, (self.cases, self.judgments, self.people, self.requests)))


def find(
    db: Session, typed: Typed, *, scope: UUID | None, judgments_too: bool, requests_too: bool,
    limit: int = 20,
) -> Found:  # fmt: skip
    """Cases, judgments, people and requests whose words begin with all that was typed.

    `scope` is the unit whose cases the reader may open (None: all). Of each kind `limit` are
    answered, out of the newest that fit; who bears the very name typed comes before them.
    """
    if not typed.is_enough:
        return Found()
    own = _own(db, scope)
    found: dict[EntryKind, Sequence[Any]] = {
        EntryKind.NUMBER: _cases(db, typed, scope, own, limit + 1),
        EntryKind.JUDGMENT: _judgments(db, typed, scope, limit + 1) if judgments_too else (),
        EntryKind.PARTY: _people(db, typed, scope, own, limit + 1),
        EntryKind.REQUEST: _requests(db, typed, scope, own, limit + 1) if requests_too else (),
    }
    more = frozenset(kind for kind, of_kind in found.items() if len(of_kind) > limit)
    cases, judgments, people, requests = (of_kind[:limit] for of_kind in found.values())
    return Found(cases, judgments, people, requests, more)


def _cases(
    db: Session, typed: Typed, scope: UUID | None, own: Units, limit: int
) -> Sequence[FoundCase]:
    entries = _numbered(db, EntryKind.NUMBER, typed, own, limit)
    known = _by_id(db, lines.cases(scope is not None), scope, [e.case_id for e in entries])
    done = _by_id(db, lines.acts(), None, [e.subject_id for e in entries])
    found = []
    for entry in entries:
        case, act = known.get(_id(entry.case_id)), done.get(_id(entry.subject_id))
        if case is not None:
            title = f"{case.number}/{case.series}"
            number = act and (act.stated_number or f"{act.number}/{act.series}")
            what = f"{act.kind.label} số {number}" if act else None
            line = FoundCase(case.id, title, case.docketed_on, case.unit, what, act and act.day)
            found.append(line)
    return found


def _judgments(
    db: Session, typed: Typed, scope: UUID | None, limit: int
) -> Sequence[FoundJudgment]:
    units = [scope] if scope else None
    entries = _numbered(db, EntryKind.JUDGMENT, typed, units, limit)
    known = _by_id(db, lines.judgments(scope is not None), scope, [e.subject_id for e in entries])
    found = (known.get(_id(entry.subject_id)) for entry in entries)
    return [FoundJudgment(*row) for row in found if row is not None]


def _numbered(
    db: Session, kind: EntryKind, typed: Typed, units: Units, limit: int
) -> Sequence[Any]:
    """Entries by their number, those that bear the very number typed first."""
    if not any(word[0].isdigit() for word in typed.words):
        return []
    connection = db.connection()
    newest = matching.newest(connection, kind, typed.words, units, LOOKED_AT)
    if len(newest) == LOOKED_AT:
        newest = [
            *matching.newest(connection, kind, typed.words, units, limit, whole=True), *newest,
        ]  # fmt: skip
    entries = {entry.subject_id: entry for entry in reversed(newest)}.values()
    closest = sorted(entries, key=lambda entry: (not _is_whole(entry, typed), -entry.id))
    return closest[:limit]


def _is_whole(entry: Any, typed: Typed) -> bool:
    """Each typed word is a whole one."""
    return set(typed.words) <= set(entry.words.split())


def _people(
    db: Session, typed: Typed, scope: UUID | None, own: Units, limit: int
) -> Sequence[FoundParty]:
    """Who bears the very name comes first, then whose marks agree, then whose words are whole; of
    those who are equally close, in the order of names."""
    given = {"scope": scope, "limit": limit}
    if typed.id_number:
        found = db.connection().execute(
            lines.bearers(scope is not None), {**given, "number": typed.id_number}
        )
        if bearers := found.all():
            return [_party(row) for row in bearers]
    connection = db.connection()
    newest = matching.newest(connection, EntryKind.PARTY, typed.words, own, LOOKED_AT)
    rows = _by_id(db, lines.parties(scope is not None), scope, [e.subject_id for e in newest])
    if len(newest) == LOOKED_AT:
        name = {"folded": typed.folded, "sort_key": typed.sort_key}
        namesakes = lines.namesakes(scope is not None, typed.marked != typed.words)
        same = connection.execute(namesakes, {**given, **name})
        rows |= {row.id: row for row in same}
    closest = sorted(rows.values(), key=lambda row: _distance(row, typed))
    return [_party(row) for row in closest[:limit]]


def _requests(
    db: Session, typed: Typed, scope: UUID | None, own: Units, limit: int
) -> Sequence[FoundRequest]:
    """The newest first; who reads them reads those of the units that theirs came from."""
    connection = db.connection()
    newest = matching.newest(connection, EntryKind.REQUEST, typed.words, own, limit)
    known = _by_id(db, lines.requests(scope is not None), scope, [e.subject_id for e in newest])
    found = (known.get(_id(entry.subject_id)) for entry in newest)
    return [FoundRequest(*row) for row in found if row is not None]


def _distance(row: Any, typed: Typed) -> tuple[Any, ...]:
    marked, whole = marked_words_of(row.name), row.name_folded.split()
    return (
        row.name_sort_key != typed.sort_key,
        row.name_folded != typed.folded,
        not all(any(word.startswith(start) for word in marked) for start in typed.marked),
        not all(word in whole for word in typed.words),
        row.name_sort_key,
        -row.docketed_on.toordinal(),
    )


def _party(row: Any) -> FoundParty:
    title = f"{row.number}/{row.series}"
    return FoundParty(row.id, row.name, row.role, row.case_id, title, row.docketed_on, row.unit)


def _own(db: Session, scope: UUID | None) -> Units:
    """The unit and those that went over into it, wholly or in part."""
    return None if scope is None else db.connection().scalars(lines.OWN, {"scope": scope}).all()


def _by_id(
    db: Session, stmt: lines.Lines, scope: UUID | None, ids: Sequence[Any]
) -> dict[UUID, Any]:
    if not ids:
        return {}
    asked = {"ids": [_id(one) for one in ids], "scope": scope}
    return {row.id: row for row in db.connection().execute(stmt, asked)}


def _id(given: Any) -> UUID:
    return given if isinstance(given, UUID) else UUID(given)
