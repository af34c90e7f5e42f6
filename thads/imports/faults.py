"""What can be wrong in a workbook, and where."""

from typing import NamedTuple

from thads.imports.models import Severity


class Fault(NamedTuple):
    """One thing wrong: sheet, row as Excel numbers it, column; what is wrong, what would be right.

    A warning keeps nothing out.
    """

    sheet: str
    row: int
    column: str | None
    code: str  # e.g. "unknown_unit"; the same word in --json, in tests and in the error workbook
    message: str
    remedy: str
    severity: Severity = Severity.FAULT


class UnusableFile(Exception):
    """The file is not a register workbook at all, or one that must not be opened.

    The message says in Vietnamese what it is, that nothing was written, and what to do.
    """
