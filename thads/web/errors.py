"""What a person sees when something is absent, refused, changed meanwhile, or broken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Response, make_response, render_template, request
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import HTTPException

from thads.core.errors import Conflict, NotFound, RuleBroken
from thads.periods import guard
from thads.web import database
from thads.web.access_log import note_alone
from thads.web.request import me_or_none, this_request
from thads.web.tenancy import tenant

if TYPE_CHECKING:
    from flask import Flask

MOST_DROPPED = 500 * 2**20
CHANGED = "Người khác vừa thay đổi hồ sơ này trong lúc bạn đang nhập."
TITLES = {
    400: "Yêu cầu không đọc được",
    404: "Không tìm thấy trang",
    405: "Không tìm thấy trang",
    409: "Hồ sơ đã thay đổi",
    413: "Dữ liệu gửi lên quá lớn",
    422: "Chưa thực hiện được",
    429: "Thử lại sau ít phút",
    500: "Hệ thống gặp lỗi",
    503: "Hệ thống tạm ngừng",
}


def rule_broken(broken: RuleBroken) -> Response:
    """A rule that no form of the view caught."""
    _undo()
    return _page(422, broken.message)


def refused_by_database(error: IntegrityError) -> Response:
    """A month that was closed between the guard's look and the writing; all else is a fault."""
    told = guard.told(error)
    if told is None:
        raise error
    return rule_broken(told)


def conflict(clash: Conflict) -> Response:
    """Somebody else was faster (P16)."""
    _undo()
    return _page(409, str(clash) or CHANGED)


def stale(error: StaleDataError) -> Response:
    """The record's revision moved on under us: the same as a conflict."""
    del error
    return conflict(Conflict(CHANGED))


def absent(error: NotFound) -> Response:
    """What is not there and what is not for this person look alike; both are recorded (P1)."""
    del error
    if tenant() is not None and me_or_none() is not None:
        note_alone("access.absent", request.path)
    return _page(404)


def http_error(error: HTTPException) -> Response:
    """Any other answer that is not a page."""
    if error.response is not None or (error.code or 500) < 400:
        return make_response(error.get_response())
    if error.code == 413:
        _take_the_rest()
    return _page(error.code or 500)


def _take_the_rest() -> None:
    """A browser that is still sending reads no answer: what is too much is taken and dropped."""
    left, sent = MOST_DROPPED, request.environ["wsgi.input"]
    while left > 0 and (piece := sent.read(min(left, request.content_length or 0, 2**20))):
        left -= len(piece)


def csrf_failed(error: CSRFError) -> Response:
    """The form's seal is gone: the session ended or the page is old."""
    del error
    return _page(
        400, "Trang đã mở quá lâu hoặc phiên làm việc đã đổi. Hãy quay lại, tải lại trang rồi gửi."
    )


def crashed(error: Exception) -> Response:
    """A fault of ours: it is logged by Flask, and no detail is shown."""
    del error
    _undo()
    return _page(500)


def _undo() -> None:
    if tenant() is not None:
        database.request_session().rollback()


def _page(code: int, message: str | None = None) -> Response:
    bare = tenant() is None or code >= 500 or me_or_none() is None
    name = {404: "not_found", 405: "not_found", 409: "conflict", 422: "refused"}.get(code, "failed")
    if this_request().htmx and code < 500:
        answer = make_response(
            render_template(
                "errors/_notice.html",
                code=code,
                message=message,
                title=TITLES.get(code, TITLES[500]),
            ),
            code,
        )
        answer.headers.update({"HX-Retarget": "#notice", "HX-Reswap": "innerHTML"})
        return answer
    layout = "layouts/plain.html" if bare else "layouts/page.html"
    title = TITLES.get(code, TITLES[500])
    text = render_template(
        f"errors/{name}.html", layout=layout, title=title, message=message, code=code
    )
    return make_response(text, code)


def init(app: Flask) -> None:
    """Register the handlers."""
    app.register_error_handler(RuleBroken, rule_broken)
    app.register_error_handler(IntegrityError, refused_by_database)
    app.register_error_handler(Conflict, conflict)
    app.register_error_handler(StaleDataError, stale)
    app.register_error_handler(NotFound, absent)
    app.register_error_handler(CSRFError, csrf_failed)
    app.register_error_handler(HTTPException, http_error)
    app.register_error_handler(500, crashed)
