"""Whose code this is, and whether the record of acts still bears the paper out."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from thads.anchors.models import PaperAnchor
from thads.audit import proofs
from thads.audit import queries as audit
from thads.core.errors import NotFound

PROVED_AT_ONCE = 50_000  # entries read while the visitor waits: about a second


@dataclass(frozen=True, slots=True)
class Standing:
    """What the record of acts says of a paper's anchor.

    `first_bad`: the first entry that is not as it was written, if any was found. `proved_at`: when
    everything up to the paper was last read through; None when that was not yet.
    """

    kept: bool  # the entry that the paper names is there with the same seal
    first_bad: int | None
    proved_at: datetime | None

    @property
    def is_sound(self) -> bool:
        """Nothing speaks against the paper."""
        return self.kept and self.first_bad is None


def by_code(db: Session, code: str) -> PaperAnchor:
    """The anchor with this printed code; NotFound when the province gave out none such."""
    found = db.scalars(select(PaperAnchor).where(PaperAnchor.code == code)).one_or_none()
    if found is None:
        raise NotFound
    return found


def standing(db: Session, anchor: PaperAnchor, *, now: datetime) -> Standing:
    """Whether the audit still holds what the paper printed (P24).

    A short record is read through at once; of a long one the last night's proof is told.
    """
    kept = audit.mac_of(db, anchor.audit_number) == anchor.audit_mac
    if anchor.audit_number <= PROVED_AT_ONCE:
        return Standing(kept, audit.verify(db, until=anchor.audit_number), now)
    proof = proofs.latest(db)
    if proof is None:
        return Standing(kept, None, None)
    bad = proof.first_bad if proof.first_bad and proof.first_bad <= anchor.audit_number else None
    return Standing(kept, bad, proof.at if proof.until >= anchor.audit_number else None)
