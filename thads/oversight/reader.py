"""Who reads in the data room, for whom and when: written on every page and every copy."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from thads.identity import queries as people
from thads.oversight.stamping import Stamp
from thads.reports.models import MonthlyReport
from thads.web.formats import moment
from thads.web.request import db, me, now


@dataclass(frozen=True, slots=True)
class Reader:
    """One person at one moment. `of`: the body, or the role of a person of the office."""

    name: str
    of: str
    at: datetime


def reader() -> Reader:
    """Who asks now."""
    person = me()
    body = people.body_of(db(), person.id) if person.is_oversight else None
    return Reader(person.full_name, body.label if body else person.role.label, now())


def stamp(who: Reader, report: MonthlyReport) -> Stamp:
    """What is written on the copy that this reader takes."""
    at = moment(who.at)
    return Stamp(
        across=f"{who.name} – {who.of} – {at}",
        foot=(
            f"Bản tải của {who.name} ({who.of}) lúc {at} · bản sao, bản gốc có SHA-256",
            str(report.file_sha256),
        ),
    )
