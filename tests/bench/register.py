"""A sound register of any size as the rows of its workbook: about eight rows a case."""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from rustpy_xlsxwriter import FastExcel

Row = dict[str, Any]
UNITS, OFFICERS_PER_UNIT = 10, 8
FIRST = date(2022, 10, 3)
SHEETS = ("viec", "duong_su", "khoan", "dien_bien", "thu_chi")
_FAMILIES = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Huỳnh", "Vũ", "Đặng", "Bùi", "Giàng")
_MIDDLES = ("Văn", "Thị", "Đức", "Ngọc", "Minh", "Thu", "Quốc", "A", "Thanh", "Hồng")
_GIVEN = ("Anh", "Bình", "Cường", "Dũng", "Hà", "Hương", "Lan", "Nam", "Phượng", "Tuấn", "Yến")
_KINDS = ("tra_no", "boi_thuong_thiet_hai", "cap_duong", "tra_no_tin_dung", "tien_phat")


def unit_code(number: int) -> str:
    """The code of the unit that holds the `number`-th case."""
    return f"CC{number % UNITS:02}"


def officer_name(number: int) -> str:
    """The user name of the officer of the `number`-th case."""
    return f"chv.{number % UNITS:02}.{number // UNITS % OFFICERS_PER_UNIT}"


def write_register(path: Path, cases: int) -> Path:
    """The workbook of `cases` cases (50,000: 400,000 rows), the same for the same number."""
    book = FastExcel(str(path))
    for name in SHEETS:
        book = book.sheet(name, _rows(name, cases))
    book.save()
    return path


def _rows(sheet: str, cases: int) -> Iterator[Row]:
    for number in range(1, cases + 1):
        yield from case_rows(number)[sheet]


def case_rows(number: int) -> dict[str, list[Row]]:
    """The rows of the `number`-th case by sheet."""
    chance = random.Random(number)
    day = FIRST + timedelta(days=number % 700)
    key = {
        "don_vi": unit_code(number),
        "so_qd": number,
        "ky_hieu": "QĐ-CCTHADS",
        "ngay_qd": day,
    }
    amounts = [chance.randrange(1, 400) * 1_000_000 for _ in range(1 + number % 2)]
    rows = {
        "viec": [_case(number, chance, day)],
        "duong_su": [_party(chance, role) for role in ("duoc_thi_hanh", "phai_thi_hanh")],
        "khoan": [_item(n, amount, chance) for n, amount in enumerate(amounts, start=1)],
        "dien_bien": _events(chance, day, number),
        "thu_chi": _money(chance, day, amounts[0], number),
    }
    return {sheet: [key | row for row in some] for sheet, some in rows.items()}


def _case(number: int, chance: random.Random, day: date) -> Row:
    return {
        "hinh_thuc": "theo_yeu_cau",
        "loai_an": chance.choice(("dan_su", "hinh_su", "hon_nhan_gia_dinh")),
        "chap_hanh_vien": officer_name(number),
        "nhan_uy_thac": None,
        "so_ban_an": f"{chance.randrange(1, 300)}/{day.year}/DS-ST",
        "ngay_ban_an": day - timedelta(days=45),
        "toa_an": f"Tòa án nhân dân khu vực {number % 12}",
        "tham_nhung_kinh_te": None,
        "ma_tuy": "x" if number % 40 == 0 else None,
        "yeu_to_nuoc_ngoai": None,
        "to_chuc_tin_dung": "Ngân hàng Nông nghiệp" if number % 9 == 0 else None,
    }


def _party(chance: random.Random, role: str) -> Row:
    name = " ".join(chance.choice(part) for part in (_FAMILIES, _MIDDLES, _MIDDLES, _GIVEN))
    return {
        "vai_tro": role,
        "ho_ten": name,
        "loai": "ca_nhan",
        "so_dinh_danh": f"010{chance.randrange(10**9):09}",
        "dia_chi": f"Số {chance.randrange(1, 900)}, tổ {chance.randrange(1, 40)}, phường Cốc Lếu",
        "ma_xa": None,
    }


def _item(position: int, amount: int, chance: random.Random) -> Row:
    kind = chance.choice(_KINDS)
    return {"khoan": position, "loai_khoan": kind, "so_tien": amount, "ngan_sach": None}


def _events(chance: random.Random, day: date, number: int) -> list[Row]:
    noticed = day + timedelta(days=2 + chance.randrange(3))
    found = noticed + timedelta(days=10 + chance.randrange(5))
    nothing = {"khoan": None, "so_tien": None, "can_cu": None}
    return [
        {"ngay": noticed, "su_kien": "thong_bao_hop_le", **nothing, "so_qd_su_kien": None},
        {"ngay": found, "su_kien": "co_dieu_kien", **nothing, "so_qd_su_kien": f"{number}/BB"},
    ]


def _money(chance: random.Random, day: date, amount: int, number: int) -> list[Row]:
    collected = day + timedelta(days=30 + chance.randrange(20))
    paid = {"ngay": collected + timedelta(days=3), "khoan": 1, "loai": "chi"}
    part = amount // 4
    rows = [
        {"ngay": collected, "khoan": 1, "loai": "thu", "so_tien": part, "chung_tu": f"PT{number}"},
        {**paid, "so_tien": part, "chung_tu": f"PC{number}"},
    ]
    return rows[: 1 + number % 2]
