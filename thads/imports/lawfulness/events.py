"""The law on each event of `dien_bien`."""

from collections.abc import Callable
from datetime import date
from functools import lru_cache

from thads.cases.actions.guards import GROUND_NEEDED, WITHOUT_ITEMS
from thads.cases.models import ActKind, Standing
from thads.imports.lawfulness.noticed import Noticed
from thads.imports.parsing import Placed
from thads.imports.register import EventLine
from thads.rules import deadlines, grounds, separate_tracking
from thads.rules.citation import cited
from thads.rules.dated import MissingRule
from thads.rules.deadlines import AMENDED_LAW
from thads.rules.separate_tracking import Way

Check = Callable[[Noticed, Placed, EventLine, int], None]


def check(noticed: Noticed, placed: Placed, line: EventLine, sequence: int) -> None:
    """Ask all rules of the event's kind."""
    kind = line.kind
    wrong = ground_warning(kind, line.ground, line.day)
    if wrong:
        noticed.warn(placed, "can_cu", *wrong)
    if kind in WITHOUT_ITEMS:
        ended_on = noticed.ended_on(sequence)
        if ended_on:
            noticed.warn(placed, "ngay", "late_act", f"việc đã kết thúc ngày {ended_on:%d/%m/%Y}.")
    if kind in _CHECKS:
        _CHECKS[kind](noticed, placed, line, sequence)
    noticed.pass_by(line, sequence)


@lru_cache(maxsize=8192)
def ground_warning(kind: ActKind, ground: str | None, day: date) -> tuple[str, str] | None:
    """Code and words when the law of that day has no such ground, or asks for one."""
    try:
        known = grounds.of(kind, day)
    except MissingRule:
        return None  # a law older than those we know
    if ground is None:
        needed = bool(known) and kind in GROUND_NEEDED
        return ("not_lawful", "luật của ngày đó đòi hỏi ghi căn cứ.") if needed else None
    if grounds.find(kind, ground, day):
        return None
    of_day = ", ".join(g.code for g in known)
    having = f" Căn cứ của ngày đó: {of_day}." if of_day else ""
    return "unknown_ground", f"luật của ngày đó không có căn cứ “{ground}”.{having}"


def _forgiveness(noticed: Noticed, placed: Placed, line: EventLine, sequence: int) -> None:
    """Only what is owed to the state budget is forgiven (L08 Đ.61; L25 Đ.42)."""
    concerned = [
        item.position
        for item in noticed.case.items
        if not item.state_budget
        and (
            item.position == line.item
            or (line.item is None and _open(noticed, item.position, sequence))
        )
    ]
    if concerned:
        named = ", ".join(map(str, concerned))
        noticed.warn(placed, "khoan", "not_lawful", f"khoản {named} không nộp ngân sách nhà nước.")


def _open(noticed: Noticed, item: int, sequence: int) -> bool:
    return not noticed.standings(item, sequence)[0].has_ended


def _leaving(noticed: Noticed, placed: Placed, line: EventLine, sequence: int) -> None:
    """NĐ62 Đ.9 k.5; L25 Đ.38 k.4: initiation, standing, then time and verifications."""
    try:
        way = separate_tracking.way(line.kind, line.day)
    except MissingRule:
        if line.day >= AMENDED_LAW and line.kind is ActKind.REQUEST_RETURN:
            noticed.warn(placed, "su_kien", "not_lawful", "luật của ngày đó không có việc này.")
        return
    source, initiation = cited(way.source), noticed.case.initiation
    if initiation.value not in way.initiations:
        words = f"không áp dụng cho việc {initiation.label.lower()} ({source})."
        noticed.warn(placed, "su_kien", "not_lawful", words)
    standings = noticed.standings(line.item, sequence)
    if any(standing is not Standing.NOT_YET_ENFORCEABLE for standing in standings):
        words = f"chưa có quyết định chưa có điều kiện thi hành ({source})."
        noticed.warn(placed, "su_kien", "not_lawful", words)
    _time(noticed, placed, line, way)


def _time(noticed: Noticed, placed: Placed, line: EventLine, way: Way) -> None:
    decision, source = noticed.decided(line.item), cited(way.source)
    if decision is None:
        return
    unknown = decision.ground == grounds.UNKNOWN_ADDRESS
    over = deadlines.rule(way.long_duty if unknown else way.duty, line.day).due(decision.day)
    if line.day <= over:
        words = f"chỉ được sau ngày {over:%d/%m/%Y} ({source})."
        noticed.warn(placed, "ngay", "not_lawful", words)
    if noticed.verifications < way.verifications:
        made, needed = noticed.verifications, way.verifications
        words = f"mới xác minh {made} lần, phải ít nhất {needed} lần ({source})."
        noticed.warn(placed, "su_kien", "not_lawful", words)


def _verification(noticed: Noticed, placed: Placed, line: EventLine, sequence: int) -> None:
    """The first one within days of the end of the voluntary period (L08 Đ.44 k.1; L25 Đ.37)."""
    if noticed.noticed_on is None or noticed.verifications:
        return
    due = first_verification_due(noticed.noticed_on)
    if due is not None and line.day > due:
        noticed.warn(placed, "ngay", "late_act", f"xác minh lần đầu phải xong ngày {due:%d/%m/%Y}.")


@lru_cache(maxsize=8192)
def first_verification_due(noticed_on: date) -> date | None:
    """The last day for it; None under a law that we do not know."""
    try:
        return deadlines.first_verification_due(noticed_on)
    except MissingRule:
        return None


_CHECKS: dict[ActKind, Check] = {
    ActKind.FORGIVENESS: _forgiveness,
    ActKind.SEPARATE_TRACKING: _leaving,
    ActKind.REQUEST_RETURN: _leaving,
    ActKind.VERIFICATION: _verification,
}
