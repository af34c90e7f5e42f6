"""What a list is asked for, as it stands in the address: nothing unreadable counts."""

from __future__ import annotations

from typing import Any

from wtforms import Form
from wtforms.validators import ValidationError

from thads.cases.forms.fact import words_of
from thads.web.forms import ChoiceField, DateField


class AskingForm(Form):  # type: ignore[misc]
    """Filters of a list; each field is one word of the address."""

    def good(self, name: str) -> Any:
        """What was chosen in a field; None where nothing, or nothing that is offered."""
        field = self[name]
        return field.data if field.validate(self) else None

    @property
    def chosen(self) -> list[tuple[str, str]]:
        """Chips: what is being filtered by, and the query name that takes it away."""
        shown = [f for f in self if f.data is not None and not f.errors]
        return [(f"{f.label.text}: {words_of(f)}", f.name) for f in shown]

    @property
    def asked(self) -> dict[str, Any]:
        """The same choice for another address."""
        given = (f for f in self if f.data is not None and not f.errors)
        return {f.name: f.chosen if isinstance(f, ChoiceField) else f._value() for f in given}


class SpanForm(AskingForm):
    """What happened on which days."""

    since = DateField("Từ ngày")
    until = DateField("Đến ngày")

    def validate_until(self, field: DateField) -> None:
        """The span runs forward."""
        if field.data and self.since.data and field.data < self.since.data:
            raise ValidationError("Ngày cuối không thể trước ngày đầu.")
