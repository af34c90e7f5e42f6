"""What a change of law does to one case: its waits, its holds and what may still be decided."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from operator import itemgetter

from thads.cases.history import CaseHistory, Happening
from thads.cases.models import ActKind, Case, Standing
from thads.desk.law import Difference, Line
from thads.rules import deadlines, grounds, separate_tracking, transition
from thads.rules.citation import cited
from thads.rules.dated import NEW_LAW, OLD_LAW_ENDS
from thads.rules.deadlines import Duty
from thads.rules.transition import Passage

OF_ACT = {
    "separate_tracking": "chuyển sổ theo dõi riêng",
    "request_return": "gửi lại yêu cầu thi hành án",
}
HELD = {
    Standing.POSTPONED_BY_AGREEMENT: ("48k4", "46k3"),
    Standing.POSTPONED_OTHER: ("48k4", "46k3"),
    Standing.SUSPENDED: ("49k3b", "47k3"),
    Standing.NOT_YET_ENFORCEABLE: ("9k4", "38k2"),
}


@dataclass(frozen=True, slots=True)
class Crossing:
    """One case before and after the change: `ended` then already, or how it stood on that day."""

    ended: bool
    standing: Standing  # at the end of the old law, or today if that is earlier
    passages: tuple[Passage, ...]
    lines: tuple[Difference, ...]


def of_case(case: Case, history: CaseHistory, today: date) -> Crossing | None:
    """None for a case that was opened under the new law."""
    day = min(today, OLD_LAW_ENDS)
    standing = history.standing_on(day)
    if case.docketed_on >= NEW_LAW or standing is None:
        return None
    ended = standing.has_ended
    passages = tuple(p for p in transition.passages(NEW_LAW) if p.of_ended == ended)
    lines = () if ended else tuple(_lines(case, history, day))
    return Crossing(ended, standing, passages, lines)


def _lines(case: Case, history: CaseHistory, day: date) -> Iterator[Difference]:
    standings = {m.standing for item in history.items if (m := item.at(day))}
    if Standing.NOT_YET_ENFORCEABLE in standings:
        yield _leaving(case, history, day)
    yield from _moved_grounds(history, day)
    for standing in sorted(standings & HELD.keys()):
        before, after = HELD[standing]
        yield Difference(
            f"Tiếp tục thi hành khi {standing.label.lower()}",
            _ground("resumption", before, OLD_LAW_ENDS), _ground("resumption", after, NEW_LAW),
        )  # fmt: skip
    if (noticed := _noticed(history, day)) is not None:
        yield _first_verification(noticed)
    if any(item.state_budget for item in case.items):
        yield Difference(
            "Đình chỉ do được miễn, giảm", _ground("discontinuance", "e", OLD_LAW_ENDS),
            _ground("discontinuance", "5", NEW_LAW),
        )  # fmt: skip
    if not case.unit.is_provincial:
        yield Difference("Rút hồ sơ lên cấp tỉnh", _ground("take_up", "2h", OLD_LAW_ENDS), None)
    yield Difference(
        "Xác nhận kết quả thi hành án", _length(Duty.RESULT_CERTIFICATE, OLD_LAW_ENDS),
        _length(Duty.RESULT_CERTIFICATE, NEW_LAW),
    )  # fmt: skip


def _leaving(case: Case, history: CaseHistory, day: date) -> Difference:
    """When, and how, a case without means may leave the count: by the law of that decision."""
    decisions = _until(history, ActKind.NOT_YET_ENFORCEABLE, day)
    decided = max((h.day for h in decisions), default=case.docketed_on)
    return Difference(
        f"Chưa có điều kiện từ {decided:%d/%m/%Y}: rời số phải thi hành",
        _way(case, decided, OLD_LAW_ENDS), _way(case, decided, NEW_LAW),
    )  # fmt: skip


def _way(case: Case, decided: date, day: date) -> Line:
    way = next(
        way for way in separate_tracking.WAYS
        if way.holds_on(day) and case.initiation.value in way.initiations
    )  # fmt: skip
    over = deadlines.rule(way.duty, day).due(decided)
    long = deadlines.rule(way.long_duty, day).due(decided)
    later = f" (đang tù, không rõ địa chỉ: {long:%d/%m/%Y})" if long != over else ""
    text = f"{OF_ACT[way.act]} sau ngày {over:%d/%m/%Y}{later}, đã xác minh ít nhất " \
           f"{way.verifications} lần"  # fmt: skip
    return Line(way.act, text[0].upper() + text[1:], cited(way.source))


def _moved_grounds(history: CaseHistory, day: date) -> Iterator[Difference]:
    """A hold whose ground the new law knows under another decision."""
    held = {Standing.POSTPONED_BY_AGREEMENT, Standing.POSTPONED_OTHER}
    for item in history.items:
        moment = item.at(day)
        if moment is None or moment.standing not in held:
            continue
        made = [
            h for h in _until(history, ActKind.POSTPONEMENT, day)
            if h.item_id in (None, item.item.id)
        ]  # fmt: skip
        last = max(made, key=itemgetter(0, 1))
        moved = transition.moved("postponement", last.ground or "")
        if moved is not None:
            yield Difference(
                "Căn cứ đang hoãn", _ground("postponement", last.ground or "", OLD_LAW_ENDS),
                _ground(moved.to_act, moved.to_code, NEW_LAW),
            )  # fmt: skip
            return


def _first_verification(noticed: date) -> Difference:
    """A clock that runs keeps its length (ADR 0010)."""
    due = deadlines.first_verification_due(noticed)
    rule = deadlines.rule(Duty.FIRST_VERIFICATION, noticed)
    kept = Line("", f"Hạn {due:%d/%m/%Y}, không đổi vì đã bắt đầu tính", cited(rule.source))
    return Difference("Xác minh lần đầu", kept, kept)


def _noticed(history: CaseHistory, day: date) -> date | None:
    """The valid notice after which nothing was verified yet."""
    if _until(history, ActKind.VERIFICATION, day):
        return None
    return max((h.day for h in _until(history, ActKind.VALID_NOTICE, day)), default=None)


def _until(history: CaseHistory, kind: ActKind, day: date) -> list[Happening]:
    return [h for h in history.facts.happenings if h.kind is kind and h.day <= day]


def _ground(act: str, code: str, day: date) -> Line | None:
    found = grounds.find(act, code, day)
    return Line(found.code, found.text, cited(found.source)) if found else None


def _length(duty: Duty, day: date) -> Line:
    rule = deadlines.rule(duty, day)
    return Line("", rule.length_in_words, cited(rule.source))
