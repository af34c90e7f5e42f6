"""Faulty cases come back marked, ready to be corrected and brought in alone; so do differences."""

import io
import json
from contextlib import redirect_stdout
from contextvars import Context
from datetime import UTC, date, datetime

import openpyxl
import pytest
import time_machine

from tests.imports.office import PEOPLE, UNITS, event, joined, paid, register
from tests.imports.stages import stage_of
from tests.imports.workbooks import make_workbook
from thads.cli import run
from thads.core import files
from thads.identity.models import Role
from thads.imports import actions
from thads.imports.exporting import faulty
from thads.imports.exporting.differences import difference_workbook
from thads.imports.exporting.faulty import faulty_workbook
from thads.imports.faults import Fault
from thads.imports.models import DifferenceKind, ImportPurpose, Severity
from thads.imports.stage import Difference
from workers.run import run as work

NOON = datetime(2024, 9, 30, 5, 0, tzinfo=UTC)
OFFICES = {"don_vi": UNITS, "can_bo": PEOPLE}


def two_cases():
    sound = register(event(date(2024, 1, 9), "xac_minh"), so_qd=1)
    wrong = register(
        event(date(2024, 2, 1), "hoan", can_cu="c"), so_qd=2, chap_hanh_vien="=khong.co",
        money=[paid(date(2024, 3, 1), 5), paid("31/02/2024", 7)],
    )  # fmt: skip
    return joined(sound, wrong)


def cell(book, sheet, heading, row=2):
    page = book[sheet]
    place = next(c.column for c in page[1] if c.value == heading)
    return page.cell(row, place)


def brought(slug: str, path) -> tuple[int, dict]:
    out = io.StringIO()
    with redirect_stdout(out):
        code = Context().run(run, ["import", slug, str(path), "--json"])
    return code, json.loads(out.getvalue())


@pytest.fixture
def handed(tmp_path):
    """The workbook handed back for two faults of the second case, and a warning of the first."""
    with stage_of(tmp_path, two_cases()) as stage:
        stage.fault(Fault("viec", 3, "chap_hanh_vien", "unknown_officer", "Không có.", "Sửa tên."))
        stage.fault(Fault("thu_chi", 3, "ngay", "bad_day", "Không có ngày này.", "Ghi 29/02/2024."))
        stage.fault(Fault("dien_bien", 2, None, "late_act", "Muộn.", "Xem.", Severity.WARNING))
        found = faulty_workbook(stage, tmp_path / "back.xlsx")
    return openpyxl.load_workbook(tmp_path / "back.xlsx"), found, tmp_path / "back.xlsx"


def test_all_rows_of_a_faulty_case_stand_there_and_none_of_a_sound_one(handed):
    book, found, _ = handed
    numbers = {
        name: [row[1] for row in book[name].iter_rows(min_row=2, values_only=True)]
        for name in ("viec", "duong_su", "khoan", "dien_bien", "thu_chi")
    }
    assert numbers == {
        "viec": [2], "duong_su": [2, 2], "khoan": [2], "dien_bien": [2], "thu_chi": [2, 2],
    }  # fmt: skip
    assert (found.rows, found.faults, found.left_out) == (7, 2, 0)


def test_a_faulty_cell_is_red_and_says_what_is_wrong_and_what_is_right(handed):
    book, _, _ = handed
    officer = cell(book, "viec", "chap_hanh_vien")
    day = cell(book, "thu_chi", "ngay", row=3)
    for wrong, words in ((officer, "Không có.\n→ Sửa tên."), (day, "→ Ghi 29/02/2024.")):
        assert wrong.fill.start_color.rgb == "FFFFC7CE"
        assert wrong.font.color.rgb == "FFC00000"
        assert words in wrong.comment.text
    assert "Dòng 3 trong tệp gốc" in day.comment.text
    marked = [
        c.coordinate for name in book.sheetnames for row in book[name].iter_rows() for c in row
        if c.comment
    ]  # fmt: skip
    assert len(marked) == 2


def test_values_come_back_as_they_were_read(handed):
    book, _, _ = handed
    assert cell(book, "viec", "ngay_qd").value.date() == date(2023, 10, 5)
    assert cell(book, "viec", "ngay_qd").number_format == "dd/mm/yyyy"
    assert cell(book, "khoan", "so_tien").value == 1_000_000
    assert cell(book, "thu_chi", "ngay", row=3).value == "31/02/2024"
    officer = cell(book, "viec", "chap_hanh_vien")
    assert (officer.value, officer.data_type) == ("'=khong.co", "s")


def test_a_missing_value_is_a_red_empty_cell(tmp_path):
    with stage_of(tmp_path, register()) as stage:
        stage.fault(Fault("viec", 2, "toa_an", "missing_value", "Trống.", "Ghi tên Tòa án."))
        stage.fault(Fault("viec", 2, "cot_la", "duplicate_key", "Trùng.", "Xóa một dòng."))
        faulty_workbook(stage, tmp_path / "back.xlsx")
    book = openpyxl.load_workbook(tmp_path / "back.xlsx")
    empty = cell(book, "viec", "toa_an")
    assert (empty.value, empty.fill.start_color.rgb) == (None, "FFFFC7CE")
    assert "Trùng." in cell(book, "viec", "don_vi").comment.text


def test_rows_that_belong_to_no_case_come_back_too(tmp_path):
    sheets = joined(register(), {**register(), "viec": [], "khoan": [], "dien_bien": []})
    sheets["duong_su"][2]["so_qd"] = sheets["duong_su"][3]["so_qd"] = 404
    with stage_of(tmp_path, {**sheets, "don_vi": UNITS}) as stage:
        stage.fault(Fault("duong_su", 4, "so_qd", "stray_row", "Không có việc.", "Thêm việc."))
        stage.fault(Fault("don_vi", 3, "loai", "unknown_code", "Không có mã.", "Sửa mã."))
        found = faulty_workbook(stage, tmp_path / "back.xlsx")
    book = openpyxl.load_workbook(tmp_path / "back.xlsx")
    assert found.rows == 2
    assert cell(book, "duong_su", "so_qd").value == 404
    assert cell(book, "don_vi", "ma").value == "CC01"
    assert book["viec"].max_row == 1


def test_more_faults_than_excel_bears_are_left_out_and_counted(tmp_path, monkeypatch):
    monkeypatch.setattr(faulty, "MOST_FAULTS", 2)
    with stage_of(tmp_path, joined(*(register(so_qd=n) for n in range(1, 6)))) as stage:
        for row in range(2, 7):
            stage.fault(Fault("viec", row, "loai_an", "unknown_code", "Không có mã.", "Sửa mã."))
        found = faulty_workbook(stage, tmp_path / "back.xlsx")
    assert (found.faults, found.left_out) == (2, 3)
    book = openpyxl.load_workbook(tmp_path / "back.xlsx")
    assert book["viec"].max_row == 3  # headings, and two cases for a first round


def test_corrected_it_comes_in_alone(instance, handed, tmp_path):
    book, _, path = handed
    cell(book, "viec", "chap_hanh_vien").value = None
    cell(book, "thu_chi", "ngay", row=3).value = date(2024, 2, 29)
    book.save(path)
    assert (
        brought("lao-cai", make_workbook(tmp_path / "offices.xlsx", OFFICES | {"viec": []}))[0] == 0
    )

    code, said = brought("lao-cai", path)

    assert (code, said["faults"], said["counts"]["cases"]["new"]) == (0, [], 1)


def test_differences_stand_in_three_sheets(tmp_path):
    kind = DifferenceKind
    found = [
        Difference(kind.DIFFERENT, "CC · 1", None, "thu_chi", 7, "so_tien", "400.000", "450.000"),
        Difference(kind.ONLY_THEIRS, "CC · 2", None, "viec", 9),
        Difference(kind.ONLY_OURS, "=CC · 3"),
    ]
    difference_workbook(tmp_path / "d.xlsx", lambda of: (one for one in found if one.kind is of))
    book = openpyxl.load_workbook(tmp_path / "d.xlsx")
    assert {name: list(book[name].values) for name in book.sheetnames} == {
        "Chỉ có trong hệ thống": [("Việc",), ("'=CC · 3",)],
        "Chỉ có trong tệp": [("Việc", "Trang", "Dòng trong tệp"), ("CC · 2", "viec", 9)],
        "Khác nhau": [
            ("Việc", "Trang", "Dòng trong tệp", "Mục", "Trong hệ thống", "Trong tệp"),
            ("CC · 1", "thu_chi", 7, "so_tien", "400.000", "450.000"),
        ],
    }


@pytest.mark.parametrize(
    ("purpose", "noun", "sheet"),
    [(ImportPurpose.REGISTER, "faults", "viec"),
     (ImportPurpose.COMPARISON, "differences", "Chỉ có trong tệp")],
)  # fmt: skip
def test_who_gave_the_workbook_gets_it_back(
    db, make, sign_in, tmp_path, purpose, noun, sheet
):  # fmt: skip
    with time_machine.travel(NOON, tick=True):
        head = make.user(Role.PROVINCE_HEAD, unit=make.unit("CUC"))
        given = make_workbook(tmp_path / "Sổ cũ.xlsx", two_cases())
        with files.workshop(db, "imports") as folder:
            moved = given.rename(folder / "given.xlsx")
            found = actions.receive(
                db, "Sổ cũ.xlsx", moved, purpose, by=head, today=date(2024, 9, 30), now=NOON
            )
        db.commit()
        address = f"/exports/imports/{found.id}/{noun}"
        assert sign_in(head).get(address).status_code == 404  # not checked yet
        assert Context().run(work, "lao-cai", str(found.job_id)) is True
        answer = sign_in(head).get(address)
        assert answer.status_code == 200
        assert "S%E1%BB%95%20c%C5%A9" in answer.headers["Content-Disposition"]
        book = openpyxl.load_workbook(io.BytesIO(answer.data))
        assert book[sheet].max_row == 2
        assert sign_in(Role.UNIT_HEAD).get(address).status_code == 404
