"""The statistical forms by date: titles as the circular has them, columns and rows as we read them.

The annexes with columns were not published in full. What is printed says so (`FormSet.source`).
"""

from datetime import date

from thads.rules.dated import in_force
from thads.rules.forms import budget, registers, results
from thads.rules.forms.records import Form, FormColumn, FormRow, FormSet

__all__ = ["SETS", "Form", "FormColumn", "FormRow", "FormSet", "on"]

_FORMS = tuple(
    sorted((*results.FORMS, budget.FORM, *registers.FORMS), key=lambda form: form.number)
)
_OURS = (
    "tên biểu theo Thông tư 05/2024/TT-BTP Điều 2; phụ lục không công bố đủ: cột, dòng và cách "
    "đánh số ở đây là của phần mềm, theo các báo cáo đã công bố"
)
_AGAIN = (
    "biểu mẫu của chế độ thời kỳ này không công bố đủ: số liệu lập lại theo biểu của Thông tư "
    "05/2024/TT-BTP"
)

SETS = (
    FormSet(
        code="BEFORE-TT06-2019", forms=_FORMS, source=_AGAIN, valid_from=date(1993, 7, 1),
        valid_to=date(2020, 1, 4),
    ),
    FormSet(
        code="TT06-2019", forms=_FORMS, source=_AGAIN, valid_from=date(2020, 1, 5),
        valid_to=date(2024, 7, 25),
    ),
    FormSet(code="TT05-2024", forms=_FORMS, source=_OURS, valid_from=date(2024, 7, 26)),
)  # fmt: skip


def on(day: date) -> FormSet:
    """The forms of a period ending on `day`; MissingRule when no regime is known for it."""
    return in_force(SETS, day, "biểu mẫu thống kê")
