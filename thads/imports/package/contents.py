"""What a workbook's package says about itself: its sheets, and which calendar its days count in."""

import posixpath
import zipfile
from collections.abc import Iterator
from typing import NamedTuple
from xml.etree import ElementTree

from thads.core.workbook import SAVE_AS_XLSX, Broken, TooBig, Unreadable
from thads.imports.columns import SHEETS, name_of

_MOST_PART = 16 * 2**20  # bytes of a part that is read whole
_MACROS = b"macroEnabled"


class Tab(NamedTuple):
    """One sheet: as the user sees its name, the sheet of the format that it is, its part."""

    title: str
    name: str
    part: str
    hidden: bool


class Contents(NamedTuple):
    """The sheets of the format in the workbook's order, and the titles of all others."""

    tabs: tuple[Tab, ...]
    unknown: tuple[str, ...]
    counts_from_1904: bool


def contents(package: zipfile.ZipFile) -> Contents:
    """Read the workbook part; Unreadable when no sheet of the format is there, or one twice."""
    if _MACROS in whole_part(package, "[Content_Types].xml"):
        raise Unreadable("Tệp có macro (.xlsm).", SAVE_AS_XLSX)
    book = _parsed(package, "xl/workbook.xml")
    targets = dict(_targets(_parsed(package, "xl/_rels/workbook.xml.rels")))
    known, unknown = [], []
    for sheet in _elements(book, "sheet"):
        title = sheet.get("name", "")
        name = name_of(title)
        part = targets.get(_attribute(sheet, "id"))
        if name not in SHEETS or part is None:
            unknown.append(title)
            continue
        known.append(Tab(title, name, part, sheet.get("state", "visible") != "visible"))
    _check(known, unknown)
    from_1904 = any(
        one.get("date1904", "0") in ("1", "true") for one in _elements(book, "workbookPr")
    )
    return Contents(tuple(known), tuple(unknown), from_1904)


def whole_part(package: zipfile.ZipFile, name: str) -> bytes:
    """A small part; TooBig when it is not small."""
    try:
        if package.getinfo(name).file_size > _MOST_PART:
            raise TooBig(f"Phần {name} của tệp quá lớn.")
        return package.read(name)
    except KeyError:
        raise Broken from None


def _check(known: list[Tab], unknown: list[str]) -> None:
    if not known:
        found = ", ".join(unknown[:10])
        raise Unreadable(
            f"Không có sheet nào của sổ thi hành án; tệp có: {found}.",
            f"Đặt tên sheet đúng mẫu: {', '.join(SHEETS)}.",
        )
    for tab in known:
        titles = [other.title for other in known if other.name == tab.name]
        if len(titles) > 1:
            raise Unreadable(
                f"Có {len(titles)} sheet {tab.name}: {', '.join(titles)}.",
                "Giữ một sheet, đổi tên hoặc xóa sheet kia rồi nhập lại.",
            )


def _parsed(package: zipfile.ZipFile, name: str) -> ElementTree.Element:
    content = whole_part(package, name)
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise Broken
    try:
        return ElementTree.fromstring(content)
    except ElementTree.ParseError:
        raise Broken from None


def _targets(relations: ElementTree.Element) -> Iterator[tuple[str, str]]:
    """The part of each worksheet by the id of its relationship."""
    for one in _elements(relations, "Relationship"):
        if one.get("Type", "").endswith("/worksheet"):
            target = one.get("Target", "")
            yield one.get("Id", ""), posixpath.normpath(posixpath.join("/xl", target)).lstrip("/")


def _elements(root: ElementTree.Element, name: str) -> Iterator[ElementTree.Element]:
    """Elements of that name in whatever edition of the format."""
    return (one for one in root.iter() if one.tag.rpartition("}")[2] == name)


def _attribute(element: ElementTree.Element, name: str) -> str:
    """An attribute that has a namespace."""
    return next((v for k, v in element.attrib.items() if k.endswith("}" + name)), "")
