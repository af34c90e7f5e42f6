"""What must hold between periods, against the registers, the targets and the months before.

Limits without a source in the law (jumps, distance from the target) are the product's own choice
and say so.
"""

from decimal import Decimal

from thads.rules.figure_checks.kinds import (
    ALWAYS,
    Check,
    Decisions,
    EachCase,
    FarBelow,
    FrozenOpening,
    Grade,
    Jump,
    Rising,
    SameOpening,
    Whose,
)

_OWN_CHOICE = "Ngưỡng của phần mềm"
_PROVINCE = frozenset({Whose.PROVINCE})

# Stock columns say how it stands at the cut-off and may fall; what is in neither list is a sum of
# both or the opening stock, which has a rule of its own.
CUMULATIVE_CASES = (
    "newly_docketed", "reactivated", "entrusted_in", "ex_officio_new", "on_request_new",
    "caseload_total", "entrusted_out", "taken_up", "withdrawn_annulled", "completed",
    "discontinued", "resolved_total", "request_returned", "ended_other",
)  # fmt: skip
CUMULATIVE_MONEY = (
    "newly_docketed", "completed", "discontinued", "forgiven", "resolved", "entrusted_out",
    "taken_up", "withdrawn_annulled",
)  # fmt: skip
STOCK_CASES = (
    "to_enforce_total", "enforceable_total", "in_progress", "postponed_by_agreement",
    "not_yet_enforceable", "moved_to_separate_tracking", "postponed_suspended_other",
    "carried_forward", "separate_tracking_stock",
)  # fmt: skip
STOCK_MONEY = (
    "to_enforce", "enforceable", "in_progress", "postponed_by_agreement", "not_yet_enforceable",
    "postponed_suspended_other", "carried_forward",
)  # fmt: skip

WITH_EARLIER_PERIODS: tuple[Check, ...] = (
    Rising(
        code="KY-01",
        grade=Grade.EXPLAIN,
        sentence="Cột luỹ kế của cùng năm thống kê không giảm so với kỳ trước.",
        source="TT05 Đ.7, đẳng thức 15",
        valid_from=ALWAYS,
        cases=CUMULATIVE_CASES,
        money=CUMULATIVE_MONEY,
    ),
    SameOpening(
        code="KY-02",
        grade=Grade.EXPLAIN,
        sentence="Số năm trước chuyển sang của toàn tỉnh không đổi giữa các kỳ trong năm.",
        source="TT05 Đ.8 k.1",
        valid_from=ALWAYS,
        whose=_PROVINCE,
    ),
    EachCase(
        code="KY-03",
        grade=Grade.BLOCK,
        sentence=(
            "Từng việc năm trước chuyển sang có trong danh sách chuyển kỳ sau của năm trước (trừ "
            "theo dõi riêng), và ngược lại."
        ),
        source="TT05 Đ.8 k.3, đẳng thức 13",
        valid_from=ALWAYS,
        register="opening",
        money=False,
        found="Năm trước chuyển sang",
        expected="Danh sách chuyển kỳ sau của năm trước",
    ),
    FrozenOpening(
        code="KY-04",
        grade=Grade.EXPLAIN,
        sentence=(
            "Năm trước chuyển sang = chuyển kỳ sau − chuyển sổ theo dõi riêng trong bản chốt mới "
            "nhất của tháng 9 năm trước."
        ),
        source="TT05 Đ.8 k.1, k.3; Đ.11; đẳng thức 13",
        valid_from=ALWAYS,
        whose=_PROVINCE,
    ),
)

WITH_REGISTERS: tuple[Check, ...] = (
    Decisions(
        code="SO-01",
        grade=Grade.BLOCK,
        sentence="Số quyết định thi hành án ra trong kỳ = thụ lý mới − trở lại thi hành.",
        source="TT04 Đ.30; TT05 Đ.8 k.1",
        valid_from=ALWAYS,
    ),
    EachCase(
        code="SO-02",
        grade=Grade.BLOCK,
        sentence="Mỗi việc thi hành xong có một ghi nhận trong kỳ làm việc kết thúc.",
        source="TT05 Đ.8 k.1",
        valid_from=ALWAYS,
        register="no_ending",
        money=False,
        found="Thi hành xong",
        expected="Có ghi nhận kết thúc trong kỳ",
    ),
    EachCase(
        code="SO-03",
        grade=Grade.EXPLAIN,
        sentence=(
            "Tiền thi hành xong = thu trừ hủy thu trong sổ của kỳ, với các việc không do các bên "
            "tự thi hành."
        ),
        source="TT05 Đ.8 k.1; sổ kế toán nghiệp vụ",
        valid_from=ALWAYS,
        register="ledger",
        money=True,
        found="Thi hành xong",
        expected="Thu trừ hủy thu theo sổ",
    ),
    EachCase(
        code="SO-04",
        grade=Grade.EXPLAIN,
        sentence="Việc thi hành xong, có tiền phải thi hành, thì trong kỳ có thu tiền.",
        source="TT05 Đ.2 (biểu 1, biểu 2)",
        valid_from=ALWAYS,
        register="no_money",
        money=True,
        found="Tiền phải thi hành của việc đã xong",
        expected="Thu trong kỳ",
    ),
)

WITH_EXPECTATIONS: tuple[Check, ...] = (
    FarBelow(
        code="CT-01",
        grade=Grade.EXPLAIN,
        sentence="Tỷ lệ không thấp hơn chỉ tiêu tính theo số tháng quá 10 điểm %.",
        source=_OWN_CHOICE,
        valid_from=ALWAYS,
        points=Decimal(10),
    ),
    Jump(
        code="BD-01",
        grade=Grade.EXPLAIN,
        sentence="Số việc phát sinh trong tháng không lệch hẳn các tháng trước.",
        source=f"{_OWN_CHOICE}: trung vị và MAD của 12 tháng trước",
        valid_from=ALWAYS,
        money=False,
        columns=("newly_docketed", "completed", "discontinued"),
        months=6,
        spreads=Decimal(4),
        share=Decimal("0.5"),
        roots=Decimal(4),
        floor=8,
    ),
    Jump(
        code="BD-02",
        grade=Grade.EXPLAIN,
        sentence="Số tiền phát sinh trong tháng không lệch hẳn các tháng trước.",
        source=f"{_OWN_CHOICE}: trung vị và MAD của 12 tháng trước",
        valid_from=ALWAYS,
        money=True,
        columns=("newly_docketed", "completed"),
        months=6,
        spreads=Decimal(8),
        share=Decimal("1.5"),
        roots=Decimal(0),
        floor=1_000_000_000,
    ),
)
