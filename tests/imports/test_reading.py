"""What a workbook says comes into the stage as it stands, whatever program wrote it."""

import unicodedata
from contextlib import closing
from datetime import date, datetime

import openpyxl
import pytest

from tests.bench import register
from tests.imports.typed import CASE, ITEM, KEY, codes
from tests.imports.workbooks import make_raw, make_tables, make_workbook, row_xml, sheet_xml
from thads.imports.cells import plain
from thads.imports.columns import CASES
from thads.imports.faults import UnusableFile


def test_values_come_as_they_stand(stage_of, tmp_path):
    case = {**CASE, "so_ban_an": 12, "toa_an": 1.5, "ngay_ban_an": datetime(2023, 9, 1, 8, 30),  # noqa: DTZ001
            "ma_tuy": True, "to_chuc_tin_dung": "  Ngân hàng \n A "}  # fmt: skip
    stage = stage_of(make_workbook(tmp_path / "so.xlsx", {"viec": [case]}))
    [found] = stage.cases()
    [row] = found.rows["viec"]
    assert row.number == 2
    assert row.cells == {
        **CASE, "so_ban_an": 12, "toa_an": 1.5, "ngay_ban_an": date(2023, 9, 1), "ma_tuy": True,
        "to_chuc_tin_dung": "Ngân hàng A",
    }  # fmt: skip
    assert [type(row.cells[name]) for name in ("so_qd", "ma_tuy")] == [int, bool]
    assert codes(stage) == []


def test_the_columns_may_stand_in_any_order_and_form(stage_of, tmp_path):
    headings = [" Ngày_QĐ", "Loại án", "KY_HIEU", "so_qd ", "hình thức", "Đơn vị"]
    decomposed = [unicodedata.normalize("NFD", heading) for heading in headings]
    rows = [decomposed, ["15/11/2023", "dan_su", "QĐ-CCTHADS", "7", "theo_yeu_cau", "CC01"]]
    stage = stage_of(
        make_tables(tmp_path / "so.xlsx", {unicodedata.normalize("NFD", "Việc"): rows})
    )
    [found] = stage.cases()
    assert found.rows["viec"][0].cells == {**CASE, "so_qd": "7", "ngay_qd": "15/11/2023"}
    assert codes(stage) == []


def test_rows_find_their_case_whatever_the_types_and_the_unicode_form(stage_of, tmp_path):
    typed = {
        "don_vi": " CC01", "so_qd": "007", "ngay_qd": "15/11/2023",
        "ky_hieu": unicodedata.normalize("NFD", "QĐ-CCTHADS"),
    }  # fmt: skip
    path = make_workbook(tmp_path / "so.xlsx", {"khoan": [ITEM | typed, ITEM], "viec": [CASE]})
    [found] = stage_of(path).cases()
    assert [row.number for row in found.rows["khoan"]] == [2, 3]


def test_cases_come_in_the_order_of_their_rows_with_all_that_is_theirs(stage_of, tmp_path):
    """Numbers fall from row to row; the items stand in yet another order."""
    numbers = list(range(40, 0, -1))
    path = make_workbook(
        tmp_path / "so.xlsx",
        {
            "viec": [CASE | {"so_qd": n} for n in numbers],
            "khoan": [ITEM | {"so_qd": n, "khoan": k} for k in (1, 2) for n in sorted(numbers)],
            "thu_chi": [KEY | {"so_qd": 3, "ngay": date(2024, 1, 2), "khoan": 1}],
        },
    )
    found = list(stage_of(path).cases())
    assert [case.rows["viec"][0].cells["so_qd"] for case in found] == numbers
    assert all([row.cells["khoan"] for row in case.rows["khoan"]] == [1, 2] for case in found)
    with_money = [case.rows["viec"][0].cells["so_qd"] for case in found if "thu_chi" in case.rows]
    assert with_money == [3]


def test_a_key_that_stands_twice_is_one_case_with_two_rows(stage_of, tmp_path):
    rows = [CASE, CASE | {"so_qd": 8}, CASE | {"so_qd": "7"}]
    found = list(stage_of(make_workbook(tmp_path / "so.xlsx", {"viec": rows})).cases())
    assert [[row.number for row in case.rows["viec"]] for case in found] == [[2, 4], [3]]


def test_a_case_whose_key_cannot_be_read_is_one_by_itself(stage_of, tmp_path):
    rows = [CASE | {"so_qd": "bảy"}, CASE | {"so_qd": "bảy"}, CASE | {"so_qd": None}]
    found = list(stage_of(make_workbook(tmp_path / "so.xlsx", {"viec": rows})).cases())
    assert [[row.number for row in case.rows["viec"]] for case in found] == [[2], [3], [4]]


def test_rows_of_no_case_are_strays(stage_of, tmp_path):
    path = make_workbook(
        tmp_path / "so.xlsx",
        {
            "viec": [CASE],
            "khoan": [ITEM, ITEM | {"so_qd": 9}, ITEM | {"ngay_qd": None}, ITEM],
            "dien_bien": [KEY | {"so_qd": "x", "ngay": date(2024, 1, 1)}],
        },
    )
    stage = stage_of(path)
    strays = [(sheet, row.number) for sheet, row in stage.strays()]
    assert strays == [("khoan", 3), ("khoan", 4), ("dien_bien", 2)]
    [found] = stage.cases()
    assert [row.number for row in found.rows["khoan"]] == [2, 5]


def test_units_and_people_are_read_as_rows(stage_of, tmp_path):
    path = make_workbook(
        tmp_path / "so.xlsx",
        {
            "don_vi": [{"ma": "CC01", "ten": "Chi cục A", "hieu_luc_tu": date(2020, 1, 1)}],
            "can_bo": [{"ten_dang_nhap": "an", "ho_ten": "An", "don_vi": 1}],
        },
    )
    stage = stage_of(path)
    assert [row.cells["ten"] for row in stage.sheet_rows("don_vi")] == ["Chi cục A"]
    assert [row.cells["don_vi"] for row in stage.sheet_rows("can_bo")] == [1]
    assert stage.counts() == {"don_vi": 1, "can_bo": 1}
    assert list(stage.cases()) == []


def test_days_of_a_workbook_that_counts_from_1904(stage_of, tmp_path):
    path = tmp_path / "so.xlsx"
    styles = b'<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>'
    rows = row_xml(1, *CASES.names) + '<row r="2"><c r="D2" s="1"><v>43783</v></c></row>'
    for properties, expected in (
        ('<workbookPr date1904="1"/>', date(2023, 11, 15)),
        ("<workbookPr/>", date(2019, 11, 14)),
    ):
        make_raw(path, {"viec": sheet_xml(rows)}, parts={"xl/styles.xml": styles},
                 workbook_properties=properties)  # fmt: skip
        [case] = stage_of(path).cases()
        assert case.rows["viec"][0].cells == {"ngay_qd": expected}


def test_a_writer_that_names_its_namespace_is_read_too(stage_of, tmp_path):
    plain = sheet_xml(row_xml(1, *CASES.names) + row_xml(2, "CC01", 7, "QĐ", "15/11/2023"))
    xml = plain.replace("<", "<x:").replace("<x:/", "</x:").replace("<x:?", "<?")
    xml = xml.replace("xmlns=", "xmlns:x=")
    stage = stage_of(make_raw(tmp_path / "so.xlsx", {"viec": xml}))
    [case] = stage.cases()
    assert case.key_text == "CC01\t7\tQĐ\t2023-11-15"


def test_empty_rows_between_keep_the_numbers_of_excel(stage_of, tmp_path):
    rows = [row_xml(1, *CASES.names), '<row r="2"/>', row_xml(3, None, 1), row_xml(5000, None, 2),
            row_xml(5001, None, None, " "), row_xml(900_000, None, 3)]  # fmt: skip
    stage = stage_of(make_raw(tmp_path / "so.xlsx", {"viec": sheet_xml("".join(rows))}))
    assert [row.number for row in stage.sheet_rows("viec")] == [3, 5000, 900_000]


def test_rows_that_fill_many_pieces_are_all_read_once(stage_of, tmp_path):
    count = 30_000
    rows = (row_xml(n, "CC01", n, "QĐ-CCTHADS", "15/11/2023") for n in range(2, count + 2))
    xml = sheet_xml(row_xml(1, *CASES.names) + "".join(rows))
    stage = stage_of(make_raw(tmp_path / "so.xlsx", {"viec": xml}))
    assert [(row.number, row.cells["so_qd"]) for row in stage.sheet_rows("viec")] == [
        (n, n) for n in range(2, count + 2)
    ]


def test_rows_out_of_order_are_no_workbook_of_excel(stage_of, tmp_path):
    rows = row_xml(1, *CASES.names) + row_xml(9000, "A") + row_xml(5000, "B")
    with pytest.raises(UnusableFile, match="bị hỏng"):
        stage_of(make_raw(tmp_path / "so.xlsx", {"viec": sheet_xml(rows)}))
    rows = row_xml(1, *CASES.names) + row_xml(2, "A").replace('<row r="2">', "<row>")
    with pytest.raises(UnusableFile, match="không có số thứ tự"):
        stage_of(make_raw(tmp_path / "so.xlsx", {"viec": sheet_xml(rows.replace(' r="1"', ""))}))


def test_another_reader_finds_the_same_values(stage_of, tmp_path):
    """openpyxl, on a register with every kind of line."""
    path = tmp_path / "so.xlsx"
    register.make(path, 300)
    stage = stage_of(path)
    with closing(openpyxl.load_workbook(path, read_only=True)) as book:
        for sheet in book.worksheets:
            names, *rows = sheet.iter_rows(values_only=True)
            theirs = [
                {name: plain(cell) for name, cell in zip(names, row, strict=True) if cell}
                for row in rows
            ]
            assert [row.cells for row in stage.sheet_rows(sheet.title)] == theirs
            assert theirs
