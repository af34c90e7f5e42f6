"""Which files a case and its acts have, and whether more may be added."""

from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy import ColumnElement, exists, select
from sqlalchemy.orm import Session, selectinload

from thads.attachments.models import Attachment, AttachmentStrike, FileClosing
from thads.core.errors import NotFound

CHUNK = 500


def get(db: Session, attachment_id: UUID) -> Attachment:
    """One attachment; its case decides who may see it."""
    stmt = select(Attachment).where(Attachment.id == attachment_id)
    found = db.scalars(stmt.options(selectinload(Attachment.strike))).one_or_none()
    if found is None:
        raise NotFound
    return found


def of_case(db: Session, case_id: UUID) -> Sequence[Attachment]:
    """All attachments of a case, struck ones too, in the order in which the office had them."""
    stmt = (
        select(Attachment)
        .where(Attachment.case_id == case_id)
        .options(selectinload(Attachment.strike))
        .execution_options(populate_existing=True)
        .order_by(Attachment.received_on, Attachment.issued_on.nulls_last(), Attachment.id)
    )
    return db.scalars(stmt).all()


def of_acts(db: Session, act_ids: Collection[UUID]) -> dict[UUID, list[Attachment]]:
    """The attachments of each act that has any, struck ones left out; a query per 500 acts."""
    found, wanted = dict[UUID, list[Attachment]](), list(act_ids)
    for start in range(0, len(wanted), CHUNK):
        stmt = (
            select(Attachment)
            .where(Attachment.act_id.in_(wanted[start : start + CHUNK]), ~_is_struck())
            .order_by(Attachment.id)
        )
        for attachment in db.scalars(stmt):
            if attachment.act_id is not None:
                found.setdefault(attachment.act_id, []).append(attachment)
    return found


def same_bytes(db: Session, case_id: UUID, sha256: Collection[str]) -> Attachment | None:
    """An attachment of the case that stands and is one of these files."""
    stmt = select(Attachment).where(
        Attachment.case_id == case_id, Attachment.sha256.in_(sha256), ~_is_struck()
    )
    return db.scalars(stmt.order_by(Attachment.id).limit(1)).first()


def closings(db: Session, case_id: UUID) -> Sequence[FileClosing]:
    """The steps of the closing of a file in their order."""
    stmt = select(FileClosing).where(FileClosing.case_id == case_id)
    return db.scalars(stmt.order_by(FileClosing.sequence)).all()


def is_closed(db: Session, case_id: UUID) -> bool:
    """Whether the file is signed off or archived, so that nothing may be added to it."""
    steps = closings(db, case_id)
    return bool(steps) and not steps[-1].step.is_open


def _is_struck() -> ColumnElement[bool]:
    return exists().where(AttachmentStrike.attachment_id == Attachment.id)
