"""Photos and scans as A4 pages: whole, upright, at no more points than paper shows."""

import io
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream
from PIL import Image, ImageOps, ImageSequence

SHORT, LONG = 595.28, 841.89  # A4, points
MARGIN = 28.35  # 10 mm
MOST = (3508, 3508)  # 300 points to an inch of the long side
QUALITY = 85


class Encoded(NamedTuple):
    """A picture as a PDF keeps it."""

    width: int
    height: int
    content: bytes
    filter: str
    colours: str
    bits: int


def on_a4(picture: Path, kind: str, made: Path) -> None:
    """Write the pages of a picture to `made`."""
    with pikepdf.new() as pdf:
        for encoded in _encoded(picture, kind):
            _page(pdf, encoded)
        pdf.save(made)


def _encoded(picture: Path, kind: str) -> Iterator[Encoded]:
    with Image.open(picture, formats=[kind.upper()]) as opened:
        if kind != "tiff":
            yield _as_it_is(picture, opened, kind) or _anew(opened)
            return
        for frame in ImageSequence.Iterator(opened):
            yield _anew(frame)


def _as_it_is(picture: Path, opened: Image.Image, kind: str) -> Encoded | None:
    """A photo of bearable size, upright and of plain colours, byte for byte; None for others."""
    plain = {"RGB": "/DeviceRGB", "L": "/DeviceGray"}.get(opened.mode)
    turned = opened.getexif().get(0x0112, 1) != 1
    if kind != "jpeg" or plain is None or turned or max(opened.size) > max(MOST):
        return None
    return Encoded(*opened.size, picture.read_bytes(), "/DCTDecode", plain, 8)


def _anew(opened: Image.Image) -> Encoded:
    if opened.mode == "1" and max(opened.size) <= 2 * max(MOST):  # black and white: no loss, small
        return Encoded(
            *opened.size, zlib.compress(opened.tobytes()), "/FlateDecode", "/DeviceGray", 1
        )
    opened.thumbnail(MOST)
    upright = ImageOps.exif_transpose(opened)
    if upright.mode not in ("RGB", "L"):
        upright = _on_white(upright)
    made = io.BytesIO()
    upright.save(made, "JPEG", quality=QUALITY)
    colours = "/DeviceGray" if upright.mode == "L" else "/DeviceRGB"
    return Encoded(*upright.size, made.getvalue(), "/DCTDecode", colours, 8)


def _on_white(picture: Image.Image) -> Image.Image:
    if picture.mode in ("I", "I;16", "F"):
        return picture.convert("L")
    whole = picture.convert("RGBA")
    paper = Image.new("RGBA", whole.size, "white")
    return Image.alpha_composite(paper, whole).convert("RGB")


def _page(pdf: pikepdf.Pdf, picture: Encoded) -> None:
    wide = picture.width > picture.height
    width, height = (LONG, SHORT) if wide else (SHORT, LONG)
    scale = min((width - 2 * MARGIN) / picture.width, (height - 2 * MARGIN) / picture.height)
    across, down = picture.width * scale, picture.height * scale
    left, low = (width - across) / 2, (height - down) / 2
    page = pdf.add_blank_page(page_size=(width, height))
    image = Stream(
        pdf, picture.content, Type=Name.XObject, Subtype=Name.Image, Width=picture.width,
        Height=picture.height, ColorSpace=Name(picture.colours), BitsPerComponent=picture.bits,
        Filter=Name(picture.filter),
    )  # fmt: skip
    page.Resources = Dictionary(XObject=Dictionary(Im=pdf.make_indirect(image)))
    drawn = f"q {across:.3f} 0 0 {down:.3f} {left:.3f} {low:.3f} cm /Im Do Q"
    page.Contents = pdf.make_stream(drawn.encode())
    page.MediaBox = Array([0, 0, round(width, 2), round(height, 2)])
