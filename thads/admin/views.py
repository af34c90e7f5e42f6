"""The administrator's screens: people, the practice day, the record of acts."""

from __future__ import annotations

from typing import TypeVar
from uuid import UUID

from flask import Blueprint, Response, make_response, render_template, request, url_for

from tenants import context, registry
from thads.admin import actions as admin_actions
from thads.admin.acts import GROUPS, name_of, told
from thads.admin.forms import (
    AuditFilterForm,
    InviteForm,
    PracticeDayForm,
    RoleForm,
    UserFilterForm,
)
from thads.audit import queries as audit_queries
from thads.audit.queries import AuditFilter
from thads.core.errors import NotFound, RuleBroken
from thads.identity import actions, queries
from thads.identity.forms import EmptyForm
from thads.identity.models import User
from thads.identity.policy import Permission
from thads.units import queries as units
from thads.web.access import requires
from thads.web.forms import need
from thads.web.request import db, now, today, user
from thads.web.screen import Screen

F = TypeVar("F", RoleForm, InviteForm, UserFilterForm)
bp = Blueprint("admin", __name__, url_prefix="/admin")
INVITE = Screen("admin/invite.html")
ROLE = Screen("admin/user.html", part="role")
PRACTICE_DAY = Screen("admin/practice_day.html")


@bp.get("/users")
@requires(Permission.USER_MANAGE)
def users() -> Response:
    """Everyone of the province, filtered by name, role and unit."""
    form = UserFilterForm(request.args)
    offered(form)
    form.validate()
    found = queries.users(
        db(), words=form.words.data or "", role=form.role.data, unit_id=form.unit_id.data
    )
    page = render_template("admin/users.html", people=found, form=form, moment=now())
    return make_response(page)


@bp.get("/users/new")
@requires(Permission.USER_MANAGE)
def new_user() -> Response:
    """The form of an invitation."""
    return INVITE.show(form=offered(InviteForm()))


@bp.post("/users")
@requires(Permission.USER_MANAGE)
def invite() -> Response:
    """Open an account and show its one-time link, once."""
    form = offered(InviteForm())
    if not form.validate():
        return INVITE.refuse(form=form)
    try:
        person, token = actions.invite(db(), form.terms(), by=user(), now=now())
    except RuleBroken as broken:
        form.refuse(broken)
        return INVITE.refuse(form=form)
    return _show_invitation(person, token)


@bp.get("/users/<uuid:user_id>")
@requires(Permission.USER_MANAGE)
def show_user(user_id: UUID) -> Response:
    """One person: what they may, and whether they may sign in."""
    return _show_user(queries.get(db(), user_id))


@bp.post("/users/<uuid:user_id>/role")
@requires(Permission.USER_MANAGE)
def change_role(user_id: UUID) -> Response:
    """Another role or unit, from the next request of that person on (P6)."""
    person, form = queries.get(db(), user_id), offered(RoleForm())
    if not form.validate():
        return ROLE.refuse(person=person, form=form, button=EmptyForm(), moment=now())
    try:
        actions.change_role(
            db(), person, need(form.role.data), form.unit_id.data, by=user(), now=now(),
            body=form.body.data,
        )  # fmt: skip
    except RuleBroken as broken:
        db().rollback()
        form.refuse(broken)
        return ROLE.refuse(person=person, form=form, button=EmptyForm(), moment=now())
    db().flush()
    db().refresh(person)
    return ROLE.done(
        to=url_for(".show_user", user_id=user_id),
        message="Đã đổi vai trò; có hiệu lực ngay ở lần bấm tiếp theo của người này.",
        person=person,
        form=_role_form(person),
        button=EmptyForm(formdata=None),
        moment=now(),
    )


@bp.post("/users/<uuid:user_id>/disabled")
@requires(Permission.USER_MANAGE)
def disable(user_id: UUID) -> Response:
    """Close an account."""
    person = queries.get(db(), user_id)
    actions.disable(db(), person, by=user(), now=now())
    return _back_to(person, "Đã khóa tài khoản; mọi phiên đăng nhập của người này đã kết thúc.")


@bp.post("/users/<uuid:user_id>/enabled")
@requires(Permission.USER_MANAGE)
def enable(user_id: UUID) -> Response:
    """Open a closed account, or one locked by wrong passwords."""
    person = queries.get(db(), user_id)
    actions.enable(db(), person, by=user())
    return _back_to(person, "Đã mở tài khoản.")


@bp.post("/users/<uuid:user_id>/invitation")
@requires(Permission.USER_MANAGE)
def invite_again(user_id: UUID) -> Response:
    """A new one-time link for one who lost a password."""
    person = queries.get(db(), user_id)
    return _show_invitation(person, actions.invite_again(db(), person, by=user(), now=now()))


@bp.get("/practice-day")
@requires(Permission.PRACTICE_DAY)
def practice_day() -> Response:
    """The working day of a practice province; a real one has none to move."""
    _only_in_practice()
    return PRACTICE_DAY.show(form=PracticeDayForm(data={"day": today()}))


@bp.post("/practice-day")
@requires(Permission.PRACTICE_DAY)
def move_practice_day() -> Response:
    """Record the move in the province, then move it in the registry."""
    slug, form = _only_in_practice(), PracticeDayForm()
    if not form.validate():
        return PRACTICE_DAY.refuse(form=form)
    day = need(form.day.data)
    try:
        admin_actions.note_practice_day(db(), day, before=today(), slug=slug, by=user())
    except RuleBroken as broken:
        form.refuse(broken)
        return PRACTICE_DAY.refuse(form=form)
    answer = PRACTICE_DAY.done(to=url_for(".practice_day"), message="Đã đổi ngày làm việc.")
    registry.set_practice_day(slug, day)
    return answer


@bp.get("/audit")
@requires(Permission.AUDIT_VIEW)
def audit() -> Response:
    """Who did what, newest first; reading the record is itself recorded."""
    form = AuditFilterForm(request.args)
    form.act.offer(GROUPS)
    form.validate()
    wanted = AuditFilter(
        username=form.username.data,
        act=None if form.act.errors else form.act.data,
        since=form.since.data,
        until=form.until.data,
    )
    page = audit_queries.search(db(), wanted, page=request.args.get("page", 1, int))
    html = render_template("admin/audit.html", page=page, form=form, name_of=name_of, told=told)
    return make_response(html)


def offered(form: F) -> F:
    """Offer the units that exist today."""
    form.unit_id.offer((unit.id, unit.name) for unit in units.existing_on(db(), today()))
    return form


def _role_form(person: User) -> RoleForm:
    """The form as the person's account stands."""
    body = queries.body_of(db(), person.id) if person.is_oversight else None
    return offered(RoleForm(formdata=None, obj=person, body=body))


def _show_user(person: User) -> Response:
    form = _role_form(person)
    return ROLE.show(person=person, form=form, button=EmptyForm(), moment=now())


def _show_invitation(person: User, token: str) -> Response:
    link = url_for("identity.invitation", token=token, _external=True)
    html = render_template("admin/invited.html", person=person, link=link)
    return make_response(html, 201)


def _back_to(person: User, message: str) -> Response:
    return Screen("admin/user.html").done(
        to=url_for(".show_user", user_id=person.id), message=message
    )


def _only_in_practice() -> str:
    here = context.current()
    if not here.is_practice:
        raise NotFound
    return here.slug
