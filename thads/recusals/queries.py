"""Requests for another officer with their clock, and cases held by somebody related to a party."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import Select, and_, or_, select
from sqlalchemy.orm import Session, joinedload

from thads.cases.models import Case, CaseInterval
from thads.cases.queries.workload import OPEN
from thads.conflicts.models import DeclaredRelative, DeclaredRelativeEnd
from thads.conflicts.queries import Conflict, conflicts_of
from thads.core.errors import NotFound
from thads.identity.models import User
from thads.parties.models import Party
from thads.recusals.models import OfficerChangeRequest
from thads.rules import deadlines
from thads.rules.deadlines import Duty


@dataclass(frozen=True, slots=True)
class Asked:
    """A request and the last day for its answer; `due` empty: the law sets none."""

    request: OfficerChangeRequest
    due: date | None

    def is_late_on(self, day: date) -> bool:
        """Not answered, and the last day is over."""
        return self.request.answer is None and self.due is not None and self.due < day

    @property
    def was_late(self) -> bool:
        """Answered after its last day."""
        answer = self.request.answer
        return answer is not None and self.due is not None and answer.answered_on > self.due


class HeldByRelative(NamedTuple):
    """An open case whose officer is related to a party, or bears a name to be looked into."""

    case: Case
    officer: User
    conflict: Conflict


def get(db: Session, change_id: UUID) -> Asked:
    """One request; its case decides who may see it."""
    found = db.scalars(_all().where(OfficerChangeRequest.id == change_id)).one_or_none()
    if found is None:
        raise NotFound
    return asked(found)


def of_case(db: Session, case_id: UUID) -> list[Asked]:
    """The requests of a case, the latest first."""
    stmt = _all().where(OfficerChangeRequest.case_id == case_id)
    return [asked(one) for one in db.scalars(stmt.order_by(OfficerChangeRequest.id.desc()))]


def waiting(db: Session, unit_id: UUID | None) -> list[Asked]:
    """Those not answered on cases that this unit holds (None: the province), the oldest first."""
    held = CaseInterval.case_id == OfficerChangeRequest.case_id
    stmt = (
        _all()
        .join(CaseInterval, and_(held, CaseInterval.ends_on.is_(None)))
        .where(~OfficerChangeRequest.answer.has())
        .order_by(OfficerChangeRequest.received_on, OfficerChangeRequest.id)
    )
    if unit_id is not None:
        stmt = stmt.where(CaseInterval.unit_id == unit_id)
    return [asked(one) for one in db.scalars(stmt)]


def asked(request: OfficerChangeRequest) -> Asked:
    """With its last day: a party's request has one, an officer's own word none."""
    start = request.received_on
    has_clock = request.party_id is not None and deadlines.exists(Duty.OFFICER_CHANGE, start)
    return Asked(request, deadlines.due(Duty.OFFICER_CHANGE, start) if has_clock else None)


def held_by_relatives(db: Session, unit_id: UUID | None) -> list[HeldByRelative]:
    """Open cases that somebody should hand on or answer for (L08 Đ.21 k.5; L25 Đ.16 k.2)."""
    holders = dict(_holders(db, unit_id))
    found = conflicts_of(db, set(holders.values()), list(holders))
    mine = [one for one in found if one.bars and holders[one.case_id] == one.user_id]
    of_cases = select(Case).where(Case.id.in_({one.case_id for one in mine}))
    of_people = select(User).where(User.id.in_({one.user_id for one in mine}))
    cases = {one.id: one for one in db.scalars(of_cases)}
    people = {one.id: one for one in db.scalars(of_people)}
    return [HeldByRelative(cases[one.case_id], people[one.user_id], one) for one in mine]


def _holders(db: Session, unit_id: UUID | None) -> Sequence[tuple[UUID, UUID]]:
    """Case and officer of the open cases in which a name or a number is the same."""
    relative, ended = DeclaredRelative, DeclaredRelativeEnd
    stmt = (
        select(CaseInterval.case_id, User.id)
        .join(User, User.id == CaseInterval.officer_id)
        .outerjoin(relative, relative.user_id == User.id)
        .outerjoin(ended, ended.relative_id == relative.id)
        .join(Party, Party.case_id == CaseInterval.case_id)
        .where(
            CaseInterval.ends_on.is_(None),
            CaseInterval.standing.in_(OPEN),
            ended.id.is_(None),
            or_(
                Party.name_folded == User.name_folded,
                Party.name_folded == relative.name_folded,
                Party.personal_id_number == relative.personal_id_number,
            ),
        )
        .distinct()
    )
    if unit_id is not None:
        stmt = stmt.where(CaseInterval.unit_id == unit_id)
    return [(case_id, officer_id) for case_id, officer_id in db.execute(stmt)]


def _all() -> Select[OfficerChangeRequest]:
    stmt: Select[OfficerChangeRequest] = select(OfficerChangeRequest).options(
        joinedload(OfficerChangeRequest.case), joinedload(OfficerChangeRequest.officer),
        joinedload(OfficerChangeRequest.party), joinedload(OfficerChangeRequest.answer),
    )  # fmt: skip
    return stmt.execution_options(populate_existing=True)
