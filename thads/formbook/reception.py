"""Form 9 from the book of citizens received."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from thads.formbook.counting import Counted, CountedFeed, held_by
from thads.reception.models import Receiver, Reception, ReceptionKind, ReceptionStep, StepKind
from thads.rules.complaints import PetitionKind
from thads.statistics.subject import Subject

LINES = {ReceptionKind.REGULAR: "D01", ReceptionKind.PERIODIC: "D02", ReceptionKind.AD_HOC: "D03"}


def figures_of(one: Reception) -> tuple[int, ...]:
    """What one visit adds to the columns."""
    matters = (PetitionKind.COMPLAINT, PetitionKind.DENUNCIATION, PetitionKind.PETITION)
    return (
        1, int(one.receiver is Receiver.HEAD), int(one.receiver is Receiver.OFFICIAL),
        int(one.is_group), *(int(one.matter is matter) for matter in matters),
    )  # fmt: skip


def counted(db: Session, start: date, end: date, subject: Subject) -> Iterator[Counted]:
    """The visits of the period."""
    struck = select(ReceptionStep.record_id).where(
        ReceptionStep.kind == StepKind.STRUCK, ReceptionStep.day <= end
    )
    stmt = (
        select(Reception)
        .where(Reception.received_on.between(start, end), Reception.id.not_in(struck))
        .options(joinedload(Reception.unit))
    )
    for one in db.scalars(held_by(stmt, Reception, end, subject)):
        yield Counted(
            LINES[one.kind], figures_of(one), one.id, f"{one.matter.label}: {one.content}",
            one.received_on, one.unit.code, one.case_id,
        )  # fmt: skip


FEED = CountedFeed(counted, "reception.show", "reception_id")
