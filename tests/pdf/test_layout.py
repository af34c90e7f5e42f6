"""What readers, readers aloud and archives find in the paper."""

import io
import subprocess
from contextvars import Context
from dataclasses import replace

import pikepdf
import pytest
from pypdf import PdfReader

from tenants import context
from tests.pdf import printed
from tests.reports.world import END, small_province
from thads.reports import summary
from workers import pdf

pytestmark = pytest.mark.one_engine

MARK = ["TẬP", "HUẤN"]
MARGIN = ["-x", "0", "-y", "0", "-W", "600", "-H", "56"]  # the upper one, points


@pytest.fixture
def content(db, make) -> bytes:
    small_province(make)
    return printed.monthly(summary.compose(db, END, dated=END, version=1))


def elements(node):
    """Every element of the structure tree."""
    if isinstance(node, pikepdf.Array):
        for child in node:
            yield from elements(child)
    elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
        yield node
        if "/K" in node:
            yield from elements(node.K)


def _top(path, page: int) -> str:
    """What stands in the upper margin of a page."""
    command = ["pdftotext", "-f", str(page), "-l", str(page), *MARGIN, str(path), "-"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


def test_each_chart_says_in_words_what_it_shows(content):
    with pikepdf.open(io.BytesIO(content)) as opened:
        figures = [e for e in elements(opened.Root.StructTreeRoot.K) if e.S == "/Figure"]
        said = [str(figure.get("/Alt", "")) for figure in figures]
    assert len(said) == 10
    assert "có điều kiện 3 việc; giải quyết xong 1 việc (33,33%)" in said[0]
    assert "Năm nay 33,33%" in said[2]
    assert "chỉ tiêu 46,93%" in said[3]
    assert "thụ lý mới +3; ủy thác đi 0" in said[4]
    assert all(words.strip() for words in said)


def test_there_is_one_title_and_every_table_has_headings(content):
    with pikepdf.open(io.BytesIO(content)) as opened:
        found = list(elements(opened.Root.StructTreeRoot.K))
        tables = [e for e in found if e.S == "/Table"]
        assert sum(e.S == "/H1" for e in found) == 1
        assert len(tables) >= 7
        assert all(any(e.S == "/TH" for e in elements(table.K)) for table in tables)
        with opened.open_outline() as outline:
            report, *annexes = outline.root
    parts = [part.title.partition(".")[0] for part in report.children]
    assert parts == ["I", "II", "III", "IV", "V", "VI"]
    assert [one.title.partition(".")[0] for one in annexes] == [
        "VII", *(f"Phụ lục {n}" for n in range(1, len(annexes)))
    ]  # fmt: skip


def test_pages_are_numbered_at_the_top_from_the_second_on(content, tmp_path):
    path = tmp_path / "paper.pdf"
    path.write_bytes(content)
    tops = [_top(path, page).split() for page in range(1, len(PdfReader(path).pages) + 1)]
    assert len(tops) > 3
    assert tops == [MARK, *([*MARK, f"{n}/{len(tops)}"] for n in range(2, len(tops) + 1))]


def test_a_paper_of_a_real_province_bears_no_mark_of_practice(content, db, lao_cai, tmp_path):
    """Those of a practice province bear it on every page (above)."""
    real, path = replace(lao_cai, practice_day=None), tmp_path / "paper.pdf"
    figures = summary.compose(db, END, dated=END, version=1)

    def made():
        with context.entered(real):
            return pdf.monthly(figures)

    path.write_bytes(Context().run(made))
    assert [_top(path, page).split() for page in (1, 2)] == [
        [],
        [f"2/{len(PdfReader(path).pages)}"],
    ]


def test_the_head_line_and_the_number_wait_for_the_clerk(content):
    first = PdfReader(io.BytesIO(content)).pages[0].extract_text()
    assert "TỔNG CỤC THI HÀNH ÁN DÂN SỰ" in first
    assert "Số: ……/BC-CTHADS" in first


def test_a_province_without_any_case_has_a_paper_too(db, make):
    make.province()
    db.commit()
    content = printed.monthly(summary.compose(db, END, dated=END, version=1))
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
    assert "đạt – (0/0); chưa so được với cùng kỳ năm trước" in " ".join(text.split())
    assert "–%" not in text
