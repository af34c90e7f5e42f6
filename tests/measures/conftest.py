"""A case with an officer in charge, and measures upon it."""

from __future__ import annotations

from datetime import date, time
from typing import Any

import pytest
from sqlalchemy.orm import Session

from tests.factories import Make
from thads.cases import queries as cases
from thads.cases.models import Case
from thads.costs.models import CostLine, CostSheet, SheetKind
from thads.identity.models import Role, User
from thads.measures import actions, queries
from thads.measures.models import Measure, MeasureStep, StepKind
from thads.measures.terms import MeasureTerms, PlanTerms, StepTerms
from thads.rules.coercion_costs import Bearer
from thads.rules.income import WageRegion
from thads.rules.measures import MeasureKind

BANK = {
    "holder": "Ngân hàng Thử, chi nhánh Huyện Thử", "account_name": "Ông Phải Thử",
    "account_number": "0101000123456", "receiving_account": "3949.0.1056789", "amount": 5_000_000,
}  # fmt: skip
INCOME = {
    "holder": "Công ty Thử", "monthly_amount": 2_000_000, "left_amount": 4_960_000,
    "receiving_account": "3949.0.1056789", "wage_region": WageRegion.THIRD,
}  # fmt: skip
SAYING = {
    MeasureKind.FREEZE: BANK, MeasureKind.DEDUCTION: BANK, MeasureKind.INCOME_DEDUCTION: INCOME,
    MeasureKind.STOP: {"holder": "Văn phòng đăng ký đất đai Huyện Thử"},
}  # fmt: skip
PLAN = {
    "method": "Kê biên, mở khóa nếu vắng mặt", "people": 12,
    "forces": "Công an xã, dân quân", "situation": "Người phải thi hành án không hợp tác",
}  # fmt: skip


class Acts:
    """Measures on one case, entered by its officer as of a day."""

    def __init__(self, db: Session, make: Make, docketed_on: date) -> None:
        self.db, self.make = db, make
        self.officer: User = make.user(Role.OFFICER)
        self.head: User = make.user(Role.UNIT_HEAD)
        made = make.case(docketed_on, [50_000_000], officer=self.officer)
        self.case: Case = cases.get(db, made.id, scope=None)

    def terms(self, kind: MeasureKind, day: date, **given: Any) -> MeasureTerms:
        """A whole decision of this kind at 09:00."""
        first = StepTerms(
            kind=given.pop("first", StepKind.DECIDED), day=day, hour=given.pop("hour", time(9)),
            signer_id=given.pop("signer", self.officer).id, number=given.pop("number", None),
        )  # fmt: skip
        said = {"object": "thửa đất số 12, tờ bản đồ 5", "ground": "không tự nguyện thi hành"}
        party = self.case.debtors[0]
        return MeasureTerms(
            kind=kind, party_id=party.id, first=first, **{**said, **SAYING.get(kind, {}), **given}
        )

    def decide(
        self, kind: MeasureKind, day: date, *, today: date | None = None, **given: Any
    ) -> Measure:
        """Decide it on that day."""
        terms = self.terms(kind, day, **given)
        return actions.apply(self.db, self.case, terms, by=self.officer, today=today or day)

    def step(self, measure: Measure, kind: StepKind, day: date, **given: Any) -> MeasureStep:
        """Write down a step on that day."""
        by, today = given.pop("by", self.officer), given.pop("today", day)
        if kind in (StepKind.DECIDED, StepKind.LIFTED):
            given = {"signer_id": self.officer.id, "hour": time(10)} | given
        return actions.take_step(
            self.db, self.case, queries.get(self.db, measure.id),
            StepTerms(kind=kind, day=day, **given), by=by, today=today,
        )  # fmt: skip

    def estimate(self, on: date) -> CostSheet:
        """An estimate of what the coercion of that day costs."""
        sheet = CostSheet(
            case_id=self.case.id, kind=SheetKind.ESTIMATE, day=on, measure="Kê biên",
            coercion_on=on, place="Huyện Thử", entered_by_id=self.officer.id,
        )  # fmt: skip
        sheet.lines = [
            CostLine(position=1, content="notice", bearer=Bearer.DEBTOR, amount=3_000_000)
        ]
        self.db.add(sheet)
        self.db.flush()
        return sheet

    def plan(
        self, measure: Measure, day: date, on: date, at: time = time(8), **given: Any
    ) -> MeasureStep:
        """Plan it with forces."""
        said = PlanTerms(estimate_id=self.estimate(on).id, **{**PLAN, **given})
        return self.step(measure, StepKind.PLANNED, day, on_day=on, on_hour=at,
                         place="Thôn Thử", plan=said)  # fmt: skip


@pytest.fixture
def old(db: Session, make: Make) -> Acts:
    """Under the law of 2008."""
    return Acts(db, make, date(2023, 10, 5))


@pytest.fixture
def new(db: Session, make: Make) -> Acts:
    """Under the law of 2025."""
    return Acts(db, make, date(2026, 7, 6))
