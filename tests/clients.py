"""A browser without a screen, at the host of one province."""

from collections.abc import Callable
from contextvars import Context
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from thads.identity import passwords

PASSWORD = "một câu dài chỉ để thử"
HASH = passwords.hashed(PASSWORD)


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
