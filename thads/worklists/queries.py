"""What must be done: of one case, of many, of a unit or a person; n late of m under each duty."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from itertools import islice
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Select, case, func, select
from sqlalchemy.orm import Session

from thads.cases.models import Case
from thads.core.errors import NotFound
from thads.core.pages import PAGE_SIZE, Page, offset_of
from thads.identity import passwords
from thads.identity.models import User
from thads.parties.models import Party, PartyRole
from thads.rules.deadlines import Duty
from thads.units.models import Unit
from thads.worklists.asked import Horizon, Wanted, conditions, open_on
from thads.worklists.books import BOOK_OF, Book
from thads.worklists.models import CalendarLink, OpenDuty
from thads.worklists.tasks import Task

CHUNK = 500
_COLUMNS = (
    OpenDuty.duty, OpenDuty.subject_id, OpenDuty.case_id, OpenDuty.unit_id, OpenDuty.officer_id,
    OpenDuty.since, OpenDuty.opens_on, OpenDuty.due,
)  # fmt: skip
SOONEST = "due"
_SAME_DAY = (OpenDuty.subject_id, OpenDuty.duty)
_SOONEST = (OpenDuty.due.is_(None), OpenDuty.due, *_SAME_DAY)
ORDERS: dict[str, tuple[Any, ...]] = {
    "due": (OpenDuty.due,),
    "since": (OpenDuty.since,),
    "case": (Case.numbering_year, Case.number),
    "officer": (User.name_sort_key, OpenDuty.due),
}


class Counts(NamedTuple):
    """How many duties there are, and of these how many are late or come soon."""

    m: int = 0
    late: int = 0
    in_7: int = 0
    in_30: int = 0  # those in 7 days included
    unknown: int = 0

    def __add__(self, other: object) -> "Counts":
        if not isinstance(other, Counts):
            return NotImplemented
        return Counts(*(one + two for one, two in zip(self, other, strict=True)))


class CountLine(NamedTuple):
    """The duties of one kind that one officer of one unit has."""

    unit_id: UUID
    officer_id: UUID | None
    duty: Duty
    counts: Counts


class TaskLine(NamedTuple):
    """One duty as a list shows it."""

    task: Task
    title: str  # the number of the case; without one, what its register says
    unit: str
    officer: str | None
    debtors: str = ""


def of_case(db: Session, case_id: UUID, day: date) -> Sequence[Task]:
    """What is still to be done on one case, the first due first."""
    stmt = _open(day).where(OpenDuty.case_id == case_id).order_by(*_SOONEST)
    return [Task(*row) for row in db.execute(stmt)]


def next_of_cases(db: Session, case_ids: Collection[UUID], day: date) -> dict[UUID, Task]:
    """The duty due first of each of these cases; a case with nothing to do is left out."""
    found: dict[UUID, Task] = {}
    ids = iter(case_ids)
    while chunk := list(islice(ids, CHUNK)):
        stmt = _open(day).where(OpenDuty.case_id.in_(chunk)).order_by(*_SOONEST)
        for task in (Task(*row) for row in db.execute(stmt)):
            if task.case_id is not None:
                found.setdefault(task.case_id, task)
    return found


def counts(db: Session, wanted: Wanted, day: date) -> Sequence[CountLine]:
    """The duties asked for by unit, officer and kind, in one statement."""
    groups = (OpenDuty.unit_id, OpenDuty.officer_id, OpenDuty.duty)
    stmt = select(*groups, *_sums(day)).where(*conditions(wanted, day)).group_by(*groups)
    return [
        CountLine(unit_id, officer_id, duty, Counts(*map(int, numbers)))
        for unit_id, officer_id, duty, *numbers in db.execute(stmt)
    ]


def total(db: Session, wanted: Wanted, day: date) -> Counts:
    """All that is asked for together."""
    found = db.execute(select(*_sums(day)).where(*conditions(wanted, day))).one()
    return Counts(*(int(number or 0) for number in found))


def page(
    db: Session, wanted: Wanted, day: date, *, number: int = 1, size: int = PAGE_SIZE,
    order: str = SOONEST,
) -> Page[TaskLine]:  # fmt: skip
    """Some of the duties asked for, with the debtors of their cases; by `order` (a key of ORDERS,
    with "-" from the last to the first). No query per row."""
    count = select(func.count()).select_from(OpenDuty).where(*conditions(wanted, day))
    stmt = _listed(wanted, day, order).limit(size).offset(offset_of(number, size))
    rows = list(_named(db, [Task(*row) for row in db.execute(stmt)]))
    names = _debtors(db, {line.task.case_id for line in rows if line.task.case_id})
    return Page(
        [line._replace(debtors=names.get(line.task.case_id, "")) for line in rows],
        max(1, number), size, db.scalar(count) or 0,
    )  # fmt: skip


def every(db: Session, wanted: Wanted, day: date, *, order: str = SOONEST) -> Iterator[TaskLine]:
    """All of the duties asked for, without names of parties, a bounded number in memory."""
    listed = db.execute(_listed(wanted, day, order).execution_options(yield_per=CHUNK))
    for rows in listed.partitions():
        yield from _named(db, [Task(*row) for row in rows])


def calendar_link(db: Session, user_id: UUID) -> CalendarLink | None:
    """The person's private calendar address, if one serves."""
    stmt = select(CalendarLink).where(CalendarLink.user_id == user_id)
    return db.scalars(stmt.where(CalendarLink.revoked_at.is_(None))).one_or_none()


def reader_of(db: Session, token: str) -> User:
    """Whose due days an address tells; NotFound once it was revoked or the account closed."""
    stmt = (
        select(User)
        .join(CalendarLink, CalendarLink.user_id == User.id)
        .where(
            CalendarLink.token_hash == passwords.token_hash(token),
            CalendarLink.revoked_at.is_(None),
            User.disabled_at.is_(None),
        )
    )
    found = db.scalars(stmt).one_or_none()
    if found is None:
        raise NotFound
    return found


def _sums(day: date) -> list[ColumnElement[int]]:
    """The numbers of `Counts` in SQL."""
    horizons = (Horizon.OVERDUE, Horizon.IN_7, Horizon.IN_30, Horizon.UNKNOWN)
    sums = [func.sum(case((horizon.holds(day), 1), else_=0)) for horizon in horizons]
    return [func.count(), *sums]


def _open(day: date) -> Select[*tuple[Any, ...]]:
    return select(*_COLUMNS).where(*open_on(day))


def _listed(wanted: Wanted, day: date, order: str) -> Select[*tuple[Any, ...]]:
    """The duties asked for in their order, to be cut to a page before names are looked up."""
    name = order.removeprefix("-") if order.removeprefix("-") in ORDERS else SOONEST
    keys = [key.desc() if order.startswith("-") else key for key in ORDERS[name]]
    if name == SOONEST and wanted.horizon is None:
        keys.insert(0, OpenDuty.due.is_(None))
    stmt = select(*_COLUMNS).where(*conditions(wanted, day))
    if name == "officer":
        stmt = stmt.outerjoin(User, User.id == OpenDuty.officer_id)
    elif name == "case":
        stmt = stmt.outerjoin(Case, Case.id == OpenDuty.case_id)
    return stmt.order_by(*keys, *_SAME_DAY)


def _named(db: Session, tasks: Sequence[Task]) -> Iterator[TaskLine]:
    """Their titles, units and officers by name, in the same order; no query per row."""
    titles = _titles(db, tasks)
    units = {row.id: row.name for row in db.execute(select(Unit.id, Unit.name))}
    held_by = select(User.id, User.full_name).where(User.id.in_({t.officer_id for t in tasks}))
    officers = {row.id: row.full_name for row in db.execute(held_by)}
    for task in tasks:
        officer = officers[task.officer_id] if task.officer_id else None
        title = titles[task.case_id or task.subject_id]
        yield TaskLine(task, title, units[task.unit_id], officer)


def _titles(db: Session, tasks: Sequence[Task]) -> dict[UUID, str]:
    """The numbers of cases; of no case, what the register says of the subject."""
    cases = select(Case.id, Case.number, Case.series).where(
        Case.id.in_({task.case_id for task in tasks})
    )
    found = {key: f"{number}/{series}" for key, number, series in db.execute(cases)}
    without_case: dict[Book, set[UUID]] = {}
    for task in tasks:
        if task.case_id is None:
            without_case.setdefault(BOOK_OF[task.duty], set()).add(task.subject_id)
    for book, ids in without_case.items():
        found.update(book.titles(db, ids) if book.titles else ())
    return found


def _debtors(db: Session, case_ids: Collection[UUID]) -> dict[UUID | None, str]:
    """The names of those who must perform, by case."""
    found: dict[UUID | None, str] = {}
    stmt = (
        select(Party.case_id, Party.name)
        .where(Party.case_id.in_(case_ids), Party.role == PartyRole.DEBTOR)
        .order_by(Party.entered_at, Party.id)
    )
    for case_id, name in db.execute(stmt):
        found[case_id] = f"{found[case_id]}; {name}" if case_id in found else name
    return found
