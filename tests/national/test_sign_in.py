"""The desk has its own people: the rules of sign-in are those of a province (P9, P10)."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from tenants.control import control_session
from tenants.models import NationalAccount, NationalAct, NationalSession
from tests.clients import PASSWORD, Client
from tests.national.conftest import NOW, sign_in
from thads.core.errors import NotFound
from thads.identity.models import Role
from thads.national import accounts


def test_nobody_sees_anything_of_the_desk(browser: Client) -> None:
    for page in ("", "totals", "sendings", "targets", "progress", "acts", "file", "password"):
        answer = browser.get(f"/national/{page}")
        assert (answer.status_code, answer.location) == (303, "/national/sign-in"), page
    assert browser.post("/national/targets").status_code == 401


def test_a_person_of_the_desk_signs_in_and_out(desk: Client, control: Session) -> None:
    assert "Kết quả các tỉnh" in desk.get("/national/").text
    cookie = desk.get_cookie("thads", path="/national")
    assert cookie is not None  # travels to the desk's addresses only
    assert desk.post("/national/sign-out").status_code == 303
    assert desk.get("/national/").status_code == 303
    desk.set_cookie("thads", cookie.value, path="/national")
    assert desk.get("/national/").status_code == 303
    done = set(control.scalars(select(NationalAct.act)))
    assert done == {"account.invited", "invitation.accepted", "sign_in.begun", "sign_in.ended"}


def test_five_failures_lock_the_account(desk: Client, control: Session) -> None:
    desk.post("/national/sign-out")
    for _ in range(5):
        assert sign_in(desk, "sai hoàn toàn nhé").status_code == 422
    answer = sign_in(desk)
    assert answer.status_code == 422
    assert "tạm khóa 15 phút" in answer.text
    control.rollback()
    refused = select(NationalAct).where(NationalAct.act == "sign_in.refused")
    assert len(control.scalars(refused).all()) == 6


def test_an_idle_sign_in_is_over(desk: Client, control: Session) -> None:
    long_ago = update(NationalSession).values(last_seen_at=NOW - timedelta(days=1))
    with control_session() as writing:
        writing.execute(long_ago)
        writing.commit()
    assert desk.get("/national/").status_code == 303


def test_an_invitation_works_once_and_not_with_a_weak_password(
    browser: Client, control: Session
) -> None:
    _, token = accounts.invite(control, "moi", "Người Mới", now=NOW + timedelta(days=3650))
    page = f"/national/invitation?token={token}"
    assert "Người Mới" in browser.get(page).text
    assert browser.post(page, data={"password": "ngắn"}).status_code == 422
    assert browser.post(page, data={"password": PASSWORD}).status_code == 303
    assert browser.get(page).status_code == 404
    assert browser.get("/national/invitation").status_code == 404


def test_a_new_invitation_ends_the_old_one_and_every_sign_in(control: Session, desk) -> None:
    _, first = accounts.invite(control, "moi", "Người Mới", now=NOW)
    accounts.invite(control, "moi", "Người Mới", now=NOW)
    with pytest.raises(NotFound):
        accounts.invitation(control, first, now=NOW)
    accounts.invite(control, "trung.uong", "", now=NOW)
    assert desk.get("/national/").status_code == 303


def test_a_password_is_changed_and_the_session_begins_anew(desk: Client, control) -> None:
    new = "một câu khác hẳn câu trước"
    answer = desk.post("/national/password", data={"old": PASSWORD, "new": new})
    assert answer.status_code == 303
    assert desk.get("/national/").status_code == 200
    control.rollback()
    ended = select(NationalSession).where(NationalSession.end_reason == "password_changed")
    assert len(control.scalars(ended).all()) == 1


def test_what_was_done_cannot_be_changed(desk: Client, control: Session) -> None:
    with control_session() as writing, pytest.raises(IntegrityError, match="append_only"):
        writing.execute(update(NationalAct).values(act="x"))
    assert "Đăng nhập" in desk.get("/national/acts").text


def test_a_closed_account_is_out_at_once(desk: Client, control: Session) -> None:
    accounts.disable(control, "trung.uong", now=NOW)
    assert desk.get("/national/").status_code == 303
    assert sign_in(desk).status_code == 422


def test_a_sign_in_of_the_desk_is_worth_nothing_in_a_province(
    desk: Client, app: Flask, sign_in
) -> None:
    cookie = desk.get_cookie("thads", path="/national")
    stranger: Client = app.test_client()  # type: ignore[assignment]
    stranger.host = "lao-cai.localhost"
    stranger.set_cookie("thads", cookie.value, domain="lao-cai.localhost")
    assert stranger.get("/cases/").status_code == 303
    assert stranger.get("/national/").location.startswith("/sign-in")


def test_a_head_of_a_province_is_nobody_at_the_desk(sign_in, browser: Client, control) -> None:
    head = sign_in(Role.PROVINCE_HEAD)
    assert head.get("/national/").status_code == 404
    cookie = head.get_cookie("thads", domain="lao-cai.localhost")
    browser.set_cookie("thads", cookie.value, path="/national")
    assert browser.get("/national/").status_code == 303
    assert control.scalars(select(NationalAccount)).all() == []
