"""Who is to be visited for a case, and what was found there last: no more than a trip needs."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from thads.cases.models import Case, CaseInterval
from thads.identity.models import User
from thads.parties.models import Party, PartyRole
from thads.units.models import Unit
from thads.verification import areas, queries
from thads.verification.areas import Area
from thads.verification.clock import standing_verifications
from thads.verification.models import Verification

CHUNK = 500


class Debtor(NamedTuple):
    """A person or organisation to be found at an address; no numbers of theirs."""

    name: str
    address: str | None
    area: Area


@dataclass
class Visit:
    """One case as a trip sheet and the form of results show it."""

    case_id: UUID
    title: str
    revision: int
    unit: str
    officer: str | None
    remaining: int  # đồng
    debtors: list[Debtor] = field(default_factory=list)
    last: Verification | None = None
    told_on: date | None = None  # the oldest new information that waits for a verification

    def debtors_in(self, key: str) -> list[Debtor]:
        """Those who live in this commune; all where none is known to."""
        return [d for d in self.debtors if d.area.key == key] or self.debtors


def visits(db: Session, case_ids: Iterable[UUID], day: date) -> dict[UUID, Visit]:
    """These cases by id as they stand at the end of `day`; a few queries per 500."""
    wanted, found = list(dict.fromkeys(case_ids)), dict[UUID, Visit]()
    for start in range(0, len(wanted), CHUNK):
        found |= _some(db, wanted[start : start + CHUNK], day)
    return {case_id: found[case_id] for case_id in wanted if case_id in found}


def _some(db: Session, ids: list[UUID], day: date) -> dict[UUID, Visit]:
    found: dict[UUID, Visit] = {}
    written: dict[UUID, date] = {}
    cases = (
        select(Case.id, Case.number, Case.series, Case.revision, Case.docketed_on, Unit.name,
               User.full_name, CaseInterval.remaining)
        .join(CaseInterval, CaseInterval.case_id == Case.id)
        .join(Unit, Unit.id == CaseInterval.unit_id)
        .outerjoin(User, User.id == CaseInterval.officer_id)
        .where(Case.id.in_(ids), CaseInterval.starts_on <= day,
               or_(CaseInterval.ends_on.is_(None), CaseInterval.ends_on > day))
    )  # fmt: skip
    for case_id, number, series, revision, docketed_on, unit, officer, left in db.execute(cases):
        found[case_id] = Visit(case_id, f"{number}/{series}", revision, unit, officer, left)
        written[case_id] = docketed_on
    people = (
        select(Party.case_id, Party.name, Party.address, Party.commune_code)
        .where(Party.case_id.in_(found), Party.role == PartyRole.DEBTOR)
        .order_by(Party.entered_at, Party.id)
    )
    for case_id, name, address, code in db.execute(people):
        area = areas.of_code(code, written[case_id], day)
        found[case_id].debtors.append(Debtor(name, address, area))
    made = standing_verifications().where(Verification.case_id.in_(found), Verification.day <= day)
    for one in db.scalars(made.order_by(Verification.day, Verification.id)):
        found[one.case_id].last = one
    for case_id, told in queries.unanswered(db, list(found), day).items():
        found[case_id].told_on = told[0].received_on
    return found
