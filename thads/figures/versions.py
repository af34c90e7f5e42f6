"""Figures of a period as a version froze them: what was known when it was made (ADR 0018)."""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from thads.closing import frozen
from thads.closing import queries as closing
from thads.core.errors import NotFound
from thads.formbook import doors, queries
from thads.formbook.doors import Door
from thads.formbook.feeds import OF_CASES
from thads.formbook.sheets import Sheet
from thads.reports import queries as reports
from thads.statistics import codes
from thads.statistics.drill import Behind
from thads.statistics.known import known_behind, known_figures
from thads.statistics.subject import Subject
from thads.web.formats import moment


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a period; `newest` is the number of the one that counts."""

    period_end: date
    number: int
    known_at: datetime
    published_on: date | None
    newest: int
    id: UUID

    @property
    def standing(self) -> str:
        """Which figures these are, on screens and papers."""
        published = f"công bố ngày {self.published_on:%d/%m/%Y}" if self.published_on \
            else "chưa công bố"  # fmt: skip
        replaced = f"; đã được thay thế bởi bản {self.newest}" if self.newest > self.number else ""
        return f"BẢN {self.number}, chốt lúc {moment(self.known_at)}, {published}{replaced}"


def of_period(db: Session, period_end: date) -> list[Version]:
    """The versions of a period, the first one first."""
    found = closing.versions(db, period_end)
    return [
        Version(
            period_end, one.number, one.known_at,
            told.published_on if (told := reports.publication_of(db, one.id)) else None,
            found[-1].number, one.id,
        )
        for one in found
    ]  # fmt: skip


def get(db: Session, period_end: date, number: int, *, published: bool) -> Version:
    """One version; NotFound when there is none, or it must be published and is not."""
    for one in of_period(db, period_end):
        if one.number == number and (one.published_on or not published):
            return one
    raise NotFound(str(number))


def sheet(db: Session, number: int, subject: Subject, version: Version) -> Sheet:
    """A form as the version froze it; NotFound for one that it did not freeze."""
    for made in _sheets(db, subject, version, {number}):
        return made
    raise NotFound(str(number))


def every_sheet(db: Session, subject: Subject, version: Version) -> list[Sheet]:
    """The forms that the version froze, in their order."""
    return list(_sheets(db, subject, version, None))


def behind(
    db: Session, found: Door, version: Version | None, *, page: int = 1, per_page: int | None = None
) -> Behind:
    """The list behind a figure: as it is now, or as the version knew it."""
    if version is None:
        return doors.behind(db, found, page=page, per_page=per_page)
    if found.metric.column is None:
        registers = {place.form.register for place in found.places}
        feeds = frozen.feeds(db, version.id, registers)
        if registers - feeds.keys():
            raise NotFound(str(found.code))
        return doors.behind(db, found, page=page, per_page=per_page, feeds=feeds)
    group = codes.group_of(found.code, found.subject)
    return known_behind(
        db, found.end, version.known_at, group, found.metric.column, money=found.metric.is_money,
        page=page, per_page=per_page,
    )  # fmt: skip


def _sheets(
    db: Session, subject: Subject, version: Version, wanted: Container[int] | None
) -> Iterator[Sheet]:
    """Forms of the register of cases as known then, of the others as they were kept."""
    end = version.period_end
    forms = [form for form in queries.kept_on(end).forms if wanted is None or form.number in wanted]
    feeds = frozen.feeds(db, version.id, {form.register for form in forms})
    forms = [form for form in forms if form.register == OF_CASES or form.register in feeds]
    found = None
    if any(form.register == OF_CASES for form in forms):
        found = known_figures(
            db, end, version.known_at, unit_id=subject.unit_id, officer_id=subject.officer_id
        )
    for form in forms:
        made = queries.of_figures(db, form, found, end, subject, feeds)
        yield replace(made, version=version.number)
