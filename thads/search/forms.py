"""What is typed into the search, and the name of a filter."""

from __future__ import annotations

from thads.search.words import LONGEST
from thads.web.forms import CheckField, Form, Required, TextField


class SearchForm(Form):
    """The one box."""

    typed = TextField("Tìm số quyết định, số bản án, tên người", longest=LONGEST)


class FilterNameForm(Form):
    """A name that says what the list is for, and who sees it."""

    name = TextField("Tên bộ lọc", [Required("Nhập tên bộ lọc.")], longest=60)
    shared = CheckField("Cả đơn vị cùng thấy")


class DeletionForm(Form):
    """Nothing to fill in."""
