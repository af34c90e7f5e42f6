"""Recording talks and what came of them. The caller commits."""

from __future__ import annotations

from datetime import date
from typing import NoReturn
from uuid import UUID

from sqlalchemy.orm import Session

from thads.audit import actions as audit
from thads.cases.actions import file
from thads.cases.history import replay
from thads.cases.models import Case
from thads.core.errors import RuleBroken
from thads.core.text import clean
from thads.identity.models import User
from thads.persuasion import queries
from thads.persuasion.models import PersuasionContact, VoluntaryResult
from thads.persuasion.terms import ContactTerms

KEPT = "Chưa ghi gì"


def record(
    db: Session, case: Case, terms: ContactTerms, *, by: User, today: date
) -> PersuasionContact:
    """Record a talk, or put one right by a record in its place."""
    file.hold(db, case)
    before = file.earlier(db, PersuasionContact, terms.submission_key, case.id)
    if before is not None:
        return before
    file.check_day(case, terms.day, today)
    file.check_unit(replay(file.known(db, case)), by)
    _check(terms)
    if terms.corrects is not None:
        _check_corrected(queries.get(db, terms.corrects), case)
    contact = PersuasionContact(
        case_id=case.id, day=terms.day, method=terms.method, met=clean(terms.met),
        place=terms.place, offer=clean(terms.offer), answer=terms.answer, note=terms.note,
        next_on=terms.next_on, corrects_id=terms.corrects, submission_key=terms.submission_key,
        entered_by_id=by.id, results=[],
    )  # fmt: skip
    db.add(contact)
    db.flush()
    audit.record(
        db, by, "persuasion.recorded", contact, case_id=case.id, day=terms.day,
        method=terms.method, answer=terms.answer, corrects=terms.corrects,
    )  # fmt: skip
    return contact


def link(
    db: Session, contact: PersuasionContact, result_id: UUID, *, note: str | None, by: User
) -> VoluntaryResult:
    """Say that money or the completion of the case followed this talk of free will.

    Errors: RuleBroken when it is not of the case, came before the talk, or follows another talk.
    """
    file.hold(db, contact.case)
    offered = {one.id: one for one in queries.results_to_link(db, contact)}
    found = offered.get(result_id)
    if found is None:
        _refuse("result", "Chỉ gắn khoản thu, việc thi hành xong của chính việc này, từ ngày vận "
                "động trở đi và chưa gắn với lần vận động khác.", "result")  # fmt: skip
    result = VoluntaryResult(
        contact_id=contact.id, note=note, entered_by_id=by.id,
        entry_id=found.id if found.amount is not None else None,
        act_id=found.id if found.amount is None else None,
    )  # fmt: skip
    db.add(result)
    db.flush()
    audit.record(
        db, by, "persuasion.result", contact, case_id=contact.case_id, entry_id=result.entry_id,
        act_id=result.act_id,
    )  # fmt: skip
    return result


def _check(terms: ContactTerms) -> None:
    if not clean(terms.met):
        _refuse("met", "Phải ghi đã gặp ai.", "met")
    if not clean(terms.offer):
        _refuse("offer", "Phải ghi đã đề nghị gì với người phải thi hành án.", "offer")
    if terms.next_on is not None and terms.next_on <= terms.day:
        _refuse("next", f"Lần sau phải sau ngày {terms.day:%d/%m/%Y}.", "next_on")


def _check_corrected(contact: PersuasionContact, case: Case) -> None:
    if contact.case_id != case.id or contact.results:
        _refuse("corrected", "Lần vận động này đã gắn với kết quả tự nguyện hoặc thuộc việc khác "
                "nên không ghi lại được.")  # fmt: skip


def _refuse(code: str, message: str, field: str | None = None) -> NoReturn:
    raise RuleBroken(f"persuasion.{code}", f"{message} {KEPT}; sửa rồi gửi lại.", field=field)
