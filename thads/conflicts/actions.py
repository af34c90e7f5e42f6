"""Relatives are declared and taken back; whoever is related to a party does not act on the case."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from thads.audit import actions as audit
from thads.conflicts.models import (
    ConflictAnswer,
    DeclaredRelative,
    DeclaredRelativeEnd,
    Relation,
)
from thads.conflicts.queries import Conflict, conflicts_of
from thads.core.errors import RuleBroken
from thads.core.text import clean, fold
from thads.identity.models import User
from thads.rules import impartiality
from thads.rules.citation import cited

KEPT = "Chưa ghi gì"
ANSWER = "conflict_answer"
NUMBER = re.compile(r"\d{9}|\d{12}")


@dataclass(frozen=True, slots=True, kw_only=True)
class RelativeTerms:
    """A relative as declared; the number decides, the name alone asks a question."""

    relation: Relation
    name: str
    personal_id_number: str | None = None


def declare(db: Session, terms: RelativeTerms, *, by: User, today: date) -> DeclaredRelative:
    """A person's own declaration (L08 Đ.21 k.5; L25 Đ.16 k.2). The record of acts names no one."""
    number = terms.personal_id_number
    if number is not None and not NUMBER.fullmatch(number):
        raise RuleBroken(
            "conflict.number",
            f"Số định danh gồm 12 chữ số (số cũ: 9). {KEPT}; nhập lại hoặc để trống.",
            field="personal_id_number",
        )
    record = DeclaredRelative(
        user_id=by.id, relation=terms.relation, name=clean(terms.name),
        name_folded=fold(terms.name), personal_id_number=number, declared_on=today,
        entered_by_id=by.id, end=None,
    )  # fmt: skip
    db.add(record)
    db.flush()
    audit.record(db, by, "conflict.declared", record, relation=record.relation)
    return record


def take_back(
    db: Session, relative: DeclaredRelative, reason: str, *, by: User, today: date
) -> DeclaredRelativeEnd:
    """The declaration no longer holds; it stays readable with the reason."""
    if relative.end is not None:
        raise RuleBroken(
            "conflict.ended_already",
            f"Nội dung này đã thôi khai ngày {relative.end.ended_on:%d/%m/%Y}. {KEPT}.",
        )
    record = DeclaredRelativeEnd(
        relative_id=relative.id, ended_on=today, reason=clean(reason), entered_by_id=by.id
    )
    relative.end = record
    db.flush()
    audit.record(db, by, "conflict.taken_back", relative, reason=record.reason)
    return record


def check(
    db: Session, case_id: UUID, people: dict[UUID, str | None], *, answer: str | None, day: date
) -> list[Conflict]:
    """RuleBroken when somebody is related to a party; `people`: their ids with the form's field.

    Where only a name is the same the answer in words is wanted; the questions that it answers are
    given back, to be kept with what is then written.
    """
    found = conflicts_of(db, list(people), [case_id]) if people else []
    for one in found:
        if one.by_number:
            raise RuleBroken("conflict.relative", said(db, one, day), field=people[one.user_id])
    asked = [one for one in found if not one.answered]
    if asked and not (answer or "").strip():
        raise RuleBroken("conflict.same_name", said(db, asked[0], day), field=ANSWER)
    return asked


def keep(
    db: Session, asked: Sequence[Conflict], answer: str | None, *, by: User, today: date
) -> None:
    """Keep the answer in words to each question; the record of acts says that it was given."""
    for one in asked:
        record = ConflictAnswer(
            case_id=one.case_id, user_id=one.user_id, party_id=one.party_id,
            relative_id=one.relative_id, name_folded=one.name_folded, answered_on=today,
            answer=clean(answer or ""), entered_by_id=by.id,
        )  # fmt: skip
        db.add(record)
        db.flush()
        audit.record(
            db, by, "conflict.answered", record, case_id=one.case_id, user_id=one.user_id,
            party_id=one.party_id,
        )  # fmt: skip


def said(db: Session, conflict: Conflict, day: date) -> str:
    """Why the person may not act on the case; whose relative it is stays with the person."""
    person = db.get_one(User, conflict.user_id).full_name
    article = cited(impartiality.prohibition(day).source)
    if conflict.by_number:
        return (
            f"{person} không được thực hiện việc này: đương sự {conflict.party_name} là người thân "
            f"thích đã khai ({article}). {KEPT}; giao người khác."
        )
    return (
        f"Đương sự {conflict.party_name} trùng họ tên với người thân thích đã khai hoặc với chính "
        f"{person} ({article}). {KEPT}; xác minh, nếu là người khác thì ghi rõ căn cứ vào ô giải "
        "trình, nếu đúng thì giao người khác."
    )
