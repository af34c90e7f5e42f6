"""One case told from the rows of a workbook, moment by moment (see naive_workbook)."""

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

Row = dict[str, Any]
BUDGET_KINDS = {"an_phi", "tien_phat", "truy_thu", "tich_thu", "sung_cong", "boi_thuong_nha_nuoc"}

# The whole name of an item's standing while it is open, in the order in which a case takes them.
OPEN = (
    "IN_PROGRESS", "POSTPONED_BY_AGREEMENT", "POSTPONED_OTHER", "SUSPENDED",
    "NOT_YET_ENFORCEABLE", "SEPARATE_TRACKING",
)  # fmt: skip
ENDED = (
    "COMPLETED", "DISCONTINUED", "ENTRUSTED_OUT", "TAKEN_UP", "REQUEST_RETURNED", "ENDED_OTHER",
    "WITHDRAWN", "ANNULLED",
)  # fmt: skip
# A notice is no decision, nor are the three that the page names; they leave every item alone.
NO_DECISION = {"phan_cong", "chuyen_don_vi", "xac_minh", "thong_bao_hop_le"}
SETS = {
    "co_dieu_kien": "IN_PROGRESS", "tiep_tuc": "IN_PROGRESS",
    "chua_co_dieu_kien": "NOT_YET_ENFORCEABLE", "tam_dinh_chi": "SUSPENDED",
    "chuyen_theo_doi_rieng": "SEPARATE_TRACKING",
}  # fmt: skip
# event → (which amount of the item it feeds, how it ends an item on which nothing was collected)
TAKES = {
    "dinh_chi": ("discontinued", "DISCONTINUED"),
    "mien_giam": ("forgiven", "DISCONTINUED"),  # "DISCONTINUED also for exemption and reduction"
    "uy_thac": ("entrusted_out", "ENTRUSTED_OUT"),
    "rut_ho_so": ("taken_up", "TAKEN_UP"),
    "thu_hoi": ("withdrawn_annulled", "WITHDRAWN"),
    "huy": ("withdrawn_annulled", "ANNULLED"),
}
# REQUEST_RETURNED and ENDED_OTHER "end an item with what remains left on it".
LEAVES = {"gui_lai_yeu_cau": "REQUEST_RETURNED", "ket_thuc_khac": "ENDED_OTHER"}
AMOUNTS = {"completed", *(amount for amount, _ in TAKES.values())}


def day_of(value: Any) -> date:
    """A date cell, or text dd/mm/yyyy."""
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else datetime.strptime(value, "%d/%m/%Y").date()  # noqa: DTZ007


def dong(value: Any) -> int:
    """A number, or text with dots between thousands."""
    return int(value.replace(".", "")) if isinstance(value, str) else int(value)


@dataclass
class Item:
    """One khoản at one moment; `completed` is collected less reversed, settled ones included."""

    award: int
    budget: bool
    standing: str = "IN_PROGRESS"  # "IN_PROGRESS (from docketing until another decision)"
    increases: int = 0
    amounts: Counter[str] = field(default_factory=Counter)

    @property
    def remaining(self) -> int:
        # awarded + increases = collected + forgiven + discontinued + entrusted + … + remaining
        return self.award + self.increases - sum(self.amounts.values())

    @property
    def current(self) -> bool:
        return self.standing in OPEN and self.standing != "SEPARATE_TRACKING"

    def copy(self) -> "Item":
        return replace(self, amounts=Counter(self.amounts))


@dataclass
class Moment:
    """The whole case just after something happened on `day`; `holder` is (unit, officer)."""

    day: date
    items: dict[int, Item]
    holder: tuple[str, str | None]

    @property
    def standing(self) -> str:
        """The case's standing follows from its items."""
        standings = {item.standing for item in self.items.values()}
        for standing in OPEN:
            if standing in standings:
                return standing
        collected = sum(item.amounts["completed"] for item in self.items.values())
        if "COMPLETED" in standings or collected > 0:  # net of reversals
            return "COMPLETED"
        return next(standing for standing in ENDED if standing in standings)

    @property
    def current(self) -> bool:
        return self.standing in OPEN and self.standing != "SEPARATE_TRACKING"


class Story:
    """One case told from its docketing to the end of a day: every moment of it, in order."""

    def __init__(self, case: Row, items: list[Row], events: list[Row], money: list[Row]) -> None:
        self.case, self.docketed = case, day_of(case["ngay_qd"])
        self.items = {
            int(row["khoan"]): Item(
                dong(row["so_tien"]),
                bool(row.get("ngan_sach")) or row["loai_khoan"] in BUDGET_KINDS,
            )
            for row in items
        }
        # "Within one day and case, money rows count before events, and the rows of one sheet in
        # their order": sorting by the day alone keeps what stands before what.
        rows = [(day_of(row["ngay"]), row) for row in [*money, *events]]
        self.rows = sorted(rows, key=lambda row: row[0])
        self.holder = (case["don_vi"], case.get("chap_hanh_vien"))
        self.moments: list[Moment] = []

    def told(self, end: date) -> list[Moment]:
        """Every moment up to the end of the day."""
        if self.docketed > end:
            return []
        self.day = self.docketed
        self._moment()
        for day, row in self.rows:
            if day > end:
                break
            self.day = day
            if "loai" in row:
                self._money(row)
            else:
                self._event(row)
        return self.moments

    def _moment(self) -> None:
        items = {number: item.copy() for number, item in self.items.items()}
        self.moments.append(Moment(self.day, items, self.holder))

    def _money(self, row: Row) -> None:
        item, amount = self.items[int(row["khoan"])], dong(row["so_tien"])
        if row["loai"] == "thu":
            self._take_back(item)
            item.amounts["completed"] += amount
            self._end_when_nothing_remains(item, "COMPLETED")
        elif row["loai"] == "huy_thu":
            # Neither a collection nor a decision: an item in separate tracking stays there.
            # One that had ended COMPLETED comes back with what remained then, nothing: the
            # reversal itself is taken off completed_money, or the identities would not hold.
            if item.standing == "COMPLETED":
                item.standing = "IN_PROGRESS"
                self._moment()
            item.amounts["completed"] -= amount
        self._moment()  # chi, nop_ngan_sach: money paid on; no figure of the page knows it

    def _event(self, row: Row) -> None:
        kind = row["su_kien"]
        if kind == "phan_cong":
            self.holder = (self.holder[0], row["chap_hanh_vien"])
        elif kind == "chuyen_don_vi":  # without an officer: unassigned until one is assigned
            self.holder = (row["don_vi_nhan"], row.get("chap_hanh_vien"))
        if kind not in NO_DECISION:
            for item in self._meant(row):
                self._take_back(item)
                self._decide(item, row)
        self._moment()

    def _meant(self, row: Row) -> list[Item]:
        """khoan "empty: all open items of the case"."""
        if row.get("khoan") is not None:
            return [self.items[int(row["khoan"])]]
        return [item for item in self.items.values() if item.standing in OPEN]

    def _take_back(self, item: Item) -> None:
        # "on an item in SEPARATE_TRACKING first takes it back (IN_PROGRESS, same day)", whatever
        # the decision is: also one that moves it to separate tracking again.
        if item.standing == "SEPARATE_TRACKING":
            item.standing = "IN_PROGRESS"
            self._moment()

    def _decide(self, item: Item, row: Row) -> None:
        kind, given = row["su_kien"], row.get("so_tien")
        amount = item.remaining if given is None else dong(given)  # "empty: all that remains"
        if kind == "hoan":
            agreed = row.get("can_cu") == "c"
            item.standing = "POSTPONED_BY_AGREEMENT" if agreed else "POSTPONED_OTHER"
        elif kind == "tang_nghia_vu":
            item.increases += amount
        elif kind == "hoan_thanh":  # "what was left counts as collected that day"
            item.amounts["completed"] += item.remaining
            item.standing = "COMPLETED"
        elif kind in SETS:
            item.standing = SETS[kind]
        elif kind in LEAVES:
            item.standing = LEAVES[kind]
        else:
            column, ending = TAKES[kind]
            item.amounts[column] += amount
            self._end_when_nothing_remains(item, ending)
        self._moment()

    @staticmethod
    def _end_when_nothing_remains(item: Item, otherwise: str) -> None:
        # "as COMPLETED if anything was collected on it, else as the decision that took the last"
        if item.remaining == 0:
            item.standing = "COMPLETED" if item.amounts["completed"] > 0 else otherwise
