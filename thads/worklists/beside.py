"""What stands beside the facts of cases: minutes, last days of postponements, exhibits, what was
told."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import (
    BindParameter,
    Date,
    Integer,
    String,
    Uuid,
    bindparam,
    cast,
    null,
    select,
    union_all,
)

from thads.cases.models import CaseAct
from thads.core.driver import Days, Driver, Identifiers, Query
from thads.evidence.models import EvidenceFile
from thads.recusals.models import OfficerChangeAnswer, OfficerChangeRequest
from thads.verification.models import Finding, NewInformation, Verification
from thads.worklists.course import Beside, ChangeAsked, Exhibits, Told

_FINDINGS = {finding.value: finding for finding in Finding}


class Reader:
    """Reads it for some cases in one statement; each day and identifier is understood once."""

    def __init__(self, driver: Driver) -> None:
        self.driver = driver
        self._ids, self._days = Identifiers(), Days()

    def read(self, case_ids: Sequence[UUID]) -> dict[UUID, Beside]:
        """By case; a case without anything beside its facts is left out."""
        found: dict[UUID, Beside] = defaultdict(Beside)
        rows = self.driver.read(_query(), list(map(self.driver.key, case_ids)))
        for case_id, sequence, finding, until, file_id, told_id, asked_id, *days in rows:
            of_case = found[self._id(case_id)]
            if finding is not None:
                of_case.findings[sequence] = _FINDINGS[finding]
            elif until is not None:
                of_case.untils[sequence] = self._day(until)
            elif told_id is not None:
                of_case.told.append(Told(self._id(told_id), self._day(days[0])))
            elif asked_id is not None:
                asked = ChangeAsked(self._id(asked_id), self._day(days[0]))
                of_case.changes.append(asked)
            else:
                decided_on, council_on, destroyed_on = (self._days[day] for day in days)
                assert decided_on is not None
                of_case.exhibits.append(
                    Exhibits(self._id(file_id), decided_on, council_on, destroyed_on)
                )
        return found

    def _id(self, given: Any) -> UUID:
        identifier: UUID | None = self._ids[given]
        assert identifier is not None
        return identifier

    def _day(self, given: Any) -> date:
        day: date | None = self._days[given]
        assert day is not None
        return day


@cache
def _query() -> Query:
    """case, sequence, finding, until, file of exhibits, what was told, another officer asked for,
    three days: a kind a row."""
    ids: BindParameter[Any] = bindparam("ids", expanding=True)
    no_number, no_text, no_id = cast(null(), Integer), cast(null(), String), cast(null(), Uuid)
    no_day = cast(null(), Date)
    findings = (
        select(
            Verification.case_id, CaseAct.sequence, Verification.finding, no_day.label("until"),
            no_id.label("file_id"), no_id.label("told_id"),
            no_id.label("asked_id"),
            *(no_day.label(f"day_{n}") for n in range(3)),
        )
        .join(CaseAct, CaseAct.id == Verification.act_id)
        .where(Verification.case_id.in_(ids))
    )  # fmt: skip
    untils = select(
        CaseAct.case_id, CaseAct.sequence, no_text, CaseAct.until, no_id, no_id, no_id, no_day,
        no_day, no_day,
    ).where(CaseAct.case_id.in_(ids), CaseAct.until.is_not(None))  # fmt: skip
    exhibits = select(
        EvidenceFile.case_id, no_number, no_text, no_day, EvidenceFile.id, no_id,
        no_id, EvidenceFile.decided_on, EvidenceFile.council_on, EvidenceFile.destroyed_on,
    ).where(EvidenceFile.case_id.in_(ids))  # fmt: skip
    told = select(
        NewInformation.case_id, no_number, no_text, no_day, no_id, NewInformation.id,
        no_id, NewInformation.received_on, no_day, no_day,
    ).where(NewInformation.case_id.in_(ids))  # fmt: skip
    asked = OfficerChangeRequest
    answered = select(OfficerChangeAnswer.id).where(OfficerChangeAnswer.request_id == asked.id)
    changes = select(
        asked.case_id, no_number, no_text, no_day, no_id, no_id, asked.id, asked.received_on,
        no_day, no_day,
    ).where(asked.case_id.in_(ids), ~answered.exists())  # fmt: skip
    return union_all(findings, untils, exhibits, told, changes)
