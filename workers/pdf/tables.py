"""The figures of a summary as a workbook: the same figures, the same bytes."""

import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from thads.core.money import percent
from thads.imports.exporting import figures as official
from thads.imports.exporting import workbook
from thads.imports.exporting.workbook import Column, Kind, Sheet

LONGEST_NAME = 31  # letters of a sheet's name in Excel
SAVED = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
OFFICERS = (
    Column("Đơn vị", width=12), Column("Chấp hành viên", width=26),
    Column("Phải thi hành (việc)", Kind.MONEY), Column("Có điều kiện (việc)", Kind.MONEY),
    Column("Xong (việc)", Kind.MONEY), Column("Tỷ lệ việc (%)", Kind.PERCENT),
    Column("Có điều kiện (đồng)", Kind.MONEY, 20), Column("Xong (đồng)", Kind.MONEY, 20),
    Column("Tỷ lệ tiền (%)", Kind.PERCENT),
)  # fmt: skip
BRIDGE = (Column("Bước", width=30), Column("Việc", Kind.MONEY), Column("Đồng", Kind.MONEY, 22))
AGES = (
    Column("Năm ra quyết định", width=22), Column("Có điều kiện", Kind.MONEY),
    Column("Quá 1 năm", Kind.MONEY), Column("Chưa có điều kiện", Kind.MONEY),
    Column("Hoãn, tạm đình chỉ", Kind.MONEY), Column("Cộng", Kind.MONEY),
    Column("Còn lại (đồng)", Kind.MONEY, 22),
)  # fmt: skip
GROUNDS = (
    Column("Căn cứ", width=40), Column("Nội dung", width=80), Column("Việc", Kind.MONEY),
    Column("Còn lại (đồng)", Kind.MONEY, 22),
)  # fmt: skip
DUTIES = (
    Column("Đơn vị", width=34), Column("Việc phải làm", width=48), Column("Quá hạn", Kind.MONEY),
    Column("Đang phải làm", Kind.MONEY),
)  # fmt: skip
CASES = (
    Column("Quyết định", width=20), Column("Ngày", Kind.DAY, 12), Column("Đơn vị", width=34),
    Column("Chấp hành viên", width=26), Column("Tình trạng", width=22),
    Column("Còn lại (đồng)", Kind.MONEY, 20),
)  # fmt: skip


def workbook_of(report: Mapping[str, Any]) -> bytes:
    """Every table of the paper and every annexed list, a sheet each."""
    with TemporaryDirectory(prefix="thads-tables-") as folder:
        path = Path(folder) / "figures.xlsx"
        workbook.write(path, [*_official(report), *_own(report), *_lists(report)])
        return _timeless(path, report["head"]["dated"])


def _official(report: Mapping[str, Any]) -> Iterator[Sheet]:
    """The tables of the statistics, as every workbook of figures has them."""
    tables, version = official.stored(report, published_on=None), report["period"]["version"]
    day = date.fromisoformat(report["head"]["dated"])
    banner = (*tables.banner[:-1], f"Kèm báo cáo bản {version}, lập ngày {day:%d/%m/%Y}")
    yield from official.sheets(replace(tables, banner=banner))


def _own(report: Mapping[str, Any]) -> Iterator[Sheet]:
    yield Sheet("Theo Chấp hành viên", OFFICERS, map(_officer, report["officers"]))
    yield Sheet("Đầu kỳ đến cuối kỳ", BRIDGE, (
        (row["name"], row["cases"], row["money"]) for row in report["bridge"]
    ))  # fmt: skip
    of_age = ("name", "able", "old", "not_yet", "other", "cases", "remaining")
    yield Sheet("Tuổi án", AGES, [[row[key] for key in of_age] for row in report["ages"]])
    of_ground = ("source", "text", "cases", "remaining")
    found = [[row[key] for key in of_ground] for row in report["grounds"]["grounds"]]
    yield Sheet("Chưa có điều kiện", GROUNDS, found)
    yield Sheet("Việc quá hạn", DUTIES, _duties(report["duties"]))
    yield from map(_of_units, report.get("by_unit", ()))  # papers of before have none


def _of_units(form: Mapping[str, Any]) -> Sheet:
    """A form of a register, a line a unit, the province's last."""
    numbers = [Column(one["title"], Kind.MONEY, 16) for one in form["columns"]]
    is_money = all(one["is_money"] for one in form["columns"])
    lines = [*form["units"], {"name": "Toàn tỉnh", "figures": form["total"]}]
    name = f"Biểu {form['number']} theo đơn vị{' (đồng)' if is_money else ''}"
    rows = [(line["name"], *line["figures"]) for line in lines]
    return Sheet(name, [Column("Đơn vị", width=34), *numbers], rows, (form["title"],))


def _officer(line: Mapping[str, Any]) -> tuple[Any, ...]:
    cases, money = line["cases"], line["money"]
    return (
        line["unit"], line["name"], cases["to_enforce_total"], cases["enforceable_total"],
        cases["resolved_total"], _rate(cases["resolved_total"], cases["enforceable_total"]),
        money["enforceable"], money["resolved"], _rate(money["resolved"], money["enforceable"]),
    )  # fmt: skip


def _rate(part: int, whole: int) -> float | None:
    found = percent(part, whole)
    return None if found is None else float(found)


def _duties(late: Mapping[str, Any]) -> Iterator[tuple[Any, ...]]:
    for unit in late["units"]:
        for kind, cell in zip(late["kinds"], unit["cells"], strict=True):
            yield unit["name"], kind, *cell


def _lists(report: Mapping[str, Any]) -> Iterator[Sheet]:
    """Sheets are named by their place, since titles are longer than Excel allows."""
    for place, one in enumerate(report["lists"], start=1):
        words = "" if one["has_register"] else " (chưa có sổ)"
        rows = ((row[0], date.fromisoformat(row[1]), *row[2:]) for row in one["rows"])
        name = f"DS{place} {one['title']}"[:LONGEST_NAME].strip()
        yield Sheet(name, CASES, rows, (f"{one['title']}{words}", one["source"]))


def _timeless(path: Path, day: str) -> bytes:
    """The workbook without the moment of its writing: the day of the paper stands there."""
    made = BytesIO()
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(made, "w") as target:
        for part in source.infolist():
            content = source.read(part)
            if part.filename == "docProps/core.xml":
                content = SAVED.sub(rb"\g<1>" + f"{day}T00:00:00Z".encode(), content)
            plain = zipfile.ZipInfo(part.filename)  # of 1980, as the format begins
            plain.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(plain, content)
    return made.getvalue()
