"""thads national …, thads reports …"""

import threading
import time
from contextvars import Context
from datetime import date

import pytest
from click.testing import CliRunner
from sqlalchemy import select

from tenants.sessions import open_session
from tests.reports.world import small_province
from thads.commands import reports
from thads.commands.national import national
from thads.core.jobs import BackgroundJob, JobState
from thads.identity.models import Role
from workers.run import run


def said(command, *arguments: str):
    return Context().run(CliRunner().invoke, command, arguments, standalone_mode=False)


def test_the_first_account_is_made_and_closed_by_command(browser, control) -> None:
    link = said(national, "invite", "Trung.Uong", "--name", "Người Trung Ương").output.strip()
    assert link.startswith("http://127.0.0.1:8000/national/invitation?token=")
    assert "Người Trung Ương" in browser.get(link.partition(":8000")[2]).text
    assert "chờ đặt mật khẩu" in said(national, "list").output
    assert said(national, "disable", "trung.uong").output == "trung.uong: đã khóa.\n"
    assert browser.get(link.partition(":8000")[2]).status_code == 404
    assert said(national, "disable", "khong-co").exception is not None


def test_help_is_in_vietnamese() -> None:
    assert "Mời một người" in said(national, "invite", "--help").output
    assert "Lập báo cáo tháng ở từng tỉnh" in said(reports.reports, "make", "--help").output


def test_reports_of_all_provinces_are_made_one_job_in_each(
    db, make, nghe_an, monkeypatch: pytest.MonkeyPatch
) -> None:
    small_province(make)
    make.user(Role.PROVINCE_HEAD)
    db.commit()
    monkeypatch.setattr(reports, "LOOK_SECONDS", 0.05)
    stopped = threading.Event()
    worker = threading.Thread(target=lambda: Context().run(_work_until, stopped))
    worker.start()
    try:
        answer = said(reports.reports, "make", "--at", "2024-08-31")
    finally:
        stopped.set()
        worker.join()
    assert answer.return_value == 0, answer.output
    for slug in ("lao-cai", "nghe-an"):
        assert f"{slug}: đã ghi việc lập báo cáo." in answer.output
        assert f"{slug}: xong" in answer.output


def _work_until(stopped: threading.Event) -> None:
    while not stopped.is_set():
        for slug in ("lao-cai", "nghe-an"):
            Context().run(_work_in, slug)
        time.sleep(0.05)


def _work_in(slug: str) -> None:
    with open_session(slug) as db:
        stmt = select(BackgroundJob.id).where(BackgroundJob.state == JobState.WAITING)
        waiting = db.scalars(stmt).all()
    for job_id in waiting:
        Context().run(run, slug, str(job_id))


def test_a_day_that_ends_no_month_is_refused_for_each_province(instance) -> None:
    answer = said(reports.reports, "make", "--at", "2024-08-30", "lao-cai")
    assert answer.return_value == 1
    assert "lao-cai: Kỳ báo cáo phải kết thúc vào ngày cuối tháng." in answer.output


def test_a_silent_queue_is_said_after_a_while(instance, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reports, "LOOK_SECONDS", 0.01)
    monkeypatch.setattr(reports, "STILL_SECONDS", 0.05)
    answer = said(reports.reports, "make", "--at", f"{date(2024, 8, 31)}", "lao-cai")
    assert answer.return_value == 1
    assert "việc vẫn nằm trong hàng đợi của tỉnh: lao-cai" in answer.output
