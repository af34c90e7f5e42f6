"""The session of a request, and short sessions beside it for what must be written anyway."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, cast

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy.orm import DeclarativeBase, Session

from tenants.sessions import TenantSession
from thads.core.db import TenantBase

if TYPE_CHECKING:
    from flask import Flask


class KnownTables(DeclarativeBase):
    """Flask-SQLAlchemy wants a base to copy; records are declared on TenantBase."""

    metadata = TenantBase.metadata


# What was read stays readable after the commit: a part is rendered then.
db = SQLAlchemy(
    model_class=KnownTables,
    session_options={"class_": TenantSession, "expire_on_commit": False},
)


def init(app: Flask, *, control_url: str) -> None:
    """Bind the control database by name only: without a tenant every query fails."""
    app.config.setdefault("SQLALCHEMY_BINDS", {"control": control_url})
    db.init_app(app)


def request_session() -> Session:
    """The session of this request."""
    return cast("Session", db.session())


def read_only() -> None:
    """From here on this request cannot write: the connection itself refuses (P5)."""
    request_session().rollback()
    request_session().info["read_only"] = True


def read_write() -> None:
    """From here on this request may write; what was read before is read again."""
    request_session().rollback()
    request_session().info["read_only"] = False


@contextmanager
def short_session(*, noting: bool = False) -> Iterator[Session]:
    """A writer of its own, committed at the end: sign-in, last-seen, access log, refusals.

    `noting`: the commit need not have reached the disk before the answer (docs/adr/0015).
    The caller makes sure that the request's own session holds no write (SQLite has one writer).
    Its reading ends here: a snapshot open during commits keeps SQLite's log from being emptied.
    """
    request_session().rollback()
    with TenantSession(expire_on_commit=False, info={"noting": noting}) as short:
        yield short
        short.commit()


@contextmanager
def writer() -> Iterator[Session]:
    """The request's session, or a short one where the request may only read (own account)."""
    if request_session().info.get("read_only"):
        with short_session() as short:
            yield short
    else:
        yield request_session()
