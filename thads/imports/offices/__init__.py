"""Units and people: those of the province and those that a workbook brings, by their codes."""

from thads.imports.offices.reading import read
from thads.imports.offices.records import FIRST_OFFICES, Brought, Office, Offices, Person, place_of

__all__ = ["FIRST_OFFICES", "Brought", "Office", "Offices", "Person", "place_of", "read"]
