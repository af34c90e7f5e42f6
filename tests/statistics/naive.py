"""Counting by hand: the definition read a second time, slowly, sharing no code with the product.

It knows the facts of a case by the codes of the register workbook only, plays them one after the
other, and fills a dictionary of columns. Where the two readings differ, one of them is wrong.
"""

from collections import Counter
from datetime import date

CURRENT = ("going on", "agreed", "postponed", "suspended", "not yet")
OPEN = (*CURRENT, "separate")
RANK = ("going on", "agreed", "postponed", "suspended", "not yet", "separate")
END_RANK = (
    "dinh_chi",
    "uy_thac",
    "rut_ho_so",
    "gui_lai_yeu_cau",
    "ket_thuc_khac",
    "thu_hoi",
    "huy",
)
ENDS = {
    "dinh_chi": "discontinued",
    "mien_giam": "forgiven",
    "uy_thac": "entrusted_out",
    "rut_ho_so": "taken_up",
    "thu_hoi": "withdrawn_annulled",
    "huy": "withdrawn_annulled",
}
CASE_COLUMN = {
    "going on": ["in_progress"], "agreed": ["postponed_by_agreement"],
    "postponed": ["postponed_suspended_other"], "suspended": ["postponed_suspended_other"],
    "not yet": ["not_yet_enforceable"],
    "separate": ["not_yet_enforceable", "moved_to_separate_tracking"],
    "done": ["completed"], "dinh_chi": ["discontinued"], "uy_thac": ["entrusted_out"],
    "rut_ho_so": ["taken_up"], "thu_hoi": ["withdrawn_annulled"], "huy": ["withdrawn_annulled"],
    "gui_lai_yeu_cau": ["not_yet_enforceable", "request_returned"],
    "ket_thuc_khac": ["postponed_suspended_other", "ended_other"],
}  # fmt: skip
REST_COLUMN = {
    "going on": "in_progress", "agreed": "postponed_by_agreement",
    "postponed": "postponed_suspended_other", "suspended": "postponed_suspended_other",
    "not yet": "not_yet_enforceable", "separate": "not_yet_enforceable",
    "gui_lai_yeu_cau": "not_yet_enforceable", "ket_thuc_khac": "postponed_suspended_other",
}  # fmt: skip


BUDGET_ROWS = {
    "an_phi": "court_fee", "tien_phat": "fine", "truy_thu": "clawback", "tich_thu": "confiscation",
    "sung_cong": "forfeiture", "boi_thuong_nha_nuoc": "compensation",
}  # fmt: skip


NO_FIGURE = (
    "thong_bao_hop_le", "xac_minh", "chi", "nop_ngan_sach", "amendment", "asset_entrustment",
    "fee", "fee_exemption", "payment_returned",
)  # fmt: skip


class NaiveItem:
    def __init__(self, amount, budget, kind):
        self.amount, self.budget = amount, budget
        self.kind = BUDGET_ROWS.get(kind, "other_due")
        self.standing, self.remaining, self.collected = "going on", amount, 0
        self.in_period, self.was_current = False, False
        self.money = Counter()

    def enters(self):
        if not self.in_period:
            self.in_period = True
            self.money["newly_docketed"] += self.remaining

    def flow(self, column, amount):
        if self.in_period:
            self.money[column] += amount


class NaiveCase:
    """One case played from its docketing to the end of day `end`, in the period from `start`."""

    def __init__(self, facts, start, end):
        self.facts, self.start, self.end = facts, start, end
        self.items = {i.id: NaiveItem(i.amount, i.state_budget, i.kind.code) for i in facts.items}
        self.unit, self.officer = self.next_unit, self.next_officer = facts.unit_id, None
        self.began = False
        self.docketed = facts.docketed_on <= end
        if facts.docketed_on >= start:
            self.begin_period(docketed_before=False)
            for item in self.items.values():
                item.enters()
        for happening in facts.happenings:
            if happening.day > end:
                break
            if happening.day >= start and not self.began:
                self.begin_period(docketed_before=True)
            self.play(happening)
        if not self.began:
            self.begin_period(docketed_before=True)

    def begin_period(self, docketed_before):
        self.began = True
        if not docketed_before:
            return
        for item in self.items.values():
            if item.standing in CURRENT:
                item.in_period = item.was_current = True
                item.money["brought_forward"] += item.remaining

    def play(self, h):
        code = h.kind.code
        if code in ("phan_cong", "chuyen_don_vi"):
            self.next_officer = h.officer_id
            if code == "chuyen_don_vi":
                self.next_unit = h.unit_id
            self.hand_over()
            return
        if code in NO_FIGURE:
            return
        if h.item_id is None:
            chosen = [i for i in self.items.values() if i.standing in OPEN]
        else:
            chosen = [self.items[h.item_id]]
        for item in chosen:
            self.play_item(item, code, h)
        self.hand_over()

    def hand_over(self):
        """An ended case stays with who held it at its end, unless it is opened again."""
        if any(item.standing in OPEN for item in self.items.values()):
            self.unit, self.officer = self.next_unit, self.next_officer

    def play_item(self, item, code, h):
        if code == "huy_thu":
            if item.standing == "done":
                self.stand(item, "going on")
            item.collected -= h.amount
            item.remaining += h.amount
            item.flow("completed", -h.amount)
            return
        assert item.standing in OPEN, "nothing happens to an ended item"
        if item.standing == "separate":
            self.stand(item, "going on")
        amount = item.remaining if h.amount is None else h.amount
        if code == "thu":
            self.take(item, "completed", amount, "done")
            return
        if code in ENDS:
            last = "dinh_chi" if code == "mien_giam" else code
            self.take(item, ENDS[code], amount, "done" if item.collected > 0 else last)
            return
        if code == "hoan_thanh":
            self.take(item, "completed", item.remaining, "done")
            return
        if code == "tang_nghia_vu":
            item.remaining += h.amount
            item.flow("newly_docketed", h.amount)
            return
        new = {
            "co_dieu_kien": "going on", "tiep_tuc": "going on", "chua_co_dieu_kien": "not yet",
            "tam_dinh_chi": "suspended", "chuyen_theo_doi_rieng": "separate",
            "hoan": "agreed" if h.ground == "c" else "postponed",
            "gui_lai_yeu_cau": "gui_lai_yeu_cau", "ket_thuc_khac": "ket_thuc_khac",
        }[code]  # fmt: skip
        self.stand(item, new)

    def stand(self, item, standing):
        if self.began and standing in CURRENT and item.standing not in CURRENT:
            item.enters()
        item.standing = standing

    def take(self, item, column, amount, standing):
        if column == "completed":
            item.collected += amount
        item.remaining -= amount
        item.flow(column, amount)
        if item.remaining == 0:
            self.stand(item, standing)

    @property
    def standing(self):
        standings = [item.standing for item in self.items.values()]
        for standing in RANK:
            if standing in standings:
                return standing
        if "done" in standings or sum(i.collected for i in self.items.values()) > 0:
            return "done"
        return next(standing for standing in END_RANK if standing in standings)

    def count(self):
        """(cases, money, state-budget money by kind, themes) as plain counters; empty when not
        counted."""
        cases, money = Counter(), Counter()
        budget = {item.kind: Counter() for item in self.items.values() if item.budget}
        if not self.docketed:
            return cases, money, {}, set()
        if self.standing == "separate":
            cases["separate_tracking_stock"] = 1
        items = [item for item in self.items.values() if item.in_period]
        if items:
            self.count_case(cases)
        for item in items:
            item.money.update(rest(item))
            money.update(item.money)
            if item.budget:
                budget[item.kind].update(item.money)
        return cases, money, budget, self.themes() if cases else set()

    def count_case(self, cases):
        if any(item.was_current for item in self.items.values()):
            cases["brought_forward"] = 1
        else:
            cases["newly_docketed"] = 1
            cases[self.facts.initiation.value + "_new"] = 1
            if self.facts.docketed_on < self.start:
                cases["reactivated"] = 1
            elif self.facts.entrusted_in:
                cases["entrusted_in"] = 1
        for column in CASE_COLUMN[self.standing]:
            cases[column] = 1

    def themes(self):
        facts = self.facts
        named = {
            "bank_credit": facts.bank,
            "corruption": facts.corruption,
            "drugs": facts.drugs,
            "foreign": facts.foreign_element,
            "state_budget": any(i.budget for i in self.items.values()),
            "over_one_year": self.standing in ("going on", "agreed") and self.older_than_a_year(),
        }
        return {theme for theme, carries in named.items() if carries}

    def older_than_a_year(self):
        if self.standing not in ("going on", "agreed"):
            return False
        docketed = self.facts.docketed_on
        day = 28 if (docketed.month, docketed.day) == (2, 29) else docketed.day
        return date(docketed.year + 1, docketed.month, day) < self.end


def rest(item):
    """What remains on an item of the period, in the column of its standing."""
    if not item.remaining:
        return {}
    found = {REST_COLUMN[item.standing]: item.remaining}
    if item.standing in OPEN:
        found["carried_forward"] = item.remaining
    return found


def tables(register, start, end):
    """{(group, *key): (cases, money)} of a register, in the groups of the official tables."""
    found = {}
    for facts in register:
        case = NaiveCase(facts, start, end)
        cases, money, budget, themes = case.count()
        if not cases:
            continue
        keys = [
            ("total",),
            ("unit", case.unit),
            ("officer", case.unit, case.officer),
            ("kind", facts.kind.value, facts.initiation.value),
        ]
        keys += [("theme", theme) for theme in themes] + [("budget", kind) for kind in budget]
        for key in keys:
            counted = money
            if key[0] == "budget":
                counted = budget[key[1]]
            elif key == ("theme", "state_budget"):
                counted = Counter()
                for of_kind in budget.values():
                    counted.update(of_kind)
            sums = found.setdefault(key, (Counter(), Counter()))
            sums[0].update(cases)
            sums[1].update(counted)
    return {key: (clean(c), clean(m)) for key, (c, m) in found.items()}


def clean(columns):
    """Columns that are not zero."""
    return {name: figure for name, figure in columns.items() if figure}
