"""What the registers beside the case file hold in the other province."""

from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories import ENTERED
from tests.isolation import foreign_assets, foreign_banks, foreign_direction, foreign_measures
from thads.cases.models import Case, ObligationItem
from thads.remissions.models import RemissionDossier
from thads.rules.remission import Relief

Records = dict[str, Any]


def of_case(db: Session, case: Case, told: str) -> Records:
    """A dossier of remission, a credit institution that is a creditor, a measure, a directive."""
    return {
        "dossier_id": _dossier(db, case, told), **foreign_banks.of_case(db, case, told),
        **foreign_measures.of_case(db, case, told), **foreign_assets.of_case(db, case, told),
        **foreign_direction.of_province(db, case, told),
    }  # fmt: skip


def _dossier(db: Session, case: Case, told: str) -> Any:
    item = db.scalars(select(ObligationItem.id).where(ObligationItem.case_id == case.id)).first()
    return _kept(db, RemissionDossier(
        case_id=case.id, item_id=item, opened_on=date(2024, 9, 2), relief=Relief.EXEMPTION,
        way="4", amount=1_000, reason=told, entered_at=ENTERED,
    ))  # fmt: skip


def _kept(db: Session, record: Any) -> Any:
    db.add(record)
    db.flush()
    return record.id
