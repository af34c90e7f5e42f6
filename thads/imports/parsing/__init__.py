"""From the rows of a workbook to `RegisterCase`: form, names and days; what is wrong, where."""

from thads.imports.parsing.cases import Parser
from thads.imports.parsing.parsed import Parsed, Placed

__all__ = ["Parsed", "Parser", "Placed"]
