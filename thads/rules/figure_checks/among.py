"""What must hold among the lines of one period, and between cases and money (reference 5.5)."""

from thads.rules.figure_checks.kinds import (
    ALWAYS,
    AddUp,
    Check,
    Grade,
    Initiations,
    MoneyWithCases,
    NoMore,
    Whose,
)

_FORM_1 = "TT05 Đ.2 (biểu 1)"
_FORMS_4_5 = "TT05 Đ.2 (biểu 4, biểu 5)"
_UNIT_AND_PROVINCE = frozenset({Whose.UNIT, Whose.PROVINCE})

AMONG_LINES: tuple[Check, ...] = (
    AddUp(
        code="DONG-11",
        grade=Grade.BLOCK,
        sentence="Các dòng theo loại án cộng lại bằng tổng số, ở mọi cột.",
        source=f"{_FORM_1}, đẳng thức 11",
        valid_from=ALWAYS,
        whose=_UNIT_AND_PROVINCE,
        parts="kind",
    ),
    Initiations(
        code="DONG-10",
        grade=Grade.BLOCK,
        sentence="Thụ lý mới của các dòng chủ động, theo yêu cầu bằng hai cột cùng tên ở tổng số.",
        source=f"{_FORM_1}, đẳng thức 10, 11",
        valid_from=ALWAYS,
        whose=_UNIT_AND_PROVINCE,
    ),
    AddUp(
        code="DONG-12",
        grade=Grade.BLOCK,
        sentence="Các đơn vị cộng lại bằng toàn tỉnh, ở mọi cột.",
        source=f"{_FORMS_4_5}, đẳng thức 12",
        valid_from=ALWAYS,
        whose=frozenset({Whose.PROVINCE}),
        parts="unit",
    ),
    AddUp(
        code="DONG-13",
        grade=Grade.BLOCK,
        sentence="Các Chấp hành viên cộng lại bằng đơn vị, ở mọi cột.",
        source=f"{_FORMS_4_5}, đẳng thức 12",
        valid_from=ALWAYS,
        whose=_UNIT_AND_PROVINCE,
        parts="officer",
    ),
    NoMore(
        code="DONG-14",
        grade=Grade.BLOCK,
        sentence="Không chuyên đề nào có nhiều việc hơn tổng số.",
        source="TT05 Đ.2 (biểu 3)",
        valid_from=ALWAYS,
        whose=_UNIT_AND_PROVINCE,
    ),
    MoneyWithCases(
        code="CHEO-01",
        grade=Grade.EXPLAIN,
        sentence="Có tiền giải quyết xong thì có việc có điều kiện thi hành.",
        source="TT05 Đ.2 (biểu 1, biểu 2)",
        valid_from=ALWAYS,
        money_column="resolved",
        case_column="enforceable_total",
    ),
    MoneyWithCases(
        code="CHEO-02",
        grade=Grade.EXPLAIN,
        sentence="Có tiền chuyển kỳ sau thì có việc chuyển kỳ sau.",
        source="TT05 Đ.2 (biểu 1, biểu 2)",
        valid_from=ALWAYS,
        money_column="carried_forward",
        case_column="carried_forward",
    ),
)
