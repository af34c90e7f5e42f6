"""A member of the people's council reads published months, as published, and nothing else (P18)."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select

from tests.closing.world import amended as second_version
from tests.closing.world import enter_late
from tests.oversight.papers import small_paper
from tests.reports.world import CLOSED_ON, END, small_province, version_of
from thads.cases.models import Case
from thads.core.ids import new_id
from thads.identity.models import Role, User
from thads.parties.models import Party
from thads.reports import actions
from thads.reports.models import MonthlyReport

FIRST_PAPER, SECOND_PAPER = small_paper(2), small_paper(3)
NAME, ADDRESS, ID_NUMBER = "Nông Thị Kín Đáo", "Tổ 9, phường Kín Đáo", "010199001234"


@pytest.fixture
def head(make, db) -> User:
    """The small province with parties of flesh and blood, and the one who publishes."""
    small_province(make)
    for party in db.scalars(select(Party)):
        party.name, party.address, party.personal_id_number = NAME, ADDRESS, ID_NUMBER
    person = make.user(Role.PROVINCE_HEAD, full_name="Lò Thị Công Bố")
    db.commit()
    return person


def composed(db, head: User, paper: bytes = FIRST_PAPER, end: date = END) -> MonthlyReport:
    """A version whose paper is made."""
    now = datetime.now(UTC)
    version = version_of(db, head, end)
    report = actions.compose(db, new_id(), period_end=end, dated=CLOSED_ON, by_id=head.id,
                             now=now, version=version)  # fmt: skip
    actions.keep_file(db, report, paper, now=now)
    db.commit()
    return report


def published(db, head: User, paper: bytes = FIRST_PAPER) -> MonthlyReport:
    """A version that oversight bodies may read."""
    report = composed(db, head, paper)
    actions.publish(db, report, by=head, today=CLOSED_ON, now=datetime.now(UTC))
    db.commit()
    return report


def amended(db, make, head: User, paper: bytes = SECOND_PAPER) -> MonthlyReport:
    """The paper of a second version, after a collection of August was entered late."""
    case = db.scalars(select(Case).where(Case.docketed_on == date(2024, 3, 1))).one()
    enter_late(make, case, 5_000_000, date(2024, 8, 1), by=head)
    version = second_version(db, head)
    now = datetime.now(UTC)
    report = actions.compose(db, new_id(), period_end=END, dated=CLOSED_ON, by_id=head.id,
                             now=now, version=version)  # fmt: skip
    actions.keep_file(db, report, paper, now=now)
    db.commit()
    return report


def test_the_list_holds_published_versions_with_both_rates_and_their_bases(head, db, sign_in):
    shown = published(db, head)
    hidden = composed(db, head, SECOND_PAPER)
    page = sign_in(Role.OVERSIGHT).get("/oversight/").text
    assert f"/oversight/{shown.id}" in page
    assert str(hidden.id) not in page
    assert "12 tháng, đến hết 30/09/2024" in page
    assert "33,33%" in page
    assert "(1/3)" in page


def test_without_any_publication_the_list_says_so(head, db, sign_in):
    composed(db, head)
    page = sign_in(Role.OVERSIGHT).get("/oversight/").text
    assert "Chưa có kỳ nào được công bố" in page
    assert "30/09/2024</a>" not in page


def test_an_unpublished_version_is_absent_even_by_its_address(head, db, sign_in):
    hidden = composed(db, head)
    client = sign_in(Role.OVERSIGHT)
    for path in (f"/oversight/{hidden.id}", f"/oversight/{hidden.id}/file",
                 f"/reports/{hidden.id}/file", f"/reports/{hidden.id}/publication",
                 "/reports/", "/statistics/", "/cases/", "/jobs/"):  # fmt: skip
        assert client.get(path).status_code == 404, path


@pytest.mark.one_engine
def test_a_copy_begins_with_the_very_paper_that_was_published(head, db, sign_in):
    report = published(db, head)
    answer = sign_in(Role.OVERSIGHT).get(f"/oversight/{report.id}/file")
    assert answer.data.startswith(FIRST_PAPER)
    assert answer.headers["Content-Type"] == "application/pdf"
    assert 'filename="bao-cao-thads-2024-09-ban-1.pdf"' in answer.headers["Content-Disposition"]


@pytest.mark.one_engine
def test_every_page_says_who_reads_it_and_when(head, db, sign_in):
    report = published(db, head)
    client = sign_in(Role.OVERSIGHT, full_name="Giàng A Giám Sát")
    for path in ("/oversight/", f"/oversight/{report.id}"):
        page = client.get(path).text
        assert "Xem bởi Giàng A Giám Sát (Hội đồng nhân dân) lúc " in page, path
        assert "chỉ số liệu đã công bố" in page


def test_no_person_of_any_case_stands_in_what_is_published(head, db, sign_in):
    report = published(db, head)
    client = sign_in(Role.OVERSIGHT)
    for text in (client.get("/oversight/").text, client.get(f"/oversight/{report.id}").text,
                 client.get("/account").text, str(report.figures)):  # fmt: skip
        for secret in (NAME, ADDRESS, ID_NUMBER, "Kín Đáo"):
            assert secret not in text


def test_a_published_version_stays_as_it_was_when_a_new_one_is_made(head, make, db, sign_in):
    first = published(db, head)
    client = sign_in(Role.OVERSIGHT)
    page = figures_on(client, first)

    second = amended(db, make, head)

    assert second.figures["total"] != first.figures["total"]
    assert figures_on(client, first) == page
    assert client.get(f"/oversight/{first.id}/file").data.startswith(FIRST_PAPER)
    assert str(second.id) not in client.get("/oversight/").text

    actions.publish(db, second, by=head, today=CLOSED_ON, now=datetime.now(UTC))
    assert figures_on(client, first) == page
    assert figures_on(client, second) != page
    listed = client.get("/oversight/").text
    assert listed.index(str(second.id)) < listed.index(str(first.id))


def test_a_replaced_version_says_which_one_is_newer(head, make, db, sign_in):
    first, second = published(db, head), amended(db, make, head)
    actions.publish(db, second, by=head, today=CLOSED_ON, now=datetime.now(UTC))
    db.commit()
    client = sign_in(Role.OVERSIGHT)
    page = client.get(f"/oversight/{first.id}").text
    assert f'/oversight/{second.id}">bản 2, ngày 01/10/2024' in page
    assert "bản mới hơn" not in client.get(f"/oversight/{second.id}").text
    assert client.get("/oversight/").text.count("(đã được thay thế bởi bản 2)") == 1


def test_rates_stand_beside_the_target_and_last_year_of_the_same_paper(head, db, sign_in):
    report = published(db, head)
    page = sign_in(Role.OVERSIGHT).get(f"/oversight/{report.id}").text
    assert "▼ 50,36 điểm % so với chỉ tiêu 83,69%" in page  # 33,33 − 83,69
    assert "Năm nay ▲ 33,33 điểm % so với cùng kỳ" in page  # a year ago 0 of 1
    assert report.file_sha256 in page


def figures_on(client, report: MonthlyReport) -> str:
    """The page of a version from its cards on, without the line that says who reads and when."""
    answer = client.get(f"/oversight/{report.id}")
    assert answer.status_code == 200
    lines = answer.text[answer.text.index('class="cards"') :].splitlines()
    return "\n".join(line for line in lines if " bởi " not in line)
