"""Stages made straight from rows, without a workbook between: sheet → rows as column → value."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from thads.imports import cells, rawrows
from thads.imports.columns import KEY, SHEETS
from thads.imports.parsing import Parsed, Parser
from thads.imports.register import Names
from thads.imports.stage import Stage

Sheets = Mapping[str, Sequence[Mapping[str, Any]]]


def stage_of(folder: Path, sheets: Sheets) -> Stage:
    """The rows as the reader of workbooks leaves them; Excel's row numbers start with 2."""
    stage = Stage(folder)
    rawrows.create(stage.connection)
    for name, rows in sheets.items():
        written = []
        for number, row in enumerate(rows, start=2):
            values = {column: cells.plain(value) for column, value in row.items()}
            assert set(values) <= set(SHEETS[name].names), f"{name}: {sorted(values)}"
            kept = rawrows.encoded([values.get(column) for column in SHEETS[name].names])
            written.append((number, _key(name, number, values), kept))
        rawrows.add(stage.connection, name, written)
    rawrows.finish(stage.connection, sheets)
    return stage


def _key(sheet: str, number: int, values: Mapping[str, Any]) -> str | None:
    if not SHEETS[sheet].of_case:
        return None
    parts = [values.get(column) for column in KEY]
    known = None if any(part is None for part in parts) else cells.key_text(*parts)
    return known or (rawrows.unreadable_key(number) if sheet == "viec" else None)


def key(
    number: int = 1, *, unit: str = "CC", series: str = "QĐ-CCTHADS", day: date = date(2023, 11, 15)
) -> dict[str, Any]:
    """The four key cells of a row."""
    return {"don_vi": unit, "so_qd": number, "ky_hieu": series, "ngay_qd": day}


def case(number: int = 1, **given: Any) -> dict[str, list[dict[str, Any]]]:
    """A sound case with one creditor, one debtor and one debt of 10 million; sheets may be given.

    `viec` holds columns of the case; the other sheets lists of rows without the key.
    """
    named = key(number, **given.pop("key", {}))
    rows = {
        "viec": [{"hinh_thuc": "theo_yeu_cau", "loai_an": "dan_su", **given.pop("viec", {})}],
        "duong_su": [
            {"vai_tro": "duoc_thi_hanh", "ho_ten": "Bà Được Thử", "loai": "ca_nhan"},
            {"vai_tro": "phai_thi_hanh", "ho_ten": "Ông Phải Thử", "loai": "ca_nhan"},
        ],
        "khoan": [{"khoan": 1, "loai_khoan": "tra_no", "so_tien": 10_000_000}],
        "dien_bien": [],
        "thu_chi": [],
    } | given
    return {sheet: [{**named, **row} for row in lines] for sheet, lines in rows.items()}


def together(*parts: Sheets) -> dict[str, list[Mapping[str, Any]]]:
    """Several cases in one workbook."""
    joined: dict[str, list[Mapping[str, Any]]] = {}
    for part in parts:
        for sheet, rows in part.items():
            joined.setdefault(sheet, []).extend(rows)
    return joined


def parsed(folder: Path, sheets: Sheets, *, today: date, names: Names | None) -> Parsed:
    """What is read of the one case of a workbook."""
    with stage_of(folder, sheets) as stage:
        [raw] = stage.cases()
        return Parser(today, names).parse(raw)
