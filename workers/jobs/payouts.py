"""Pays batches of payouts, and prints lists of payments."""

from __future__ import annotations

from datetime import UTC, date, datetime
from time import monotonic
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy.orm import Session

from thads.core.jobs import BackgroundJob
from thads.core.money import format_dong
from thads.payouts import actions, asking, printing, queries
from thads.payouts.models import PayoutBatch
from workers import pdf

if TYPE_CHECKING:
    from workers.run import Progress

EVERY_SECONDS = 0.5


def pay_out(db: Session, job: BackgroundJob, progress: Progress) -> str:
    """Killed anywhere and run again, it goes on with the lines that no voucher carries out yet."""
    batch_id = UUID(job.arguments["batch_id"])
    begun, told = queries.progress_of(db, batch_id), 0.0
    done = begun.paid_lines
    progress.step(done, begun.lines, "Chi trả từng người nhận")
    while paid := actions.pay_some(db, db.get_one(PayoutBatch, batch_id)):
        db.commit()
        db.expunge_all()  # a chunk is over: what it read is not held for the next
        done += paid
        if monotonic() > told + EVERY_SECONDS:
            told = monotonic()
            progress.step(done, begun.lines, "Chi trả từng người nhận")
    over = queries.progress_of(db, batch_id)
    return f"Đã chi trả {over.paid_lines} khoản, {format_dong(over.paid_amount)} đ."


def propose_payout(db: Session, job: BackgroundJob, progress: Progress) -> str:
    """The proposal stands in the transaction that ends the job: killed before, there is none."""
    progress.step(0, 1, "Lập bảng chia theo thứ tự thanh toán")
    made = asking.propose(db, job)
    return f"Đã gửi kế toán đề xuất chi trả {format_dong(made.amount + made.held)} đ."


def agree_payout(db: Session, job: BackgroundJob, progress: Progress) -> str:
    """Compared anew with the books; the consent stands in the transaction that ends the job."""
    progress.step(0, 1, "Đối chiếu từng khoản với sổ")
    return f"{asking.agree(db, job).label}."


def print_payout(db: Session, job: BackgroundJob, progress: Progress) -> str:
    """Running twice makes the same paper in its own place."""
    wanted, job_id = job.arguments, job.id
    proposal = queries.get(db, UUID(wanted["proposal_id"]), scope=None)
    paper = printing.paper_of(db, proposal, today=date.fromisoformat(wanted["today"]))
    progress.step(0, 1, "Dàn trang bảng kê")
    content = pdf.payout_list(paper)
    return printing.keep(db, db.get_one(BackgroundJob, job_id), content, now=datetime.now(UTC))
