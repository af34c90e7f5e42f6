"""The text to be checked, and the period to lay beside it."""

from __future__ import annotations

from datetime import date

from wtforms import TextAreaField

from thads.reportcheck.checking import MOST_LETTERS
from thads.web.forms import ChoiceField, Form, Required

EMPTY = "Chưa có gì để soát. Dán đoạn văn hoặc cả báo cáo vào ô văn bản."


class ReportCheckForm(Form):
    """Checking changes nothing, so sending it twice is no harm: it has no key."""

    submission_key = None

    text = TextAreaField(
        "Văn bản cần soát", [Required(EMPTY)],
        render_kw={"rows": 14, "maxlength": MOST_LETTERS},
    )  # fmt: skip
    period_end = ChoiceField(
        "Đối chiếu với số liệu của đơn vị", coerce=date.fromisoformat, blank="Không đối chiếu"
    )
