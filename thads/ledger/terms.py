"""What a person says about money; fields as in `thads.cases.actions.terms`."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class MovementTerms:
    """Money that comes in or goes out on one item, in đồng."""

    day: date
    item_id: UUID
    amount: int
    voucher: str | None = None
    note: str | None = None
    conflict_answer: str | None = None  # why a party with a relative's name is another person
    submission_key: str | None = None
    revision: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReversalTerms:
    """One collection taken back whole; it is dated today."""

    reverses_id: UUID
    voucher: str | None = None
    note: str | None = None
    submission_key: str | None = None
    revision: int | None = None
