"""Choosing the province, signing in and out, one's own account."""

from __future__ import annotations

from uuid import UUID

from flask import (
    Blueprint,
    Response,
    abort,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)

from tenants import registry
from thads.core.errors import NotFound, RuleBroken
from thads.core.text import clean
from thads.identity import actions, passwords, queries
from thads.identity.forms import AcceptForm, EmptyForm, PasswordForm, SignInForm
from thads.identity.models import Invitation, User
from thads.identity.policy import Permission
from thads.web import database, signed_in
from thads.web.access import requires
from thads.web.access_log import note_alone
from thads.web.limits import BY_ACCOUNT, BY_ADDRESS, account_key, limiter
from thads.web.request import db, me_or_none, now, this_sign_in, user
from thads.web.screen import Screen, go
from thads.web.tenancy import tenant

bp = Blueprint("identity", __name__)
SIGN_IN = Screen("identity/sign_in.html")
PASSWORD = Screen("identity/password.html")
ACCEPT = Screen("identity/accept.html")
REFUSED = RuleBroken(
    "sign_in.refused",
    "Tên đăng nhập hoặc mật khẩu không đúng. Sau 5 lần sai, tài khoản tạm khóa 15 phút;"
    " quản trị tỉnh có thể mở sớm hơn.",
)


@bp.get("/provinces")
@requires(Permission.ANYONE, anywhere=True)
def provinces() -> Response:
    """Which province? Only where the address does not say it."""
    if tenant() is not None:
        return make_response(redirect(url_for("desk.home")))
    return make_response(render_template("identity/provinces.html", provinces=registry.every()))


@bp.get("/sign-in")
@requires(Permission.ANYONE)
def sign_in() -> Response:
    """The form; one who is signed in already goes on."""
    if me_or_none() is not None:
        return go(_next())
    return SIGN_IN.show(form=SignInForm(), accounts=_accounts_to_try())


@bp.post("/sign-in")
@requires(Permission.ANYONE)
@limiter.limit(BY_ADDRESS)
@limiter.limit(BY_ACCOUNT, key_func=account_key)
def create_sign_in() -> Response:
    """Count the attempt, then check the password; every refusal looks the same (P9)."""
    form = SignInForm()
    if not form.validate():
        return SIGN_IN.refuse(form=form, accounts=_accounts_to_try())
    username, address = clean(str(form.username.data)).casefold(), request.remote_addr or "–"
    person = actions.begin_attempt(db(), username, now=now())
    db().commit()  # the count stands before the slow check, whatever comes of it
    if not passwords.matches(str(form.password.data), person.password_hash if person else None):
        actions.refuse_sign_in(db(), username, person, address)
        db().commit()
        form.refuse(REFUSED)
        return SIGN_IN.refuse(form=form, accounts=_accounts_to_try())
    assert person is not None
    record, token = actions.sign_in(db(), person, address, now=now())
    db().commit()
    signed_in.start(record, token)
    return go(_next())


@bp.post("/sign-out")
@requires(Permission.OWN_ACCOUNT)
def sign_out() -> Response:
    """End this sign-in."""
    with database.writer() as writing:
        actions.end_session(writing, this_sign_in().id, by=user(), reason="signed_out", now=now())
        writing.commit()
    signed_in.finish()
    return go(url_for(".sign_in"), message="Đã đăng xuất.")


@bp.get("/account")
@requires(Permission.OWN_ACCOUNT)
def account() -> Response:
    """Who am I here, and where am I signed in?"""
    records = queries.sessions_of(db(), user(), now=now())
    page = render_template(
        "identity/account.html", records=records, here_id=this_sign_in().id, form=EmptyForm()
    )
    return make_response(page)


@bp.post("/account/sessions/<uuid:session_id>/end")
@requires(Permission.OWN_ACCOUNT)
def end_session(session_id: UUID) -> Response:
    """End one of one's own sign-ins, e.g. on a machine left behind."""
    with database.writer() as writing:
        actions.end_session(writing, session_id, by=user(), reason="ended_by_owner", now=now())
        writing.commit()
    if session_id == this_sign_in().id:
        signed_in.finish()
        return go(url_for(".sign_in"))
    return go(url_for(".account"), message="Đã kết thúc phiên đăng nhập đó.")


@bp.get("/account/password")
@requires(Permission.OWN_ACCOUNT)
def password() -> Response:
    """The form for a new password of one's own."""
    return PASSWORD.show(form=PasswordForm())


@bp.post("/account/password")
@requires(Permission.OWN_ACCOUNT)
@limiter.limit(BY_ADDRESS)
def change_password() -> Response:
    """A new password ends every sign-in; this one begins anew (P10)."""
    form = PasswordForm()
    if not form.validate():
        return PASSWORD.refuse(form=form)
    with database.writer() as writing:
        try:
            person = actions.change_password(
                writing, user().id, old=str(form.old.data), new=str(form.new.data), now=now()
            )
        except RuleBroken as broken:
            writing.rollback()
            form.refuse(broken)
            return PASSWORD.refuse(form=form)
        address = request.remote_addr or "–"
        record, token = actions.sign_in(writing, person, address, now=now())
        writing.commit()
    signed_in.start(record, token)
    return go(url_for(".account"), message="Đã đổi mật khẩu. Các phiên đăng nhập khác đã kết thúc.")


@bp.get("/invitations/<token>")
@requires(Permission.ANYONE)
@limiter.limit(BY_ADDRESS)
def invitation(token: str) -> Response:
    """Set the first password by a link that works once."""
    invited = _invited(token)
    return ACCEPT.show(form=AcceptForm(), person=queries.get(db(), invited.user_id))


@bp.post("/invitations/<token>")
@requires(Permission.ANYONE)
@limiter.limit(BY_ADDRESS)
def accept_invitation(token: str) -> Response:
    """Take the password and close the invitation."""
    form, invited = AcceptForm(), _invited(token)
    person = queries.get(db(), invited.user_id)
    if not form.validate():
        return ACCEPT.refuse(form=form, person=person)
    try:
        actions.accept(db(), token, str(form.password.data), now=now())
    except RuleBroken as broken:
        form.refuse(broken)
        return ACCEPT.refuse(form=form, person=person)
    return go(url_for(".sign_in"), message="Đã đặt mật khẩu. Hãy đăng nhập.")


def _invited(token: str) -> Invitation:
    """Whom the link invites; one that is used, over or of another province is recorded (P1)."""
    try:
        return queries.invitation(db(), token, now=now())
    except NotFound:  # the link may still be good elsewhere: the record must not hold it
        note_alone("access.absent", f"/invitations/#{passwords.token_hash(token)[:16]}")
        abort(404)


def _next() -> str:
    """Back to the page that was asked for, inside this province only."""
    wanted = request.args.get("next", "")
    inside = wanted.startswith("/") and not wanted.startswith(("//", "/\\"))
    return request.script_root + wanted if inside else url_for("desk.home")


def _accounts_to_try() -> list[User]:
    """The invented people of a practice province; a real one never shows its people."""
    here = tenant()
    return queries.invented_accounts(db()) if here and here.is_practice else []
