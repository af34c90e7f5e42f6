"""Whose plan is asked for; the values stand in the address."""

from thads.web.forms import Form, uuid_field


class PlanForm(Form):
    """A unit, or an officer of it."""

    class Meta(Form.Meta):
        """Looking changes nothing, so it needs no seal."""

        csrf = False

    unit = uuid_field("Đơn vị", blank="Toàn tỉnh")
    officer = uuid_field("Chấp hành viên", blank="Cả đơn vị")
