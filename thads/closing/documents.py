"""A subject's figures as one document with its digest, and what differs between two of them."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from thads.statistics.json import Document, document
from thads.statistics.rows import Figures, Row
from thads.statistics.titles import CASE_TITLES, MONEY_TITLES

KEYS = ("group", "unit", "officer", "kind", "initiation", "theme")
Key = tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """One cell that differs: in which line, which column, from how much to how much."""

    row: Mapping[str, str | None]  # the line's own names, as in the document
    column: str
    is_money: bool
    before: int
    after: int

    @property
    def title(self) -> str:
        """The column in words."""
        return (MONEY_TITLES if self.is_money else CASE_TITLES)[self.column]

    @property
    def difference(self) -> int:
        """By how much it grew: cases, or đồng."""
        return self.after - self.before


def of_officer(found: Figures, row: Row) -> Document:
    """The line of one officer in one unit."""
    return document(replace(found, total=row, **_NO_ROWS), tenant="")


def of_unit(found: Figures, unit_id: UUID) -> Document:
    """The line of a unit and those of its officers, from the figures of the province."""
    officers = [row for row in found.officers if row.unit and row.unit.id == unit_id]
    alone = {**_NO_ROWS, "officers": officers}
    return document(replace(found, total=found.unit(unit_id), **alone), tenant="")


def of_province(found: Figures, number: int) -> Document:
    """All lines of the province, as version `number`."""
    return document(found, tenant="", version=number)


def digest(figures: Document) -> str:
    """SHA-256 of what was counted: not of whose version it is."""
    counted = {name: figures[name] for name in ("from", "to", "regime", "rows")}
    return fingerprint(counted)


def fingerprint(content: Document) -> str:
    """SHA-256 of a document, whatever the order of its names."""
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def changes(before: Document, after: Document) -> list[Change]:
    """Every cell that differs, lines and columns in their order."""
    return list(_changes(_by_key(before), _by_key(after)))


def _changes(before: dict[Key, Any], after: dict[Key, Any]) -> Iterator[Change]:
    for key in dict.fromkeys([*after, *before]):
        old, new = before.get(key, {}), after.get(key, {})
        names = dict(zip(KEYS, key, strict=True))
        for part, titles in (("cases", CASE_TITLES), ("money", MONEY_TITLES)):
            was, now = old.get(part, {}), new.get(part, {})
            for column in titles:
                if was.get(column, 0) != now.get(column, 0):
                    yield Change(
                        names, column, part == "money", was.get(column, 0), now.get(column, 0)
                    )


def _by_key(figures: Document) -> dict[Key, Any]:
    return {tuple(row.get(name) for name in KEYS): row for row in figures["rows"]}


_NO_ROWS: dict[str, Any] = {"units": [], "officers": [], "kinds": [], "themes": []}
