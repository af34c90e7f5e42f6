"""The monthly paper, read back from its bytes."""

import io
import json
import re
import subprocess
from pathlib import Path

import pikepdf
import pytest
from pypdf import PdfReader
from python_calamine import CalamineWorkbook
from weasyprint import HTML

from tests.pdf import printed
from tests.reports.world import END, small_province
from thads.reports import summary
from workers import pdf
from workers.pdf import renderer

pytestmark = pytest.mark.one_engine

LETTERS = (
    "aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvxyỳỷỹýỵ"
)


@pytest.fixture
def figures(db, make):
    small_province(make)
    return summary.compose(db, END, dated=END, version=1)


@pytest.fixture
def paper(figures, tmp_path: Path) -> Path:
    path = tmp_path / "paper.pdf"
    path.write_bytes(printed.monthly(figures))
    return path


def text_of(path: Path) -> str:
    told = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, check=True)
    return re.sub(r"\s+", " ", told.stdout.decode())


def test_the_paper_prints_each_rate_with_its_two_numbers(paper):
    told = text_of(paper)
    assert "đạt 33,33% (1/3)" in told
    assert "Tổng số phải thi hành 16.000.000 đồng" in told
    assert "đạt 23,08%" in told
    assert "thấp hơn 50,36 điểm % so với chỉ tiêu 83,69%" in told
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in told
    assert "ngày 30 tháng 9 năm 2024" in told


def test_it_is_tagged_archive_grade_and_carries_its_figures(paper, figures):
    with pikepdf.open(paper) as opened:
        packet = bytes(opened.Root.Metadata.read_bytes()).decode()
        assert opened.Root.MarkInfo.Marked
        assert str(opened.Root.Lang).startswith("vi")
        attached = opened.attachments["so-lieu.json"].get_file().read_bytes()
        tables = opened.attachments["so-lieu.xlsx"].get_file().read_bytes()
    assert re.search(r"pdfaid:part[>=\"]+3", packet)
    assert re.search(r"pdfaid:conformance[>=\"]+A", packet)
    assert re.search(r"pdfuaid:part[>=\"]+1", packet)
    assert json.loads(attached) == json.loads(json.dumps(figures))
    book = CalamineWorkbook.from_filelike(io.BytesIO(tables))
    whole = book.get_sheet_by_name("Tổng hợp").to_python()
    assert ["Tổng số thụ lý", figures["total"]["cases"]["caseload_total"]] in [r[:2] for r in whole]
    old = next(name for name in book.sheet_names if name.startswith("DS1 "))
    assert book.get_sheet_by_name(old).to_python()[-1][-1] == 5_000_000


def test_the_same_figures_give_the_same_bytes(figures, paper):
    assert pdf.monthly(json.loads(json.dumps(figures))) == paper.read_bytes()


def test_only_our_fonts_are_embedded(paper):
    listed = subprocess.run(["pdffonts", paper], capture_output=True, text=True, check=True)
    rows = listed.stdout.splitlines()[2:]
    assert rows
    assert all("Tinos" in row and " yes yes yes " in row for row in rows)


def test_every_vietnamese_letter_is_printed(monkeypatch):
    wanted = LETTERS + LETTERS.upper()
    html = HTML(string=f"<p lang='vi'>{wanted}</p>")
    made = html.write_pdf(
        stylesheets=[renderer.styles("monthly.css")], font_config=renderer.fonts()
    )
    read = "".join(page.extract_text() for page in PdfReader(io.BytesIO(made)).pages)
    assert [letter for letter in wanted if letter not in read] == []


@pytest.mark.parametrize("address", ["file:///etc/passwd", "http://127.0.0.1:9/x"])
def test_a_paper_reaches_no_file_and_no_host(address):
    fetcher = renderer._nothing_outside()
    with pytest.raises(Exception, match=r"protocol|allowed|URL"):
        fetcher.fetch(address)


def test_a_missing_name_in_a_template_is_an_error(figures):
    broken = {**figures, "total": {"name": "", "cases": {}, "money": {}}}
    with pytest.raises(Exception, match=r"Undefined|caseload_total"):
        renderer.written("pdf/monthly.html", report=broken, font="Tinos")
