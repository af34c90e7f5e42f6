"""The assets of the demo could have been entered on screen; their proceeds are in the books."""

from types import SimpleNamespace

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import joinedload, selectinload

from thads.assets import checks, queries
from thads.assets.course import Stage, read
from thads.assets.models import DebtorAsset, StepKind
from thads.assets.queries import AssetFilter
from thads.demo.telling import HORIZON
from thads.ledger.models import LedgerEntry
from thads.reports.summary import assets as summary

pytestmark = pytest.mark.one_engine


@pytest.fixture(params=["lao_cai_db", "nghe_an_db"])
def found(request):
    """All of one province, with its session."""
    db = request.getfixturevalue(request.param)
    every = select(DebtorAsset).options(
        selectinload(DebtorAsset.steps), selectinload(DebtorAsset.owners),
        joinedload(DebtorAsset.case),
    )  # fmt: skip
    return db, db.scalars(every).all()


def test_each_step_of_an_asset_could_have_been_entered(found):
    _, assets = found
    assert 30 <= len(assets) <= 140
    for asset in assets:
        every = list(asset.steps)
        assert [one.day for one in every] == sorted(one.day for one in every)
        assert asset.debtors_share == 1
        for number, step in enumerate(every):
            before = SimpleNamespace(
                steps=every[:number], listed_on=asset.listed_on, case=asset.case, kind=asset.kind,
                co_owners=[], debtors_share=1,
            )  # fmt: skip
            checks.order(read(before), step, HORIZON)


def test_the_summary_tells_the_stuck_lots_and_proceeds_of_the_books(found):
    db, assets = found
    told = summary.handled(db, HORIZON.replace(year=2023, month=10, day=1), HORIZON)
    courses = [queries.course_of(db, one) for one in assets]
    stuck = [one for one in courses if one.is_stuck]
    assert len(stuck) == len(told["stuck"]) == told["total"]["stuck"] > 5
    assert told["total"]["stuck_price"] == sum(one.price for one in stuck)
    assert told["total"]["on_sale"] == sum(one.stage.is_on_sale for one in courses)
    paid = [one for asset in assets for one in asset.steps if one.kind is StepKind.PAID]
    booked = select(func.sum(LedgerEntry.amount)).where(
        LedgerEntry.voucher_id.in_([one.voucher_id for one in paid])
    )
    assert told["total"]["paid"] == db.scalar(booked) > 0
    assert {one.stage for one in courses} >= {Stage.SOLD, Stage.PAID, Stage.PRICED, Stage.HELD}
    _, tally = queries.page_of(db, HORIZON, AssetFilter(), 1)
    assert (tally.stuck, tally.on_sale) == (told["total"]["stuck"], told["total"]["on_sale"])
