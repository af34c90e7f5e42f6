"""An asset of the other province."""

from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from thads.assets.models import (
    AssetKind,
    AssetMortgage,
    AssetOwner,
    AssetStep,
    DebtorAsset,
    StepKind,
)
from thads.cases.models import Case
from thads.parties.models import Party

ENTERED = datetime(2024, 9, 30, tzinfo=UTC)


def of_case(db: Session, case: Case, told: str) -> dict[str, Any]:
    """Land that was attached, with its mortgage, and the words of its addresses."""
    party = db.scalars(select(Party.id).where(Party.case_id == case.id)).first()
    asset = DebtorAsset(
        case_id=case.id, kind=AssetKind.REAL_ESTATE, description=told, listed_on=date(2024, 2, 5),
        entered_at=ENTERED,
        owners=[AssetOwner(position=1, party_id=party, name=told, numerator=1, denominator=1,
                           entered_at=ENTERED)],
        mortgages=[AssetMortgage(mortgagee=told, contract="1", day=date(2024, 2, 5),
                                 entered_at=ENTERED)],
        steps=[AssetStep(sequence=1, day=date(2024, 2, 5), kind=StepKind.ATTACHED,
                         entered_at=ENTERED)],
    )  # fmt: skip
    db.add(asset)
    db.flush()
    return {
        "asset_id": asset.id, "mortgage_id": asset.mortgages[0].id, "asset_step": "custody",
        "asset_paper": "bien-ban-ke-bien",
    }  # fmt: skip
