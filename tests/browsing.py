"""A browser without a screen: signs in, follows forms' seals, stays in its province's prefix."""

import re
from collections.abc import Callable
from contextvars import Context
from pathlib import Path
from typing import Any, TypeVar
from uuid import uuid4

import pytest
from flask import Flask
from flask.testing import FlaskClient
from jinja2 import FileSystemBytecodeCache
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from tests import installation
from tests.clients import HASH, PASSWORD
from tests.factories import Make
from thads.app import create_app
from thads.identity.models import Role, User
from thads.web.limits import limiter

T = TypeVar("T")
SEAL = re.compile(r'name="csrf_token" value="([^"]+)"')


def apart(act: Callable[..., T], *args: Any, **options: Any) -> T:
    """Do this as a server would: not inside the province that the test itself is in."""
    return Context().run(act, *args, **options)


class Browser:
    """One person's browser at one province."""

    def __init__(self, app: Flask, slug: str = "lao-cai") -> None:
        self.client: FlaskClient = app.test_client()
        self.prefix = f"/t/{slug}"

    def get(self, path: str, **options: Any) -> TestResponse:
        """Open an address of the province."""
        return apart(self.client.get, self.prefix + path, buffered=True, **options)

    def post(self, path: str, *, seal_from: str = "/sign-in", **form: Any) -> TestResponse:
        """Send a form as a browser does: with the seal of the page and a key of its own."""
        headers = form.pop("headers", {})
        form = {"csrf_token": self.seal(seal_from), "submission_key": str(uuid4()), **form}
        return apart(self.client.post, self.prefix + path, data=form, headers=headers)

    def seal(self, path: str) -> str:
        """The seal against forgery that a page holds."""
        page = self.get(path, follow_redirects=True)
        found = SEAL.search(page.text)
        assert found, page.text
        return found[1]

    def sign_in(self, user: User, password: str = PASSWORD) -> "Browser":
        """Sign in as this person."""
        answer = self.post("/sign-in", username=user.username, password=password)
        assert answer.status_code == 303, answer.text
        return self


SignIn = Callable[..., Browser]


@pytest.fixture(scope="session")
def assembled(
    template: installation.Installation, compiled_templates: FileSystemBytecodeCache
) -> Flask:
    """The application whose forms need their seal, put together once."""
    app = create_app(TESTING=True)
    app.jinja_env.bytecode_cache = compiled_templates
    return app


@pytest.fixture
def app(instance: Path, assembled: Flask) -> Flask:
    """The application on this test's installation."""
    limiter.enabled = False  # one for the process: a test of the limits switches it on
    return assembled


@pytest.fixture
def browser(app: Flask) -> Browser:
    """A browser in which nobody is signed in."""
    return Browser(app)


@pytest.fixture
def sign_in(app: Flask, make: Make, db: Session) -> SignIn:
    """Makes a person of this role and gives a browser where the person is signed in.

    What the test holds stays readable after its commit without a new transaction: on SQLite that
    would keep the request from writing.
    """
    db.expire_on_commit = False

    def of(role: Role = Role.PROVINCE_HEAD, **given: Any) -> Browser:
        user = make.user(role, password_hash=HASH, **given)
        db.commit()
        return Browser(app).sign_in(user)

    return of
