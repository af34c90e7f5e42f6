"""Drawing a code for a paper before it is printed, keeping it with the paper. Nothing commits."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from thads.anchors.models import PaperAnchor
from thads.audit import queries as audit
from thads.core import paper_codes as codes

Printed = dict[str, Any]


def draw(db: Session, *, check_at: str) -> Printed:
    """What is printed on every page: the code, where it is checked, the end of the audit now.

    It belongs to the stored figures of the paper, so that the same figures give the same bytes.
    """
    number, mac = audit.head(db)
    return {
        "code": codes.draw(), "check_at": check_at, "audit_number": number, "audit_mac": mac,
    }  # fmt: skip


def keep(
    db: Session, printed: Printed, *, report_id: UUID, by_id: UUID | None, now: datetime
) -> None:
    """Remember which report bears this code."""
    db.add(PaperAnchor(
        code=printed["code"], report_id=report_id, audit_number=printed["audit_number"],
        audit_mac=printed["audit_mac"], entered_at=now, entered_by_id=by_id,
    ))  # fmt: skip
