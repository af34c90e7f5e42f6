"""What the law asks of one ground beyond its being one: on which items, in which standing, how
often (reference 3.4, reason codes)."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from thads.cases.actions.guards import KEPT, POSTPONED, refuse, targets
from thads.cases.actions.terms import ActTerms
from thads.cases.history import CaseHistory, ItemHistory
from thads.cases.models import ActKind, ItemKind, ObligationItem, Standing
from thads.rules import grounds
from thads.rules.citation import cited
from thads.rules.grounds import BY_PROTEST_AUTHORITY, Ground

HELD_BY = {  # the article of a resumption's ground says what it ends
    "L08 Đ.48": POSTPONED,
    "L25 Đ.46": POSTPONED,
    "L08 Đ.49": frozenset({Standing.SUSPENDED}),
    "L25 Đ.47": frozenset({Standing.SUSPENDED}),
    "NĐ152 Đ.11": frozenset({Standing.SUSPENDED}),
    "NĐ62 Đ.9": frozenset({Standing.NOT_YET_ENFORCEABLE, Standing.SEPARATE_TRACKING}),
    "L25 Đ.38": frozenset({Standing.NOT_YET_ENFORCEABLE, Standing.SEPARATE_TRACKING}),
}
PERSONAL = {"L25 Đ.46 k.1 điểm a", "L25 Đ.46 k.1 điểm b", "L25 Đ.38 k.1 điểm đ"}
NEVER_PERSONAL = frozenset(
    {
        ItemKind.COURT_FEE,
        ItemKind.FINE,
        ItemKind.CLAWBACK,
        ItemKind.STATE_COMPENSATION,
        ItemKind.DEBT,
        ItemKind.CREDIT_DEBT,
    }
)
NOT_HELD_BY_BANKRUPTCY = {"L25 Đ.47 k.1 điểm a": frozenset({ItemKind.WAGES, ItemKind.CONFISCATION})}
FORGIVEN = {"L25 Đ.48 k.5", "L08 Đ.50 k.1 điểm e"}


def check(db: Session, kind: ActKind, terms: ActTerms, history: CaseHistory) -> None:
    """RuleBroken, naming the rule, when the ground does not carry this act on these items."""
    if kind is ActKind.TAKE_UP and not grounds.of(kind.value, terms.day):
        refuse("no_take_up", f"Luật áp dụng ngày {terms.day:%d/%m/%Y} không còn việc rút hồ sơ: "
               f"mỗi tỉnh chỉ có một cơ quan. {KEPT}; dùng chuyển đơn vị thi hành.")  # fmt: skip
    ground = grounds.find(kind.value, terms.ground, terms.day) if terms.ground else None
    if ground is None:
        return
    if kind is ActKind.POSTPONEMENT and ground.code == BY_PROTEST_AUTHORITY:
        _check_once(ground, terms, history)
    if kind is ActKind.RESUMPTION:
        _check_held(ground, terms, history)
    if ground.source in FORGIVEN and not all(
        one.item.state_budget for one in targets(history, terms)
    ):
        refuse("not_state_budget", f"{_of(ground)} chỉ áp dụng cho khoản thu nộp ngân sách nhà "
               f"nước. {KEPT}; chọn khoản nộp ngân sách.", "item")  # fmt: skip
    _check_kinds(db, ground, targets(history, terms))


def _check_once(ground: Ground, terms: ActTerms, history: CaseHistory) -> None:
    """The person competent to protest asks for a postponement once only."""
    for earlier in history.facts.happenings:
        same_ground = earlier.kind is ActKind.POSTPONEMENT and earlier.ground == ground.code
        same_item = None in (earlier.item_id, terms.item_id) or earlier.item_id == terms.item_id
        if same_ground and same_item:
            refuse("protest_twice", "Người có thẩm quyền kháng nghị chỉ được yêu cầu hoãn một lần "
                   f"({cited(ground.source)}); đã hoãn theo yêu cầu này ngày "
                   f"{earlier.day:%d/%m/%Y}. {KEPT}; chọn căn cứ khác.", "ground")  # fmt: skip


def _check_held(ground: Ground, terms: ActTerms, history: CaseHistory) -> None:
    """What is resumed was held up by what this article ends."""
    wanted = next((s for place, s in HELD_BY.items() if ground.source.startswith(place)), None)
    if wanted is None:
        return
    for target in targets(history, terms):
        moment = target.at(terms.day)
        if moment and moment.standing is not Standing.IN_PROGRESS and moment.standing not in wanted:
            refuse("other_hold", f"Căn cứ này không dùng cho khoản “{moment.standing.label.lower()}"
                   f"” ({cited(ground.source)}). {KEPT}; chọn căn cứ của đúng tình trạng đó, hoặc "
                   "chọn từng khoản.", "ground")  # fmt: skip


def _check_kinds(db: Session, ground: Ground, concerned: Sequence[ItemHistory]) -> None:
    excluded = NOT_HELD_BY_BANKRUPTCY.get(ground.source, frozenset())
    if ground.source in PERSONAL:
        excluded = NEVER_PERSONAL
    if not excluded:
        return
    kinds = _kinds(db, [one.item.id for one in concerned])
    wrong = sorted({kind.label for kind in kinds if kind in excluded})
    if wrong:
        refuse("ground_not_for_item", f"{_of(ground)} không áp dụng cho khoản {', '.join(wrong)}. "
               f"{KEPT}; chọn căn cứ khác, hoặc chọn khoản được áp dụng.", "ground")  # fmt: skip


def _kinds(db: Session, ids: Sequence[UUID]) -> Sequence[ItemKind]:
    stmt = select(ObligationItem.kind).where(ObligationItem.id.in_(ids))
    return db.scalars(stmt).all()


def _of(ground: Ground) -> str:
    return f"Căn cứ “{ground.text}” ({cited(ground.source)})"
