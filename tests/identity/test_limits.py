"""How often one account or one address may try, whoever it is."""

from pathlib import Path

import pytest
from flask import Flask

from tests.browsing import Browser
from thads.app import create_app


@pytest.fixture
def app(instance: Path) -> Flask:
    """The application with its limits on, as in production."""
    return create_app(TESTING=True, RATELIMIT_ENABLED=True)


def test_an_account_that_nobody_has_is_limited_like_any_other(browser: Browser) -> None:
    seal = browser.seal("/sign-in")
    terms = {"username": "nobody", "password": "", "csrf_token": seal}
    codes = [browser.post("/sign-in", **terms).status_code for _ in range(31)]

    assert codes == [422] * 30 + [429]


def test_an_address_is_limited_whatever_names_it_tries(browser: Browser) -> None:
    terms = {"password": "", "csrf_token": browser.seal("/sign-in")}
    codes = [browser.post("/sign-in", username=f"no.{n}", **terms).status_code for n in range(61)]

    assert codes == [422] * 60 + [429]
