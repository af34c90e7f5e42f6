"""What stands beside the facts of cases: minutes, last days of postponements, what was told.

It is read only for cases whose duties ask for it: most acts on a case ask for none.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, select

from thads.cases.history import CaseHistory
from thads.cases.models import ActKind, CaseAct, Standing
from thads.core.driver import Days, Driver, Identifiers, Query, Row
from thads.verification.models import Finding, NewInformation, Verification
from thads.worklists.course import POSTPONED, Beside, Told

WITHOUT_MEANS = frozenset({Standing.NOT_YET_ENFORCEABLE})
INFORMED = frozenset({Standing.NOT_YET_ENFORCEABLE, Standing.SEPARATE_TRACKING})
_FOUND_IN = WITHOUT_MEANS | {Standing.IN_PROGRESS}
_FINDINGS = {finding.value: finding for finding in Finding}
_IDS: Any = bindparam("ids", expanding=True)
_FOUND = (
    select(Verification.case_id, CaseAct.sequence, Verification.finding)
    .join(CaseAct, CaseAct.id == Verification.act_id)
    .where(Verification.case_id.in_(_IDS))
)
_UNTIL = select(CaseAct.case_id, CaseAct.sequence, CaseAct.until).where(
    CaseAct.case_id.in_(_IDS), CaseAct.until.is_not(None)
)
_TOLD = select(NewInformation.case_id, NewInformation.id, NewInformation.received_on).where(
    NewInformation.case_id.in_(_IDS)
)


class Reader:
    """Reads it for some cases; each day and identifier is understood once."""

    def __init__(self, driver: Driver) -> None:
        self.driver = driver
        self._ids, self._days = Identifiers(), Days()

    def read(self, histories: Sequence[CaseHistory]) -> dict[UUID, Beside]:
        """By case; a case without anything beside its facts is left out."""
        found: dict[UUID, Beside] = defaultdict(Beside)
        for case_id, sequence, finding in self._rows(_FOUND, filter(_was_verified, histories)):
            found[self._ids[case_id]].findings[sequence] = _FINDINGS[finding]
        for case_id, sequence, until in self._rows(_UNTIL, filter(_is_postponed, histories)):
            found[self._ids[case_id]].untils[sequence] = self._days[until]
        for case_id, told_id, received_on in self._rows(_TOLD, filter(_is_informed, histories)):
            told = Told(self._ids[told_id], self._days[received_on])
            found[self._ids[case_id]].told.append(told)
        return found

    def _rows(self, query: Query, concerned: Iterator[CaseHistory]) -> Sequence[Row]:
        ids = [self.driver.key(history.facts.case_id) for history in concerned]
        return self.driver.read(query, ids) if ids else ()


def _was_verified(history: CaseHistory) -> bool:
    """What a verification found decides what follows while the case stands as one of these."""
    return history.now.standing in _FOUND_IN and any(
        happening.kind is ActKind.VERIFICATION for happening in history.facts.happenings
    )


def _is_postponed(history: CaseHistory) -> bool:
    return any(item.now.standing in POSTPONED for item in history.items)


def _is_informed(history: CaseHistory) -> bool:
    return history.now.standing in INFORMED
