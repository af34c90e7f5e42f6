"""The sheet can_bo."""

from collections.abc import Mapping

from thads.core.ids import new_id
from thads.identity.models import Role
from thads.imports import cells
from thads.imports.cells import CellFault
from thads.imports.offices.records import Brought, Office, Person
from thads.imports.offices.sheet import SheetReader
from thads.imports.stage import RawRow

SHEET = "can_bo"
LONGEST = 80  # as the form of sign-in takes it
OF_WORKBOOK = frozenset(Role) - {Role.OVERSIGHT, Role.ADMINISTRATOR}  # case-import.md, can_bo
_role = cells.code(Role)


def read(
    reader: SheetReader, known: Mapping[str, Person], units: Mapping[str, Office]
) -> tuple[dict[str, Person], Brought[Person]]:
    """All people as they are then."""
    found = reader.rows(
        "ten_dang_nhap", lambda row: _person(reader, row, known, units), lambda one: one.username
    )
    people, brought = dict(known), Brought[Person]()
    for row, person in found.values():
        if reader.settle(row, person, known.get(person.username), brought):
            people[person.username] = person
        reader.tell()
    return people, brought


def _person(
    reader: SheetReader, row: RawRow, known: Mapping[str, Person], units: Mapping[str, Office]
) -> Person | None:
    of = reader.cells
    username: str | None = of.need(SHEET, row, "ten_dang_nhap", _username)
    full_name: str | None = of.need(SHEET, row, "ho_ten", cells.text)
    role: Role | None = of.need(SHEET, row, "vai_tro", _workbook_role)
    unit: str | None = of.need(SHEET, row, "don_vi", cells.text)
    if unit is not None and unit not in units:
        reader.fault(
            row, "don_vi", "unknown_unit", f"Không có đơn vị mã “{unit}” trong tỉnh.",
            "Ghi mã đơn vị đã có, hoặc thêm đơn vị vào sheet don_vi.",
        )  # fmt: skip
    if username is None or full_name is None or role is None or unit is None:
        return None
    before = known.get(username)
    if before and before.role not in OF_WORKBOOK:
        reader.fault(
            row, "ten_dang_nhap", "offices_not_allowed",
            f"Tài khoản “{username}” là {before.role.label}; không đổi bằng tệp được.",
            "Ghi tên đăng nhập khác, hoặc bỏ dòng này và đổi vai trò ở trang Người dùng.",
        )  # fmt: skip
    return Person(before.id if before else new_id(), username, full_name, role, unit)


def _username(value: cells.Value) -> str:
    name = cells.text(value).casefold()
    if len(name) > LONGEST:
        raise CellFault(
            "too_long", f"Tên đăng nhập dài {len(name)} ký tự.", f"Ghi không quá {LONGEST} ký tự."
        )
    if " " in name:
        raise CellFault(
            "unknown_code", f"Tên đăng nhập “{name}” có khoảng trắng.", "Ghi liền, ví dụ chv.an."
        )
    return name


def _workbook_role(value: cells.Value) -> Role:
    role = _role(value)
    if role not in OF_WORKBOOK:
        known = ", ".join(role.code for role in Role if role in OF_WORKBOOK)
        raise CellFault(
            "unknown_code", f"Không có mã “{value}”.", f"Ghi một trong các mã: {known}."
        )
    return role
