"""Records of hand-overs: the list, one record to read, print and acknowledge."""

from __future__ import annotations

from typing import NamedTuple
from uuid import UUID

from flask import Blueprint, Response, request, url_for

from thads.cases import actions
from thads.cases.models import HandOverRecord
from thads.cases.queries import handovers
from thads.cases.queries.handovers import Given, Party
from thads.cases.queries.workload import Holder, Load
from thads.cases.views.entering import scope
from thads.cases.views.people import names_of, unit_names
from thads.cases.views.shares import shares_of
from thads.core.errors import RuleBroken
from thads.identity.forms import EmptyForm
from thads.identity.policy import Permission
from thads.web.access import requires
from thads.web.request import db, user
from thads.web.screen import Screen

bp = Blueprint("handovers", __name__, url_prefix="/handovers")
INDEX = Screen("handovers/index.html")
SHOW = Screen("handovers/show.html")


class Side(NamedTuple):
    """A party in words: what it is, who, of which unit, what it gives or gets, what it said."""

    party: Party
    unit: str
    person: str | None
    load: Load
    said_by: str | None


class Line(NamedTuple):
    """One record in the list."""

    record: HandOverRecord
    sides: list[Side]
    load: Load

    @property
    def is_open(self) -> bool:
        """Somebody's word is missing."""
        return any(side.party.said is None for side in self.sides)


@bp.get("/")
@requires(Permission.CASE_VIEW)
def index() -> Response:
    """Hand-overs of the reader's unit, or only those that wait for the reader."""
    mine, number = request.args.get("mine") == "1", request.args.get("page", 1, type=int) or 1
    page = handovers.records(db(), scope=scope(), waiting_for=user() if mine else None, page=number)
    given = handovers.given_by(db(), [record.id for record in page.rows])
    lines = [_line(record, given[record.id]) for record in page.rows]
    waiting = handovers.count_waiting(db(), user())
    return INDEX.show(page=page, lines=lines, mine=mine, waiting=waiting)


@bp.get("/<uuid:record_id>")
@requires(Permission.CASE_VIEW)
def show(record_id: UUID) -> Response:
    """One record as it is printed, with its cases and sums."""
    return SHOW.show(**_context(_record(record_id)))


@bp.post("/<uuid:record_id>/acknowledgement")
@requires(Permission.CASE_VIEW)
def acknowledge(record_id: UUID) -> Response:
    """The reader says that the sums are right."""
    record = _record(record_id)
    try:
        actions.acknowledge(db(), record, by=user())
    except RuleBroken as broken:
        db().rollback()
        form = EmptyForm()
        form.refuse(broken)
        return SHOW.refuse(**_context(_record(record_id)) | {"form": form})
    return SHOW.done(to=url_for(".show", record_id=record_id), message="Đã xác nhận bàn giao.")


@bp.app_template_global("handovers_waiting")
def handovers_waiting() -> int:
    """How many records wait for the reader's word; asked by the first page."""
    return handovers.count_waiting(db(), user())


def _record(record_id: UUID) -> HandOverRecord:
    return handovers.get_record(db(), record_id, scope=scope(), reader=user())


def _context(record: HandOverRecord) -> dict[str, object]:
    lines = handovers.lines_of(db(), record.id)
    line = _line(record, handovers.given_by(db(), [record.id])[record.id])
    return {
        "record": record, "line": line, "lines": lines, "form": EmptyForm(),
        "units": unit_names(), "names": names_of(one.from_officer_id for one in lines),
        "may_say": any(side.party.awaits(user()) for side in line.sides),
        "shares": shares_of(handovers.loads_of(record.before), handovers.loads_of(record.after)),
    }  # fmt: skip


def _line(record: HandOverRecord, given: Given) -> Line:
    total, sides = sum(given.values(), Load()), handovers.parties(record, given)
    said = (side.said.person_id for side in sides if side.said)
    names, units = names_of([*(side.officer_id for side in sides), *said]), unit_names()
    told = []
    for side in sides:
        load = total if side.receives else _given(given, side)
        person = names.get(side.officer_id) if side.officer_id else None
        said_by = names[side.said.person_id] if side.said else None
        told.append(Side(side, units[side.unit_id], person, load, said_by))
    return Line(record, told, total)


def _given(given: Given, side: Party) -> Load:
    if side.officer_id:
        return given[Holder(side.unit_id, side.officer_id)]
    return sum((load for held, load in given.items() if held.unit_id == side.unit_id), Load())
