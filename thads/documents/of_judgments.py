"""The paper that a judgment was received: for who brought it, or the court that sent it (row 1)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from thads.cases.models import Judgment
from thads.core.codes import Coded
from thads.core.days import day_in_words
from thads.core.errors import RuleBroken
from thads.documents import queries, wording
from thads.documents.actions import issuer_on, keep_version
from thads.documents.agency import Issuer
from thads.documents.catalogue import Form, Kind, form_on
from thads.documents.composing import put_together
from thads.documents.issuing import take_number
from thads.documents.missing import Fields
from thads.documents.models import CaseDocument, IssuedPaper
from thads.identity.models import User


class Delivery(Coded):
    """How a judgment came (NĐ152 Đ.7 k.1)."""

    DIRECT = "direct", "Giao trực tiếp"
    DIGITAL = "digital", "Môi trường số"
    POST = "post", "Dịch vụ bưu chính"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptTerms:
    """What the book does not tell: how it came, from whom, with which papers."""

    delivery: Delivery
    handed_by: str
    enclosures: str


@dataclass(frozen=True)
class Received:
    """Where the fields of the receipt are read."""

    judgment: Judgment
    paper: IssuedPaper
    issuer: Issuer


def form_of(judgment: Judgment) -> Form:
    """Its form in the law of the day it was received."""
    found = form_on(Kind.JUDGMENT_RECEIPT, judgment.received_on)
    if found is None:
        raise RuleBroken("document.no_form", f"Chưa có mẫu giấy nhận bản án cho ngày "
                         f"{judgment.received_on:%d/%m/%Y}. Chưa ghi gì.")  # fmt: skip
    return found


def versions(db: Session, judgment: Judgment) -> Sequence[CaseDocument]:
    """The versions of its receipt, the newest first."""
    paper = _known(db, judgment)
    return queries.of_paper(db, paper) if paper else []


def receipt(
    db: Session, judgment: Judgment, terms: ReceiptTerms, *, by: User, now: datetime
) -> CaseDocument:
    """The receipt under its number, printed in the background; asked twice it is the first one.

    `by` received it and signs. Errors: RuleBroken for what the book does not tell of the judgment.
    """
    form, issuer = form_of(judgment), issuer_on(db, judgment.unit_id, judgment.received_on)
    paper = _known(db, judgment) or _numbered(db, judgment, terms, form, issuer, by=by, now=now)
    signer = paper.signer or by
    made = put_together(
        form, Fields(READERS, Received(judgment, paper, issuer)), issuer,
        day=judgment.received_on, number=paper.title or "",
        signed=((signer.role.label.upper(),), signer),
    )  # fmt: skip
    fresh = CaseDocument(paper_id=paper.id, signer_id=signer.id)
    return keep_version(db, made, fresh, queries.of_paper(db, paper), by=by, now=now)


def _known(db: Session, judgment: Judgment) -> IssuedPaper | None:
    return db.scalar(select(IssuedPaper).where(IssuedPaper.judgment_id == judgment.id))


def _numbered(
    db: Session, judgment: Judgment, terms: ReceiptTerms, form: Form, issuer: Issuer,
    *, by: User, now: datetime,
) -> IssuedPaper:  # fmt: skip
    said = {
        "delivery": terms.delivery.value, "handed_by": terms.handed_by,
        "enclosures": terms.enclosures,
    }  # fmt: skip
    paper = IssuedPaper(
        unit_id=judgment.unit_id, issuer_id=issuer.unit.id, judgment_id=judgment.id,
        kind=Kind.JUDGMENT_RECEIPT, day=judgment.received_on, terms=said, signer_id=by.id,
        signer=by, entered_at=now, entered_by_id=by.id,
    )  # fmt: skip
    take_number(db, paper, issuer.unit, form.symbol or "")
    db.add(paper)
    db.flush()
    return paper


READERS: dict[str, Callable[[Received], str]] = {
    "agency": lambda one: one.issuer.agency,
    "delivery": lambda one: Delivery.of(one.paper.terms["delivery"]).label.lower(),
    "enclosures": lambda one: one.paper.terms["enclosures"].rstrip("."),
    "handed_by": lambda one: one.paper.terms["handed_by"],
    "judgment": lambda one: wording.judgment(one.judgment),
    "judgment_kind": lambda one: one.judgment.kind.label,
    "received_on": lambda one: day_in_words(one.judgment.received_on).capitalize(),
}  # fmt: skip
