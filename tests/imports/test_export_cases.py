"""Cases leave as workbooks: the list as on screen, the register in the form of the import."""

import io
import os
from contextvars import Context
from datetime import UTC, date, datetime, timedelta

import openpyxl
import pytest
import time_machine
from sqlalchemy import select

from tests.clients import Client
from thads.audit.models import AuditEntry
from thads.cases.models import ActKind, Initiation, ItemKind, MovementKind
from thads.core import files
from thads.core.jobs import BackgroundJob, JobState
from thads.identity.models import Role
from thads.imports import columns
from thads.imports.exporting import actions, workbook
from workers.jobs import exports
from workers.run import run

NOON = datetime(2024, 9, 30, 5, 0, tzinfo=UTC)
KEY = ["CC", 7, "QĐ-CCTHADS", date(2024, 1, 5)]


@pytest.fixture(autouse=True)
def _that_day():
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def told(make, db):
    """A case with one of everything, in Huyện Thử."""
    unit = make.district()
    officer = make.user(Role.OFFICER, unit=unit, username="chv.thu", full_name="Vũ Chấp Hành")
    judgment = make.judgment(
        unit=unit,
        number="12/2023/DS-ST",
        number_folded="12/2023/ds-st",
        judged_on=date(2023, 1, 10),
    )
    case = make.case(
        date(2024, 1, 5),
        [{"amount": 5_000_000, "kind": ItemKind.DEBT}, {"amount": 300_000, "kind": ItemKind.FINE},
         {"amount": 7, "kind": ItemKind.COURT_FEE, "state_budget": False}],
        unit=unit, officer=officer, number=7, judgment_id=judgment.id, drugs=True,
        initiation=Initiation.EX_OFFICIO, bank="=Ngân hàng Thử",
    )  # fmt: skip
    make.money(case, 1_000_000, date(2024, 2, 1), voucher="PT-01")
    make.money(case, 400_000, date(2024, 2, 3), kind=MovementKind.REVERSED, voucher="PT-02")
    make.act(case, ActKind.POSTPONEMENT, date(2024, 3, 1), ground="c", item=make.items(case)[0],
             stated_number="15/QĐ")  # fmt: skip
    db.commit()
    return case


def ask(client: Client, shape: str, query: str = "", purpose: str = "comparison"):
    return client.post(f"/exports/cases{query}", data={"shape": shape, "purpose": purpose})


def opened(client: Client, shape: str, query: str = "") -> openpyxl.Workbook:
    answer = ask(client, shape, query)
    assert answer.status_code == 303, answer.text
    return openpyxl.load_workbook(io.BytesIO(client.get(answer.location).data))


def rows(book: openpyxl.Workbook, sheet: str) -> list[list]:
    """The values of a sheet; a day is a date cell."""
    return [[_value(cell) for cell in row] for row in book[sheet].iter_rows()]


def _value(cell):
    return cell.value.date() if isinstance(cell.value, datetime) else cell.value


def last(db, act: str) -> AuditEntry:
    db.rollback()
    stmt = select(AuditEntry).where(AuditEntry.act == act).order_by(AuditEntry.number.desc())
    return db.scalars(stmt).first()


def test_the_register_has_the_sheets_of_the_import_with_every_fact(told, sign_in):
    book = opened(sign_in(Role.PROVINCE_HEAD), "register")

    assert book.sheetnames == [sheet.name for sheet in columns.ALL]
    for sheet in columns.ALL:
        assert tuple(rows(book, sheet.name)[0]) == sheet.names
        assert book[sheet.name].freeze_panes == "A2"
    assert rows(book, "viec")[1:] == [[
        *KEY, "chu_dong", "dan_su", "chv.thu", None, "12/2023/DS-ST", date(2023, 1, 10),
        "Tòa án nhân dân huyện Thử", None, "x", None, "'=Ngân hàng Thử",
    ]]  # fmt: skip
    assert [row[4:8] for row in rows(book, "khoan")[1:]] == [
        [1, "tra_no", 5_000_000, None], [2, "tien_phat", 300_000, "x"], [3, "an_phi", 7, False],
    ]  # fmt: skip
    assert [row[4:] for row in rows(book, "dien_bien")[1:]] == [
        [date(2024, 3, 1), "hoan", 1, None, "c", "15/QĐ", None, None]
    ]
    assert [row[4:] for row in rows(book, "thu_chi")[1:]] == [
        [date(2024, 2, 1), 1, "thu", 1_000_000, "PT-01"],
        [date(2024, 2, 3), 1, "huy_thu", 400_000, "PT-02"],
    ]
    parties = {(row[4], row[6]) for row in rows(book, "duong_su")[1:]}
    assert parties == {("duoc_thi_hanh", "ca_nhan"), ("phai_thi_hanh", "ca_nhan")}


def test_what_the_format_cannot_say_is_left_out_and_told(told, make, sign_in, db):
    make.act(told, ActKind.AMENDMENT, date(2024, 4, 1), note="Sửa năm sinh")
    make.act(told, ActKind.ASSET_ENTRUSTMENT, date(2024, 4, 2), receiver="Nơi khác", note="Đất")
    db.commit()
    book = opened(sign_in(Role.PROVINCE_HEAD), "register")
    assert [row[5] for row in rows(book, "dien_bien")[1:]] == ["hoan"]
    db.rollback()
    job = db.scalars(select(BackgroundJob)).one()
    assert "không có chỗ cho 2 quyết định sửa đổi, bổ sung hoặc ủy thác" in job.message


def test_the_whole_register_names_units_and_people_a_part_of_it_does_not(told, make, sign_in, db):
    make.user(Role.ADMINISTRATOR, username="quan.tri")
    head = sign_in(Role.PROVINCE_HEAD)

    whole = opened(head, "register")
    assert ["CC", "Chi cục THADS huyện Thử", "chi_cuc", None, date(2000, 1, 1), None] in rows(
        whole, "don_vi"
    )
    people = {row[0]: row[1:] for row in rows(whole, "can_bo")[1:]}
    assert people["chv.thu"] == ["Vũ Chấp Hành", "CC", "chap_hanh_vien"]
    assert "quan.tri" not in people

    part = opened(head, "register", "?initiation=ex_officio")
    assert len(rows(part, "viec")) == 2
    assert [len(rows(part, name)) for name in ("don_vi", "can_bo")] == [1, 1]


def test_the_list_is_the_one_on_screen_with_its_filter_and_sums(told, make, sign_in):
    make.case(date(2024, 5, 6), [2_000_000], unit=told.unit, number=8)
    make.case(
        date(2024, 5, 7), [9_000_000], unit=told.unit, number=9, initiation=Initiation.EX_OFFICIO
    )
    head = sign_in(Role.PROVINCE_HEAD)

    found = rows(opened(head, "list", "?initiation=on_request&sort=number"), "Sổ thụ lý")

    assert "Hình thức: Theo yêu cầu" in found[2][0]
    assert found[4][:7] == [
        "Số quyết định", "Ngày", "Người phải thi hành án", "Người được thi hành án",
        "Phải thi hành (đ)", "Đã thu (đ)", "Còn lại (đ)",
    ]  # fmt: skip
    assert [row[0] for row in found[5:]] == ["8/QĐ-CCTHADS", "Tất cả 1 việc"]
    assert found[5][1] == date(2024, 5, 6)
    assert found[6][4:7] == [2_000_000, 0, 2_000_000]
    unfiltered = rows(opened(head, "list", "?sort=number"), "Sổ thụ lý")
    assert [row[0].partition("/")[0] for row in unfiltered[5:-1]] == ["7", "8", "9"]
    assert unfiltered[5][4:8] == [5_300_007, 600_000, 4_700_007, "Đang thi hành"]


def test_a_unit_takes_out_its_own_cases_only(told, make, sign_in):
    other = make.unit("XA")
    make.case(date(2024, 2, 2), unit=other, number=99)
    head = sign_in(Role.UNIT_HEAD, unit=told.unit)

    book = opened(head, "register")
    assert [row[:2] for row in rows(book, "viec")[1:]] == [["CC", 7]]
    assert len(rows(book, "can_bo")) == 1
    listed = rows(opened(head, "list"), "Sổ thụ lý")
    assert [row[0] for row in listed[5:]] == ["7/QĐ-CCTHADS", "Tất cả 1 việc"]
    assert "Đơn vị" not in listed[4]
    assert (
        ask(head, "list", f"?unit={other.id}").status_code == 303
    )  # an empty list, as on the screen


def test_each_export_is_recorded_with_filter_purpose_and_rows(told, sign_in, db):
    client = sign_in(Role.PROVINCE_HEAD)
    answer = ask(client, "register", "?text=12/2023", purpose="request")
    entry = last(db, "export.made")
    assert (entry.details["purpose"], entry.details["cases"]) == ("request", 1)
    assert entry.details["filter"]["text"] == "12/2023"
    assert entry.details["rows"] == 1 + 2 + 3 + 1 + 2
    client.get(answer.location)
    assert last(db, "exports.file.read").subject_id == entry.subject_id


def test_nothing_leaves_without_a_purpose(told, sign_in, db):
    client = sign_in(Role.PROVINCE_HEAD)
    answer = client.post("/exports/cases", data={"shape": "list"})
    assert answer.status_code == 422
    assert "Chọn mục đích xuất dữ liệu." in answer.text
    assert last(db, "export.made") is None


def test_only_who_asked_may_have_the_file(told, make, sign_in):
    mine = ask(sign_in(Role.PROVINCE_HEAD), "list").location
    for role in (Role.PROVINCE_HEAD, Role.UNIT_HEAD, Role.ADMINISTRATOR):
        assert sign_in(role).get(mine).status_code == 404


def test_the_file_comes_as_a_download_that_no_browser_keeps(told, sign_in):
    client = sign_in(Role.PROVINCE_HEAD)
    answer = client.get(ask(client, "register").location)
    said = answer.headers["Content-Disposition"]
    assert said.startswith("attachment; filename=")
    assert "So thu ly 2024-09-30.xlsx" in said
    assert "filename*=UTF-8''S%E1%BB%95%20th%E1%BB%A5%20l%C3%BD%202024-09-30.xlsx" in said
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers.getlist("X-Content-Type-Options") == ["nosniff"]


def test_after_a_week_the_file_is_gone(told, sign_in, db):
    client = sign_in(Role.PROVINCE_HEAD)
    location = ask(client, "list").location
    key = f"exports/{db.scalars(select(BackgroundJob.id)).one()}.xlsx"
    with files.at_hand(db, key) as path:
        pass
    left_behind = path.with_name(".making-by-a-killed-worker")
    left_behind.mkdir()
    finished = datetime(2024, 9, 30, 5, 0, tzinfo=UTC)
    for one in (path, left_behind):
        os.utime(one, (finished.timestamp(),) * 2)

    assert actions.purge(db, now=finished + timedelta(days=7)) == 0
    assert client.get(location).status_code == 200
    assert actions.purge(db, now=finished + timedelta(days=7, seconds=1)) == 2
    assert client.get(location).status_code == 404
    assert list(path.parent.iterdir()) == []


@pytest.mark.parametrize("shape", ["register", "list"])
def test_a_long_export_is_made_in_the_background(told, sign_in, db, monkeypatch, shape):
    monkeypatch.setattr(actions, "AT_ONCE", 0)
    client = sign_in(Role.PROVINCE_HEAD)
    assert "lập ở việc nền" in client.get("/exports/cases").text

    answer = ask(client, shape)
    assert ask(client, shape).location == answer.location  # asked twice, made once
    job_id = db.scalars(select(BackgroundJob.id)).one()
    assert answer.location == f"/jobs/{job_id}"
    assert client.get(f"/exports/{job_id}/file").status_code == 404  # not made yet
    assert Context().run(run, "lao-cai", str(job_id)) is True

    db.rollback()
    job = db.get_one(BackgroundJob, job_id)
    assert (job.state, job.attempts) == (JobState.DONE, 1)
    assert job.message.startswith("Đã xuất 1 việc, ")
    page = client.get(answer.location).text
    assert f'href="/exports/{job_id}/file"' in page
    book = openpyxl.load_workbook(io.BytesIO(client.get(f"/exports/{job_id}/file").data))
    assert book.sheetnames[-1] == ("thu_chi" if shape == "register" else "Sổ thụ lý")
    made = last(db, "export.made")
    assert (made.subject_id, made.details["purpose"]) == (str(job_id), "comparison")


def test_a_job_that_died_after_its_file_was_kept_makes_it_anew(told, sign_in, db, monkeypatch):
    monkeypatch.setattr(actions, "AT_ONCE", 0)
    client = sign_in(Role.PROVINCE_HEAD)
    ask(client, "list")
    job_id = db.scalars(select(BackgroundJob.id)).one()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(exports.actions, "record", _dies)
        assert Context().run(run, "lao-cai", str(job_id)) is False
    assert Context().run(run, "lao-cai", str(job_id)) is True
    assert client.get(f"/exports/{job_id}/file").status_code == 200


def _dies(*_, **__):
    raise OSError("no more")


def test_a_register_longer_than_excel_opens_is_refused_in_words(told, sign_in, monkeypatch):
    monkeypatch.setattr(workbook, "MOST_ROWS", 2)
    client = sign_in(Role.PROVINCE_HEAD)
    page = client.get(ask(client, "register").location).text
    assert "hãy lọc theo đơn vị" in page
    assert "Tải tệp Excel" not in page
