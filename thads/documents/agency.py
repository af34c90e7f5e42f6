"""Who issues a paper on its day, and under which title a person signs it (NĐ 30/2020 Đ.13)."""

from dataclasses import dataclass
from datetime import date

from thads.cases.models import SigningMode
from thads.core.errors import RuleBroken
from thads.identity.models import Role, User
from thads.rules import letterhead
from thads.rules.numbering import ONE_AGENCY
from thads.units.models import Unit, UnitKind

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
    office = _spelled(province)
    if unit.kind is UnitKind.DISTRICT_BRANCH and day < ONE_AGENCY:
        return Issuer(office, _spelled(unit), unit.place, DISTRICT_HEAD, unit)
    return Issuer(lines.superior, office, province.place, lines.head_title, province)


def signed_as(by: User, mode: SigningMode, of: Issuer) -> tuple[str, ...]:
    """The lines above the signature; RuleBroken when this person cannot sign so."""
    is_head = _is_head(by, of.unit)
    if is_head != (mode is SigningMode.HEAD):
        raise RuleBroken(
            "document.signing_mode",
            f"{by.full_name} {'là' if is_head else 'không phải'} Thủ trưởng của {of.agency} nên "
            f"không ký theo hình thức “{mode.label}”. Chưa lập văn bản; chọn lại hình thức ký "
            "hoặc người ký.",
            field="signing_mode",
        )
    if is_head:
        return (of.head_title,)
    own = f"PHÓ {of.head_title}" if mode is SigningMode.KT else _own_title(by)
    return (f"{mode.value.upper()}. {of.head_title}", own)


def _is_head(person: User, of: Unit) -> bool:
    if of.is_provincial:
        return person.role is Role.PROVINCE_HEAD
    return person.role is Role.UNIT_HEAD and person.unit_id == of.id


def _own_title(by: User) -> str:
    division = by.unit is not None and by.unit.kind is UnitKind.REGIONAL_DIVISION
    if by.role is Role.UNIT_HEAD and division:
        return DIVISION_HEAD
    return by.role.label.upper()


def _spelled(unit: Unit) -> str:
    return unit.name.replace("THADS", "Thi hành án dân sự")
