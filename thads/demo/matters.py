"""What an invented case is about: kind of judgment, who asked, what is owed."""

from dataclasses import dataclass, field
from math import exp, log
from random import Random

from thads.cases.models import Initiation, ItemKind, JudgmentKind, Standing
from thads.demo import names

LARGE = 50_000_000  # from here on amounts may be scaled when sums are fitted
_OPEN_OR_COMPLETED = frozenset(
    {
        Standing.COMPLETED,
        Standing.IN_PROGRESS,
        Standing.NOT_YET_ENFORCEABLE,
        Standing.SEPARATE_TRACKING,
        Standing.POSTPONED_OTHER,
        Standing.SUSPENDED,
    }
)
_BUDGET_KINDS = {
    JudgmentKind.CRIMINAL: 58,
    JudgmentKind.FAMILY: 20,
    JudgmentKind.CIVIL: 16,
    JudgmentKind.COMMERCIAL: 3,
    JudgmentKind.ADMINISTRATIVE: 1,
    JudgmentKind.LABOUR: 1,
    JudgmentKind.OTHER: 1,
}


@dataclass
class Owed:
    """One obligation item and its amount before sums are fitted."""

    kind: ItemKind
    amount: int
    state_budget: bool = False
    fixed: bool = False  # known from elsewhere

    @property
    def large(self) -> bool:
        """May be scaled."""
        return self.amount >= LARGE and not self.fixed


@dataclass
class Matter:
    """The terms of a case, without its course."""

    initiation: Initiation
    kind: JudgmentKind
    owed: list[Owed] = field(default_factory=list)
    bank: str | None = None
    corruption: bool = False
    drugs: bool = False
    foreign_element: bool = False


def about(rng: Random, fate: Standing, *, budget: bool, corruption: bool) -> Matter:
    """What a case is about that owes to the state budget or not, of corruption or not."""
    if corruption:
        return _corruption(rng, budget=budget)
    if budget:
        return fees_and_fines(rng, fate)
    exhibits_too = fate not in (Standing.POSTPONED_BY_AGREEMENT, Standing.REQUEST_RETURNED)
    if exhibits_too and rng.random() < 0.16:
        return exhibits(rng, fate)
    return claim(rng)


def between(rng: Random, low: int, high: int) -> int:
    """An amount in whole thousands, small ones likelier."""
    return round(exp(rng.uniform(log(low), log(high))) / 1000) * 1000


def _corruption(rng: Random, *, budget: bool) -> Matter:
    if not budget:
        damages = Owed(ItemKind.DAMAGES, between(rng, 200_000_000, 8_000_000_000))
        return Matter(Initiation.ON_REQUEST, JudgmentKind.CRIMINAL, [damages], corruption=True)
    kind = rng.choice((ItemKind.STATE_COMPENSATION, ItemKind.CLAWBACK, ItemKind.CONFISCATION))
    owed = [
        Owed(ItemKind.COURT_FEE, 200_000, True),
        Owed(kind, between(rng, 60_000_000, 6_000_000_000), True),
    ]
    return Matter(Initiation.EX_OFFICIO, JudgmentKind.CRIMINAL, owed, corruption=True)


def fees_and_fines(rng: Random, fate: Standing) -> Matter:
    """What a judgment gives to the state, ex officio."""
    kind = rng.choices(list(_BUDGET_KINDS), list(_BUDGET_KINDS.values()))[0]
    matter = Matter(Initiation.EX_OFFICIO, kind, [Owed(ItemKind.COURT_FEE, _fee(rng, kind), True)])
    matter.foreign_element = rng.random() < 0.008
    if kind is not JudgmentKind.CRIMINAL:
        return matter
    matter.drugs = rng.random() < 0.42
    if rng.random() < 0.3:
        matter.owed.append(Owed(ItemKind.FINE, between(rng, 3_000_000, 20_000_000), True))
    if rng.random() < 0.14:
        what = rng.choice((ItemKind.CLAWBACK, ItemKind.CONFISCATION, ItemKind.FORFEITURE))
        low, high = (50_000_000, 2_000_000_000) if rng.random() < 0.6 else (500_000, 20_000_000)
        matter.owed.append(Owed(what, between(rng, low, high), True))
    if fate in _OPEN_OR_COMPLETED:
        if rng.random() < 0.18:
            matter.owed.append(Owed(ItemKind.EVIDENCE_DESTRUCTION, 0))
        if rng.random() < 0.05:
            money = Owed(ItemKind.PROPERTY_RETURN, between(rng, 500_000, 15_000_000))
            matter.owed.append(money)
    return matter


def _fee(rng: Random, kind: JudgmentKind) -> int:
    if kind is JudgmentKind.CRIMINAL:
        return 200_000
    if kind is JudgmentKind.FAMILY:
        return rng.choice((150_000, 150_000, 300_000))
    chance = rng.random()
    if chance < 0.45:
        return 300_000
    return between(rng, 400_000, 20_000_000 if chance < 0.92 else 300_000_000)


def exhibits(rng: Random, fate: Standing) -> Matter:
    """Things alone, ex officio: to be destroyed or given back."""
    kind = rng.choice((ItemKind.EVIDENCE_DESTRUCTION, ItemKind.PROPERTY_RETURN))
    if fate not in (Standing.COMPLETED, Standing.IN_PROGRESS):
        kind = ItemKind.PROPERTY_RETURN
    matter = Matter(Initiation.EX_OFFICIO, JudgmentKind.CRIMINAL, [Owed(kind, 0)])
    matter.drugs = rng.random() < 0.5
    return matter


def claim(rng: Random) -> Matter:
    """What a creditor asks for."""
    draw = rng.choices((_debt, _family, _credit, _damages, _wages, _act, _rare), _CLAIM_ODDS)[0]
    matter = draw(rng)
    matter.foreign_element = rng.random() < 0.015
    return matter


_CLAIM_ODDS = (40, 20, 17, 14, 3, 4, 2)


def _requested(kind: JudgmentKind, *owed: Owed) -> Matter:
    return Matter(Initiation.ON_REQUEST, kind, list(owed))


def _debt(rng: Random) -> Matter:
    kind = JudgmentKind.CIVIL if rng.random() < 0.8 else JudgmentKind.COMMERCIAL
    return _requested(kind, Owed(ItemKind.DEBT, between(rng, 8_000_000, 900_000_000)))


def _family(rng: Random) -> Matter:
    chance = rng.random()
    if chance < 0.55:
        monthly = rng.choice((700_000, 1_000_000, 1_500_000, 2_000_000))
        owed = Owed(ItemKind.MAINTENANCE, 12 * monthly)
    else:
        owed = Owed(ItemKind.PROPERTY_DIVISION, between(rng, 30_000_000, 1_200_000_000))
    return _requested(JudgmentKind.FAMILY, owed)


def _credit(rng: Random) -> Matter:
    kind = JudgmentKind.COMMERCIAL if rng.random() < 0.55 else JudgmentKind.CIVIL
    matter = _requested(kind, Owed(ItemKind.CREDIT_DEBT, between(rng, 120_000_000, 6_000_000_000)))
    matter.bank = names.bank(rng)
    return matter


def _damages(rng: Random) -> Matter:
    matter = _requested(
        JudgmentKind.CRIMINAL, Owed(ItemKind.DAMAGES, between(rng, 4_000_000, 160_000_000))
    )
    if rng.random() < 0.25:
        matter.owed.append(Owed(ItemKind.MAINTENANCE, between(rng, 12_000_000, 48_000_000)))
    return matter


def _wages(rng: Random) -> Matter:
    owed = Owed(ItemKind.WAGES, between(rng, 8_000_000, 120_000_000))
    return _requested(JudgmentKind.LABOUR, owed)


def _act(rng: Random) -> Matter:
    kind = rng.choice((ItemKind.PROPERTY_HANDOVER, ItemKind.COMPELLED_ACT))
    return _requested(JudgmentKind.CIVIL, Owed(kind, 0))


def _rare(rng: Random) -> Matter:
    kinds = (JudgmentKind.BANKRUPTCY, JudgmentKind.ARBITRATION, JudgmentKind.COMPETITION)
    owed = Owed(ItemKind.OTHER, between(rng, 60_000_000, 900_000_000))
    return _requested(rng.choice(kinds), owed)
