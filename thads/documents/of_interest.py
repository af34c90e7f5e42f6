"""The statement of late interest as a numbered paper: each segment, each sum, and their sources."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal

from sqlalchemy.orm import Session

from thads.cases.actions import file
from thads.cases.models import Case, SigningMode
from thads.cases.queries import history_of
from thads.core.days import day_in_words
from thads.core.errors import RuleBroken
from thads.core.money import format_dong
from thads.documents import queries
from thads.documents.actions import issuer_on, keep_version
from thads.documents.catalogue import Kind, form_on
from thads.documents.composing import OFFICER, put_together
from thads.documents.fields import READERS as OF_CASE
from thads.documents.fields import Source
from thads.documents.issuing import take_number
from thads.documents.missing import Fields
from thads.documents.models import CaseDocument, IssuedPaper
from thads.documents.subject import Subject
from thads.documents.wording import amount_in_words
from thads.identity.models import User
from thads.interest.queries import ItemInterest, Statement, statement
from thads.interest.reckoning import Segment
from thads.rules.citation import cited
from thads.rules.interest_rates import in_percent

HEADINGS = (
    "Khoản", "Từ ngày", "Đến hết ngày", "Số ngày", "Gốc chưa trả (đồng)", "Lãi suất một năm",
    "Tiền lãi (đồng)", "Căn cứ",
)  # fmt: skip


@dataclass(frozen=True)
class Reckoned(Source):
    """Where the fields of a statement are read."""

    found: Statement


READERS: dict[str, Callable[[Reckoned], str]] = {
    **OF_CASE,
    "interest_total": lambda source: amount_in_words(source.found.total),
    "interest_until": lambda source: day_in_words(source.found.until),
}


def make(
    db: Session, case: Case, until: date, *, by: User, today: date, now: datetime
) -> CaseDocument:
    """Number and compose the statement of a loaded file; it is printed in the background.

    Errors: RuleBroken without an officer who signs, without interest, for a day without a rate.
    """
    file.hold(db, case)
    found = statement(db, case, until)
    signer = _signer(db, case, found)
    form = form_on(Kind.INTEREST_STATEMENT, today)
    assert form is not None  # of every law
    held = history_of(case).now.unit_id
    issuer = issuer_on(db, held, today)
    paper = IssuedPaper(
        unit_id=held, issuer_id=issuer.unit.id, case_id=case.id, kind=form.kind, day=today,
        terms={"until": until.isoformat()}, signer_id=signer.id, signing_mode=SigningMode.HEAD,
        signer=signer, entered_at=now, entered_by_id=by.id,
    )  # fmt: skip
    take_number(db, paper, issuer.unit, form.symbol or "")
    db.add(paper)
    db.flush()
    fields = Fields(READERS, Reckoned(Subject(case, issued=paper), issuer, None, found))
    made = put_together(
        form, fields, issuer, day=today, number=paper.title or "", signed=((OFFICER,), signer),
        table=(HEADINGS, *rows_of(found)),
    )  # fmt: skip
    fresh = CaseDocument(case_id=case.id, paper_id=paper.id, signer_id=signer.id)
    return keep_version(db, made, fresh, queries.of_paper(db, paper), by=by, now=now)


def rows_of(found: Statement) -> Iterator[tuple[str, ...]]:
    """A row for each segment, and one for the sum of each item."""
    for one in found.items:
        for segment in one.segments:
            yield _row(one, segment)
        days = sum(segment.days for segment in one.segments)
        yield (
            str(one.item.position), "Cộng", "", format_dong(days), "", "", format_dong(one.total),
            "Làm tròn một lần",
        )  # fmt: skip


def _row(one: ItemInterest, segment: Segment) -> tuple[str, ...]:
    exact = Decimal(segment.amount.numerator) / segment.amount.denominator
    whole, _, cents = f"{exact.quantize(Decimal('0.01'), ROUND_HALF_UP):f}".partition(".")
    return (
        str(one.item.position), f"{segment.first:%d/%m/%Y}", f"{segment.last:%d/%m/%Y}",
        format_dong(segment.days), format_dong(segment.principal),
        f"{in_percent(segment.rate)} %" if segment.rate else "Không tính",
        f"{format_dong(int(whole))},{cents}", cited(segment.source),
    )  # fmt: skip


def _signer(db: Session, case: Case, found: Statement) -> User:
    if not found.items:
        raise RuleBroken(
            "interest.no_clause", "Việc này chưa ghi điều khoản lãi nào. Chưa lập bảng kê; ghi "
            "điều khoản lãi trước.",
        )  # fmt: skip
    unknown = next((one.unknown for one in found.items if one.unknown), None)
    if unknown is not None:
        raise RuleBroken("interest.unknown_rate", f"{unknown} Chưa lập bảng kê.")
    officer_id = history_of(case).now.officer_id
    officer = db.get(User, officer_id) if officer_id else None
    if officer is None:
        raise RuleBroken(
            "interest.no_officer", "Việc này chưa có Chấp hành viên để ký. Chưa lập bảng kê; phân "
            "công Chấp hành viên trước.",
        )  # fmt: skip
    return officer
