"""The papers of dossiers: the proposal to the court, and the list of a month for the procuracy."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from thads.cases.actions import file
from thads.cases.models import Case, CaseInterval, SigningMode
from thads.cases.queries.filters import unended
from thads.core.days import day_in_words, month_end
from thads.core.errors import RuleBroken
from thads.core.money import format_dong
from thads.documents import queries as documents
from thads.documents import wording
from thads.documents.actions import issuer_on, keep_version
from thads.documents.agency import signed_as
from thads.documents.catalogue import Form, Kind, form_on
from thads.documents.composing import put_together
from thads.documents.fields import READERS as OF_CASE
from thads.documents.fields import Source
from thads.documents.issuing import take_number
from thads.documents.lists import MOST, Listed
from thads.documents.lists import READERS as OF_LIST
from thads.documents.missing import Fields, Missing
from thads.documents.models import CaseDocument, IssuedPaper
from thads.documents.subject import Subject
from thads.documents.wording import amount_in_words
from thads.identity.models import User
from thads.remissions import queries
from thads.remissions.conditions import Assessment
from thads.remissions.course import PaperThere
from thads.remissions.models import RemissionDossier, StepKind
from thads.units.models import Unit

HEADINGS = (
    "TT", "Người phải thi hành án", "Bản án, quyết định", "Quyết định thi hành án", "Khoản",
    "Đề nghị", "Số tiền đề nghị (đồng)",
)  # fmt: skip


@dataclass(frozen=True)
class Proposed(Source):
    """Where the fields of a proposal are read."""

    dossier: RemissionDossier
    assessment: Assessment
    papers: Sequence[PaperThere]


def _court(source: Proposed) -> str:
    signed = source.dossier.step(StepKind.SIGNED)
    if signed is None or not signed.body:
        raise Missing("Tòa án được đề nghị")
    return signed.body


def _opinion(source: Proposed) -> str:
    found = source.dossier.step(StepKind.OPINION)
    if found is None:
        raise Missing("ý kiến của Viện kiểm sát")
    told = "nhất trí" if found.agrees else "không nhất trí"
    number = f" số {found.number}" if found.number else ""
    return f"{told} (văn bản{number} {day_in_words(found.day)})"


def _item(source: Proposed) -> str:
    item = source.dossier.item
    return f"{item.kind.label}{f' ({item.description})' if item.description else ''}"


def _collected(source: Proposed) -> str:
    amount = source.assessment.situation.collected
    return amount_in_words(amount) if amount else "chưa có"


def _conditions(source: Proposed) -> str:
    return "; ".join(
        f"{one.condition.label[0].lower()}{one.condition.label[1:]}: {one.because}"
        for one in source.assessment.answers
    )


def _reason(source: Proposed) -> str:
    reason = source.dossier.reason
    return f"Hoàn cảnh, công lao: {reason.rstrip('.')}." if reason else ""


READERS: dict[str, Callable[[Proposed], str]] = {
    **OF_CASE,
    "court": _court,
    "relief": lambda source: source.dossier.relief.label.lower(),
    "remission_amount": lambda source: amount_in_words(source.dossier.amount),
    "remission_awarded": lambda s: amount_in_words(s.assessment.situation.awarded),
    "remission_collected": _collected,
    "remission_remaining": lambda s: amount_in_words(s.assessment.situation.remaining),
    "remission_conditions": _conditions,
    "remission_item": _item,
    "remission_opinion": _opinion,
    "remission_papers": lambda s: "; ".join(one.paper.label for one in s.papers if one.where),
    "remission_reason": _reason,
}


def proposal(
    db: Session, case: Case, dossier: RemissionDossier, *, by: User, now: datetime
) -> CaseDocument:
    """The proposal as the head signed it, numbered once; it is printed in the background.

    Errors: RuleBroken before it is signed, for a missing field, for a fault found by the lint.
    """
    file.hold(db, case)
    signed = dossier.step(StepKind.SIGNED)
    signer = db.get(User, signed.signer_id) if signed and signed.signer_id else None
    if signed is None or signer is None:
        raise RuleBroken(
            "remission.unsigned", "Thủ trưởng chưa ký đề nghị nên chưa lập văn bản. Chưa ghi gì; "
            "ghi bước ký trước.",
        )  # fmt: skip
    form, mode = _form(Kind.REMISSION_PROPOSAL, signed.day), signed.signing_mode or SigningMode.HEAD
    issuer = issuer_on(db, queries.held_on(db, case, signed.day), signed.day)
    paper = _known(db, dossier) or IssuedPaper(
        unit_id=queries.held_on(db, case, signed.day), issuer_id=issuer.unit.id, case_id=case.id,
        kind=form.kind, day=signed.day, terms={"dossier": str(dossier.id)}, signer_id=signer.id,
        signing_mode=mode, entered_at=now, entered_by_id=by.id,
    )  # fmt: skip
    if paper.number is None:
        take_number(db, paper, issuer.unit, form.symbol or "")
        db.add(paper)
        db.flush()
    source = Proposed(
        Subject(case, issued=paper), issuer, None, dossier,
        queries.assessment_of(db, case, dossier, signed.day),
        queries.papers_of(db, case, dossier, signed.day),
    )  # fmt: skip
    made = put_together(
        form, Fields(READERS, source), issuer, day=signed.day, number=paper.title or "",
        signed=(signed_as(signer, mode, issuer), signer),
    )  # fmt: skip
    fresh = CaseDocument(case_id=case.id, paper_id=paper.id, signer_id=signer.id)
    return keep_version(db, made, fresh, documents.of_paper(db, paper), by=by, now=now)


def month_list(
    db: Session, unit: Unit, day: date, signer: User, *, by: User, today: date, now: datetime
) -> CaseDocument:
    """The dossiers that a unit's cases got in the month of `day`, for the procuracy (TTLT 12/2015).

    Errors: RuleBroken for a day to come, an empty list, one of too many lines.
    """
    if day > today:
        raise RuleBroken(
            "list.future", "Ngày lập danh sách không được sau hôm nay. Chưa ghi gì; sửa ngày.",
            field="day",
        )  # fmt: skip
    rows = tuple(_rows(db, unit, day))
    if not 0 < len(rows) <= MOST:
        what = "không có hồ sơ nào" if not rows else f"có hơn {format_dong(MOST)} hồ sơ"
        raise RuleBroken("list.size", f"Tháng này {what} nên chưa lập danh sách. Chưa ghi gì; chọn "
                         "tháng khác.", field="day")  # fmt: skip
    form, issuer = _form(Kind.REMISSION_LIST, day), issuer_on(db, unit.id, day)
    paper = IssuedPaper(
        unit_id=unit.id, issuer_id=issuer.unit.id, kind=form.kind, day=day, terms={},
        signer_id=signer.id, signing_mode=SigningMode.HEAD, entered_at=now, entered_by_id=by.id,
    )  # fmt: skip
    take_number(db, paper, issuer.unit, form.symbol or "")
    db.add(paper)
    db.flush()
    made = put_together(
        form, Fields(OF_LIST, Listed(unit, day, len(rows), amount=0)), issuer, day=day,
        number=paper.title or "", signed=(signed_as(signer, SigningMode.HEAD, issuer), signer),
        table=(HEADINGS, *rows),
    )  # fmt: skip
    fresh = CaseDocument(paper_id=paper.id, signer_id=signer.id)
    return keep_version(db, made, fresh, documents.of_paper(db, paper), by=by, now=now)


def of_dossier(db: Session, dossier: RemissionDossier) -> Sequence[CaseDocument]:
    """The versions of the proposal, the newest first."""
    paper = _known(db, dossier)
    return documents.of_paper(db, paper) if paper else []


def _rows(db: Session, unit: Unit, day: date) -> Iterator[tuple[str, ...]]:
    held, dossier = CaseInterval, RemissionDossier
    stmt = (
        select(dossier)
        .join(held, held.case_id == dossier.case_id)
        .where(held.unit_id == unit.id, held.starts_on <= day, or_(*unended(day)))
        .where(dossier.opened_on.between(day.replace(day=1), month_end(day)))
        .options(
            joinedload(dossier.item), joinedload(dossier.case).selectinload(Case.parties),
            joinedload(dossier.case).joinedload(Case.judgment), selectinload(dossier.steps),
        )
        .order_by(dossier.opened_on, dossier.id)
        .limit(MOST + 1)
    )  # fmt: skip
    for number, one in enumerate(db.scalars(stmt), start=1):
        case = one.case
        people = "; ".join(party.name for party in case.debtors) or "–"
        yield (
            str(number), people, _judgment(case), f"{case.title}, {case.docketed_on:%d/%m/%Y}",
            one.item.kind.label, one.relief.label, format_dong(one.amount),
        )  # fmt: skip


def _judgment(case: Case) -> str:
    try:
        return wording.judgment(case.judgment)
    except Missing:
        return "–"


def _known(db: Session, dossier: RemissionDossier) -> IssuedPaper | None:
    stmt = select(IssuedPaper).where(
        IssuedPaper.case_id == dossier.case_id, IssuedPaper.kind == Kind.REMISSION_PROPOSAL
    )
    found = db.scalars(stmt.order_by(IssuedPaper.id)).all()
    return next((one for one in found if one.terms["dossier"] == str(dossier.id)), None)


def _form(kind: Kind, day: date) -> Form:
    found = form_on(kind, day)
    if found is None:
        raise RuleBroken(
            "document.no_form", "Chưa có mẫu văn bản này theo luật của ngày đó. Chưa ghi gì; sửa "
            "ngày.", field="day",
        )  # fmt: skip
    return found
