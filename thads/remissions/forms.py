"""What is asked of the finder, and what is typed into a dossier."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from werkzeug.datastructures import MultiDict
from wtforms import Form as PlainForm

from thads.remissions.conditions import State
from thads.remissions.finder import FinderFilter
from thads.rules.remission import Relief
from thads.web.forms import ChoiceField, enum_field

LIKELY, EVERYTHING = "likely", "all"
STATES = (
    (LIKELY, "Đủ hoặc chưa rõ"),
    *((state.value, state.label) for state in State),
    (EVERYTHING, "Tất cả"),
)


class BoardForm(PlainForm):  # type: ignore[misc]
    """Which items are listed; what cannot be read is left out."""

    state = ChoiceField("Điều kiện", choices=STATES, default=LIKELY)
    relief = enum_field("Hình thức", Relief, blank="Miễn và giảm")
    unit = ChoiceField("Đơn vị", coerce=UUID, blank="Tất cả")
    officer = ChoiceField("Chấp hành viên", coerce=UUID, blank="Tất cả")

    def __init__(self, asked: MultiDict[str, str], **options: Any) -> None:
        super().__init__(asked, **options)

    def wanted(self, scope: UUID | None) -> FinderFilter:
        """The filter; a unit's reader sees that unit only."""
        self.validate()
        good = {one.name: one.data for one in self if not one.errors and one.data is not None}
        state = good.get("state", LIKELY)
        return FinderFilter(
            unit_id=scope or good.get("unit"), officer_id=good.get("officer"),
            relief=good.get("relief"), likely=state == LIKELY,
            state=next((one for one in State if one.value == state), None),
        )  # fmt: skip
