"""Random register workbooks: random cases, written down in every way that the format allows.

A register is a handful of small numbers (a seed and a length a case, a seed for the writing), so
a failing example prints as one line and `python -m tests.imports.random_workbooks` makes its file.
"""

import sys
import unicodedata
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

from hypothesis import strategies as st

from tests.imports.random_cases import OFFICERS, UNITS, Row, Told, tell
from tests.imports.workbooks import make_tables

KEY = ("don_vi", "so_qd", "ky_hieu", "ngay_qd")
CASES = (
    *KEY,
    "hinh_thuc", "loai_an", "chap_hanh_vien", "nhan_uy_thac", "so_ban_an", "ngay_ban_an",
    "toa_an", "tham_nhung_kinh_te", "ma_tuy", "yeu_to_nuoc_ngoai", "to_chuc_tin_dung",
)  # fmt: skip
COLUMNS = {
    "don_vi": ("ma", "ten", "loai", "cap_tren", "hieu_luc_tu", "hieu_luc_den"),
    "can_bo": ("ten_dang_nhap", "ho_ten", "don_vi", "vai_tro"),
    "viec": CASES,
    "duong_su": (*KEY, "vai_tro", "ho_ten", "loai", "so_dinh_danh", "dia_chi", "ma_xa"),
    "khoan": (*KEY, "khoan", "loai_khoan", "so_tien", "ngan_sach"),
    "dien_bien": (
        *KEY, "ngay", "su_kien", "khoan", "so_tien", "can_cu", "so_qd_su_kien", "chap_hanh_vien",
        "don_vi_nhan",
    ),
    "thu_chi": (*KEY, "ngay", "khoan", "loai", "so_tien", "chung_tu"),
}  # fmt: skip
NUMBERS = {"so_qd", "khoan"}  # whole numbers that are not money
UNKNOWN = ("ghi_chu", "Cột của hệ thống khác", "so_luu")
UNKNOWN_VALUES = (None, "ghi thêm", 17, date(2023, 5, 1))


@dataclass(frozen=True)
class CaseSeed:
    """One case: its seed, how many things happened at most, its decision's number."""

    seed: int
    happenings: int
    number: int

    def told(self) -> Told:
        return tell(self.seed, self.happenings, self.number)


@dataclass(frozen=True)
class Register:
    """One workbook: its cases and the seed of how it is written; 0 writes it plainly."""

    cases: tuple[CaseSeed, ...]
    writing: int = 0

    def write(self, path: Path, *, offices: bool = True) -> Path:
        """The .xlsx file; with the sheets don_vi and can_bo unless they stand already."""
        return write(path, [case.told() for case in self.cases], self.writing, offices=offices)

    def halves(self) -> tuple["Register", "Register"]:
        """Its cases split over two workbooks."""
        return replace(self, cases=self.cases[::2]), replace(self, cases=self.cases[1::2])

    def changed(self, seed: int) -> list[Told]:
        """Its cases with one of them different under the same key."""
        told = [case.told() for case in self.cases]
        random = Random(seed)
        place = random.randrange(len(told))
        told[place] = _otherwise(random, self.cases[place], told[place])
        return told

    def spoilt(self, seed: int) -> tuple[list[Told], list[Told]]:
        """Its cases with a fault in one of them; and the sound ones."""
        told = [case.told() for case in self.cases]
        random = Random(seed)
        place = random.randrange(len(told))
        sound = [case for case in told if case is not told[place]]
        _spoil(random, told[place])
        return told, sound


SEEDS = st.integers(0, 2**32 - 1)


def registers(longest: int = 24) -> st.SearchStrategy[Register]:
    """Registers of one to six cases over three statistics years."""
    cases = st.lists(st.tuples(SEEDS, st.integers(0, longest)), min_size=1, max_size=6)
    return st.builds(
        lambda seeds, writing: Register(
            tuple(CaseSeed(seed, n, number) for number, (seed, n) in enumerate(seeds, start=1)),
            writing,
        ),
        cases, SEEDS,
    )  # fmt: skip


def write(path: Path, cases: list[Told], writing: int = 0, *, offices: bool = True) -> Path:
    """Write cases as a workbook."""
    tables = sheets(cases, offices=offices)
    if not writing:
        plain = {name: [list(COLUMNS[name]), *_cells(name, rows)] for name, rows in tables.items()}
        return make_tables(path, plain)
    random = Random(writing)
    names = random.sample(list(tables), len(tables))
    return make_tables(path, {name: _written(random, name, tables[name]) for name in names})


def sheets(cases: list[Told], *, offices: bool = True) -> dict[str, list[Row]]:
    """The rows of every sheet, case after case, what happened in its order."""
    tables: dict[str, list[Row]] = {"don_vi": _units(), "can_bo": _people()} if offices else {}
    tables["viec"] = [told.case for told in cases]
    for sheet, part in (
        ("duong_su", "parties"), ("khoan", "items"), ("dien_bien", "events"), ("thu_chi", "money"),
    ):  # fmt: skip
        tables[sheet] = [
            {**{name: told.case[name] for name in KEY}, **row}
            for told in cases
            for row in getattr(told, part)
        ]
    return tables


def _units() -> list[Row]:
    return [
        {"ma": code, "ten": f"Đơn vị Thử {code}", "loai": "chi_cuc" if parent else "cuc",
         "cap_tren": parent, "hieu_luc_tu": date(2015, 1, 1)}
        for code, parent in zip(UNITS, (None, "CUC", "CUC"), strict=True)
    ]  # fmt: skip


def _people() -> list[Row]:
    return [
        {"ten_dang_nhap": name, "ho_ten": f"Người Thử {name.split('.')[1].title()}",
         "don_vi": code, "vai_tro": "chap_hanh_vien"}
        for code, names in OFFICERS.items()
        for name in names
    ]  # fmt: skip


def _cells(name: str, rows: list[Row]) -> list[list[Any]]:
    return [[row.get(column) for column in COLUMNS[name]] for row in rows]


def _written(random: Random, name: str, rows: list[Row]) -> list[list[Any]]:
    """Columns in any order, some unknown; rows anywhere; each cell one of its ways."""
    columns = list(COLUMNS[name])
    used = [c for c in columns if any(row.get(c) is not None for row in rows)]
    if rows and random.random() < 0.3:
        columns = used  # a column that says nothing may be missing
    columns += random.sample(UNKNOWN, random.choice((0, 0, 1, 2)))
    random.shuffle(columns)
    table: list[list[Any]] = [list(columns)]
    for row in _anywhere(random, rows):
        table.append([
            random.choice(UNKNOWN_VALUES) if column in UNKNOWN else _cell(random, column, row)
            for column in columns
        ])  # fmt: skip
    return table


def _anywhere(random: Random, rows: list[Row]) -> list[Row]:
    """Rows of all cases and days mixed; those of one case and day keep their order.

    Of a case's items and parties the order says nothing, but we keep it: the parties are listed.
    """

    def together(row: Row) -> tuple[Any, ...]:
        return (*(row.get(name) for name in KEY), row.get("ngay"))

    places = [together(row) for row in rows]
    random.shuffle(places)
    waiting: dict[tuple[Any, ...], list[Row]] = {}
    for row in reversed(rows):
        waiting.setdefault(together(row), []).append(row)
    return [waiting[place].pop() for place in places]


def _cell(random: Random, column: str, row: Row) -> Any:
    value, otherwise = row.get(column), random.random() < 0.4
    if not otherwise or value is None:
        return value
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, int):
        return str(value) if column in NUMBERS else f"{value:,}".replace(",", ".")
    return unicodedata.normalize("NFD", value)


def _spoil(random: Random, told: Told) -> None:
    """Put one thing into the case that no workbook may say."""
    day, number = told.case["ngay_qd"], told.items[0]["khoan"]
    match random.choice(("code", "amount", "officer", "early", "future", "too_much", "no_item")):
        case "code":
            told.case["loai_an"] = "khong_co"
        case "amount":
            told.items[-1]["so_tien"] = "một triệu"
        case "officer":
            told.case["chap_hanh_vien"] = "khong.co"
        case "early":
            told.events.insert(0, {"ngay": day - timedelta(days=1), "su_kien": "xac_minh"})
        case "future":
            told.events.append({"ngay": date(2024, 10, 1), "su_kien": "thong_bao_hop_le"})
        case "too_much":
            told.money.append({"ngay": date(2024, 9, 30), "khoan": number, "loai": "thu",
                               "so_tien": 10**12})  # fmt: skip
        case "no_item":
            told.events.append({"ngay": date(2024, 9, 30), "su_kien": "tiep_tuc", "khoan": 9})


def _otherwise(random: Random, case: CaseSeed, told: Told) -> Told:
    """The case of the same key in which something is different."""
    ways = ["longer", "mark", "bank", "party", "kind", "initiation", "officer", "judgment", "item"]
    match random.choice(ways):
        case "longer":
            longer = replace(case, happenings=case.happenings + 6).told()
            shorter = replace(case, happenings=case.happenings // 2).told()
            return random.choice([other for other in (longer, shorter) if other != told] or [told])
        case "mark":
            name = random.choice(("tham_nhung_kinh_te", "ma_tuy", "nhan_uy_thac"))
            told.case[name] = None if told.case[name] else "x"
        case "bank":
            told.case["to_chuc_tin_dung"] = random.choice((None, "Ngân hàng Khác"))
        case "party":
            told.parties.append({"vai_tro": "lien_quan", "ho_ten": "Phạm Thị Thêm"})
        case "kind":
            told.case["loai_an"] = random.choice(("pha_san", "trong_tai"))
        case "initiation":
            other = {"chu_dong": "theo_yeu_cau", "theo_yeu_cau": "chu_dong"}
            told.case["hinh_thuc"] = other[told.case["hinh_thuc"]]
        case "officer":
            told.case["chap_hanh_vien"] = random.choice(OFFICERS[told.case["don_vi"]])
        case "judgment":
            told.case["so_ban_an"] = "99/2020/HS-ST"
        case "item":
            told.items[0]["loai_khoan"] = random.choice(("an_phi", "cap_duong"))
    return told


if __name__ == "__main__":  # python -m tests.imports.random_workbooks FILE WRITING SEED:LENGTH …
    seeds = [argument.split(":") for argument in sys.argv[3:]]
    numbered = tuple(CaseSeed(int(s), int(n), i) for i, (s, n) in enumerate(seeds, start=1))
    Register(numbered, int(sys.argv[2])).write(Path(sys.argv[1]))
