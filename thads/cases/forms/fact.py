"""What the forms of all dated facts of a case have in common."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from wtforms import HiddenField

from thads.cases.models import Case
from thads.web.forms import CheckField, ChoiceField, Form, LongTextField


class FactForm(Form):
    """A form upon a case: it remembers the revision of the file that its reader saw."""

    revision = HiddenField()
    conflict_answer = LongTextField("Giải trình việc trùng họ tên với người thân thích")

    def __init__(self, case: Case, **options: Any) -> None:
        super().__init__(**options)
        if not self.is_submitted():
            self.revision.data = str(case.revision)

    @property
    def visible_fields(self) -> list[Any]:
        """The fields a person fills in; the answer about relatives only once it is asked for."""
        answer = self.conflict_answer
        asked = answer.errors or answer.data
        return [f for f in super().visible_fields if asked or f is not answer]

    def is_stale(self, case: Case) -> bool:
        """Whether the file has changed since this form was opened."""
        return bool(self.revision.data) and self.revision.data != str(case.revision)

    @property
    def seen_revision(self) -> int | None:
        """The revision of the file that the person saw, if the form says so."""
        seen = self.revision.data or ""
        return int(seen) if seen.isdigit() else None

    def changes_since(self, case: Case) -> int:
        """How many changes the reader of this form has not seen."""
        return max(1, case.revision - (self.seen_revision or case.revision))

    def take_current(self, case: Case) -> None:
        """After the changes were shown, the next sending is meant for the file as it stands."""
        self.revision.data = str(case.revision)

    def offer(self, name: str, choices: Iterable[tuple[object, str]]) -> None:
        """Say what may be chosen in a field, if this form has it."""
        field = self._fields.get(name)
        if isinstance(field, ChoiceField):
            field.offer(choices)

    def suggest(self, **values: Any) -> None:
        """Fill in what is most likely, in a form shown for the first time."""
        for name, value in values.items():
            if name in self._fields and value is not None:
                self._fields[name].data = value

    def value(self, name: str) -> Any:
        """What was typed in a field; None when this form does not have it."""
        field = self._fields.get(name)
        return field.data if field is not None else None

    def day_or(self, otherwise: date) -> date:
        """The day typed so far: the grounds offered are those of its law."""
        day = self.value("day")
        return day if isinstance(day, date) else otherwise

    @property
    def sums(self) -> list[tuple[str, int]]:
        """Amounts in đồng that follow from what was typed, by their labels."""
        return []

    @property
    def typed(self) -> list[tuple[str, str]]:
        """Label and content of what was typed, to be read beside what stands."""
        return [(f.label.text, words) for f in self.visible_fields if (words := words_of(f))]

    @property
    def carried(self) -> list[tuple[str, str]]:
        """Name and content of what was typed, for the page that checks it before it is entered."""
        return [(f.name, text_of(f)) for f in self.visible_fields if f.data is not None]


def text_of(field: Any) -> str:
    """The content of a field as a browser sends it."""
    if isinstance(field, CheckField):
        return "y" if field.data else ""
    return field.chosen if isinstance(field, ChoiceField) else str(field._value())


def words_of(field: Any) -> str:
    """The content of a field as a person reads it."""
    if isinstance(field, CheckField):
        return "Có" if field.data else ""
    if isinstance(field, ChoiceField):
        return next((c.label for c in field.iter_choices() if c.selected and c.value), "")
    return str(field._value() or "")
