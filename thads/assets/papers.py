"""The papers of an asset (reference 8.3, rows 23 to 27), each of the step that it tells of."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from thads.assets.course import Course
from thads.assets.models import AssetStep, StepKind
from thads.cases import queries as cases
from thads.cases.actions import file
from thads.cases.models import Case, SigningMode
from thads.core.days import day_in_words
from thads.core.errors import RuleBroken
from thads.documents import queries as documents
from thads.documents.actions import issuer_on, keep_version
from thads.documents.catalogue import Kind, form_on
from thads.documents.composing import OFFICER, put_together
from thads.documents.fields import READERS as OF_CASE
from thads.documents.fields import Source
from thads.documents.issuing import take_number
from thads.documents.missing import Fields, Missing
from thads.documents.models import CaseDocument, IssuedPaper
from thads.documents.subject import Subject
from thads.documents.wording import amount_in_words
from thads.identity.models import User
from thads.rules import asset_sale, deadlines
from thads.rules.deadlines import Duty

K = StepKind
OF_STEP = {
    Kind.ATTACHMENT_MINUTES: K.ATTACHED, Kind.CUSTODY_MINUTES: K.CUSTODY,
    Kind.PRICE_NOTICE: K.PRICED, Kind.PRICE_CUT: K.CUT,
    Kind.ASSET_HANDOVER_MINUTES: K.HANDED_OVER,
}  # fmt: skip
UNKNOWN = "không có"
BY_HAND = "\t"  # a line to write on


@dataclass(frozen=True)
class OfAsset(Source):
    """Where the fields of an asset's paper are read; `officer` has the case on that day."""

    course: Course
    step: AssetStep
    officer: User


def offered(course: Course) -> list[Kind]:
    """The papers that may be made now: of each kind the latest step."""
    return [kind for kind, step in OF_STEP.items() if course.step(step)]


def make(
    db: Session, case: Case, course: Course, kind: Kind, *, by: User, now: datetime
) -> CaseDocument:
    """One of its papers; it is printed in the background.

    Errors: RuleBroken for a missing field, a fault found by the lint, a case without an officer.
    """
    file.hold(db, case)
    step = course.step(OF_STEP[kind])
    assert step is not None  # it is offered
    form, held = form_on(kind, step.day), cases.history_of(case).at(step.day)
    officer = db.get(User, held.officer_id) if held and held.officer_id else None
    if form is None or held is None or officer is None:
        raise RuleBroken("document.no_form", "Chưa có mẫu văn bản của ngày đó, hoặc ngày đó chưa "
                         "phân công Chấp hành viên. Chưa lập văn bản; xem lại hồ sơ.")  # fmt: skip
    issuer = issuer_on(db, held.unit_id, step.day)
    paper = _known(db, case, step, kind)
    if paper is None:
        paper = IssuedPaper(
            unit_id=held.unit_id, issuer_id=issuer.unit.id, case_id=case.id, kind=kind,
            day=step.day, terms={"asset": str(course.asset.id), "step": str(step.id)},
            signer_id=officer.id, signing_mode=SigningMode.HEAD, entered_at=now,
            entered_by_id=by.id,
        )  # fmt: skip
        if form.symbol:
            take_number(db, paper, issuer.unit, form.symbol)
        db.add(paper)
        db.flush()
    source = OfAsset(Subject(case, issued=paper), issuer, None, course, step, officer)
    number = paper.title or (step.number if form.symbol is None else None) or ""
    made = put_together(
        form, Fields(READERS, source), issuer, day=step.day, number=number,
        signed=((OFFICER,), officer),
    )  # fmt: skip
    fresh = CaseDocument(case_id=case.id, paper_id=paper.id, signer_id=officer.id)
    return keep_version(db, made, fresh, documents.of_paper(db, paper), by=by, now=now)


def of_asset(db: Session, course: Course) -> Sequence[CaseDocument]:
    """The versions of all its papers, those of the newest paper first."""
    stmt = select(IssuedPaper).where(
        IssuedPaper.case_id == course.asset.case_id, IssuedPaper.kind.in_(OF_STEP)
    )
    found = [
        one for one in db.scalars(stmt.order_by(IssuedPaper.id.desc()))
        if one.terms.get("asset") == str(course.asset.id)
    ]  # fmt: skip
    return [one for paper in found for one in documents.of_paper(db, paper)]


def _known(db: Session, case: Case, step: AssetStep, kind: Kind) -> IssuedPaper | None:
    stmt = select(IssuedPaper).where(IssuedPaper.case_id == case.id, IssuedPaper.kind == kind)
    return next((one for one in db.scalars(stmt) if one.terms.get("step") == str(step.id)), None)


def _sentence(words: str) -> str:
    return f"{words[0].upper()}{words[1:]}"


def _written(text: str | None) -> str:
    return f"{text.rstrip('.')}." if text else BY_HAND


def _owners(source: OfAsset) -> str:
    return "; ".join(
        f"{one.name}: {one.share if one.share != 1 else 'toàn bộ'}"
        for one in source.course.asset.owners
    )


def _mortgages(source: OfAsset) -> str:
    mortgages = source.course.asset.mortgages
    ended = {one.ends_id for one in mortgages}
    told = [
        f"{one.mortgagee}, hợp đồng {one.contract}"
        for one in mortgages if not one.ends_id and one.id not in ended
    ]  # fmt: skip
    return "; ".join(told) or UNKNOWN


def _custodian(source: OfAsset) -> str:
    given = source.course.step(K.CUSTODY)
    return (given.body or UNKNOWN) if given else "chưa giao bảo quản"


def _price(source: OfAsset) -> str:
    return amount_in_words(_amount(source.step))


def _amount(step: AssetStep | None) -> int:
    if step is None or step.amount is None:
        raise Missing("giá tài sản")
    return step.amount


def _revaluation_time(source: OfAsset) -> str:
    return deadlines.rule(Duty.REVALUATION_REQUEST, source.step.day).length_in_words


def _cut(source: OfAsset) -> tuple[int, int]:
    """Its number, and the price before it."""
    found = next(one for one in source.course.cuts if one.step.id == source.step.id)
    return found.number, found.before


def _taking(source: OfAsset) -> str:
    """From the second cut on the creditor is told of his right (L08 Đ.104 k.2; NĐ152 Đ.65 k.6)."""
    if _cut(source)[0] < asset_sale.on(source.step.day).takeable_after:
        return ""
    return (
        " Nếu đấu giá theo giá này không thành, người được thi hành án có quyền nhận tài sản để "
        "trừ vào tiền được thi hành án."
    )


def _buyer(source: OfAsset) -> str:
    sale = source.course.sale
    name = source.step.body or (sale.body if sale else None)
    if not name:
        raise Missing("người nhận tài sản")
    return name


def _sale(source: OfAsset) -> str:
    sale = source.course.sale
    if sale is None:
        raise Missing("việc bán tài sản")
    words = sale.kind.label
    return f"{words[0].lower()}{words[1:]} {day_in_words(sale.day)}"


def _way(source: OfAsset) -> str:
    if source.step.way is None:
        raise Missing("cách định giá")
    by = f" ({source.step.body})" if source.step.body else ""
    return f"{source.step.way.label}{by}"


def _rounds(source: OfAsset) -> str:
    held = [one for one in source.course.rounds if one.failed and one.failed.day <= source.step.day]
    return str(len(held))


READERS: Mapping[str, Callable[[OfAsset], str]] = {
    **OF_CASE,
    "asset_words": lambda source: source.course.asset.description.rstrip("."),
    "asset_owners": _owners,
    "asset_place": lambda source: source.course.asset.place or BY_HAND,
    "asset_papers": lambda source: (source.course.asset.papers or UNKNOWN).rstrip("."),
    "asset_mortgages": _mortgages,
    "asset_custodian": _custodian,
    "asset_officer": lambda source: f"ông (bà) {source.officer.full_name}",
    "asset_day": lambda source: _sentence(day_in_words(source.step.day)),
    "asset_price": _price,
    "asset_buyer": _buyer,
    "step_body": lambda source: _written(source.step.body),
    "step_note": lambda source: _written(source.step.note),
    "custody_fee": lambda source: f"{_price(source)} mỗi tháng" if source.step.amount else UNKNOWN,
    "price_way": _way,
    "revaluation_time": _revaluation_time,
    "round_number": _rounds,
    "cut_number": lambda source: str(_cut(source)[0]),
    "price_before": lambda source: amount_in_words(_cut(source)[1]),
    "price_after": _price,
    "taking_words": _taking,
    "sale_words": _sale,
    "sale_price": lambda source: amount_in_words(_amount(source.course.sale)),
}
