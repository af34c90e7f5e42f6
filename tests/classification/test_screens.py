"""The board on screen: what a standing rests on, shown beforehand, decided, told, tried again."""

import html
import random
import re
from contextvars import Context
from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook
from sqlalchemy import Engine, event, func, select

from tests.classification.conftest import HAS, NONE, TODAY
from thads.cases.models import ActKind, CaseAct
from thads.classification.models import ClassificationNote, CoverThreshold
from thads.classification.views import ageing, board, cover, decisions, flow, notes
from thads.core.jobs import BackgroundJob, Job, JobState
from thads.identity.models import Role
from workers.run import run

START, VERIFIED, BOARD = date(2024, 3, 1), date(2024, 6, 3), "/classification/"


@pytest.fixture(autouse=True)
def day(monkeypatch):
    """30/09/2024."""
    for view in (ageing, board, cover, decisions, flow, notes):
        monkeypatch.setattr(view, "today", lambda: TODAY)


@pytest.fixture
def cases(make, verify, officer):
    made = [make.case(START, [1_000_000], officer=officer) for _ in range(3)]
    for case in made:
        verify(case, VERIFIED, NONE)
    return made


def typed(chief, *cases, **given):
    """The form as a browser sends it."""
    return {"which": "ticked", "conclusion": "not_yet_enforceable", "day": "10/06/2024",
            "ground": "a", "signer": str(chief.id), "signing_mode": "head", "note": "",
            "step": "preview", "case": [str(case.id) for case in cases], **given}  # fmt: skip


def carried(page):
    """What the preview sends on with its button."""
    found = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', page)
    sent = {name: value for name, value in found if name != "case"}
    return sent | {"case": [value for name, value in found if name == "case"], "step": "issue"}


def acts(db):
    db.rollback()
    return db.scalar(select(func.count(CaseAct.id)).where(CaseAct.submission_key.is_not(None)))


def test_each_row_says_what_its_standing_rests_on(sign_in, make, cases):
    make.act(cases[0], ActKind.NOT_YET_ENFORCEABLE, date(2024, 6, 10), ground="a")

    page = sign_in(Role.EXAMINER, unit=make.district()).get(BOARD).text

    assert "Chưa có điều kiện thi hành ngày 10/06/2024: Không có thu nhập" in page
    assert "Luật THADS 2008 Điều 44a" in page
    assert "119 ngày trước" in page
    assert page.count("Chưa có quyết định phân loại") == 2
    assert 'name="step"' not in page  # who may not decide is offered nothing


def test_filters_leave_what_they_name(sign_in, make, cases, verify, officer):
    never, old = make.case(START), make.case(date(2021, 5, 3))
    verify(old, date(2021, 6, 1), HAS)
    head = sign_in(Role.UNIT_HEAD)

    def listed(query):
        return set(re.findall(r'name="case" value="([^"]+)"', head.get(BOARD + query).text))

    assert listed("?verified=never") == {str(never.id)}
    assert listed("?verified=90") == {str(case.id) for case in (*cases, old)}
    assert listed("?verified=365") == listed("?age=1") == {str(old.id)}
    assert listed(f"?officer={officer.id}") == {str(case.id) for case in cases}
    assert listed("?age=0&verified=never") == {str(never.id)}
    assert listed("?standing=suspended") == set()


def test_the_effect_is_shown_and_nothing_written(sign_in, db, cases, chief):
    head = sign_in(chief)

    shown = head.post(BOARD, data=typed(chief, *cases[:2]))

    assert shown.status_code == 200, shown.text
    rows = {
        name: re.findall(r">(?:<b>)?([^<>]+)(?:</b>)?</td>", row)
        for name, row in re.findall(
            r'<th scope="row">([^<]+)</th>\s*(<td.*?)</tr>', shown.text, re.S
        )
    }
    assert rows["Có điều kiện thi hành"] == [
        "3", "-2", "1", "3.000.000", "-2.000.000", "1.000.000"]  # fmt: skip
    assert rows["Chưa có điều kiện"] == ["0", "+2", "2", "0", "+2.000.000", "2.000.000"]
    assert "Ghi chưa có điều kiện thi hành cho 2 việc" in shown.text
    assert acts(db) == 0


def test_what_was_shown_is_written_and_what_was_refused_stays_to_be_tried_again(
    sign_in, db, make, cases, verify, chief
):
    unverified, head = make.case(START), sign_in(chief)
    preview = head.post(BOARD, data=typed(chief, *cases[:2], unverified))
    assert "1 việc không ghi được" in preview.text

    answer = head.post(BOARD, data=carried(preview.text))

    assert answer.status_code == 303
    outcome = head.get(answer.location).text
    assert "2 việc đã ghi" in outcome
    assert "1/QĐ-CCTHADS" in outcome
    assert "1 việc chưa ghi được" in outcome
    assert "Chưa có lần xác minh nào" in outcome
    assert head.post(BOARD, data=carried(preview.text)).location == answer.location
    assert acts(db) == 2
    again = re.search(r'href="([^"]+again=[^"]+)"', outcome).group(1)
    assert re.findall(r'name="case" value="([^"]+)"', head.get(again).text) == [str(unverified.id)]
    assert sign_in(Role.UNIT_HEAD).get(answer.location).status_code == 404  # of who asked only


def test_a_file_that_changed_is_shown_again_before_anything_is_written(
    sign_in, db, cases, verify, chief
):
    head = sign_in(chief)
    preview = head.post(BOARD, data=typed(chief, *cases))
    verify(cases[0], date(2024, 6, 5), HAS)
    cases[0].revision += 1

    answer = head.post(BOARD, data=carried(preview.text))

    assert answer.status_code == 409
    assert "Có hồ sơ đã thay đổi" in answer.text
    assert acts(db) == 0
    assert head.post(BOARD, data=carried(answer.text)).status_code == 303
    assert acts(db) == 2


def test_a_long_list_goes_to_the_worker_and_ends_the_same(sign_in, db, cases, chief, monkeypatch):
    monkeypatch.setattr(decisions, "AT_ONCE", 2)
    head = sign_in(chief)
    preview = head.post(BOARD, data=typed(chief, which="all"))

    answer = head.post(BOARD, data=carried(preview.text))

    db.rollback()
    job = db.scalars(select(BackgroundJob).where(BackgroundJob.name == Job.CLASSIFY_CASES)).one()
    assert (job.state, answer.status_code, acts(db)) == (JobState.WAITING, 303, 0)
    job_id = str(job.id)
    db.rollback()
    assert Context().run(run, "lao-cai", job_id)
    part = head.get(answer.location, headers={"HX-Request": "true", "HX-Target": "outcome"}).text
    assert "3 việc đã ghi" in part
    assert "<html" not in part
    assert acts(db) == 3


def test_what_the_law_asks_for_is_asked(sign_in, db, cases, chief):
    head = sign_in(chief)
    for missing, message in (("ground", "Chọn căn cứ"), ("signer", "Chọn người ký"),
                             ("case", "Chưa chọn việc nào"), ("day", "Nhập ngày")):  # fmt: skip
        answer = head.post(BOARD, data=typed(chief, *cases) | {missing: []})
        assert answer.status_code == 422
        assert message in answer.text
    assert acts(db) == 0


def test_a_note_stands_on_the_page_of_its_case_and_the_earlier_one_stays(sign_in, db, cases, chief):
    head, address = sign_in(chief), f"/classification/notes/{cases[0].id}"
    for reason, text in (("auction", "Đấu giá lần 2"), ("dispute", "Tòa án thụ lý")):
        sent = {"subject": "ageing", "reason": reason, "text": text}
        assert head.post(address, data=sent).status_code == 303

    page = head.get(f"/cases/{cases[0].id}").text

    assert "Đang bán đấu giá" in page
    assert "Tài sản có tranh chấp" in page
    db.rollback()
    assert db.scalar(select(func.count(ClassificationNote.id))) == 2
    empty = {"subject": "cover", "reason": "", "text": " "}
    assert head.post(address, data=empty).status_code == 422
    elsewhere = sign_in(Role.UNIT_HEAD, unit=None)
    assert elsewhere.get(address).status_code == 200  # same unit


def test_the_head_of_the_province_sets_the_cover_and_nobody_else(sign_in, db, chief, governor):
    sent = {"percent": "50", "valid_from": "30/09/2024"}
    assert sign_in(chief).post("/classification/cover", data=sent).status_code == 404
    head = sign_in(governor)

    assert head.post("/classification/cover", data=sent).status_code == 303

    db.rollback()
    assert db.scalar(select(func.count(CoverThreshold.id))) == 1
    late = sent | {"valid_from": "29/09/2024"}
    assert "không được trước hôm nay" in head.post("/classification/cover", data=late).text


def test_each_count_of_the_ageing_board_opens_as_many_cases(sign_in, make, chance, governor, db):
    rng = random.Random(7)
    units = [make.district(), make.unit()]
    for _ in range(25):
        chance(rng, units)
    make.case(date(2022, 3, 1), [5])
    head = sign_in(governor)

    shown = head.get("/classification/ageing").text

    assert "Đã đối chiếu" in shown
    doors = re.findall(r'href="(/classification/ageing/cases[^"]*)"[^>]*>([\d.]+)</a>', shown)
    assert len(doors) > 8
    for address, count in doors:
        page = head.get(html.unescape(address)).text
        assert f'<p class="under-heading">{count} việc' in page, address
    one = units[0].id
    assert head.get(f"/classification/ageing?unit={one}&officer=none").status_code == 200
    assert (
        sign_in(Role.UNIT_HEAD, unit=make.unit()).get("/classification/ageing").status_code == 200
    )


def test_each_count_of_the_flow_opens_as_many_cases(sign_in, make, chance, governor, db):
    rng = random.Random(9)
    units = [make.district(), make.unit()]
    for _ in range(25):
        chance(rng, units)
    head = sign_in(governor)

    for query in ("", "?old=1", f"?year=2023&unit={units[0].id}"):
        shown = head.get(f"/classification/flow{query}").text
        doors = re.findall(r'href="(/classification/flow/cases[^"]*)"[^>]*>([\d.]+)</a>', shown)
        assert len(doors) > 12
        for address, count in doors:
            page = head.get(html.unescape(address)).text
            assert f'<p class="under-heading">{count} ' in page, address
        came = re.search(r"<tfoot>.*?side=came[^>]*>([\d.]+)</a>", shown, re.DOTALL)[1]
        [book] = re.findall(r'href="(/exports/books/flow[^"]*)"', shown)
        sheet = load_workbook(BytesIO(head.get(html.unescape(book) + "&purpose=work").data)).active
        assert [row[3] for row in sheet.values].count("Vào trong tháng") == int(came)


def test_each_count_of_the_cover_board_opens_as_many_cases(sign_in, make, chance, governor, db):
    rng = random.Random(8)
    for _ in range(25):
        chance(rng, [make.district()])
    head = sign_in(governor)
    sent = {"percent": "80", "valid_from": "30/09/2024"}
    assert head.post("/classification/cover", data=sent).status_code == 303

    for board_ in ("/classification/cover", f"/classification/cover?unit={make.district().id}"):
        shown = head.get(board_).text
        doors = re.findall(r'href="(/classification/cover/cases[^"]*)"[^>]*>([\d.]+)</a>', shown)
        assert len(doors) >= 4
        for address, count in doors:
            page = head.get(html.unescape(address)).text
            assert f'<p class="under-heading">{count} việc' in page, address


def test_no_page_asks_more_of_the_database_for_more_cases(
    sign_in, make, verify, officer, governor, db
):
    pages = ("", "?verified=90", "cover", "cover/cases", "ageing", "ageing/cases?old=1",
             "flow?old=1", "flow/cases")  # fmt: skip
    head, asked = sign_in(governor), []
    event.listen(Engine, "before_cursor_execute", lambda *_: asked.append(1))

    def statements():
        found = []
        for page in pages:
            head.get(f"/classification/{page}")
            asked.clear()
            assert head.get(f"/classification/{page}").status_code == 200
            found.append(len(asked))
        return found

    def more(count):
        for _ in range(count):
            case = make.case(date(2023, 3, 1), officer=officer)
            verify(case, date(2023, 4, 1), HAS, 700)

    more(2)
    few = statements()
    more(30)
    assert statements() == few
