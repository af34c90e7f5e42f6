"""Codes of units and user names, looked up in what the province has and the workbook brings."""

from collections.abc import Mapping
from difflib import get_close_matches
from functools import lru_cache

from thads.imports.parsing.rows import RowReader
from thads.imports.register import EventLine, Names
from thads.imports.stage import RawRow

MUCH = 20_000  # names beyond which no likeness is looked for


class NameReader:
    """Says which names of a case are not known."""

    def __init__(self, names: Names) -> None:
        self.names = names
        self.like_unit = lru_cache(maxsize=1024)(_Likeness(names.units))
        self.like_person = lru_cache(maxsize=1024)(_Likeness(names.people))

    def unit(self, reader: RowReader, sheet: str, row: RawRow, column: str, code: str) -> None:
        """The unit must be known."""
        if code in self.names.units:
            return
        reader.fault(
            sheet, row, column, "unknown_unit", f"Không có đơn vị mã “{code}” trong tỉnh.",
            f"Ghi mã đơn vị đã có{self.like_unit(code)}, hoặc thêm đơn vị vào sheet don_vi; "
            "nếu đã thêm thì sửa lỗi của dòng đó.",
        )  # fmt: skip

    def officer(self, reader: RowReader, sheet: str, row: RawRow, name: str) -> None:
        """The person must be known."""
        if name in self.names.people:
            return
        reader.fault(
            sheet, row, "chap_hanh_vien", "unknown_officer",
            f"Không có tên đăng nhập “{name}” trong tỉnh.",
            f"Ghi tên đăng nhập đã có{self.like_person(name)}, hoặc thêm người này vào sheet "
            "can_bo; nếu đã thêm thì sửa lỗi của dòng đó.",
        )  # fmt: skip

    def of_event(self, reader: RowReader, row: RawRow, line: EventLine) -> None:
        """Officer and unit of an event."""
        if line.officer:
            self.officer(reader, "dien_bien", row, line.officer)
        if line.unit:
            self.unit(reader, "dien_bien", row, "don_vi_nhan", line.unit)


class _Likeness:
    """The known name nearest to one that is not, as part of a sentence."""

    def __init__(self, known: Mapping[str, object]) -> None:
        few = known if len(known) <= MUCH else ()
        self.known = {one.casefold(): one for one in few}

    def __call__(self, name: str) -> str:
        near = get_close_matches(name.casefold(), self.known, n=1, cutoff=0.75)
        return f" (có phải “{self.known[near[0]]}”?)" if near else ""
