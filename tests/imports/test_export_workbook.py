"""What is written as .xlsx opens with true types and runs nothing (P34, screens 49)."""

import xml.etree.ElementTree as ET
import zipfile
from datetime import date

import openpyxl
import pytest

from thads.imports.exporting.workbook import Column, Kind, Sheet, neutral, write

COLUMNS = (
    Column("Tên", width=30), Column("Ngày", Kind.DAY), Column("Số", Kind.NUMBER),
    Column("Tiền", Kind.MONEY), Column("Tỷ lệ", Kind.PERCENT),
)  # fmt: skip


def written(tmp_path, *sheets: Sheet) -> openpyxl.Workbook:
    write(tmp_path / "made.xlsx", sheets)
    return openpyxl.load_workbook(tmp_path / "made.xlsx")


def test_numbers_are_numbers_and_days_are_days(tmp_path):
    row = ("Nguyễn Thị Ngọc Ánh", date(2024, 3, 9), 17, 1_234_567_890_123, 91.09)

    page = written(tmp_path, Sheet("Sổ", COLUMNS, [row]))["Sổ"]

    cells = page[2]
    assert [cell.data_type for cell in cells] == ["s", "d", "n", "n", "n"]
    assert [cell.number_format for cell in cells[1:]] == ["dd/mm/yyyy", "0", "#,##0", "0.00"]
    assert cells[1].value.date() == row[1]
    assert [cell.value for cell in (cells[0], *cells[2:])] == [row[0], *row[2:]]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_a_text_that_could_run_is_written_with_an_apostrophe(tmp_path, start):
    told = f'{start}HYPERLINK("http://x";"Bấm")'

    page = written(tmp_path, Sheet("Sổ", COLUMNS, [(told, None, None, None, None)]))["Sổ"]

    assert page["A2"].value.startswith("'")
    assert page["A2"].data_type == "s"
    assert neutral(told) == f"'{told}"


def test_no_cell_is_a_formula_even_where_nothing_was_neutralised(tmp_path):
    written(tmp_path, Sheet("Sổ", COLUMNS, [("=1+1", None, 1, 2, 3)], ("=2+2",)))
    with zipfile.ZipFile(tmp_path / "made.xlsx") as package:
        sheet = ET.fromstring(package.read("xl/worksheets/sheet1.xml"))
    assert not [part for part in sheet.iter() if part.tag.endswith("}f")]
    assert [part.text for part in sheet.iter() if part.tag.endswith("}t")][:1] == ["'=2+2"]


def test_headings_stand_still_and_have_room(tmp_path):
    rows = [("A", None, None, None, None)] * 3
    page = written(tmp_path, Sheet("Sổ", COLUMNS, rows))["Sổ"]
    assert page.freeze_panes == "A2"
    assert page.column_dimensions["A"].width > page.column_dimensions["C"].width
    assert page.auto_filter.ref == "A1:E4"


def test_lines_above_the_table_say_what_it_is(tmp_path):
    rows = [("A", None, None, None, None)]
    page = written(tmp_path, Sheet("Sổ", COLUMNS, rows, ("Sổ thụ lý", "Không lọc", "")))["Sổ"]
    assert [page.cell(n, 1).value for n in range(1, 6)] == [
        "Sổ thụ lý", "Không lọc", None, "Tên", "A",
    ]  # fmt: skip
    assert (page.freeze_panes, page.print_title_rows) == ("A5", "$4:$4")


def test_a_table_without_rows_has_its_headings(tmp_path):
    page = written(tmp_path, Sheet("Sổ", COLUMNS, []))["Sổ"]
    assert [cell.value for cell in page[1]] == [column.name for column in COLUMNS]
    assert page.max_row == 1


def test_sheets_are_taken_one_after_the_other_each_row_once(tmp_path):
    taken = []

    def rows(name):
        for n in range(3):
            taken.append((name, n))
            yield name, None, n, None, None

    book = written(tmp_path, *(Sheet(name, COLUMNS, rows(name)) for name in "ab"))

    assert taken == [(name, n) for name in "ab" for n in range(3)]
    assert book.sheetnames == ["a", "b"]


def test_a_text_longer_than_a_cell_is_cut_and_does_not_stop_the_rest(tmp_path):
    page = written(tmp_path, Sheet("Sổ", COLUMNS, [("=" + "á" * 40_000, *[None] * 4)]))["Sổ"]
    assert len(page["A2"].value) == 32_767
