"""Which authorities the province trusts on a day: dated records that the administrator enters."""

from collections.abc import Sequence
from datetime import date
from hashlib import sha256

from sqlalchemy import select
from sqlalchemy.orm import Session

from thads.audit import actions as audit
from thads.core.errors import RuleBroken
from thads.documents.models import TrustRoot
from thads.documents.signatures import certificate_of, pem_of
from thads.identity.models import User


def every(db: Session) -> Sequence[TrustRoot]:
    """All records, the newest first; one with `ends_id` ends another."""
    return db.scalars(select(TrustRoot).order_by(TrustRoot.id.desc())).all()


def trusted_on(db: Session, day: date) -> Sequence[TrustRoot]:
    """The roots that hold on `day`."""
    ends = select(TrustRoot.ends_id).where(TrustRoot.ends_id.is_not(None), TrustRoot.day <= day)
    stmt = select(TrustRoot).where(
        TrustRoot.ends_id.is_(None), TrustRoot.day <= day, TrustRoot.id.not_in(ends)
    )
    return db.scalars(stmt.order_by(TrustRoot.id)).all()


def add(db: Session, content: bytes, *, by: User, today: date) -> TrustRoot:
    """Trust the certificates of this authority from today on; RuleBroken when it is none."""
    found = certificate_of(content)
    if not found.ca:
        raise RuleBroken(
            "trust.not_authority",
            "Chứng thư này là của người dùng, không phải của tổ chức chứng thực. Chưa ghi gì; chọn "
            "chứng thư gốc (CA) do tổ chức chứng thực công bố.",
            field="file",
        )
    fingerprint = sha256(found.dump()).hexdigest()
    if any(root.sha256 == fingerprint for root in trusted_on(db, today)):
        raise RuleBroken(
            "trust.known", "Chứng thư gốc này đã có trong danh sách. Chưa ghi gì thêm.",
            field="file",
        )  # fmt: skip
    root = TrustRoot(
        day=today, subject=found.subject.human_friendly, sha256=fingerprint,
        certificate=pem_of(found), entered_by_id=by.id,
    )  # fmt: skip
    db.add(root)
    db.flush()
    audit.record(db, by, "trust.added", root, authority=root.subject, sha256=fingerprint)
    return root


def end(db: Session, root: TrustRoot, *, by: User, today: date) -> TrustRoot:
    """Trust it no more from today on; what was accepted before stays accepted."""
    if root not in trusted_on(db, today):
        raise RuleBroken("trust.ended", "Chứng thư gốc này đã thôi tin cậy. Chưa ghi gì thêm.")
    ended = TrustRoot(
        day=today, subject=root.subject, sha256=root.sha256, certificate=root.certificate,
        ends_id=root.id, entered_by_id=by.id,
    )  # fmt: skip
    db.add(ended)
    db.flush()
    audit.record(db, by, "trust.ended", root, authority=root.subject, sha256=root.sha256)
    return ended
