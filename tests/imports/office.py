"""An office that brings workbooks in through the commands; for tests of the import format.

The register of these tests is one case of 05/10/2023 with 1.000.000 đ awarded, at the Cục.
"""

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.imports.workbooks import make_workbook
from thads.cli import run

Row = dict[str, Any]
Sheets = dict[str, list[Row]]
Answer = tuple[int, dict[str, Any]]
KEY = {"don_vi": "CUC", "so_qd": 123, "ky_hieu": "QĐ-CTHADS", "ngay_qd": date(2023, 10, 5)}
UNITS = [
    {"ma": "CUC", "ten": "Cục THADS tỉnh Lào Cai", "loai": "cuc"},
    {"ma": "CC01", "ten": "Chi cục THADS huyện Thử", "loai": "chi_cuc", "cap_tren": "CUC"},
]
PEOPLE = [
    {"ten_dang_nhap": "cuc.an", "ho_ten": "Nguyễn Thị An", "don_vi": "CUC",
     "vai_tro": "chap_hanh_vien"},
    {"ten_dang_nhap": "cc01.chi", "ho_ten": "Lê Văn Chi", "don_vi": "CC01",
     "vai_tro": "chap_hanh_vien"},
]  # fmt: skip


class Office:
    """Lào Cai, its units and people already brought in; workbooks are tried on it."""

    def __init__(self, folder: Path, said: pytest.CaptureFixture[str]) -> None:
        self.folder, self.said, self.files = folder, said, 0
        code, found = self.bring({"don_vi": UNITS, "can_bo": PEOPLE, "viec": []})
        assert code == 0, found

    def file(self, sheets: Sheets) -> Path:
        self.files += 1
        return make_workbook(self.folder / f"tep-{self.files}.xlsx", sheets)

    def bring(self, sheets: Sheets | Path, *flags: str) -> Answer:
        path = sheets if isinstance(sheets, Path) else self.file(sheets)
        return self.command("import", str(path), *flags)

    def command(self, name: str, *arguments: str) -> Answer:
        self.said.readouterr()
        code = run([name, "lao-cai", *arguments, "--json"])
        said = self.said.readouterr()
        return code, json.loads(said.out) if said.out.strip() else {"refused": said.err}

    def figures(self, at: str = "2024-09-30") -> dict[tuple[str, ...], dict[str, int]]:
        """Cases and money of every row, money by "m." and the column."""
        names = ("group", "unit", "officer", "kind", "initiation", "theme")
        rows = self.command("statistics", "--at", at)[1]["rows"]
        return {
            tuple(row[name] or "–" for name in names if name in row): {
                **{k: v for k, v in row["cases"].items() if v},
                **{f"m.{k}": v for k, v in row["money"].items() if v},
            }
            for row in rows
        }

    def total(self, column: str, at: str = "2024-09-30") -> int:
        return self.figures(at).get(("total",), {}).get(column, 0)


def register(
    *events: Row, money: Sequence[Row] = (), items: Sequence[Row] | None = None, **case: Any
) -> Sheets:
    """A workbook of one case; `case` changes its row in viec."""
    items = [{"khoan": 1, "loai_khoan": "tra_no", "so_tien": 1_000_000}] if items is None else items
    row = {**KEY, "hinh_thuc": "theo_yeu_cau", "loai_an": "dan_su", **case}
    key = {name: row[name] for name in KEY}
    return {
        "viec": [row],
        "duong_su": [
            {**key, "vai_tro": "duoc_thi_hanh", "ho_ten": "Bà Được Thử", "loai": "ca_nhan"},
            {**key, "vai_tro": "phai_thi_hanh", "ho_ten": "Ông Phải Thử", "loai": "ca_nhan"},
        ],
        "khoan": [{**key, **item} for item in items],
        "dien_bien": [{**key, **event} for event in events],
        "thu_chi": [{**key, **line} for line in money],
    }


def event(day: Any, kind: str, **given: Any) -> Row:
    return {"ngay": day, "su_kien": kind, **given}


def paid(day: Any, amount: Any, kind: str = "thu", item: int = 1) -> Row:
    return {"ngay": day, "khoan": item, "loai": kind, "so_tien": amount}


def places(answer: Answer) -> list[tuple[str, int, str | None, str]]:
    """Where the faults are and what they are called."""
    return [(f["sheet"], f["row"], f["column"], f["code"]) for f in answer[1]["faults"]]


def warnings(answer: Answer) -> list[tuple[str, int, str | None, str]]:
    return [(f["sheet"], f["row"], f["column"], f["code"]) for f in answer[1]["warnings"]]


def two_cases() -> Sheets:
    """A case without fault in row 2 of viec, and one in row 3 that a test spoils."""
    return joined(register(so_qd=7), one_of_all())


def one_of_all() -> Sheets:
    return register(event(date(2024, 3, 1), "xac_minh"), money=[paid(date(2024, 2, 1), 400_000)])


def joined(*books: Sheets) -> Sheets:
    return {name: [row for book in books for row in book[name]] for name in books[0]}


def spoilt(sheet: str, column: str, value: Any) -> tuple[Sheets, int]:
    """The two cases, a cell of the second spoilt; and its row in Excel."""
    sheets = two_cases()
    sheets[sheet][-1][column] = value
    return sheets, len(sheets[sheet]) + 1
