"""Attaching files to a case and striking out what was attached by mistake."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from thads.attachments import queries
from thads.attachments.filetypes import KEPT
from thads.attachments.inspecting import Inspected
from thads.attachments.models import Attachment, AttachmentStrike, PaperKind
from thads.audit import actions as audit
from thads.cases.actions import file
from thads.cases.models import ActKind, Case, CaseAct
from thads.cases.queries import history_of
from thads.core import files
from thads.core.errors import RuleBroken
from thads.core.text import clean
from thads.identity.models import User

CLOSED = (
    "Hồ sơ {title} đã được ký xác nhận để đưa vào lưu trữ nên không thêm, bớt tài liệu nữa. "
    "{kept}; cần bổ sung thì đề nghị người đang giữ hồ sơ trả lại kèm lý do."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachmentTerms:
    """What a person says of the files given together; `title` empty: the names of the files."""

    kind: PaperKind
    received_on: date
    title: str | None = None
    issued_on: date | None = None
    act_id: UUID | None = None
    submission_key: str | None = None


def attach(
    db: Session, case: Case, terms: AttachmentTerms, given: Sequence[Inspected], *,
    by: User, today: date, now: datetime,
) -> list[Attachment]:  # fmt: skip
    """Keep these files with the case, all or none; sent again under its key, nothing is added.

    Errors: RuleBroken for a file that the case has already, a day that cannot be, a closed file.
    """
    file.hold(db, case)
    earlier = _earlier(db, case, terms)
    if earlier:
        return earlier
    check_open(db, case, by)
    _check_days(terms, today)
    _check_act(db, case, terms)
    _check_new(db, case, given)
    return [
        _keep(db, case, _numbered(terms, place, len(given)), one, by=by, now=now)
        for place, one in enumerate(given, start=1)
    ]


def strike(
    db: Session, case: Case, attachment: Attachment, *, reason: str, by: User, today: date,
    now: datetime,
) -> AttachmentStrike:  # fmt: skip
    """Say that an attachment was a mistake and why; it stays readable."""
    file.hold(db, case)
    check_open(db, case, by)
    stmt = select(AttachmentStrike).where(AttachmentStrike.attachment_id == attachment.id)
    if db.scalars(stmt).one_or_none() is not None:
        raise RuleBroken(
            "attachment.struck_already",
            "Tài liệu này đã được gạch bỏ trước đó. Không ghi gì thêm; xem lại danh sách.",
        )
    record = AttachmentStrike(
        attachment_id=attachment.id, day=today, reason=clean(reason), entered_at=now,
        entered_by_id=by.id,
    )  # fmt: skip
    db.add(record)
    audit.record(
        db, by, "attachment.struck", attachment, case_id=case.id, reason=record.reason,
        sha256=attachment.sha256,
    )  # fmt: skip
    return record


def check_open(db: Session, case: Case, by: User) -> None:
    """Whoever acts on the case may add to its file, as long as that is not closed."""
    file.check_unit(history_of(case), by)
    if queries.is_closed(db, case.id):
        raise RuleBroken("attachment.closed", CLOSED.format(title=case.title, kept=KEPT))


def _earlier(db: Session, case: Case, terms: AttachmentTerms) -> list[Attachment]:
    """What this form attached when it was sent before: its files stand under its key and place."""
    if terms.submission_key is None:
        return []
    stmt = select(Attachment).where(
        Attachment.case_id == case.id,
        Attachment.submission_key.startswith(f"{terms.submission_key}:", autoescape=True),
    )
    return list(db.scalars(stmt.order_by(Attachment.id)))


def _check_days(terms: AttachmentTerms, today: date) -> None:
    if terms.received_on > today:
        raise RuleBroken(
            "attachment.future_day",
            f"Ngày có tài liệu {terms.received_on:%d/%m/%Y} ở sau hôm nay ({today:%d/%m/%Y}). "
            f"{KEPT}; nhập ngày đã nhận.",
            field="received_on",
        )
    if terms.issued_on and terms.issued_on > terms.received_on:
        raise RuleBroken(
            "attachment.issued_after",
            f"Ngày ban hành {terms.issued_on:%d/%m/%Y} ở sau ngày có tài liệu "
            f"{terms.received_on:%d/%m/%Y}. {KEPT}; kiểm tra lại hai ngày.",
            field="issued_on",
        )


def _check_act(db: Session, case: Case, terms: AttachmentTerms) -> None:
    if terms.act_id is None:
        return
    act = db.get(CaseAct, terms.act_id)
    struck = select(CaseAct.id).where(CaseAct.corrects_id == terms.act_id)
    of_another = act is None or act.case_id != case.id or act.kind is ActKind.CORRECTION
    if of_another or db.scalar(struck):
        raise RuleBroken(
            "attachment.no_act",
            f"Ghi nhận đã chọn không có trong hồ sơ này hoặc đã bị gạch bỏ. {KEPT}; chọn lại.",
            field="act",
        )


def _check_new(db: Session, case: Case, given: Sequence[Inspected]) -> None:
    sums = [one.sha256 for one in given]
    if len(set(sums)) < len(sums):
        twice = next(one for place, one in enumerate(given) if one.sha256 in sums[:place])
        raise RuleBroken(
            "attachment.given_twice",
            f"“{twice.name}” được chọn hai lần trong lần gửi này. {KEPT}; bỏ bớt một rồi gửi lại.",
            field="files",
        )
    known = queries.same_bytes(db, case.id, sums)
    if known is not None:
        raise RuleBroken(
            "attachment.known",
            f"Tệp này đã có trong hồ sơ: “{known.title}”, nhận ngày {known.received_on:%d/%m/%Y} "
            f"(cùng nội dung đến từng byte). {KEPT}; dùng tài liệu đã có.",
            field="files",
        )


def _numbered(terms: AttachmentTerms, place: int, count: int) -> AttachmentTerms:
    """Of several files given together each has its own title and key."""
    title, key = terms.title, terms.submission_key
    if title and count > 1:
        title = f"{title} ({place}/{count})"
    return replace(terms, title=title, submission_key=f"{key}:{place}" if key else None)


def _keep(
    db: Session, case: Case, terms: AttachmentTerms, one: Inspected, *, by: User, now: datetime
) -> Attachment:
    record = Attachment(
        case_id=case.id, act_id=terms.act_id, kind=terms.kind,
        title=terms.title or one.name.rpartition(".")[0] or one.name,
        received_on=terms.received_on, issued_on=terms.issued_on, file_type=one.file_type,
        file_name=one.name, size=one.size, sha256=one.sha256, pages=one.pages,
        has_picture=one.picture is not None, submission_key=terms.submission_key, entered_at=now,
        entered_by_id=by.id,
    )  # fmt: skip
    db.add(record)
    db.flush()
    files.add(db, record.file_key, one.path)
    if one.picture is not None:
        files.add(db, record.picture_key, one.picture)
    audit.record(
        db, by, "attachment.added", record, case_id=case.id, act_id=record.act_id,
        kind=record.kind, type=record.file_type, size=record.size, sha256=record.sha256,
    )  # fmt: skip
    return record
