"""What is asked of the list of duties, as conditions on the rows that are held."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, and_, false, or_

from thads.compensation import clocks as compensation
from thads.complaints import clocks as complaints
from thads.core.codes import Coded
from thads.identity.models import Role
from thads.protests import clocks as protests
from thads.rules import separate_tracking
from thads.rules.deadlines import Duty
from thads.worklists.models import RESTS, OpenDuty

SOON_DAYS = 7


class Horizon(Coded):
    """When the last day is, as seen on a day."""

    OVERDUE = "overdue", "Quá hạn"
    IN_7 = "7", "Đến hạn trong 7 ngày"
    IN_30 = "30", "Đến hạn trong 30 ngày"
    LATER = "later", "Đến hạn sau 30 ngày"
    UNKNOWN = "unknown", "Chưa tính được hạn"

    def holds(self, day: date) -> ColumnElement[bool]:
        """Whether the last day of a row lies there; what is overdue lies in no other."""
        due = OpenDuty.due
        if self is Horizon.OVERDUE:
            return due < day
        if self is Horizon.LATER:
            return due > day + timedelta(days=30)
        if self is Horizon.UNKNOWN:
            return due.is_(None)
        return due.between(day, day + timedelta(days=int(self.value)))


class Whose(NamedTuple):
    """Who asks for the work that is his: by role, in his unit."""

    user_id: UUID
    role: Role
    unit_id: UUID | None

    @property
    def has_work(self) -> bool:
        """Whether people of this role do such work at all."""
        return self.unit_id is not None and (self.role is Role.OFFICER or self.role in OF_ROLE)


# What falls to whom besides the officer's own cases (reference 2.2): a head decides.
_OVERSEEN = (*complaints.DUTIES, *compensation.DUTIES, *protests.DUTIES)
_INTAKE = frozenset({Duty.EX_OFFICIO_DECISION, Duty.REQUEST_DECISION, Duty.ENTRUSTED_DECISION,
                     Duty.PRIVATE_CASE_DECISION})  # fmt: skip
_DECISIONS = _INTAKE | {
    Duty.DIRECTIVE_TASK, Duty.DIRECTIVE_MILESTONE, Duty.OBSTACLE_DECISION,
    Duty.FINDING_REMEDY, Duty.INSPECTION_CONCLUSION, Duty.VISIT_CONCLUSION,
    Duty.NO_MEANS_DECISION, Duty.RESUMPTION, Duty.OFFICER_CHANGE, Duty.DESTRUCTION_COUNCIL,
    *(way.step for way in separate_tracking.WAYS), *_OVERSEEN,
}  # fmt: skip
_PAPERS = _INTAKE | {Duty.REQUEST_COMPLETION, Duty.NOTICE}
OF_ROLE: Mapping[Role, frozenset[Duty]] = {
    Role.PROVINCE_HEAD: _DECISIONS,
    Role.UNIT_HEAD: _DECISIONS,
    Role.DEPUTY_HEAD: _DECISIONS,
    Role.ENFORCEMENT_CLERK: _PAPERS,
    Role.RECORDS_CLERK: _PAPERS,
    Role.ACCOUNTANT: frozenset({Duty.PAYOUT}),
    Role.STOREKEEPER: frozenset({Duty.DESTRUCTION}),
}
HEADS = frozenset({Role.PROVINCE_HEAD, Role.UNIT_HEAD, Role.DEPUTY_HEAD})


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which duties: of a unit, an officer, a kind, a person; due within a horizon or two days."""

    unit_id: UUID | None = None
    officer_id: UUID | None = None
    unassigned: bool = False
    duty: Duty | None = None
    horizon: Horizon | None = None
    whose: Whose | None = None
    due_from: date | None = None
    due_to: date | None = None
    opened_from: date | None = None  # those that opened on that day or later


def conditions(wanted: Wanted, day: date) -> list[ColumnElement[bool]]:
    """The same in SQL."""
    row = OpenDuty
    found = open_on(day)
    if wanted.unit_id is not None:
        found.append(row.unit_id == wanted.unit_id)
    if wanted.officer_id is not None:
        found.append(row.officer_id == wanted.officer_id)
    if wanted.unassigned:
        found.append(row.officer_id.is_(None))
    if wanted.duty is not None:
        found.append(row.duty == wanted.duty)
    if wanted.horizon is not None:
        found.append(wanted.horizon.holds(day))
    if wanted.whose is not None:
        found.append(_falls_to(wanted.whose))
    if wanted.due_from is not None:
        found.append(row.due >= wanted.due_from)
    if wanted.due_to is not None:
        found.append(row.due <= wanted.due_to)
    if wanted.opened_from is not None:
        found.append(row.opens_on >= wanted.opened_from)
    return found


def open_on(day: date) -> list[ColumnElement[bool]]:
    """A duty that opens later is none yet."""
    return [OpenDuty.opens_on <= day, known_on(day)]


def known_on(day: date) -> ColumnElement[bool]:
    """The law of `day` asks for it still, and the case has not ended over it: a step that only an
    earlier law allowed is none now."""
    of_the_law = OpenDuty.duty.not_in(separate_tracking.steps_gone(day))
    return and_(of_the_law, OpenDuty.opens_on < RESTS)


def _falls_to(whose: Whose) -> ColumnElement[bool]:
    """An officer's are those of his cases; a head's also those of cases that nobody holds."""
    row = OpenDuty
    if not whose.has_work:
        return false()
    if whose.role is Role.OFFICER:
        return row.officer_id == whose.user_id
    kinds: ColumnElement[bool] = row.duty.in_(OF_ROLE[whose.role])
    if whose.role in HEADS:
        kinds = or_(kinds, row.officer_id.is_(None))
    return and_(row.unit_id == whose.unit_id, kinds)
