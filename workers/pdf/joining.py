"""Joins tagged documents into one that is tagged as well, and numbers its pages.

A plain merge loses the structure: here each document's elements go under the one root, and the
numbers by which pages find their elements are moved on.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from functools import cache
from io import BytesIO
from pathlib import Path

import pikepdf
from pikepdf import Array, Name, OutlineItem, Page
from weasyprint import CSS, HTML

from workers.pdf import archive, renderer

GLYPHS = "0123456789/"
SIZE = 13  # points (NĐ 30/2020, Annex I)
ADVANCE = {"/": 0.278}  # of the size; figures are half of it
MIDDLE, BASELINE = 314.65, 808.0  # of the text's width, and within the upper margin; A4 in points
SHEET = (
    f"@page {{ size: {SIZE}pt; margin: 0 }} "
    f"p {{ margin: 0; text-indent: 0; font: {SIZE}pt/1 Tinos }}"
)


def joined(papers: Sequence[Path]) -> bytes:
    """One finished paper of these, the first one's title, attachments and bookmarks kept; pages
    bear their number of all from the second on."""
    with ExitStack() as opened:
        whole = opened.enter_context(pikepdf.open(papers[0]))
        for paper in papers[1:]:
            _append(whole, opened.enter_context(pikepdf.open(paper)))
        _number(whole)
        return archive.saved(whole)


def stacked(papers: Sequence[Path]) -> bytes:
    """The same of papers that stay papers of their own: each keeps the numbers of its pages."""
    with ExitStack() as opened:
        whole = opened.enter_context(pikepdf.open(papers[0]))
        for paper in papers[1:]:
            _append(whole, opened.enter_context(pikepdf.open(paper)))
        return archive.saved(whole)


def _append(whole: pikepdf.Pdf, source: pikepdf.Pdf) -> None:
    first, moved = len(whole.pages), _next_key(whole)
    whole.pages.extend(source.pages)
    for page in whole.pages[first:]:
        page.obj.StructParents = int(page.obj.StructParents) + moved
    root, tree = whole.Root.StructTreeRoot, whole.copy_foreign(source.Root.StructTreeRoot)
    document = _document(root)
    for element in _children(_document(tree)):
        element.P = document
        document.K.append(element)
    numbers = tree.ParentTree.Nums
    for place in range(0, len(numbers), 2):
        root.ParentTree.Nums.append(int(numbers[place]) + moved)
        root.ParentTree.Nums.append(numbers[place + 1])
    _bookmarks(whole, source, first)


def _next_key(pdf: pikepdf.Pdf) -> int:
    numbers = pdf.Root.StructTreeRoot.ParentTree.Nums
    return max(int(numbers[place]) for place in range(0, len(numbers), 2)) + 1


def _document(tree: pikepdf.Object) -> pikepdf.Object:
    return tree.K[0] if isinstance(tree.K, Array) else tree.K


def _children(element: pikepdf.Object) -> list[pikepdf.Object]:
    return list(element.K) if isinstance(element.K, Array) else [element.K]


def _bookmarks(whole: pikepdf.Pdf, source: pikepdf.Pdf, first: int) -> None:
    """The headings of a document after those of the ones before it."""
    places = {page.objgen: number for number, page in enumerate(p.obj for p in source.pages)}
    with source.open_outline() as theirs:
        found = [(item.title, _page_of(source, item, places)) for item in theirs.root]
    with whole.open_outline() as outline:
        outline.root.extend(OutlineItem(title, first + page) for title, page in found)


def _page_of(source: pikepdf.Pdf, item: OutlineItem, places: Mapping[tuple[int, int], int]) -> int:
    target = item.destination
    assert isinstance(target, Array), "WeasyPrint writes explicit destinations"
    return places[target[0].objgen]


def _number(whole: pikepdf.Pdf) -> None:
    """2/14 in the upper margin, as an artifact: no part of what is read aloud."""
    with pikepdf.open(BytesIO(_glyphs())) as printed:
        forms = {
            glyph: whole.copy_foreign(printed.pages[place].as_form_xobject())
            for place, glyph in enumerate(GLYPHS)
        }
        count = len(whole.pages)
        for number, page in enumerate(whole.pages[1:], start=2):
            _stamp(whole, page, f"{number}/{count}", forms)


def _stamp(whole: pikepdf.Pdf, page: Page, text: str, forms: Mapping[str, pikepdf.Object]) -> None:
    at = MIDDLE - sum(map(_advance, text)) / 2
    drawn = ["Q /Artifact << /Type /Pagination >> BDC"]
    for glyph in text:
        name = f"/No{GLYPHS.index(glyph)}"
        page.add_resource(forms[glyph], Name.XObject, Name(name), replace_existing=True)
        drawn.append(f"q 1 0 0 1 {at:.2f} {BASELINE} cm {name} Do Q")
        at += _advance(glyph)
    drawn.append("EMC")
    page.contents_add(whole.make_stream(b"q"), prepend=True)
    page.contents_add(whole.make_stream(" ".join(drawn).encode()))


def _advance(glyph: str) -> float:
    return SIZE * ADVANCE.get(glyph, 0.5)


@cache
def _glyphs() -> bytes:
    """A page for each sign that page numbers are made of, without tags."""
    signs = "".join(f'<p style="break-after: page">{glyph}' for glyph in GLYPHS)
    sheets = [renderer.styles("monthly.css"), CSS(string=SHEET)]
    made: bytes = HTML(string=f'<html lang="vi"><body>{signs}').write_pdf(
        stylesheets=sheets, font_config=renderer.fonts(), pdf_variant="pdf/a-3b"
    )
    return made
