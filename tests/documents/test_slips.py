"""The papers of a request under both laws: receipt, what is missing, refusal."""

from datetime import UTC, date, datetime

import pytest

from tests.documents.test_screens import documents, jobs, work
from tests.documents.world import NEW, OLD, Office
from thads.cases.models import SigningMode
from thads.core.errors import RuleBroken
from thads.documents import of_judgments, of_requests
from thads.documents.of_judgments import Delivery, ReceiptTerms
from thads.identity.models import Role
from thads.requests import actions
from thads.requests.models import Channel, EnforcementRequest, RequestKind, StepKind
from thads.requests.terms import RequestTerms, StepTerms

NOW = datetime(2026, 7, 20, tzinfo=UTC)
TODAY = date(2026, 7, 20)


@pytest.fixture(params=[OLD, NEW], ids=["L08", "L25"])
def office(request, make, db) -> Office:
    """The same office under the old law and under the new."""
    return Office(make, db, request.param)


def receive(office: Office, **given) -> EnforcementRequest:
    judged = date(office.day.year, 1, 20)
    judgment = office.make.judgment(
        unit=office.unit, number=f"15/{judged.year}/DS-ST", judged_on=judged, received_on=judged,
        court="Tòa án nhân dân huyện Mẫu",
    )  # fmt: skip
    terms = {
        "unit_id": office.unit.id, "kind": RequestKind.REQUEST, "channel": Channel.WRITTEN,
        "requester": "Bà Được Thử", "creditor": "Bà Được Thử", "debtor": "Ông Phải Thử",
        "address": "số 7, xã Mẫu", "content": "Trả 50 triệu", "judgment_id": judgment.id,
        "enforceable_on": judged, "received_on": office.day, **given,
    }  # fmt: skip
    return actions.receive(office.db, RequestTerms(**terms), by=office.head, today=TODAY)


def step(office: Office, request: EnforcementRequest, kind: StepKind, **given):
    terms = StepTerms(kind=kind, day=office.day, **given)
    return actions.take(office.db, request, terms, by=office.head, today=TODAY)


def content(office: Office, request: EnforcementRequest, fact, mode=None):
    office.db.flush()
    office.db.refresh(request, ["steps", "judgment"])
    subject = of_requests.subject_of(request, fact.id)
    signer = office.head if mode else office.officer
    return of_requests.ask_for(office.db, subject, signer, mode, by=office.head, now=NOW).content


def test_a_receipt_is_numbered_once_and_says_what_was_received(office):
    request = receive(office)
    first, again = (content(office, request, request) for _ in range(2))
    agency = office.symbol.removeprefix("QĐ-")
    assert first["number"] == again["number"] == f"1/PN-{agency}"
    assert first["title"] == "PHIẾU NHẬN YÊU CẦU"
    law = "khoản 4 Điều 31 Luật" if office.day == OLD else "khoản 4 Điều 9 Nghị định"
    assert law in first["bases"][0]
    assert first["articles"][0][1] == "Bà Được Thử; địa chỉ: số 7, xã Mẫu"
    assert first["signed_as"] == ["CHẤP HÀNH VIÊN"]


def test_what_is_missing_is_asked_for(office):
    request = receive(office)
    asked = step(office, request, StepKind.COMPLETION_ASKED, note="Thiếu bản án.")
    found = content(office, request, asked)
    assert "Cần sửa đổi, bổ sung: Thiếu bản án." in found["articles"][0]


def test_a_refusal_rests_on_the_article_of_its_ground_and_is_signed_by_the_head(office):
    request = receive(office)
    ground = "b" if office.day == OLD else "c"
    refused = step(office, request, StepKind.REFUSAL, ground=ground, note="Đã nộp nhầm nơi.")
    found = content(office, request, refused, SigningMode.HEAD)
    assert ("Điều 31 Luật" if office.day == OLD else "khoản 4 Điều 34 Luật") in found["bases"][1]
    text = " ".join(found["articles"][0])
    assert "Lý do từ chối: " in text
    assert "Đã nộp nhầm nơi." in text
    assert found["signer"] == "Lê Văn Ký"


def test_an_entrustment_has_none_of_these_papers(office):
    request = receive(
        office, kind=RequestKind.ENTRUSTMENT, reference="12/QĐ-CCTHADS", judgment_id=None,
        stated_judgment="Bản án số 1",
    )  # fmt: skip
    assert of_requests.subjects(request) == []


def test_a_request_without_an_address_is_refused_by_name(office):
    request = receive(office, address=None)
    with pytest.raises(RuleBroken, match="thiếu: địa chỉ của người yêu cầu"):
        content(office, request, request)


def test_the_slip_is_made_from_the_page_of_the_request(db, make, sign_in):
    office = Office(make, db, OLD)
    request = receive(office)
    clerk = sign_in(Role.RECORDS_CLERK, unit=office.unit)
    path = f"/requests/{request.id}/papers/{request.id}"
    assert path in clerk.get(f"/requests/{request.id}").text
    assert "Phiếu nhận yêu cầu thi hành án" in clerk.get(path).text
    done = clerk.post(path, data={})
    assert (done.status_code, done.location) == (303, f"/jobs/{jobs(db)[0].id}")
    work(db)
    (document,) = documents(db)
    assert document.content["signed_as"] == ["VĂN THƯ"]
    assert clerk.get(f"/papers/{document.id}/file").data.startswith(b"%PDF-")
    assert "1/PN-CCTHADS" in clerk.get(path).text
    elsewhere = sign_in(Role.RECORDS_CLERK, unit=office.make.unit())
    assert elsewhere.get(path).status_code == 404
    assert elsewhere.get(f"/papers/{document.id}/file").status_code == 404
    assert elsewhere.get(f"/papers/{document.id}/signatures/").status_code == 404


def test_who_brought_a_judgment_is_given_its_receipt(office):
    judged = date(office.day.year, 1, 20)
    judgment = office.make.judgment(
        unit=office.unit, number=f"16/{judged.year}/DS-ST", judged_on=judged,
        received_on=office.day, court="Tòa án nhân dân huyện Mẫu",
    )  # fmt: skip
    terms = ReceiptTerms(
        delivery=Delivery.POST, handed_by="Tòa án nhân dân huyện Mẫu", enclosures="01 biên bản"
    )
    first, again = (
        of_judgments.receipt(office.db, judgment, terms, by=office.officer, now=NOW)
        for _ in range(2)
    )
    found = first.content
    assert first.id == again.id
    assert found["number"] == f"1/GN-{office.symbol.removeprefix('QĐ-')}"
    assert ("Điều 29 Luật" if office.day == OLD else "Điều 7 Nghị định") in found["bases"][0]
    text = " ".join(found["articles"][0])
    assert f"đã nhận Bản án số 16/{judged.year}/DS-ST" in text
    assert "Hình thức giao, nhận: dịch vụ bưu chính." in text
    assert "Tài liệu kèm theo: 01 biên bản." in text


@pytest.mark.one_engine
def test_the_receipt_of_a_judgment_is_asked_for_on_its_page(office, sign_in, db):
    judgment = office.make.judgment(unit=office.unit, received_on=office.day)
    db.commit()
    clerk = sign_in(Role.RECORDS_CLERK, unit=office.unit)
    where = f"/judgments/{judgment.id}/receipt"
    assert where in clerk.get(f"/judgments/{judgment.id}").text
    assert clerk.post(where, data={"delivery": "direct"}).status_code == 422
    told = {"delivery": "direct", "handed_by": "Ông Giao Thử", "enclosures": "không có"}
    assert clerk.post(where, data=told).status_code == 303
    made = of_judgments.versions(db, judgment)
    assert [one.content["code"] for one in made] == ["giay-nhan-ban-an"]
    assert "Lập giấy nhận (PDF)" not in clerk.get(where).text  # it has its number
