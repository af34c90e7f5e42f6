"""Small files of each kind, sound and otherwise, made for the tests."""

import io
import struct
import zipfile
import zlib
from pathlib import Path

import pikepdf
from PIL import Image


def image(kind: str = "JPEG", size: tuple[int, int] = (60, 40), colour: str = "teal") -> bytes:
    """A picture of one colour."""
    made = io.BytesIO()
    Image.new("RGB", size, colour).save(made, kind)
    return made.getvalue()


def scan(pages: int) -> bytes:
    """A TIFF of several pages, as scanners make them."""
    made = io.BytesIO()
    frames = [Image.new("L", (80, 110), n) for n in range(pages)]
    frames[0].save(made, "TIFF", save_all=True, append_images=frames[1:])
    return made.getvalue()


def pdf(pages: int = 1, *, password: str | None = None, size=(595, 842), text: str = "") -> bytes:
    """A PDF of empty pages; `text` makes it another one."""
    made = io.BytesIO()
    with pikepdf.new() as document:
        for _ in range(pages):
            document.add_blank_page(page_size=size)
        document.docinfo["/Subject"] = text
        locked = pikepdf.Encryption(user=password, owner=password) if password else False
        document.save(made, encryption=locked)
    return made.getvalue()


WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"


def package(part: str = "word/document.xml", said: str = WORD, **more: bytes) -> bytes:
    """A zip with the parts that make it a Word or Excel file, and more."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("[Content_Types].xml", f'<Types><Override ContentType="{said}"/></Types>')
        packed.writestr(part, "<a/>")
        for name, content in more.items():
            packed.writestr(name.replace("__", "/"), content)
    return made.getvalue()


def word(**more: bytes) -> bytes:
    """A Word file."""
    return package(**more)


def excel() -> bytes:
    """An Excel file."""
    return package("xl/workbook.xml", EXCEL)


def png_bomb(side: int = 30_000) -> bytes:
    """A PNG of some kilobytes that would take gigabytes when laid open."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        body = kind + content
        return struct.pack(">I", len(content)) + body + struct.pack(">I", zlib.crc32(body))

    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head)
            + chunk(b"IDAT", zlib.compress(b"\0" * 1000)) + chunk(b"IEND", b""))  # fmt: skip


def zip_bomb() -> bytes:
    """A Word file whose one part unpacks to 400 MB."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as packed:
        packed.writestr("[Content_Types].xml", WORD)
        packed.writestr("word/document.xml", "<a/>")
        with packed.open("word/media/image1.bin", "w", force_zip64=True) as file:
            for _ in range(400):
                file.write(bytes(2**20))
    return made.getvalue()


def lying_bomb() -> bytes:
    """The same, saying of itself that it is small."""
    content = bytearray(zip_bomb())
    true, said = struct.pack("<I", 400 * 2**20), struct.pack("<I", 100)
    return bytes(content.replace(true, said))


def kept(folder: Path, content: bytes, name: str = "given") -> Path:
    """The content on disk."""
    path = folder / name
    path.write_bytes(content)
    return path
