"""Who gets how much of collected money, and why: the order of the law as arithmetic.

Nothing here reads the database or the clock. The sum of the shares is the money, to the đồng.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from uuid import UUID

from thads.payouts import reasons
from thads.payouts.terms import LineKind
from thads.rules.payment_order import Deducted, PaymentOrder

Fraction = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What one item still asks for, in đồng; `order` breaks ties (decision, then item)."""

    case_id: UUID
    item_id: UUID
    order: tuple[int, ...]
    rank: int
    awarded: int
    remaining: int
    requested_on: date
    judgment_id: UUID | None = None
    secured: bool = False
    read_from_judgment: bool = False  # the kind of item does not tell its rank, or tells another
    is_interest: bool = False  # the late interest of the item, not what was awarded
    interest_first: bool = False  # of what both get, the interest takes its part before the rest

    @property
    def weight(self) -> int:
        """What its share of a rank is measured by."""
        return max(self.awarded, self.remaining)

    @property
    def judgment(self) -> UUID:
        """The judgment it rests on; the case stands for one that is not known."""
        return self.judgment_id or self.case_id


@dataclass(frozen=True, slots=True)
class Part:
    """What a claim gets; `fraction` of what was left, where that did not suffice for all."""

    claim: Claim
    amount: int
    fraction: Fraction | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """One line of a distribution with the words that explain it."""

    kind: LineKind
    amount: int
    basis: str
    words: str
    part: Part | None = None


def distribute(
    money: int, deductions: Mapping[Deducted, int], claims: Iterable[Claim], *,
    law: PaymentOrder, coercion_on: date | None,
) -> list[Share]:  # fmt: skip
    """Distribute `money` đồng: deductions, secured claims, ranks, late interest, the debtor.

    Claims after the day of the coercion decision are served from what the others leave.
    ValueError for what no money can give: deductions above it, or unknown to the law.
    """
    shares = list(_deductions(money, deductions, law))
    left = money - sum(share.amount for share in shares)
    ordered = sorted(claims, key=lambda one: (one.order, one.item_id, one.is_interest))
    for group, basis, say in _queue(ordered, law, coercion_on):
        asked = sum(claim.remaining for claim in group)
        parts = pro_rata(left, group)
        shares += [
            Share(
                kind=LineKind.INTEREST if part.claim.is_interest else LineKind.CLAIM,
                amount=part.amount, basis=basis,
                words=say(part, law=law, money=left, asked=asked), part=part,
            )
            for part in parts
        ]  # fmt: skip
        left -= sum(part.amount for part in parts)
    if left:
        basis, words = f"{law.to_the_debtor} {law.article}", reasons.remainder(law)
        shares.append(Share(kind=LineKind.REMAINDER, amount=left, basis=basis, words=words))
    return list(_interest_first(shares, law))


def _interest_first(shares: Sequence[Share], law: PaymentOrder) -> Iterator[Share]:
    """Where judgment or parties want it so, what an item gets is its interest, then its principal:
    nobody else gets less by that."""
    got = {
        share.part.claim.item_id: share for share in shares
        if share.part and share.part.claim.is_interest and share.part.claim.interest_first
    }  # fmt: skip
    whole = dict.fromkeys(got, 0)
    for share in shares:
        if share.part and share.part.claim.item_id in whole:
            whole[share.part.claim.item_id] += share.amount
    for share in shares:
        if share.part is None or (item_id := share.part.claim.item_id) not in got:
            yield share
            continue
        interest = min(whole[item_id], due(got[item_id]))
        amount = interest if share.part.claim.is_interest else whole[item_id] - interest
        part = replace(share.part, amount=amount)
        told = share.words if amount == share.amount else reasons.interest_first(part, law)
        yield replace(share, amount=amount, words=told, part=part)


def due(share: Share) -> int:
    """Đồng that the claim of a share asks for."""
    return share.part.claim.remaining if share.part else 0


def pro_rata(money: int, claims: Sequence[Claim]) -> list[Part]:
    """Shares of one rank by the amounts awarded, nobody above what remains; claims in their order.

    What a claim cannot take goes to the others of the rank by the same measure.
    """
    waiting, served = list(claims), dict[UUID, Part]()
    while waiting and money < sum(claim.remaining for claim in waiting):
        total = sum(claim.weight for claim in waiting)
        full = [claim for claim in waiting if claim.remaining * total <= money * claim.weight]
        if not full:
            served |= _rounded(money, waiting, total)
            break
        served |= {claim.item_id: Part(claim, claim.remaining, None) for claim in full}
        money -= sum(claim.remaining for claim in full)
        waiting = [claim for claim in waiting if claim.item_id not in served]
    whole = {claim.item_id: Part(claim, claim.remaining, None) for claim in waiting} | served
    return [whole[claim.item_id] for claim in claims]


def _rounded(money: int, claims: Sequence[Claim], total: int) -> dict[UUID, Part]:
    """Largest remainder, as `thads.rules.payment_order.ROUNDING` says."""
    cut = [divmod(money * claim.weight, total) for claim in claims]
    over = money - sum(whole for whole, _ in cut)
    places = sorted(range(len(claims)), key=lambda place: -cut[place][1])
    one_more = set(places[:over])
    return {
        claim.item_id: Part(claim, cut[n][0] + (n in one_more), (claim.weight, total))
        for n, claim in enumerate(claims)
    }


def _deductions(money: int, wanted: Mapping[Deducted, int], law: PaymentOrder) -> Iterator[Share]:
    asked = {kind: amount for kind, amount in wanted.items() if amount}
    if asked.keys() - law.deductions.keys() or min(asked.values(), default=1) < 0:
        raise ValueError(f"{law.source} knows no such deduction: {asked}")
    if sum(asked.values()) > money:
        raise ValueError(f"deductions {asked} above {money}")
    for kind, clause in law.deductions.items():
        if kind in asked:
            yield Share(
                kind=LineKind.of(kind.value), amount=asked[kind],
                basis=f"{clause} {law.article}", words=reasons.deduction(kind, clause, law),
            )  # fmt: skip


Say = Callable[..., str]


def _queue(
    claims: Sequence[Claim], law: PaymentOrder, coercion_on: date | None
) -> Iterator[tuple[list[Claim], str, Say]]:
    """Those who stand in line, group after group, with the law and the words of each."""
    secured = [claim for claim in claims if claim.secured and not claim.is_interest]
    accessory = [claim for claim in claims if claim.secured and claim.is_interest]
    judgments = {claim.judgment for claim in secured}
    fees = [
        claim for claim in claims
        if claim.rank == law.court_fees.number and claim.judgment in judgments
        and not claim.secured and not claim.is_interest
    ]  # fmt: skip
    yield fees, f"{law.secured} {law.article}", reasons.fee_of_secured
    yield secured, f"{law.secured} {law.article}", reasons.secured
    yield accessory, reasons.SECURED_INTEREST, reasons.interest_of_secured
    first = {id(claim) for claim in (*fees, *secured, *accessory)}
    others = [claim for claim in claims if id(claim) not in first]
    for late in (False, True):
        in_time = [claim for claim in others if _is_late(claim, coercion_on) is late]
        for rank in law.ranks:
            group = [one for one in in_time if one.rank == rank.number and not one.is_interest]
            say = partial(reasons.ranked, rank=rank, coercion_on=coercion_on)
            yield group, f"{rank.clause} {law.article}", say
        yield [one for one in in_time if one.is_interest], law.interest, reasons.interest


def _is_late(claim: Claim, coercion_on: date | None) -> bool:
    return coercion_on is not None and claim.requested_on > coercion_on
