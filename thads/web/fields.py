"""Fields read what people type, in the ways they type it, and keep it when it means nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any
from uuid import UUID

from markupsafe import Markup, escape
from wtforms import BooleanField, Field, SelectField, StringField, TextAreaField
from wtforms.fields import SelectChoice
from wtforms.validators import Length, Optional, StopValidation
from wtforms.widgets import TextInput

from thads.core.codes import Coded
from thads.core.money import format_dong, parse_dong
from thads.core.text import clean

LONGEST = 2000
NOT_OFFERED = "Chọn một mục trong danh sách."


class Required:
    """The field must be filled in; the message says what to do."""

    field_flags = {"required": True}

    def __init__(self, message: str) -> None:
        self.message = message

    def __call__(self, form: Any, field: Field) -> None:
        """Spaces alone do not count."""
        del form
        if not field.raw_data or not str(field.raw_data[0]).strip():
            field.errors = []
            raise StopValidation(self.message)


class TextField(StringField):  # type: ignore[misc]
    """One line of text: NFC, single spaces."""

    def __init__(
        self, label: str, validators: Sequence[Any] = (), *, longest: int = 300, **options: Any
    ) -> None:
        limit = Length(max=longest, message=f"Nhập không quá {longest} ký tự.")
        super().__init__(label, _optional(validators, limit), **options)

    def process_formdata(self, valuelist: list[str]) -> None:
        """Clean what was typed."""
        self.data = (clean(valuelist[0]) or None) if valuelist else None


class LongTextField(TextAreaField):  # type: ignore[misc]
    """Several lines of text: NFC, lines kept."""

    def __init__(
        self, label: str, validators: Sequence[Any] = (), *, longest: int = LONGEST, **options: Any
    ) -> None:
        limit = Length(max=longest, message=f"Nhập không quá {longest} ký tự.")
        super().__init__(label, _optional(validators, limit), **options)

    def process_formdata(self, valuelist: list[str]) -> None:
        """Clean each line of what was typed."""
        lines = [clean(line) for line in valuelist[0].splitlines()] if valuelist else []
        self.data = "\n".join(lines).strip() or None


class TypedField(Field):  # type: ignore[misc]
    """A text that means something else; the text itself is kept when it means nothing."""

    widget = TextInput()
    unreadable = "Không đọc được."

    def __init__(self, label: str, validators: Sequence[Any] = (), **options: Any) -> None:
        super().__init__(label, _optional(validators), **options)

    def read(self, text: str) -> Any:
        """The meaning of the text; ValueError when there is none."""
        raise NotImplementedError

    def write(self, value: Any) -> str:
        """The text that shows a value."""
        raise NotImplementedError

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read what was typed."""
        self.data = None
        text = clean(valuelist[0]) if valuelist else ""
        if text:
            try:
                self.data = self.read(text)
            except (ValueError, OverflowError):
                raise ValueError(self.unreadable) from None

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return "" if self.data is None else self.write(self.data)


class DateField(TypedField):
    """A day typed as dd/mm/yyyy; also 1/2/26, 1-2-2026, 01022026."""

    unreadable = "Nhập ngày theo dạng ngày/tháng/năm, ví dụ 25/09/2024."

    def read(self, text: str) -> date:
        """The day that was typed."""
        return parse_day(text)

    def write(self, value: date) -> str:
        """25/09/2024"""
        return f"{value:%d/%m/%Y}"


class MoneyField(TypedField):
    """Whole đồng: 1234567, 1.234.567, "1,2 tỷ", "350tr"."""

    unreadable = "Nhập số tiền nguyên đồng, ví dụ 1.250.000 hoặc 350tr hoặc 1,2 tỷ."
    largest = 10**15

    def read(self, text: str) -> int:
        """The amount that was typed."""
        amount = parse_dong(text)
        if amount > self.largest:
            raise ValueError(text)
        return amount

    def write(self, value: int) -> str:
        """1.250.000"""
        return format_dong(value)


class WholeNumberField(TypedField):
    """A whole number, e.g. a number in a series."""

    unreadable = "Nhập một số nguyên, ví dụ 125."

    def read(self, text: str) -> int:
        """The number that was typed."""
        if not re.fullmatch(r"\d{1,9}", text):
            raise ValueError(text)
        return int(text)

    def write(self, value: int) -> str:
        """125"""
        return str(value)


class PercentField(TypedField):
    """A rate typed with a comma: 83,69."""

    unreadable = "Nhập tỷ lệ phần trăm, ví dụ 83,69."

    def read(self, text: str) -> Any:
        """The rate that was typed, as a Decimal."""
        if not re.fullmatch(r"\d{1,3}([.,]\d{1,2})?\s*%?", text):
            raise ValueError(text)
        return Decimal(text.rstrip("% ").replace(",", "."))

    def write(self, value: Any) -> str:
        """83,69"""
        return str(value).replace(".", ",")


class CheckField(BooleanField):  # type: ignore[misc]
    """A tick box."""


class ChoiceField(SelectField):  # type: ignore[misc]
    """One of a list of (value, label); values are text unless `coerce` says otherwise."""

    validators: Any
    choices: Any  # what WTForms itself asks for, made when it does
    lines: tuple[tuple[str, str], ...]

    def __init__(
        self,
        label: str,
        validators: Sequence[Any] = (),
        *,
        choices: Iterable[tuple[Any, str]] = (),
        coerce: Any = str,
        blank: str | None = None,
        **options: Any,
    ) -> None:
        super().__init__(label, _optional(validators), coerce=_blank_is_none(coerce), **options)
        self.blank = blank
        self.offer(choices)

    def offer(self, choices: Iterable[tuple[Any, str]]) -> None:
        """Say what may be chosen; a blank first line when nothing is chosen yet."""
        first = [] if self.blank is None else [("", self.blank)]
        self.lines = (*first, *((str(value), text) for value, text in choices))
        self.choices = self._for_wtforms

    def release(self, blank: str) -> None:
        """It need not be chosen any more; `blank` says what that means."""
        kept: list[Any] = [one for one in self.validators if not isinstance(one, Required)]
        self.validators = kept
        self.flags.required = False
        self.blank = blank

    @property
    def chosen(self) -> str:
        """The value of the line that stands chosen; the blank line's is empty."""
        return "" if self.data is None else str(self.data)

    @property
    def options(self) -> Markup:
        """The lines as a browser wants them, the chosen one marked."""
        return _options(self.lines, self.chosen)

    def _for_wtforms(self) -> list[SelectChoice]:
        return [SelectChoice(*line) for line in self.lines]

    def process_formdata(self, valuelist: list[str]) -> None:
        """What was chosen; something not offered means nothing."""
        try:
            self.data = self.coerce(valuelist[0]) if valuelist else None
        except (ValueError, TypeError):
            raise ValueError(NOT_OFFERED) from None

    def pre_validate(self, form: Any) -> None:
        """Only what is offered may be chosen; an empty choice is a matter for `Required`."""
        del form
        if self.process_errors:
            return
        offered = {value for value, _ in self.lines}
        if self.data is not None and str(self.data) not in offered:
            raise StopValidation(NOT_OFFERED)


def enum_field(
    label: str,
    terms: type[Coded],
    validators: Sequence[Any] = (),
    *,
    only: Iterable[Coded] | None = None,
    blank: str | None = "– Chọn –",
    **options: Any,
) -> ChoiceField:
    """A choice among the terms of the field, by their Vietnamese labels."""
    offered = [(term.value, term.label) for term in (only or terms)]
    return ChoiceField(label, validators, choices=offered, coerce=terms, blank=blank, **options)


def uuid_field(
    label: str, validators: Sequence[Any] = (), *, blank: str | None = "– Chọn –", **options: Any
) -> ChoiceField:
    """A choice among records by their id; the view offers them."""
    return ChoiceField(label, validators, coerce=_uuid, blank=blank, **options)


def parse_day(text: str) -> date:
    """A day from 25/09/2024, 1/2/26, 1-2-2026, 1.2.2026, 01022026 or 010226; else ValueError."""
    parts = re.fullmatch(r"(\d{1,2})[/\-. ](\d{1,2})[/\-. ](\d{4}|\d{2})", text.strip())
    parts = parts or re.fullmatch(r"(\d{2})(\d{2})(\d{4}|\d{2})", text.strip())
    if parts is None:
        raise ValueError(f"not a day: {text!r}")
    year = int(parts[3]) + (2000 if len(parts[3]) == 2 else 0)
    if not 1900 <= year <= 2200:
        raise ValueError(f"not a year of our time: {text!r}")
    return date(year, int(parts[2]), int(parts[1]))


def _optional(validators: Sequence[Any], *more: Any) -> list[Any]:
    """An empty field that is not required is not looked at further."""
    required = any(isinstance(v, Required) for v in validators)
    return [*validators, *more] if required else [Optional(), *validators, *more]


@lru_cache(maxsize=256)
def _options(lines: tuple[tuple[str, str], ...], chosen: str) -> Markup:
    """Made once for the same lines: a page shows a hundred, and they seldom change."""
    shown = (
        f'<option{" selected" if value == chosen else ""} value="{escape(value)}">'
        f"{escape(text)}</option>"
        for value, text in lines
    )
    return Markup("".join(shown))


def _uuid(value: Any) -> UUID:
    return value if isinstance(value, UUID) else UUID(value)


def _blank_is_none(coerce: Any) -> Any:
    return lambda value: None if value in (None, "") else coerce(value)
