"""What a request may write, and that a form sent twice has one effect."""

from pathlib import Path
from uuid import uuid4

import pytest
from flask import Flask, url_for
from sqlalchemy import event, select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from tenants.sessions import TenantSession
from tests.browsing import Browser, SignIn
from thads.app import create_app
from thads.audit.models import AuditEntry
from thads.core.errors import Conflict, RuleBroken
from thads.identity.models import Role, User
from thads.identity.policy import Permission
from thads.web import database
from thads.web.access import requires
from thads.web.request import db as request_db
from thads.web.request import user

INVITED = {"full_name": "Trần Thử", "username": "tran.thu", "role": "oversight", "unit_id": ""}


@pytest.fixture
def app(instance: Path) -> Flask:
    """An application of its own with more views that misbehave."""
    app = create_app(TESTING=True)

    def vandal() -> str:
        request_db().execute(text("DELETE FROM user_session"))
        return "đã xóa"

    def clash() -> str:
        raise Conflict("Bà Thử vừa sửa hồ sơ này.")

    def stale() -> str:
        user().full_name = "Đổi rồi hỏng"
        request_db().flush()
        raise StaleDataError("revision moved on")

    def refused() -> str:
        user().full_name = "Đổi rồi hỏng"
        request_db().flush()
        raise RuleBroken("x", "Việc này đã thi hành xong.")

    for view in (vandal, clash, stale, refused):
        guarded = requires(Permission.OWN_ACCOUNT)(view)
        app.add_url_rule(f"/{view.__name__}", view.__name__, guarded, methods=["GET", "POST"])
    return app


def test_a_form_sent_twice_invites_once(sign_in: SignIn, db: Session) -> None:
    here, key = sign_in(Role.ADMINISTRATOR), str(uuid4())
    first = here.post("/admin/users", submission_key=key, seal_from="/account", **INVITED)
    again = here.post("/admin/users", submission_key=key, seal_from="/account", **INVITED)

    assert (first.status_code, again.status_code) == (201, 303)
    assert db.scalars(select(User).where(User.username == "tran.thu")).all() != []
    assert db.scalars(select(AuditEntry.act)).all().count("user.invited") == 1


def test_a_refused_form_may_be_sent_again_with_its_key(sign_in: SignIn) -> None:
    here, key = sign_in(Role.ADMINISTRATOR), str(uuid4())
    terms = {"submission_key": key, "seal_from": "/account"}
    wrong = here.post("/admin/users", **terms, **{**INVITED, "username": "Trần"})
    right = here.post("/admin/users", **terms, **INVITED)

    assert (wrong.status_code, right.status_code) == (422, 201)


def test_a_form_without_its_seal_changes_nothing(sign_in: SignIn, db: Session) -> None:
    here = sign_in(Role.ADMINISTRATOR)
    answer = here.post("/admin/users", csrf_token="forged", seal_from="/account", **INVITED)

    assert answer.status_code == 400
    assert db.scalars(select(User).where(User.username == "tran.thu")).all() == []


def test_reading_requests_cannot_write(sign_in: SignIn) -> None:
    with pytest.raises(DBAPIError):
        sign_in(Role.PROVINCE_HEAD).get("/vandal")


def test_oversight_cannot_write_by_any_verb(sign_in: SignIn) -> None:
    here = sign_in(Role.OVERSIGHT)

    with pytest.raises(DBAPIError):
        here.post("/vandal", seal_from="/account")


@pytest.mark.parametrize(
    ("path", "code", "words"),
    [
        ("/clash", 409, "Bà Thử vừa sửa"),
        ("/stale", 409, "Người khác vừa thay đổi"),
        ("/refused", 422, "đã thi hành xong"),
    ],
)
def test_a_refusal_tells_why_and_leaves_nothing_behind(
    sign_in: SignIn, db: Session, path: str, code: int, words: str
) -> None:
    answer = sign_in(Role.PROVINCE_HEAD).post(path, seal_from="/account")

    assert answer.status_code == code
    assert words in answer.text
    assert "Đổi rồi hỏng" not in db.scalars(select(User.full_name)).all()


def test_a_refusal_reaches_the_live_region_of_htmx(sign_in: SignIn) -> None:
    headers = {"HX-Request": "true", "HX-Target": "role"}
    answer = sign_in().post("/clash", seal_from="/account", headers=headers)

    assert answer.headers["HX-Retarget"] == "#notice"
    assert "<html" not in answer.text


def test_a_fault_shows_no_detail(app: Flask, sign_in: SignIn) -> None:
    app.config["PROPAGATE_EXCEPTIONS"] = False
    answer = sign_in(Role.PROVINCE_HEAD).get("/vandal")

    assert answer.status_code == 500
    assert "user_session" not in answer.text
    assert "DELETE" not in answer.text
    assert "lỗi này là của hệ thống" in answer.text.casefold()


def test_a_read_of_people_is_recorded(sign_in: SignIn, db: Session) -> None:
    sign_in(Role.ADMINISTRATOR).get("/admin/users?words=Th%E1%BB%AD")
    entry = db.scalars(select(AuditEntry).where(AuditEntry.act == "admin.users.read")).one()

    assert entry.subject_id == "/admin/users"
    assert "words" not in str(entry.details)


def test_a_reading_has_ended_when_its_trace_is_written(sign_in: SignIn) -> None:
    """A snapshot held open would keep SQLite's log from ever being emptied."""
    here, still_reading = sign_in(Role.ADMINISTRATOR), []

    def look(_: Session) -> None:
        still_reading.append(database.request_session().in_transaction())

    event.listen(TenantSession, "before_commit", look)
    try:
        here.get("/admin/users")
    finally:
        event.remove(TenantSession, "before_commit", look)

    assert still_reading == [False]


def test_addresses_carry_the_prefix(app: Flask, browser: Browser) -> None:
    assert 'href="/t/lao-cai/assets/thads.css' in browser.get("/sign-in").text
    with app.test_request_context("/"):
        assert url_for("identity.provinces") == "/provinces"
