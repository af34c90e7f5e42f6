"""A reader's own copy of a published paper: who took it and when, on every page.

What is written stands in an update behind the published bytes (ISO 32000-1, 7.5.6): the copy begins
with the very file that was published, so its fingerprint, and a signature on it, can still be
checked. Nothing of the copy is kept.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from thads.oversight.lettering import Lettering, entries

if TYPE_CHECKING:
    from pyhanko.pdf_utils.generic import DictionaryObject, IndirectObject
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

ACROSS_SIZE, ACROSS_MOST, FOOT_SIZE = 22.0, 640.0, 7.5
FOOT_HEIGHT = 10.0  # points above the page's lower edge, below what the paper itself prints there
LINE = 10.0


@dataclass(frozen=True, slots=True)
class Stamp:
    """What is written: pale across the page, small at its foot."""

    across: str
    foot: tuple[str, ...]


def stamped(content: bytes, stamp: Stamp) -> bytes:
    """The paper with the stamp on each page; its first bytes are `content`."""
    from pyhanko.pdf_utils import generic as pdf
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

    writer = IncrementalPdfFileWriter(io.BytesIO(content))
    letters = Lettering("".join((stamp.across, *stamp.foot)))
    resources = _resources(writer, letters)
    begin = writer.add_object(_stream(b"q"))
    drawings: dict[tuple[float, float], IndirectObject] = {}
    equipped = set[object]()
    for number in range(int(writer.root["/Pages"]["/Count"])):
        page = writer.find_page_for_modification(number)[0].get_object()
        size = _size(page)
        if size not in drawings:
            drawings[size] = writer.add_object(_stream(_drawn(letters, stamp, *size)))
        found = page.raw_get("/Resources") if "/Resources" in page else None
        shared = (
            found if isinstance(found, pdf.IndirectObject) else number
        )  # pages may share theirs
        writer.add_stream_to_page(number, begin, prepend=True)
        writer.add_stream_to_page(
            number, drawings[size], resources=None if shared in equipped else resources
        )
        equipped.add(shared)
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


def _size(page: DictionaryObject) -> tuple[float, float]:
    """Width and height of a page; it may have them from the pages above it."""
    while "/MediaBox" not in page:
        page = page["/Parent"]
    left, low, right, high = (float(side) for side in page["/MediaBox"])
    return right - left, high - low


def _drawn(letters: Lettering, stamp: Stamp, width: float, height: float) -> bytes:
    """The marks of a page of this size; what came before is closed first."""
    size = min(ACROSS_SIZE, ACROSS_SIZE * ACROSS_MOST / letters.width(stamp.across, ACROSS_SIZE))
    half = letters.width(stamp.across, size) / 2 * 0.7071
    lines = [
        b"Q /Artifact BMC q /WmPale gs 0.25 g BT /WmFont %.2f Tf" % size,
        b"0.7071 0.7071 -0.7071 0.7071 %.1f %.1f Tm" % (width / 2 - half, height / 2 - half),
        b"<%s> Tj ET Q q 0.25 g BT" % letters.written(stamp.across),
    ]
    foot = FOOT_HEIGHT + LINE * (len(stamp.foot) - 1)
    for place, text in enumerate(stamp.foot):
        left = (width - letters.width(text, FOOT_SIZE)) / 2
        lines.append(
            b"/WmFont %.2f Tf 1 0 0 1 %.1f %.1f Tm <%s> Tj"
            % (FOOT_SIZE, left, foot - LINE * place, letters.written(text))
        )
    return b"\n".join([*lines, b"ET Q EMC"])


def _stream(content: bytes) -> DictionaryObject:
    from pyhanko.pdf_utils.generic import StreamObject

    return StreamObject(stream_data=content)


def _resources(writer: IncrementalPdfFileWriter, letters: Lettering) -> DictionaryObject:
    pale = writer.add_object(entries({"/Type": "/ExtGState", "/ca": 0.16}))
    return entries({
        "/Font": entries({"/WmFont": letters.font(writer)}),
        "/ExtGState": entries({"/WmPale": pale}),
    })  # fmt: skip
