"""A province is found by prefix or host; a cookie of one is nothing in the other."""

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from tenants import provisioning
from tenants.sessions import open_session
from tests.browsing import Browser, SignIn, apart
from thads.audit.models import AuditEntry
from thads.identity.models import Role


def test_without_a_province_one_may_only_choose(app: Flask) -> None:
    client = app.test_client()

    assert "/t/lao-cai/" in client.get("/").text
    assert client.get("/sign-in").status_code == 404
    assert client.get("/account").status_code == 404


def test_an_unknown_province_is_not_found(app: Flask) -> None:
    assert app.test_client().get("/t/atlantis/sign-in").status_code == 404
    assert app.test_client().get("/t/../etc/sign-in").status_code == 404


def test_a_suspended_province_says_so(app: Flask) -> None:
    provisioning.suspend("lao-cai")

    assert app.test_client().get("/t/lao-cai/sign-in").status_code == 503
    assert app.test_client().get("/t/nghe-an/sign-in").status_code == 200


def test_a_host_name_finds_its_province_without_a_prefix(app: Flask) -> None:
    page = app.test_client().get("/", base_url="http://laocai.localhost", follow_redirects=True)

    assert page.status_code == 200
    assert page.request.path == "/sign-in"


def test_redirects_stay_within_the_prefix(browser: Browser) -> None:
    assert browser.client.get("/t/lao-cai").headers["Location"].endswith("/t/lao-cai/")
    assert browser.get("/account").headers["Location"] == "/t/lao-cai/sign-in?next=/account"


def test_the_cookie_belongs_to_one_prefix(sign_in: SignIn) -> None:
    cookie = sign_in().client.get_cookie("thads", path="/t/lao-cai")

    assert cookie is not None
    assert cookie.http_only
    assert cookie.same_site == "Lax"


def test_a_cookie_carried_to_another_province_is_404_and_recorded(
    sign_in: SignIn, app: Flask
) -> None:
    cookie = sign_in().client.get_cookie("thads", path="/t/lao-cai")
    assert cookie is not None
    thief = Browser(app, "nghe-an")
    thief.client.set_cookie("thads", cookie.value, path="/t/nghe-an")

    assert thief.get("/").status_code == 404
    assert thief.get("/sign-in").status_code == 404
    assert apart(_acts_in, "nghe-an")[:1] == ["session.wrong_tenant"]


def test_a_missing_record_is_recorded(sign_in: SignIn, db: Session) -> None:
    here = sign_in(Role.ADMINISTRATOR)
    answer = here.get("/admin/users/0199a3a0-0000-7000-8000-000000000000")

    assert answer.status_code == 404
    assert "access.absent" in db.scalars(select(AuditEntry.act)).all()


def test_a_missing_right_looks_like_absence_and_is_recorded(sign_in: SignIn, db: Session) -> None:
    assert sign_in(Role.OFFICER).get("/admin/users").status_code == 404
    assert "access.refused" in db.scalars(select(AuditEntry.act)).all()


def _acts_in(slug: str) -> list[str]:

    with open_session(slug, read_only=True) as other:
        return list(other.scalars(select(AuditEntry.act)))
