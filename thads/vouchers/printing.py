"""Having the paper of a voucher made by a worker; what was printed once stays as it was printed."""

from datetime import datetime
from typing import BinaryIO
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from thads.audit import actions as audit
from thads.core import files, jobs
from thads.core.codes import Coded
from thads.core.errors import NotFound
from thads.core.jobs import BackgroundJob, Job, JobState
from thads.identity.models import User
from thads.ledger.models import Voucher
from thads.vouchers import paper
from thads.vouchers.queries import reversal_of

FOLDER = "vouchers"


class Size(Coded):
    """The sheet that it is printed on."""

    A5 = "a5", "A5 ngang, một liên"
    A4 = "a4", "A4, hai liên"


def ask_for(
    db: Session, voucher: Voucher, size: Size, *, by: User, now: datetime
) -> BackgroundJob | None:
    """Have the paper made; None when it is there already. What is being made is answered again."""
    paper.compose(db, voucher)  # what cannot be printed is told now
    if _exists(db, key_of(db, voucher, size)):
        return None
    terms = {"voucher_id": str(voucher.id), "size": size.value}
    stmt = select(BackgroundJob).where(
        BackgroundJob.name == Job.PRINT_VOUCHER, BackgroundJob.asked_by_id == by.id,
        BackgroundJob.state.in_([JobState.WAITING, JobState.RUNNING]),
    )  # fmt: skip
    running = next((job for job in db.scalars(stmt) if job.arguments == terms), None)
    if running is not None:
        return running
    job = jobs.after_commit(db, Job.PRINT_VOUCHER, asked_by_id=by.id, now=now, **terms)
    audit.record(db, by, "voucher.printed", voucher, number=voucher.title, size=size.value)
    return job


def opened(db: Session, voucher: Voucher, size: Size) -> BinaryIO:
    """The paper; NotFound until it is made."""
    return files.opened(db, key_of(db, voucher, size))


def key_of(db: Session, voucher: Voucher, size: Size) -> str:
    """Where the paper is kept; one that was taken back is another paper."""
    standing = "cancelled" if reversal_of(db, voucher.id) else "issued"
    return f"{FOLDER}/{voucher.id}-{standing}-{size.value}.pdf"


def voucher_of(db: Session, job: BackgroundJob) -> tuple[Voucher, Size]:
    """What a job prints."""
    return db.get_one(Voucher, UUID(job.arguments["voucher_id"])), Size.of(job.arguments["size"])


def keep(db: Session, key: str, content: bytes) -> None:
    """Keep what was printed; printed twice, the first stays."""
    if not _exists(db, key):
        files.put(db, key, content)


def _exists(db: Session, key: str) -> bool:
    try:
        files.opened(db, key).close()
    except NotFound:
        return False
    return True
