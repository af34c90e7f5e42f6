"""Enumerations that know their Vietnamese label and their code in the register workbook."""

from enum import StrEnum
from typing import Self


class Coded(StrEnum):
    """A term of the field: English value in the database, label on screen, code in workbooks."""

    label: str
    code: str

    def __new__(cls, value: str, label: str, code: str = "") -> Self:
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        member.code = code or value
        return member

    @classmethod
    def of(cls, value: str) -> Self:
        """The member with this value; ValueError when there is none."""
        for member in cls:
            if member.value == value:
                return member
        raise ValueError(f"{cls.__name__} has no value {value!r}")

    @classmethod
    def of_code(cls, code: str) -> Self:
        """The member with this workbook code; ValueError when there is none."""
        for member in cls:
            if member.code == code:
                return member
        raise ValueError(f"{cls.__name__} has no code {code!r}")
