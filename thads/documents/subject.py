"""What a paper is about: the enforcement decision of a case, or one act upon it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from math import inf
from typing import NamedTuple
from uuid import UUID

from thads.cases import queries
from thads.cases.history import CaseHistory, CaseMoment, ItemMoment
from thads.cases.models import (
    ActKind,
    Case,
    CaseAct,
    Initiation,
    ItemKind,
    ObligationItem,
    SigningMode,
)
from thads.documents.asset_papers import ASSET_PAPERS
from thads.documents.catalogue import Form, Kind, form_on
from thads.documents.measure_papers import MEASURE_PAPERS
from thads.documents.models import IssuedPaper
from thads.documents.oversight_papers import OVERSIGHT_PAPERS
from thads.identity.models import User
from thads.parties.models import Party
from thads.rules import grounds

COMPOSED_ELSEWHERE = frozenset(
    {
        Kind.INTEREST_STATEMENT,
        Kind.REMISSION_PROPOSAL,
        *(Kind[name] for name in MEASURE_PAPERS | OVERSIGHT_PAPERS | ASSET_PAPERS),
    }
)
WITHOUT_DUTY = frozenset({ItemKind.PROPERTY_RETURN, ItemKind.EVIDENCE_DESTRUCTION})
BEFORE_ALL = 0  # no act has this sequence: the enforcement decision comes first
AFTER_ALL = inf  # a paper that is no act tells how things stand at the end of its day
KINDS = {
    ActKind.ASSIGNMENT: Kind.ASSIGNMENT,
    ActKind.NOT_YET_ENFORCEABLE: Kind.NOT_YET_ENFORCEABLE,
    ActKind.RESUMPTION: Kind.RESUMPTION,
    ActKind.POSTPONEMENT: Kind.POSTPONEMENT,
    ActKind.SUSPENSION: Kind.SUSPENSION,
    ActKind.SEPARATE_TRACKING: Kind.SEPARATE_TRACKING,
    ActKind.DISCONTINUANCE: Kind.DISCONTINUANCE,
    ActKind.ENTRUSTMENT: Kind.ENTRUSTMENT,
    ActKind.TAKE_UP: Kind.TAKE_UP,
    ActKind.WITHDRAWAL: Kind.WITHDRAWAL,
    ActKind.ANNULMENT: Kind.ANNULMENT,
    ActKind.REQUEST_RETURN: Kind.REQUEST_RETURN,
    ActKind.COMPLETION: Kind.COMPLETION,
    ActKind.INCREASE: Kind.AMENDMENT,
    ActKind.AMENDMENT: Kind.AMENDMENT_OF_WORDS,
    ActKind.ASSET_ENTRUSTMENT: Kind.ASSET_ENTRUSTMENT,
    ActKind.FEE: Kind.FEE,
    ActKind.FEE_EXEMPTION: Kind.FEE_EXEMPTION,
}


class Concerned(NamedTuple):
    """An item that a paper is about, as it stood just before, and the sum in question (đồng)."""

    item: ObligationItem
    before: ItemMoment
    amount: int


@dataclass(frozen=True)
class Subject:
    """One fact of a loaded file: an act, a paper issued, else the enforcement decision itself.

    With an act `issued` is only the number of its notice.
    """

    case: Case
    act: CaseAct | None = None
    issued: IssuedPaper | None = None

    @property
    def fact_id(self) -> UUID:
        """The act, the paper issued, or the case for its enforcement decision."""
        return (self.act or self.issued or self.case).id

    @property
    def day(self) -> date:
        """The legal day, on which the law of the paper is read."""
        fact = self.act or self.issued
        return fact.day if fact else self.case.docketed_on

    @property
    def form(self) -> Form | None:
        """The form of its day; None when this fact has no paper of ours."""
        kind = self._kind
        return form_on(kind, self.day) if kind else None

    @property
    def is_struck(self) -> bool:
        """A correction took the act back."""
        return self.act is not None and any(a.corrects_id == self.act.id for a in self.case.acts)

    @property
    def number(self) -> str | None:
        """The decision's number with its symbol."""
        if self.issued is not None:
            return self.issued.title
        if self.act is None:
            return self.case.title
        if self.act.number:
            return f"{self.act.number}/{self.act.series}"
        return self.act.stated_number

    @cached_property
    def history(self) -> CaseHistory:
        """What follows from the facts of the file."""
        return queries.history_of(self.case)

    @property
    def unit_id(self) -> UUID:
        """The unit that issued it: whose number it bears, else who held the case that day."""
        if self.act is None:
            return self.issued.unit_id if self.issued else self.case.unit_id
        return self.act.unit_id or self.held.unit_id

    @property
    def held(self) -> CaseMoment:
        """Who held the case at the end of that day; its own unit when it began."""
        held = self.history.at(self.day)
        assert held is not None  # an act is never older than its case
        return held

    @property
    def signing_kind(self) -> str:
        """Its name in the table of who signs."""
        return self.act.kind.value if self.act else "docketing"

    @property
    def signed(self) -> tuple[User, SigningMode] | None:
        """Who signed and how, where the file says both."""
        if self.issued and self.issued.signer:
            return self.issued.signer, self.issued.signing_mode or SigningMode.HEAD
        fact = self.act or self.case
        return (fact.signer, fact.signing_mode) if fact.signer and fact.signing_mode else None

    @property
    def ground(self) -> grounds.Ground | None:
        """Its ground in the law of its day."""
        if self.act is None or not self.act.ground:
            return None
        return grounds.find(self.act.kind.value, self.act.ground, self.day)

    @property
    def returns(self) -> bool:
        """Ex officio, and nobody has to pay or hand over: something goes back to its owner."""
        kinds = self._kinds_ex_officio
        return ItemKind.PROPERTY_RETURN in kinds and kinds <= WITHOUT_DUTY

    @property
    def destroys(self) -> bool:
        """Ex officio, and exhibits are destroyed: nobody pays, nobody receives."""
        return self._kinds_ex_officio == {ItemKind.EVIDENCE_DESTRUCTION}

    @cached_property
    def concerned(self) -> Sequence[Concerned]:
        """The items that it is about: the one named, else all that were open before it."""
        found = []
        for item in self.case.items:
            moments = [
                m for m in self.history.item(item.id).moments
                if (m.day, m.sequence) < (self.day, self._sequence)
            ] or self.history.item(item.id).moments[:1]  # fmt: skip
            before = moments[-1]
            if self._is_about(item, before):
                found.append(Concerned(item, before, self._amount(item, before)))
        return found

    def earlier(self, *kinds: ActKind) -> CaseAct | None:
        """The latest act of these kinds before this one that still counts."""
        struck = {act.corrects_id for act in self.case.acts}
        place = (self.day, self._sequence)
        found = [
            act for act in self.case.acts
            if act.kind in kinds and act.id not in struck and (act.day, act.sequence) < place
        ]  # fmt: skip
        return found[-1] if found else None

    def parties(self) -> tuple[Sequence[Party], Sequence[Party]]:
        """Those who must perform and those in whose favour it is."""
        return ([] if self.returns else self.case.debtors), self.case.creditors

    @property
    def _sequence(self) -> float:
        if self.act:
            return self.act.sequence
        return AFTER_ALL if self.issued else BEFORE_ALL

    @property
    def _kinds_ex_officio(self) -> set[ItemKind]:
        if self.case.initiation is Initiation.ON_REQUEST:
            return set()
        return {item.kind for item in self.case.items}

    @property
    def _kind(self) -> Kind | None:
        if self.act is None and self.issued is not None:
            return None if self.issued.kind in COMPOSED_ELSEWHERE else self.issued.kind
        if self.act is None:
            if self.case.initiation is Initiation.ON_REQUEST:
                return Kind.ON_REQUEST
            if self.destroys:
                return Kind.DESTRUCTION
            return Kind.RETURN if self.returns else Kind.EX_OFFICIO
        if self.act.kind is ActKind.ASSIGNMENT and not self.number:
            return None  # named by the enforcement decision itself
        if self.act.kind is ActKind.SUSPENSION and self._decided_elsewhere():
            return Kind.SUSPENSION_NOTICE
        return KINDS.get(self.act.kind)

    def _decided_elsewhere(self) -> bool:
        found = self.ground
        if found is None:
            return False
        return found.is_only_told

    def _is_about(self, item: ObligationItem, before: ItemMoment) -> bool:
        if self.act is None:
            return self.issued is None or not before.standing.has_ended
        if self.act.item_id is not None:
            return bool(item.id == self.act.item_id)
        return not before.standing.has_ended

    def _amount(self, item: ObligationItem, before: ItemMoment) -> int:
        if self.act is None:
            return before.remaining if self.issued else item.amount
        return before.remaining if self.act.amount is None else self.act.amount
