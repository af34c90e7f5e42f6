"""Judgments received: the book, one judgment, and the form of a new one."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, Response, request, url_for

from thads.cases import actions, queries
from thads.cases.actions.terms import JudgmentTerms
from thads.cases.forms.judgment import JudgmentForm
from thads.cases.views.entering import scope
from thads.cases.views.people import units_of
from thads.core.errors import RuleBroken
from thads.core.text import clean
from thads.identity.policy import Permission
from thads.web.access import requires
from thads.web.forms import need
from thads.web.request import db, today, user
from thads.web.screen import Screen

bp = Blueprint("judgments", __name__, url_prefix="/judgments")

INDEX = Screen("judgments/index.html", part="judgments")
SHOW = Screen("judgments/show.html")
NEW = Screen("judgments/new.html", part="judgment")


@bp.get("/")
@requires(Permission.JUDGMENT_VIEW)
def index() -> Response:
    """The book of judgments received; those without a decision first when asked."""
    words, waiting = clean(request.args.get("words", "")), request.args.get("waiting") == "yes"
    wanted = queries.JudgmentFilter(text=words, without_case=waiting)
    page = queries.judgments(db(), wanted, scope=scope(), page=_page_number())
    return INDEX.show(page=page, words=words, waiting=waiting)


@bp.get("/new")
@requires(Permission.JUDGMENT_ENTER)
def new() -> Response:
    """The empty form."""
    form = _form()
    form.received_on.data = today()
    form.unit.data = user().unit_id
    return NEW.show(form=form)


@bp.post("/")
@requires(Permission.JUDGMENT_ENTER)
def create() -> Response:
    """One more line of the book, or the form again with what was typed."""
    form = _form()
    if not form.validate():
        return NEW.refuse(form=form)
    try:
        judgment = actions.receive_judgment(db(), _terms(form), by=user(), today=today())
        db().flush()
    except RuleBroken as broken:
        form.refuse(broken)
        return NEW.refuse(form=form)
    message = f"Đã nhận bản án {judgment.number}."
    return NEW.done(to=url_for(".show", judgment_id=judgment.id), message=message)


@bp.get("/<uuid:judgment_id>")
@requires(Permission.JUDGMENT_VIEW)
def show(judgment_id: UUID) -> Response:
    """One judgment and the decisions issued on it."""
    return SHOW.show(judgment=queries.get_judgment(db(), judgment_id, scope=scope()))


def _form() -> JudgmentForm:
    form, mine = JudgmentForm(), scope()
    form.unit.offer(
        (unit_id, name) for unit_id, name in units_of(today()) if mine in (None, unit_id)
    )
    return form


def _terms(form: JudgmentForm) -> JudgmentTerms:
    return JudgmentTerms(
        unit_id=need(form.unit.data),
        number=need(form.number.data),
        judged_on=need(form.judged_on.data),
        court=need(form.court.data),
        kind=need(form.kind.data),
        received_on=need(form.received_on.data),
        summary=form.summary.data,
    )


def _page_number() -> int:
    return max(1, request.args.get("page", 1, type=int) or 1)
