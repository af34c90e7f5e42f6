"""Whether a file that comes back is the paper we made with one more good signature (PAdES).

No private key ever lies here: people sign with tokens of their own. Nothing is asked over the
network: who is trusted is what the province's administrator recorded.
"""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import TYPE_CHECKING

from thads.core.errors import RuleBroken
from thads.core.text import clean

if TYPE_CHECKING:
    from asn1crypto.x509 import Certificate
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.diff_analysis import DiffPolicy
    from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

BROKEN_FILE = (  # what readers of such formats stumble over
    ValueError, TypeError, LookupError, AttributeError, OverflowError, RecursionError,
    NotImplementedError, AssertionError, struct.error, zlib.error,
)  # fmt: skip
SIGNS = {"digital_signature", "non_repudiation"}  # either use lets a certificate sign papers
PERSONAL_IDS = ("user_id", "serial_number")  # where authorities write CCCD:… or MST:…


@dataclass(frozen=True, slots=True)
class Signed:
    """What a good signature says of who made it."""

    name: str  # whom the certificate names
    personal_id: str | None  # as the authority wrote it
    subject: str
    serial: str
    certificate_sha256: str
    root_sha256: str
    claimed_at: datetime | None  # what the signer's own clock said


def verify(
    before: bytes, given: bytes, *, stage: int, roots: Sequence[bytes], at: datetime
) -> Signed:
    """The signature number `stage` (from 1) that `given` adds to `before`; RuleBroken by name."""
    _must_continue(before, given)
    with _readable():
        reader = _read(given)
        signature = _only_new(reader, stage)
        _must_cover_all(signature)
        _must_change_nothing(reader, _read(before))
        return _checked(signature, roots, at)


def certificate_of(content: bytes) -> Certificate:
    """The one certificate in a PEM or DER file; RuleBroken for anything else."""
    from asn1crypto import pem, x509

    try:
        if pem.detect(content):
            _, _, content = pem.unarmor(content)
        found = x509.Certificate.load(content, strict=True)
        found.subject.human_friendly  # noqa: B018 - reads all of it
        found.not_valid_after  # noqa: B018
    except (ValueError, TypeError, KeyError):
        raise RuleBroken(
            "certificate.unreadable",
            "Tệp này không phải chứng thư số (PEM hoặc DER). Chưa ghi gì; chọn tệp .cer, .crt hoặc "
            ".pem của tổ chức chứng thực.",
            field="file",
        ) from None
    return found


def pem_of(certificate: Certificate) -> str:
    """As text, to be kept."""
    from asn1crypto import pem

    return str(pem.armor("CERTIFICATE", certificate.dump()).decode())


def _must_continue(before: bytes, given: bytes) -> None:
    if given == before:
        raise _refusal("none", "Tệp tải lên là văn bản chưa có chữ ký số mới.")
    if not given.startswith(before):
        raise _refusal(
            "other_file", "Tệp tải lên không phải đúng văn bản đã tải xuống để ký: nội dung khác."
        )


@contextmanager
def _readable() -> Iterator[None]:
    """Whatever the reader stumbles over in a file from outside is one refusal."""
    from pyhanko.pdf_utils.misc import PdfError
    from pyhanko.sign.validation.errors import SignatureValidationError

    try:
        yield
    except RuleBroken:
        raise
    except (PdfError, SignatureValidationError, *BROKEN_FILE) as found:
        raise _refusal("unreadable", "Phần chữ ký trong tệp không đọc được.") from found


def _read(content: bytes) -> PdfFileReader:
    from pyhanko.pdf_utils.reader import PdfFileReader

    return PdfFileReader(io.BytesIO(content))


def _only_new(reader: PdfFileReader, stage: int) -> EmbeddedPdfSignature:
    found: list[EmbeddedPdfSignature] = reader.embedded_signatures
    if len(found) < stage:
        raise _refusal("none", "Tệp tải lên có phần thêm nhưng chưa có chữ ký số mới.")
    if len(found) > stage:
        raise _refusal("several", "Tệp tải lên có nhiều hơn một chữ ký số mới.")
    return found[-1]


def _must_cover_all(signature: EmbeddedPdfSignature) -> None:
    from pyhanko.sign.validation.status import SignatureCoverageLevel

    if signature.evaluate_signature_coverage() is not SignatureCoverageLevel.ENTIRE_FILE:
        raise _refusal("not_whole", "Chữ ký số không phủ toàn bộ tệp: có phần nằm ngoài chữ ký.")


def _must_change_nothing(reader: PdfFileReader, before: PdfFileReader) -> None:
    """What was appended is the signature and its field: no page says anything else."""
    from pyhanko.sign.diff_analysis import ModificationLevel, SuspiciousModification

    last = before.xrefs.total_revisions - 1
    found = _policy().review_file(reader, last)
    if (
        isinstance(found, SuspiciousModification)
        or found.modification_level > ModificationLevel.FORM_FILLING
    ):
        raise _refusal("changed", "Tệp tải lên đã bị sửa thêm nội dung ngoài chữ ký số.")


def _policy() -> DiffPolicy:
    """The library's own, but the first signature may say in the form that there is one now."""
    from pyhanko.sign.diff_analysis import DEFAULT_DIFF_POLICY, FormUpdatingRule, StandardDiffPolicy
    from pyhanko.sign.diff_analysis.constants import ACROFORM_EXEMPT_STRICT_COMPARISON

    assert DEFAULT_DIFF_POLICY.form_rule is not None
    form_rule = FormUpdatingRule(
        DEFAULT_DIFF_POLICY.form_rule.field_rules, ACROFORM_EXEMPT_STRICT_COMPARISON | {"/SigFlags"}
    )
    return StandardDiffPolicy(DEFAULT_DIFF_POLICY.global_rules, form_rule)


def _checked(signature: EmbeddedPdfSignature, roots: Sequence[bytes], at: datetime) -> Signed:
    from pyhanko.sign.validation import validate_pdf_signature
    from pyhanko.sign.validation.settings import KeyUsageConstraints
    from pyhanko_certvalidator import ValidationContext

    certificate = signature.signer_cert
    trusted = [certificate_of(root) for root in roots]
    status = validate_pdf_signature(
        signature,
        ValidationContext(trust_roots=trusted, moment=at, allow_fetching=False),
        key_usage_settings=KeyUsageConstraints(key_usage=SIGNS),
        skip_diff=True,
    )
    if not (status.intact and status.valid):
        raise _refusal("broken", "Chữ ký số sai: nội dung đã bị sửa sau khi ký hoặc chữ ký hỏng.")
    if not certificate.not_valid_before <= at <= certificate.not_valid_after:
        raise _refusal(
            "expired",
            "Chứng thư số của người ký không có hiệu lực vào lúc nộp: hiệu lực từ "
            f"{certificate.not_valid_before:%d/%m/%Y} đến {certificate.not_valid_after:%d/%m/%Y}.",
        )
    if not status.trusted or status.validation_path is None:
        raise _refusal(
            "untrusted",
            "Chứng thư số của người ký không do tổ chức chứng thực mà tỉnh tin cậy cấp, hoặc không "
            f"được cấp để ký văn bản (nơi cấp: {certificate.issuer.human_friendly}).",
        )
    root = status.validation_path.first
    return Signed(
        name=_named(certificate), personal_id=_personal_id(certificate),
        subject=certificate.subject.human_friendly, serial=f"{certificate.serial_number:x}",
        certificate_sha256=sha256(certificate.dump()).hexdigest(),
        root_sha256=sha256(root.dump()).hexdigest(),
        claimed_at=signature.self_reported_timestamp,
    )  # fmt: skip


def _named(certificate: Certificate) -> str:
    return clean(str(certificate.subject.native.get("common_name", "")))


def _personal_id(certificate: Certificate) -> str | None:
    said = certificate.subject.native
    found = next((said[name] for name in PERSONAL_IDS if said.get(name)), None)
    return clean(str(found)) if found else None


def _refusal(code: str, what: str) -> RuleBroken:
    return RuleBroken(
        f"signature.{code}",
        f"{what} Văn bản giữ nguyên như trước; tải lại đúng tệp ở trang này, ký rồi nộp lại.",
        field="file",
    )
