"""The screens of the monthly summary: asking, waiting, downloading, publishing."""

from contextvars import Context
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from sqlalchemy import select

from tests.clients import PASSWORD, Client
from tests.closing.world import amended, enter_late
from tests.reports.world import CLOSED_ON, END, small_province, version_of
from thads.audit.models import AuditEntry
from thads.cases.models import Case
from thads.core.ids import new_id
from thads.core.jobs import BackgroundJob, Job, JobState, after_commit
from thads.identity.models import Role, User
from thads.reports import actions
from thads.reports.models import MonthlyReport, ReportPublication
from workers.run import run

PAPER = b"%PDF-1.7 paper"
OWN = {"password": PASSWORD}
PERIOD = {"period_end": END.isoformat()}
PART = {"HX-Request": "true", "HX-Target": "job"}
RENEWS = 'hx-trigger="every 2s"'


@pytest.fixture
def head(make) -> User:
    """The head of a small province."""
    small_province(make)
    return make.user(Role.PROVINCE_HEAD)


@pytest.fixture
def browser(head, sign_in) -> Client:
    """The head's browser."""
    return sign_in(head)


@pytest.fixture
def report(db, head) -> MonthlyReport:
    """A summary whose paper is made."""
    now = datetime.now(UTC)
    made = actions.compose(db, new_id(), period_end=END, dated=CLOSED_ON, by_id=head.id, now=now,
                           version=version_of(db, head))  # fmt: skip
    actions.keep_file(db, made, PAPER, now=now)
    db.commit()
    return made


def jobs(db) -> list[BackgroundJob]:
    """All work that was ever asked for."""
    db.rollback()
    return list(db.scalars(select(BackgroundJob).order_by(BackgroundJob.asked_at)))


def test_asking_leads_to_the_page_of_the_work(db, browser, head):
    assert "Lập báo cáo tháng</button>" in browser.get("/reports/").text
    answer = browser.post("/reports/", data=PERIOD)
    (job,) = jobs(db)
    assert (answer.status_code, answer.location) == (303, f"/jobs/{job.id}")
    assert (job.name, job.asked_by_id) == (Job.MAKE_MONTHLY_REPORT, head.id)
    assert job.arguments["period_end"] == "2024-09-30"
    page = browser.get(answer.location).text
    assert "Lập báo cáo tóm tắt tháng" in page
    assert "Đang chờ" in page


def test_asking_again_while_it_is_made_leads_to_the_same_work(db, browser):
    first, again = (browser.post("/reports/", data=PERIOD).location for _ in range(2))
    assert first == again
    assert len(jobs(db)) == 1


def test_another_person_who_asks_meanwhile_is_told_that_it_is_being_made(db, browser, sign_in):
    browser.post("/reports/", data=PERIOD)
    other = sign_in(Role.UNIT_HEAD)
    answer = other.post("/reports/", data=PERIOD)
    assert (answer.status_code, answer.location) == (303, "/reports/")
    assert "đang được lập theo yêu cầu của người khác" in other.get("/reports/").text
    assert len(jobs(db)) == 1


@pytest.mark.parametrize("period", ["2024-10-31", "2024-09-29", "", "soon"])
def test_a_period_that_is_not_over_is_refused_at_its_field(db, browser, period):
    answer = browser.post("/reports/", data={"period_end": period})
    assert answer.status_code == 422
    assert 'id="period_end-error"' in answer.text
    assert jobs(db) == []


def test_those_without_the_right_neither_ask_nor_see_the_form(db, head, sign_in):
    clerk = sign_in(Role.RECORDS_CLERK)
    assert clerk.post("/reports/", data=PERIOD).status_code == 404
    assert "Lập báo cáo tháng</button>" not in clerk.get("/reports/").text
    assert jobs(db) == []


def test_the_part_renews_itself_while_the_work_runs_and_then_stops(db, browser):
    address = browser.post("/reports/", data=PERIOD).location
    waiting = browser.get(address, headers=PART).text
    assert waiting.lstrip().startswith('<section id="job"')
    assert "<html" not in waiting
    assert RENEWS in waiting
    assert f'hx-get="{address}"' in waiting

    (job,) = jobs(db)
    job.state, job.steps_done, job.steps_total = JobState.RUNNING, 1, 3
    job.step_label = "Dàn trang báo cáo"
    running = browser.get(address, headers=PART).text
    assert RENEWS in running
    assert "Đang chạy: Dàn trang báo cáo (1/3)" in running

    job.state, job.finished_at = JobState.DONE, datetime.now(UTC)
    job.message = "Báo cáo kỳ 09/2024, tạm tính, lần 1, đã lập xong."
    done = browser.get(address, headers=PART).text
    assert RENEWS not in done
    assert job.message in done
    assert f"/reports/{job.arguments['report_id']}/file" in done


def test_work_that_failed_says_so_and_offers_no_paper(db, browser):
    address = browser.post("/reports/", data=PERIOD).location
    (job,) = jobs(db)
    job.state, job.finished_at = JobState.FAILED, datetime.now(UTC)
    job.message = "Đã thử 3 lần không thành. Dữ liệu không thay đổi; hãy yêu cầu lại."
    page = browser.get(address, headers=PART).text
    assert RENEWS not in page
    assert job.message in page
    assert "Tải PDF" not in page


def test_work_that_no_worker_heard_of_says_that_nothing_is_lost(db, browser):
    address = browser.post("/reports/", data=PERIOD).location
    assert "Hàng đợi tạm thời không phản hồi" not in browser.get(address).text
    (job,) = jobs(db)
    job.asked_at -= timedelta(minutes=1)
    assert "Yêu cầu đã được lưu, không mất gì" in browser.get(address).text


def test_work_of_another_kind_offers_no_paper(db, head, browser):
    job = after_commit(db, Job.REBUILD_STATISTICS, asked_by_id=head.id, now=datetime.now(UTC))
    job.state, job.finished_at = JobState.DONE, datetime.now(UTC)
    answer = browser.get(f"/jobs/{job.id}")
    assert answer.status_code == 200
    assert "Tải PDF" not in answer.text


def test_the_work_of_another_person_is_absent(db, browser, sign_in):
    address = browser.post("/reports/", data=PERIOD).location
    for role in (Role.PROVINCE_HEAD, Role.UNIT_HEAD, Role.ADMINISTRATOR):
        other = sign_in(role)
        assert other.get(address).status_code == 404
        assert address not in other.get("/jobs/").text
    assert address in browser.get("/jobs/").text


def test_what_a_worker_made_is_downloaded_with_safe_headers(db, browser):
    browser.post("/reports/", data=PERIOD)
    (job,) = jobs(db)
    db.rollback()
    assert Context().run(run, "lao-cai", str(job.id))
    answer = browser.get(f"/reports/{UUID(job.arguments['report_id'])}/file")
    assert answer.status_code == 200
    assert answer.data.startswith(b"%PDF-")
    assert answer.headers["Content-Type"] == "application/pdf"
    assert (
        answer.headers["Content-Disposition"]
        == 'attachment; filename="bao-cao-thads-2024-09-tam-tinh-1.pdf"'
    )
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in answer.headers["Cache-Control"]
    read = db.scalars(select(AuditEntry).where(AuditEntry.act == "reports.file.read")).one()
    assert read.subject_id == job.arguments["report_id"]


def test_a_paper_that_is_not_made_is_absent_and_cannot_be_published(db, head, browser):
    now = datetime.now(UTC)
    made = actions.compose(db, new_id(), period_end=END, dated=CLOSED_ON, by_id=head.id, now=now,
                           version=version_of(db, head))  # fmt: skip
    assert browser.get(f"/reports/{made.id}/file").status_code == 404
    assert "Đang lập" in browser.get("/reports/").text
    answer = browser.post(f"/reports/{made.id}/publication", data=OWN)
    assert answer.status_code == 422
    assert "Báo cáo chưa lập xong nên chưa công bố được" in answer.text


def test_publishing_says_first_what_it_means(report, browser):
    page = browser.get(f"/reports/{report.id}/publication").text
    assert "Không thu lại được" in page
    assert "1 / 3 việc" in page
    assert report.file_sha256 in page


def test_a_report_is_published_once(db, report, browser, head):
    wrong = browser.post(f"/reports/{report.id}/publication", data={"password": "x"})
    assert (wrong.status_code, "Mật khẩu không đúng" in wrong.text) == (422, True)
    assert not db.scalars(select(ReportPublication)).all()
    answer = browser.post(f"/reports/{report.id}/publication", data=OWN)
    assert (answer.status_code, answer.location) == (303, "/reports/")
    assert "Đã công bố ngày 30/09/2024" in browser.get("/reports/").text

    again = browser.post(f"/reports/{report.id}/publication", data=OWN)
    assert again.status_code == 422
    assert "Bản 1 đã được công bố ngày 30/09/2024" in again.text
    kept = db.scalars(select(ReportPublication)).one()
    assert (kept.published_by_id, kept.published_on) == (head.id, END)
    assert db.scalars(select(AuditEntry).where(AuditEntry.act == "report.published")).one()


@pytest.mark.parametrize("role", [Role.UNIT_HEAD, Role.OFFICER, Role.OVERSIGHT, Role.ADMINISTRATOR])
def test_only_the_head_of_the_province_publishes(db, report, sign_in, role):
    address = f"/reports/{report.id}/publication"
    client = sign_in(role)
    assert client.get(address).status_code == 404
    assert client.post(address).status_code == 404
    assert not db.scalars(select(ReportPublication)).all()


def test_a_replaced_version_points_to_the_newer(db, make, report, head, browser):
    case = db.scalars(select(Case).where(Case.docketed_on == date(2024, 3, 1))).one()
    enter_late(make, case, 1_000_000, date(2024, 9, 5), by=head)
    amended(db, head)
    assert "(đã được thay thế bởi bản 2)" in browser.get("/reports/").text
    page = browser.get(f"/reports/{report.id}/publication").text
    assert "đã được thay thế bởi bản 2" in page


def test_the_paper_of_a_version_is_asked_for_from_its_page(db, head, browser):
    version = version_of(db, head)
    browser.post(f"/reports/versions/{version.id}")
    (job,) = jobs(db)
    db.rollback()
    assert Context().run(run, "lao-cai", str(job.id))
    page = browser.get("/reports/").text
    assert "Bản 1" in page
    assert "Công bố</a>" in page


def test_provisional_figures_offer_no_publication(browser, db):
    browser.post("/reports/", data=PERIOD)
    (job,) = jobs(db)
    db.rollback()
    assert Context().run(run, "lao-cai", str(job.id))
    page = browser.get("/reports/").text
    assert "Tạm tính, lần 1" in page
    assert "Công bố</a>" not in page
    address = f"/reports/{job.arguments['report_id']}/publication"
    assert "không công bố được" in browser.get(address).text
    assert "tỉnh chưa duyệt" in browser.post(address, data=OWN).text
