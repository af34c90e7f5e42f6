"""Whether what is said to have happened can have happened: the case is replayed."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple, TypeVar
from uuid import UUID

from thads.cases.history import CaseFacts, CaseHistory, CaseMoment, Happening, ItemMoment, replay
from thads.cases.models import MovementKind, Standing
from thads.cases.refusals import Contradiction, Refusal
from thads.core.money import format_dong
from thads.imports.faults import Fault
from thads.imports.parsing import Parsed, Placed
from thads.imports.register import EventLine, MoneyLine, Names, RegisterCase, facts_of

MOST = 200  # contradictions told of one case: each costs a replay
NOBODY = UUID(int=0)


class Proof(NamedTuple):
    """The case as facts and as history (None when a contradiction was found), and the faults."""

    facts: CaseFacts | None
    history: CaseHistory | None
    faults: list[Fault]


def prove(parsed: Parsed, names: Names) -> Proof:
    """Replay the case; every line that cannot stand beside those before it is a fault."""
    case = parsed.case
    if case is None or not case.items:
        return Proof(None, None, [])
    if not parsed.is_sound:
        return Proof(None, None, list(_sifted(parsed, case)))
    facts = facts_of(case, names)
    try:
        return Proof(facts, replay(facts), [])
    except Contradiction:
        return Proof(None, None, list(_sifted(parsed, case)))


class _Anybody(dict[str, UUID]):
    """Names of a case whose names are not all known: who they are changes no sum."""

    def __missing__(self, name: str) -> UUID:
        return NOBODY


class _Contradicted(NamedTuple):
    placed: Placed
    sequence: int
    reason: Refusal


def _sifted(parsed: Parsed, case: RegisterCase) -> Iterator[Fault]:
    """Take out each line that cannot stand, and read the rest again, until all stand."""
    positions = {item.position for item in case.items}
    lines = [p for p in parsed.in_order() if p.line.item is None or p.line.item in positions]
    facts = _facts(case, [placed.line for placed in lines])
    offset = len(facts.happenings) - len(lines)
    by_sequence = dict(enumerate(lines, start=1 + offset))
    found: list[_Contradicted] = []
    while len(found) < MOST:
        try:
            history = replay(facts)
            break
        except Contradiction as wrong:
            placed = by_sequence[wrong.sequence]
            found.append(_Contradicted(placed, wrong.sequence, wrong.reason))
            facts = facts.without(wrong.sequence)
    else:
        history = replay(replace(facts, happenings=_before(facts, found[-1].sequence)))
    ids = {item.position: fact.id for item, fact in zip(case.items, facts.items, strict=True)}
    for contradicted in found:
        if not _follows_from_lost(parsed, contradicted):
            yield _fault(contradicted, history, ids)


def _facts(case: RegisterCase, lines: list[EventLine | MoneyLine]) -> CaseFacts:
    read = replace(
        case,
        events=tuple(line for line in lines if isinstance(line, EventLine)),
        money=tuple(line for line in lines if isinstance(line, MoneyLine)),
    )
    anybody = _Anybody()
    return facts_of(read, Names(anybody, anybody))


def _before(facts: CaseFacts, sequence: int) -> tuple[Happening, ...]:
    return tuple(h for h in facts.happenings if h.sequence < sequence)


def _follows_from_lost(parsed: Parsed, contradicted: _Contradicted) -> bool:
    """Said already (before the decision), or perhaps only due to a line that was not read."""
    if contradicted.reason is Refusal.BEFORE_DOCKETING:
        return True
    line, lost = contradicted.placed.line, parsed.lost
    concerned = lost if line.item is None else {line.item, None}
    return any(lost[item] <= line.day for item in concerned if item in lost)


def _fault(contradicted: _Contradicted, history: CaseHistory, ids: Mapping[int, UUID]) -> Fault:
    placed, line = contradicted.placed, contradicted.placed.line
    before = None
    if line.item is not None:
        before = _state(history.item(ids[line.item]).moments, contradicted.sequence)
    code, column, message, remedy = _words(contradicted, before, history)
    return Fault(placed.sheet, placed.row, column, code, message, remedy)


def _words(
    contradicted: _Contradicted, before: ItemMoment | None, history: CaseHistory
) -> tuple[str, str, str, str]:
    """Code, column, what is wrong, what would be right."""
    line, reason = contradicted.placed.line, contradicted.reason
    said = _Said(line)
    if reason is Refusal.ENDED_CASE:
        return said.ended_case(history, contradicted.sequence)
    if reason is Refusal.AMOUNT_NEEDED:
        return said.amount_needed()
    if reason is Refusal.AMOUNT_WITHOUT_ITEM:
        return said.amount_without_item()
    if reason is Refusal.MORE_THAN_REMAINS and before is None:
        return said.more_than_all(history, contradicted.sequence)
    assert before is not None
    if reason is Refusal.REVERSED_TOO_MUCH:
        return said.reversed_too_much(before)
    too_much = reason is Refusal.MORE_THAN_REMAINS or before.standing is Standing.COMPLETED
    if line.kind is MovementKind.COLLECTED and too_much:
        return said.collected_too_much(before)
    if reason is Refusal.MORE_THAN_REMAINS:
        return said.more_than_remains(before)
    return said.ended_item(before)


_Words = tuple[str, str, str, str]


class _Said:
    """The sentences about one line."""

    def __init__(self, line: EventLine | MoneyLine) -> None:
        self.what = f"{line.kind.label} ngày {line.day:%d/%m/%Y}"
        self.item = line.item
        self.amount = format_dong(line.amount or 0)

    def collected_too_much(self, before: ItemMoment) -> _Words:
        remaining = format_dong(before.remaining)
        due = format_dong(before.awarded + before.increases)
        return (
            "collected_too_much", "so_tien",
            f"{self.what}: thu {self.amount} đ, nhưng khoản {self.item} chỉ còn {remaining} đ "
            f"trong {due} đ phải thi hành.",
            f"Sửa số tiền (không quá {remaining} đ), sửa so_tien của khoản, hoặc thêm dòng "
            "tang_nghia_vu trước ngày này.",
        )  # fmt: skip

    def more_than_remains(self, before: ItemMoment) -> _Words:
        remaining = format_dong(before.remaining)
        return (
            "more_than_remains", "so_tien",
            f"{self.what}: {self.amount} đ lớn hơn số còn lại {remaining} đ của khoản "
            f"{self.item}.",
            f"Ghi số tiền không quá {remaining} đ, hoặc để trống nếu là toàn bộ số còn lại.",
        )  # fmt: skip

    def more_than_all(self, history: CaseHistory, sequence: int) -> _Words:
        left = sum(_state(item.moments, sequence).remaining for item in history.items)
        return (
            "more_than_remains", "so_tien",
            f"{self.what}: {self.amount} đ lớn hơn số còn lại {format_dong(left)} đ.",
            f"Ghi số tiền không quá {format_dong(left)} đ, hoặc để trống nếu là toàn bộ.",
        )  # fmt: skip

    def reversed_too_much(self, before: ItemMoment) -> _Words:
        held = format_dong(before.collected - before.settled_directly)
        return (
            "reversed_too_much", "so_tien",
            f"{self.what}: hủy {self.amount} đ, nhưng khoản {self.item} mới thu {held} đ.",
            f"Ghi số tiền không quá {held} đ, hoặc kiểm tra lại các dòng thu trước đó.",
        )  # fmt: skip

    def ended_item(self, before: ItemMoment) -> _Words:
        return (
            "ended_item", "khoan",
            f"{self.what}: khoản {self.item} đã kết thúc ngày {before.day:%d/%m/%Y} "
            f"({before.standing.label}).",
            "Sửa ngày hoặc số khoản, hoặc bỏ dòng này; nếu khoản chưa kết thúc thì sửa diễn biến "
            "trước đó.",
        )  # fmt: skip

    def ended_case(self, history: CaseHistory, sequence: int) -> _Words:
        moment = _state(history.moments, sequence)
        return (
            "ended_case", "su_kien",
            f"{self.what}: việc đã kết thúc ngày {moment.day:%d/%m/%Y} "
            f"({moment.standing.label}), không còn khoản nào đang thi hành.",
            "Sửa ngày, hoặc bỏ dòng này; nếu việc chưa kết thúc thì sửa diễn biến trước đó.",
        )  # fmt: skip

    def amount_needed(self) -> _Words:
        return (
            "amount_needed", "so_tien", f"{self.what}: chưa ghi số tiền tăng thêm.",
            "Ghi số tiền tăng thêm, lớn hơn 0, và số khoản được tăng.",
        )  # fmt: skip

    def amount_without_item(self) -> _Words:
        return (
            "amount_without_item", "khoan",
            f"{self.what}: có số tiền {self.amount} đ nhưng việc còn nhiều khoản đang thi hành.",
            "Ghi số khoản mà số tiền này thuộc về, hoặc để trống so_tien nếu là toàn bộ.",
        )  # fmt: skip


Moment = TypeVar("Moment", CaseMoment, ItemMoment)


def _state(moments: Sequence[Moment], sequence: int) -> Moment:
    """The moment right before a fact; what was marked at docketing is before all."""
    return [moment for moment in moments if moment.sequence < sequence][-1]
