"""A district office, verifications with what assets are worth, and cases with a life of chance."""

from datetime import date, timedelta

import pytest

from tests.factories import ENTERED
from thads.cases import facts
from thads.cases.history import Happening, replay
from thads.cases.models import ActKind, MovementKind
from thads.core.errors import RuleBroken
from thads.verification.models import Finding, Verification

TODAY = date(2024, 9, 30)
HAS, NONE = Finding.HAS_MEANS, Finding.NO_MEANS


@pytest.fixture
def verify(db, make):
    """`verify(case, day, HAS, 5_000_000)`: minutes with what the assets are worth."""

    def do(case, day, finding=HAS, value=None):
        act = make.act(case, ActKind.VERIFICATION, day)
        made = Verification(case_id=case.id, act_id=act.id, day=day, finding=finding,
                            assets_value=value, entered_at=ENTERED)  # fmt: skip
        db.add(made)
        db.flush()
        return made

    return do


@pytest.fixture
def chance(make, verify, db):
    """`chance(rng, units, people)`: a case with a random life since 2022 that the history takes."""

    def do(rng, units, people=()):
        unit = rng.choice(units)
        items = [rng.choice([0, 7, 1_000_000, 250_000_000]) for _ in range(rng.randint(1, 3))]
        day = date(2021, 11, 1) + timedelta(days=rng.randint(0, 1000))
        officer = rng.choice([None, *(p for p in people if p.unit_id == unit.id)])
        case = make.case(day, items, unit=unit, officer=officer)
        for _ in range(rng.randint(0, 7)):
            day = min(day + timedelta(days=rng.choice([0, 1, 30, 100, 200])), TODAY)
            _one_more(make, verify, db, rng, case, day)
        return case

    return do


def _one_more(make, verify, db, rng, case, day):
    """One more fact, unless the case cannot bear it."""
    kind = rng.choice([ActKind.NOT_YET_ENFORCEABLE, ActKind.ENFORCEABLE, ActKind.POSTPONEMENT,
                       ActKind.SUSPENSION, ActKind.SEPARATE_TRACKING, ActKind.RESUMPTION,
                       ActKind.DISCONTINUANCE, ActKind.COMPLETION, ActKind.VERIFICATION,
                       ActKind.VERIFICATION, MovementKind.COLLECTED])  # fmt: skip
    if kind is ActKind.VERIFICATION:
        verify(case, day, rng.choice(list(Finding)), rng.choice([None, 0, 900_000, 10**9]))
        return
    is_money = isinstance(kind, MovementKind)
    item = rng.choice([*make.items(case), *([] if is_money else [None])])
    ground, amount = rng.choice("ac"), 5 if is_money else None
    [known] = facts.load(db, [case.id])
    fact = Happening(day, 99, kind, item and item.id, amount, ground)
    try:
        replay(known.with_happening(fact))
    except RuleBroken:
        return
    if is_money:
        make.money(case, 5, day, item=item)
    else:
        make.act(case, kind, day, item=item, ground=ground)
