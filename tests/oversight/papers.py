"""Small papers to read: real pages with a line on each."""

import io

from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, NameObject


def small_paper(pages: int) -> bytes:
    """An A4 paper of so many pages."""
    paper, made = PdfWriter(), io.BytesIO()
    for _ in range(pages):
        page, drawn = paper.add_blank_page(595, 842), DecodedStreamObject()
        drawn.set_data(b"0 0 m 595 842 l S")
        page[NameObject("/Contents")] = paper._add_object(drawn)
    paper.write(made)
    return made.getvalue()
