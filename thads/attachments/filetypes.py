"""What a file is, by its first bytes; its name says nothing that counts."""

import re
from typing import NamedTuple, NoReturn

from thads.core.codes import Coded
from thads.core.errors import RuleBroken

MEGABYTE = 1024 * 1024
HEAD = 16  # bytes that tell the type


class FileType(Coded):
    """The types that are kept; the code is the ending of the name."""

    PDF = "pdf", "PDF", "pdf"
    JPEG = "jpeg", "Ảnh JPEG", "jpg"
    PNG = "png", "Ảnh PNG", "png"
    TIFF = "tiff", "Ảnh TIFF", "tif"
    WEBP = "webp", "Ảnh WebP", "webp"
    DOCX = "docx", "Word", "docx"
    XLSX = "xlsx", "Excel", "xlsx"

    @property
    def about(self) -> "About":
        """How it is served, and how large it may be."""
        return ABOUT[self]

    @property
    def is_image(self) -> bool:
        """A picture: one page, or a scanner's several."""
        return self in (FileType.JPEG, FileType.PNG, FileType.TIFF, FileType.WEBP)

    @property
    def is_office(self) -> bool:
        """A package of texts that a word processor lays out: it has no pages of its own."""
        return self in (FileType.DOCX, FileType.XLSX)


class About(NamedTuple):
    """What is known of a type; `shown`: browsers open it themselves."""

    mimetype: str
    most: int  # bytes
    shown: bool
    endings: frozenset[str]


_OFFICE = "application/vnd.openxmlformats-officedocument."
ABOUT = {
    FileType.PDF: About("application/pdf", 50 * MEGABYTE, True, frozenset({"pdf"})),
    FileType.JPEG: About("image/jpeg", 20 * MEGABYTE, True, frozenset({"jpg", "jpeg", "jpe"})),
    FileType.PNG: About("image/png", 20 * MEGABYTE, True, frozenset({"png"})),
    FileType.TIFF: About("image/tiff", 50 * MEGABYTE, False, frozenset({"tif", "tiff"})),
    FileType.WEBP: About("image/webp", 20 * MEGABYTE, True, frozenset({"webp"})),
    FileType.DOCX: About(_OFFICE + "wordprocessingml.document", 20 * MEGABYTE, False,
                         frozenset({"docx"})),
    FileType.XLSX: About(_OFFICE + "spreadsheetml.sheet", 20 * MEGABYTE, False,
                         frozenset({"xlsx"})),
}  # fmt: skip
PACKAGE = "package"  # a zip: looking inside tells whether it is a Word or an Excel file
_SIGNATURES: tuple[tuple[re.Pattern[bytes], str], ...] = (
    (re.compile(rb"%PDF-[12]\.\d"), FileType.PDF),
    (re.compile(rb"\xff\xd8\xff"), FileType.JPEG),
    (re.compile(rb"\x89PNG\r\n\x1a\n"), FileType.PNG),
    (re.compile(rb"II\*\x00|MM\x00\*"), FileType.TIFF),
    (re.compile(rb"RIFF....WEBP", re.DOTALL), FileType.WEBP),
    (re.compile(rb"PK\x03\x04"), PACKAGE),
)
# What people bring now and then and is not kept, with what to do instead.
_KNOWN_ELSE = (
    (re.compile(rb"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
     "là tệp Word, Excel đời cũ hoặc có mật khẩu. {kept}; mở tệp, bỏ mật khẩu và lưu lại thành "
     "PDF, .docx hoặc .xlsx."),
    (re.compile(rb"....ftyp(heic|heix|hevc|mif1|heim|heis)", re.DOTALL),
     "là ảnh HEIC. {kept}; trong cài đặt máy ảnh của điện thoại chọn “Tương thích nhất” (JPEG) "
     "rồi chụp lại."),
)  # fmt: skip
KEPT = "Chưa nhận tệp nào"
ACCEPTED = "PDF, ảnh (JPEG, PNG, TIFF, WebP), Word (.docx), Excel (.xlsx)"
_WORD = re.compile(r"[a-z][a-z0-9]{1,5}")


def sniff(head: bytes, name: str) -> str:
    """A FileType, or PACKAGE; RuleBroken for whatever else this is."""
    for signature, known in _SIGNATURES:
        if signature.match(head):
            return known
    for signature, words in _KNOWN_ELSE:
        if signature.match(head):
            refuse("other_type", f"“{name}” {words.format(kept=KEPT)}")
    return refuse(
        "unknown_type",
        f"Nội dung của “{name}” không phải loại tệp được nhận: {ACCEPTED}. {KEPT}; chọn tệp khác.",
    )


def check_name(name: str, found: FileType) -> None:
    """A name with the ending of something else is refused, whoever is wrong."""
    _, dot, ending = name.lower().rpartition(".")
    if dot and _WORD.fullmatch(ending) and ending not in found.about.endings:
        refuse(
            "not_as_named",
            f"“{name}” không phải loại tệp như tên của nó: nội dung là {found.label}. {KEPT}; "
            f"kiểm tra lại tệp, nếu đúng thì đổi tên thành .{found.code} rồi gửi lại.",
        )


def check_size(name: str, size: int, found: FileType) -> None:
    """Each type has its most bytes."""
    if size > found.about.most:
        refuse(
            "too_large",
            f"“{name}” có {_megabytes(size)} MB; {found.label} được nhận đến "
            f"{found.about.most // MEGABYTE} MB. {KEPT}; quét ở độ phân giải thấp hơn (200–300 "
            "dpi) hoặc tách thành nhiều tệp.",
        )


def refuse(code: str, message: str) -> NoReturn:
    """Refuse a file at the field that gave it."""
    raise RuleBroken(f"attachment.{code}", message, field="files")


def _megabytes(size: int) -> str:
    return f"{size / MEGABYTE:.1f}".replace(".", ",")
