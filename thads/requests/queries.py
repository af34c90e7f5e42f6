"""The books of requests: filtered and paged, one request with its steps, what is late."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, ScalarSelect, Select, func, or_, select
from sqlalchemy.orm import Session, aliased, joinedload, selectinload

from thads.cases.models import Judgment
from thads.core.days import statistics_year
from thads.core.errors import NotFound
from thads.core.pages import PAGE_SIZE, Page, offset_of
from thads.core.text import fold
from thads.requests.models import (
    EnforcementRequest,
    RequestKind,
    RequestStanding,
    RequestStep,
    StepKind,
)
from thads.requests.standing import CLOSING, MAKES, clock
from thads.units.models import Unit

_MADE_BY = {standing: kind for kind, standing in MAKES.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestFilter:
    """What is asked of the books; `text`: a number, of the book or of a judgment."""

    text: str = ""
    unit_id: UUID | None = None
    kind: RequestKind | None = None
    standing: RequestStanding | None = None
    received_from: date | None = None
    received_to: date | None = None


class LateRequests(NamedTuple):
    """`n` of `m` open requests on which the office is late."""

    n: int
    m: int


def get(db: Session, request_id: UUID, *, scope: UUID | None) -> EnforcementRequest:
    """One request with its judgment, steps and their case; NotFound outside the reader's unit."""
    stmt = _loaded(select(EnforcementRequest).where(EnforcementRequest.id == request_id))
    if scope is not None:
        stmt = stmt.where(EnforcementRequest.unit_id.in_(Unit.answered_for_by(scope)))
    found = db.scalars(stmt.execution_options(populate_existing=True)).one_or_none()
    if found is None:
        raise NotFound
    return found


def of_case(db: Session, case_id: UUID) -> EnforcementRequest | None:
    """The request on which a case was opened: its day is `requested_on`."""
    step = RequestStep
    stmt = select(EnforcementRequest).join(step).where(step.case_id == case_id)
    return db.scalars(stmt).one_or_none()


def requests(
    db: Session, wanted: RequestFilter, *, scope: UUID | None, page: int = 1, size: int = PAGE_SIZE
) -> Page[EnforcementRequest]:
    """Requests with their steps, the last received first; `sums.amount` in đồng."""
    stmt = select(EnforcementRequest).where(*_conditions(wanted, scope))
    counted = stmt.subquery()
    total, amount = db.execute(
        select(func.count(), func.coalesce(func.sum(counted.c.amount), 0))
    ).one()
    rows = db.scalars(
        _loaded(stmt)
        .order_by(EnforcementRequest.received_on.desc(), EnforcementRequest.id.desc())
        .limit(size)
        .offset(offset_of(page, size))
    ).all()
    return Page(rows, max(1, page), size, total, {"amount": int(amount)})


def late(db: Session, day: date, *, scope: UUID | None) -> LateRequests:
    """How many open requests wait for the office longer than the law gives it."""
    entry, asked = aliased(RequestStep), _last_step()
    stmt = (
        select(
            EnforcementRequest.kind, EnforcementRequest.received_on, entry.day,
            Judgment.received_on, asked,
        )
        .outerjoin(entry, (entry.request_id == EnforcementRequest.id)
                   & (entry.kind == StepKind.ENTRY))
        .outerjoin(Judgment, Judgment.id == EnforcementRequest.judgment_id)
        .where(or_(asked.is_(None), asked.not_in(CLOSING)))
    )  # fmt: skip
    if scope is not None:
        stmt = stmt.where(EnforcementRequest.unit_id.in_(Unit.answered_for_by(scope)))
    n = m = 0
    for kind, received_on, entered_on, judgment_on, last in db.execute(stmt):
        m += 1
        if last != StepKind.COMPLETION_ASKED:
            running = clock(kind, received_on, entered_on, judgment_on)
            n += running is not None and running.is_late_on(day)
    return LateRequests(n, m)


def next_number(db: Session, unit_id: UUID, kind: RequestKind, day: date) -> int:
    """The next number of the unit's book in the statistics year of `day`."""
    step = RequestStep
    stmt = select(func.max(step.number)).where(
        step.unit_id == unit_id, step.book == kind, step.book_year == statistics_year(day)
    )
    return (db.scalar(stmt) or 0) + 1


def steps_of(db: Session, request_id: UUID) -> Sequence[RequestStep]:
    """The steps of a request in their order, as the database has them now."""
    stmt = select(RequestStep).where(RequestStep.request_id == request_id)
    return db.scalars(stmt.order_by(RequestStep.sequence)).all()


def _loaded(stmt: Select[EnforcementRequest]) -> Select[EnforcementRequest]:
    return stmt.options(
        joinedload(EnforcementRequest.judgment),
        joinedload(EnforcementRequest.returned_case),
        selectinload(EnforcementRequest.steps).joinedload(RequestStep.case),
    )


def _last_step() -> ScalarSelect[StepKind]:
    """The kind of the last step that decides where the request stands."""
    step = aliased(RequestStep)
    return (
        select(step.kind)
        .where(step.request_id == EnforcementRequest.id, step.kind.in_(MAKES))
        .order_by(step.sequence.desc())
        .limit(1)
        .scalar_subquery()
    )


def _conditions(wanted: RequestFilter, scope: UUID | None) -> list[ColumnElement[bool]]:
    request, found = EnforcementRequest, list[ColumnElement[bool]]()
    if scope is not None:
        found.append(request.unit_id.in_(Unit.answered_for_by(scope)))
    if wanted.unit_id is not None:
        found.append(request.unit_id == wanted.unit_id)
    if wanted.text.strip():
        found.append(_matches(wanted.text))
    if wanted.kind is not None:
        found.append(request.kind == wanted.kind)
    if wanted.received_from is not None:
        found.append(request.received_on >= wanted.received_from)
    if wanted.received_to is not None:
        found.append(request.received_on <= wanted.received_to)
    if wanted.standing is RequestStanding.RECEIVED:
        found.append(_last_step().is_(None))
    elif wanted.standing is not None:
        found.append(_last_step() == _MADE_BY[wanted.standing])
    return found


def _matches(text: str) -> ColumnElement[bool]:
    """12 or 12/2026 of the book, a judgment's number, that of the decision that came in. People are
    found by `thads.search`: what is asked here stands in the address."""
    request, step, folded = EnforcementRequest, RequestStep, fold(text)
    ways: list[ColumnElement[bool]] = [
        request.stated_judgment.icontains(folded, autoescape=True),
        request.reference.icontains(folded, autoescape=True),
        request.judgment_id.in_(
            select(Judgment.id).where(Judgment.number_folded.contains(folded, autoescape=True))
        ),
    ]
    number, _, year = folded.partition("/")
    if number.isdecimal() and (year.isdecimal() or not year):
        entry = [step.kind == StepKind.ENTRY, step.number == int(number[:18])]
        entry += [step.book_year == int(year[:18])] if year else []
        ways.append(request.id.in_(select(step.request_id).where(*entry)))
    return or_(*ways)
