"""From the page of a case to the decision, the plan, the result and the papers, on screen."""

import json
from datetime import UTC, date, datetime
from io import BytesIO

import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from thads.costs.models import CostLine, CostSheet, SheetKind
from thads.documents.models import CaseDocument
from thads.identity.models import Role
from thads.measures.models import Measure
from thads.parties.models import Party
from thads.periods import actions as periods
from thads.reports.summary.composing import compose
from thads.rules.coercion_costs import Bearer
from workers.pdf import renderer
from workers.pdf.monthly import context

DECIDED = {
    "kind": "attachment", "day": "02/08/2024", "hour": "9h15", "is_real_estate": "y",
    "object": "Thửa đất số 12, tờ bản đồ 5", "ground": "Không tự nguyện thi hành án",
    "amount": "50tr",
}  # fmt: skip
PLANNED = {
    "day": "05/08/2024", "on_day": "20/08/2024", "on_hour": "08:00", "place": "Thôn Thử, xã Thử",
    "method": "Kê biên tại chỗ", "forces": "Công an xã", "people": "10",
    "situation": "Có khả năng chống đối",
}  # fmt: skip


@pytest.fixture
def case(make, db):
    db.expire_on_commit = False
    make.province()
    officer = make.user(Role.OFFICER)
    case = make.case(
        date(2024, 1, 5), [50_000_000], officer=officer, judgment_id=make.judgment().id
    )
    for party in db.scalars(select(Party).where(Party.case_id == case.id)):
        party.address = "Số 1, thôn Thử"
    sheet = CostSheet(
        case_id=case.id, kind=SheetKind.ESTIMATE, day=date(2024, 8, 1), measure="Kê biên",
        coercion_on=date(2024, 8, 20), place="Thôn Thử", entered_by_id=officer.id,
    )  # fmt: skip
    sheet.lines = [CostLine(position=1, content="notice", bearer=Bearer.DEBTOR, amount=3_000_000)]
    db.add(sheet)
    db.commit()
    case.officer_id, case.estimate_id = officer.id, sheet.id
    case.debtor_id = db.scalars(
        select(Party.id).where(Party.case_id == case.id, Party.name.startswith("Ông"))
    ).one()
    db.commit()
    return case


def told_in_september(db) -> str:
    """The monthly summary to the end of September 2024, as it is printed."""
    end = date(2024, 9, 30)
    figures = compose(db, end, dated=end, version=1)
    db.rollback()
    page = renderer.environment().get_template("pdf/monthly.html")
    return page.render(**context(json.loads(json.dumps(figures))))


def papers_made(browser, db, url):
    """The contents of the decision, the plan and the letter to the police, by code."""
    for paper in ("quyet-dinh-ke-bien", "ke-hoach-cuong-che", "cong-van-trao-doi-cong-an"):
        answer = browser.post(f"{url}/papers/{paper}")
        assert answer.location.startswith("/jobs/")
    db.rollback()
    made = {one.content["code"]: one.content for one in db.scalars(select(CaseDocument))}
    db.rollback()
    return made


def decide(browser, db, case, **given):
    said = {**DECIDED, "party": str(case.debtor_id), "signer": str(case.officer_id), **given}
    answer = browser.post(f"/cases/{case.id}/measures", data=said)
    if answer.status_code != 303:
        return answer.text
    db.rollback()
    found = db.scalars(select(Measure.id).order_by(Measure.id.desc())).first()
    db.rollback()
    return found


def test_from_the_decision_to_the_result_and_its_paper(db, case, sign_in, make):
    officer, head = sign_in(Role.OFFICER), sign_in(Role.UNIT_HEAD)
    choice = officer.get(f"/cases/{case.id}/measures").text
    assert "Kê biên, xử lý tài sản" in choice
    assert "Tạm hoãn xuất cảnh" not in choice  # not of the law of 2008
    assert 'name="hour"' in officer.get(f"/cases/{case.id}/measures?kind=attachment").text
    measure = decide(officer, db, case)
    url = f"/measures/{measure}"
    page = officer.get(url).text
    assert "09:15 02/08/2024" in page
    assert "1/QĐ-CCTHADS" in page
    refused = officer.post(
        f"{url}/steps/planned",
        data={**PLANNED, "on_hour": "22:30", "estimate": str(case.estimate_id)},
    )
    assert refused.status_code == 422
    assert "22 giờ" in refused.text
    assert "Có khả năng chống đối" in refused.text  # what was typed is kept
    planned = {**PLANNED, "estimate": str(case.estimate_id)}
    assert officer.post(f"{url}/steps/planned", data=planned).status_code == 303
    assert officer.post(f"{url}/approval", data={"day": "06/08/2024"}).status_code == 404
    assert head.post(f"{url}/approval", data={"day": "06/08/2024"}).status_code == 303
    assert "Trước khi kê biên" not in page
    for step, day in (("notice", "07/08/2024"), ("meeting", "19/08/2024")):
        assert officer.post(f"{url}/steps/{step}", data={"day": day}).status_code == 303
    done = {"day": "20/08/2024", "hour": "8"}
    assert officer.post(f"{url}/steps/carried_out", data=done).status_code == 303
    assert "Cưỡng chế thành công" in officer.get(f"/cases/{case.id}").text
    made = papers_made(officer, db, url)
    assert made["quyet-dinh-ke-bien"]["number"] == "1/QĐ-CCTHADS"
    assert made["quyet-dinh-ke-bien"]["signed_as"] == ["CHẤP HÀNH VIÊN"]
    assert made["quyet-dinh-ke-bien"]["authority"].startswith("CHẤP HÀNH VIÊN\n")
    plan = "\n".join(made["ke-hoach-cuong-che"]["articles"][0])
    assert "08 giờ 00, ngày 20 tháng 8 năm 2024" in plan
    assert "3.000.000 đồng" in plan
    assert "Thửa đất số 12" in "\n".join(made["quyet-dinh-ke-bien"]["articles"][0])
    summary = told_in_september(db)
    assert "Trong kỳ ra 1 quyết định: 0 bảo đảm, 1 cưỡng chế; có huy động lực lượng 1" in summary
    assert "cưỡng chế thành công 1" in summary


def test_a_period_without_measures_says_so_in_one_line(db, case):
    assert "không có quyết định áp dụng biện pháp bảo đảm" in told_in_september(db)


def test_the_list_filters_sums_and_says_what_is_late(db, case, sign_in, make):
    officer, chief = sign_in(Role.OFFICER), sign_in(Role.PROVINCE_HEAD)
    attached = decide(officer, db, case)
    frozen = decide(
        officer, db, case, kind="freeze", day="05/08/2024", hour="10:00", amount="7tr",
        holder="Ngân hàng Thử", account_name="Ông Thử", account_number="0101", first="decided",
    )  # fmt: skip
    page = chief.get("/measures/").text
    assert "57.000.000" in page
    assert "1 / 1" in page  # the ten days of the freeze are over on 30/9/2024
    one = chief.get("/measures/?kind=freeze").text
    assert f"/measures/{frozen}" in one
    assert f"/measures/{attached}" not in one
    assert "7.000.000" in one
    assert f"/measures/{attached}" not in chief.get("/measures/?force=yes").text
    assert f"/measures/{attached}" in chief.get("/measures/?force=no&state=running").text
    assert "Không có biện pháp nào" in chief.get("/measures/?state=complied").text
    book = chief.get("/exports/books/measures?kind=freeze&purpose=work")
    [sheet] = load_workbook(BytesIO(book.data)).worksheets
    [row] = [row for row in sheet.values if row[1] and str(row[1]).endswith("QĐ-CCTHADS")]
    assert row[9:11] == (7_000_000, 0)
    assert b"0101" not in book.data
    again = officer.get(f"/cases/{case.id}/measures?kind=deduction").text
    assert "Phong tỏa tài khoản, tài sản ở nơi gửi giữ, 2/QĐ-CCTHADS" in again  # may follow it
    tasks = chief.get("/worklists/tasks?due=overdue").text
    assert f"/measures/{frozen}" in tasks


def test_a_measure_is_for_its_unit_and_its_roles(db, case, sign_in, make):
    measure = decide(sign_in(Role.OFFICER), db, case)
    elsewhere = sign_in(Role.OFFICER, unit=make.unit("XA"))
    assert elsewhere.get(f"/measures/{measure}").status_code == 404
    assert f"/measures/{measure}" not in elsewhere.get("/measures/").text
    accountant = sign_in(Role.ACCOUNTANT)
    assert accountant.get(f"/measures/{measure}").status_code == 200
    assert accountant.get(f"/cases/{case.id}/measures").status_code == 404
    assert sign_in(Role.OVERSIGHT).get("/measures/").status_code == 404


def test_what_is_refused_stands_at_its_field_with_what_was_typed(db, case, sign_in):
    officer = sign_in(Role.OFFICER)
    banned = decide(officer, db, case, kind="exit_ban", signing_mode="head")
    assert "01/7/2026" in banned
    assert "Thửa đất số 12" in banned
    unnamed = decide(officer, db, case, kind="deduction", account_name="A", holder="B")
    assert "Nhập mục “Số tài khoản”" in unnamed
    other = decide(officer, db, case, hour="25:00")
    assert "Nhập giờ theo dạng" in other


def test_a_measure_of_a_closed_month_says_why_it_comes_late(db, case, sign_in, make):
    chief = make.user(Role.UNIT_HEAD)
    closed = {"by": chief, "today": date(2024, 9, 30), "now": datetime(2024, 9, 2, 9, tzinfo=UTC)}
    periods.close(db, chief.unit, date(2024, 8, 31), **closed)
    db.commit()
    officer = sign_in(Role.OFFICER)
    refused = decide(officer, db, case)
    assert "Ngày 02/08/2024 nằm trong kỳ thống kê" in refused
    assert 'name="late_reason"' in refused
    measure = decide(officer, db, case, late_reason="Văn thư gửi chậm")
    assert "Ghi muộn: Văn thư gửi chậm" in officer.get(f"/measures/{measure}").text
    told = {"day": "30/08/2024"}
    step = f"/measures/{measure}/steps/complied"
    assert officer.post(step, data=told).status_code == 422
    assert officer.post(step, data=told | {"day": "02/09/2024"}).status_code == 303
