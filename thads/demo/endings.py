"""How invented cases come to be completed: paid, settled, partly forgiven, destroyed."""

from collections.abc import Callable
from datetime import date, timedelta

from thads.cases.models import ActKind, Initiation, ItemKind
from thads.demo.telling import Teller

Ending = Callable[[Teller, int, date], None]


def complete(teller: Teller, end: date) -> None:
    """Bring every item to its end, the last one on `end`."""
    owing = [item for item, left in enumerate(teller.left) if left]
    for place, item in enumerate(owing):
        last = place == len(owing) - 1
        on = end if last else teller.later(1, max(teller.room(end) // 2, 1), before=end)
        _way(teller, item, on)(teller, item, on)
    _hand_over_things(teller, end, alone=not owing)


def _way(teller: Teller, item: int, end: date) -> Ending:
    amount, chance = teller.left[item], teller.rng.random()
    budget = teller.plan.items[item].state_budget
    requested = teller.matter.initiation is Initiation.ON_REQUEST
    if amount < 2_000_000 or teller.room(end) < 12:
        return _in_full
    if requested and chance < 0.14:
        return _between_themselves
    if budget and chance < 0.05:
        return _forgive_the_rest
    for limit, ending in ((0.17, _waive_the_rest), (0.19, _entrust_the_rest), (0.21, _increase)):
        if 0.14 <= chance < limit and not budget:
            return ending
    return _lessen if 0.21 <= chance < 0.225 else _in_parts


def _in_full(teller: Teller, item: int, end: date) -> None:
    teller.collect(item, end)


def _in_parts(teller: Teller, item: int, end: date) -> None:
    times = teller.rng.choice((1, 1, 2, 3)) if teller.left[item] > 3_000_000 else 1
    teller.instalments(item, end, times)


def _between_themselves(teller: Teller, item: int, end: date) -> None:
    """The parties settle the rest directly; the record says that it is done (hoàn thành)."""
    if teller.rng.random() < 0.4:
        teller.collect(item, teller.later(2, teller.room(end) - 2), _part(teller, item))
    teller.take_part(item, end, ActKind.COMPLETION, teller.left[item])


def _forgive_the_rest(teller: Teller, item: int, end: date) -> None:
    """A part is paid, the court forgives the rest after a disaster (L08 Đ.61 k.4)."""
    teller.collect(item, teller.later(2, teller.room(end) - 2), _part(teller, item))
    note = "Miễn phần còn lại: bị thiệt hại do thiên tai sau khi đã thi hành một phần."
    teller.take_part(item, end, ActKind.FORGIVENESS, teller.left[item], note=note)


def _waive_the_rest(teller: Teller, item: int, end: date) -> None:
    teller.collect(item, teller.later(2, teller.room(end) - 2), _part(teller, item))
    teller.take_part(item, end, ActKind.DISCONTINUANCE, teller.left[item], ground="c")


def _entrust_the_rest(teller: Teller, item: int, end: date) -> None:
    teller.collect(item, teller.later(2, teller.room(end) - 2), _part(teller, item))
    teller.take_part(
        item, end, ActKind.ENTRUSTMENT, teller.left[item],
        receiver="Chi cục THADS quận Ví Dụ",
    )  # fmt: skip


def _increase(teller: Teller, item: int, end: date) -> None:
    teller.increase(item, teller.later(2, teller.room(end) - 2), teller.left[item] // 20_000 * 1000)
    teller.collect(item, end)


def _lessen(teller: Teller, item: int, end: date) -> None:
    """The decision is withdrawn for a part: less is owed than was written."""
    part = teller.left[item] // 20_000 * 1000
    teller.take_part(
        item, teller.later(2, teller.room(end) - 2), ActKind.WITHDRAWAL, part, ground="b"
    )
    teller.collect(item, end)


def _part(teller: Teller, item: int) -> int:
    return int(teller.left[item] * teller.rng.uniform(0.2, 0.8)) // 1000 * 1000


def _hand_over_things(teller: Teller, end: date, *, alone: bool) -> None:
    """Things are returned or destroyed: the record says that it is done."""
    start = teller.plan.docketed_on
    for item, owed in enumerate(teller.matter.owed):
        if owed.amount or (owed.kind is ItemKind.EVIDENCE_DESTRUCTION and not alone):
            continue
        if owed.kind is ItemKind.EVIDENCE_DESTRUCTION:
            council = teller.day(min(start + timedelta(6), end), min(start + timedelta(29), end))
            teller.plan.evidence = (council, end)
        teller.decide(end, ActKind.COMPLETION, item=item)
