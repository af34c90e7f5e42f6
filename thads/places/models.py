"""Provinces and communes as the state counts them: facts of a day, not records of a tenant."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from thads.core.text import fold

REORGANISED_ON = date(2025, 7, 1)  # two levels instead of three, 34 provinces instead of 63


@dataclass(frozen=True)
class Province:
    """A province of one of the two sets."""

    code: str
    name: str


@dataclass(frozen=True)
class Commune:
    """A commune of one of the two sets; the district is empty from 1/7/2025."""

    code: str
    name: str
    province: Province
    district_code: str | None = None
    district: str | None = None

    @property
    def full_name(self) -> str:
        """The commune with all that it lies in, as an address is written."""
        parts = (self.name, self.district, self.province.name)
        return ", ".join(part for part in parts if part)

    @cached_property
    def folded(self) -> str:
        """What a search compares."""
        return fold(self.full_name)


@dataclass(frozen=True)
class Successor:
    """A commune from 1/7/2025 that took over an old one, wholly or in part."""

    commune: Commune
    whole: bool
