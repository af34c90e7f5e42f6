"""Vietnamese words on a page that exists already: the letters that are needed, embedded."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pyhanko.pdf_utils.generic import DictionaryObject, IndirectObject
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

FACE = Path(__file__).parents[1] / "static" / "fonts" / "paper" / "Tinos-Regular.ttf"
NAME = "/THADSW+Tinos-Regular"
CMAP = """/CIDInit /ProcSet findresource begin 12 dict begin begincmap
/CMapName /Thads-UCS def /CMapType 2 def
1 begincodespacerange <0000> <FFFF> endcodespacerange
{ranges}
endcmap CMapName currentdict /CMap defineresource pop end end"""
AT_ONCE = 100  # pairs that one range of a CMap may have


class Lettering:
    """The letters of one text: how wide they are, how they are written, their font."""

    def __init__(self, text: str) -> None:
        from fontTools import subset
        from fontTools.ttLib import TTFont

        face = TTFont(FACE)
        wanted = subset.Options(hinting=False, layout_features=[], notdef_outline=True)
        cutter = subset.Subsetter(wanted)
        cutter.populate(text=text)
        cutter.subset(face)
        self.face = face
        self.units = int(face["head"].unitsPerEm)
        self.places: dict[str, int] = {
            chr(point): face.getGlyphID(glyph) for point, glyph in face.getBestCmap().items()
        }
        self.widths: list[int] = [face["hmtx"][glyph][0] for glyph in face.getGlyphOrder()]

    def width(self, text: str, size: float) -> float:
        """In points."""
        return sum(self.widths[self._place(letter)] for letter in text) * size / self.units

    def written(self, text: str) -> bytes:
        """The text as the hexadecimal string of a page."""
        return "".join(f"{self._place(letter):04X}" for letter in text).encode()

    def font(self, writer: IncrementalPdfFileWriter) -> IndirectObject:
        """The font as an object of the file (ISO 32000-1, 9.7), readable as text."""
        from pyhanko.pdf_utils.generic import StreamObject, pdf_string

        scale = 1000 / self.units
        letters = entries({
            "/Type": "/Font", "/Subtype": "/CIDFontType2", "/BaseFont": NAME,
            "/CIDToGIDMap": "/Identity",
            "/CIDSystemInfo": entries({
                "/Registry": pdf_string("Adobe"), "/Ordering": pdf_string("Identity"),
                "/Supplement": 0,
            }),
            "/W": [0, [round(one * scale) for one in self.widths]],
            "/FontDescriptor": writer.add_object(self._described(writer, scale)),
        })  # fmt: skip
        return writer.add_object(entries({
            "/Type": "/Font", "/Subtype": "/Type0", "/BaseFont": NAME, "/Encoding": "/Identity-H",
            "/DescendantFonts": [writer.add_object(letters)],
            "/ToUnicode": writer.add_object(StreamObject(stream_data=self._cmap())),
        }))  # fmt: skip

    def _described(self, writer: IncrementalPdfFileWriter, scale: float) -> DictionaryObject:
        from pyhanko.pdf_utils.generic import StreamObject

        head, line = self.face["head"], self.face["hhea"]
        box = (head.xMin, head.yMin, head.xMax, head.yMax)
        made = io.BytesIO()
        self.face.save(made)
        program = StreamObject(entries({"/Length1": made.tell()}), stream_data=made.getvalue())
        program.compress()
        return entries({
            "/Type": "/FontDescriptor", "/FontName": NAME, "/Flags": 4, "/ItalicAngle": 0,
            "/StemV": 80, "/FontBBox": [round(side * scale) for side in box],
            "/Ascent": round(line.ascent * scale), "/Descent": round(line.descent * scale),
            "/CapHeight": round(line.ascent * scale), "/FontFile2": writer.add_object(program),
        })  # fmt: skip

    def _cmap(self) -> bytes:
        pairs = [
            f"<{place:04X}> <{letter.encode('utf-16-be').hex()}>"
            for letter, place in sorted(self.places.items())
        ]
        ranges = (
            "\n".join((f"{len(some)} beginbfchar", *some, "endbfchar"))
            for some in (pairs[at : at + AT_ONCE] for at in range(0, len(pairs), AT_ONCE))
        )
        return CMAP.format(ranges="\n".join(ranges)).encode()

    def _place(self, letter: str) -> int:
        """A letter that the face lacks is drawn as its empty box."""
        return self.places.get(letter, 0)


def entries(given: dict[str, Any]) -> DictionaryObject:
    """A dictionary of a PDF file from plain values: a text is a name."""
    from pyhanko.pdf_utils.generic import DictionaryObject, NameObject

    return DictionaryObject({NameObject(name): _value(value) for name, value in given.items()})


def _value(given: Any) -> Any:
    from pyhanko.pdf_utils import generic as pdf

    if isinstance(given, list):
        return pdf.ArrayObject([_value(one) for one in given])
    if isinstance(given, pdf.PdfObject):
        return given
    if isinstance(given, str):
        return pdf.NameObject(given)
    return pdf.NumberObject(given) if isinstance(given, int) else pdf.FloatObject(str(given))
