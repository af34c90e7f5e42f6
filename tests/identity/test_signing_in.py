"""Signing in: the lock, the silence about who exists, the limits of a sign-in."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from tenants import provisioning
from tenants.sessions import open_session
from tests.browsing import HASH, PASSWORD, Browser, SignIn, apart
from tests.factories import Make
from thads.audit.models import AuditEntry
from thads.identity.models import Role, User, UserSession

NOON = datetime(2026, 3, 2, 5, tzinfo=UTC)


@pytest.fixture
def officer(make: Make, db: Session) -> str:
    """The sign-in name of an enforcement officer."""
    db.expire_on_commit = False
    name = make.user(Role.OFFICER, password_hash=HASH).username
    db.commit()
    return name


def test_the_right_password_opens_the_page_that_was_asked_for(
    browser: Browser, officer: str
) -> None:
    answer = browser.post("/sign-in?next=/account", username=officer, password=PASSWORD)

    assert answer.headers["Location"] == "/t/lao-cai/account"
    assert browser.get("/account").status_code == 200


@pytest.mark.parametrize("target", ["//evil.example", "/\\evil.example", "https://evil.example"])
def test_signing_in_never_leads_to_another_host(
    browser: Browser, officer: str, target: str
) -> None:
    answer = browser.post(f"/sign-in?next={target}", username=officer, password=PASSWORD)

    assert answer.headers["Location"] == "/t/lao-cai/"


def test_five_wrong_passwords_lock_for_a_quarter_of_an_hour(browser: Browser, officer: str) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        for _ in range(5):
            browser.post("/sign-in", username=officer, password="đoán mò thôi mà")
        locked = browser.post("/sign-in", username=officer, password=PASSWORD)
        clock.shift(timedelta(minutes=16))
        opened = browser.post("/sign-in", username=officer, password=PASSWORD)

    assert (locked.status_code, opened.status_code) == (422, 303)


def test_unknown_locked_disabled_and_wrong_look_the_same(
    browser: Browser, officer: str, make: Make, db: Session
) -> None:
    db.expire_on_commit = False
    disabled = make.user(password_hash=HASH, disabled_at=NOON).username
    locked = make.user(password_hash=HASH, locked_until=datetime.now(UTC) + timedelta(1)).username
    db.commit()
    tries = [(officer, "sai"), (disabled, PASSWORD), (locked, PASSWORD), ("nobody", PASSWORD)]
    pages = [browser.post("/sign-in", username=n, password=p) for n, p in tries]

    assert {page.status_code for page in pages} == {422}
    shown = {page.text.split('role="alert"')[1].split("</div>")[0] for page in pages}
    assert len(shown) == 1


def test_the_typed_name_is_kept_and_the_password_is_not(browser: Browser, officer: str) -> None:
    page = browser.post("/sign-in", username=officer, password="bí mật gõ nhầm").text

    assert f'value="{officer}"' in page
    assert "bí mật gõ nhầm" not in page
    assert "<title>Lỗi: " in page


def test_a_refused_sign_in_is_recorded_without_the_password(
    browser: Browser, officer: str, db: Session
) -> None:
    browser.post("/sign-in", username=officer, password="bí mật gõ nhầm")
    entry = db.scalars(select(AuditEntry).where(AuditEntry.act == "sign_in.refused")).one()

    assert entry.subject_id == officer
    assert "bí mật" not in str(entry.details)


@pytest.mark.parametrize(("role", "minutes"), [(Role.OFFICER, 15), (Role.ADMINISTRATOR, 5)])
def test_an_idle_sign_in_ends(sign_in: SignIn, role: Role, minutes: int) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        here = sign_in(role)
        clock.shift(timedelta(minutes=minutes))
        assert here.get("/account").status_code == 200
        clock.shift(timedelta(minutes=minutes, seconds=1))
        assert here.get("/account").status_code == 303


def test_no_sign_in_outlives_twelve_hours(sign_in: SignIn) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        here = sign_in(Role.OFFICER)
        for _ in range(72):
            clock.shift(timedelta(minutes=10))
            assert here.get("/account").status_code == 200
        clock.shift(timedelta(minutes=1))
        assert here.get("/account").status_code == 303


def test_a_lower_role_takes_effect_at_the_next_request(sign_in: SignIn, db: Session) -> None:
    here = sign_in(Role.ADMINISTRATOR)
    assert here.get("/admin/users").status_code == 200
    person = db.scalars(select(User).where(User.role == Role.ADMINISTRATOR)).one()
    person.role = Role.STOREKEEPER
    db.commit()

    assert here.get("/admin/users").status_code == 404


def test_a_disabled_person_is_out_at_the_next_request(sign_in: SignIn, db: Session) -> None:
    here = sign_in(Role.OFFICER)
    db.scalars(select(User)).one().disabled_at = NOON
    db.commit()

    assert here.get("/account").status_code == 303


def test_signing_out_makes_the_old_cookie_worthless(sign_in: SignIn, app: Flask) -> None:
    here = sign_in(Role.OVERSIGHT)
    old = here.client.get_cookie("thads", path="/t/lao-cai")
    assert old is not None
    assert here.post("/sign-out", seal_from="/account").status_code == 303
    thief = Browser(app)
    thief.client.set_cookie("thads", old.value, path="/t/lao-cai")

    assert thief.get("/account").status_code == 303


def test_the_database_never_holds_the_token(sign_in: SignIn, db: Session) -> None:
    here = sign_in()
    with here.client.session_transaction(path="/t/lao-cai/") as cookie:
        token = cookie["_user_id"]

    assert db.scalars(select(UserSession.token_hash)).all() != [token]


def test_a_practice_province_shows_whom_to_try_and_a_real_one_does_not(
    browser: Browser, officer: str, app: Flask
) -> None:
    def found() -> None:
        provisioning.create("ha-giang", "Hà Giang")
        with open_session("ha-giang") as other:
            Make(other).user(Role.OFFICER, password_hash=HASH, username="nguoi.that")
            other.commit()

    apart(found)

    assert officer in browser.get("/sign-in").text
    assert "nguoi.that" not in Browser(app, "ha-giang").get("/sign-in").text


def test_what_was_typed_when_the_session_ended_can_still_be_sent(sign_in: SignIn) -> None:
    terms = {"full_name": "Trần Thử", "username": "tran.thu", "role": "oversight"}
    with time_machine.travel(NOON, tick=False) as clock:
        here = sign_in(Role.ADMINISTRATOR, username="quan.tri")
        terms["csrf_token"] = here.seal("/account")
        clock.shift(timedelta(minutes=6))
        over = here.post("/admin/users", **terms)
        here.post("/sign-in", username="quan.tri", password=PASSWORD)
        again = here.post("/admin/users", **terms)

    assert over.status_code == 401
    assert 'value="Trần Thử"' in over.text
    assert again.status_code == 201


def test_another_person_cannot_send_what_was_left_open(sign_in: SignIn) -> None:
    terms = {"full_name": "Trần Thử", "username": "tran.thu", "role": "oversight"}
    with time_machine.travel(NOON, tick=False) as clock:
        sign_in(Role.ADMINISTRATOR, username="quan.tri.khac")
        here = sign_in(Role.ADMINISTRATOR)
        terms["csrf_token"] = here.seal("/account")
        clock.shift(timedelta(minutes=6))
        here.post("/sign-in", username="quan.tri.khac", password=PASSWORD)

        assert here.post("/admin/users", **terms).status_code == 400
