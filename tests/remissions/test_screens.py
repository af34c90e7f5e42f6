"""The board of what may be forgiven, and what a case's page says of it."""

from datetime import date
from io import BytesIO

from openpyxl import load_workbook

from tests.remissions.test_dossiers import asked, owed, step
from tests.remissions.test_finder import verified
from thads.identity.models import Role
from thads.remissions.models import StepKind
from thads.verification.models import Finding


def likely_case(db, make):
    """A court fee of 1.5 m of 2019, its debtor without means last week."""
    case = make.case(date(2019, 3, 4), [(1_500_000, True)], judgment_id=make.judgment().id)
    verified(db, make, case, date(2024, 9, 20), Finding.NO_MEANS)
    return case


def test_the_board_lists_what_may_be_forgiven_with_its_reasons(db, make, sign_in):
    db.expire_on_commit = False
    case = likely_case(db, make)
    young = make.case(date(2023, 3, 6), [(7_000_000, True)])
    unit = make.district()
    browser = sign_in(Role.OFFICER, unit=unit)
    page = browser.get("/remissions/").text
    assert f"/cases/{case.id}" in page
    assert f"/cases/{young.id}" not in page
    assert "quyết định ngày 04/03/2019, đủ 5 năm" in browser.get(f"/cases/{case.id}").text
    assert "1.500.000" in page
    everything = browser.get("/remissions/?state=all").text
    assert f"/cases/{young.id}" in everything
    assert "8.500.000" in everything
    assert f"/cases/{case.id}" not in browser.get("/remissions/?relief=reduction").text
    elsewhere = sign_in(Role.OFFICER, unit=make.unit("XA"))
    assert f"/cases/{case.id}" not in elsewhere.get("/remissions/?state=all").text
    assert f"/cases/{case.id}" in sign_in(Role.PROVINCE_HEAD).get("/remissions/").text
    assert sign_in(Role.OVERSIGHT).get("/remissions/").status_code == 404


def test_the_workbook_holds_what_the_page_filters(db, make, sign_in):
    db.expire_on_commit = False
    case, young = likely_case(db, make), make.case(date(2023, 3, 6), [(7_000_000, True)])
    head = sign_in(Role.PROVINCE_HEAD)
    assert "/exports/books/remissions?state=all" in head.get("/remissions/?state=all").text
    asked = head.get("/exports/books/remissions?state=all")
    assert "Mục đích" in asked.text
    for state, titles in (("likely", {case.title}), ("all", {case.title, young.title})):
        answer = head.get(f"/exports/books/remissions?state={state}&purpose=work")
        [sheet] = load_workbook(BytesIO(answer.data)).worksheets
        rows = {row[0]: row for row in sheet.values if row[0] in {case.title, young.title}}
        assert set(rows) == titles
    assert rows[case.title][8:10] == (1_500_000, 1_500_000)
    assert "đủ 5 năm" in rows[case.title][7]
    assert sum(row[8] for row in rows.values()) == 8_500_000
    elsewhere = sign_in(Role.OFFICER, unit=make.unit("XA"))
    answer = elsewhere.get("/exports/books/remissions?state=all&purpose=work")
    assert not any(case.title in row for row in load_workbook(BytesIO(answer.data)).active.values)


def test_the_page_of_a_case_says_what_is_missing(db, make, sign_in):
    db.expire_on_commit = False
    case = make.case(date(2019, 3, 4), [(1_500_000, True), 5_000_000])
    text = sign_in(Role.OFFICER).get(f"/cases/{case.id}").text
    assert text.count("chưa xác minh lần nào") == 2  # of one item: neither means nor proof
    assert "hồ sơ không ghi bản án" in text


def test_the_list_of_dossiers_filters_sorts_and_counts_the_late(db, make, sign_in):
    db.expire_on_commit = False
    officer = make.user(Role.OFFICER)
    cases = [owed(db, make, officer, date(2024, 9, 30), n * 1_000_000) for n in (4, 3, 2)]
    made = [asked(db, make, one, "1.5", date(2024, 7, 10), officer) for one in cases]
    step(db, cases[1], made[1], StepKind.SENT, date(2024, 8, 5), officer, body="VKSND khu vực 1")
    step(db, cases[2], made[2], StepKind.WITHDRAWN, date(2024, 8, 5), officer, note="Đã nộp đủ")
    browser = sign_in(Role.UNIT_HEAD)
    page = browser.get("/remission-dossiers/?sort=amount").text
    assert "Quá hạn 2/2 hồ sơ đang làm" in page
    assert page.index(f"/remission-dossiers/{made[1].id}") < page.index(f"s/{made[0].id}")
    assert "7.000.000" in page
    assert f"/remission-dossiers/{made[2].id}" not in page
    sent = browser.get("/remission-dossiers/?last=sent").text
    assert f"/remission-dossiers/{made[0].id}" not in sent
    for state, titles in (("running", 2), ("ended", 1), ("all", 3)):
        answer = browser.get(f"/exports/books/remission-dossiers?state={state}&purpose=work")
        rows = list(load_workbook(BytesIO(answer.data)).active.values)
        assert sum(row[0] in {one.title for one in cases} for row in rows) == titles
    elsewhere = sign_in(Role.OFFICER, unit=make.unit("XA"))
    assert "Quá hạn 0/0" in elsewhere.get("/remission-dossiers/?state=all").text
