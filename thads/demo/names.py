"""Invented people, firms and papers: every name says that it is one (Minh Họa, Ví Dụ, Mẫu…)."""

from random import Random

from thads.cases.models import JudgmentKind

MARKS = ("Minh Họa", "Ví Dụ", "Thí Dụ", "Giả Định", "Làm Mẫu", "Hư Cấu", "Thử Nghiệm", "Tập Huấn")
_ORDINALS = ("", " Một", " Hai", " Ba", " Tư", " Năm", " Sáu", " Bảy", " Tám", " Chín", " Mười")
_SURNAMES = {
    "10": ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vàng", "Giàng", "Thào", "Sùng", "Lù", "Tẩn"),
    "40": ("Nguyễn", "Trần", "Lê", "Phạm", "Hồ", "Vi", "Lô", "Lương", "Lữ", "Quang", "Đậu"),
}
_BANKS = ("Minh Họa", "Ví Dụ", "Giả Định", "Thử Nghiệm")
_TRADES = ("Thương mại", "Xây dựng", "Vận tải", "Khoáng sản", "Du lịch", "Nông sản")
_CODES = {
    JudgmentKind.CIVIL: ("DS-ST", "QĐST-DS"),
    JudgmentKind.CRIMINAL: ("HS-ST",),
    JudgmentKind.ADMINISTRATIVE: ("HC-ST",),
    JudgmentKind.FAMILY: ("HNGĐ-ST", "QĐST-HNGĐ"),
    JudgmentKind.COMMERCIAL: ("KDTM-ST", "QĐST-KDTM"),
    JudgmentKind.LABOUR: ("LĐ-ST", "QĐST-LĐ"),
    JudgmentKind.BANKRUPTCY: ("QĐ-TBPS",),
    JudgmentKind.ARBITRATION: ("PQTT",),
    JudgmentKind.COMPETITION: ("QĐ-HĐXL",),
    JudgmentKind.OTHER: ("QĐ-TA",),
}


def person(rng: Random, province_code: str) -> str:
    """A person that nobody can take for a real one."""
    surname = rng.choice(_SURNAMES[province_code])
    middle = rng.choice((" ", " Văn ", " Thị ", " Đức ", " Thu "))
    return f"{surname}{middle}{rng.choice(MARKS)}{rng.choice(_ORDINALS)}"


def personal_id_number(rng: Random) -> str:
    """Twelve digits that begin with a province code that was never given."""
    return f"000{rng.randrange(10**9):09d}"


def company(rng: Random) -> str:
    """An invented firm."""
    mark = rng.choice(MARKS)
    return f"Công ty TNHH {rng.choice(_TRADES)} {mark} {rng.randrange(1, 60)}"


def bank(rng: Random) -> str:
    """An invented credit institution."""
    if rng.random() < 0.1:
        return "Quỹ tín dụng nhân dân Thí Dụ"
    return f"Ngân hàng TMCP {rng.choice(_BANKS)}"


def address(rng: Random, *, town: bool) -> str:
    """A hamlet or block that exists nowhere; the commune stands beside it."""
    return f"{'Tổ dân phố' if town else 'Thôn'} Mẫu {rng.randrange(1, 16)}"


def judgment_number(rng: Random, kind: JudgmentKind, year: int) -> str:
    """A number in the pattern of its kind, e.g. 35/2023/HS-ST."""
    return f"{rng.randrange(1, 190):02d}/{year}/{rng.choice(_CODES[kind])}"
