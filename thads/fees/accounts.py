"""One person's fee in one case: what was received, decided, spared, collected, and what comes next.

Where the head has decided, the decision stands over what would be reckoned. What lies beyond the
decisions is reckoned from the receipts; what a register brought in was settled where it was kept.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from thads.core.money import format_dong
from thads.fees.models import FeeCharge
from thads.fees.reckoning import Line, Receipt, Reckoned, fees_of


@dataclass(frozen=True, slots=True)
class Received:
    """A receipt on the person's line; a brought-in one is not charged again."""

    receipt: Receipt
    of_register: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FeeQuote:
    """The fee when a person receives an amount on a day, all in đồng.

    `deduct` is what to keep back now: the fee of this receipt and what is still owed of earlier
    ones, never more than the money there is.
    """

    party_id: UUID
    day: date
    amount: int
    liable: int  # the part of it that bears a fee
    before: int  # received before, as far as it bears a fee
    threshold: int
    fee: int
    owed: int  # of earlier receipts; negative: collected too much
    deduct: int
    explanation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FeeAccount:
    """The state of one person's fee on a day. `exempt_from`: nothing is charged from then on."""

    party_id: UUID
    received: tuple[Received, ...] = ()
    charges: Sequence[FeeCharge] = ()
    spared: int = 0
    collected: int = 0
    exempt_from: date | None = None

    @property
    def total(self) -> int:
        """Received so far, as far as it bears a fee."""
        return sum(one.receipt.amount for one in self.received)

    @property
    def decided_to(self) -> int:
        """How far along the line the decisions reach."""
        return max((charge.end for charge in self.charges), default=0)

    @property
    def decided(self) -> int:
        """What the decisions charge."""
        return sum(charge.fee for charge in self.charges)

    @property
    def ahead(self) -> int:
        """Decided on already and not received yet."""
        return max(0, self.decided_to - self.total)

    @property
    def owed(self) -> int:
        """Decided and reckoned, not spared and not collected; negative: too much was collected."""
        reckoned = sum(one.fee for one in self.undecided)
        return self.decided + reckoned - self.spared - self.collected

    @property
    def undecided(self) -> list[Reckoned]:
        """The fees of receipts that nobody decided on; a register's were settled elsewhere."""
        return [one for _, one, counts in self._reckoned() if counts]

    @property
    def line(self) -> Line:
        """Where the next receipt starts."""
        lines = [Line(self.decided_to), *(line for line, _, _ in self._reckoned())]
        return lines[-1]

    def next(self, receipts: Sequence[Receipt]) -> list[Reckoned]:
        """The fee of what comes next, after all that was received or decided."""
        return fees_of(receipts, self.line)

    def charges_nothing_on(self, day: date) -> bool:
        """Exempted for good (TT216 Đ.7 k.4)."""
        return self.exempt_from is not None and self.exempt_from <= day

    def _reckoned(self) -> Iterator[tuple[Line, Reckoned, bool]]:
        """The line after each receipt beyond the decisions, its fee, and whether that is due."""
        line = Line(self.decided_to)
        for one in self._beyond():
            line, reckoned = line.receive(one.receipt)
            spared = self.charges_nothing_on(one.receipt.day)
            yield line, reckoned, not one.of_register and not spared

    def _beyond(self) -> list[Received]:
        """The receipts beyond the decisions: the last ones, a straddling one cut."""
        left, found = self.total - self.decided_to, []
        for one in reversed(self.received):
            if left <= 0:
                break
            was = one.receipt
            part = Receipt(was.day, min(left, was.amount), was.basis)
            found.append(Received(part, one.of_register))
            left -= part.amount
        return found[::-1]


def said_of_owed(owed: int) -> str:
    """What is still due, or was taken too much, of earlier receipts."""
    if owed > 0:
        return f" Cộng {format_dong(owed)} đ phí đã quyết định hoặc còn thiếu của các lần trước."
    if owed < 0:
        return f" Các lần trước đã thu thừa {format_dong(-owed)} đ, phải làm thủ tục hoàn trả."
    return ""
