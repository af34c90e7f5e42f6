"""`thads import`: what it prints, its exit status, and what it leaves behind."""

import json
import re
import time
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from tests.imports.workbooks import make_workbook
from thads.audit.models import AuditEntry
from thads.cases.models import Case
from thads.cli import run
from thads.commands import imports as command
from thads.identity.models import Role, User
from thads.imports import reading
from thads.imports.models import ImportFault, RegisterImport
from thads.statistics import proof
from thads.statistics.figures import figures
from thads.units.models import Unit

KEY = {"don_vi": "CC9", "ky_hieu": "QĐ-CCTHADS", "ngay_qd": date(2023, 11, 15)}
UNITS = [
    {"ma": "CUC9", "ten": "Cục THADS tỉnh Thử", "loai": "cuc"},
    {"ma": "CC9", "ten": "Chi cục THADS huyện Thử", "loai": "chi_cuc", "cap_tren": "CUC9"},
]
PEOPLE = [
    {"ten_dang_nhap": "an", "ho_ten": "Trần An", "don_vi": "CC9", "vai_tro": "chap_hanh_vien"}
]
Sheets = dict[str, list[dict[str, Any]]]


def sheets(*numbers: int, paid: int = 4_000_000) -> Sheets:
    """Cases of ten million each; of the first, `paid` was collected."""
    keys = [{**KEY, "so_qd": number} for number in numbers]
    told = {"hinh_thuc": "theo_yeu_cau", "loai_an": "dan_su", "chap_hanh_vien": "an"}
    money = {"ngay": date(2024, 1, 10), "khoan": 1, "loai": "thu", "so_tien": paid}
    return {
        "don_vi": UNITS,
        "can_bo": PEOPLE,
        "viec": [key | told for key in keys],
        "duong_su": [key | {"vai_tro": "phai_thi_hanh", "ho_ten": "Ông Phải Thử"} for key in keys],
        "khoan": [
            key | {"khoan": 1, "loai_khoan": "tra_no", "so_tien": 10_000_000} for key in keys
        ],
        "dien_bien": [],
        "thu_chi": [keys[0] | money],
    }


@pytest.fixture
def bring(instance: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Any:
    """`bring(sheets, "--check")`: exit status, standard output, standard error."""

    def of(given: Sheets | Path, *flags: str, slug: str = "lao-cai") -> tuple[int, str, str]:
        path = given if isinstance(given, Path) else make_workbook(tmp_path / "sổ.xlsx", given)
        capsys.readouterr()
        code = run(["import", slug, str(path), *flags])
        said = capsys.readouterr()
        return code, said.out, said.err

    return of


def counts(db: Any) -> tuple[int, ...]:
    """Cases, imports, kept files, units."""
    db.rollback()
    db.scalar(select(1))  # a session learns its folder at its first statement
    kept = list((Path(db.info["folder"]) / "files").rglob("*.xlsx"))
    records = (Case, RegisterImport, Unit)
    return (*(db.scalar(select(func.count()).select_from(r)) for r in records), len(kept))


def test_a_sound_workbook_is_entered_and_counted(bring, db):
    code, out, _ = bring(sheets(1, 2))

    assert code == 0
    assert "Đã nhập 2 việc" in out
    assert "viec 2" in out
    assert "phải thi hành 20.000.000, đã thu 4.000.000" in out
    total = figures(db, date(2024, 9, 30)).total
    assert (total.cases["caseload_total"], total.money["completed"]) == (2, 4_000_000)
    assert counts(db) == (2, 1, 2, 1)
    assert proof.first_difference(db) is None


def test_units_and_people_come_along_and_wait_for_their_invitation(bring, db):
    bring(sheets(1))

    unit = db.scalars(select(Unit).where(Unit.code == "CC9")).one()
    parent = db.scalars(select(Unit).where(Unit.code == "CUC9")).one()
    assert (unit.parent_id, unit.place) == (parent.id, "Thử")
    user = db.scalars(select(User).where(User.username == "an")).one()
    assert (user.role, user.unit_id, user.password_hash) == (Role.OFFICER, unit.id, None)
    acts = db.scalars(select(AuditEntry.act).order_by(AuditEntry.number)).all()
    assert acts.count("unit.brought_in") == 2
    assert acts.count("user.brought_in") == 1


def test_changed_people_and_units_are_changed(bring, db):
    bring(sheets(1))
    changed = sheets(1)
    changed["can_bo"] = [PEOPLE[0] | {"ho_ten": "Trần Văn An", "vai_tro": "chi_cuc_truong"}]
    changed["don_vi"] = [UNITS[0], UNITS[1] | {"ten": "Chi cục THADS thị xã Thử"}]

    assert bring(changed)[0] == 0
    user = db.scalars(select(User).where(User.username == "an")).one()
    assert (user.full_name, user.role, user.name_folded) == (
        "Trần Văn An", Role.UNIT_HEAD, "tran van an",
    )  # fmt: skip
    assert "Chi cục THADS thị xã Thử" in db.scalars(select(Unit.name)).all()


def test_check_writes_nothing(bring, db):
    code, out, _ = bring(sheets(1, 2), "--check")

    assert code == 0
    assert "Chưa ghi gì" in out
    assert counts(db) == (0, 0, 0, 0)


def test_a_fault_keeps_everything_out(bring, db):
    code, out, _ = bring(sheets(1, 2, paid=11_000_000))

    assert code == 1
    assert re.search(r"^thu_chi!2 \w*: .* — .+$", out, re.MULTILINE), out
    assert "Chưa ghi gì" in out
    assert counts(db) == (0, 0, 0, 0)


def test_the_sound_cases_alone_when_asked(bring, db):
    code, out, _ = bring(sheets(1, 2, paid=11_000_000), "--sound-only")

    assert code == 1
    assert "Đã nhập 1 việc" in out
    assert db.scalars(select(Case.number)).all() == [2]
    [register_import] = db.scalars(select(RegisterImport))
    assert register_import.sound_only
    assert register_import.findings["faults"] == 1
    [fault] = db.scalars(select(ImportFault))
    assert (fault.sheet, fault.row, fault.code) == ("thu_chi", 2, "collected_too_much")


def test_again_changes_nothing_and_leaves_no_trace(bring, db):
    bring(sheets(1, 2))
    before = counts(db)
    code, out, _ = bring(sheets(1, 2))

    assert code == 0
    assert "không ghi gì thêm" in out
    assert counts(db) == before


def test_a_changed_workbook_replaces_what_changed(bring, db):
    bring(sheets(1, 2))
    code, out, _ = bring(sheets(1, 2, paid=5_000_000))

    assert code == 0
    assert "Đã nhập 1 việc, trong đó thay thế 1" in out
    assert figures(db, date(2024, 9, 30)).total.money["completed"] == 5_000_000
    assert counts(db)[0] == 3
    assert proof.first_difference(db) is None
    [entry] = db.scalars(select(AuditEntry).where(AuditEntry.act == "case.replaced"))
    old = db.scalars(select(Case).where(Case.struck_by_id.is_not(None))).one()
    new = db.scalars(select(Case).where(Case.number == 1, Case.struck_by_id.is_(None))).one()
    assert (entry.subject_id, entry.details["new_id"]) == (str(old.id), str(new.id))


def test_json_gives_counts_sums_and_every_fault(bring):
    faulty = sheets(*range(1, 251))
    faulty["khoan"] = [row | {"so_tien": -1} for row in faulty["khoan"]]
    code, out, _ = bring(faulty, "--json")

    said = json.loads(out)
    assert code == 1
    assert said["applied"] is False
    assert (said["counts"]["cases"]["total"], said["counts"]["cases"]["faulty"]) == (250, 250)
    amounts = [f for f in said["faults"] if f["code"] == "negative_amount"]
    assert len(amounts) == 250
    assert amounts[0].keys() == {"sheet", "row", "column", "code", "message", "remedy"}


def test_people_are_shown_200_faults_and_told_of_the_rest(bring):
    faulty = sheets(*range(1, 251))
    faulty["khoan"] = [row | {"so_tien": -1} for row in faulty["khoan"]]
    faulty["thu_chi"] = []
    _, out, _ = bring(faulty)

    assert len(re.findall(r"^\w+!\d+", out, re.MULTILINE)) == 200
    assert "và 50 dòng nữa" in out


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [("so.csv", b"don_vi,so_qd\n", "xlsx"), ("so.xlsx", b"PK nothing", ""),
     ("so.tsv", b"don_vi\tso_qd\n\xff\xfe", "UTF-8")],
)  # fmt: skip
def test_a_file_that_is_no_workbook_is_refused_in_one_line(
    bring, db, tmp_path, name, content, words
):
    path = tmp_path / name
    path.write_bytes(content)
    code, out, err = bring(path)

    assert (code, out) == (2, "")
    assert err.startswith("thads: ")
    assert len(err.splitlines()) == 1
    assert words in err
    assert counts(db) == (0, 0, 0, 0)


def test_an_unknown_province_and_an_absent_file_are_refused(bring, tmp_path):
    assert bring(sheets(1), slug="khong-co")[0] == 2
    code, _, err = bring(tmp_path / "khong-co.xlsx")
    assert (code, err.count("\n")) == (2, 1)


def test_a_folder_is_refused_in_one_line(bring, tmp_path):
    folder = tmp_path / "so.xlsx"
    folder.mkdir()

    code, out, err = bring(folder)

    assert (code, out) == (2, "")
    assert err.splitlines() == [
        "thads: so.xlsx không phải là tệp. Chưa ghi gì. Chọn một tệp .xlsx."
    ]


def test_a_full_disk_is_refused_in_one_line(bring, db, monkeypatch, tmp_path):
    def fill(stage: Any, file: Path, progress: Any) -> None:
        raise reading._failure(4, None, tmp_path / "errors.txt")

    monkeypatch.setattr(reading, "_fill", fill)
    code, out, err = bring(sheets(1))

    assert (code, out) == (2, "")
    assert err.splitlines() == [f"thads: hết chỗ trên đĩa: {tmp_path}"]
    assert counts(db) == (0, 0, 0, 0)


def test_no_stage_is_left_behind(bring, db):
    bring(sheets(1, paid=11_000_000))
    bring(sheets(1))
    db.scalar(select(1))

    assert list((Path(db.info["folder"]) / "stages").iterdir()) == []


def test_progress_is_told_on_standard_error_while_it_reads_and_checks(bring, monkeypatch):
    monkeypatch.setattr(command, "EVERY_SECONDS", 0.01)
    _, out, err = bring(sheets(*range(1, 1201)))

    assert "Đọc trang" in err
    assert "Kiểm tra hồ sơ" in err
    assert "Đọc trang" not in out


def test_a_silent_step_is_still_told_of_each_second(capsys):
    ticker = command.Ticker()
    ticker.tell("Ghi vào sổ", 0, 0)
    time.sleep(2 * command.EVERY_SECONDS + 0.2)
    ticker.stop()

    assert capsys.readouterr().err.count("Ghi vào sổ") >= 2
    assert command.EVERY_SECONDS <= 1
