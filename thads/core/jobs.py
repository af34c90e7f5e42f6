"""Background work: what must be done stands in the tenant's database; the queue is a doorbell.

`after_commit` writes the row in the caller's transaction and rings after the commit. A worker, or
the sweeper when the bell was lost, takes the row and does its work once.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, Index, event
from sqlalchemy.orm import Mapped, Session, mapped_column

from thads.core.codes import Coded
from thads.core.db import Identified, TenantBase, Term


class Job(Coded):
    """Names of the jobs; `workers.jobs` has one function for each."""

    MAKE_MONTHLY_REPORT = "make_monthly_report", "Lập báo cáo tóm tắt tháng"
    SEND_PUBLISHED = "send_published", "Gửi số liệu đã công bố cho bàn toàn quốc"
    TAKE_TARGETS = "take_targets", "Nhận chỉ tiêu do trung ương giao"
    REBUILD_STATISTICS = "rebuild_statistics", "Tính lại số liệu thống kê"
    CHECK_REGISTER = "check_register", "Kiểm tra tệp sổ thụ lý"
    APPLY_REGISTER = "apply_register", "Nhập sổ thụ lý từ tệp"
    EXPORT_REGISTER = "export_register", "Xuất sổ thụ lý ra Excel"
    EXPORT_PERIOD_LIST = "export_period_list", "Xuất danh sách của kỳ ra Excel"
    HAND_OVER_CASES = "hand_over_cases", "Giao, chuyển nhiều việc"
    CLASSIFY_CASES = "classify_cases", "Phân loại nhiều việc"
    REORGANISE_UNITS = "reorganise_units", "Sắp xếp lại đơn vị"
    MAKE_PAPER = "make_paper", "Lập văn bản của hồ sơ"
    BIND_CASE_FILE = "bind_case_file", "Lập hồ sơ thành một tệp PDF"
    PRINT_VOUCHER = "print_voucher", "In chứng từ thu, chi"
    MAKE_BOOK = "make_book", "Lập sổ kế toán, biên bản đối chiếu (PDF)"
    PROPOSE_PAYOUT = "propose_payout", "Lập đề xuất chi trả nhiều khoản"
    AGREE_PAYOUT = "agree_payout", "Kiểm tra, duyệt đề xuất chi trả nhiều khoản"
    PAY_OUT = "pay_out", "Chi trả tiền thi hành án"
    PRINT_PAYOUT = "print_payout", "Lập bảng kê chi trả"
    PRINT_COMMUNES = "print_communes", "Lập phiếu địa bàn gửi xã (PDF)"
    PRINT_FORM = "print_form", "Lập biểu thống kê (PDF)"
    PRINT_BANK_PACK = "print_bank_pack", "Lập tài liệu làm việc với tổ chức tín dụng (PDF)"
    PRINT_INSPECTION = "print_inspection", "Lập văn bản kiểm tra (PDF)"
    PRINT_SUPPLEMENT = "print_supplement", "Lập báo cáo bổ sung, giải trình (PDF)"


class JobState(Coded):
    """The life of a job."""

    WAITING = "waiting", "Đang chờ"
    RUNNING = "running", "Đang chạy"
    DONE = "done", "Xong"
    FAILED = "failed", "Không thành công"


class BackgroundJob(Identified, TenantBase):
    """One piece of long work: asked by whom, how far it is, what came of it."""

    __tablename__ = "background_job"
    __table_args__ = (Index(None, "state", "asked_at"),)

    name: Mapped[Job] = mapped_column(Term(Job))
    arguments: Mapped[dict[str, Any]] = mapped_column(JSON)
    state: Mapped[JobState] = mapped_column(Term(JobState), default=JobState.WAITING)
    attempts: Mapped[int] = mapped_column(default=0)
    steps_done: Mapped[int] = mapped_column(default=0)
    steps_total: Mapped[int] = mapped_column(default=0)
    step_label: Mapped[str | None]
    message: Mapped[str | None]  # for people, Vietnamese
    asked_by_id: Mapped[UUID | None]
    asked_at: Mapped[datetime]
    started_at: Mapped[datetime | None]
    heartbeat_at: Mapped[datetime | None]
    finished_at: Mapped[datetime | None]


Bell = Callable[[Session, UUID], None]
_bells: list[Bell] = []


def use_bell(bell: Bell) -> None:
    """Say how a waiting job is announced (the app and the tests each have their own way)."""
    _bells[:] = [bell]


def after_commit(
    db: Session, name: Job, *, asked_by_id: UUID | None, now: datetime, **arguments: Any
) -> BackgroundJob:
    """Write a job in this transaction and ring the bell once it is committed."""
    job = BackgroundJob(name=name, arguments=arguments, asked_by_id=asked_by_id, asked_at=now)
    db.add(job)
    db.flush()
    db.info.setdefault("jobs_to_ring", []).append(job.id)
    return job


@event.listens_for(Session, "after_commit")
def _ring(db: Session) -> None:
    for job_id in db.info.pop("jobs_to_ring", []):
        for bell in _bells:
            bell(db, job_id)


@event.listens_for(Session, "after_rollback")
def _forget(db: Session) -> None:
    db.info.pop("jobs_to_ring", None)
