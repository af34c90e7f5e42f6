"""A browser without a screen, at the host of one province."""

from collections.abc import Callable
from contextvars import Context
from typing import Any

from argon2 import PasswordHasher
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

PASSWORD = "một câu dài chỉ để thử"
# As weak as a hash may be: thousands of people sign in (tests/identity proves what is kept of one).
HASH = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)


class Client(FlaskClient):
    """Each request runs as in the server: outside the test's province and its sessions."""

    host = "localhost"
    before: Callable[[], object] = staticmethod(lambda: None)

    def open(self, *args: Any, **options: Any) -> TestResponse:
        """Commit what the test made, then ask at the province's own host."""
        self.before()
        options = {"base_url": f"http://{self.host}/", "buffered": True, **options}
        return Context().run(super().open, *args, **options)


def client_of(app: Flask, slug: str, *, before: Callable[[], object]) -> Client:
    """A browser at http://<slug>.localhost."""
    client: Client = app.test_client()  # type: ignore[assignment]
    client.host = f"{slug}.localhost"
    client.before = before  # type: ignore[method-assign]
    return client
