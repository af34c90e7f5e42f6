"""What a complaint halts while it is resolved: its measure, once the resolver says so."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from thads.complaints import course, queries
from thads.complaints.models import StepKind
from thads.rules import complaints as rules
from thads.rules.citation import cited


def forbids(db: Session, measure_id: UUID, day: date) -> str | None:
    """Why a measure is not carried out on a day; None when no complaint halts it."""
    for one in queries.of_measure(db, measure_id):
        halted, until = one.step(StepKind.HALTED), course.halted_until(one)
        if halted and until and halted.day <= day <= until:
            source = cited(rules.right(one.received_on).halting)
            return (
                f"người giải quyết khiếu nại nhận ngày {one.received_on:%d/%m/%Y} đã tạm dừng "
                f"biện pháp này từ ngày {halted.day:%d/%m/%Y} đến hết ngày {until:%d/%m/%Y} "
                f"({source})"
            )
    return None
