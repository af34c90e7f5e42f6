"""The forms of a plan: its day, units to open, units that end, and where communes and people go."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from uuid import UUID

from thads.core.errors import NotFound
from thads.identity.models import Role
from thads.reorganisation.actions import OpeningTerms
from thads.units.models import UnitKind
from thads.web.forms import (
    ChoiceField,
    DateField,
    Form,
    Required,
    TextField,
    enum_field,
    need,
    uuid_field,
)


class PlanForm(Form):
    """A new plan."""

    day = DateField("Kể từ ngày", [Required("Nhập ngày sắp xếp, ví dụ 25/09/2024.")])
    title = TextField("Tên kế hoạch", [Required("Nhập tên kế hoạch.")], longest=120)
    ground = TextField("Căn cứ (số, ngày quyết định)")


class OpeningForm(Form):
    """One unit to open."""

    code = TextField("Mã đơn vị", [Required("Nhập mã đơn vị, ví dụ PKV1.")], longest=20)
    name = TextField("Tên đơn vị", [Required("Nhập tên đơn vị.")], longest=120)
    kind = enum_field("Loại đơn vị", UnitKind, [Required("Chọn loại đơn vị.")])
    place = TextField(
        "Địa danh ghi trên văn bản", [Required("Nhập địa danh, ví dụ Sa Pa.")], longest=60
    )

    @property
    def terms(self) -> OpeningTerms:
        """The unit as typed."""
        return OpeningTerms(
            need(self.code.data), need(self.name.data), need(self.kind.data), need(self.place.data)
        )


class ClosingForm(Form):
    """One unit that ends, and a unit that takes over; the same unit again: it is split."""

    unit = uuid_field("Đơn vị kết thúc", [Required("Chọn đơn vị kết thúc hoạt động.")])
    successor = ChoiceField("Việc chuyển về", blank="– Chưa rõ –")

    def offer_units(self, units: Iterable[tuple[UUID, str]], heirs: Mapping[str, str]) -> None:
        """Units at work the day before, and those from the day on."""
        self.unit.offer(units)
        self.successor.offer(heirs.items())


def routes_of(sent: Mapping[str, str]) -> dict[tuple[UUID, str], str | None]:
    """What was chosen for communes of split units: fields `route-<unit>-<commune>`."""
    found: dict[tuple[UUID, str], str | None] = {}
    for name, code in sent.items():
        if name.startswith("route-"):
            unit_id, _, commune = name.removeprefix("route-").rpartition("-")
            found[_uuid(unit_id), commune] = code or None
    return found


def moves_of(sent: Mapping[str, str]) -> dict[UUID, tuple[str, Role]]:
    """What was chosen for people: fields `unit-of-<person>` and `role-of-<person>`."""
    found = {}
    for name, code in sent.items():
        if name.startswith("unit-of-") and code:
            person = name.removeprefix("unit-of-")
            found[_uuid(person)] = code, _role(sent.get(f"role-of-{person}", ""))
    return found


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise NotFound from None


def _role(text: str) -> Role:
    try:
        return Role.of(text)
    except ValueError:
        raise NotFound from None
