"""One box in every page: suggestions, results at an address that says nothing, filters by name."""

import re
from datetime import date

import pytest
from sqlalchemy import select

from tests.conftest import SignIn
from thads.audit.models import AuditEntry
from thads.cases.models import JudgmentKind
from thads.identity.models import Role
from thads.search.models import AskedSearch, SavedFilter

HTMX = {"HX-Request": "true", "HX-Target": "suggestions"}
CHIPS = {"HX-Request": "true", "HX-Target": "saved-filters"}
SIGHTED = [Role.PROVINCE_HEAD, Role.UNIT_HEAD, Role.OFFICER, Role.STOREKEEPER]


def results(client, typed: str) -> str:
    answer = client.post("/search/", data={"typed": typed})
    assert answer.status_code == 303, answer.text
    return client.get(answer.location).text


def test_results_stand_at_an_address_that_says_nothing_of_what_was_typed(sign_in, name, db):
    name("Nguyễn Văn Ẩn")
    client = sign_in(Role.OFFICER)
    answer = client.post("/search/", data={"typed": "nguyen van an"})
    assert re.fullmatch(r"/search/[0-9a-f-]{36}", answer.location)
    page = client.get(answer.location).text
    assert "<mark>Nguyễn</mark> <mark>Văn</mark> <mark>Ẩn</mark>" in page
    assert "nguyen van an" not in re.search("<title>.*</title>", page)[0]
    said = db.scalars(select(AuditEntry)).all()
    assert not [e for e in said if "nguyen" in f"{e.subject_id}{e.details}".lower()]
    assert said[-1].act == "search.show.read"


def test_suggestions_need_no_address_and_are_recorded_as_read(sign_in, name, make, db):
    case = make.case(number=4711)
    name("Đỗ Thị Gợi", case)
    client = sign_in(Role.OFFICER)
    part = client.post("/search/suggestions", data={"typed": "do goi"}, headers=HTMX).text
    assert part.lstrip().startswith('<div id="suggestions"')
    assert f'href="/cases/{case.id}"' in part
    assert "<mark>Đỗ</mark> Thị <mark>Gợi</mark>" in part
    assert "4711/QĐ-CCTHADS" in part
    last = db.scalars(select(AuditEntry).order_by(AuditEntry.number.desc())).first()
    assert (last.act, last.details) == ("search.suggested", {"found": 1})


def test_a_name_is_shown_as_text(sign_in, name):
    name("<b>Lừa</b> & Con")
    page = results(sign_in(Role.OFFICER), "lua")
    assert "&lt;b&gt;<mark>Lừa</mark>&lt;/b&gt; &amp; Con" in page
    assert "<b>Lừa" not in page


@pytest.mark.parametrize("role", SIGHTED)
def test_who_reads_cases_finds_those_of_the_unit_alone(role, sign_in, make, name):
    name("Ngô Thị Gần", make.case(unit=make.district()))
    name("Ngô Thị Xa", make.case(unit=make.unit("XA")))
    make.judgment(number="555/2024/DS-ST", number_folded="555/2024/ds-st")
    client = sign_in(role)
    page = results(client, "ngo thi")
    assert "Gần" in page
    assert ("Xa</" in page) == (role is Role.PROVINCE_HEAD)
    may_read_judgments = role is not Role.STOREKEEPER
    assert ("/judgments/" in results(client, "555/2024").split("<main")[1]) == may_read_judgments


@pytest.mark.parametrize("role", [Role.OVERSIGHT, Role.ADMINISTRATOR])
def test_who_reads_no_case_has_no_box(role, sign_in: SignIn, name):
    name("Ngô Thị Kín")
    client = sign_in(role)
    assert 'id="find"' not in client.get("/account").text
    assert client.post("/search/", data={"typed": "ngo thi"}).status_code == 404
    assert client.post("/search/suggestions", data={"typed": "ngo"}).status_code == 404


def test_another_province_is_never_found(sign_in, name):
    name("Ngô Thị Lào")
    assert "<mark>" not in results(sign_in(Role.PROVINCE_HEAD, tenant="nghe-an"), "ngo thi lao")


def test_too_little_is_refused_with_what_to_do(sign_in):
    answer = sign_in(Role.OFFICER).post("/search/", data={"typed": "a"})
    assert answer.status_code == 422
    assert "Gõ ít nhất hai chữ cái hoặc một chữ số" in answer.text


def test_nothing_found_says_what_can_be_typed(sign_in):
    page = results(sign_in(Role.OFFICER), "zzz")
    assert "Không tìm thấy gì" in page
    assert "Số định danh cá nhân" in page


def test_the_last_ten_searches_of_a_person_are_that_persons_alone(sign_in, db):
    client, other = sign_in(Role.OFFICER), sign_in(Role.OFFICER)
    for number in range(12):
        client.post("/search/", data={"typed": f"tên {number}"})
    page = client.get("/search/").text
    assert "tên 11" in page
    assert "tên 1<" not in page
    db.rollback()
    kept = db.scalars(select(AskedSearch)).all()
    assert len(kept) == 10
    assert "tên 11" not in other.get("/search/").text
    assert other.get(f"/search/{kept[0].id}").status_code == 404


FILTER = "standing=in_progress&kind=family&text=Nguy%E1%BB%85n&page=2&docketed_from=khi+nao"


def keep(client, name="Hôn nhân", query=FILTER, **given):
    return client.post(f"/filters/?{query}", data={"name": name, **given})


def test_a_kept_filter_has_a_live_count_and_nothing_that_was_typed(sign_in, make, db):
    make.case(kind=JudgmentKind.FAMILY)
    client = sign_in(Role.OFFICER)
    answer = keep(client)
    assert answer.location == "/cases/?standing=in_progress&kind=family"
    assert count_of(client) == "1"
    make.case(kind=JudgmentKind.FAMILY)
    make.case(kind=JudgmentKind.CIVIL)
    assert count_of(client) == "2"
    assert "trong 2 việc" in client.get(answer.location).text
    db.rollback()
    assert db.scalars(select(SavedFilter.query)).all() == ["standing=in_progress&kind=family"]


def count_of(client) -> str:
    part = client.get("/filters/", headers=CHIPS).text
    return re.search(r'Hôn nhân <b class="count">(\d+)</b>', part)[1]


def test_a_filter_is_seen_by_its_person_and_shared_by_the_unit(sign_in, make):
    mine, colleague = sign_in(Role.OFFICER), sign_in(Role.UNIT_HEAD)
    stranger = sign_in(Role.OFFICER, unit=make.unit("XA"))
    keep(mine, "Riêng tôi")
    keep(mine, "Cả đơn vị", shared="y")
    assert [n in colleague.get("/filters/").text for n in ("Riêng tôi", "Cả đơn vị")] == [0, 1]
    assert "Cả đơn vị</a>" not in stranger.get("/filters/").text


def test_only_its_person_renames_and_deletes_a_filter(sign_in, db):
    mine, colleague = sign_in(Role.OFFICER), sign_in(Role.UNIT_HEAD)
    keep(mine, "Tên cũ", shared="y")
    db.rollback()
    path = f"/filters/{db.scalars(select(SavedFilter.id)).one()}"
    db.rollback()
    for address in (path, f"{path}/deletion"):
        assert colleague.post(address, data={"name": "Tên khác"}).status_code == 404
    assert mine.post(path, data={"name": "Tên mới"}).status_code == 303
    assert "Tên mới" in mine.get("/filters/").text
    assert "Tên mới" not in colleague.get("/filters/").text
    assert mine.post(f"{path}/deletion").status_code == 303
    assert "Tên mới</a>" not in mine.get("/filters/").text


@pytest.mark.parametrize(("query", "name", "why"), [
    ("text=Nguyen", "Tên", "Chưa có điều kiện lọc nào để lưu"),
    ("kind=khong-co", "Tên", "Chưa có điều kiện lọc nào để lưu"),
    ("kind=family", "", "Nhập tên bộ lọc"),
])  # fmt: skip
def test_what_cannot_be_kept_is_refused_with_the_reason(query, name, why, sign_in, db):
    answer = keep(sign_in(Role.OFFICER), name, query)
    assert answer.status_code == 422
    assert why in answer.text
    db.rollback()
    assert db.scalars(select(SavedFilter)).all() == []


def test_a_filter_that_asks_for_an_officer_who_left_counts_nothing_false(sign_in, make, db):
    officer = make.user(Role.OFFICER)
    make.case(date(2024, 1, 5), officer=officer)
    client = sign_in(Role.UNIT_HEAD)
    keep(client, "Của anh ấy", f"officer={officer.id}")
    assert ">1</a>" in client.get("/filters/").text
    officer.disabled_at = officer.created_at
    page = client.get("/filters/").text
    assert "Có điều kiện không còn" in page
    assert ">1</a>" not in page
