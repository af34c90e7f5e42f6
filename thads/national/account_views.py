"""Signing in at the national desk and out, the first password, one's own password."""

from __future__ import annotations

from flask import Blueprint, Response, request, url_for

from tenants.models import NationalInvitation
from thads.core.errors import RuleBroken
from thads.core.text import clean
from thads.identity import passwords
from thads.identity.forms import AcceptForm, PasswordForm, SignInForm
from thads.national import accounts, guard, menu
from thads.national.guard import db, me, open_to_all, requires_desk, this_sign_in
from thads.web.limits import BY_ACCOUNT, BY_ADDRESS, account_key, limiter
from thads.web.request import now
from thads.web.screen import Screen, go
from thads.web.tenancy import NATIONAL

bp = Blueprint("national_accounts", __name__, url_prefix=NATIONAL)
bp.context_processor(menu.context)
SIGN_IN = Screen("national/sign_in.html")
ACCEPT = Screen("national/accept.html")
PASSWORD = Screen("national/password.html")
REFUSED = RuleBroken(
    "sign_in.refused",
    "Tên đăng nhập hoặc mật khẩu không đúng. Sau 5 lần sai, tài khoản tạm khóa 15 phút; người vận "
    "hành mở sớm hơn bằng lệnh thads national invite.",
)


@bp.get("/sign-in")
@open_to_all
def sign_in() -> Response:
    """The form; one who is signed in already goes on."""
    if guard.is_signed_in():
        return go(url_for("national.index"))
    return SIGN_IN.show(form=SignInForm())


@bp.post("/sign-in")
@limiter.limit(BY_ADDRESS)
@limiter.limit(BY_ACCOUNT, key_func=account_key)
@open_to_all
def create_sign_in() -> Response:
    """Count the attempt, then check the password; every refusal looks the same (P9)."""
    form = SignInForm()
    if not form.validate():
        return SIGN_IN.refuse(form=form)
    username, address = clean(str(form.username.data)).casefold(), request.remote_addr or "–"
    account = accounts.begin_attempt(db(), username, now=now())
    db().commit()  # the count stands before the slow check, whatever comes of it
    if not passwords.matches(str(form.password.data), account.password_hash if account else None):
        accounts.refuse_sign_in(db(), username, address, now=now())
        db().commit()
        form.refuse(REFUSED)
        return SIGN_IN.refuse(form=form)
    assert account is not None
    guard.start(accounts.sign_in(db(), account, address, now=now()))
    return go(url_for("national.index"))


@bp.post("/sign-out")
@requires_desk
def sign_out() -> Response:
    """End this sign-in."""
    accounts.end(db(), this_sign_in(), reason="signed_out", now=now())
    guard.finish()
    return go(url_for(".sign_in"), message="Đã đăng xuất.")


@bp.get("/password")
@requires_desk
def password() -> Response:
    """The form for a new password of one's own."""
    return PASSWORD.show(form=PasswordForm())


@bp.post("/password")
@requires_desk
def change_password() -> Response:
    """A new password ends every sign-in; this one begins anew (P10)."""
    form = PasswordForm()
    if not form.validate():
        return PASSWORD.refuse(form=form)
    try:
        accounts.change_password(
            db(), me(), old=str(form.old.data), new=str(form.new.data), now=now()
        )
    except RuleBroken as broken:
        form.refuse(broken)
        return PASSWORD.refuse(form=form)
    guard.start(accounts.sign_in(db(), me(), request.remote_addr or "–", now=now()))
    return go(url_for("national.index"), message="Đã đổi mật khẩu. Các phiên khác đã kết thúc.")


@bp.get("/invitation")
@limiter.limit(BY_ADDRESS)
@open_to_all
def invitation() -> Response:
    """Set the first password by a link that works once."""
    return ACCEPT.show(form=AcceptForm(), account=_invited().account)


@bp.post("/invitation")
@limiter.limit(BY_ADDRESS)
@open_to_all
def accept_invitation() -> Response:
    """Take the password and close the invitation."""
    form, account = AcceptForm(), _invited().account
    if not form.validate():
        return ACCEPT.refuse(form=form, account=account)
    try:
        accounts.accept(db(), _token(), str(form.password.data), now=now())
    except RuleBroken as broken:
        form.refuse(broken)
        return ACCEPT.refuse(form=form, account=account)
    return go(url_for(".sign_in"), message="Đã đặt mật khẩu. Hãy đăng nhập.")


def _invited() -> NationalInvitation:
    return accounts.invitation(db(), _token(), now=now())


def _token() -> str:
    """Not in the path: a province that is asked by mistake records the path."""
    return request.args.get("token", "")
