"""Numbering the leaves of a file, and its way into the archive (TT04/2023 Đ.31, 32)."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import NoReturn
from uuid import UUID

from sqlalchemy.orm import Session

from thads.attachments.actions import check_open
from thads.attachments.models import ClosingStep, FileClosing, PaperKind
from thads.audit import actions as audit
from thads.casefiles import contents
from thads.casefiles.contents import Contents, Entry
from thads.casefiles.models import LeafNumber
from thads.cases.actions import file
from thads.cases.models import Case, Initiation
from thads.cases.queries import history_of
from thads.core.errors import Conflict, RuleBroken
from thads.core.text import clean
from thads.identity import queries as people
from thads.identity.models import Role, User
from thads.units import queries as units

MOST_SHEETS = 9999
KEPT = "Chưa đánh bút lục"
NOT_DONE = "Chưa ghi gì"
CHANGED = (
    "Hồ sơ vừa có thêm hoặc bớt tài liệu. Chưa đánh bút lục; xem lại danh sách rồi gửi lại nếu "
    "vẫn đúng."
)
OF = {
    PaperKind.DECISION: "quyết định thi hành án",
    PaperKind.REQUEST: "tài liệu về việc yêu cầu thi hành án",
    PaperKind.JUDGMENT: "bản án, quyết định được thi hành",
}
MUST_COME_AFTER = {
    ClosingStep.SIGNED_OFF: (None, ClosingStep.RETURNED),
    ClosingStep.CHECKED: (ClosingStep.SIGNED_OFF,),
    ClosingStep.ARCHIVED: (ClosingStep.CHECKED,),
    ClosingStep.RETURNED: (ClosingStep.SIGNED_OFF, ClosingStep.CHECKED, ClosingStep.ARCHIVED),
}


def number(
    db: Session, case: Case, sheets: Mapping[UUID, int], *, by: User, today: date, now: datetime
) -> list[LeafNumber]:
    """Give the papers that wait their numbers, in their order; `sheets` of each by its id.

    Errors: RuleBroken when the first papers are not those that the circular puts first; Conflict
    when the papers that wait are not those that the person saw.
    """
    file.hold(db, case)
    check_open(db, case, by)
    found = contents.of_case(db, case.id)
    if not found.waiting:
        raise RuleBroken("leaf.none_waiting", f"Không có tài liệu nào chờ đánh bút lục. {KEPT}.")
    if {one.source_id for one in found.waiting} != sheets.keys():
        raise Conflict(CHANGED)
    if not found.numbered:
        _check_beginning(case, found)
    first, made = found.last_leaf + 1, list[LeafNumber]()
    for entry in found.waiting:
        leaf = _leaf(case, entry, first, sheets[entry.source_id], by=by, today=today, now=now)
        made.append(leaf)
        first = leaf.last + 1
    db.add_all(made)
    audit.record(
        db, by, "leaves.numbered", case, first=made[0].first, last=made[-1].last, papers=len(made)
    )
    return made


def sign_off(db: Session, case: Case, *, by: User, today: date, now: datetime) -> FileClosing:
    """The assigned officer says that the finished file is whole."""
    found = _held(db, case, by)
    _check_order(found, ClosingStep.SIGNED_OFF)
    history = history_of(case)
    if not history.now.standing.has_ended:
        _refuse("case_open", "Việc thi hành án chưa kết thúc.", "kết thúc việc rồi ký xác nhận")
    if by.id != history.now.officer_id:
        _refuse("not_the_officer", "Chỉ Chấp hành viên được phân công ký xác nhận hồ sơ.",
                "đề nghị người được phân công ký")  # fmt: skip
    if found.waiting or not found.numbered:
        _refuse("unnumbered", f"Còn {len(found.waiting)} tài liệu chưa đánh bút lục."
                if found.waiting else "Hồ sơ chưa có tài liệu nào được đánh bút lục.",
                "đánh bút lục trước")  # fmt: skip
    return _step(db, case, found, ClosingStep.SIGNED_OFF, None, by=by, today=today, now=now)


def check(db: Session, case: Case, *, by: User, today: date, now: datetime) -> FileClosing:
    """An examiner has looked through the file that the officer signed off: the unit's own, or the
    province's for a unit that has none (TT04/2023 Đ.32 k.2)."""
    found = _held(db, case, by)
    _check_order(found, ClosingStep.CHECKED)
    return _step(db, case, found, ClosingStep.CHECKED, None, by=by, today=today, now=now)


def archive(db: Session, case: Case, *, by: User, today: date, now: datetime) -> FileClosing:
    """The head lets the file into the archive; nothing is added to it afterwards."""
    found = _held(db, case, by)
    _check_order(found, ClosingStep.ARCHIVED)
    return _step(db, case, found, ClosingStep.ARCHIVED, None, by=by, today=today, now=now)


def give_back(
    db: Session, case: Case, *, reason: str, by: User, today: date, now: datetime
) -> FileClosing:
    """Open the file again for what is missing; out of the archive only by a head (Đ.32 k.3)."""
    found = _held(db, case, by)
    _check_order(found, ClosingStep.RETURNED)
    archived = found.last_step is not None and found.last_step.step is ClosingStep.ARCHIVED
    if archived and by.role not in (Role.UNIT_HEAD, Role.PROVINCE_HEAD):
        _refuse("head_only", "Hồ sơ đã lưu trữ chỉ được rút ra khi Thủ trưởng đồng ý.",
                "trình Thủ trưởng")  # fmt: skip
    return _step(db, case, found, ClosingStep.RETURNED, clean(reason), by=by, today=today, now=now)


def _held(db: Session, case: Case, by: User) -> Contents:
    file.hold(db, case)
    history = history_of(case)
    if by.role is Role.EXAMINER and by.unit and by.unit.is_provincial:
        _check_reach(db, history.now.unit_id, by)
    elif not (by.unit_id and units.answers_for(db, by.unit_id, history.now.unit_id)):
        file.check_unit(history, by)
    return contents.of_case(db, case.id)


def _check_reach(db: Session, unit_id: UUID, by: User) -> None:
    """The province's examiner leaves a unit's files to that unit's own."""
    if by.unit_id != unit_id and people.works_there(db, Role.EXAMINER, unit_id):
        _refuse("own_examiner", "Đơn vị này có Thẩm tra viên riêng.",
                "để Thẩm tra viên của đơn vị kiểm tra")  # fmt: skip


def _check_order(found: Contents, step: ClosingStep) -> None:
    last = found.steps[-1].step if found.steps else None
    if last not in MUST_COME_AFTER[step]:
        stands = f"đang ở bước “{last.label}”" if last else "chưa được ký xác nhận"
        _refuse("out_of_order", f"Hồ sơ {stands}, chưa đến hoặc đã qua bước “{step.label}”.",
                "xem lại các bước của hồ sơ")  # fmt: skip


def _refuse(code: str, what: str, remedy: str) -> NoReturn:
    raise RuleBroken(f"file.{code}", f"{what} {NOT_DONE}; {remedy}.")


def _step(
    db: Session, case: Case, found: Contents, step: ClosingStep, note: str | None, *,
    by: User, today: date, now: datetime,
) -> FileClosing:  # fmt: skip
    record = FileClosing(
        case_id=case.id, sequence=len(found.steps) + 1, step=step, day=today, note=note,
        entered_at=now, entered_by_id=by.id,
    )  # fmt: skip
    db.add(record)
    audit.record(
        db, by, f"file.{step.value}", case, note=note, leaves=found.last_leaf,
        papers=len(found.standing),
    )  # fmt: skip
    return record


def _check_beginning(case: Case, found: Contents) -> None:
    """TT04/2023 Đ.31 k.2 b: what must stand before all else."""
    needed = [PaperKind.DECISION, PaperKind.JUDGMENT]
    if case.initiation is Initiation.ON_REQUEST:
        needed.insert(1, PaperKind.REQUEST)
    there = {one.kind for one in found.waiting}
    missing = [OF[kind] for kind in needed if kind not in there]
    if missing:
        raise RuleBroken(
            "leaf.beginning_missing",
            f"Bút lục đầu tiên phải lần lượt là {', '.join(OF[kind] for kind in needed)} "
            f"(Điều 31 khoản 2 Thông tư 04/2023/TT-BTP). Hồ sơ chưa có {', '.join(missing)}. "
            f"{KEPT}; lập hoặc đính kèm tài liệu còn thiếu, chọn đúng loại.",
        )


def _leaf(
    case: Case, entry: Entry, first: int, sheets: int, *, by: User, today: date, now: datetime
) -> LeafNumber:
    count = 1 if entry.kind.is_one_leaf else sheets
    if not 1 <= count <= MOST_SHEETS:
        raise RuleBroken(
            "leaf.sheets", f"Số tờ của “{entry.title}” phải từ 1 đến {MOST_SHEETS}. {KEPT}."
        )
    return LeafNumber(
        case_id=case.id, first=first, sheets=count, day=today,
        attachment_id=entry.attachment.id if entry.attachment else None,
        document_id=entry.document.id if entry.document else None,
        entered_at=now, entered_by_id=by.id,
    )  # fmt: skip
