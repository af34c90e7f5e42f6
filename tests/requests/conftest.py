"""The clerk of a district who receives requests after the law changed."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy.orm import Session

from tests.factories import Make
from thads.requests import actions
from thads.requests.models import Channel, EnforcementRequest, RequestKind, RequestStep, StepKind
from thads.requests.terms import RequestTerms, StepTerms

TODAY = date(2026, 8, 31)


@pytest.fixture
def judgment(make: Make):
    return make.judgment(
        number="15/2026/DS-ST", number_folded="15/2026/ds-st", judged_on=date(2026, 5, 4),
        received_on=date(2026, 6, 1),
    )  # fmt: skip


class Desk:
    """`desk.receive(received_on=…)`, `desk.step(request, StepKind.ENTRY, day)`."""

    def __init__(self, db: Session, by: Any, unit: Any, judgment: Any) -> None:
        self.db, self.by, self.unit, self.judgment = db, by, unit, judgment

    def receive(self, received_on: date = date(2026, 8, 3), **given: Any) -> EnforcementRequest:
        terms: dict[str, Any] = {
            "unit_id": self.unit.id, "kind": RequestKind.REQUEST, "channel": Channel.WRITTEN,
            "requester": "Bà Được Thử", "creditor": "Bà Được Thử", "debtor": "Ông Phải Thử",
            "content": "Trả nợ gốc", "amount": 50_000_000, "judgment_id": self.judgment.id,
            "enforceable_on": date(2026, 6, 5),
        }  # fmt: skip
        wanted = RequestTerms(received_on=received_on, **{**terms, **given})
        request = actions.receive(self.db, wanted, by=self.by, today=TODAY)
        self.db.flush()
        return request

    def step(
        self, request: EnforcementRequest, kind: StepKind, day: date, **given: Any
    ) -> RequestStep:
        terms = StepTerms(kind=kind, day=day, **given)
        return actions.take(self.db, request, terms, by=self.by, today=TODAY)

    def entered(self, received_on: date = date(2026, 8, 3), **given: Any) -> EnforcementRequest:
        request = self.receive(received_on, **given)
        self.step(request, StepKind.ENTRY, received_on)
        return request


@pytest.fixture
def desk(db: Session, chief, unit, judgment) -> Desk:
    return Desk(db, chief, unit, judgment)
