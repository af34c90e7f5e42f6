"""Which period a summary is asked for."""

from datetime import date

from thads.web.forms import ChoiceField, Form, Required


class AskForm(Form):
    """A month that is over."""

    period_end = ChoiceField(
        "Kỳ báo cáo", [Required("Chọn kỳ báo cáo.")], coerce=date.fromisoformat
    )
