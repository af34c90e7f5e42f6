"""An asset of a case, and its steps, in the words of a test."""

from datetime import date

import pytest
from sqlalchemy import select

from thads.assets import actions, queries
from thads.assets.models import AssetKind, StepKind
from thads.assets.terms import AssetTerms, OwnerTerms, StepTerms
from thads.cases import queries as cases
from thads.parties.models import Party
from thads.rules.asset_sale import PriceWay

TODAY = date(2026, 12, 31)
K = StepKind


class Lot:
    """One asset under an officer's hands."""

    def __init__(self, db, case_id, asset_id, officer):
        self.db, self.case_id, self.id, self.officer = db, case_id, asset_id, officer

    @property
    def asset(self):
        return queries.get(self.db, self.id)

    @property
    def course(self):
        return queries.course_of(self.db, self.asset)

    def step(self, kind, day, **said):
        terms = StepTerms(kind=kind, day=day, **said)
        made = actions.take_step(self.db, self.asset, terms, by=self.officer, today=TODAY)
        self.db.commit()
        return made

    def priced(self, price, day, **said):
        """Attached and priced by a firm on the same day, and told."""
        self.step(K.ATTACHED, day, number="01/BBKB")
        self.step(K.VALUATION_CONTRACTED, day, body="Công ty Thẩm định giá Mẫu", number="1/HĐ")
        self.step(K.PRICED, day, way=PriceWay.FIRM, amount=price, body="Công ty Mẫu", **said)
        self.step(K.PRICE_TOLD, day)

    def failed(self, contracted, auction, **said):
        """Announced on the first day for the second, where nobody came."""
        self.step(K.ANNOUNCED, contracted, until=auction)
        self.step(K.FAILED, auction, failure="no_one", **said)


@pytest.fixture
def officer(make):
    return make.user()


@pytest.fixture
def lot(db, make, officer):
    """`lot(day=..., owners=[("Bà Chung", 1, 2)])`: the debtor owns what the others leave."""

    def made(
        day=date(2024, 3, 1),
        *,
        kind=AssetKind.REAL_ESTATE,
        share=(1, 1),
        others=(),
        items=None,
        judged=False,
    ):
        found = {"judgment_id": make.judgment().id} if judged else {}
        case = make.case(date(2023, 10, 5), items or [900_000_000], officer=officer, **found)
        for party in db.scalars(select(Party).where(Party.case_id == case.id)):
            party.address = "Thôn Mẫu, xã Mẫu"
        db.commit()
        loaded = cases.get(db, case.id, scope=None)
        debtor = loaded.debtors[0]
        owners = [OwnerTerms(name="", numerator=share[0], denominator=share[1],
                             party_id=debtor.id)]  # fmt: skip
        owners += [OwnerTerms(name=n, numerator=a, denominator=b) for n, a, b in others]
        terms = AssetTerms(
            kind=kind, description="Thửa đất số 12, tờ bản đồ 5", listed_on=day, owners=owners,
            place="Xã Mẫu",
        )  # fmt: skip
        asset = actions.list_asset(db, loaded, terms, by=officer, today=TODAY)
        db.commit()
        return Lot(db, case.id, asset.id, officer)

    return made
