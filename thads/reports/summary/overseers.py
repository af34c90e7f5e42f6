"""Sections 2.9 and 2.10: complaints, citizens received, procuracy, compensation, administrative
judgments. The figures are those of forms 8 to 12, so paper and form cannot tell two stories; beside
them what is late of what is owed on the day of the paper."""

from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from thads.administrative import queries as administrative
from thads.compensation import queries as compensation
from thads.complaints import queries as complaints
from thads.core.errors import NotFound
from thads.formbook.feeds import FEEDS
from thads.protests import queries as protests
from thads.registers.listing import Late
from thads.rules import forms
from thads.rules.forms import Form
from thads.statistics.subject import Subject

NUMBERS = {
    "complaints": 8, "reception": 9, "inspections": 10, "compensation": 11, "administrative": 12,
}  # fmt: skip


def overseen(db: Session, start: date, end: date, dated: date) -> dict[str, Any]:
    """Each form as lines of figures, the lines with something in them, and what is late."""
    late = {
        "complaints": _late(complaints.lateness(db, dated, None)),
        "compensation": _late(compensation.lateness(db, dated, None)),
        "protests": _late(protests.lateness(db, dated, None)),
        "administrative": _late(administrative.lateness(db, dated, None)),
    }
    found = {name: _form(db, name, number, start, end) for name, number in NUMBERS.items()}
    return {"forms": found, "late": late}


def _form(db: Session, name: str, number: int, start: date, end: date) -> dict[str, Any]:
    form = _kept(number, end)
    rows = FEEDS[name].rows(db, start, end, Subject()) if form else {}
    if form is None:
        return {"title": "", "columns": [], "rows": []}
    return {
        "title": form.title,
        "columns": [_title(column.heading, column.title) for column in form.columns],
        "rows": [
            {"name": row.title, "whole": row.level == 0, "figures": list(rows[row.code])}
            for row in form.rows if row.code in rows and any(rows[row.code])
        ],
    }  # fmt: skip


def _kept(number: int, end: date) -> Form | None:
    try:
        return forms.on(end).form(number)
    except NotFound:
        return None


def _title(heading: str, title: str) -> str:
    return f"{heading}: {title[0].lower()}{title[1:]}" if heading else title


def _late(found: Late) -> dict[str, int]:
    return {"late": found.n, "due": found.m}
