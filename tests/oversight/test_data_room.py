"""Bodies outside read under their name; both sides see who read what (B13)."""

import io
from datetime import UTC, date, datetime, timedelta

import pytest
from pypdf import PdfReader
from sqlalchemy import select

from tests.oversight.papers import small_paper
from tests.reports.world import CLOSED_ON, END, small_province, version_of
from thads.core.ids import new_id
from thads.identity import actions as people
from thads.identity.models import Body, BodyMembership, Role, User
from thads.reports import actions
from thads.reports.models import MonthlyReport
from workers import pdf

JUNE, AUGUST = date(2024, 6, 30), date(2024, 8, 31)  # counted by the rules before, and after


@pytest.fixture
def head(make, db) -> User:
    """The small province and the one who publishes."""
    small_province(make)
    person = make.user(Role.PROVINCE_HEAD, full_name="Lò Thị Công Bố")
    db.commit()
    return person


def published(db, head: User, end: date = END, paper: bytes | None = None) -> MonthlyReport:
    now = datetime.now(UTC)
    report = actions.compose(
        db,
        new_id(),
        period_end=end,
        dated=END,
        by_id=head.id,
        now=now,
        version=version_of(db, head, end),
    )
    actions.keep_file(db, report, paper or small_paper(2), now=now)
    actions.publish(db, report, by=head, today=CLOSED_ON, now=now)
    db.commit()
    return report


@pytest.mark.one_engine
def test_every_page_of_a_copy_names_reader_body_moment_and_the_original(head, db, sign_in):
    now = datetime.now(UTC)
    report = actions.compose(
        db,
        new_id(),
        period_end=END,
        dated=END,
        by_id=head.id,
        now=now,
        version=version_of(db, head, END),
    )
    content = pdf.monthly(report.figures)
    actions.keep_file(db, report, content, now=now)
    actions.publish(db, report, by=head, today=CLOSED_ON, now=now)
    db.commit()
    client = sign_in(Role.OVERSIGHT, full_name="Giàng A Giám Sát", body=Body.PROCURACY)
    copy = client.get(f"/oversight/{report.id}/file").data
    assert copy.startswith(content)
    pages = PdfReader(io.BytesIO(copy)).pages
    assert len(pages) == len(PdfReader(io.BytesIO(content)).pages) > 3
    for page in pages:
        text = page.extract_text()
        assert "Bản tải của Giàng A Giám Sát (Viện kiểm sát nhân dân) lúc " in text
        assert "Giàng A Giám Sát – Viện kiểm sát nhân dân – " in text
        assert report.file_sha256 in text
    kept = client.post(  # and the copy is known as one of this very paper
        f"/check/{report.figures['anchor']['code']}/file",
        data={"file": (io.BytesIO(copy), "a.pdf")},
    )
    assert "Bản sao có ghi thêm" in kept.text


def test_two_readers_take_different_copies_and_the_file_stays(head, db, sign_in):
    report = published(db, head)
    one = sign_in(Role.OVERSIGHT, full_name="Người Thứ Nhất").get(f"/oversight/{report.id}/file")
    other = sign_in(Role.OVERSIGHT, full_name="Người Thứ Hai").get(f"/oversight/{report.id}/file")
    assert one.data != other.data
    assert sign_in(head).get(f"/reports/{report.id}/file").data == small_paper(2)


def test_a_period_shows_charts_with_their_table(head, db, sign_in):
    page = sign_in(Role.OVERSIGHT).get(f"/oversight/{published(db, head).id}").text
    assert page.count(' class="chart" role="img"') == 4
    assert "Tỷ lệ về việc, luỹ kế theo tháng" in page
    assert '<th scope="row">Đến hết 31/10/2023</th>' in page
    assert "1 / 3" in page


def test_two_published_periods_are_set_side_by_side_in_points(head, db, sign_in):
    august, september = published(db, head, AUGUST), published(db, head)
    client = sign_in(Role.OVERSIGHT)
    asked = {"first": str(august.id), "second": str(september.id)}
    page = client.get("/oversight/comparison", query_string=asked).text
    assert "Đến 31/08/2024" in page
    assert "33,33%" in page
    assert "0,00 điểm %" in page  # nothing was resolved between the two
    assert "hai chế độ thống kê khác nhau" not in page


def test_periods_counted_by_different_rules_say_so(head, db, sign_in):
    june, september = published(db, head, JUNE), published(db, head)
    asked = {"first": str(june.id), "second": str(september.id)}
    page = sign_in(Role.OVERSIGHT).get("/oversight/comparison", query_string=asked).text
    assert "hai chế độ thống kê khác nhau" in page


def test_an_unpublished_period_cannot_be_compared(head, db, sign_in):
    shown, now = published(db, head), datetime.now(UTC)
    hidden = actions.compose(
        db,
        new_id(),
        period_end=JUNE,
        dated=END,
        by_id=head.id,
        now=now,
    )
    db.commit()
    asked = {"first": str(shown.id), "second": str(hidden.id)}
    page = sign_in(Role.OVERSIGHT).get("/oversight/comparison", query_string=asked).text
    assert "30/06/2024" not in page
    assert "Chọn hai kỳ" in page


def test_a_body_sees_its_own_accesses_and_the_office_sees_all(head, db, sign_in):
    report = published(db, head)
    council = sign_in(Role.OVERSIGHT, full_name="Đại Biểu Hội Đồng")
    prosecutor = sign_in(Role.OVERSIGHT, full_name="Kiểm Sát Viên", body=Body.PROCURACY)
    council.get(f"/oversight/{report.id}/file")
    prosecutor.get(f"/oversight/{report.id}")
    own = council.get("/oversight/accesses").text
    assert "Tải PDF có dấu người tải" in own
    assert "Đến hết 30/09/2024, bản 1" in own
    assert "Kiểm Sát Viên" not in own
    others = prosecutor.get("/oversight/accesses", query_string={"body": "council"}).text
    assert "Đại Biểu Hội Đồng" not in others
    office = sign_in(head)
    everything = office.get("/oversight/accesses").text
    assert "Đại Biểu Hội Đồng" in everything
    assert "Kiểm Sát Viên" in everything
    filtered = office.get("/oversight/accesses", query_string={"body": "procuracy"}).text
    assert "Kiểm Sát Viên" in filtered
    assert "Đại Biểu Hội Đồng" not in filtered


def test_what_was_read_for_a_body_stays_with_that_body(head, make, db, sign_in):
    report = published(db, head)
    person = make.user(Role.OVERSIGHT, full_name="Người Chuyển Cơ Quan")
    sign_in(person).get(f"/oversight/{report.id}")
    later = datetime.now(UTC) + timedelta(seconds=1)
    people.change_role(
        db, person, Role.OVERSIGHT, None, by=head, now=later, body=Body.STEERING_COMMITTEE
    )
    db.commit()
    council = sign_in(Role.OVERSIGHT).get("/oversight/accesses").text
    assert "Người Chuyển Cơ Quan" in council
    steering = sign_in(Role.OVERSIGHT, body=Body.STEERING_COMMITTEE).get("/oversight/accesses").text
    assert "Người Chuyển Cơ Quan" not in steering
    bodies = db.scalars(select(BodyMembership.body).where(BodyMembership.user_id == person.id))
    assert set(bodies) == {Body.COUNCIL, Body.STEERING_COMMITTEE}


def test_the_administrator_says_for_which_body_a_person_reads(db, sign_in):
    client = sign_in(Role.ADMINISTRATOR)
    typed = {"full_name": "Trần Kiểm Sát", "username": "tran.ks", "role": "oversight"}
    assert client.post("/admin/users", data={**typed, "body": "procuracy"}).status_code == 201
    member = db.scalars(select(BodyMembership).join(User).where(User.username == "tran.ks")).one()
    assert member.body is Body.PROCURACY
    db.rollback()
    clerk = {"full_name": "Trần Quản Trị", "username": "tran.qt", "role": "administrator"}
    refused = client.post("/admin/users", data={**clerk, "body": "council"})
    assert refused.status_code == 422
    assert "Chỉ người của cơ quan giám sát" in refused.text
