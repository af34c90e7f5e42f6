"""Prints receipts and cash vouchers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from thads.core.jobs import BackgroundJob
from thads.vouchers import paper, printing
from workers import pdf

if TYPE_CHECKING:
    from workers.run import Progress


def print_voucher(db: Session, job: BackgroundJob, progress: Progress) -> str:
    """Print one voucher and keep it; running twice keeps the first."""
    voucher, size = printing.voucher_of(db, job)
    content, key = paper.compose(db, voucher), printing.key_of(db, voucher, size)
    title = voucher.title
    progress.step(0, 1, "Dàn trang chứng từ")  # commits: no lock is held while pages are laid
    made = pdf.voucher(content, size.value)
    printing.keep(db, key, made)
    return f"Chứng từ {title} đã lập xong."
