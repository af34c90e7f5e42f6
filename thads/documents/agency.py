"""Who issues a paper on its day, and under which title a person signs it (NĐ 30/2020 Đ.13)."""

from dataclasses import dataclass
from datetime import date

from thads.cases.models import SigningMode
from thads.delegations.agency import agency_of
from thads.identity.models import Role, User
from thads.rules import letterhead
from thads.units.models import Unit

DISTRICT_HEAD = "CHI CỤC TRƯỞNG"
DIVISION_HEAD = "TRƯỞNG PHÒNG"


@dataclass(frozen=True, slots=True)
class Issuer:
    """The agency of a paper: the lines above it, its place, its head."""

    superior: str
    agency: str  # as inside a sentence
    place: str
    head_title: str
    unit: Unit

    @property
    def authority(self) -> str:
        """CHI CỤC TRƯỞNG ⏎ CHI CỤC THI HÀNH ÁN DÂN SỰ HUYỆN …, lines above the legal bases."""
        office, field, place = self.agency.upper().partition("DÂN SỰ ")
        agency = office + field + place.replace(" ", "\N{NO-BREAK SPACE}")
        named = self.head_title.partition(" ")[2]
        if named and agency.startswith(named):
            return f"{self.head_title}{agency.removeprefix(named)}"
        return f"{self.head_title}\n{agency}"


def issuer(unit: Unit, province: Unit, day: date) -> Issuer:
    """The district's branch itself until 30/6/2025; since then the agency of the province."""
    lines = letterhead.on(day)
    office = province.spelled
    if agency_of(unit, day).branch_id:
        return Issuer(office, unit.spelled, unit.place, DISTRICT_HEAD, unit)
    return Issuer(lines.superior, office, province.place, lines.head_title, province)


def signed_as(by: User, mode: SigningMode, of: Issuer) -> tuple[str, ...]:
    """The lines above the signature; who may sign so is for `thads.delegations.competence`."""
    if mode is SigningMode.HEAD:
        return (of.head_title,)
    own = f"PHÓ {of.head_title}" if mode is SigningMode.KT else _own_title(by)
    return (f"{mode.value.upper()}. {of.head_title}", own)


def _own_title(by: User) -> str:
    return DIVISION_HEAD if by.role is Role.UNIT_HEAD else by.role.label.upper()
