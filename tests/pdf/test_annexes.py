"""Long lists are printed in documents of bounded size and joined, tags and bookmarks kept."""

import io
import subprocess
import zipfile
from pathlib import Path

import pikepdf
import pytest

from tests.pdf.test_layout import elements
from workers.pdf import annexes, joining, parallel, renderer, tables

pytestmark = pytest.mark.one_engine

UNITS = ("Chi cục THADS huyện A", "Chi cục THADS huyện B", "Chi cục THADS huyện C")


def row(n: int, unit: str = UNITS[0]) -> list[object]:
    """A case on which n đồng remain."""
    return [f"{n}/QĐ-CCTHADS", "2023-10-05", unit, "Người Giả Định", "Đang thi hành", n]


def listed(*sizes: int, code: str = "unfinished") -> dict[str, object]:
    """A list with so many cases of each unit."""
    rows = [
        row(n, unit) for unit, size in zip(UNITS, sizes, strict=False) for n in range(1, size + 1)
    ]
    return {"code": code, "title": "Việc chưa thi hành xong", "source": "", "by_unit": True,
            "has_register": True, "rows": rows}  # fmt: skip


def report(*lists: dict[str, object]) -> dict[str, object]:
    return {"lists": lists, "period": {"end": "2024-09-30", "version": 1}}


@pytest.fixture
def joined(tmp_path: Path) -> Path:
    """Two documents: 510 cases of two units, then 30 more of another list."""
    shown = report(listed(400, 110), listed(30))
    papers = [tmp_path / "0.pdf", tmp_path / "1.pdf"]
    for paper, parts in zip(papers, annexes.documents(shown, 6), strict=True):
        html = renderer.written("pdf/monthly/lists.html", report=shown, parts=parts)
        paper.write_bytes(renderer.printed(html, "monthly.css", attachments=[]))
    path = tmp_path / "whole.pdf"
    path.write_bytes(joining.joined(papers))
    return path


def test_every_case_stands_in_one_document_under_its_own_number():
    shown = report(listed(700, 90, 300), listed(), listed(400), listed(20))
    documents = annexes.documents(shown, 6)
    assert all(sum(len(part.rows) for part in parts) <= annexes.ROWS for parts in documents)
    first = [part for parts in documents for part in parts if part.place == 6]
    runs = [run for part in first for run in part.runs]
    numbers = [run.first + n for run in runs for n in range(len(run.rows))]
    assert numbers == list(range(1, 1_091))
    assert [r for part in first for r in part.rows] == shown["lists"][0]["rows"]
    assert [part.place for parts in documents for part in parts if part.begins] == [6, 7, 8, 9]
    assert runs[0].heading == f"{UNITS[0]}: 700 việc, còn phải thi hành 245.350 đồng"


def test_a_list_is_cut_where_a_unit_begins_when_the_page_is_full_enough():
    assert [len(part.rows) for parts in annexes.documents(report(listed(400, 300)), 1)
            for part in parts] == [400, 300]  # fmt: skip
    assert [len(part.rows) for parts in annexes.documents(report(listed(100, 600)), 1)
            for part in parts] == [500, 200]  # fmt: skip


def test_each_page_still_finds_its_own_elements(joined):
    with pikepdf.open(joined) as opened:
        root = opened.Root.StructTreeRoot
        numbers = root.ParentTree.Nums
        found = {int(numbers[n]): numbers[n + 1] for n in range(0, len(numbers), 2)}
        keys = [int(page.obj.StructParents) for page in opened.pages]
        assert sorted(found) == sorted(keys) == list(range(len(keys)))
        for page, key in zip(opened.pages, keys, strict=True):
            assert {element.Pg.objgen for element in found[key]} == {page.obj.objgen}
        told = list(elements(root.K))
    rows = [e for e in told if e.S == "/TR" and any(cell.S == "/TD" for cell in e.K)]
    assert len(rows) == 540
    assert sum(e.S == "/Document" for e in told) == 1


def test_pages_are_numbered_through_and_bookmarks_lead_to_their_lists(joined):
    with pikepdf.open(joined) as opened:
        pages = len(opened.pages)
        with opened.open_outline() as outline:
            marks = [(item.title, opened.pages.index(pikepdf.Page(item.destination[0])))
                     for item in outline.root]  # fmt: skip
    assert [title for title, _ in marks] == [
        "Phụ lục 6. Việc chưa thi hành xong", "Phụ lục 7. Việc chưa thi hành xong",
    ]  # fmt: skip
    assert [text_of(joined, page + 1).strip() for _, page in marks] == [
        "",
        f"{marks[1][1] + 1}/{pages}",
    ]
    assert text_of(joined, pages).strip() == f"{pages}/{pages}"
    assert "Phụ lục 7" in text_of(joined, marks[1][1] + 1, top=False)


def text_of(path: Path, page: int, *, top: bool = True) -> str:
    """What stands on a page, or only in its upper margin (20 mm)."""
    crop = ["-x", "0", "-y", "0", "-W", "600", "-H", "56"] if top else []
    command = ["pdftotext", "-f", str(page), "-l", str(page), *crop, str(path), "-"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def test_a_document_that_cannot_be_rendered_is_an_error(tmp_path, capfd):
    def broken() -> bytes:
        raise ValueError("no such figure")

    tasks = [lambda: b"%PDF", broken]
    with (
        pytest.raises(parallel.RenderingFailed),
        parallel.Rendering(tasks, tmp_path, [1, 1]) as papers,
    ):
        list(papers)
    assert "no such figure" in capfd.readouterr().err


def test_documents_are_given_in_their_order_though_the_largest_is_begun_first(tmp_path):
    begun = tmp_path / "begun"

    def task(name: bytes):
        def work() -> bytes:
            with begun.open("ab") as told:
                told.write(name)
            return name

        return work

    tasks = [task(b"a"), task(b"b"), task(b"c")]
    with parallel.Rendering(tasks, tmp_path, [2, 1, 3]) as papers:
        assert b"".join(one.read_bytes() for one in papers) == b"abc"
    assert begun.read_bytes()[-1:] == b"b"


def test_the_workbook_bears_the_day_of_the_paper_and_no_clock(tmp_path):
    made = tmp_path / "x.xlsx"
    with zipfile.ZipFile(made, "w") as book:
        book.writestr("docProps/core.xml", '<dcterms:created xsi:type="x">2031-01-01T01:01:01Z</x>')
    kept = tables._timeless(made, "2024-09-30")
    with zipfile.ZipFile(io.BytesIO(kept)) as book:
        assert b">2024-09-30T00:00:00Z<" in book.read("docProps/core.xml")
        assert {part.date_time[0] for part in book.infolist()} == {1980}
