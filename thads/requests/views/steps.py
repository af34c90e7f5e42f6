"""The steps with a request: each has a page; the last is the enforcement decision."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import Response, request, url_for

from thads.cases.forms.docketing import DocketingForm
from thads.cases.models import Initiation
from thads.cases.views.issuing import Basis, Issuing
from thads.core.errors import RuleBroken
from thads.identity.policy import Permission
from thads.parties.models import PartyRole
from thads.requests import actions, queries
from thads.requests.forms import STEP_PAGES, StepForm, StepPage
from thads.requests.guards import REFUSAL
from thads.requests.models import EnforcementRequest, RequestKind
from thads.requests.standing import standing
from thads.requests.views.blueprint import bp
from thads.requests.views.books import line_of, request_of
from thads.rules import grounds
from thads.rules.dated import MissingRule
from thads.web.access import requires
from thads.web.request import db, today, user
from thads.web.screen import Screen

SCREEN = Screen("requests/step.html", part="step")


@dataclass(frozen=True)
class Taking:
    """How one kind of step is taken."""

    page: StepPage

    def show(self, request_id: UUID) -> Response:
        """The empty form."""
        found = request_of(request_id)
        return SCREEN.show(**self._context(found, self._form(found)))

    def create(self, request_id: UUID) -> Response:
        """Take the step, or show the form again with what was typed."""
        found = request_of(request_id)
        form, step = self._form(found), request.form.get("step", "check")
        if step == "edit":
            db().rollback()  # its key stays free for the next sending
            return SCREEN.show(**self._context(request_of(request_id), form))
        if not form.validate():
            return SCREEN.refuse(**self._context(found, form))
        try:
            actions.take(db(), found, form.terms(), by=user(), today=today())
            db().flush()
        except RuleBroken as broken:
            db().rollback()
            form.refuse(broken)
            return SCREEN.refuse(**self._context(request_of(request_id), form))
        if self.page.is_checked and step != "issue":
            return self._check(request_id, form)
        return SCREEN.done(
            to=url_for(".show", request_id=request_id), message=f"Đã ghi: {self.page.kind.label}."
        )

    def _check(self, request_id: UUID, form: StepForm) -> Response:
        """All answers once more, and where the request will stand; the rehearsal is taken back."""
        after = standing(queries.steps_of(db(), request_id))
        db().rollback()
        context = self._context(request_of(request_id), form)
        return SCREEN.show(**context | {"after": after})

    def _form(self, found: EnforcementRequest) -> StepForm:
        form = StepForm(self.page)
        day = form.day.data or today()
        if "ground" in self.page.asks:
            form.ground.offer(_grounds(found, day))
        if not form.is_submitted():
            form.day.data = today()
            if "number" in self.page.asks:
                number = queries.next_number(db(), found.unit_id, found.kind, today())
                form.number.data = number
        return form

    def _context(self, found: EnforcementRequest, form: StepForm) -> dict[str, Any]:
        return {"request_": found, "line": line_of(found), "page": self.page, "form": form,
                "after": None}  # fmt: skip

    def register(self) -> None:
        """Serve it under its noun: GET shows the form, POST sends it."""
        name = self.page.noun.replace("-", "_")
        rule, guard = f"/<uuid:request_id>/{self.page.noun}", requires(self.page.permission)
        show, create = _view(self.show, name), _view(self.create, f"create_{name}")
        bp.add_url_rule(rule, name, guard(show), methods=["GET"])
        bp.add_url_rule(rule, f"create_{name}", guard(create), methods=["POST"])


@bp.get("/<uuid:request_id>/docketing")
@requires(Permission.CASE_DOCKET)
def docketing(request_id: UUID) -> Response:
    """The enforcement decision, filled with what the request and its judgment say."""
    return Issuing(lambda: _basis(request_id)).show()


@bp.post("/<uuid:request_id>/docketing")
@requires(Permission.CASE_DOCKET)
def create_docketing(request_id: UUID) -> Response:
    """One step of its form, the last of which issues the decision."""
    return Issuing(lambda: _basis(request_id)).create()


def _basis(request_id: UUID) -> Basis:
    found = request_of(request_id)
    return Basis(
        address=url_for(".docketing", request_id=request_id),
        words=f"Theo {found.kind.label.lower()} của {found.requester} "
        f"ngày {found.requested_on:%d/%m/%Y}",
        way_back=(
            ("Yêu cầu thi hành án", url_for(".index")),
            (found.requester, url_for(".show", request_id=request_id)),
        ),
        judgment=found.judgment,
        begin=lambda form: _begin(form, found),
        issue=lambda terms: actions.accept(db(), found, terms, by=user(), today=today()),
    )


def _begin(form: DocketingForm, found: EnforcementRequest) -> None:
    """The decision as the request asks for it."""
    form.unit.data = found.unit_id
    form.entrusted_in.data = found.kind is RequestKind.ENTRUSTMENT
    if found.kind is RequestKind.REQUEST:
        form.initiation.data = Initiation.ON_REQUEST
    for entry in form.parties:
        is_debtor = entry.form.role.data is PartyRole.DEBTOR
        entry.form.name.data = found.debtor if is_debtor else found.creditor
        if found.requester == entry.form.name.data:
            entry.form.personal_id_number.data = found.personal_id_number
            entry.form.address.data = found.address
    item = form["items"][0].form
    item.description.data, item.amount.data = found.content.replace("\n", "; "), found.amount


def _grounds(found: EnforcementRequest, day: Any) -> list[tuple[object, str]]:
    try:
        return [(g.code, g.label) for g in grounds.of(REFUSAL.get(found.kind, ""), day)]
    except MissingRule:
        return []


def _view(method: Callable[[UUID], Response], name: str) -> Callable[..., Response]:
    def view(request_id: UUID) -> Response:
        return method(request_id)

    view.__name__ = name
    return view


for _page in STEP_PAGES:
    Taking(_page).register()
