"""The demo's duties that fall due month by month: maintenance of this year's decisions."""

from collections.abc import Mapping
from datetime import date
from random import Random
from uuid import UUID

from thads.cases.models import Case, Initiation, ItemKind, ObligationItem, PaymentSchedule
from thads.core.days import add_months, statistics_year, year_start
from thads.demo.register import Desk
from thads.demo.shelf import Shelf, moment_on
from thads.demo.telling import HORIZON
from thads.identity.models import Role
from thads.rules.periodic import months_due

YEAR = statistics_year(HORIZON)


def fill(shelf: Shelf, slug: str, desks: Mapping[str, Desk]) -> None:
    """A schedule on every item of maintenance decided on this year; the seed is their own."""
    rng = Random(f"thads demo schedules {slug}")
    clerks = {d.unit_id: d.people[Role.RECORDS_CLERK] for d in desks.values()}
    cases = {
        row["id"]: row
        for row in shelf.rows[Case]
        if row["docketed_on"] >= year_start(YEAR) and row["initiation"] is Initiation.ON_REQUEST
    }
    for item in shelf.rows[ObligationItem]:
        case = cases.get(item["case_id"])
        if case and item["kind"] is ItemKind.MAINTENANCE and item["amount"]:
            _put(shelf, rng, item["case_id"], item["id"], item["amount"], case["docketed_on"],
                 clerks.get(case["unit_id"]))  # fmt: skip


def _put(
    shelf: Shelf, rng: Random, case_id: UUID, item_id: UUID, amount: int, decided: date,
    by: UUID | None,
) -> None:  # fmt: skip
    first, moment = decided.replace(day=1), moment_on(rng, decided)
    monthly = amount // len(months_due(first, None, YEAR)) // 1_000 * 1_000
    shelf.put(
        PaymentSchedule, moment, rng, case_id=case_id, item_id=item_id, year=YEAR,
        monthly_amount=max(monthly, 1_000), first_month=first,
        last_month=add_months(first, rng.randint(4, 120)), continues_id=None, submission_key=None,
        entered_at=moment, entered_by_id=by,
    )  # fmt: skip
