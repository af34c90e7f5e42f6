"""Random cases of a register workbook: only what the definition allows, from a seed each.

The same seed with fewer happenings tells the beginning of the same case, so hypothesis shrinks a
register by dropping cases and cutting their ends, and a failure is named by its small numbers.
"""

from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any

Row = dict[str, Any]
UNITS = ("CUC", "CC01", "CC02")
OFFICERS = {"CUC": ("cuc.an", "cuc.binh"), "CC01": ("cc01.chi",), "CC02": ("cc02.dung", "cc02.em")}
FIRST, LAST = date(2021, 10, 1), date(2024, 9, 30)
KINDS = (
    "dan_su", "hinh_su", "hanh_chinh", "hon_nhan_gia_dinh", "kinh_doanh_thuong_mai", "lao_dong",
    "pha_san", "trong_tai", "canh_tranh", "khac",
)  # fmt: skip
ITEM_KINDS = (
    "an_phi", "tien_phat", "truy_thu", "tich_thu", "sung_cong", "boi_thuong_nha_nuoc", "cap_duong",
    "boi_thuong_thiet_hai", "tien_luong", "tra_no", "tra_no_tin_dung", "chia_tai_san",
    "giao_tai_san", "tra_lai_tai_san", "tieu_huy_vat_chung", "buoc_thuc_hien", "khac",
)  # fmt: skip
STANDINGS = ("co_dieu_kien", "chua_co_dieu_kien", "tiep_tuc", "hoan", "tam_dinh_chi")
IN_PART = ("dinh_chi", "mien_giam", "uy_thac", "thu_hoi", "rut_ho_so", "huy")
ENDINGS = ("gui_lai_yeu_cau", "ket_thuc_khac", "hoan_thanh")
OF_CASE = ("thong_bao_hop_le", "xac_minh", "phan_cong", "chuyen_don_vi")


@dataclass
class Open:
    """What the generator knows of an item, to choose only what may happen to it."""

    number: int
    remaining: int
    in_hand: int = 0  # collected, neither reversed nor paid on: what a reversal may take
    collected: int = 0
    ended: str | None = None


@dataclass
class Told:
    """One case by its rows; the four key columns stand in `case` alone."""

    case: Row
    parties: list[Row] = field(default_factory=list)
    items: list[Row] = field(default_factory=list)
    events: list[Row] = field(default_factory=list)
    money: list[Row] = field(default_factory=list)


def tell(seed: int, happenings: int, number: int) -> Told:
    """The case of a seed: so many things happened to it, or fewer where no more were possible."""
    return _Teller(Random(seed), number).tell(happenings)


class _Teller:
    def __init__(self, random: Random, number: int) -> None:
        self.random = random
        self.unit = random.choice(UNITS)
        self.day = _some_day(random, FIRST, FIRST + timedelta(days=random.choice((60, 500, 1000))))
        self.told = Told(_case(random, number, self.unit, self.day))
        self.told.parties = [_party(random, role) for role in _roles(random)]
        self.open = []
        for position in random.sample(range(1, 6), random.choice((1, 1, 2, 3))):
            row = _item(random, position)
            self.told.items.append(row)
            self.open.append(Open(position, row["so_tien"]))
        self.events_began = False

    def tell(self, happenings: int) -> Told:
        for _ in range(happenings):
            self._later()
            possible = self._possible()
            if self.day > LAST or not possible:
                break
            self.random.choice(possible)()
        return self.told

    def _later(self) -> None:
        """The next happening's day: often the same, sometimes years on or the year's last."""
        random = self.random
        step = random.choice((0, 0, 0, 0, 1, 5, 20, 45, 120, 400))
        if step and random.random() < 0.3:
            day = self.day + timedelta(days=step)
            last = day.replace(day=monthrange(day.year, day.month)[1])
            step = (last - self.day).days + random.choice((0, 0, 1))
        if step:
            self.day, self.events_began = self.day + timedelta(days=step), False

    def _possible(self) -> list[Callable[[], None]]:
        alive = [item for item in self.open if not item.ended]
        found: list[Callable[[], None]] = []
        if not self.events_began:  # money counts before the events of its day
            found += [self._collect] * 4 * any(item.remaining for item in alive)
            found += [self._reverse] * 5 * bool(self._reversible())
            found += [self._pay] * bool(self._payable())
        if alive:
            found += [self._of_case] * 3 + [self._standing] * 4 + [self._separate] * 3
            found += [self._part] * 2 + [self._increase] + [self._ending]
        else:  # an ended case may still be handed on: a figure only if it is opened again
            found += [self._of_case]
        return found

    def _reversible(self) -> list[Open]:
        return [i for i in self.open if i.in_hand and i.ended in (None, "COMPLETED")]

    def _payable(self) -> list[Open]:
        return [i for i in self.open if i.in_hand]

    # money

    def _money(self, item: Open, kind: str, amount: int) -> None:
        voucher = self.random.choice((None, f"PT{self.random.randint(1, 999):03d}"))
        self.told.money.append(
            {"ngay": self.day, "khoan": item.number, "loai": kind, "so_tien": amount,
             "chung_tu": voucher}
        )  # fmt: skip

    def _collect(self) -> None:
        item = self.random.choice([i for i in self.open if not i.ended and i.remaining])
        amount = _part_of(self.random, item.remaining)
        self._money(item, "thu", amount)
        item.remaining -= amount
        item.in_hand += amount
        item.collected += amount
        _end_if_empty(item, "COMPLETED")

    def _reverse(self) -> None:
        item = self.random.choice(self._reversible())
        amount = _part_of(self.random, item.in_hand)
        self._money(item, "huy_thu", amount)
        item.in_hand -= amount
        item.collected -= amount
        item.remaining += amount
        item.ended = None

    def _pay(self) -> None:
        item = self.random.choice(self._payable())
        amount = _part_of(self.random, item.in_hand)
        self._money(item, self.random.choice(("chi", "nop_ngan_sach")), amount)
        item.in_hand -= amount

    # events

    def _event(self, kind: str, *, item: Open | None = None, **given: Any) -> None:
        random = self.random
        self.events_began = True
        self.told.events.append({
            "ngay": self.day, "su_kien": kind, "khoan": item and item.number,
            "so_qd_su_kien": random.choice((None, f"{random.randint(1, 99)}/QĐ-THADS")), **given,
        })  # fmt: skip

    def _of_case(self) -> None:
        kind = self.random.choice(OF_CASE)
        if kind == "phan_cong":
            anyone = [name for names in OFFICERS.values() for name in names]
            unit = self.random.random() < 0.8
            officer = self.random.choice(OFFICERS[self.unit] if unit else anyone)
            self._event(kind, chap_hanh_vien=officer)
        elif kind == "chuyen_don_vi":
            self.unit = self.random.choice([code for code in UNITS if code != self.unit])
            officer = self.random.choice((None, *OFFICERS[self.unit]))
            self._event(kind, don_vi_nhan=self.unit, chap_hanh_vien=officer)
        else:
            alive = [item for item in self.open if not item.ended]
            self._event(kind, item=self.random.choice((None, None, *alive)))

    def _meant(self) -> tuple[Open | None, list[Open]]:
        """One open item, or none named: all that are open."""
        alive = [item for item in self.open if not item.ended]
        item = self.random.choice((None, *alive))
        return item, [item] if item else alive

    def _standing(self) -> None:
        kind = self.random.choice(STANDINGS)
        item, _ = self._meant()
        ground = self.random.choice(("a", "b", "c", "c", "c", "d")) if kind == "hoan" else None
        self._event(kind, item=item, can_cu=ground)

    def _separate(self) -> None:
        self._event("chuyen_theo_doi_rieng", item=self._meant()[0])

    def _increase(self) -> None:
        item = self.random.choice([item for item in self.open if not item.ended])
        amount = self.random.choice((1, 250_000, self.random.randint(1, 90_000_000)))
        self._event("tang_nghia_vu", item=item, so_tien=amount)
        item.remaining += amount

    def _part(self) -> None:
        """Of an item with money a part, or all that remains; of all items what remains."""
        kind = self.random.choice(IN_PART)
        item, meant = self._meant()
        if item and item.remaining and self.random.random() < 0.7:
            amount = _part_of(self.random, item.remaining)
            self._event(kind, item=item, so_tien=amount)
            item.remaining -= amount
            _end_if_empty(item, kind)
            return
        self._event(kind, item=item)
        for one in meant:
            one.remaining = 0
            _end_if_empty(one, kind)

    def _ending(self) -> None:
        kind = self.random.choice(ENDINGS)
        item, meant = self._meant()
        self._event(kind, item=item)
        for one in meant:
            if kind in ("gui_lai_yeu_cau", "ket_thuc_khac"):
                one.ended = kind
                continue
            one.collected += one.remaining if kind == "hoan_thanh" else 0
            one.remaining = 0
            _end_if_empty(one, "COMPLETED" if kind == "hoan_thanh" else kind)


def _end_if_empty(item: Open, otherwise: str) -> None:
    if item.remaining == 0:
        item.ended = "COMPLETED" if item.collected else otherwise


def _part_of(random: Random, amount: int) -> int:
    return random.choice((amount, amount, (amount + 1) // 2, random.randint(1, amount)))


def _some_day(random: Random, first: date, last: date) -> date:
    return first + timedelta(days=random.randint(0, (last - first).days))


def _case(random: Random, number: int, unit: str, day: date) -> Row:
    def mark() -> str | None:
        return random.choice((None, None, "x"))

    judged = random.choice((None, day - timedelta(days=random.randint(0, 300))))
    return {
        "don_vi": unit, "so_qd": number, "ngay_qd": day,
        "ky_hieu": random.choice(("QĐ-CCTHADS", "QĐ-CTHADS")),
        "hinh_thuc": random.choice(("chu_dong", "theo_yeu_cau")),
        "loai_an": random.choice(KINDS), "nhan_uy_thac": mark(),
        "chap_hanh_vien": random.choice((None, *OFFICERS[unit])),
        "so_ban_an": random.choice((None, f"{random.randint(1, 4)}/2021/DS-ST")),
        "ngay_ban_an": judged,
        "toa_an": random.choice((None, "Tòa án nhân dân huyện Thử", "Tòa án nhân dân tỉnh Mẫu")),
        "tham_nhung_kinh_te": mark(), "ma_tuy": mark(), "yeu_to_nuoc_ngoai": mark(),
        "to_chuc_tin_dung": random.choice((None, None, "Ngân hàng Thử nghiệm Đồng Bằng")),
    }  # fmt: skip


def _item(random: Random, position: int) -> Row:
    amount = random.choice((0, 1, 200_000, 200_000, random.randint(1, 5_000_000_000)))
    return {
        "khoan": position, "loai_khoan": random.choice(ITEM_KINDS), "so_tien": amount,
        "ngan_sach": random.choice((None, None, "x")),
    }  # fmt: skip


def _roles(random: Random) -> tuple[str, ...]:
    return ("duoc_thi_hanh", "phai_thi_hanh", "lien_quan")[: random.choice((0, 2, 2, 3))]


def _party(random: Random, role: str) -> Row:
    n = random.randint(1, 40)
    kind = random.choice((None, "ca_nhan", "to_chuc"))
    names = ("Nguyễn Thị Thử", "Trần Văn Mẫu", "Hợp tác xã Ví Dụ", "Lê Đặng Quỳnh Ước")
    return {
        "vai_tro": role, "ho_ten": f"{random.choice(names)} {n}", "loai": kind,
        "so_dinh_danh": random.choice((None, f"0{random.randint(10**10, 10**11 - 1)}")),
        "dia_chi": random.choice((None, f"Thôn {n}, xã Thử")),
        "ma_xa": random.choice((None, "02635", "02641", "00001")),
    }  # fmt: skip
