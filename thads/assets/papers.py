"""The papers of an asset (reference 8.3, rows 23 to 27), each of the step that it tells of."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from thads.assets.course import Course
from thads.assets.models import AssetStep, StepKind
from thads.assets.paper_fields import READERS, OfAsset
from thads.cases import queries as cases
from thads.cases.actions import file
from thads.cases.models import Case, SigningMode
from thads.core.errors import RuleBroken
from thads.documents import queries as documents
from thads.documents.actions import issuer_on, keep_version
from thads.documents.catalogue import Kind, form_on
from thads.documents.composing import OFFICER, put_together
from thads.documents.issuing import take_number
from thads.documents.missing import Fields
from thads.documents.models import CaseDocument, IssuedPaper
from thads.documents.subject import Subject
from thads.identity.models import User
from thads.rules.asset_sale import PriceWay

K = StepKind
OF_STEP = {
    Kind.ATTACHMENT_MINUTES: K.ATTACHED, Kind.CUSTODY_MINUTES: K.CUSTODY,
    Kind.VALUATION_CONTRACT: K.VALUATION_CONTRACTED, Kind.VALUATION_MINUTES: K.PRICED,
    Kind.PRICE_NOTICE: K.PRICED, Kind.AUCTION_CONTRACT: K.AUCTION_CONTRACTED,
    Kind.SALE_NOTICE: K.ANNOUNCED, Kind.PRICE_CUT: K.CUT,
    Kind.ASSET_HANDOVER_MINUTES: K.HANDED_OVER, Kind.TITLE_REQUEST: K.TITLE_FILED,
}  # fmt: skip


def offered(course: Course) -> list[Kind]:
    """The papers that may be made now: of each kind the latest step.

    A firm's price stands in its own certificate; what others find is written down in minutes.
    """
    priced = course.step(K.PRICED)
    by_firm = priced is not None and priced.way is PriceWay.FIRM
    return [
        kind for kind, step in OF_STEP.items()
        if course.step(step) and not (by_firm and kind is Kind.VALUATION_MINUTES)
    ]  # fmt: skip


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
