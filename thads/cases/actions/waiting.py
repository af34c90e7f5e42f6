"""A case without means for long: when it may leave the count (NĐ62 Đ.9 k.5; L25 Đ.38 k.4)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from operator import itemgetter
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from thads.cases.actions.guards import KEPT, refuse, targets
from thads.cases.actions.terms import ActTerms
from thads.cases.history import CaseHistory, Happening
from thads.cases.models import ActKind, CaseAct, Standing
from thads.identity.models import User
from thads.rules import deadlines, grounds, separate_tracking
from thads.rules.citation import cited
from thads.rules.separate_tracking import Way

if TYPE_CHECKING:
    from thads.verification.models import Finding


def separate(db: Session, terms: ActTerms, history: CaseHistory, by: User) -> None:
    """Chuyển sổ theo dõi riêng."""
    _check(db, ActKind.SEPARATE_TRACKING, terms, history)


def request_return(db: Session, terms: ActTerms, history: CaseHistory, by: User) -> None:
    """Gửi lại yêu cầu thi hành án."""
    _check(db, ActKind.REQUEST_RETURN, terms, history)


def _check(db: Session, kind: ActKind, terms: ActTerms, history: CaseHistory) -> None:
    way = separate_tracking.way(kind, terms.day)
    if history.facts.initiation.value not in way.initiations:
        refuse(
            "wrong_initiation",
            f"{kind.label} không áp dụng cho việc {history.facts.initiation.label.lower()} "
            f"({cited(way.source)}). {KEPT}; xem lại cách xử lý việc này.",
        )
    concerned = targets(history, terms)
    if not concerned or not all(_without_means(i.at(terms.day)) for i in concerned):
        refuse(
            "has_means",
            f"{kind.label} chỉ áp dụng khi đã có quyết định chưa có điều kiện thi hành. {KEPT}; ra "
            "quyết định đó trước, hoặc chọn khoản đã có quyết định.",
            "item",
        )
    _check_time(db, kind, way, terms, history)
    _check_verifications(kind, way, terms, history)


def _without_means(moment: object) -> bool:
    return getattr(moment, "standing", None) is Standing.NOT_YET_ENFORCEABLE


def _check_time(
    db: Session, kind: ActKind, way: Way, terms: ActTerms, history: CaseHistory
) -> None:
    """The wait runs from the latest decision on any item concerned; it is longer for prisoners
    with two years or more to serve and for those who cannot be found (NĐ62 Đ.9 k.5 điểm a)."""
    decision = max(_decisions(terms, history), key=itemgetter(0, 1))
    finding = _last_finding(db, terms, history)
    unknown = (decision.ground or "").casefold() == grounds.UNKNOWN_ADDRESS
    long = unknown or (finding is not None and finding.is_lasting)
    over: date = deadlines.rule(way.long_duty if long else way.duty, terms.day).due(decision.day)
    if terms.day <= over:
        found = f" Xác minh gần nhất: {finding.label.lower()}." if finding and long else ""
        refuse(
            "too_early",
            f"{kind.label} chỉ sau ngày {over:%d/%m/%Y}, khi hết thời hạn kể từ quyết định chưa có "
            f"điều kiện ngày {decision.day:%d/%m/%Y} ({cited(way.source)}).{found} {KEPT}; làm lại "
            "sau ngày đó.",
            "day",
        )


def _check_verifications(kind: ActKind, way: Way, terms: ActTerms, history: CaseHistory) -> None:
    made = sum(1 for _ in _until(terms, history, ActKind.VERIFICATION))
    if made < way.verifications:
        refuse(
            "too_few_verifications",
            f"Mới xác minh {made} lần; phải ít nhất {way.verifications} lần "
            f"({cited(way.source)}). {KEPT}; ghi kết quả xác minh trước.",
        )


def _last_finding(db: Session, terms: ActTerms, history: CaseHistory) -> Finding | None:
    """What the latest verification found, by its minutes; an act without minutes says nothing."""
    *_, last = [None, *_until(terms, history, ActKind.VERIFICATION)]
    if last is None:
        return None
    stmt = (
        select(CaseAct)
        .where(CaseAct.case_id == history.facts.case_id, CaseAct.sequence == last.sequence)
        .options(joinedload(CaseAct.verification))
        .execution_options(populate_existing=True)
    )
    minutes = db.scalars(stmt).one().verification
    return minutes.finding if minutes else None


def _decisions(terms: ActTerms, history: CaseHistory) -> Iterator[Happening]:
    """The latest decision that there are no means yet, on each item concerned."""
    for target in targets(history, terms):
        *_, last = (
            decision
            for decision in _until(terms, history, ActKind.NOT_YET_ENFORCEABLE)
            if decision.item_id in (None, target.item.id)
        )
        yield last


def _until(terms: ActTerms, history: CaseHistory, kind: ActKind) -> Iterator[Happening]:
    happenings = history.facts.happenings
    return (h for h in happenings if h.kind is kind and h.day <= terms.day)
