"""The books of requests, and one request with its clock, its limitation and its steps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import Response, g, request

from thads.cases.models import Case
from thads.cases.views.entering import scope
from thads.cases.views.people import names_of, units_of
from thads.core.days import day_in_words
from thads.identity.policy import Permission, may
from thads.requests import queries
from thads.requests.forms import STEP_PAGES, FilterForm, StepPage
from thads.requests.models import (
    EnforcementRequest,
    RequestKind,
    RequestStanding,
    RequestStep,
    StepKind,
)
from thads.requests.queries import RequestFilter
from thads.requests.standing import FROM, Clock, clock_of, limitation_of, standing
from thads.requests.views.blueprint import bp
from thads.rules import grounds
from thads.rules.citation import cited
from thads.rules.limitation import Limitation
from thads.web.access import requires
from thads.web.request import db, me, today
from thads.web.screen import Screen

INDEX = Screen("requests/index.html", part="requests")
SHOW = Screen("requests/show.html")
SLIP = Screen("requests/slip.html")
REFUSALS = ("refusal", "entrustment_refusal")


@dataclass(frozen=True)
class Line:
    """One request as lists and its page show it."""

    request: EnforcementRequest
    standing: RequestStanding
    clock: Clock | None
    limitation: Limitation | None

    @property
    def entry(self) -> RequestStep | None:
        """The step that entered it in the book."""
        return next((s for s in self.request.steps if s.kind is StepKind.ENTRY), None)

    @property
    def case(self) -> Case | None:
        """The case that was opened on it."""
        return next((s.case for s in self.request.steps if s.case_id), None)

    @property
    def judgment(self) -> str:
        """The judgment in words: as it stands in the book, else as the request names it."""
        known = self.request.judgment
        if known is None:
            return self.request.stated_judgment or "–"
        day = f" ngày {known.judged_on:%d/%m/%Y}" if known.judged_on else ""
        return f"{known.number or 'Không rõ số'}{day}, {known.court}"

    @property
    def article(self) -> str:
        """Where the running clock stands in the law."""
        return cited(self.clock.rule.source) if self.clock else ""

    @property
    def limitation_article(self) -> str:
        """Where the limitation stands in the law."""
        return cited(self.limitation.rule.source) if self.limitation else ""


def line_of(found: EnforcementRequest) -> Line:
    """What a request with its steps says today."""
    steps = found.steps
    return Line(found, standing(steps), clock_of(found, steps), limitation_of(found, steps))


@bp.get("/")
@requires(Permission.REQUEST_VIEW)
def index() -> Response:
    """The books, the last received first, with n of m late."""
    form, wanted = filter_asked()
    number = max(1, request.args.get("page", 1, type=int) or 1)
    page = queries.requests(db(), wanted, scope=scope(), page=number)
    return INDEX.show(
        form=form, page=page, lines=[line_of(found) for found in page.rows],
        late=queries.late(db(), today(), scope=scope()), whole_province=scope() is None,
        kinds=list(RequestKind),
    )  # fmt: skip


@bp.get("/<uuid:request_id>")
@requires(Permission.REQUEST_VIEW)
def show(request_id: UUID) -> Response:
    """One request, its steps, and what may be done next."""
    return SHOW.show(**context_of(request_of(request_id)))


@bp.get("/<uuid:request_id>/slip")
@requires(Permission.REQUEST_VIEW)
def slip(request_id: UUID) -> Response:
    """The slip for who asks, to be printed (NĐ152 Đ.9 k.4)."""
    found = request_of(request_id)
    names, dated = names_of([found.entered_by_id]), day_in_words(found.received_on)
    return SLIP.show(request_=found, line=line_of(found), names=names, dated=dated)


def filter_asked() -> tuple[FilterForm, RequestFilter]:
    """What the address asks of the books, as far as this person may choose."""
    form = FilterForm(request.args)
    form.unit.offer(units_of(today()) if scope() is None else [])
    return form, form.wanted()


def request_of(request_id: UUID) -> EnforcementRequest:
    """The request, as far as this person may see it; NotFound otherwise."""
    return queries.get(db(), request_id, scope=scope())


def context_of(found: EnforcementRequest) -> dict[str, Any]:
    """What the page of a request shows."""
    line = line_of(found)
    names = names_of([found.entered_by_id, *(step.entered_by_id for step in found.steps)])
    return {
        "line": line, "request_": found, "names": names, "pages": _offered(line.standing),
        "grounds": {step.id: _ground(step) for step in found.steps if step.ground},
        "may_accept": may(me().role, Permission.CASE_DOCKET)
        and line.standing in FROM[StepKind.ACCEPTANCE],
    }  # fmt: skip


def _offered(now: RequestStanding) -> list[StepPage]:
    """The steps that the standing allows and this role may take."""
    role = me().role
    return [p for p in STEP_PAGES if may(role, p.permission) and now in FROM[p.kind]]


def _ground(step: RequestStep) -> str:
    found = (grounds.find(act, step.ground or "", step.day) for act in REFUSALS)
    ground = next((one for one in found if one), None)
    return f"{ground.text} ({cited(ground.source)})" if ground else str(step.ground)


@bp.app_template_global("request_of_case")
def request_of_case(case: Case) -> EnforcementRequest | None:
    """The request on which a case was opened; asked by its page, once a request."""
    kept: dict[UUID, EnforcementRequest | None] = g.setdefault("requests_of_cases", {})
    if case.id not in kept:
        kept[case.id] = queries.of_case(db(), case.id)
    return kept[case.id]
