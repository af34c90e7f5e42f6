"""A paper as a Word file (NĐ 30/2020, Annex I): a draft to edit; the paper is the PDF."""

import io
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.shared import Mm, Pt
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from tenants import context as provinces
from workers.word.marks import blanks, page_number, rule, speak_vietnamese

FONT, SIZE = "Times New Roman", 13.5
MARK = "BẢN NHÁP ĐỂ SỬA – KHÔNG PHẢI VĂN BẢN BAN HÀNH"
WIDTH, NUMBERS = 165, 10  # mm: the text between the margins, the column of running numbers
MARGINS = {"top": 20, "bottom": 20, "left": 30, "right": 15}  # mm
FIRST_DAY = (1980, 1, 1, 0, 0, 0)  # of every part of the file: the same content, the same bytes


def draft(content: Mapping[str, Any]) -> bytes:
    """The Word file of this stored content: the same content, the same bytes."""
    file = docx.Document()
    _page(file)
    _letterhead(file, content)
    _title(file, content)
    _body(file, content)
    _ending(file, content)
    _about(file, content)
    return _packed(file)


def _page(file: Document) -> None:
    section = file.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    for side, width in MARGINS.items():
        setattr(section, f"{side}_margin", Mm(width))
    section.different_first_page_header_footer = True
    here = provinces.current_or_none()
    mark = f"TẬP HUẤN · {MARK}" if here is not None and here.is_practice else MARK
    _line(section.first_page_header.paragraphs[0], mark, size=10, italic=True, align=ALIGN.CENTER)
    page_number(section.header.paragraphs[0], mark)
    style = file.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(SIZE)
    speak_vietnamese(style, FONT)


def _letterhead(file: Document, content: Mapping[str, Any]) -> None:
    left, right = _columns(file, 68, 97)
    _line(left.paragraphs[0], _office(content["superior"]), size=12, align=ALIGN.CENTER)
    _line(left.add_paragraph(), _office(content["agency"]), size=12, bold=True, align=ALIGN.CENTER)
    rule(left.add_paragraph(), Mm(22))
    if content["number"]:
        _line(left.add_paragraph(), f"Số: {content['number']}", size=13, align=ALIGN.CENTER)
    country = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    _line(right.paragraphs[0], country, size=12, bold=True, align=ALIGN.CENTER)
    motto = "Độc lập – Tự do – Hạnh phúc"
    _line(right.add_paragraph(), motto, size=13, bold=True, align=ALIGN.CENTER)
    rule(right.add_paragraph(), Mm(16))
    dated = f"{content['place']}, {content['dated_words']}"
    _line(right.add_paragraph(), dated, size=13, italic=True, align=ALIGN.CENTER)


def _office(name: str) -> str:
    """In capitals; the name of a place stays on one line."""
    office, field, place = name.upper().partition("DÂN SỰ ")
    return office + field + place.replace(" ", "\N{NO-BREAK SPACE}")


def _title(file: Document, content: Mapping[str, Any]) -> None:
    title = _line(file.add_paragraph(), content["title"], size=14, bold=True, align=ALIGN.CENTER)
    title.paragraph_format.space_before = Pt(12)
    _line(file.add_paragraph(), content["subject"], size=14, bold=True, align=ALIGN.CENTER)
    below = file.add_paragraph()
    rule(below, Mm(65))
    below.paragraph_format.space_after = Pt(12)


def _body(file: Document, content: Mapping[str, Any]) -> None:
    if content["is_decision"]:
        for line in content["authority"].split("\n"):
            _line(file.add_paragraph(), line, bold=True, align=ALIGN.CENTER)
    for base in content["bases"]:
        _text(file, base, italic=True)
    if content["is_decision"]:
        _line(file.add_paragraph(), "QUYẾT ĐỊNH:", size=14, bold=True, align=ALIGN.CENTER)
    for number, article in enumerate(content["articles"], start=1):
        lead = f"Điều {number}. " if content["is_decision"] else ""
        for place, paragraph in enumerate(article):
            _text(file, paragraph, lead=lead if place == 0 else "")
    if content.get("table"):
        _table(file, content["table"])


def _text(file: Document, text: str, *, lead: str = "", italic: bool = False) -> None:
    paragraph = file.add_paragraph()
    form = paragraph.paragraph_format
    form.first_line_indent, form.space_after, form.line_spacing = Mm(10), Pt(6), 1.15
    form.alignment = ALIGN.JUSTIFY
    if lead:
        paragraph.add_run(lead).bold = True
    for run in blanks(paragraph, text):
        run.italic = italic


def _table(file: Document, rows: Sequence[Sequence[str]]) -> None:
    table = file.add_table(rows=len(rows), cols=len(rows[0]), style="Table Grid")
    table.autofit = False
    widths = [NUMBERS, *[(WIDTH - NUMBERS) // (len(rows[0]) - 1)] * (len(rows[0]) - 1)]
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    for line, row in zip(table.rows, rows, strict=True):
        for cell, text, width in zip(line.cells, row, widths, strict=True):
            cell.width = Mm(width)
            _line(cell.paragraphs[0], text, size=11, bold=row is rows[0])


def _ending(file: Document, content: Mapping[str, Any]) -> None:
    if by_hand := content.get("signatories"):
        columns = _columns(file, *[WIDTH // len(by_hand)] * len(by_hand))
        for who, cell in zip(by_hand, columns, strict=True):
            signer = content["signer"] if who is by_hand[-1] else ""
            _signature(cell, [who, *[""] * 4, signer])
        return
    left, right = _columns(file, 82, 83)
    to = _line(left.paragraphs[0], "Nơi nhận:", size=12, bold=True, italic=True)
    to.paragraph_format.space_before = Pt(12)
    for recipient in content["recipients"]:
        _line(left.add_paragraph(), f"- {recipient}", size=11)
    _signature(right, [*content["signed_as"], *[""] * 4, content["signer"]])


def _signature(cell: _Cell, lines: Sequence[str]) -> None:
    for place, text in enumerate(lines):
        paragraph = cell.paragraphs[0] if place == 0 else cell.add_paragraph()
        _line(paragraph, text, bold=True, align=ALIGN.CENTER)
        paragraph.paragraph_format.keep_with_next = place + 1 < len(lines)
    cell.paragraphs[0].paragraph_format.space_before = Pt(12)


def _columns(file: Document, *widths: int) -> Sequence[_Cell]:
    """A row without lines; widths in mm."""
    table = file.add_table(rows=1, cols=len(widths))
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = column.cells[0].width = Mm(width)
    return list(table.rows[0].cells)


def _line(
    paragraph: Paragraph, text: str, *, size: float = SIZE, bold: bool = False,
    italic: bool = False, align: ALIGN = ALIGN.LEFT,
) -> Paragraph:  # fmt: skip
    run = paragraph.add_run(text)
    run.bold, run.italic, run.font.size = bold, italic, Pt(size)
    paragraph.paragraph_format.alignment = align
    paragraph.paragraph_format.space_after = Pt(2)
    return paragraph


def _about(file: Document, content: Mapping[str, Any]) -> None:
    """No clock and no machine in the file: what it says of itself is the paper's own day."""
    said, dated = file.core_properties, date.fromisoformat(content["dated"])
    said.author = said.last_modified_by = content["agency"]
    said.title = f"{content['title'].capitalize()} {content['number']} – {content['subject']}"
    said.comments, said.language = MARK, "vi-VN"
    said.created = said.modified = datetime.combine(dated, time(0), UTC)
    said.revision = 1


def _packed(file: Document) -> bytes:
    written, packed = io.BytesIO(), io.BytesIO()
    file.save(written)
    with ZipFile(written) as parts, ZipFile(packed, "w") as fixed:
        for name in parts.namelist():
            fixed.writestr(ZipInfo(name, FIRST_DAY), parts.read(name), ZIP_DEFLATED)
    return packed.getvalue()
