"""One's own account: password, sign-ins, invitation."""

import pytest
from argon2 import Type, extract_parameters
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.browsing import PASSWORD, Browser, SignIn
from thads.core.errors import RuleBroken
from thads.identity import passwords
from thads.identity.models import Role, User, UserSession

NEW = "một câu dài khác hẳn câu cũ"


@pytest.mark.parametrize("role", [Role.OFFICER, Role.OVERSIGHT])
def test_a_new_password_ends_the_other_sign_ins(sign_in: SignIn, app: Flask, role: Role) -> None:
    here = sign_in(role, username="nguoi.thu")
    other = Browser(app)
    other.post("/sign-in", username="nguoi.thu", password=PASSWORD)
    changed = here.post("/account/password", seal_from="/account", old=PASSWORD, new=NEW)

    assert changed.status_code == 303
    assert here.get("/account").status_code == 200
    assert other.get("/account").status_code == 303
    again = Browser(app).post("/sign-in", username="nguoi.thu", password=NEW)
    assert again.status_code == 303


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("không phải thế này", NEW, "hiện tại không đúng"),
        (PASSWORD, "ngắn quá", "ít nhất 12 ký tự"),
        (PASSWORD, "matkhau123456", "quá dễ đoán"),
        (PASSWORD, "Mậtkhẩu123456", "quá dễ đoán"),
        (PASSWORD, PASSWORD, "phải khác"),
    ],
)
def test_a_poor_password_is_refused(sign_in: SignIn, old: str, new: str, words: str) -> None:
    here = sign_in(Role.OFFICER)
    answer = here.post("/account/password", seal_from="/account", old=old, new=new)

    assert answer.status_code == 422
    assert words in answer.text


def test_a_password_is_the_same_however_its_letters_are_composed() -> None:
    composed, decomposed = "cầu nối đôi bờ sông", "ca\u0302\u0300u no\u0302\u0301i đôi bờ sông"

    assert passwords.matches(decomposed, passwords.hashed(composed))
    assert not passwords.matches(composed, None)


def test_a_password_is_kept_so_that_guessing_costs_dear() -> None:
    kept = extract_parameters(passwords.hashed("cầu nối đôi bờ sông"))

    assert kept.type is Type.ID
    assert kept.memory_cost >= 65536  # KiB, as RFC 9106 advises where memory is short
    assert kept.time_cost >= 3


@pytest.mark.parametrize("password", ["aaaaaaaaaaaaaaaa", "chv.baothang1", "thihanhandansu2024"])
def test_what_is_easily_guessed_is_refused(password: str) -> None:
    with pytest.raises(RuleBroken):
        passwords.check(password, username="chv.baothang")


def test_one_may_end_a_sign_in_left_behind(sign_in: SignIn, app: Flask, db: Session) -> None:
    here = sign_in(Role.OFFICER, username="nguoi.thu")
    left = Browser(app)
    left.post("/sign-in", username="nguoi.thu", password=PASSWORD)
    newest = select(UserSession.id).order_by(UserSession.created_at.desc())
    session_id = db.scalars(newest).first()
    db.rollback()
    here.post(f"/account/sessions/{session_id}/end", seal_from="/account")

    assert left.get("/account").status_code == 303
    assert here.get("/account").status_code == 200


def test_nobody_ends_the_sign_in_of_another(sign_in: SignIn, db: Session) -> None:
    here, other = sign_in(Role.OFFICER), sign_in(Role.PROVINCE_HEAD)
    theirs = db.scalars(
        select(UserSession.id).join(User).where(User.role == Role.PROVINCE_HEAD)
    ).one()
    db.rollback()
    answer = here.post(f"/account/sessions/{theirs}/end", seal_from="/account")

    assert answer.status_code == 404
    assert other.get("/account").status_code == 200
