"""The columns of the statistics, once: tables, sums, JSON, screens and papers all read this.

Meaning of each: the definition of the statistics regime (statistics.md); words for people in
`titles`. A figure is a row of stored columns; the derived ones follow from them.
"""

from collections.abc import Mapping, Sequence

from thads.core.codes import Coded

STORED_CASES = (
    "brought_forward",
    "newly_docketed",
    "reactivated",
    "entrusted_in",
    "ex_officio_new",
    "on_request_new",
    "entrusted_out",
    "taken_up",
    "withdrawn_annulled",
    "completed",
    "discontinued",
    "in_progress",
    "postponed_by_agreement",
    "not_yet_enforceable",
    "moved_to_separate_tracking",
    "request_returned",
    "postponed_suspended_other",
    "ended_other",
    "separate_tracking_stock",
)
DERIVED_CASES = (
    "caseload_total",
    "to_enforce_total",
    "resolved_total",
    "enforceable_total",
    "carried_forward",
)
STORED_MONEY = (
    "brought_forward",
    "newly_docketed",
    "completed",
    "discontinued",
    "forgiven",
    "entrusted_out",
    "taken_up",
    "withdrawn_annulled",
    "in_progress",
    "postponed_by_agreement",
    "not_yet_enforceable",
    "postponed_suspended_other",
    "carried_forward",
)
DERIVED_MONEY = ("to_enforce", "resolved", "enforceable")
STORED = (*(f"c_{name}" for name in STORED_CASES), *(f"m_{name}" for name in STORED_MONEY))

# A derived column is the sum of stored ones, each with its sign.
CASE_SUMS: dict[str, dict[str, int]] = {
    "caseload_total": {"brought_forward": 1, "newly_docketed": 1},
    "to_enforce_total": {
        "brought_forward": 1,
        "newly_docketed": 1,
        "entrusted_out": -1,
        "taken_up": -1,
        "withdrawn_annulled": -1,
    },
    "resolved_total": {"completed": 1, "discontinued": 1},
    "enforceable_total": {
        "completed": 1,
        "discontinued": 1,
        "in_progress": 1,
        "postponed_by_agreement": 1,
    },
    "carried_forward": {
        "brought_forward": 1,
        "newly_docketed": 1,
        "entrusted_out": -1,
        "taken_up": -1,
        "withdrawn_annulled": -1,
        "completed": -1,
        "discontinued": -1,
        "request_returned": -1,
        "ended_other": -1,
    },
}
MONEY_SUMS: dict[str, dict[str, int]] = {
    "to_enforce": {
        "brought_forward": 1,
        "newly_docketed": 1,
        "entrusted_out": -1,
        "taken_up": -1,
        "withdrawn_annulled": -1,
    },
    "resolved": {"completed": 1, "discontinued": 1, "forgiven": 1},
    "enforceable": {
        "completed": 1,
        "discontinued": 1,
        "forgiven": 1,
        "in_progress": 1,
        "postponed_by_agreement": 1,
    },
}


class Theme(Coded):
    """Themes overlap and never add up (statistics.md, "Whose figure it is")."""

    STATE_BUDGET = "state_budget", "Thu cho ngân sách nhà nước"
    BANK_CREDIT = "bank_credit", "Tín dụng, ngân hàng"
    CORRUPTION = "corruption", "Tham nhũng, kinh tế"
    DRUGS = "drugs", "Ma túy"
    FOREIGN = "foreign", "Có yếu tố nước ngoài"
    OVER_ONE_YEAR = "over_one_year", "Án trên một năm"


THEME_BITS = {theme: 1 << place for place, theme in enumerate(Theme)}


class BudgetKind(Coded):
    """Kinds of items due to the state budget: a case counts in each kind that it has (form 3)."""

    COURT_FEE = "court_fee", "Án phí, lệ phí Tòa án"
    FINE = "fine", "Tiền phạt"
    CLAWBACK = "clawback", "Truy thu tiền, tài sản thu lợi bất chính"
    CONFISCATION = "confiscation", "Tịch thu sung quỹ nhà nước"
    FORFEITURE = "forfeiture", "Sung công"
    COMPENSATION = "compensation", "Bồi thường cho Nhà nước"
    OTHER = "other_due", "Khoản khác nộp ngân sách nhà nước"


# Beside the themes in the same set of bits; room is left for more themes.
BUDGET_BITS = {kind: 1 << (16 + place) for place, kind in enumerate(BudgetKind)}
BUDGET_MASK = sum(BUDGET_BITS.values())
_ONLY = {bit: kind for kind, bit in BUDGET_BITS.items()}


def only_budget_kind(themes: int) -> BudgetKind | None:
    """The kind of all state-budget items of a case; None when it has several kinds, or none."""
    return _ONLY.get(themes & BUDGET_MASK)


def with_derived_cases(stored: Sequence[int]) -> dict[str, int]:
    """Every case column from the stored ones in their order."""
    return _with_derived(dict(zip(STORED_CASES, stored, strict=True)), CASE_SUMS)


def with_derived_money(stored: Sequence[int]) -> dict[str, int]:
    """Every money column from the stored ones in their order."""
    return _with_derived(dict(zip(STORED_MONEY, stored, strict=True)), MONEY_SUMS)


def _with_derived(figures: dict[str, int], sums: Mapping[str, Mapping[str, int]]) -> dict[str, int]:
    derived = {
        name: sum(sign * figures[part] for part, sign in parts.items())
        for name, parts in sums.items()
    }
    return figures | derived
