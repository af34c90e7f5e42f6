"""The looking process: `python -m workers.filecheck TYPE PATH [TYPE PATH …]`.

A line of JSON for each file: {"type", "pages"}, or {"fault"} by its name. What takes too much
memory or time ends this process and nothing else; it reads no more than the files that it is given.
"""

import json
import resource
import signal
import sys
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

import pikepdf
from PIL import Image, ImageOps

Told = dict[str, object]
MEMORY = 1500 * 2**20  # of address space; libraries alone take 300 MB of it
SECONDS = 60
DISK = 4 * 2**20  # of one small picture
MOST_PIXELS = 64_000_000  # 192 MB when laid open
MOST_PAGES = 2000
MOST_INSIDE = 300 * 2**20  # bytes of a package when unpacked
MOST_MEMBERS = 5000
SMALL = (320, 320)
PACKAGES = {
    "docx": ("word/document.xml", b"wordprocessingml.document.main+xml"),
    "xlsx": ("xl/workbook.xml", b"spreadsheetml.sheet.main+xml"),
}
CONTENT_TYPES = "[Content_Types].xml"


class Fault(Exception):
    """Why a file is not taken; `most` is the limit that it exceeds."""

    def __init__(self, name: str, most: int | None = None) -> None:
        super().__init__(name)
        self.name = name
        self.most = most


def look(kind: str, path: Path) -> Told:
    """What this file is and how many pages it has."""
    try:
        if kind == "package":
            return {"type": _package(path), "pages": None}
        return {"type": kind, "pages": _pdf(path) if kind == "pdf" else _image(kind, path)}
    except Fault as fault:
        return {"fault": fault.name, "most": fault.most}
    except MemoryError:
        return {"fault": "too_long"}


def _pdf(path: Path) -> int:
    """Pages of a whole PDF that opens without a password."""
    try:
        with pikepdf.open(path, attempt_recovery=False) as pdf:
            pages = len(pdf.pages)
            for page in pdf.pages if pages <= MOST_PAGES else ():
                _ = page.mediabox
    except pikepdf.PasswordError:
        raise Fault("encrypted") from None
    except (pikepdf.PdfError, ValueError, TypeError, KeyError, AttributeError, RuntimeError):
        raise Fault("broken") from None
    if pages > MOST_PAGES:
        raise Fault("too_many_pages", MOST_PAGES)
    if pages == 0:
        raise Fault("empty")
    return pages


def _image(kind: str, path: Path) -> int:
    """Pages of a picture whose every point can be read; a small one is written beside it."""
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            warnings.simplefilter("ignore", UserWarning)
            return _picture(kind, path)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise Fault("too_many_pixels", MOST_PIXELS // 1_000_000) from None
    except (
        OSError,
        SyntaxError,
        ValueError,
        EOFError,
        KeyError,
        IndexError,
        TypeError,
        zlib.error,
    ):
        raise Fault("broken") from None


def _picture(kind: str, path: Path) -> int:
    with Image.open(path, formats=[kind.upper()]) as opened:
        pages = getattr(opened, "n_frames", 1) if kind == "tiff" else 1
        if pages > MOST_PAGES:
            raise Fault("too_many_pages", MOST_PAGES)
        for page in reversed(range(pages)):  # the first comes last, and is kept small
            if kind == "tiff":
                opened.seek(page)
            _check_pixels(opened)
            opened.load()
        small = ImageOps.exif_transpose(opened.convert("RGB"))
        small.thumbnail(SMALL)
        small.save(path.with_name(f"{path.name}.small"), "JPEG", quality=80)
    return pages


def _check_pixels(opened: Image.Image) -> None:
    width, height = opened.size
    if width * height > MOST_PIXELS:
        raise Fault("too_many_pixels", MOST_PIXELS // 1_000_000)


def _package(path: Path) -> str:
    """Whether this is a Word or an Excel file, sound to its last byte and without macros."""
    try:
        with zipfile.ZipFile(path) as package:
            return _office(package)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError):
        raise Fault("broken") from None


def _office(package: zipfile.ZipFile) -> str:
    members = package.infolist()
    names = {member.filename for member in members}
    if len(members) > MOST_MEMBERS or sum(m.file_size for m in members) > MOST_INSIDE:
        raise Fault("too_much_inside")
    kind = next((k for k, (part, _) in PACKAGES.items() if part in names), None)
    if kind is None or CONTENT_TYPES not in names:
        raise Fault("other_package")
    if any(member.flag_bits & 1 for member in members):
        raise Fault("encrypted")
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise Fault("macros")
    if len(names) != len(members):
        raise Fault("broken")
    _read_all(package, members)
    if PACKAGES[kind][1] not in package.read(CONTENT_TYPES):
        raise Fault("macros" if b"macroEnabled" in package.read(CONTENT_TYPES) else "other_package")
    return kind


def _read_all(package: zipfile.ZipFile, members: list[zipfile.ZipInfo]) -> None:
    """What members say of their size is not believed; their check sums are compared."""
    left = MOST_INSIDE
    for member in members:
        with package.open(member) as file:
            while piece := file.read(2**20):
                left -= len(piece)
                if left < 0:
                    raise Fault("too_much_inside")


def _pairs(arguments: list[str]) -> Iterator[tuple[str, Path]]:
    for place in range(0, len(arguments), 2):
        yield arguments[place], Path(arguments[place + 1])


def main() -> int:
    """Look at each file in turn."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (DISK, DISK))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.alarm(SECONDS)
    for kind, path in _pairs(sys.argv[1:]):
        print(json.dumps(look(kind, path)), flush=True)  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main())
