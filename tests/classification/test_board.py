"""The filter by the last verification finds what reading the minutes of each case finds."""

import random
from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.classification.conftest import HAS, TODAY
from thads.cases import queries
from thads.cases.models import ActKind, Case, CaseAct
from thads.cases.queries import CaseFilter
from thads.classification.queries.board import LastVerified, last_verified


@pytest.mark.parametrize("seed", range(3))
def test_each_way_of_last_verification_is_the_naive_reading(db, make, verify, seed):
    rng, unit = random.Random(seed), make.district()
    for _ in range(15):
        case = make.case(TODAY - timedelta(days=700), unit=unit)
        for _ in range(rng.randint(0, 3)):
            ago = timedelta(days=rng.choice([0, 89, 90, 91, 180, 181, 400]))
            if rng.random() < 0.3:  # a register brought in tells of the act alone
                act_id = make.act(case, ActKind.VERIFICATION, TODAY - ago).id
            else:
                act_id = verify(case, TODAY - ago, HAS).act_id
            if rng.random() < 0.3:
                make.act(case, ActKind.CORRECTION, TODAY, corrects_id=act_id)
    db.commit()
    struck = set(db.scalars(select(CaseAct.corrects_id).where(CaseAct.corrects_id.is_not(None))))
    days: dict = {case_id: [] for case_id in db.scalars(select(Case.id))}
    for one in db.scalars(select(CaseAct).where(CaseAct.kind == ActKind.VERIFICATION)):
        if one.id not in struck and one.day <= TODAY:
            days[one.case_id].append(one.day)
    for when in LastVerified:
        by_hand = {
            case_id for case_id, known in days.items()
            if (not known if when is LastVerified.NEVER
                else known and (TODAY - max(known)).days > int(when.value))
        }  # fmt: skip
        for scope in (None, unit.id):
            wanted = CaseFilter(among=last_verified(when, TODAY))
            page = queries.search(db, wanted, day=TODAY, scope=scope)
            assert {line.case_id for line in page.rows} == by_hand
            assert page.total == len(by_hand)
    assert struck
