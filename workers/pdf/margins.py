"""What stands in the margins of every page of a joined paper: its number of all, and its foot.

Both are drawn once and stamped on each page as artifacts, no part of what is read aloud; as margin
boxes they would be laid out and drawn anew for each page.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from io import BytesIO

import pikepdf
from pikepdf import Name, Page
from weasyprint import CSS

from workers.pdf import renderer

GLYPHS = "0123456789/"
SIZE = 13  # points (NĐ 30/2020, Annex I)
ADVANCE = {"/": 0.278}  # of the size; figures are half of it
MIDDLE, BASELINE = 314.65, 808.0  # of the text's width, and within the upper margin; A4 in points
LEFT = 85.04  # the left margin (30 mm): a foot begins there, at the lower edge of the sheet
SHEET = (
    f"@page {{ size: {SIZE}pt; margin: 0 }} "
    f"p {{ margin: 0; text-indent: 0; font: {SIZE}pt/1 Tinos }}"
)


def stamp(whole: pikepdf.Pdf, foot: bytes | None) -> None:
    """2/14 in the upper margin from the second page on, the foot in every lower one."""
    count = len(whole.pages)
    digits = _forms(whole, glyphs())
    feet = _forms(whole, foot) if foot else []
    for number, page in enumerate(whole.pages, start=1):
        drawn = [_placed(page, "/Foot", form, LEFT, 0) for form in feet]
        if number > 1:
            drawn += _number(page, f"{number}/{count}", dict(zip(GLYPHS, digits, strict=True)))
        if drawn:
            _draw(whole, page, drawn)


def _forms(whole: pikepdf.Pdf, content: bytes) -> list[pikepdf.Object]:
    with pikepdf.open(BytesIO(content)) as printed:
        return [whole.copy_foreign(page.as_form_xobject()) for page in printed.pages]


def _number(page: Page, text: str, forms: Mapping[str, pikepdf.Object]) -> list[str]:
    at, drawn = MIDDLE - sum(map(_advance, text)) / 2, []
    for glyph in text:
        drawn.append(_placed(page, f"/No{GLYPHS.index(glyph)}", forms[glyph], at, BASELINE))
        at += _advance(glyph)
    return drawn


def _placed(page: Page, name: str, form: pikepdf.Object, x: float, y: float) -> str:
    page.add_resource(form, Name.XObject, Name(name), replace_existing=True)
    return f"q 1 0 0 1 {x:.2f} {y:.2f} cm {name} Do Q"


def _draw(whole: pikepdf.Pdf, page: Page, drawn: list[str]) -> None:
    artifact = ["Q /Artifact << /Type /Pagination >> BDC", *drawn, "EMC"]
    page.contents_add(whole.make_stream(b"q"), prepend=True)
    page.contents_add(whole.make_stream(" ".join(artifact).encode()))


def _advance(glyph: str) -> float:
    return SIZE * ADVANCE.get(glyph, 0.5)


@cache
def glyphs() -> bytes:
    """A page for each sign that page numbers are made of, without tags."""
    signs = "".join(f'<p style="break-after: page">{glyph}</p>' for glyph in GLYPHS)
    sheets = [renderer.styles("monthly.css"), CSS(string=SHEET)]
    return renderer.untagged(f'<html lang="vi"><body>{signs}</body></html>', sheets)
