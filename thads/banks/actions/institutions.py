"""Entering a credit institution, and its end. The caller commits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NoReturn
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from thads.audit import actions as audit
from thads.banks.models import CreditInstitution, CreditInstitutionEnd, CreditorLink
from thads.banks.naming import branch_key, key_of
from thads.banks.queries.links import current_links
from thads.core.errors import RuleBroken
from thads.core.text import clean, name_sort_key
from thads.identity.models import User

KEPT = "Chưa ghi gì"


@dataclass(frozen=True, slots=True, kw_only=True)
class InstitutionTerms:
    """An institution as it calls itself."""

    name: str
    short_name: str | None
    branch: str | None
    valid_from: date
    submission_key: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EndTerms:
    """Why it is no more, and which one goes on with its cases."""

    last_day: date
    reason: str
    successor_id: UUID | None


def register(db: Session, terms: InstitutionTerms, *, by: User, today: date) -> CreditInstitution:
    """Enter an institution or a branch; RuleBroken for one that is known under such a name."""
    if terms.submission_key:
        same = CreditInstitution.submission_key == terms.submission_key
        if before := db.scalars(select(CreditInstitution).where(same)).one_or_none():
            return before
    if terms.valid_from > today:
        _refuse("future", f"Ngày {terms.valid_from:%d/%m/%Y} chưa đến. {KEPT}; nhập ngày tổ chức "
                "bắt đầu hoạt động hoặc bắt đầu mang tên này.", "valid_from")  # fmt: skip
    key = key_of(terms.name)
    for known in db.scalars(select(CreditInstitution).where(CreditInstitution.name_key == key)):
        if known.is_live_on(today) and branch_key(known.branch) == branch_key(terms.branch):
            _refuse("known", f"Đã có “{known.title}” trong sổ với tên so sánh giống nhau. {KEPT}; "
                    "dùng tổ chức đã có, hoặc ghi rõ chi nhánh.", "name")  # fmt: skip
    record = CreditInstitution(
        name=clean(terms.name), short_name=terms.short_name, branch=terms.branch, name_key=key,
        name_sort_key=name_sort_key(f"{terms.name} {terms.branch or ''}"),
        valid_from=terms.valid_from, submission_key=terms.submission_key, entered_by_id=by.id,
    )  # fmt: skip
    db.add(record)
    db.flush()
    audit.record(db, by, "institution.registered", record, name=record.title)
    return record


def end(
    db: Session, institution: CreditInstitution, terms: EndTerms, *, by: User, today: date
) -> CreditInstitutionEnd:
    """Say that it is no more; its creditor's links go to the successor, where there is one."""
    if institution.end is not None:
        _refuse("ended", "Tổ chức này đã được ghi chấm dứt ngày "
                f"{institution.end.last_day:%d/%m/%Y}. {KEPT}; xem lại sổ.")  # fmt: skip
    if not institution.valid_from <= terms.last_day <= today:
        _refuse("end_day", f"Ngày cuối phải từ {institution.valid_from:%d/%m/%Y} đến hôm nay. "
                f"{KEPT}; nhập lại ngày.", "last_day")  # fmt: skip
    successor = db.get(CreditInstitution, terms.successor_id) if terms.successor_id else None
    if terms.successor_id and (successor is None or not successor.is_live_on(today)):
        _refuse("successor", f"Tổ chức kế thừa không có trong sổ hoặc đã chấm dứt. {KEPT}; chọn "
                "lại.", "successor_id")  # fmt: skip
    if terms.successor_id == institution.id:
        _refuse("own_successor", f"Tổ chức kế thừa phải là tổ chức khác. {KEPT}; chọn lại.",
                "successor_id")  # fmt: skip
    record = CreditInstitutionEnd(
        institution_id=institution.id, last_day=terms.last_day, reason=clean(terms.reason),
        successor_id=terms.successor_id, entered_by_id=by.id,
    )  # fmt: skip
    institution.end = record
    moved = _hand_on(db, institution, successor, by=by, today=today) if successor else 0
    db.flush()
    audit.record(
        db, by, "institution.ended", institution, last_day=terms.last_day, cases_moved=moved,
        successor_id=terms.successor_id,
    )  # fmt: skip
    return record


def _hand_on(
    db: Session, institution: CreditInstitution, successor: CreditInstitution, *, by: User,
    today: date,
) -> int:  # fmt: skip
    held = db.scalars(current_links().where(CreditorLink.institution_id == institution.id)).all()
    db.add_all(
        CreditorLink(
            case_id=one.case_id, party_id=one.party_id, institution_id=successor.id,
            linked_on=today, replaces_id=one.id, entered_by_id=by.id,
        )
        for one in held
    )  # fmt: skip
    return len(held)


def _refuse(code: str, message: str, field: str | None = None) -> NoReturn:
    raise RuleBroken(f"institution.{code}", message, field=field)
