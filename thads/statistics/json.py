"""Figures as JSON, version 1 (formats/statistics-json.md)."""

from typing import Any

from thads.statistics.figures import Figures, Row

Document = dict[str, Any]


def document(figures: Figures, *, tenant: str, version: int | None = None) -> Document:
    """The figures of a province as one JSON-able document."""
    return {
        "tenant": tenant,
        "from": figures.start.isoformat(),
        "to": figures.end.isoformat(),
        "regime": figures.regime,
        "version": version,
        "rows": [
            {"group": row.group, **_key(row), "cases": row.cases, "money": row.money}
            for row in figures.rows
        ],
    }


def _key(row: Row) -> dict[str, str | None]:
    key: dict[str, str | None] = {}
    if row.unit:
        key["unit"] = row.unit.code
    if row.group == "officer":
        key["officer"] = row.officer.username if row.officer else None
    if row.kind and row.initiation:
        key |= {"kind": row.kind.code, "initiation": row.initiation.code}
    if row.theme:
        key["theme"] = row.theme.value
    return key
