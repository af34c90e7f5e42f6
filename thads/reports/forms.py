"""Which period a summary is asked for, and the word of who publishes."""

from datetime import date

from wtforms import PasswordField

from thads.web.forms import ChoiceField, Form, Required


class AskForm(Form):
    """A month that is over."""

    period_end = ChoiceField(
        "Kỳ báo cáo", [Required("Chọn kỳ báo cáo.")], coerce=date.fromisoformat
    )


class PublicationForm(Form):
    """Publishing cannot be undone: the own password again."""

    password = PasswordField("Mật khẩu của bạn", [Required("Nhập mật khẩu của bạn.")])
