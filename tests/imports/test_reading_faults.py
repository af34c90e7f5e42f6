"""What a value reader would pass over in silence is told at its cell."""

import zipfile

from tests.imports.typed import CASE, ITEM, codes
from tests.imports.workbooks import make_raw, make_tables, row_xml, sheet_xml
from thads.imports.columns import CASES, ITEMS
from thads.imports.models import Severity


def test_a_missing_and_a_double_column_are_faults_of_the_first_row(stage_of, tmp_path):
    tables = {
        "viec": [[*CASE, "don_vi"], [*CASE.values(), "CC02"]],
        "khoan": [[name for name in ITEM if name != "so_tien"]],
    }
    stage = stage_of(make_tables(tmp_path / "so.xlsx", tables))
    assert codes(stage) == [
        ("viec", 1, "don_vi", "duplicate_column"), ("khoan", 1, "so_tien", "missing_column"),
    ]  # fmt: skip
    assert stage.heading_faults()


def test_what_is_not_read_is_a_warning(stage_of, tmp_path):
    tables = {
        "viec": [[*CASE, "Ghi chú", None], [*CASE.values(), "a", "b"], [None] * 6 + ["c"]],
        "Tổng hợp": [[1]],
        "khoan": [[*ITEM]],
    }
    stage = stage_of(make_tables(tmp_path / "so.xlsx", tables))
    assert codes(stage) == [
        ("Tổng hợp", 1, None, "unknown_sheet"),
        ("viec", 1, "Ghi chú", "unknown_column"),
        ("viec", 2, "H", "unknown_column"),
    ]
    assert stage.fault_counts() == {Severity.FAULT: 0, Severity.WARNING: 3}
    assert stage.counts() == {"viec": 1, "khoan": 0}
    assert not stage.heading_faults()


def test_a_hidden_sheet_is_read_and_told(stage_of, tmp_path):
    path = make_raw(tmp_path / "so.xlsx", {"viec": sheet_xml(row_xml(1, *CASES.names))})
    with zipfile.ZipFile(path) as package:
        book = package.read("xl/workbook.xml").replace(b"<sheet ", b'<sheet state="hidden" ')
    hidden = {"viec": sheet_xml(row_xml(1, *CASES.names))}
    book = make_raw(tmp_path / "hidden.xlsx", hidden, parts={"xl/workbook.xml": book})
    assert codes(stage_of(book)) == [("viec", 1, None, "hidden_sheet")]


def test_a_formula_is_a_fault_at_its_cell(stage_of, tmp_path):
    """Also one of a column far down, of a shared formula, and one that gives an error."""
    rows = [row_xml(1, *ITEMS.names), row_xml(2, "CC01", 1)]
    rows += [row_xml(n, "CC01", n) for n in range(3, 9000)]
    rows += [
        '<row r="9000"><c r="A9000" t="str"><f>A1</f><v>CC01</v></c></row>',
        '<row r="9001"><c r="G9001"><f t="shared" si="0"/><v>1</v></c></row>',
        '<row r="9002"><c r="G9002" t="e"><v>#N/A</v></c><c r="A9002"><v>1</v></c></row>',
        '<row r="9003"><c r="Z9003"><f>1</f><v>1</v></c><c r="A9003"><v>1</v></c></row>',
    ]
    stage = stage_of(make_raw(tmp_path / "so.xlsx", {"khoan": sheet_xml("".join(rows))}))
    told = [fault for fault in stage.faults() if fault.code == "formula"]
    assert [(fault.row, fault.column) for fault in told] == [
        (9000, "don_vi"), (9001, "so_tien"), (9002, "so_tien"),
    ]  # fmt: skip
    assert "#N/A" in told[-1].message
    assert all("giá trị" in fault.remedy for fault in told)
    faulty = [row.number for row in stage.sheet_rows("khoan") if row.faulty]
    assert faulty == [9000, 9001, 9002]


def test_a_case_with_a_formula_in_any_sheet_is_not_sound(stage_of, tmp_path):
    values = "".join(
        f'<c r="{letter}2" t="inlineStr"><is><t>{value}</t></is></c>'
        for letter, value in zip("ABCD", ("CC01", "7", "QĐ-CCTHADS", "15/11/2023"), strict=True)
    )
    item = f'<row r="2">{values}<c r="G2"><f>1+1</f><v>2</v></c></row>'
    case = row_xml(2, "CC01", 7, "QĐ-CCTHADS", "15/11/2023")
    other = row_xml(3, "CC01", 8, "QĐ-CCTHADS", "15/11/2023")
    path = make_raw(
        tmp_path / "so.xlsx",
        {
            "viec": sheet_xml(row_xml(1, *CASES.names) + case + other),
            "khoan": sheet_xml(row_xml(1, *ITEMS.names) + item),
        },
    )
    assert [found.faulty for found in stage_of(path).cases()] == [True, False]


def test_merged_cells_are_faults_of_each_row_they_cover(stage_of, tmp_path):
    rows = [row_xml(1, *CASES.names), *(row_xml(n, "CC01", n) for n in range(2, 6))]
    merged = '<mergeCells count="2"><mergeCell ref="A2:A4"/><mergeCell ref="X2:Z9"/></mergeCells>'
    after = f"<conditionalFormatting>{'<!-- x -->' * 60_000}</conditionalFormatting>{merged}"
    stage = stage_of(
        make_raw(tmp_path / "so.xlsx", {"viec": sheet_xml("".join(rows), after=after)})
    )
    assert [one for one in codes(stage) if one[3] == "merged_cell"] == [
        ("viec", n, "don_vi", "merged_cell") for n in (2, 3, 4)
    ]
    assert [row.number for row in stage.sheet_rows("viec") if row.faulty] == [2, 3, 4]


def test_a_merged_heading_is_a_fault_of_the_first_row(stage_of, tmp_path):
    xml = sheet_xml(row_xml(1, *CASES.names), after='<mergeCell ref="E1:F1"></mergeCell>')
    stage = stage_of(make_raw(tmp_path / "so.xlsx", {"viec": xml}))
    assert codes(stage) == [("viec", 1, "hinh_thuc", "merged_cell")]
    assert stage.heading_faults()
