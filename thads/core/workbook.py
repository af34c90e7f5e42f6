"""Refuses a file that is no .xlsx workbook, or one that must not be opened."""

import zipfile
from pathlib import Path

MOST_BYTES = 200 * 2**20  # of the file
MOST_UNPACKED = 2 * 2**30  # of all parts together, as the package itself declares them

NOTHING_WRITTEN = "Chưa ghi gì."
SAVE_AS_XLSX = "Mở tệp bằng Excel, lưu thành “Sổ làm việc Excel (*.xlsx)” rồi nhập lại."
_OLE = bytes.fromhex("D0CF11E0A1B11AE1")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_ZIP = b"PK"
_BLOCK = 2**20


class Unreadable(Exception):
    """Not a workbook: says what it is, that nothing was written, what to do."""

    def __init__(self, what: str, remedy: str) -> None:
        super().__init__(f"{what} {NOTHING_WRITTEN} {remedy}")


class TooBig(Unreadable):
    """It would take more memory, time or disk than any book of the office does."""

    def __init__(self, what: str) -> None:
        super().__init__(
            what,
            "Kiểm tra lại tệp: xóa các dòng và cột thừa (Ctrl+End cho biết ô cuối cùng), "
            "hoặc chia thành nhiều tệp.",
        )


class Broken(Unreadable):
    """A package that is damaged."""

    def __init__(self) -> None:
        super().__init__("Tệp bị hỏng hoặc tải lên chưa trọn.", SAVE_AS_XLSX)


def opened(path: Path) -> zipfile.ZipFile:
    """The package of an .xlsx workbook; Unreadable for everything else."""
    _check_start(path)
    try:
        package = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError):
        raise Broken from None
    try:
        _check_parts(package)
    except Unreadable:
        package.close()
        raise
    return package


def _check_start(path: Path) -> None:
    size = path.stat().st_size
    if size == 0:
        raise Unreadable("Tệp rỗng.", SAVE_AS_XLSX)
    if size > MOST_BYTES:
        raise TooBig(f"Tệp lớn hơn {MOST_BYTES // 2**20} MB.")
    with path.open("rb") as file:
        start = file.read(_BLOCK)
    if start.startswith(_OLE):
        raise _old_or_locked(path)
    if start.startswith(b"%PDF"):
        raise Unreadable("Đây là tệp PDF, không phải sổ làm việc Excel.", SAVE_AS_XLSX)
    if not start.startswith(_ZIP):
        kind = "văn bản hoặc CSV" if _is_text(start) else "không rõ loại"
        raise Unreadable(f"Đây là tệp {kind} đổi đuôi thành .xlsx.", SAVE_AS_XLSX)


def _old_or_locked(path: Path) -> Unreadable:
    """An OLE container holds an .xls, or an .xlsx under a password."""
    if _holds(path, _ENCRYPTED):
        return Unreadable(
            "Tệp được bảo vệ bằng mật khẩu.", "Bỏ mật khẩu của tệp trong Excel rồi nhập lại."
        )
    return Unreadable("Đây là tệp Excel đời cũ (.xls).", SAVE_AS_XLSX)


def _holds(path: Path, wanted: bytes) -> bool:
    with path.open("rb") as file:
        kept = b""
        while block := file.read(_BLOCK):
            if wanted in kept + block:
                return True
            kept = block[-len(wanted) :]
    return False


def _is_text(start: bytes) -> bool:
    return start.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" not in start


def _check_parts(package: zipfile.ZipFile) -> None:
    parts = package.infolist()
    names = {part.filename.casefold() for part in parts}
    if any(name.endswith("vbaproject.bin") or "/macrosheets/" in name for name in names):
        raise Unreadable("Tệp có macro (.xlsm).", SAVE_AS_XLSX)
    if "xl/workbook.bin" in names:
        raise Unreadable("Đây là tệp Excel nhị phân (.xlsb).", SAVE_AS_XLSX)
    if "mimetype" in names and "content.xml" in names:
        raise Unreadable("Đây là tệp OpenDocument (.ods).", SAVE_AS_XLSX)
    if "xl/workbook.xml" not in names:
        raise Unreadable("Tệp nén này không phải sổ làm việc Excel.", SAVE_AS_XLSX)
    if sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise TooBig(f"Tệp bung ra lớn hơn {MOST_UNPACKED // 2**30} GB (có thể là bom nén).")
    if any(part.flag_bits & 1 for part in parts):
        raise Unreadable("Tệp nén có mật khẩu.", SAVE_AS_XLSX)
