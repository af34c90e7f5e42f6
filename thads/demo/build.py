"""Fills an empty province with invented cases: the same records every time."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from random import Random

from sqlalchemy.orm import Session

from thads.audit import actions as audit
from thads.cases import readmodel
from thads.classification.models import CoverThreshold
from thads.core.days import year_start
from thads.demo import (
    amendments,
    assets,
    banks,
    closings,
    delegations,
    direction,
    exhibits,
    lao_cai,
    measures,
    nghe_an,
    outreach,
    overseers,
    payments,
    people,
    regions,
    requests,
    schedules,
    training,
    visits,
)
from thads.demo.offices import LAO_CAI, NGHE_AN, ProvinceOffices
from thads.demo.plans import CasePlan
from thads.demo.register import Desk, Register
from thads.demo.shelf import Shelf
from thads.demo.telling import HORIZON
from thads.identity.models import BodyMembership, Role, User
from thads.targets.models import Target
from thads.units.models import Unit, UnitKind

FOUNDED_ON = date(2009, 7, 1)
COVER = Decimal(50)  # percent of what remains, below which a note is asked for


@dataclass(frozen=True)
class DemoProvince:
    """A province and the hand that draws its cases."""

    offices: ProvinceOffices
    cases: Callable[[Random], list[CasePlan]]
    working_day: date = HORIZON

    @property
    def slug(self) -> str:
        """As the tenants name it."""
        return self.offices.slug


PROVINCES = (DemoProvince(LAO_CAI, lao_cai.cases), DemoProvince(NGHE_AN, nghe_an.cases))


def build(db: Session, slug: str) -> dict[str, int]:
    """Write the whole province into its empty database; answers the rows written by table.

    The caller commits. Figures are not written: they are rebuilt from the records.
    """
    shelf = drawn(slug)
    counts = shelf.write(db)
    readmodel.rebuild(db)
    working_day = next(p for p in PROVINCES if p.slug == slug).working_day
    payments.enter(db, working_day)
    outreach.enter(db, slug, working_day)
    assets.enter(db, slug)
    visits.enter(db)
    direction.enter(db)
    payments.count(db, working_day)
    closings.close_months(db, working_day)
    audit.record(db, None, "demo.made", slug, **counts)
    return counts


def drawn(slug: str) -> Shelf:
    """All rows of the province, before they are written."""
    province = next(p for p in PROVINCES if p.slug == slug)
    rng = Random(f"thads demo {slug}")
    shelf = Shelf(rng)
    desks = _units(shelf, province.offices)
    _staff(rng, shelf, province.offices, desks)
    _targets(shelf, province.offices, desks)
    register = Register(rng, shelf, province.offices, desks)
    register.fill(province.cases(rng))
    told = [exhibits.Told(*one) for one in register.exhibits]
    exhibits.fill(shelf, slug, province.offices.code, desks, told)
    amendments.fill(shelf, slug, desks)
    schedules.fill(shelf, slug, desks)
    requests.fill(shelf, province.offices, desks)
    regions.plan(shelf, slug, desks)
    delegations.fill(shelf, slug, desks)
    outreach.fill(shelf, slug)
    measures.fill(shelf, slug, desks)
    overseers.fill(shelf, slug, province.offices.code, desks)
    assets.fill(shelf, slug, desks)
    direction.fill(shelf, slug, desks)
    training.fill(shelf, slug, desks)
    banks.fill(shelf, slug, desks)
    return shelf


def sign_ins(slug: str) -> list[tuple[str, Role]]:
    """The user names of the province that a visitor tries first, with their roles."""
    offices = next(p.offices for p in PROVINCES if p.slug == slug)
    shown = (offices.offices[0].slug, "baothang", "quyhop")
    return [
        (seat.username, seat.role)
        for seat in (*people.seats(offices), *people.deputies(offices), *people.readers())
        if seat.office is None or (seat.office.slug in shown and not seat.is_further_officer)
    ]


def _units(shelf: Shelf, province: ProvinceOffices) -> dict[str, Desk]:
    desks: dict[str, Desk] = {}
    parent = None
    for position, office in enumerate(province.offices):
        kind = UnitKind.DISTRICT_BRANCH if office.district else UnitKind.PROVINCIAL_DEPARTMENT
        unit_id = shelf.put(
            Unit, _moment(FOUNDED_ON), code=office.code, name=office.name, kind=kind,
            parent_id=parent, valid_from=FOUNDED_ON, valid_to=None, successor_id=None,
            place=office.place, position=position,
        )  # fmt: skip
        parent = parent or unit_id
        desks[office.code] = Desk(office, unit_id)
    return desks


def _staff(rng: Random, shelf: Shelf, province: ProvinceOffices, desks: dict[str, Desk]) -> None:
    kept, taken = people.password_hash(rng), set[str]()
    seats = [(seat, rng, people.HIRED_AT) for seat in people.seats(province)]
    own = Random(f"thads demo {province.slug} deputies")  # who joins draws nothing of the others'
    seats += [(seat, own, people.APPOINTED_AT) for seat in people.deputies(province)]
    seats += [(seat, own, people.APPOINTED_AT) for seat in people.readers()]
    for seat, drawing, moment in seats:
        name = people.full_name(drawing, province, taken)
        desk = desks[seat.office.code] if seat.office else None
        user_id = shelf.put(
            User, moment, drawing, username=seat.username, **people.name_fields(name),
            role=seat.role, unit_id=desk.unit_id if desk else None, password_hash=kept,
            must_change_password=False, failed_logins=0, locked_until=None, disabled_at=None,
            created_at=moment,
        )  # fmt: skip
        if seat.body:
            shelf.put(BodyMembership, moment, own, user_id=user_id, body=seat.body,
                      entered_at=moment, entered_by_id=None)  # fmt: skip
        if desk and seat.role is Role.OFFICER:
            desk.officers.append(user_id)
        elif desk:
            desk.people[seat.role] = user_id


def _targets(shelf: Shelf, province: ProvinceOffices, desks: dict[str, Desk]) -> None:
    head = desks[province.offices[0].code].head
    of_officers = Random(f"thads demo {province.slug} targets of officers")
    for number, ((year, unit), (cases, money)) in enumerate(province.targets.items(), 1):
        first_day = year_start(year)
        terms = {
            "year": year, "unit_id": desks[unit].unit_id if unit else None, "officer_id": None,
            "cases_percent": cases, "money_percent": money,
            "given_by": province.agency if unit else "Tổng cục Thi hành án dân sự",
            "document": f"{number}/QĐ-{'CTHADS' if unit else 'TCTHADS'}",
            "document_day": first_day,
        }  # fmt: skip
        shelf.enter(Target, _moment(first_day), head, **terms)
        for officer_id in desks[unit].officers if unit else ():
            own = {"officer_id": officer_id, "entered_at": _moment(first_day)}
            shelf.put(Target, _moment(first_day), of_officers, **terms | own, entered_by_id=head)
    first = year_start(min(year for year, _ in province.targets))
    shelf.put(
        CoverThreshold, _moment(first), Random("thads demo cover"), valid_from=first,
        percent=COVER, entered_at=_moment(first), entered_by_id=head,
    )  # fmt: skip


def _moment(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 2, 0, tzinfo=UTC)
