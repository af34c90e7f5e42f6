"""What people type on the way of a period: which one, why it comes back, the password."""

from datetime import date

from wtforms import HiddenField, PasswordField

from thads.web.forms import ChoiceField, DateField, Form, LongTextField, Required, TextField


class PeriodFilter(Form):
    """Which period is looked at."""

    class Meta(Form.Meta):
        """A choice changes nothing, so it needs no seal."""

        csrf = False

    period = ChoiceField("Kỳ", coerce=date.fromisoformat)


class SendForm(Form):
    """The figures that the person looked at, by their digest."""

    seen = HiddenField()


class ReturnForm(Form):
    """Why a report comes back."""

    reason = LongTextField("Lý do trả lại", [Required("Nhập lý do trả lại.")])


class CloseForm(SendForm):
    """Closing cannot be undone: the own password again."""

    password = PasswordField("Mật khẩu của bạn", [Required("Nhập mật khẩu của bạn.")])


class AmendmentForm(CloseForm):
    """Why a later version, and on which document it rests (TT05 Đ.11)."""

    reason = LongTextField("Lý do, nội dung giải trình", [Required("Nhập lý do lập bản sau.")])
    basis_number = TextField("Số văn bản làm căn cứ", [Required("Nhập số văn bản làm căn cứ.")])
    basis_date = DateField("Ngày văn bản", [Required("Nhập ngày của văn bản làm căn cứ.")])
