"""Of which day the law is asked; the day stands in the address."""

from __future__ import annotations

from datetime import date

from wtforms import Field
from wtforms.validators import ValidationError

from thads.web.forms import DateField, Form

FIRST, LAST = date(2009, 7, 1), date(2050, 12, 31)


def known_day(form: Form, field: Field) -> None:
    """Neither before the law of 2008 nor so late that no calendar can be counted."""
    del form
    if field.data and not FIRST <= field.data <= LAST:
        raise ValidationError(f"Chọn ngày từ {FIRST:%d/%m/%Y} đến {LAST:%d/%m/%Y}.")


class DayForm(Form):
    """The day whose law is shown."""

    class Meta(Form.Meta):
        """A search changes nothing, so it needs no seal."""

        csrf = False

    day = DateField("Luật của ngày", [known_day])


class SpanForm(Form):
    """The two days whose law is compared."""

    class Meta(Form.Meta):
        """A search changes nothing, so it needs no seal."""

        csrf = False

    before = DateField("So ngày", [known_day])
    after = DateField("với ngày", [known_day])
