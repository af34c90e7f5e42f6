"""Papers that follow from no act, under both laws: numbered, composed, with room to write."""

import re
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError

from tests.documents.test_printing import GOLDEN, text_of
from tests.documents.test_screens import documents, jobs, work
from tests.documents.world import DEBT, FEE, NEW, OLD, Office
from thads.cases.models import ActKind
from thads.core.errors import RuleBroken
from thads.documents import issuing, queries
from thads.documents.catalogue import Kind, forms_on
from thads.documents.issuing import IssueTerms
from thads.documents.models import IssuedPaper
from thads.identity.models import Role
from workers import pdf

NOW = datetime(2026, 7, 10, 3, 0, tzinfo=UTC)
SAID = {
    "addressee": "Ông Phải Thử; địa chỉ: số 7, thôn Đông, xã Mẫu", "hour": "08:30",
    "on_day": "2026-07-20", "place": "trụ sở cơ quan", "content": "Giải quyết việc thi hành án",
    "offer": "nộp 5 triệu đồng trước ngày 20 hằng tháng",
    "posted": "Quyết định thi hành án số 12", "delivered": "Quyết định thi hành án số 12",
    "asked_of": "Phòng Thi hành án dân sự khu vực 9",
    "to_verify": "quyền sử dụng đất và tài khoản của người phải thi hành án",
}  # fmt: skip


@pytest.fixture(params=[OLD, NEW], ids=["L08", "L25"])
def office(request, make, db) -> Office:
    """The same office under the old law and under the new."""
    return Office(make, db, request.param)


def issued(office: Office, case, kind: Kind, by=None, **said: str):
    """The paper's stored content, issued three days after the case began."""
    day = date(office.day.year, office.day.month, office.day.day + 3)
    form = next(form for form in forms_on(day) if form.kind is kind)
    asked, signer = form.asks, office.officer if form.by_officer else office.head
    told = {**SAID, "on_day": f"{day.year}-{day.month:02d}-20", **said}
    terms = IssueTerms(day=day, signer_id=(by or signer).id, said={n: told[n] for n in asked})
    loaded = office.subject(case).case
    return issuing.issue(
        office.db, loaded, kind, terms, by=office.officer, today=date(2026, 7, 31), now=NOW
    ).content


def test_a_summons_names_whom_when_where_and_is_numbered_by_the_calendar_year(office):
    case = office.case(DEBT)
    first, second = (issued(office, case, Kind.SUMMONS) for _ in range(2))
    agency = office.symbol.removeprefix("QĐ-")
    assert (first["number"], second["number"]) == (f"1/GTT-{agency}", f"2/GTT-{agency}")
    assert (first["title"], first["signed_as"]) == ("GIẤY TRIỆU TẬP", ["CHẤP HÀNH VIÊN"])
    body = first["articles"][0]
    assert body[1] == SAID["addressee"]
    assert body[2].startswith("Có mặt lúc 08 giờ 30 phút, ngày 20 tháng")
    law = "khoản 3 Điều 20 Luật" if office.day == OLD else "Điều 15 Nghị định số 152/2026/NĐ-CP"
    assert law in first["bases"][0]


@pytest.mark.parametrize("kind", [form.kind for form in forms_on(NEW)], ids=lambda kind: kind.value)
def test_each_has_a_form_in_both_laws_and_passes_the_lint(office, kind):
    found = issued(office, office.case(DEBT), kind)
    is_heads = kind is Kind.VERIFICATION_DELEGATION
    assert found["signer"] == (office.head if is_heads else office.officer).full_name
    assert bool(found["number"]) != bool(found["signatories"])


@pytest.mark.parametrize(
    "kind",
    [Kind.SUMMONS, Kind.POSTING_MINUTES, Kind.VERIFICATION_MINUTES, Kind.DELIVERY_MINUTES,
     Kind.VERIFICATION_DELEGATION],
    ids=lambda kind: kind.value,
)  # fmt: skip
def test_it_says_on_paper_what_was_once_read_and_found_right(office, kind):
    law = "L08" if office.day == OLD else "L25"
    printed = pdf.decision(issued(office, office.case(DEBT), kind))
    told = re.sub(r"\.{4,}", "....", text_of(printed))  # how many dots is the renderer's business
    assert told == (GOLDEN / f"{kind.value}-{law}.txt").read_text("utf-8")


def test_a_posting_lasts_as_long_as_the_law_of_its_day_says(office):
    text = " ".join(issued(office, office.case(DEBT), Kind.POSTING_MINUTES)["articles"][0])
    days = "10 ngày" if office.day == OLD else "07 ngày"
    assert f"Thời hạn niêm yết là {days}, kể từ ngày niêm yết" in text


def test_verification_is_delegated_by_the_head_alone(office):
    case = office.case(DEBT)
    found = issued(office, case, Kind.VERIFICATION_DELEGATION)
    body = " ".join(found["articles"][0])
    assert "ủy quyền cho Phòng Thi hành án dân sự khu vực 9 xác minh: quyền sử dụng đất" in body
    assert "không quá 30 ngày; các loại tài sản và thông tin khác không quá 15 ngày" in body
    law = "khoản 2 Điều 9 Nghị định số 62" if office.day == OLD else "khoản 5 Điều 21 Nghị định"
    assert any(law in base for base in found["bases"])
    with pytest.raises(RuleBroken, match="không có thẩm quyền ký Ủy quyền xác minh"):
        issued(office, case, Kind.VERIFICATION_DELEGATION, by=office.officer)


def test_minutes_tell_what_is_still_owed_that_day(office):
    case = office.case(DEBT)
    office.make.money(case, 50_000_000, office.day)
    body = issued(office, case, Kind.VERIFICATION_MINUTES)["articles"][0]
    assert any("200.000.000 đồng" in line for line in body)
    assert any(line.endswith("\t") for line in body)


def test_a_leaflet_explains_what_is_owed_and_no_more_by_the_law_of_its_day(office):
    paper = issued(office, office.case(DEBT, FEE), Kind.LEAFLET)
    told, old = " ".join(paper["articles"][0]), office.day == OLD
    assert "Ông (bà) có 10 ngày để tự nguyện thi hành" in told
    assert f"(Luật THADS {'2008 Điều 45 khoản 1' if old else '2025 Điều 36'})" in told
    assert f"(Luật THADS {'2008' if old else '2025'} Điều 71)" in told
    assert "kê biên, xử lý tài sản" in told
    assert "đề nghị: nộp 5 triệu đồng trước ngày 20 hằng tháng." in told
    assert "phong tỏa" not in told.lower()  # secures, and is no coercion
    kinds = ("có thể thỏa thuận với người đó", "được Tòa án miễn, giảm", "giao đúng tài sản")
    assert [one in told for one in kinds] == [True, True, False]


def test_what_cannot_be_is_refused_and_takes_no_number(office):
    case = office.case(DEBT)
    with pytest.raises(RuleBroken, match="không được trước ngày văn bản"):
        issued(office, case, Kind.CALL, on_day="2023-01-01")
    with pytest.raises(RuleBroken, match="thiếu: nội dung"):
        issued(office, case, Kind.CALL, content=" ")
    office.db.rollback()
    assert office.db.scalars(select(IssuedPaper)).all() == []


def test_asking_on_the_screen_numbers_prints_and_drafts_it(db, make, sign_in):
    office = Office(make, db, OLD)
    case, browser = office.case(DEBT), sign_in(office.officer)
    assert "Giấy triệu tập" in browser.get(f"/cases/{case.id}/papers").text
    path = f"/cases/{case.id}/papers/new/giay-trieu-tap/"
    assert "Ông Phải Thử; địa chỉ" in browser.get(path).text
    typed = {
        "day": "05/03/2024",
        "signer": str(office.officer.id),
        "addressee": "Ông Phải Thử",
        "hour": "25:00",
        "on_day": "20/03/2024",
        "place": "trụ sở",
        "content": "Nộp tiền",
    }
    refused = browser.post(path, data=typed)
    assert refused.status_code == 422
    assert "Nhập giờ dạng 08:30." in refused.text
    done = browser.post(path, data={**typed, "hour": "08:00"})
    assert (done.status_code, done.location) == (303, f"/jobs/{jobs(db)[0].id}")
    work(db)
    (document,) = documents(db)
    assert document.paper.title == "1/GTT-CCTHADS"
    assert browser.get(f"/papers/{document.id}/file").data.startswith(b"%PDF-")
    draft = browser.get(f"/papers/{document.id}/draft")
    assert draft.data.startswith(b"PK")
    assert "ban-nhap-giay-trieu-tap-2024-03-05-ban-1.docx" in draft.headers["Content-Disposition"]
    assert "Giấy triệu tập" in browser.get(f"/cases/{case.id}/papers/{document.paper_id}").text
    assert browser.get(f"/cases/{case.id}/papers/new/quyet-dinh-hoan/").status_code == 404
    elsewhere = sign_in(Role.OFFICER, unit=office.make.unit())
    assert elsewhere.get(path).status_code == 404
    assert elsewhere.get(f"/papers/{document.id}/draft").status_code == 404


def test_the_number_of_an_act_s_notice_is_given_once_before_it_is_signed(db, make, sign_in):
    office = Office(make, db, OLD)
    case, browser = office.case(DEBT), sign_in(office.head)
    act = office.make.act(case, ActKind.COMPLETION, date(2024, 5, 3))
    path, asked = f"/cases/{case.id}/papers/{act.id}", {
        "signer": str(office.head.id), "signing_mode": "head",
    }  # fmt: skip
    browser.post(path, data=asked)
    for _ in range(2):
        browser.post(path, data={**asked, "numbered": "y"})
    found = [document.content["number"] for document in documents(db)]
    assert found == ["……/GXN-CCTHADS", "1/GXN-CCTHADS"]
    db.rollback()
    subject = next(one for one in queries.subjects(db, office.subject(case).case) if one.act)
    assert subject.number == "1/GXN-CCTHADS"


@pytest.mark.parametrize("statement", ["UPDATE issued_paper SET number = 9",
                                       "DELETE FROM issued_paper"])  # fmt: skip
def test_an_issued_paper_is_never_changed(db, office, statement):
    issued(office, office.case(DEBT), Kind.NOTICE)
    db.commit()
    with pytest.raises(IntegrityError, match="append_only"):
        db.execute(text(statement))
    db.rollback()
