"""What the law and the facts refuse before an act is written, kind by kind."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import NoReturn
from uuid import UUID

from sqlalchemy.orm import Session

from thads.cases.actions.terms import ActTerms, Docketing
from thads.cases.history import OPEN, CaseHistory, ItemHistory
from thads.cases.models import ActKind, Standing
from thads.cases.queries.people import may_hold_cases
from thads.conflicts import actions as conflicts
from thads.conflicts.queries import Conflict
from thads.core.days import add_months
from thads.core.errors import RuleBroken
from thads.delegations import competence
from thads.delegations.competence import Paper
from thads.identity.models import User
from thads.identity.policy import sees_whole_province
from thads.rules import grounds
from thads.units.models import Unit

KEPT = "Chưa ghi gì"
WITH_AMOUNT = frozenset(
    {
        ActKind.DISCONTINUANCE,
        ActKind.FORGIVENESS,
        ActKind.ENTRUSTMENT,
        ActKind.TAKE_UP,
        ActKind.WITHDRAWAL,
        ActKind.ANNULMENT,
        ActKind.INCREASE,
    }
)
GROUND_NEEDED = frozenset(
    {
        ActKind.POSTPONEMENT,
        ActKind.SUSPENSION,
        ActKind.DISCONTINUANCE,
        ActKind.NOT_YET_ENFORCEABLE,
        ActKind.OTHER_ENDING,
    }
)
WITHOUT_ITEMS = frozenset(
    {
        ActKind.ASSIGNMENT,
        ActKind.TRANSFER,
        ActKind.VALID_NOTICE,
        ActKind.VERIFICATION,
        ActKind.ASSET_ENTRUSTMENT,
    }
)
POSTPONED = frozenset({Standing.POSTPONED_BY_AGREEMENT, Standing.POSTPONED_OTHER})
STANDS_ALREADY = {  # the act would change nothing on an item that stands so
    ActKind.POSTPONEMENT: (POSTPONED, "đang được hoãn"),
    ActKind.SUSPENSION: (frozenset({Standing.SUSPENDED}), "đang tạm đình chỉ"),
    ActKind.NOT_YET_ENFORCEABLE: (
        frozenset({Standing.NOT_YET_ENFORCEABLE, Standing.SEPARATE_TRACKING}),
        "đã được xác định chưa có điều kiện",
    ),
    ActKind.RESUMPTION: (frozenset({Standing.IN_PROGRESS}), "đang được thi hành"),
}


def refuse(code: str, message: str, field: str | None = None) -> NoReturn:
    """Raise RuleBroken: what happened, that nothing was kept, what to do."""
    raise RuleBroken(f"case.{code}", message, field=field)


def targets(history: CaseHistory, terms: ActTerms) -> Sequence[ItemHistory]:
    """The items that the act is about: the one named, else all open on its day."""
    if terms.item_id is not None:
        return [item for item in history.items if item.item.id == terms.item_id]
    return [i for i in history.items if (m := i.at(terms.day)) and m.standing in OPEN]


def check_amount(kind: ActKind, terms: ActTerms) -> None:
    """An amount stands only where a part can be decided on, and is above zero."""
    if terms.amount is None:
        return
    if kind not in WITH_AMOUNT:
        refuse("amount_unwanted", f"{kind.label} không ghi số tiền. {KEPT}; bỏ trống số tiền.",
               "amount")  # fmt: skip
    if terms.amount <= 0:
        refuse("amount_not_positive", f"Số tiền phải lớn hơn 0. {KEPT}; nhập lại số tiền.",
               "amount")  # fmt: skip


def check_ground(kind: ActKind, terms: ActTerms) -> None:
    """The ground is one of the law of that day, and its conditions are met."""
    known = grounds.of(kind, terms.day)
    if terms.ground is None:
        if known and kind in GROUND_NEEDED:
            refuse("ground_needed", f"{kind.label} phải có căn cứ. {KEPT}; chọn căn cứ.", "ground")
        return
    ground = grounds.find(kind, terms.ground, terms.day)
    if ground is None:
        refuse(
            "ground_unknown",
            f"Luật áp dụng ngày {terms.day:%d/%m/%Y} không có căn cứ “{terms.ground}” cho "
            f"{kind.label}. {KEPT}; chọn lại căn cứ trong danh sách.",
            "ground",
        )
    _check_until(ground, terms)


def _check_until(ground: grounds.Ground, terms: ActTerms) -> None:
    if terms.until is None:
        if ground.until_needed:
            refuse("until_needed", f"Hoãn theo {ground.source} phải ghi thời hạn hoãn. {KEPT}; "
                   "nhập ngày hết hạn.", "until")  # fmt: skip
        return
    if terms.until <= terms.day:
        refuse("until_past", f"Ngày hết hạn hoãn phải sau ngày quyết định. {KEPT}; nhập lại ngày.",
               "until")  # fmt: skip
    if ground.months_at_most and terms.until > add_months(terms.day, ground.months_at_most):
        refuse("until_too_late", f"Hoãn theo {ground.source} không quá {ground.months_at_most} "
               f"tháng. {KEPT}; nhập ngày sớm hơn.", "until")  # fmt: skip


def check_open(kind: ActKind, terms: ActTerms, history: CaseHistory) -> None:
    """What is not a decision on items is done on open cases only; the history takes it either way,
    for registers brought in hold what was written after the end."""
    held = history.at(terms.day)
    if kind in WITHOUT_ITEMS and held and held.standing not in OPEN:
        refuse("ended", f"{kind.label} ngày {terms.day:%d/%m/%Y}: việc này đã kết thúc vào ngày "
               f"đó hoặc trước đó. {KEPT}; xem lại diễn biến của hồ sơ.", "day")  # fmt: skip


def check_standing(kind: ActKind, terms: ActTerms, history: CaseHistory) -> None:
    """The act makes a difference to what it is about."""
    if kind not in STANDS_ALREADY:
        return
    standings, words = STANDS_ALREADY[kind]
    concerned = targets(history, terms)
    if concerned and all((m := i.at(terms.day)) and m.standing in standings for i in concerned):
        refuse(
            f"already_{kind.value}",
            f"{'Khoản' if terms.item_id else 'Việc'} này {words} vào ngày {terms.day:%d/%m/%Y}. "
            f"{KEPT}; xem lại diễn biến của hồ sơ.",
            "item" if terms.item_id else None,
        )


def check_officer(db: Session, officer_id: UUID | None, unit_id: UUID) -> None:
    """A case is assigned to an officer of the unit that holds it."""
    officer = db.get(User, officer_id) if officer_id else None
    if officer is None or not may_hold_cases(officer, unit_id):
        refuse(
            "not_an_officer",
            "Người được chọn không phải Chấp hành viên đang công tác tại đơn vị giữ hồ sơ. "
            f"{KEPT}; chọn Chấp hành viên của đơn vị.",
            "officer",
        )


def check_signer(db: Session, kind: ActKind, terms: ActTerms, history: CaseHistory) -> None:
    """Whoever signs may sign this paper on its day and so; registers brought in are not asked."""
    if terms.signer_id is None:
        return
    signer, held = db.get(User, terms.signer_id), history.at(terms.day)
    if signer is None or held is None:
        refuse("signer_unknown", f"Không tìm thấy người ký. {KEPT}; chọn lại người ký.", "signer")
    officer = db.get(User, held.officer_id) if held.officer_id else None
    paper = Paper(kind.value, terms.day, db.get_one(Unit, held.unit_id), officer)
    competence.check(db, paper, signer, terms.signing_mode)


def check_conflicts(db: Session, case_id: UUID, terms: ActTerms | Docketing) -> list[Conflict]:
    """Neither who gets the case nor who signs is related to a party; questions answered in words.

    L08 Đ.21 k.5; L25 Đ.16 k.2.
    """
    named = ((terms.signer_id, "signer"), (terms.officer_id, "officer"))
    people: dict[UUID, str | None] = {person: field for person, field in named if person}
    day = terms.day if isinstance(terms, ActTerms) else terms.docketed_on
    return conflicts.check(db, case_id, people, answer=terms.conflict_answer, day=day)


def check_receiving_unit(db: Session, terms: ActTerms, history: CaseHistory) -> None:
    """A case moves to another unit that exists on that day."""
    unit = db.get(Unit, terms.to_unit_id) if terms.to_unit_id else None
    if unit is None or not _exists_on(unit, terms.day):
        refuse("unit_unknown", f"Đơn vị nhận không tồn tại vào ngày {terms.day:%d/%m/%Y}. {KEPT}; "
               "chọn đơn vị nhận.", "to_unit")  # fmt: skip
    held = history.at(terms.day)
    if held and held.unit_id == unit.id:
        refuse("same_unit", f"Hồ sơ đang do chính đơn vị này thi hành. {KEPT}; chọn đơn vị khác.",
               "to_unit")  # fmt: skip
    if terms.officer_id:
        check_officer(db, terms.officer_id, unit.id)


def _exists_on(unit: Unit, day: date) -> bool:
    return unit.valid_from <= day and (unit.valid_to is None or unit.valid_to >= day)


Guard = Callable[[Session, ActTerms, CaseHistory, User], None]


def assignment(db: Session, terms: ActTerms, history: CaseHistory, by: User) -> None:
    """L08 Đ.36 k.3; L25 Đ.33 k.3."""
    held = history.at(terms.day)
    assert held is not None
    check_officer(db, terms.officer_id, held.unit_id)


def transfer(db: Session, terms: ActTerms, history: CaseHistory, by: User) -> None:
    """L08 Đ.35; L25 Đ.32."""
    check_receiving_unit(db, terms, history)


def forgiveness(db: Session, terms: ActTerms, history: CaseHistory, by: User) -> None:
    """Only what is owed to the state budget is forgiven (L08 Đ.61; L25 Đ.42)."""
    if not all(item.item.state_budget for item in targets(history, terms)):
        refuse("not_state_budget", "Chỉ miễn, giảm được khoản thu nộp ngân sách nhà nước. "
               f"{KEPT}; chọn khoản nộp ngân sách.", "item")  # fmt: skip


def entrustment(db: Session, terms: ActTerms, history: CaseHistory, by: User) -> None:
    """Of the case or of its assets (L08 Đ.55–57; L25 Đ.49–50)."""
    if not (terms.receiver or "").strip():
        refuse("receiver_needed", f"Ủy thác phải nêu cơ quan nhận ủy thác. {KEPT}; nhập tên cơ "
               "quan nhận.", "receiver")  # fmt: skip


def amendment(db: Session, terms: ActTerms, history: CaseHistory, by: User) -> None:
    """L08 Đ.37 k.2; L25 Đ.52 k.2."""
    if not (terms.note or "").strip():
        refuse("amended_what", "Phải ghi quyết định nào, nội dung nào được sửa đổi, bổ sung. "
               f"{KEPT}; nhập nội dung.", "note")  # fmt: skip


def asset_entrustment(db: Session, terms: ActTerms, history: CaseHistory, by: User) -> None:
    """The case stays; the office where the assets are disposes of them (L08 Đ.57 k.2; L25 Đ.50)."""
    entrustment(db, terms, history, by)
    if not (terms.note or "").strip():
        refuse("assets_needed", f"Phải ghi tài sản được ủy thác xử lý. {KEPT}; nhập tài sản.",
               "note")  # fmt: skip


def take_up(db: Session, terms: ActTerms, history: CaseHistory, by: User) -> None:
    """The province takes up what a district's unit holds (L08 Đ.35 k.2)."""
    held = history.at(terms.day)
    unit = db.get(Unit, held.unit_id) if held else None
    if not sees_whole_province(by.role) or unit is None or unit.is_provincial:
        refuse("not_to_be_taken_up", "Chỉ lãnh đạo cấp tỉnh rút hồ sơ của đơn vị cấp dưới lên thi "
               f"hành. {KEPT}; chuyển đề nghị lên cấp tỉnh.")  # fmt: skip


def increase(db: Session, terms: ActTerms, history: CaseHistory, by: User) -> None:
    """L08 Đ.37 k.2; L25 Đ.52 k.2."""
    if terms.item_id is None:
        refuse("item_needed", f"Phải chọn khoản được tăng. {KEPT}; chọn khoản.", "item")
    if terms.amount is None:
        refuse("amount_needed", f"Phải nhập số tiền tăng thêm. {KEPT}; nhập số tiền.", "amount")
