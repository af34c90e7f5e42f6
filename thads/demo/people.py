"""The staff of the demo provinces: one sign-in for every role, one password for all."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from random import Random

from argon2 import PasswordHasher

from thads.core.text import fold, name_sort_key
from thads.demo import names
from thads.demo.offices import Office, ProvinceOffices
from thads.identity.models import Body, Role

PASSWORD = "thads-demo-2024"
HIRED_AT = datetime(2021, 9, 1, 1, 0, tzinfo=UTC)
APPOINTED_AT = datetime(2022, 3, 1, 1, 0, tzinfo=UTC)  # the deputies


@dataclass(frozen=True)
class Seat:
    """A place to fill."""

    username: str
    role: Role
    office: Office | None
    body: Body | None = None

    @property
    def is_further_officer(self) -> bool:
        """An officer beside the office's first."""
        return self.role is Role.OFFICER and not self.username.startswith("chv.")


def seats(province: ProvinceOffices) -> Iterator[Seat]:
    """Every seat of the province."""
    head_office = province.offices[0]
    for office in province.offices:
        dotted = "" if office is head_office else f".{office.slug}"
        head = ("cuctruong", Role.PROVINCE_HEAD)
        if dotted:
            head = (f"chicuctruong{dotted}", Role.UNIT_HEAD)
        yield Seat(*head, office)
        yield Seat(f"vanthu{dotted}", Role.RECORDS_CLERK, office)
        yield Seat(f"ketoan{dotted}", Role.ACCOUNTANT, office)
        for place in range(office.officers):
            number = "" if place == 0 else str(place + 1)
            yield Seat(f"chv{number}.{office.slug}", Role.OFFICER, office)
    yield Seat("thamtravien", Role.EXAMINER, head_office)
    yield Seat("thuky", Role.ENFORCEMENT_CLERK, head_office)
    yield Seat("thukho", Role.STOREKEEPER, head_office)
    yield Seat("hdnd", Role.OVERSIGHT, None, Body.COUNCIL)
    yield Seat("quantri", Role.ADMINISTRATOR, None)


def deputies(province: ProvinceOffices) -> Iterator[Seat]:
    """The deputy of each office, appointed when the others were there."""
    for office in province.offices:
        title = "phochicuctruong" if office.district else "phocuctruong"
        dotted = f".{office.slug}" if office.district else ""
        yield Seat(f"{title}{dotted}", Role.DEPUTY_HEAD, office)


def readers() -> Iterator[Seat]:
    """Those of other bodies than the council who read what is published."""
    yield Seat("ubnd", Role.OVERSIGHT, None, Body.PEOPLES_COMMITTEE)
    yield Seat("bcd", Role.OVERSIGHT, None, Body.STEERING_COMMITTEE)
    yield Seat("vks", Role.OVERSIGHT, None, Body.PROCURACY)


def password_hash(rng: Random) -> str:
    """Computed once for all demo people; the salt comes from the seed, as everything here."""
    return PasswordHasher().hash(PASSWORD, salt=rng.randbytes(16))


def full_name(rng: Random, province: ProvinceOffices, taken: set[str]) -> str:
    """An invented name that no colleague bears."""
    while (name := names.person(rng, province.code)) in taken:
        continue
    taken.add(name)
    return name


def name_fields(name: str) -> dict[str, str]:
    """The name with its keys to search and sort by."""
    return {"full_name": name, "name_folded": fold(name), "name_sort_key": name_sort_key(name)}
