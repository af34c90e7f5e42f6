"""What a view asks of its request: the session, the person, the day, the moment."""

from datetime import UTC, date, datetime
from typing import cast

from flask import current_app, g, request
from htmx_flask.requests import HtmxAwareRequest
from sqlalchemy.orm import Session

from tenants import context
from thads.core.days import VIETNAM
from thads.core.errors import NotFound
from thads.identity import queries as identity
from thads.identity.models import User
from thads.identity.person import Person, SignIn
from thads.web import database

# Where whole registers are given: more than a form holds (bytes).
LARGE = {
    "imports.create": 60 * 1024 * 1024,
    "imports.create_pasted": 8 * 1024 * 1024,
    "bankbook.create_file": 21 * 1024 * 1024,
}
# Where scans and photos are given; a field beside them stays short.
WITH_FILES = {
    "banks.create_meeting": 100 * 1024 * 1024,
    "banks.create_meeting_papers": 100 * 1024 * 1024,
    "check.compare": 20 * 1024 * 1024,
    "report_signing.create_agency": 30 * 1024 * 1024,
    "report_signing.create_person": 30 * 1024 * 1024,
    "attachments.create": 100 * 1024 * 1024,
    "verification.create_verification": 100 * 1024 * 1024,
    "verification.create_results": 200 * 1024 * 1024,
}


class ThadsRequest(HtmxAwareRequest):  # type: ignore[misc]
    """Flask's request that knows htmx's headers, and which of its forms may be large."""

    @property
    def max_content_length(self) -> int | None:
        """The most bytes that this address takes; a file lies on disk while it is received."""
        named = self.endpoint or ""
        larger = LARGE.get(named) or WITH_FILES.get(named)
        return larger or current_app.config["MAX_CONTENT_LENGTH"]

    @property
    def max_form_memory_size(self) -> int | None:
        """The most bytes of one field."""
        return LARGE.get(self.endpoint or "") or current_app.config["MAX_FORM_MEMORY_SIZE"]

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
    """The record of the person signed in, for acts done by them."""
    return identity.get(db(), me().id)


def me() -> Person:
    """The person signed in; a view that needs one is never reached without."""
    return this_sign_in().user


def me_or_none() -> Person | None:
    """The person signed in, if anybody is."""
    found: SignIn | None = g.get("sign_in")
    return found.user if found else None


def this_sign_in() -> SignIn:
    """The sign-in that this request's cookie names."""
    found: SignIn | None = g.get("sign_in")
    if found is None:
        raise NotFound
    return found


def now() -> datetime:
    """The moment, in UTC."""
    return datetime.now(UTC)


def today() -> date:
    """The office's working day: a practice province has its own, the others live today."""
    return context.current().practice_day or now().astimezone(VIETNAM).date()
