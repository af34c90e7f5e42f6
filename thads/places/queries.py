"""Communes by code and day. Codes were given again on 1/7/2025: a code alone says nothing."""

import csv
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from functools import cache
from importlib import resources

from thads.core.text import fold
from thads.places.models import REORGANISED_ON, Commune, Province, Successor

_UNTIL = "communes-until-2025-06-30.csv"
_FROM = "communes-from-2025-07-01.csv"
_SUCCESSION = "succession-2025-07-01.csv"


def commune(code: str, on: date) -> Commune | None:
    """The commune that bears `code` on that day."""
    return _by_code(_set_of(on)).get(code)


def provinces(on: date) -> tuple[Province, ...]:
    """The provinces of that day, in the order of their codes."""
    return tuple(_by_province(_set_of(on)))


def communes_of(province_code: str, on: date) -> tuple[Commune, ...]:
    """The communes of a province on that day, in the order of the official list."""
    for province, communes in _by_province(_set_of(on)).items():
        if province.code == province_code:
            return communes
    return ()


def successors(code: str) -> tuple[Successor, ...]:
    """The communes from 1/7/2025 that took over the commune of the old set with this code.

    Five island districts had no communes: their district code stands here.
    """
    return _succession().get(code, ())


def predecessors(code: str) -> tuple[Commune, ...]:
    """The communes of the old set that went, wholly or in part, into the new one of this code."""
    return tuple(dict.fromkeys(_precession().get(code, ())))


def search(text: str, on: date, *, limit: int = 20) -> tuple[Commune, ...]:
    """Communes of that day whose name or place holds every word; names that start so come first."""
    words = fold(text).replace(",", " ").split()
    if not words:
        return ()
    found = [c for c in _by_code(_set_of(on)).values() if all(w in c.folded for w in words)]
    found.sort(key=lambda c: (_distance(c, words), c.code))
    return tuple(found[:limit])


def _distance(found: Commune, words: list[str]) -> int:
    name = fold(found.name)
    wanted = " ".join(words)
    bare = name.removeprefix("phuong ").removeprefix("xa ").removeprefix("thi tran ")
    if wanted in (name, bare):
        return 0
    if name.startswith(wanted) or bare.startswith(wanted):
        return 1
    return 2 if all(word in name for word in words) else 3


def _set_of(on: date) -> str:
    return _UNTIL if on < REORGANISED_ON else _FROM


def _rows(name: str) -> Iterator[dict[str, str]]:
    source = resources.files("thads.places").joinpath("seed", name)
    yield from csv.DictReader(source.read_text(encoding="utf-8").splitlines())


@cache
def _by_province(name: str) -> dict[Province, tuple[Commune, ...]]:
    found: dict[Province, list[Commune]] = defaultdict(list)
    for row in _rows(name):
        province = Province(row["province_code"], row["province"])
        communes = found[province]
        if row["commune_code"]:
            district = (row.get("district_code"), row.get("district"))
            communes.append(Commune(row["commune_code"], row["commune"], province, *district))
    return {province: tuple(communes) for province, communes in sorted(found.items(), key=_code)}


def _code(item: tuple[Province, list[Commune]]) -> str:
    return item[0].code


@cache
def _by_code(name: str) -> dict[str, Commune]:
    return {c.code: c for communes in _by_province(name).values() for c in communes}


@cache
def _succession() -> dict[str, tuple[Successor, ...]]:
    new = _by_code(_FROM)
    found: dict[str, list[Successor]] = defaultdict(list)
    for row in _rows(_SUCCESSION):
        successor = Successor(new[row["new_commune_code"]], row["extent"] == "whole")
        found[row["old_commune_code"]].append(successor)
    return {code: tuple(successors_) for code, successors_ in found.items()}


@cache
def _precession() -> dict[str, tuple[Commune, ...]]:
    old = _by_code(_UNTIL)
    found: dict[str, list[Commune]] = defaultdict(list)
    for row in _rows(_SUCCESSION):
        if row["old_commune_code"] in old:
            found[row["new_commune_code"]].append(old[row["old_commune_code"]])
    return {code: tuple(communes) for code, communes in found.items()}
