"""Whoever agrees to money says the own password once more (P11)."""

from __future__ import annotations

from flask import request

from thads.core.errors import Conflict, RuleBroken
from thads.identity import actions, passwords
from thads.web import submission
from thads.web.request import db, me, now

WRONG = RuleBroken(
    "password.wrong",
    "Mật khẩu không đúng. Chưa ghi gì; nhập lại. Sau 5 lần sai, tài khoản tạm khóa 15 phút.",
    field="password",
)
SENT_ALREADY = "Mẫu này vừa được gửi ở cửa sổ khác. Chưa ghi thêm gì; mở lại trang để xem kết quả."


def confirm(password: str | None) -> None:
    """RuleBroken unless it is the password of the person signed in; counted like a sign-in (P9).

    Comes first in its view: what the request wrote before is undone.
    """
    session = db()
    session.rollback()
    person = actions.begin_attempt(session, me().username, now=now())
    session.commit()  # the count stands before the slow check, whatever comes of it
    if not passwords.matches(password or "", person.password_hash if person else None):
        actions.refuse_sign_in(session, me().username, person, request.remote_addr or "–")
        session.commit()
        raise WRONG
    assert person is not None
    person.failed_logins, person.locked_until = 0, None
    session.commit()
    if submission.begin(session, me()) is not None:
        raise Conflict(SENT_ALREADY)
