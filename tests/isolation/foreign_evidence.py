"""The register of exhibits of another province."""

from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from tests.factories import ENTERED
from thads.cases.models import Case, SigningMode
from thads.evidence.destruction.models import DestructionCouncil
from thads.evidence.kinds import CountKind, Direction, ExhibitKind, Holder
from thads.evidence.models import EvidenceFile, Exhibit
from thads.evidence.store.models import Stocktaking, StoreOrder, StorePlace
from thads.identity.models import User

DAY = date(2024, 5, 2)


def of_case(db: Session, case: Case, officer: User, told: str) -> dict[str, Any]:
    """One file, thing, council, store, order and counting."""

    def kept(record: Any) -> Any:
        record.entered_at = ENTERED
        db.add(record)
        db.flush()
        return record.id

    unit_id = case.unit_id
    file_id = kept(EvidenceFile(case_id=case.id, description=told, decided_on=DAY))
    place_id = kept(StorePlace(unit_id=unit_id, holder=Holder.OWN, name=told, address=told,
                               opened_on=DAY))  # fmt: skip
    return {
        "file_id": file_id,
        "exhibit_id": kept(Exhibit(file_id=file_id, position=1, kind=ExhibitKind.THING, name=told,
                                   quantity=1, measure="cái")),
        "council_id": kept(DestructionCouncil(unit_id=unit_id, formed_on=DAY)),
        "place_id": place_id,
        "order_id": kept(StoreOrder(
            unit_id=unit_id, place_id=place_id, direction=Direction.IN, number=1,
            numbering_year=2024, day=DAY, body=told, reason=told, signer_id=officer.id,
            signing_mode=SigningMode.HEAD)),
        "stocktaking_id": kept(Stocktaking(place_id=place_id, kind=CountKind.QUARTER, day=DAY,
                                           hour="14:00", people=told)),
        "exhibit_step": "received",
        "direction": "in",
    }  # fmt: skip
