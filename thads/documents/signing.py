"""Taking back a paper that was signed elsewhere: the person first, the agency's seal on top."""

from collections.abc import Callable
from datetime import datetime
from hashlib import sha256

from sqlalchemy import select
from sqlalchemy.orm import Session

from thads.audit import actions as audit
from thads.core import files
from thads.core.days import VIETNAM
from thads.core.errors import RuleBroken
from thads.core.text import clean
from thads.documents import signatures, trust
from thads.documents.models import CaseDocument, DocumentSignature, SigningStage
from thads.documents.signatures import Signed
from thads.identity.models import User


def accept(
    db: Session, document: CaseDocument, stage: SigningStage, content: bytes,
    *, by: User, now: datetime,
) -> DocumentSignature:  # fmt: skip
    """Keep the signed file as the paper from now on; the same file again has no second effect.

    Errors: RuleBroken by name, see `signatures.verify`; and for a wrong person, agency or order.
    """
    db.refresh(document, with_for_update=True)  # two files given at once: one after the other
    fingerprint = sha256(content).hexdigest()
    known = next((one for one in document.signatures if one.stage is stage), None)
    if known and known.file_sha256 == fingerprint:
        return known
    _must_wait_for(document, stage)
    roots = trust.trusted_on(db, now.astimezone(VIETNAM).date())
    assert document.newest.file_key is not None  # a paper that waits for a signature is made
    signed = signatures.verify(
        files.read(db, document.newest.file_key), content, stage=len(document.signatures) + 1,
        roots=[root.certificate.encode() for root in roots], at=now,
    )  # fmt: skip
    _MUST_BE[stage](db, document, signed)
    signature = DocumentSignature(
        document_id=document.id, stage=stage, name=signed.name, personal_id=signed.personal_id,
        signer_id=document.signer_id if stage is SigningStage.PERSON else None,
        serial=signed.serial, certificate_sha256=signed.certificate_sha256,
        trust_root_id=next(root.id for root in roots if root.sha256 == signed.root_sha256),
        claimed_at=signed.claimed_at, file_key=f"papers/{document.id}.{fingerprint[:16]}.pdf",
        file_sha256=fingerprint, entered_at=now, entered_by_id=by.id,
    )  # fmt: skip
    document.signatures.append(signature)
    db.flush()
    files.put(db, signature.file_key, content)
    audit.record(
        db, by, "document.signed", document, case_id=document.case_id, stage=stage.value,
        certificate=signed.certificate_sha256, sha256=fingerprint,
    )  # fmt: skip
    return signature


def _must_wait_for(document: CaseDocument, stage: SigningStage) -> None:
    if document.next_stage is stage:
        return
    if any(one.stage is stage for one in document.signatures):
        raise RuleBroken(
            "signature.already",
            f"Văn bản đã có {stage.label.lower()}. Văn bản đã ký giữ nguyên, không thay bằng tệp "
            "khác.",
            field="file",
        )
    if document.file_key is None:
        raise RuleBroken(
            "signature.not_made", "Văn bản chưa lập xong nên chưa ký được; chờ lập xong.",
            field="file",
        )  # fmt: skip
    raise RuleBroken(
        "signature.person_first",
        "Người ký phải ký số trước, cơ quan ký sau. Văn bản giữ nguyên; nộp tệp có chữ ký số của "
        "người ký trước.",
        field="file",
    )


def _must_be_signer(db: Session, document: CaseDocument, signed: Signed) -> None:
    """The certificate names who is to sign; and whoever signed here before has the same number."""
    if not is_named(signed.name, document.content["signer"]):
        raise RuleBroken(
            "signature.other_person",
            f"Chứng thư số là của “{signed.name}”, người ký văn bản là "
            f"“{document.content['signer']}”. Văn bản giữ nguyên; người ký tự ký bằng chứng thư "
            "của mình.",
            field="file",
        )
    before = _personal_id_of(db, document)
    if before and signed.personal_id and before != signed.personal_id:
        raise RuleBroken(
            "signature.other_number",
            f"Chứng thư số mang mã {signed.personal_id}, khác mã của cùng người ký ở văn bản trước "
            f"({before}). Văn bản giữ nguyên; kiểm tra lại chứng thư.",
            field="file",
        )


def _must_be_agency(db: Session, document: CaseDocument, signed: Signed) -> None:
    del db
    if not is_named(signed.name, document.content["agency"]):
        raise RuleBroken(
            "signature.other_agency",
            f"Chứng thư số là của “{signed.name}”, cơ quan ban hành là "
            f"“{document.content['agency']}”. Văn bản giữ nguyên; ký bằng chứng thư của cơ quan.",
            field="file",
        )


_MUST_BE: dict[SigningStage, Callable[[Session, CaseDocument, Signed], None]] = {
    SigningStage.PERSON: _must_be_signer, SigningStage.AGENCY: _must_be_agency,
}  # fmt: skip


def is_named(named: str, wanted: str) -> bool:
    """Whether a certificate's name is the one wanted, however it is spaced and capitalised."""
    return clean(named).casefold() == clean(wanted).casefold()


def _personal_id_of(db: Session, document: CaseDocument) -> str | None:
    if document.signer_id is None:
        return None
    stmt = select(DocumentSignature.personal_id).where(
        DocumentSignature.signer_id == document.signer_id,
        DocumentSignature.personal_id.is_not(None),
    )
    return db.scalar(stmt.order_by(DocumentSignature.id.desc()).limit(1))
