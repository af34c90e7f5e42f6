"""What each head has the deputy sign: one field, assigned at the beginning of 2024."""

from datetime import UTC, datetime
from random import Random

from thads.delegations.models import Delegation, DelegationMode
from thads.demo.register import Desk
from thads.demo.shelf import Shelf, new_id
from thads.identity.models import Role

ENTERED = datetime(2024, 1, 2, 2, 0, tzinfo=UTC)
ISSUED = ENTERED.date()
FIELD = ["postponement", "suspension", "resumption", "completion"]


def fill(shelf: Shelf, slug: str, desks: dict[str, Desk]) -> None:
    """One paper an office; its identifiers are drawn in an order of their own."""
    rng = Random(f"thads demo {slug} delegations")
    for place, desk in enumerate(desks.values(), start=1):
        shelf.rows[Delegation].append({
            "id": new_id(rng, ENTERED), "entered_at": ENTERED, "entered_by_id": desk.head,
            "branch_id": desk.unit_id if desk.office.district else None,
            "delegate_id": desk.people[Role.DEPUTY_HEAD], "mode": DelegationMode.KT,
            "number": f"{place:02d}/{desk.office.symbol}", "issued_on": ISSUED,
            "valid_from": ISSUED, "valid_to": None, "kinds": FIELD,
        })  # fmt: skip
