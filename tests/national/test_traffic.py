"""What goes between a province and the desk goes by jobs of that province, once."""

from collections.abc import Callable
from contextvars import Context
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session, undefer

from tenants.models import ProvinceTarget, PublishedPeriod, ReportProgress
from tenants.sessions import open_session
from tests.clients import Client
from tests.reports.world import END, small_province, version_of
from thads.core.ids import new_id
from thads.core.jobs import BackgroundJob, Job, JobState
from thads.identity.models import Role
from thads.reports import actions, queries
from thads.targets.models import Target
from workers import handing
from workers.run import run

GIVEN = {"province": "lao-cai", "year": "2024", "cases_percent": "84", "money_percent": "47,5",
         "document": "12/QĐ-BTP", "document_day": "05/10/2023"}  # fmt: skip


def work(slug: str, name: Job) -> list[tuple[JobState, str | None]]:
    """Do every waiting job of this name in a province, as a worker would."""

    def do() -> list[tuple[JobState, str | None]]:
        with open_session(slug) as db:
            waiting = (BackgroundJob.name == name, BackgroundJob.state == JobState.WAITING)
            ids = db.scalars(select(BackgroundJob.id).where(*waiting)).all()
        for job_id in ids:
            Context().run(run, slug, str(job_id))
        with open_session(slug) as db:
            jobs = select(BackgroundJob).where(BackgroundJob.id.in_(ids))
            return [(job.state, job.message) for job in db.scalars(jobs)]

    return Context().run(do)


def inside(slug: str, ask: Callable[[Session], object]) -> object:
    def do() -> object:
        with open_session(slug) as db:
            return ask(db)

    return Context().run(do)


@pytest.fixture
def published(db, make):
    """A report of September, published; the job that sends it waits."""
    small_province(make)
    head, now = make.user(Role.PROVINCE_HEAD), datetime.now(UTC)
    report = actions.compose(
        db,
        new_id(),
        period_end=END,
        dated=END,
        by_id=head.id,
        now=now,
        version=version_of(db, head, END),
    )
    actions.keep_file(db, report, b"%PDF", now=now)
    actions.publish(db, report, by=head, today=date(2024, 10, 3), now=now)
    db.commit()
    return report


def test_a_published_report_reaches_the_desk_once_without_officers(published, control) -> None:
    assert work("lao-cai", Job.SEND_PUBLISHED)[0][0] is JobState.DONE
    inside("lao-cai", _send_all_again)
    assert work("lao-cai", Job.SEND_PUBLISHED)[0][0] is JobState.DONE
    held = control.scalars(select(PublishedPeriod).options(undefer(PublishedPeriod.lines))).one()
    assert (held.period_end, held.version) == (END, 1)
    assert held.published_on == date(2024, 10, 3)
    assert held.total["cases"]["resolved_total"] == 1
    assert held.total["cases"]["enforceable_total"] == 3
    assert {line["group"] for line in held.lines} == {"unit", "kind", "theme"}
    assert [line["name"] for line in held.lines if line["group"] == "unit"] == [
        "Chi cục THADS huyện Thử"
    ]
    assert "Người Thử" not in str(held.lines)
    assert "officer" not in str(held.lines)


def _send_all_again(db: Session) -> None:
    from thads.reports import sending

    for report in queries.published(db):
        sending.ask(db, report, by=None, now=datetime.now(UTC))
    db.commit()


def test_a_target_of_the_desk_is_taken_over_by_its_province_alone(desk: Client, control) -> None:
    assert desk.post("/national/targets", data=GIVEN).status_code == 303
    assert "Chưa nhận" in desk.get("/national/targets?year=2024").text
    assert Context().run(handing.ask_for_targets) == 1
    assert Context().run(handing.ask_for_targets) == 0  # one job is enough
    assert work("lao-cai", Job.TAKE_TARGETS) == [(JobState.DONE, "Đã nhận 1 chỉ tiêu.")]
    assert work("nghe-an", Job.TAKE_TARGETS) == []
    kept = inside("lao-cai", lambda db: db.scalars(select(Target)).one())
    assert (kept.unit_id, kept.cases_percent, kept.money_percent) == (None, 84, Decimal("47.5"))
    assert kept.document == "12/QĐ-BTP"
    assert inside("nghe-an", lambda db: db.scalars(select(Target)).all()) == []
    assert "Chưa nhận" not in desk.get("/national/targets?year=2024").text


def test_taking_twice_keeps_one(desk: Client, control) -> None:
    desk.post("/national/targets", data=GIVEN)
    Context().run(handing.ask_for_targets)
    work("lao-cai", Job.TAKE_TARGETS)
    control.rollback()
    target = control.scalars(select(ProvinceTarget)).one()
    target.taken_at = None  # as if the worker had died before it said so
    control.commit()
    Context().run(handing.ask_for_targets)
    assert work("lao-cai", Job.TAKE_TARGETS)[0][0] is JobState.DONE
    assert len(inside("lao-cai", lambda db: db.scalars(select(Target)).all())) == 1


def test_the_same_form_twice_sets_one_target(desk: Client, control) -> None:
    key = {"submission_key": "0199a3a0-0000-7000-8000-000000000001"}
    for _ in range(2):
        assert desk.post("/national/targets", data=GIVEN | key).status_code == 303
    assert len(control.scalars(select(ProvinceTarget)).all()) == 1


@pytest.mark.parametrize(
    ("field", "typed", "words"),
    [("cases_percent", "100,01", "Chỉ tiêu nằm từ 0 đến 100%."),
     ("money_percent", "chín", "Nhập tỷ lệ phần trăm, ví dụ 83,69."),
     ("year", "2026", "Giao chỉ tiêu cho năm 2010 đến 2025."),
     ("year", "2009", "Giao chỉ tiêu cho năm 2010 đến 2025."),
     ("document", "", "Nhập số văn bản giao chỉ tiêu."),
     ("document_day", "01/10/2024", "Ngày văn bản sau hôm nay (30/09/2024)."),
     ("province", "khong-co", "Chọn một mục trong danh sách.")],
)  # fmt: skip
def test_what_cannot_be_is_refused_and_kept(desk: Client, control, field, typed, words) -> None:
    answer = desk.post("/national/targets", data=GIVEN | {field: typed})
    assert answer.status_code == 422
    assert words in answer.text
    kept = GIVEN["cases_percent" if field == "money_percent" else "money_percent"]
    assert f'value="{kept}"' in answer.text
    assert control.scalars(select(ProvinceTarget)).all() == []


def test_a_report_tells_the_desk_how_far_it_is(db, make, control, desk: Client) -> None:
    small_province(make)
    head = make.user(Role.PROVINCE_HEAD)
    actions.ask_for(db, END, by=head, today=END, now=datetime.now(UTC))
    db.commit()
    assert "Chưa lập" in desk.get("/national/progress?at=30/09/2024").text
    assert work("lao-cai", Job.MAKE_MONTHLY_REPORT)[0][0] is JobState.DONE
    told = control.scalars(select(ReportProgress)).one()
    assert (told.state, told.period_end, told.steps_done) == ("done", END, told.steps_total)
    page = desk.get("/national/progress?at=30/09/2024").text
    assert "đã lập xong" in page
    assert page.count("Chưa lập") == 1


def test_a_failure_is_told_too(db, make, control, monkeypatch: pytest.MonkeyPatch) -> None:
    small_province(make)
    head = make.user(Role.PROVINCE_HEAD)
    actions.ask_for(db, END, by=head, today=END, now=datetime.now(UTC))
    db.commit()
    monkeypatch.setattr("workers.pdf.monthly", lambda *_: 1 / 0)
    assert work("lao-cai", Job.MAKE_MONTHLY_REPORT)[0][0] is JobState.WAITING
    told = control.scalars(select(ReportProgress)).one()
    assert (told.state, told.label) == ("failed", "Không thành: ZeroDivisionError")
