"""Files that are no register workbook are refused in words; nothing is kept of them."""

import io
import zipfile
from collections.abc import Iterator
from itertools import chain, repeat
from pathlib import Path

import pytest

from tests.imports.measured import measured
from tests.imports.workbooks import HEAD, MAIN, make_raw, make_workbook, row_xml, sheet_xml
from thads.imports.columns import CASES, SHEETS
from thads.imports.faults import UnusableFile
from thads.imports.reading import read

MOST = 300 * 2**20
END = b"</sheetData></worksheet>"
HEADINGS = row_xml(1, *CASES.names)


def refusal(path: Path, tmp_path: Path) -> str:
    """What is said of the file; every refusal says that nothing was written and what to do."""
    folder = tmp_path / "stages"
    with pytest.raises(UnusableFile) as caught:
        read(path, folder, lambda sheet, rows: None)
    assert list(folder.iterdir()) == []
    message = str(caught.value)
    assert "Chưa ghi gì. " in message
    assert not message.endswith("Chưa ghi gì. ")
    return message


def made(tmp_path: Path, content: bytes) -> Path:
    path = tmp_path / "so.xlsx"
    path.write_bytes(content)
    return path


def good(tmp_path: Path) -> Path:
    return make_workbook(tmp_path / "good.xlsx", {"viec": [{"don_vi": "CC01", "so_qd": 1}]})


def with_parts(tmp_path: Path, *, without: str = "", **parts: bytes) -> Path:
    """The good workbook with parts added, and one left out."""
    path = tmp_path / "changed.xlsx"
    with zipfile.ZipFile(good(tmp_path)) as source, zipfile.ZipFile(path, "w") as target:
        for name in source.namelist():
            if name != without:
                target.writestr(name, source.read(name))
        for name, content in parts.items():
            target.writestr(name, content)
    return path


def test_an_old_xls_says_to_save_it_as_xlsx(tmp_path):
    content = bytes.fromhex("D0CF11E0A1B11AE1") + b"\0" * 600 + "Workbook".encode("utf-16-le")
    message = refusal(made(tmp_path, content), tmp_path)
    assert "Excel đời cũ (.xls)" in message
    assert "lưu thành" in message


def test_a_workbook_under_a_password_says_so(tmp_path):
    content = bytes.fromhex("D0CF11E0A1B11AE1") + b"\0" * (2**20 - 8)
    content += "EncryptedPackage".encode("utf-16-le")
    assert "mật khẩu" in refusal(made(tmp_path, content), tmp_path)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_csv_with_another_ending_is_seen(tmp_path, encoding):
    text = "don_vi,so_qd,ky_hieu,ngay_qd\nCC01,1,QĐ-CCTHADS,15/11/2023\n" * 20
    assert "văn bản hoặc CSV" in refusal(made(tmp_path, text.encode(encoding)), tmp_path)


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"", "Tệp rỗng"), (b"%PDF-1.7 ...", "PDF"), (b"\x89PNG\0\0\0", "không rõ loại")],
)
def test_other_files_are_seen(tmp_path, content: bytes, said):
    assert said in refusal(made(tmp_path, content), tmp_path)


def test_a_macro_workbook_is_refused(tmp_path):
    path = with_parts(tmp_path, **{"xl/vbaProject.bin": b"\0"})
    assert "macro" in refusal(path, tmp_path)


def test_a_macro_workbook_without_its_project_is_refused(tmp_path):
    with zipfile.ZipFile(good(tmp_path)) as package:
        types = package.read("[Content_Types].xml")
    types = types.replace(
        b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
        b"application/vnd.ms-excel.sheet.macroEnabled.main+xml",
    )
    path = with_parts(tmp_path, without="[Content_Types].xml", **{"[Content_Types].xml": types})
    assert "macro" in refusal(path, tmp_path)


def test_other_packages_are_refused(tmp_path):
    for parts, said in (
        ({"mimetype": b"application/vnd.oasis", "content.xml": b"<x/>"}, "OpenDocument"),
        ({"xl/workbook.bin": b"\0"}, ".xlsb"),
        ({"word/document.xml": b"<x/>"}, "không phải sổ làm việc Excel"),
    ):
        content = io.BytesIO()
        with zipfile.ZipFile(content, "w") as package:
            for name, part in parts.items():
                package.writestr(name, part)
        assert said in refusal(made(tmp_path, content.getvalue()), tmp_path)


@pytest.mark.parametrize("share", [0.3, 0.9, 0.99])
def test_half_an_upload_is_broken(tmp_path, share: float):
    content = good(tmp_path).read_bytes()
    whole = made(tmp_path, content[: int(len(content) * share)])
    assert "bị hỏng" in refusal(whole, tmp_path)


def test_a_damaged_part_is_broken(tmp_path):
    path = make_raw(tmp_path / "so.xlsx", {"viec": "<worksheet><sheetData><row r="})
    assert "bị hỏng" in refusal(path, tmp_path)
    path = make_raw(tmp_path / "so.xlsx", {"viec": HEAD + "<worksheet/>"})
    assert "bị hỏng" in refusal(path, tmp_path)


def test_entities_are_not_opened_up(tmp_path):
    book = b'<!DOCTYPE x [<!ENTITY a "aaaa">]><workbook><sheets/></workbook>'
    path = with_parts(tmp_path, without="xl/workbook.xml", **{"xl/workbook.xml": book})
    assert "bị hỏng" in refusal(path, tmp_path)


def test_a_workbook_with_none_of_our_sheets_says_what_they_are_called(tmp_path):
    path = make_workbook(tmp_path / "so.xlsx", {"Trang tính1": [{"a": 1}]})
    message = refusal(path, tmp_path)
    assert "tệp có: Trang tính1" in message
    assert "don_vi, can_bo, viec, duong_su, khoan, dien_bien, thu_chi" in message


def test_one_sheet_twice_is_refused(tmp_path):
    rows = [{"don_vi": "A"}]
    path = make_workbook(tmp_path / "so.xlsx", {"viec": rows, "Việc ": rows})
    assert "Có 2 sheet viec" in refusal(path, tmp_path)


def test_a_sheet_without_a_line_of_names_says_which_they_are(tmp_path):
    path = make_workbook(tmp_path / "so.xlsx", {"viec": [{"CC01": "CC01", "123": 123}]})
    message = refusal(path, tmp_path)
    assert "Dòng 1 của sheet viec" in message
    assert "don_vi, so_qd, ky_hieu, ngay_qd" in message


def test_names_that_stand_below_a_title_are_no_line_of_names(tmp_path):
    rows = row_xml(1, "SỔ THỤ LÝ THI HÀNH ÁN") + row_xml(3, *CASES.names)
    path = make_raw(tmp_path / "so.xlsx", {"viec": sheet_xml(rows)})
    assert "Dòng 1 của sheet viec" in refusal(path, tmp_path)
    path = make_raw(tmp_path / "so.xlsx", {"viec": sheet_xml(row_xml(3, *CASES.names))})
    assert "Dòng 1 của sheet viec" in refusal(path, tmp_path)


def test_a_package_that_declares_gigabytes_is_not_unpacked(tmp_path):
    path = make_raw(tmp_path / "bomb.xlsx", {"viec": [b"\0" * 2**20]})
    content = bytearray(path.read_bytes())
    part = content.rfind(b"xl/worksheets/sheet1.xml")  # in the directory at the end
    size = part - 46 + 24
    assert int.from_bytes(content[size : size + 4], "little") == 2**20
    content[size : size + 4] = (3 * 2**30).to_bytes(4, "little")
    assert "bom nén" in refusal(made(tmp_path, bytes(content)), tmp_path)


def test_a_bomb_within_the_declared_bounds_takes_no_memory(tmp_path):
    head = f"<worksheet xmlns='{MAIN}'><sheetData>".encode()
    path = make_raw(tmp_path / "bomb.xlsx", {"viec": [head, *[b"\0" * 2**20] * 200]})
    assert path.stat().st_size < 2**20
    found = measured(path, tmp_path / "stages")
    assert "quá dài" in found.refused
    assert found.child_peak <= MOST


def test_a_bomb_of_shared_texts_is_refused(tmp_path):
    found = measured(with_texts(tmp_path, b"<si><t>" + b"a" * 2**20 + b"</t></si>", 130), tmp_path)
    assert "quá nhiều chữ" in found.refused
    assert found.child_peak <= MOST


def test_texts_that_need_too_much_memory_end_the_reading_process_and_nothing_else(tmp_path):
    many = b"<si><t>a</t></si>" * 60_000
    found = measured(with_texts(tmp_path, many, 120), tmp_path)
    assert "quá nhiều bộ nhớ" in found.refused
    assert max(found.child_peak, found.own_peak) <= MOST


def test_a_value_in_the_last_column_beside_thousands_of_rows_stays_within_memory(tmp_path):
    rows = [HEADINGS, '<row r="2"><c r="XFD2"><v>1</v></c></row>']
    rows += [f'<row r="{n}"><c r="B{n}"><v>{n}</v></c></row>' for n in range(3, 6000)]
    path = make_raw(tmp_path / "so.xlsx", {"viec": sheet_xml("".join(rows))})
    found = measured(path, tmp_path / "stages")
    assert "quá nhiều bộ nhớ" in found.refused
    assert "Ctrl+End" in found.refused
    assert found.child_peak <= MOST


def test_a_value_in_the_last_cell_of_a_sheet_costs_nothing(tmp_path):
    far = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    path = make_raw(
        tmp_path / "so.xlsx",
        {"viec": sheet_xml(HEADINGS + row_xml(2, "CC01", 1) + far, dimension="A1:XFD1048576")},
    )
    found = measured(path, tmp_path / "stages")
    assert (found.refused, found.rows) == (None, {"viec": 1})
    assert found.child_peak <= 100 * 2**20


def test_ten_million_empty_rows_are_passed_over(tmp_path):
    names = [*SHEETS, "Trang tính 8", "Trang tính 9", "Trang tính 10"]
    path = make_raw(tmp_path / "so.xlsx", {name: empty_rows(name) for name in names})
    found = measured(path, tmp_path / "stages")
    assert (found.refused, sum(found.rows.values())) == (None, 0)
    assert found.child_peak <= 100 * 2**20
    assert found.longest_silence < 2


def test_a_million_rows_of_formatted_empty_cells_are_passed_over(tmp_path):
    head = sheet_xml(HEADINGS).encode().removesuffix(END)
    block = (
        "".join(f'<row r="{n}"><c r="A{n}" s="1"/></row>' for n in range(s, s + 2**15)).encode()
        for s in range(2, 2**20, 2**15)
    )
    path = make_raw(tmp_path / "so.xlsx", {"viec": chain([head], block, [END])})
    found = measured(path, tmp_path / "stages")
    assert (found.refused, found.rows) == (None, {"viec": 0})
    assert found.child_peak <= 100 * 2**20


def test_a_locked_zip_is_refused(tmp_path):
    content = bytearray(good(tmp_path).read_bytes())
    central = content.find(b"PK\x01\x02")
    content[central + 8] |= 1
    assert "mật khẩu" in refusal(made(tmp_path, bytes(content)), tmp_path)


def empty_rows(sheet: str) -> Iterator[bytes]:
    """A sheet with its line of names and a million empty rows."""
    yield sheet_xml(row_xml(1, *SHEETS.get(sheet, CASES).names)).encode().removesuffix(END)
    for start in range(2, 2**20, 2**16):
        yield "".join(f'<row r="{n}"/>' for n in range(start, start + 2**16)).encode()
    yield END


def with_texts(tmp_path: Path, text: bytes, times: int) -> Path:
    """A workbook whose part of shared texts repeats some."""
    strings = chain([b"<sst>"], repeat(text, times), [b"</sst>"])
    return make_raw(
        tmp_path / "so.xlsx", {"viec": sheet_xml(HEADINGS)},
        parts={"xl/sharedStrings.xml": strings},
    )  # fmt: skip
