"""A case without means for long: when it may leave the count (NĐ62 Đ.9 k.5; L25 Đ.38 k.4)."""

from datetime import date

from sqlalchemy.orm import Session

from thads.cases.actions.guards import KEPT, refuse, targets
from thads.cases.actions.terms import ActTerms
from thads.cases.history import CaseHistory, Happening
from thads.cases.models import ActKind, Standing
from thads.identity.models import User
from thads.rules import deadlines, grounds, separate_tracking
from thads.rules.separate_tracking import Way


def separate(db: Session, terms: ActTerms, history: CaseHistory, by: User) -> None:
    """Chuyển sổ theo dõi riêng."""
    _check(ActKind.SEPARATE_TRACKING, terms, history)


def request_return(db: Session, terms: ActTerms, history: CaseHistory, by: User) -> None:
    """Gửi lại yêu cầu thi hành án."""
    _check(ActKind.REQUEST_RETURN, terms, history)


def _check(kind: ActKind, terms: ActTerms, history: CaseHistory) -> None:
    way = separate_tracking.way(kind, terms.day)
    if history.facts.initiation.value not in way.initiations:
        refuse(
            "wrong_initiation",
            f"{kind.label} không áp dụng cho việc {history.facts.initiation.label.lower()} "
            f"({way.source}). {KEPT}; xem lại cách xử lý việc này.",
        )
    concerned = targets(history, terms)
    if not all(_without_means(i.at(terms.day)) for i in concerned):
        refuse(
            "has_means",
            f"{kind.label} chỉ áp dụng khi đã có quyết định chưa có điều kiện thi hành. {KEPT}; ra "
            "quyết định đó trước, hoặc chọn khoản đã có quyết định.",
            "item",
        )
    _check_time(kind, way, terms, history)


def _without_means(moment: object) -> bool:
    return getattr(moment, "standing", None) is Standing.NOT_YET_ENFORCEABLE


def _check_time(kind: ActKind, way: Way, terms: ActTerms, history: CaseHistory) -> None:
    decision = _last(history, ActKind.NOT_YET_ENFORCEABLE, terms)
    if decision is None:
        return
    unknown = (decision.ground or "").casefold() == grounds.UNKNOWN_ADDRESS
    duty = way.duty_whereabouts_unknown if unknown else way.duty
    over: date = deadlines.rule(duty, terms.day).due(decision.day)
    if terms.day <= over:
        refuse(
            "too_early",
            f"{kind.label} chỉ sau ngày {over:%d/%m/%Y}, khi hết thời hạn kể từ quyết định chưa có "
            f"điều kiện ngày {decision.day:%d/%m/%Y} ({way.source}). {KEPT}; làm lại sau ngày đó.",
            "day",
        )
    made = sum(
        h.kind is ActKind.VERIFICATION and h.day <= terms.day for h in history.facts.happenings
    )
    if made < way.verifications:
        refuse(
            "too_few_verifications",
            f"Mới xác minh {made} lần; phải ít nhất {way.verifications} lần ({way.source}). "
            f"{KEPT}; ghi kết quả xác minh trước.",
        )


def _last(history: CaseHistory, kind: ActKind, terms: ActTerms) -> Happening | None:
    found = [
        h
        for h in history.facts.happenings
        if h.kind is kind and h.day <= terms.day and h.item_id in (None, terms.item_id)
    ]
    return found[-1] if found else None
