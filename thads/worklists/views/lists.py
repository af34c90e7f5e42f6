"""Today's work of a person, the counts n of m, and the list behind each number."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import NamedTuple, TypeVar

from flask import Response, request

from thads.cases.forms.filters import UNASSIGNED
from thads.cases.views.entering import scope
from thads.cases.views.people import names_of, officers_of, unit_names, units_of
from thads.identity.policy import Permission
from thads.web.access import requires
from thads.web.request import db, me, today
from thads.web.screen import Screen
from thads.worklists import queries
from thads.worklists.asked import SOON_DAYS, Wanted, Whose
from thads.worklists.forms import WantedForm, title_of
from thads.worklists.queries import CountLine, Counts
from thads.worklists.tasks import DUTIES
from thads.worklists.views.blueprint import bp

TODAY = Screen("worklists/index.html")
BOARD = Screen("worklists/board.html")
TASKS = Screen("worklists/tasks.html")
NOBODY = "Chưa phân công"
Key = TypeVar("Key")


class Row(NamedTuple):
    """A line of counts, and what its numbers ask for beside what is asked already."""

    name: str
    asks: dict[str, str]
    counts: Counts


@dataclass(frozen=True)
class Asked:
    """What the address asks for, as far as this person may see it."""

    form: WantedForm
    wanted: Wanted
    whole_province: bool

    @property
    def against(self) -> Wanted:
        """What the list is counted against: the same at whatever time it is due."""
        return replace(self.wanted, horizon=None, due_from=None, due_to=None)


@bp.get("/")
@requires(Permission.CASE_VIEW)
def index() -> Response:
    """What this person must do: what is late, what is due within seven days, the first first."""
    day, mine = today(), Wanted(whose=whose())
    soon = Wanted(whose=whose(), due_to=day + timedelta(days=SOON_DAYS))
    return TODAY.show(
        counts=queries.total(db(), mine, day), has_work=whose().has_work,
        page=queries.page(db(), soon, day, number=_number()), soon=soon.due_to,
    )  # fmt: skip


@bp.get("/counts")
@requires(Permission.CASE_VIEW)
def board() -> Response:
    """How many are late of how many, by kind, by unit, by officer; each number opens its list."""
    asked = asked_for()
    lines = queries.counts(db(), asked.wanted, today())
    by_officer = not asked.whole_province or asked.wanted.unit_id is not None
    return BOARD.show(
        asked=asked, counts=sum((line.counts for line in lines), Counts()),
        by_duty=_by_duty(lines), by_holder=_by_officer(lines) if by_officer else _by_unit(lines),
        holder="Chấp hành viên" if by_officer else "Đơn vị",
    )  # fmt: skip


@bp.get("/tasks")
@requires(Permission.CASE_VIEW)
def tasks() -> Response:
    """The duties behind a number."""
    asked, sort = asked_for(), request.args.get("sort", queries.SOONEST)
    page = queries.page(db(), asked.wanted, today(), number=_number(), order=sort)
    counts = queries.total(db(), asked.against, today())
    return TASKS.show(asked=asked, page=page, sort=sort, counts=counts)


def whose() -> Whose:
    """The person signed in, as one who has work to do."""
    person = me()
    return Whose(person.id, person.role, person.unit_id)


def asked_for() -> Asked:
    """Read the address: only what this person may choose counts."""
    form, mine = WantedForm(request.args), scope()
    form.unit.offer(units_of(today()) if mine is None else [])
    form.officer.offer([(UNASSIGNED, NOBODY), *officers_of(mine)])
    return Asked(form, form.wanted(mine, whose()), mine is None)


def _number() -> int:
    return max(1, request.args.get("page", 1, type=int) or 1)


def _by_duty(lines: Iterable[CountLine]) -> list[Row]:
    summed = _summed((line.duty, line.counts) for line in lines)
    return [
        Row(title_of(duty), {"duty": duty.value}, summed[duty]) for duty in DUTIES if duty in summed
    ]


def _by_unit(lines: Iterable[CountLine]) -> list[Row]:
    summed, names = _summed((line.unit_id, line.counts) for line in lines), unit_names()
    rows = [Row(names[unit], {"unit": str(unit)}, counts) for unit, counts in summed.items()]
    return _most_late_first(rows)


def _by_officer(lines: Iterable[CountLine]) -> list[Row]:
    summed = _summed((line.officer_id, line.counts) for line in lines)
    names = names_of(summed)
    return _most_late_first(
        Row(
            names[officer] if officer else NOBODY,
            {"officer": str(officer) if officer else UNASSIGNED},
            counts,
        )
        for officer, counts in summed.items()
    )


def _most_late_first(rows: Iterable[Row]) -> list[Row]:
    return sorted(rows, key=lambda row: (-row.counts.late, -row.counts.m, row.name))


def _summed(pairs: Iterable[tuple[Key, Counts]]) -> dict[Key, Counts]:
    found: dict[Key, Counts] = {}
    for key, counts in pairs:
        found[key] = found.get(key, Counts()) + counts
    return found
