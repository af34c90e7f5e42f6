"""How many sheets each paper has, and why a file is given back."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from wtforms import FieldList, FormField, HiddenField
from wtforms import Form as Rows

from thads.core.errors import NotFound
from thads.web.forms import Form, LongTextField, Required, WholeNumberField

MOST_ROWS = 2000


class SheetsRow(Rows):  # type: ignore[misc]
    """The sheets of one paper."""

    source_id = HiddenField()
    sheets = WholeNumberField("Số tờ", [Required("Nhập số tờ.")])


class NumberingForm(Form):
    """A row for each paper that waits for its number."""

    rows = FieldList(FormField(SheetsRow), max_entries=MOST_ROWS)

    def suggest(self, sheets: Iterable[tuple[UUID, int]]) -> None:
        """As many sheets as pages, until a person says otherwise."""
        for source_id, count in sheets:
            self.rows.append_entry({"source_id": source_id, "sheets": count})

    @property
    def sheets(self) -> dict[UUID, int]:
        """What was typed, by the id of the paper; NotFound for what is no id."""
        try:
            return {UUID(row.form.source_id.data or ""): row.form.sheets.data for row in self.rows}
        except ValueError:
            raise NotFound from None

    def row_of(self, source_id: UUID) -> SheetsRow | None:
        """The row of one paper."""
        wanted = str(source_id)
        return next((r.form for r in self.rows if str(r.form.source_id.data) == wanted), None)


class GiveBackForm(Form):
    """Why the file is given back to the officer."""

    reason = LongTextField("Lý do trả lại", [Required("Nhập lý do trả lại hồ sơ.")])
