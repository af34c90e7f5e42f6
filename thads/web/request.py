"""What a view asks of its request: the session, the person, the day, the moment."""

from datetime import UTC, date, datetime
from typing import cast

from flask import g, request
from htmx_flask.requests import HtmxAwareRequest
from sqlalchemy.orm import Session

from tenants import context
from thads.core.days import VIETNAM
from thads.core.errors import NotFound
from thads.identity.models import User, UserSession
from thads.web import database


class ThadsRequest(HtmxAwareRequest):  # type: ignore[misc]
    """Flask's request that knows htmx's headers."""

    def wants(self, part: str | None) -> bool:
        """Whether htmx asks for this part of the page rather than the whole."""
        return bool(part and self.htmx and self.htmx.target == part)


def this_request() -> ThadsRequest:
    """Flask's request with its own type."""
    return cast("ThadsRequest", request)


def db() -> Session:
    """The tenant's session of this request."""
    return database.request_session()


def user() -> User:
    """The person signed in; a view that needs one is never reached without."""
    signed_in = user_or_none()
    if signed_in is None:
        raise NotFound
    return signed_in


def user_or_none() -> User | None:
    """The person signed in, if anybody is."""
    found = user_session_or_none()
    return found.user if found else None


def user_session() -> UserSession:
    """The sign-in of this request."""
    found = user_session_or_none()
    if found is None:
        raise NotFound
    return found


def user_session_or_none() -> UserSession | None:
    """The sign-in that this request's cookie names, while it is valid."""
    found: UserSession | None = g.get("user_session")
    return found


def now() -> datetime:
    """The moment, in UTC."""
    return datetime.now(UTC)


def today() -> date:
    """The office's working day: a practice province has its own, the others live today."""
    return context.current().practice_day or now().astimezone(VIETNAM).date()
