"""The register's filters, as they stand in the address."""

from __future__ import annotations

from functools import lru_cache
from typing import Any
from uuid import UUID

from werkzeug.datastructures import MultiDict
from wtforms import Form

from thads.cases.models import Initiation, JudgmentKind, Standing
from thads.cases.queries import CaseFilter
from thads.web.forms import ChoiceField, DateField, TextField, enum_field

THEMES = (
    ("state_budget", "Thu nộp ngân sách nhà nước"),
    ("bank", "Tín dụng, ngân hàng"),
    ("corruption", "Tham nhũng, kinh tế"),
    ("drugs", "Ma túy"),
    ("foreign_element", "Yếu tố nước ngoài"),
    ("older_than_year", "Có điều kiện, quá 1 năm chưa xong"),
)
Choices = tuple[tuple[object, str], ...]

UNASSIGNED = "none"
ALL = "Tất cả"
MORE = ("kind", "initiation", "theme", "docketed_from", "docketed_to")


class FilterForm(Form):  # type: ignore[misc]
    """What is asked of the register; anything unreadable is left out and said at its field."""

    text = TextField("Số quyết định hoặc số bản án", longest=120)
    standing = enum_field("Trạng thái", Standing, blank=ALL)
    unit = ChoiceField("Đơn vị", coerce=UUID, blank=ALL)
    officer = ChoiceField("Chấp hành viên", blank=ALL)
    kind = enum_field("Loại án", JudgmentKind, blank=ALL)
    initiation = enum_field("Hình thức", Initiation, blank=ALL)
    theme = ChoiceField("Thuộc diện", choices=THEMES, blank=ALL)
    docketed_from = DateField("Ra quyết định từ")
    docketed_to = DateField("đến")

    def __init__(self, asked: MultiDict[str, str], **options: Any) -> None:
        super().__init__(asked, **options)

    def wanted(self) -> CaseFilter:
        """The filter, without what could not be read."""
        self.validate()
        good = {f.name: f.data for f in self if not f.errors and f.data is not None}
        officer = good.get("officer")
        theme: dict[str, Any] = {good["theme"]: True} if "theme" in good else {}
        return CaseFilter(
            text=good.get("text", ""),
            standings=frozenset({good["standing"]} if "standing" in good else ()),
            unit_id=good.get("unit"),
            officer_id=UUID(officer) if officer and officer != UNASSIGNED else None,
            unassigned=officer == UNASSIGNED,
            kind=good.get("kind"),
            initiation=good.get("initiation"),
            docketed_from=good.get("docketed_from"),
            docketed_to=good.get("docketed_to"),
            **theme,
        )

    @property
    def chosen(self) -> list[tuple[str, str]]:
        """Chips: what is being filtered by, and the query name that takes it away."""
        return [(f"{f.label.text}: {_words(f)}", f.name) for f in self if f.data and not f.errors]

    @property
    def more_chosen(self) -> bool:
        """Whether one of the rarer filters is in use or was mistyped."""
        return any(self[name].data or self[name].errors for name in MORE)


@lru_cache(maxsize=256)
def asked(
    typed: tuple[tuple[str, str], ...], units: Choices, officers: Choices
) -> tuple[FilterForm, CaseFilter]:
    """The form with what was typed, and the filter that it means: read only, and read once for
    all who ask the same."""
    form = FilterForm(MultiDict(typed))
    form.unit.offer(units)
    form.officer.offer([(UNASSIGNED, "Chưa phân công"), *officers])
    return form, form.wanted()


def _words(field: Any) -> str:
    if isinstance(field, ChoiceField):
        return next((str(c.label) for c in field.iter_choices() if c.selected), "")
    return str(field._value())
