"""A register's form as it was at a moment: every record with its figures, for all who report."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from thads.cases.models import CaseInterval, JudgmentKind
from thads.core.days import statistics_year, year_start
from thads.formbook.counting import Recorded, shown, summed
from thads.formbook.feeds import FEEDS
from thads.statistics.drill import Behind, Entry, Line
from thads.statistics.rows import Figures
from thads.statistics.subject import Subject

Document = dict[str, Any]
CHUNK = 500


def documents(db: Session, found: Figures) -> dict[str, Document]:
    """What each register has of the period for the province, its units and their officers."""
    start = year_start(statistics_year(found.end))
    units = [Subject(row.unit.id) for row in found.units if row.unit]
    records = {
        name: {one: list(feed.records(db, start, found.end, one)) for one in (Subject(), *units)}
        for name, feed in FEEDS.items()
    }
    cases = {
        one.case_id
        for of in records.values() for some in of.values() for one in some if one.case_id
    }  # fmt: skip
    holders = _holders(db, found.end, sorted(cases))
    return {name: _document(of, holders) for name, of in records.items()}


class RecordedFeed:
    """The answer of a register as such a document holds it, whatever was entered since."""

    def __init__(self, document: Document) -> None:
        self._records, self._of = document["records"], document["of"]

    def records(
        self, db: Session, start: date, end: date, subject: Subject
    ) -> list[Recorded]:  # fmt: skip
        """Every record of the subject."""
        return [_read(self._records[place]) for place in self._of.get(_name(subject), [])]

    def rows(
        self, db: Session, start: date, end: date, subject: Subject
    ) -> Mapping[str, Sequence[int]]:  # fmt: skip
        """The figures of each line."""
        return summed((one.lines, one.figures) for one in self.records(db, start, end, subject))

    def behind(
        self, db: Session, start: date, end: date, subject: Subject, *, line: str, column: int,
        page: int, per_page: int | None,
    ) -> Behind:  # fmt: skip
        """The records behind one figure, as lists named them then."""
        found = [
            one.of._replace(amount=one.figures[column - 1])
            for one in self.records(db, start, end, subject)
            if line in one.lines and one.figures[column - 1]
        ]
        entries = [one for one in found if isinstance(one, Entry)]
        if entries:
            return shown(entries, page, per_page)
        first = 0 if per_page is None else (page - 1) * per_page
        some = found[first:] if per_page is None else found[first : first + per_page]
        lines = [one for one in some if isinstance(one, Line)]
        return Behind(lines, len(found), sum(one.amount for one in found))


def _holders(db: Session, end: date, case_ids: Sequence[UUID]) -> dict[UUID, UUID | None]:
    """The officer of each case at the end of the period; a query per 500 cases."""
    held, found = CaseInterval, dict[UUID, UUID | None]()
    for first in range(0, len(case_ids), CHUNK):
        stmt = select(held.case_id, held.officer_id).where(
            held.case_id.in_(case_ids[first : first + CHUNK]), held.starts_on <= end,
            or_(held.ends_on.is_(None), held.ends_on > end),
        )  # fmt: skip
        found |= {row.case_id: row.officer_id for row in db.execute(stmt)}
    return found


def _document(
    of_whole: Mapping[Subject, Iterable[Recorded]], holders: Mapping[UUID, UUID | None]
) -> Document:
    """Each record once; by subject, which records are theirs: an officer's are those of the unit
    whose cases the officer holds."""
    places: dict[str, int] = {}
    records: list[Document] = []
    of: dict[str, list[int]] = defaultdict(list)
    for subject, some in of_whole.items():
        for one in some:
            written = _written(one)
            place = places.setdefault(repr(written), len(records))
            if place == len(records):
                records.append(written)
            of[_name(subject)].append(place)
            officer = holders.get(one.case_id) if one.case_id else None
            if subject.unit_id and officer:
                of[_name(Subject(subject.unit_id, officer))].append(place)
    return {"records": records, "of": of}


def _name(subject: Subject) -> str:
    return ".".join(str(each) for each in (subject.unit_id, subject.officer_id) if each)


def _written(one: Recorded) -> Document:
    kept: Document = {"lines": list(one.lines), "figures": list(one.figures)}
    if isinstance(one.of, Line):
        case = one.of
        kept["case"] = [str(case.case_id), case.unit_code, case.number, case.series,
                        case.docketed_on.isoformat(), case.kind.value]  # fmt: skip
    else:
        entry = one.of
        kept["record"] = [entry.endpoint, entry.argument, str(entry.record_id), entry.title,
                          entry.day.isoformat(), entry.unit_code]  # fmt: skip
    return kept


def _read(kept: Document) -> Recorded:
    of: Line | Entry
    if "case" in kept:
        case_id, unit, number, series, day, kind = kept["case"]
        of = Line(
            UUID(case_id), unit, number, series, date.fromisoformat(day), JudgmentKind.of(kind), 0
        )
    else:
        endpoint, argument, record_id, title, day, unit = kept["record"]
        of = Entry(
            endpoint, argument, UUID(record_id), title, date.fromisoformat(day), unit, 0
        )  # fmt: skip
    return Recorded(tuple(kept["lines"]), tuple(kept["figures"]), of, None)
