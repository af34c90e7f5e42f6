"""A register workbook of any size, the same each time: every event, eight rows a case."""

import random
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import NamedTuple

from thads.imports.exporting.workbook import Column, Kind, Sheet, write

FIRST, LAST = date(2022, 10, 1), date(2024, 9, 30)
UNITS, OFFICERS = 10, 8  # officers of each unit
SERIES = "QĐ-CCTHADS"
KINDS = (
    "dan_su",
    "hinh_su",
    "hon_nhan_gia_dinh",
    "kinh_doanh_thuong_mai",
    "lao_dong",
    "hanh_chinh",
)
ITEMS = ("an_phi", "tien_phat", "tra_no", "boi_thuong_thiet_hai", "cap_duong")
NAMES = ("Nguyễn Văn", "Trần Thị", "Lê Hữu", "Phạm Thu", "Giàng A", "Lò Thị", "Hoàng Đình")
GIVEN = ("An", "Bình", "Chi", "Dũng", "Đạt", "Giang", "Hạnh", "Lý", "Minh", "Phượng", "Yến")

KEY = (Column("don_vi"), Column("so_qd", Kind.NUMBER), Column("ky_hieu"),
       Column("ngay_qd", Kind.DAY))  # fmt: skip
COLUMNS = {
    "viec": ("hinh_thuc", "loai_an", "chap_hanh_vien", "nhan_uy_thac", "so_ban_an",
             "ngay_ban_an", "toa_an", "tham_nhung_kinh_te", "ma_tuy", "to_chuc_tin_dung"),
    "duong_su": ("vai_tro", "ho_ten", "loai", "so_dinh_danh", "dia_chi"),
    "khoan": ("khoan", "loai_khoan", "so_tien"),
    "dien_bien": ("ngay", "su_kien", "khoan", "so_tien", "can_cu", "so_qd_su_kien",
                  "chap_hanh_vien", "don_vi_nhan"),
    "thu_chi": ("ngay", "khoan", "loai", "so_tien", "chung_tu"),
}  # fmt: skip
DAYS, NUMBERS = {"ngay", "ngay_ban_an"}, {"khoan", "so_tien"}

Line = tuple[object, ...]
# Days after the one before, what happens; a share of the amount in tenths for money.
LIVES: tuple[tuple[int, tuple[tuple[int, str, int | None], ...]], ...] = (
    (45, ((40, "thu", 4), (3, "chi", 4), (60, "thu", 6))),
    (10, ((30, "thu", 3), (20, "xac_minh", None))),
    (10, ((30, "chua_co_dieu_kien", None), (90, "xac_minh", None))),
    (6, ((30, "chua_co_dieu_kien", None), (40, "chuyen_theo_doi_rieng", None), (60, "thu", 1))),
    (3, ((20, "chua_co_dieu_kien", None), (40, "co_dieu_kien", None), (9, "thu", 5))),
    (4, ((20, "hoan", None), (40, "tiep_tuc", None), (20, "tam_dinh_chi", None),
         (40, "tiep_tuc", None))),
    (4, ((20, "thu", 2), (5, "huy_thu", 2), (20, "thu", 10))),
    (2, ((30, "mien_giam", 3), (20, "thu", 7))),
    (2, ((50, "dinh_chi", None),)),
    (2, ((20, "uy_thac", None),)),
    (2, ((20, "rut_ho_so", None),)),
    (1, ((20, "thu_hoi", None),)),
    (1, ((20, "huy", None),)),
    (2, ((20, "gui_lai_yeu_cau", None),)),
    (1, ((20, "ket_thuc_khac", None),)),
    (2, ((20, "thu", 2), (20, "hoan_thanh", None))),
    (1, ((20, "tang_nghia_vu", 2), (20, "thu", 10))),
    (2, ((40, "chuyen_don_vi", None), (20, "phan_cong", None))),
)  # fmt: skip
WEIGHTS = [weight for weight, _ in LIVES]
GROUNDS = {"hoan": "c", "tam_dinh_chi": "a", "dinh_chi": "a", "gui_lai_yeu_cau": None}
OF_MONEY = {"thu", "chi", "huy_thu"}


class Made(NamedTuple):
    """One case: its key and its lines by sheet."""

    key: Line
    lines: dict[str, list[Line]]


def make(path: Path, cases: int) -> int:
    """Write the workbook; answers its rows."""
    counted = dict.fromkeys(COLUMNS, 0)

    def rows(sheet: str) -> Iterator[Line]:
        for number in range(1, cases + 1):
            made = case_of(number)
            for line in made.lines[sheet]:
                counted[sheet] += 1
                yield (*made.key, *line)

    of_cases = [
        Sheet(name, (*KEY, *map(_column, columns)), rows(name)) for name, columns in COLUMNS.items()
    ]
    write(path, [*_offices(), *of_cases])
    return sum(counted.values())


def case_of(number: int) -> Made:
    """The case of this number."""
    chance = random.Random(number)
    unit, officer = number % UNITS, chance.randrange(OFFICERS)
    day = FIRST + timedelta(days=chance.randrange(640))
    amount = chance.randrange(1, 500) * 1_000_000
    name = partial(_name, chance)
    lines: dict[str, list[Line]] = {sheet: [] for sheet in COLUMNS}
    lines["viec"].append((
        chance.choice(("chu_dong", "theo_yeu_cau")), chance.choice(KINDS), f"cc{unit}.{officer}",
        "x" if number % 40 == 0 else None, f"{number % 9000 + 1}/2022/DS-ST", date(2022, 9, 1),
        f"TAND huyện {unit}", "x" if number % 50 == 0 else None,
        "x" if number % 12 == 0 else None, "Ngân hàng Thử" if number % 9 == 0 else None,
    ))  # fmt: skip
    for role in ("duoc_thi_hanh", "phai_thi_hanh"):
        lines["duong_su"].append(
            (role, name(), "ca_nhan", f"0100900{number:05}", f"Thôn {number % 90}, xã Thử")
        )
    lines["khoan"].append((1, chance.choice(ITEMS), amount))
    [(_, life)] = chance.choices(LIVES, WEIGHTS)
    _live(chance, day, amount, life, lines)
    return Made((f"CC{unit}", number, SERIES, day), lines)


def _live(
    chance: random.Random, day: date, amount: int, life: tuple[tuple[int, str, int | None], ...],
    lines: dict[str, list[Line]],
) -> None:  # fmt: skip
    story = ((5, "thong_bao_hop_le", None), (12, "xac_minh", None), *life)
    for after, what, tenths in story:
        day += timedelta(days=after + chance.randrange(after))
        if day > LAST:
            return
        part = amount // 10 * tenths if tenths else None
        if what in OF_MONEY:
            lines["thu_chi"].append((day, 1, what, part, f"PT{chance.randrange(10_000):05}"))
            continue
        unit = chance.randrange(UNITS)
        holder = {
            "chuyen_don_vi": (f"cc{unit}.0", f"CC{unit}"),
            "phan_cong": (f"cc{unit}.1", None),
        }.get(what, (None, None))
        item = 1 if part else None
        lines["dien_bien"].append((day, what, item, part, GROUNDS.get(what), None, *holder))


def _name(chance: random.Random) -> str:
    return f"{chance.choice(NAMES)} {chance.choice(GIVEN)} {chance.choice(GIVEN)}"


def _offices() -> Iterator[Sheet]:
    units = [("CUC", "Cục THADS tỉnh Thử", "cuc", None)]
    units += [(f"CC{n}", f"Chi cục THADS huyện {n}", "chi_cuc", "CUC") for n in range(UNITS)]
    people = [
        (f"cc{unit}.{n}", f"Chấp Hành Viên {unit} {n}", f"CC{unit}", "chap_hanh_vien")
        for unit in range(UNITS)
        for n in range(OFFICERS)
    ]
    yield Sheet("don_vi", tuple(map(Column, ("ma", "ten", "loai", "cap_tren"))), units)
    yield Sheet(
        "can_bo", tuple(map(Column, ("ten_dang_nhap", "ho_ten", "don_vi", "vai_tro"))), people
    )


def _column(name: str) -> Column:
    kind: Callable[[str], Kind] = lambda n: (  # noqa: E731
        Kind.DAY if n in DAYS else Kind.NUMBER if n in NUMBERS else Kind.TEXT
    )
    return Column(name, kind(name))
