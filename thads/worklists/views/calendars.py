"""A person's due days for calendar programs: as a file, and at a private address."""

from __future__ import annotations

from flask import Response, url_for

from tenants import context
from thads.identity.forms import EmptyForm
from thads.identity.policy import Permission
from thads.web.access import requires
from thads.web.request import db, me, now, today, user
from thads.web.screen import Screen
from thads.worklists import actions, calendar, queries
from thads.worklists.asked import Wanted, Whose
from thads.worklists.views.blueprint import bp
from thads.worklists.views.lists import whose

SHOW = Screen("worklists/calendar.html")


@bp.get("/calendar")
@requires(Permission.CASE_VIEW)
def show_calendar() -> Response:
    """How to get one's due days into a calendar program."""
    return _show(None)


@bp.get("/calendar.ics")
@requires(Permission.CASE_VIEW)
def download_calendar() -> Response:
    """One's due days as a file."""
    answer = _file(whose())
    answer.headers["Content-Disposition"] = 'attachment; filename="viec-phai-lam.ics"'
    return answer


@bp.post("/calendar/address")
@requires(Permission.CASE_VIEW)
def create_address() -> Response:
    """A new private address, shown this once; the one before serves no longer."""
    return _show(actions.issue_calendar(db(), by=user(), now=now()))


@bp.post("/calendar/address/revocation")
@requires(Permission.CASE_VIEW)
def revoke_address() -> Response:
    """The private address serves no longer."""
    actions.revoke_calendar(db(), by=user(), now=now())
    return SHOW.done(to=url_for(".show_calendar"), message="Đã thu hồi địa chỉ lịch.")


@bp.get("/feeds/<token>.ics")
@requires(Permission.ANYONE)
def feed(token: str) -> Response:
    """The same for a calendar program that knows the address: nothing but due days and numbers."""
    person = queries.reader_of(db(), token)
    return _file(Whose(person.id, person.role, person.unit_id))


def _show(token: str | None) -> Response:
    address = url_for(".feed", token=token, _external=True) if token else None
    return SHOW.show(
        address=address, link=queries.calendar_link(db(), me().id), form=EmptyForm(formdata=None)
    )


def _file(of: Whose) -> Response:
    lines = queries.every(db(), Wanted(whose=of), today())
    content = calendar.calendar(lines, place=context.current().slug, now=now())
    return Response(content, content_type=calendar.MIME)
