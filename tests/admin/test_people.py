"""The administrator invites, changes roles, closes accounts, and never knows a password."""

import re

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.browsing import HASH, PASSWORD, Browser, SignIn
from tests.factories import Make
from thads.identity.models import Role, User

LINK = re.compile(r'value="http://localhost/t/lao-cai(/invitations/[^"]+)"')


def invite(here: Browser, **terms: str) -> str:
    terms = {"full_name": "Trần Thử", "username": "tran.thu", "role": "oversight", **terms}
    page = here.post("/admin/users", seal_from="/account", **terms)
    found = LINK.search(page.text)
    assert found, page.text
    return found[1]


def test_an_invitation_works_once(sign_in: SignIn, app: Flask) -> None:
    link, guest = invite(sign_in(Role.ADMINISTRATOR)), Browser(app)

    assert "Trần Thử" in guest.get(link).text
    assert guest.post(link, seal_from=link, password="ngắn").status_code == 422
    assert guest.post(link, seal_from=link, password=PASSWORD).status_code == 303
    assert guest.get(link).status_code == 404
    assert guest.post("/sign-in", username="tran.thu", password=PASSWORD).status_code == 303


def test_a_second_invitation_replaces_the_first_and_the_password(
    sign_in: SignIn, app: Flask, db: Session
) -> None:
    here = sign_in(Role.ADMINISTRATOR)
    first = invite(here)
    user_id = db.scalars(select(User.id).where(User.username == "tran.thu")).one()
    db.rollback()
    page = here.post(f"/admin/users/{user_id}/invitation", seal_from="/account").text
    found = LINK.search(page)

    assert found
    assert Browser(app).get(first).status_code == 404
    assert Browser(app).get(found[1]).status_code == 200


def test_a_name_is_given_once(sign_in: SignIn) -> None:
    here = sign_in(Role.ADMINISTRATOR)
    invite(here)
    terms = {"full_name": "Lê Thử", "username": "Tran.Thu", "role": "oversight"}
    answer = here.post("/admin/users", seal_from="/account", **terms)

    assert answer.status_code == 422
    assert "đã có người dùng" in answer.text
    assert 'value="Lê Thử"' in answer.text


def test_an_officer_needs_a_unit(sign_in: SignIn) -> None:
    here = sign_in(Role.ADMINISTRATOR)
    terms = {"full_name": "Lê Thử", "username": "le.thu", "role": "officer", "unit_id": ""}
    answer = here.post("/admin/users", seal_from="/account", **terms)

    assert answer.status_code == 422
    assert "cần thuộc một đơn vị" in answer.text


def test_a_changed_role_is_shown_at_once_in_its_part(
    sign_in: SignIn, make: Make, db: Session
) -> None:
    here = sign_in(Role.ADMINISTRATOR)
    person = make.user(Role.OFFICER, password_hash=HASH)
    unit_id = make.district().id
    db.commit()
    answer = here.post(
        f"/admin/users/{person.id}/role",
        seal_from="/account",
        headers={"HX-Request": "true", "HX-Target": "role"},
        role="accountant",
        unit_id=str(unit_id),
    )

    assert answer.status_code == 200
    assert answer.text.lstrip().startswith('<section id="role"')
    assert 'selected value="accountant"' in answer.text


def test_the_last_administrator_stays(sign_in: SignIn, db: Session) -> None:
    here = sign_in(Role.ADMINISTRATOR)
    own_id = db.scalars(select(User.id)).one()
    db.rollback()

    assert here.post(f"/admin/users/{own_id}/disabled", seal_from="/account").status_code == 422
    assert here.get("/admin/users").status_code == 200


def test_a_closed_account_is_out_and_may_be_opened_again(
    sign_in: SignIn, app: Flask, db: Session
) -> None:
    here, out = sign_in(Role.ADMINISTRATOR), sign_in(Role.OFFICER, username="nguoi.thu")
    person = db.scalars(select(User.id).where(User.username == "nguoi.thu")).one()
    db.rollback()
    here.post(f"/admin/users/{person}/disabled", seal_from="/account")
    refused = Browser(app).post("/sign-in", username="nguoi.thu", password=PASSWORD)
    here.post(f"/admin/users/{person}/enabled", seal_from="/account")
    welcome = Browser(app).post("/sign-in", username="nguoi.thu", password=PASSWORD)

    assert out.get("/account").status_code == 303
    assert (refused.status_code, welcome.status_code) == (422, 303)
