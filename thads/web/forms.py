"""Forms turn what people type into typed terms, keep it when it is wrong, and hold no law."""

from __future__ import annotations

from typing import Any, TypeVar
from uuid import uuid4

from flask_wtf import FlaskForm
from wtforms import Field, HiddenField
from wtforms.fields.core import UnboundField

from thads.core.errors import RuleBroken
from thads.web import lateness
from thads.web.fields import (
    CheckField,
    ChoiceField,
    DateField,
    LongTextField,
    MoneyField,
    PercentField,
    Required,
    TextField,
    WholeNumberField,
    enum_field,
    parse_day,
    uuid_field,
)
from thads.web.hours import HourField
from thads.web.lateness import LateReasonField
from thads.web.request import this_request

__all__ = [
    "CheckField",
    "ChoiceField",
    "DateField",
    "Form",
    "HourField",
    "LongTextField",
    "MoneyField",
    "PercentField",
    "Required",
    "TextField",
    "WholeNumberField",
    "enum_field",
    "need",
    "parse_day",
    "uuid_field",
]

T = TypeVar("T")
OWN_MESSAGES = {
    "This field is required.": "Nhập mục này.",
    "Not a valid choice.": "Chọn một mục trong danh sách.",
    "Invalid Choice: could not coerce.": "Chọn một mục trong danh sách.",
    "CSRF token missing": "Trang đã mở quá lâu; hãy gửi lại.",
}


class Vietnamese:
    """WTForms asks this for its own few messages."""

    def gettext(self, string: str) -> str:
        """The Vietnamese words for one of WTForms' messages."""
        return OWN_MESSAGES.get(string, string)

    def ngettext(self, singular: str, plural: str, n: int) -> str:
        """Vietnamese has one form."""
        del n
        return OWN_MESSAGES.get(plural, singular)


class Form(FlaskForm):  # type: ignore[misc]
    """Every form: a seal against forgery, a key against double sending, errors in Vietnamese."""

    class Meta(FlaskForm.Meta):  # type: ignore[misc]
        """Settings of WTForms."""

        csrf_time_limit = None  # the session's own end is the limit

        def get_translations(self, form: Any) -> Vietnamese:
            """Our words instead of Babel's English."""
            del form
            return Vietnamese()

    submission_key = HiddenField(default=lambda: str(uuid4()))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._ask_why_late()

    @property
    def late(self) -> LateReasonField | None:
        """Why the fact comes late, once that is asked."""
        self._ask_why_late()
        found: LateReasonField | None = self._fields.get(lateness.FIELD)
        return found

    def _ask_why_late(self) -> None:
        if lateness.FIELD in self._fields or self._prefix or not lateness.is_asked():
            return
        named = {"name": lateness.FIELD, "prefix": "", "translations": Vietnamese()}
        field = self.meta.bind_field(self, UnboundField(LateReasonField), named)
        field.process(this_request().form)
        self._fields[lateness.FIELD] = field

    def refuse(self, broken: RuleBroken) -> None:
        """Put a broken rule at its field, or on top of the form."""
        self._ask_why_late()
        field = self._fields.get(broken.field) if broken.field else None
        if field is None:
            self.form_errors.append(broken.message)
        else:
            field.errors = [*field.errors, broken.message]

    @property
    def refused(self) -> bool:
        """Whether there is something to show in the error summary."""
        return bool(self.form_errors) or any(field.errors for field in self)

    @property
    def gives_files(self) -> bool:
        """Whether it is sent in parts, since files go with it."""
        return any(field.type == "FilesField" for field in self)

    @property
    def visible_fields(self) -> list[Field]:
        """The fields a person fills in, the reason of lateness last once it is asked."""
        self._ask_why_late()
        return [f for f in self if not isinstance(f, HiddenField) and f.type != "CSRFTokenField"]


def need(value: T | None) -> T:
    """The value that a validated form is sure to hold."""
    if value is None:
        raise ValueError("a validated form lacks a required value")
    return value
