"""What python-docx has no word for: fields, short rules, dotted blanks, the language."""

from collections.abc import Iterator
from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Length, Mm, Pt
from docx.text.paragraph import Paragraph
from docx.text.run import Run

BLANK = "\t"  # in the text of a form: room to write by hand
DOTS = "…" * 4
AFTER_BORDER = ("w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr")  # the schema's order
WIDTH = Mm(165)  # of the text between the margins


def page_number(paragraph: Paragraph, mark: str) -> None:
    """The number of the page, and the mark under it."""
    paragraph.paragraph_format.alignment = ALIGN.CENTER
    for kind, text in (("begin", None), (None, "PAGE"), ("end", None)):
        run = paragraph.add_run()
        run.font.size = Pt(13)
        if kind:
            part = OxmlElement("w:fldChar")
            part.set(qn("w:fldCharType"), kind)
        else:
            part = OxmlElement("w:instrText")
            part.text = text
        run._r.append(part)
    marked = paragraph.add_run(f"\n{mark}")
    marked.italic, marked.font.size = True, Pt(10)


def rule(paragraph: Paragraph, inset: Length) -> None:
    """Make an empty paragraph a line, shorter than the column by `inset` on either side."""
    border = OxmlElement("w:pBdr")
    top = OxmlElement("w:top")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "000000")):
        top.set(qn(f"w:{name}"), value)
    border.append(top)
    paragraph._p.get_or_add_pPr().insert_element_before(border, *AFTER_BORDER)
    form = paragraph.paragraph_format
    form.left_indent = form.right_indent = inset
    form.line_spacing = Pt(6)
    form.space_after = Pt(2)


def blanks(paragraph: Paragraph, text: str) -> Iterator[Run]:
    """The runs of a text; a blank inside a line is dots, one at its end runs to the margin."""
    body, at_end, _ = text.rpartition(BLANK) if text.endswith(BLANK) else (text, "", "")
    yield paragraph.add_run(body.replace(BLANK, f" {DOTS} "))
    if at_end:
        _dotted_to_the_margin(paragraph)
        yield paragraph.add_run("\t")


def speak_vietnamese(style: Any, font: str) -> None:
    """The font for every script, and the language for those who spell and read aloud."""
    properties = style.element.get_or_add_rPr()
    fonts = properties.get_or_add_rFonts()
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), font)
    language = OxmlElement("w:lang")
    for script in ("val", "eastAsia"):
        language.set(qn(f"w:{script}"), "vi-VN")
    properties.append(language)


def _dotted_to_the_margin(paragraph: Paragraph) -> None:
    stops = paragraph.paragraph_format.tab_stops
    stops.add_tab_stop(WIDTH, WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
