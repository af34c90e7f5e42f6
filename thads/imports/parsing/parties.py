"""The rows of `duong_su`."""

import re
from datetime import timedelta
from functools import lru_cache
from typing import Any

from thads.core.text import fold
from thads.imports import cells
from thads.imports.parsing.rows import Remembered, RowReader
from thads.imports.register import PartyLine
from thads.imports.stage import RawRow
from thads.parties.models import PartyKind, PartyRole
from thads.places import queries as places
from thads.places.models import REORGANISED_ON

SHEET = "duong_su"
OLD_SET_ENDS = REORGANISED_ON - timedelta(days=1)
roles = Remembered(cells.code(PartyRole))
kinds = Remembered(cells.code(PartyKind))

# With their marks, since Trương, Sở and Cúc are names of people.
_ORGANISATIONS = re.compile(
    r"^(ubnd|hđnd|htx|bhxh|nhnn|tổng công ty|tập đoàn|chi nhánh|chi cục|cục|sở|trường|bệnh viện|"
    r"quỹ|văn phòng|trung tâm|xí nghiệp|nhà máy|kho bạc|bảo hiểm|tòa án|toà án|viện|công an|"
    r"ban quản lý|phòng|nhà nước|hội đồng|hội|liên đoàn|ủy ban|uỷ ban|doanh nghiệp|cơ quan|"
    r"đoàn luật sư|báo|đài|bộ)\b"
)
_ORGANISATIONS_BARE = re.compile(
    r"\b(cong ty|ngan hang|hop tac xa|doanh nghiep|uy ban nhan dan|tnhh|co phan)\b"
)
_IDS = {
    PartyKind.PERSON: (re.compile(r"\d{9}|\d{12}|[A-Z]\d{7,8}"), "9 hoặc 12 chữ số"),
    PartyKind.ORGANISATION: (re.compile(r"\d{10}(-?\d{3})?|\d{12}"), "10 hoặc 13 chữ số"),
}


@lru_cache(maxsize=4096)
def likely_kind(name: str) -> PartyKind:
    """Whether a name whose kind was not told is an organisation's; always the same answer."""
    by_marks = _ORGANISATIONS.match(name.casefold())
    if by_marks or _ORGANISATIONS_BARE.search(fold(name)):
        return PartyKind.ORGANISATION
    return PartyKind.PERSON


def read(reader: RowReader, row: RawRow) -> PartyLine | None:
    """One party; None when role or name cannot be read."""
    role: PartyRole | None = reader.need(SHEET, row, "vai_tro", roles.__getitem__)
    name: str | None = reader.need(SHEET, row, "ho_ten", cells.text)
    kind: PartyKind | None = reader.take(SHEET, row, "loai", kinds.__getitem__)
    address: str | None = reader.take(SHEET, row, "dia_chi", cells.text)
    number: str | None = reader.take(SHEET, row, "so_dinh_danh", cells.text)
    commune = _commune(reader, row)
    if role is None or name is None:
        return None
    kind = kind or likely_kind(name)
    if number:
        _check_id(reader, row, number, kind)
    return PartyLine(role, name, kind, number, address, commune)


def _check_id(reader: RowReader, row: RawRow, number: str, kind: PartyKind) -> None:
    form, digits = _IDS[kind]
    if form.fullmatch(number.replace(" ", "").replace(".", "")):
        return
    reader.warn(
        SHEET, row, "so_dinh_danh", "doubtful_id",
        f"Số định danh {number} không có dạng của {kind.label.lower()}; Excel có thể đã bỏ số 0 "
        "ở đầu.",
        f"Kiểm tra lại: thường là {digits}; định dạng ô là văn bản để giữ số 0.",
    )  # fmt: skip


def _commune(reader: RowReader, row: RawRow) -> str | None:
    written: Any = reader.take(SHEET, row, "ma_xa", cells.text)
    if written is None:
        return None
    code: str = written.zfill(5) if written.isdigit() else written
    day = reader.decided_on
    if day is None or places.commune(code, day):
        return code
    before = day < REORGANISED_ON
    other = places.commune(code, REORGANISED_ON if before else OLD_SET_ENDS)
    if other is None:
        reader.fault(
            SHEET, row, "ma_xa", "unknown_commune",
            f"Mã xã {written} không có trong danh mục nào.",
            "Ghi mã xã, phường 5 chữ số theo danh mục của ngày ra quyết định, hoặc để trống.",
        )  # fmt: skip
        return code
    reader.warn(
        SHEET, row, "ma_xa", "commune_of_other_day",
        f"Mã xã {code} ({other.full_name}) thuộc danh mục {'từ' if before else 'trước'} "
        f"01/07/2025, quyết định ra ngày {day:%d/%m/%Y}.",
        "Ghi mã theo danh mục của ngày ra quyết định; mã vẫn được giữ như trong tệp.",
    )  # fmt: skip
    return code
