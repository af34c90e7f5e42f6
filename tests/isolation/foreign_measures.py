"""A measure of the other province."""

from datetime import UTC, date, datetime, time
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from thads.cases.models import Case
from thads.measures.models import Measure, MeasureStep, StepKind
from thads.parties.models import Party
from thads.rules.measures import MeasureKind

ENTERED = datetime(2024, 9, 30, tzinfo=UTC)


def of_case(db: Session, case: Case, told: str) -> dict[str, Any]:
    """A seizure that was decided, and the words of its addresses."""
    party = db.scalars(select(Party.id).where(Party.case_id == case.id)).first()
    decided = MeasureStep(
        sequence=1, kind=StepKind.DECIDED, day=date(2024, 2, 5), hour=time(9), number=1,
        series="QĐ-CCTHADS", numbering_year=2024, unit_id=case.unit_id, entered_at=ENTERED,
    )  # fmt: skip
    measure = Measure(
        case_id=case.id, party_id=party, kind=MeasureKind.SEIZURE, object=told, ground=told,
        is_real_estate=False, steps=[decided], entered_at=ENTERED,
    )  # fmt: skip
    db.add(measure)
    db.flush()
    return {
        "measure_id": measure.id, "measure_step": "grounds", "measure_paper": "quyet-dinh-tam-giu",
    }  # fmt: skip
