"""One act on many cases of a list: which of them, shown before it is done, done once for each."""

from __future__ import annotations

from uuid import UUID, uuid4

from wtforms import HiddenField

from thads.cases.forms.fact import text_of
from thads.web.forms import ChoiceField, Form, Required

TICKED, ALL_LISTED = "ticked", "all"


class KeyedForm(Form):
    """A form of many parts, each a transaction of its own.

    `form_key` and the case make the key under which a part is written once, however often the form
    is sent: the key of the whole form cannot serve, since parts that were refused are sent again.
    """

    form_key = HiddenField(default=lambda: str(uuid4()))

    @property
    def key(self) -> UUID:
        """The form's own key; a new one when what was sent is none."""
        try:
            return UUID(self.form_key.data or "")
        except ValueError:
            return uuid4()


class BulkForm(KeyedForm):
    """An act on the cases ticked on a page or on all of the list; `seen` tells what was shown."""

    seen = HiddenField()
    which = ChoiceField("Những việc nào", [Required("Chọn những việc cần ghi.")], default=TICKED)

    def offer_selection(self, listed: int) -> None:
        """The cases ticked on this page, or all of the list."""
        whole = f"Cả {listed} việc đang lọc"
        self.which.offer([(TICKED, "Những việc đánh dấu ở trang này"), (ALL_LISTED, whole)])

    @property
    def takes_all(self) -> bool:
        """Whether the whole list is meant."""
        return bool(self.which.data == ALL_LISTED)

    @property
    def carried(self) -> list[tuple[str, str]]:
        """All that was typed, for the page that shows what it would do."""
        shown = [field for field in self.visible_fields if field is not self.which]
        return [(field.name, text_of(field)) for field in (self.form_key, self.which, *shown)]
