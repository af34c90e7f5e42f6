"""The national desk as a browser sees it, and published figures of the two provinces."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from tenants import registry
from tenants.control import control_session
from tests.clients import PASSWORD, Client
from thads.national import accounts, receiving
from thads.statistics.columns import (
    STORED_CASES,
    STORED_MONEY,
    with_derived_cases,
    with_derived_money,
)

NOW = datetime(2024, 9, 30, 5, 0, tzinfo=UTC)
AUGUST = date(2024, 8, 31)


@pytest.fixture
def control(instance) -> Iterator[Session]:
    """The control database; commit before a request is to see what was written."""
    with control_session(reading=True) as session:
        yield session


@pytest.fixture
def browser(app: Flask, control: Session) -> Client:
    """Nobody yet, at the host that names no province."""
    client: Client = app.test_client()  # type: ignore[assignment]
    client.before = control.commit  # type: ignore[method-assign]
    return client


@pytest.fixture
def desk(browser: Client, control: Session) -> Client:
    """Somebody signed in at the national desk."""
    _, token = accounts.invite(control, "trung.uong", "Người Trung Ương", now=NOW)
    accounts.accept(control, token, PASSWORD, now=NOW)
    answer = sign_in(browser)
    assert answer.status_code == 303, answer.text
    return browser


def sign_in(browser: Client, password: str = PASSWORD) -> Any:
    given = {"username": "trung.uong", "password": password}
    return browser.post("/national/sign-in", data=given)


def columns(resolved: int, enforceable: int, money: int, base: int) -> dict[str, dict[str, int]]:
    """A line with these rates: resolved of enforceable, in cases and in đồng."""
    cases = dict.fromkeys(STORED_CASES, 0) | {
        "completed": resolved, "in_progress": enforceable - resolved}  # fmt: skip
    amounts = dict.fromkeys(STORED_MONEY, 0) | {"completed": money, "in_progress": base - money}
    return {"cases": with_derived_cases(list(cases.values())),
            "money": with_derived_money(list(amounts.values()))}  # fmt: skip


def publish(
    control: Session, slug: str, total: dict[str, Any], *, version: int = 1,
    end: date = AUGUST, on: date = date(2024, 9, 6),
) -> bool:  # fmt: skip
    """As a province's job brings it."""
    lines = [{"group": "unit", "name": "Chi cục A", **total},
             {"group": "kind", "name": "Dân sự – theo yêu cầu", **total}]  # fmt: skip
    told = receiving.Published(end, version, on, "TT05-2024", total, lines)
    return receiving.receive(control, registry.find(slug).id, told, now=NOW)
