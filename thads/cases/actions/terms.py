"""What a person says when acting on a case: typed, complete, and not yet judged.

A RuleBroken that answers terms names the field it is about by these names, `_id` left out.
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from thads.cases.models import ActKind, Initiation, ItemKind, JudgmentKind, SigningMode
from thads.parties.models import PartyKind, PartyRole


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgmentTerms:
    """A judgment as received (Sổ nhận bản án; L08 Đ.29, ND152 Đ.7)."""

    unit_id: UUID
    number: str
    judged_on: date
    court: str
    kind: JudgmentKind
    received_on: date
    summary: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyTerms:
    """One party of the case."""

    role: PartyRole
    kind: PartyKind
    name: str
    personal_id_number: str | None = None
    address: str | None = None
    commune_code: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemTerms:
    """One obligation item; `state_budget` empty: as its kind says."""

    kind: ItemKind
    amount: int  # đồng, 0 when nothing is to be paid
    description: str | None = None
    state_budget: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Docketing:
    """An enforcement decision (L08 Đ.36; L25 Đ.33–34); `number` empty: the next of the series."""

    unit_id: UUID
    docketed_on: date
    initiation: Initiation
    kind: JudgmentKind
    parties: tuple[PartyTerms, ...]
    items: tuple[ItemTerms, ...]
    number: int | None = None
    judgment_id: UUID | None = None
    officer_id: UUID | None = None  # assigned by the same decision
    signer_id: UUID | None = None  # empty: the head of the agency that issues it
    entrusted_in: bool = False
    bank: str | None = None
    corruption: bool = False
    drugs: bool = False
    foreign_element: bool = False
    conflict_answer: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ActTerms:
    """An act upon a case; each kind reads the fields that concern it.

    `item_id` empty: all open items. `amount` empty: all that remains. `revision` is the state of
    the file that the person saw; `submission_key` makes a second sending harmless.
    """

    kind: ActKind | None = None  # the named functions set it
    day: date
    item_id: UUID | None = None
    amount: int | None = None
    ground: str | None = None
    until: date | None = None
    officer_id: UUID | None = None
    to_unit_id: UUID | None = None
    receiver: str | None = None
    number: int | None = None
    signer_id: UUID | None = None
    signing_mode: SigningMode | None = None
    note: str | None = None
    conflict_answer: str | None = None  # why a party with a relative's name is another person
    corrects_id: UUID | None = None
    submission_key: str | None = None
    revision: int | None = None
