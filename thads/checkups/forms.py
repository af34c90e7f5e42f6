"""Which unit is looked at."""

from uuid import UUID

from thads.web.forms import ChoiceField, Form


class UnitForm(Form):
    """Read from the address."""

    unit = ChoiceField("Đơn vị", coerce=UUID, blank="– Chọn đơn vị –")
