"""Saying which credit institution a creditor is, one by one or many at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple, NoReturn
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from thads.audit import actions as audit
from thads.banks.models import CreditInstitution, CreditorLink
from thads.banks.queries import links
from thads.cases.actions import file
from thads.cases.models import Case
from thads.core.errors import RuleBroken
from thads.identity.models import User
from thads.parties.models import Party, PartyRole

KEPT = "Chưa ghi gì"


class Chosen(NamedTuple):
    """One creditor and the institution that it is (None: it is none)."""

    case_id: UUID
    party_id: UUID | None
    institution_id: UUID | None


def link_many(
    db: Session, chosen: Sequence[Chosen], *, by: User, today: date
) -> dict[UUID | None, int]:
    """Link creditors that nobody told apart yet; how many to each institution.

    The caller asked which of them the person may see. One that somebody linked meanwhile stays as
    it is.
    """
    _check_live(db, {one.institution_id for one in chosen if one.institution_id}, today)
    cases = db.scalars(select(Case).where(Case.id.in_({one.case_id for one in chosen}))).all()
    file.hold_each(db, cases)
    known = {(one.case_id, one.party_id) for one in _links_of(db, chosen)}
    fresh = [one for one in chosen if (one.case_id, one.party_id) not in known]
    db.add_all(
        CreditorLink(
            case_id=one.case_id, party_id=one.party_id, institution_id=one.institution_id,
            linked_on=today, entered_by_id=by.id,
        )
        for one in fresh
    )  # fmt: skip
    counts = Counter(one.institution_id for one in fresh)
    for institution_id, count in counts.items():
        subject = db.get_one(CreditInstitution, institution_id) if institution_id else "none"
        audit.record(db, by, "creditor.linked", subject, creditors=count)
    return dict(counts)


def link(
    db: Session, case: Case, party: Party | None, institution_id: UUID | None, *, by: User,
    today: date,
) -> CreditorLink:  # fmt: skip
    """Say it of one creditor, or say it anew; the earlier link stays readable."""
    file.hold(db, case)
    if party is not None and (party.case_id != case.id or party.role is not PartyRole.CREDITOR):
        _refuse("no_creditor", f"Người này không phải người được thi hành án của việc. {KEPT}; "
                "chọn lại.", "party")  # fmt: skip
    _check_live(db, {institution_id} - {None}, today)
    party_id = party.id if party else None
    held = [one for one in links.of_case(db, case.id) if one.party_id == party_id]
    if held and held[0].institution_id == institution_id:
        return held[0]
    record = CreditorLink(
        case_id=case.id, party_id=party_id, institution_id=institution_id, linked_on=today,
        replaces_id=held[0].id if held else None, entered_by_id=by.id,
    )  # fmt: skip
    db.add(record)
    db.flush()
    audit.record(
        db, by, "creditor.linked", record, case_id=case.id, institution_id=institution_id,
        replaces_id=record.replaces_id,
    )  # fmt: skip
    return record


def _links_of(db: Session, chosen: Sequence[Chosen]) -> Sequence[CreditorLink]:
    stmt = select(CreditorLink).where(CreditorLink.case_id.in_({one.case_id for one in chosen}))
    return db.scalars(stmt).all()


def _check_live(db: Session, ids: set[UUID] | set[UUID | None], today: date) -> None:
    found = db.scalars(select(CreditInstitution).where(CreditInstitution.id.in_(ids))).all()
    if len(found) != len(ids) or not all(one.is_live_on(today) for one in found):
        _refuse("not_live", "Tổ chức tín dụng đã chọn không có trong sổ hoặc đã chấm dứt. "
                f"{KEPT}; chọn tổ chức khác.", "institution")  # fmt: skip


def _refuse(code: str, message: str, field: str | None = None) -> NoReturn:
    raise RuleBroken(f"creditor.{code}", message, field=field)
