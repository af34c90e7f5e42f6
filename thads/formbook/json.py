"""A filled form as JSON, and back: what is frozen prints the same form later."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from thads.formbook.sheets import Sheet, SheetColumn, SheetLine, Value
from thads.statistics.codes import Whose
from thads.statistics.ratio import Ratio

Document = dict[str, Any]


def document(sheet: Sheet) -> Document:
    """All that the form shows; money in whole đồng, a rate as its two numbers."""
    return {
        "form": sheet.form, "title": sheet.title, "article": sheet.article,
        "regime": sheet.regime, "source": sheet.source, "from": sheet.start.isoformat(),
        "to": sheet.end.isoformat(), "subject": sheet.subject, "unit": sheet.whose.unit,
        "officer": sheet.whose.officer, "version": sheet.version,
        "columns": [_column(column) for column in sheet.columns],
        "rows": [_line(line) for line in sheet.lines], "notes": list(sheet.notes),
    }  # fmt: skip


def sheet_of(found: Mapping[str, Any]) -> Sheet:
    """The form that a document holds."""
    columns = [_read_column(column) for column in found["columns"]]
    return Sheet(
        form=found["form"], title=found["title"], article=found["article"],
        regime=found["regime"], source=found["source"], start=date.fromisoformat(found["from"]),
        end=date.fromisoformat(found["to"]), subject=found["subject"],
        whose=Whose(found["unit"], found["officer"]), version=found["version"],
        columns=columns,
        lines=[_read_line(line, columns) for line in found["rows"]],
        notes=tuple(found["notes"]),
    )  # fmt: skip


def _column(column: SheetColumn) -> Document:
    return {
        "number": column.number, "title": column.title, "heading": column.heading,
        "unit": column.unit, "metric": column.metric, "formula": column.formula,
        "rate": list(column.rate) if column.rate else None,
    }  # fmt: skip


def _read_column(found: Mapping[str, Any]) -> SheetColumn:
    rate = (found["rate"][0], found["rate"][1]) if found["rate"] else None
    return SheetColumn(
        found["number"], found["title"], found["heading"], found["unit"], found["metric"],
        found["formula"], rate,
    )  # fmt: skip


def _line(line: SheetLine) -> Document:
    return {
        "number": line.number, "title": line.title, "level": line.level, "code": line.code,
        "unit": line.whose.unit, "officer": line.whose.officer,
        "cells": [_cell(value) for value in line.cells],
    }  # fmt: skip


def _cell(value: Value) -> Any:
    if isinstance(value, Ratio):
        return {"numerator": value.numerator, "denominator": value.denominator}
    return value


def _read_line(found: Mapping[str, Any], columns: list[SheetColumn]) -> SheetLine:
    cells = tuple(map(_read_cell, found["cells"], columns))
    whose = Whose(found["unit"], found["officer"])
    return SheetLine(
        found["number"], found["title"], found["level"], found["code"], whose, cells
    )  # fmt: skip


def _read_cell(found: Any, column: SheetColumn) -> Value:
    if isinstance(found, Mapping) and column.rate:
        return Ratio(found["numerator"], found["denominator"], *column.rate)
    value: int | None = found
    return value
