"""Writing requests and what becomes of them; every action guards, writes, seals. No commit."""

from dataclasses import replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from thads.audit import actions as audit
from thads.cases import actions as cases
from thads.cases.actions.intake import own_unit
from thads.cases.actions.terms import Docketing
from thads.cases.models import Case
from thads.core.days import statistics_year
from thads.core.errors import RuleBroken
from thads.core.text import clean, fold
from thads.identity.models import User
from thads.requests import guards, queries
from thads.requests.guards import KEPT, refuse
from thads.requests.models import EnforcementRequest, RequestStep, StepKind
from thads.requests.terms import RequestTerms, StepTerms

__all__ = ["RequestTerms", "StepTerms", "accept", "receive", "take"]


def receive(db: Session, terms: RequestTerms, *, by: User, today: date) -> EnforcementRequest:
    """Write down what came in; the clock of its examination starts (NĐ152 Đ.9 k.4, k.6)."""
    earlier = _received_before(db, terms.submission_key)
    if earlier is not None:
        return earlier
    own_unit(db, by, terms.unit_id, terms.received_on)
    guards.check_received(db, terms, today)
    names = " ".join((terms.requester, terms.creditor, terms.debtor))
    request = EnforcementRequest(
        unit_id=terms.unit_id, kind=terms.kind, channel=terms.channel,
        received_on=terms.received_on, requested_on=terms.requested_on or terms.received_on,
        judgment_id=terms.judgment_id, stated_judgment=_tidy(terms.stated_judgment),
        requester=clean(terms.requester), personal_id_number=_tidy(terms.personal_id_number),
        address=_tidy(terms.address), account=_tidy(terms.account),
        reference=_tidy(terms.reference), creditor=clean(terms.creditor),
        debtor=clean(terms.debtor), names_folded=fold(names), content=terms.content.strip(),
        amount=terms.amount, means=_tidy(terms.means), enforceable_on=terms.enforceable_on,
        returned_case_id=terms.returned_case_id, submission_key=terms.submission_key,
        entered_by_id=by.id,
    )  # fmt: skip
    db.add(request)
    audit.record(
        db, by, "request.received", request, kind=request.kind, channel=request.channel,
        received_on=request.received_on, requested_on=request.requested_on,
        judgment_id=request.judgment_id, returned_case_id=request.returned_case_id,
    )  # fmt: skip
    return request


def take(
    db: Session, request: EnforcementRequest, terms: StepTerms, *, by: User, today: date
) -> RequestStep:
    """Take one step with the request; an acceptance goes through `accept`."""
    if terms.kind is StepKind.ACCEPTANCE:
        raise ValueError("a request is accepted by its enforcement decision")
    earlier = _taken_before(db, request, terms.submission_key)
    if earlier is not None:
        return earlier
    _hold(db, request)
    guards.check_step(db, request, queries.steps_of(db, request.id), terms, by, today)
    return _write(db, request, terms, by)


def accept(
    db: Session, request: EnforcementRequest, terms: Docketing, *, by: User, today: date
) -> Case:
    """Issue the enforcement decision on the request; the case and the request name each other."""
    _hold(db, request)
    steps = queries.steps_of(db, request.id)
    step = StepTerms(kind=StepKind.ACCEPTANCE, day=terms.docketed_on)
    guards.check_step(db, request, steps, step, by, today)
    guards.check_acceptance(db, request, steps, terms)
    case = cases.docket(db, replace(terms, judgment_id=request.judgment_id), by=by, today=today)
    db.flush()
    _write(db, request, step, by, case=case)
    return case


def _write(
    db: Session, request: EnforcementRequest, terms: StepTerms, by: User, case: Case | None = None
) -> RequestStep:
    is_entry = terms.kind is StepKind.ENTRY
    step = RequestStep(
        request_id=request.id, sequence=len(queries.steps_of(db, request.id)) + 1, day=terms.day,
        kind=terms.kind, note=_tidy(terms.note), pause=terms.pause, first_day=terms.first_day,
        ground=terms.ground.strip().casefold() if terms.ground else None,
        last_day=terms.last_day, case_id=case.id if case else None,
        unit_id=request.unit_id if is_entry else None, book=request.kind if is_entry else None,
        book_year=statistics_year(terms.day) if is_entry else None,
        number=_number(db, request, terms) if is_entry else None,
        submission_key=terms.submission_key, entered_by_id=by.id,
    )  # fmt: skip
    try:
        with db.begin_nested():
            db.add(step)
            db.flush()
    except IntegrityError:
        twin = _taken_before(db, request, terms.submission_key)
        if twin is None:
            raise
        return twin
    audit.record(
        db, by, f"request.{step.kind.value}", request, step_id=step.id, day=step.day,
        ground=step.ground, number=step.number, case_id=step.case_id, first_day=step.first_day,
        last_day=step.last_day,
    )  # fmt: skip
    return step


def _number(db: Session, request: EnforcementRequest, terms: StepTerms) -> int:
    free = queries.next_number(db, request.unit_id, request.kind, terms.day)
    if terms.number is None:
        return free
    step = RequestStep
    same = select(step.id).where(
        step.unit_id == request.unit_id, step.book == request.kind,
        step.book_year == statistics_year(terms.day), step.number == terms.number,
    )  # fmt: skip
    if terms.number <= 0 or db.scalar(same):
        refuse("number_taken", f"Số {terms.number} không dùng được trong sổ của năm. {KEPT}; số "
               f"chưa dùng tiếp theo là {free}.", "number")  # fmt: skip
    return terms.number


def _hold(db: Session, request: EnforcementRequest) -> None:
    """Hold the request until the transaction ends, so that two steps follow one another."""
    stmt = select(EnforcementRequest.id).where(EnforcementRequest.id == request.id)
    db.execute(stmt.with_for_update())


def _received_before(db: Session, key: str | None) -> EnforcementRequest | None:
    if not key:
        return None
    stmt = select(EnforcementRequest).where(EnforcementRequest.submission_key == key)
    return db.scalars(stmt).one_or_none()


def _taken_before(db: Session, request: EnforcementRequest, key: str | None) -> RequestStep | None:
    if not key:
        return None
    found = db.scalars(select(RequestStep).where(RequestStep.submission_key == key)).one_or_none()
    if found is not None and found.request_id != request.id:
        raise RuleBroken("request.key_of_another", "Mẫu này đã dùng cho yêu cầu khác. Chưa ghi gì; "
                         "mở lại trang rồi nhập lại.")  # fmt: skip
    return found


def _tidy(text: str | None) -> str | None:
    return (text.strip() or None) if text else None
