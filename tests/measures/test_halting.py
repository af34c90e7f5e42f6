"""A measure complained of: of its case, at its stage, and halted while its resolver says so."""

from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest

from thads.complaints import actions as complaints
from thads.complaints import queries as complaint_queries
from thads.complaints.models import Source
from thads.complaints.models import StepKind as Halting
from thads.complaints.terms import ComplaintTerms
from thads.complaints.terms import StepTerms as Told
from thads.core.errors import RuleBroken
from thads.measures.models import StepKind
from thads.rules.complaints import Outcome, PetitionKind, Stage, Standing
from thads.rules.measures import MeasureKind


def test_a_measure_halted_upon_a_complaint_is_not_carried_out_until_it_is_resolved(
    db, make, old, sign_in
):
    """L08 Đ.145 k.1 b: accepted on 6/5/2024, thirty days to resolve it, halted from 8/5 on."""
    attached = old.decide(MeasureKind.ATTACHMENT, date(2024, 4, 22))
    elsewhere = make.case(date(2024, 3, 1))
    terms = ComplaintTerms(
        unit_id=old.case.unit_id, received_on=date(2024, 5, 6), kind=PetitionKind.COMPLAINT,
        source=Source.POST, sender_name="Ông Phải Thử", content="Kê biên nhầm",
        against="Quyết định kê biên", measure_id=attached.id, standing=Standing.PARTY,
        party_id=old.case.debtors[0].id, stage=Stage.COERCION, learned_on=date(2024, 4, 23),
    )  # fmt: skip
    at = {"by": old.head, "today": date(2024, 5, 20), "now": datetime(2024, 5, 20, 4, tzinfo=UTC)}
    for said, case, code in (
        ({"stage": Stage.BEFORE}, old.case, "complaint.stage_differs"),
        ({"standing": Standing.RELATED, "party_id": None}, elsewhere, "complaint.measure"),
    ):
        with pytest.raises(RuleBroken) as refused:
            complaints.receive(db, replace(terms, **said), case, **at)
        assert refused.value.code == code
    one = complaints.receive(db, terms, old.case, **at)
    for kind, day in (("ACCEPTED", 6), ("HALTED", 8)):
        told = Told(kind=Halting[kind], day=date(2024, 5, day), note="Sắp giao tài sản")
        complaints.take_step(db, one, told, **at)
    for day in (date(2024, 5, 13), date(2024, 6, 5)):
        with pytest.raises(RuleBroken, match=r"tạm dừng.*Điều 145"):
            old.step(attached, StepKind.SCHEDULED, date(2024, 5, 9), on_day=day, on_hour=time(9))
    old.step(
        attached, StepKind.SCHEDULED, date(2024, 5, 9), on_day=date(2024, 6, 6), on_hour=time(9)
    )
    db.commit()
    page = sign_in(old.head).get(f"/measures/{attached.id}").text
    assert "Đã tạm dừng quyết định, hành vi bị khiếu nại từ ngày 08/05/2024" in page
    assert "Kê biên, xử lý tài sản" in sign_in(old.head).get(f"/complaints/{one.id}").text
    told = Told(kind=Halting.RESOLVED, day=date(2024, 5, 15), outcome=Outcome.WRONG, note="Giữ")
    complaints.take_step(db, complaint_queries.get(db, one.id), told, **at)
    old.step(
        attached, StepKind.SCHEDULED, date(2024, 5, 15), on_day=date(2024, 5, 20), on_hour=time(9)
    )
