"""Taking back a report that was signed elsewhere, before it is published (ADR 0011)."""

from datetime import datetime
from hashlib import sha256

from sqlalchemy import select
from sqlalchemy.orm import Session

from thads.audit import actions as audit
from thads.core import files
from thads.core.days import VIETNAM
from thads.core.errors import RuleBroken
from thads.documents import signatures, trust
from thads.documents.models import SigningStage
from thads.documents.signatures import Signed
from thads.documents.signing import is_named
from thads.identity.models import User
from thads.reports import queries
from thads.reports.models import MonthlyReport, ReportSignature

KEPT = "Báo cáo giữ nguyên như trước."


def accept(
    db: Session, report: MonthlyReport, stage: SigningStage, content: bytes,
    *, by: User, now: datetime,
) -> ReportSignature:  # fmt: skip
    """Keep the signed file as the paper from now on; the same file again has no second effect.

    The head signs himself, the agency on top (NĐ 30/2020 Đ.13). Errors: RuleBroken by name, see
    `signatures.verify`; for a wrong person, agency or order; once the report is published.
    """
    published = queries.hold_publication(db, report)
    db.refresh(report, ["signatures"])
    fingerprint = sha256(content).hexdigest()
    known = next((one for one in report.signatures if one.stage is stage), None)
    if known and known.file_sha256 == fingerprint:
        return known
    _must_wait_for(report, stage, is_published=published is not None)
    roots = trust.trusted_on(db, now.astimezone(VIETNAM).date())
    before = files.read(db, report.newest.file_key or "")
    signed = signatures.verify(
        before, content, stage=len(report.signatures) + 1,
        roots=[root.certificate.encode() for root in roots], at=now,
    )  # fmt: skip
    _must_name(db, report, stage, signed, by)
    signature = ReportSignature(
        report_id=report.id, stage=stage, name=signed.name, personal_id=signed.personal_id,
        signer_id=by.id if stage is SigningStage.PERSON else None, serial=signed.serial,
        certificate_sha256=signed.certificate_sha256,
        trust_root_id=next(root.id for root in roots if root.sha256 == signed.root_sha256),
        claimed_at=signed.claimed_at, file_key=f"reports/{report.id}.{fingerprint[:16]}.pdf",
        file_sha256=fingerprint, entered_at=now, entered_by_id=by.id,
    )  # fmt: skip
    report.signatures.append(signature)
    db.flush()
    files.put(db, signature.file_key, content)
    audit.record(
        db, by, "report.signed", report, stage=stage.value, sha256=fingerprint,
        certificate=signed.certificate_sha256,
    )  # fmt: skip
    return signature


def _must_wait_for(report: MonthlyReport, stage: SigningStage, *, is_published: bool) -> None:
    if report.period_version_id is None:
        raise _refusal("provisional", "Số liệu tạm tính không ký; đóng kỳ rồi lập bản chính thức.")
    if is_published:
        raise _refusal("published", "Báo cáo đã công bố; tệp đã công bố không thay đổi nữa.")
    if report.file_key is None:
        raise _refusal("not_made", "Báo cáo chưa lập xong nên chưa ký được.")
    if any(one.stage is stage for one in report.signatures):
        raise _refusal("already", f"Báo cáo đã có {stage.label.lower()}.")
    if report.next_stage is not stage:
        raise _refusal("person_first", "Thủ trưởng phải ký số trước, cơ quan ký sau.")


def _must_name(
    db: Session, report: MonthlyReport, stage: SigningStage, signed: Signed, by: User
) -> None:
    """The head's certificate names the head, always the same; the agency's the agency."""
    wanted = by.full_name if stage is SigningStage.PERSON else report.figures["head"]["agency"]
    if not is_named(signed.name, wanted):
        raise _refusal(
            "other_name", f"Chứng thư số là của “{signed.name}”, phải là của “{wanted}”."
        )
    if stage is SigningStage.AGENCY:
        return
    stmt = select(ReportSignature.personal_id).where(
        ReportSignature.signer_id == by.id, ReportSignature.personal_id.is_not(None)
    )
    before = db.scalar(stmt.order_by(ReportSignature.id.desc()).limit(1))
    if before and signed.personal_id and before != signed.personal_id:
        raise _refusal(
            "other_number",
            f"Chứng thư số mang mã {signed.personal_id}, khác mã của cùng người ở báo cáo trước "
            f"({before}).",
        )


def _refusal(code: str, what: str) -> RuleBroken:
    return RuleBroken(f"signature.{code}", f"{what} {KEPT}", field="file")
