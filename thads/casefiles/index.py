"""The index of a case's file as it is printed: plain words and keys, read once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from thads.attachments.models import ClosingStep
from thads.casefiles import contents
from thads.casefiles.contents import Contents, Entry
from thads.cases.models import Case
from thads.cases.queries import history_of
from thads.identity.models import User
from thads.units import queries as units

UNNUMBERED = "chưa đánh"


@dataclass(frozen=True)
class Paper:
    """One paper to be bound, and its row of the index. `key` empty: it was struck out."""

    title: str
    file_type: str
    key: str | None
    first: int | None
    sheets: int
    row: Mapping[str, Any]


@dataclass(frozen=True)
class Index:
    """The head of the index and its papers, in the order of their leaves."""

    head: Mapping[str, Any]
    papers: list[Paper]


def of_case(db: Session, case: Case, *, today: date) -> Index:
    """What stands in the file of a loaded case; the index names struck papers for their numbers."""
    found = contents.of_case(db, case.id)
    every = (*found.numbered, *found.waiting)
    papers = [_paper(place, one) for place, one in enumerate(every, start=1)]
    return Index(_head(db, case, found, today), papers)


def _head(db: Session, case: Case, found: Contents, today: date) -> Mapping[str, Any]:
    unit = units.get(db, history_of(case).now.unit_id)
    judgment = case.judgment
    return {
        "title": f"Hồ sơ thi hành án {case.title}", "number": case.title, "unit": unit.name,
        "docketed_on": case.docketed_on.isoformat(), "printed_on": today.isoformat(),
        "creditors": "; ".join(party.name for party in case.creditors),
        "debtors": "; ".join(party.name for party in case.debtors),
        "judgment": _judgment(judgment.number, judgment.judged_on, judgment.court)
        if judgment else "–",
        "papers": len(found.standing), "last_leaf": found.last_leaf,
        "waiting": len(found.waiting), **_signed(db, found),
    }  # fmt: skip


def _judgment(number: str, judged_on: date | None, court: str) -> str:
    day = f" ngày {judged_on:%d/%m/%Y}" if judged_on else ""
    return f"{number}{day}{f' của {court}' if court else ''}"


def _signed(db: Session, found: Contents) -> Mapping[str, Any]:
    """Who signed off, checked and archived the file as it now stands, and when."""
    since = [n for n, step in enumerate(found.steps, start=1) if step.step.is_open]
    steps = {step.step: step for step in found.steps[since[-1] if since else 0 :]}
    ids = {step.entered_by_id for step in steps.values()}
    names = {one.id: one.full_name for one in db.scalars(select(User).where(User.id.in_(ids)))}

    def told(step: ClosingStep) -> Mapping[str, str] | None:
        made = steps.get(step)
        if made is None or made.entered_by_id is None:
            return None
        return {"name": names.get(made.entered_by_id, ""), "day": made.day.isoformat()}

    return {
        "officer": told(ClosingStep.SIGNED_OFF), "examiner": told(ClosingStep.CHECKED),
        "archived": told(ClosingStep.ARCHIVED),
    }  # fmt: skip


def _paper(place: int, one: Entry) -> Paper:
    leaf = one.leaf
    words = leaf.words if leaf else UNNUMBERED
    title = f"{one.title} (đã gạch bỏ: {one.struck})" if one.struck else one.title
    row = {
        "place": place, "title": title, "leaf": words, "sheets": leaf.sheets if leaf else None,
        "issued_on": one.issued_on.isoformat() if one.issued_on else None,
        "received_on": one.received_on.isoformat(), "kind": one.kind.label,
        "bookmark": f"{words if leaf else '–'}  {one.title}",
        "file_name": one.attachment.download_name if one.attachment else None,
        "sha256": one.attachment.sha256 if one.attachment else None,
        "type": one.file_type.label, "page": None, "pages": None,
    }  # fmt: skip
    return Paper(
        title, one.file_type.value, None if one.struck else one.file_key,
        leaf.first if leaf else None, leaf.sheets if leaf else 1, row,
    )  # fmt: skip
