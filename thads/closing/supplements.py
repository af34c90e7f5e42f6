"""The supplementary report that explains a later version, as plain words and numbers (TT05 Đ.11).

All of it rests on what the two versions froze, so it is the same whenever it is made.
"""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from thads.audit import actions as audit
from thads.closing import causes, documents, queries
from thads.closing.causes import Cause, Causes
from thads.closing.models import PeriodVersion, SupplementaryReport
from thads.closing.naming import Names
from thads.core import files, jobs
from thads.core.errors import NotFound
from thads.core.jobs import Job
from thads.documents.agency import issuer
from thads.rules import letterhead
from thads.units import queries as units

Document = dict[str, Any]
SHOWN = ("total", "unit")  # lines of officers and kinds stand on the page of the version


def ask_for(db: Session, version: PeriodVersion, *, now: datetime) -> None:
    """Have it printed in the background."""
    jobs.after_commit(
        db, Job.PRINT_SUPPLEMENT, asked_by_id=version.entered_by_id, now=now,
        version_id=str(version.id),
    )  # fmt: skip


def compose(db: Session, version: PeriodVersion) -> Document:
    """All that the paper prints; NotFound for a first version, which explains nothing."""
    earlier = queries.before(db, version)
    if earlier is None:
        raise NotFound
    found, names = causes.between(db, earlier, version), Names.of(db)
    assert version.basis_date is not None, "a later version names its basis"
    return {
        "head": _head(db, version.period_end, version.day), "dated": version.day.isoformat(),
        "end": version.period_end.isoformat(), "number": version.number, "before": earlier.number,
        "before_day": earlier.day.isoformat(), "reason": version.reason,
        "basis": [version.basis_number, version.basis_date.isoformat()],
        "changes": list(_changes(earlier, version, names)),
        "cells": _cells(found), "cases": [_case(one, names) for one in found.cases],
        "late": _late(found), "late_in_all": found.late_in_all,
        "digests": [earlier.digest, version.digest],
    }  # fmt: skip


def keep(
    db: Session, version: PeriodVersion, content: Document, paper: bytes, *, now: datetime
) -> SupplementaryReport:
    """File it with its version; running twice files it once."""
    if version.supplement is not None:
        return version.supplement
    key = f"supplements/{version.period_end:%Y-%m}-v{version.number}-{version.id.hex[-8:]}.pdf"
    made = SupplementaryReport(
        version_id=version.id, content=content, file_key=key,
        file_sha256=files.put(db, key, paper), entered_at=now, entered_by_id=version.entered_by_id,
    )  # fmt: skip
    version.supplement = made
    audit.record(db, None, "period.supplement_filed", version, sha256=made.file_sha256)
    return made


def _head(db: Session, end: date, dated: date) -> dict[str, str]:
    lines, office = letterhead.on(dated), units.provincial_on(db, end)
    told = {"series": lines.report_series, "signer": lines.head_title}
    if office is None:
        return told | {"superior": lines.superior, "agency": lines.agency_words, "place": ""}
    of = issuer(office, office, dated)
    return told | {"superior": of.superior, "agency": of.agency, "place": of.place}


def _changes(earlier: PeriodVersion, version: PeriodVersion, names: Names) -> Iterator[Document]:
    for one in documents.changes(earlier.figures, version.figures):
        if one.row["group"] in SHOWN:
            unit = "đồng" if one.is_money else "việc"
            yield {"line": names.words(one.row), "title": one.title, "unit": unit,
                   "before": one.before, "after": one.after}  # fmt: skip


def _cells(found: Causes) -> list[Document]:
    return [
        {
            "form": one.form.number, "line": one.row.title, "unit": one.column.unit,
            "title": ": ".join(filter(None, (one.column.heading, one.column.title))),
            "before": one.before, "after": one.after,
        }
        for one in found.cells
    ]  # fmt: skip


def _case(one: Cause, names: Names) -> Document:
    case = one.case
    return {
        "title": f"{case.number}/{case.series}", "day": case.docketed_on.isoformat(),
        "unit": names.units.get(case.unit_code, case.unit_code),
        "moved": [[each.title, each.amount, "đồng" if each.is_money else "việc"]
                  for each in one.moved],
    }  # fmt: skip


def _late(found: Causes) -> list[Document]:
    return [
        {"title": one.title, "day": one.day.isoformat(), "what": one.what, "amount": one.amount,
         "reason": one.reason, "by": one.entered_by or "Hệ thống", "unit": one.unit}
        for one in found.late
    ]  # fmt: skip
