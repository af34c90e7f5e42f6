"""Files of exhibits, the things in them, and what people write down of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from thads.audit import actions as audit
from thads.cases.actions import file as case_file
from thads.cases.history import replay
from thads.cases.models import Case
from thads.core.errors import RuleBroken
from thads.core.text import clean
from thads.evidence import checks
from thads.evidence.checks import KEPT, check_day
from thads.evidence.kinds import ExhibitKind, Fate, StepKind
from thads.evidence.models import EvidenceFile, Exhibit, ExhibitStep
from thads.identity.models import User


@dataclass(frozen=True, slots=True, kw_only=True)
class FileTerms:
    """What was seized together, by whom, on which minutes."""

    description: str
    seized_by: str | None = None
    seizure_number: str | None = None
    seized_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ExhibitTerms:
    """One thing as the minutes of seizure tell it, and what is to become of it."""

    name: str
    kind: ExhibitKind = ExhibitKind.THING
    quantity: int = 1
    measure: str = "cái"
    state: str | None = None
    seal: str | None = None
    value: int | None = None
    fate: Fate | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StepTerms:
    """One thing that happened; each kind reads the fields that concern it."""

    kind: StepKind
    day: date
    fate: Fate | None = None
    quantity: int | None = None
    as_seized: bool = True  # state and seal are those of the minutes of seizure
    state: str | None = None
    seal: str | None = None
    number: str | None = None
    body: str | None = None
    amount: int | None = None
    counts_from: date | None = None
    note: str | None = None


def open_file(
    db: Session, case: Case, terms: FileTerms, *, decided_on: date, by: User, today: date
) -> EvidenceFile:
    """Open a file of exhibits; the clocks count from the enforcement decision of `decided_on`."""
    case_file.hold(db, case)
    case_file.check_unit(replay(case_file.known(db, case)), by)
    check_day(decided_on, case.docketed_on, today, "decided_on")
    record = _file(terms, today, by, case_id=case.id, decided_on=decided_on)
    db.add(record)
    db.flush()
    audit.record(db, by, "evidence.opened", record, case_id=case.id, decided_on=decided_on)
    return record


def open_unknown(db: Session, unit_id: UUID, terms: FileTerms, *, by: User, today: date
                 ) -> EvidenceFile:  # fmt: skip
    """Open a file of exhibits on which no judgment is known (NĐ152 Đ.38 k.3)."""
    record = _file(terms, today, by, unit_id=unit_id)
    db.add(record)
    db.flush()
    audit.record(db, by, "evidence.unknown_opened", record, unit_id=unit_id)
    return record


def add_exhibit(db: Session, of: EvidenceFile, terms: ExhibitTerms, *, by: User) -> Exhibit:
    """One more thing of the minutes; what the decision orders of it starts its clock."""
    if not clean(terms.name):
        raise RuleBroken("evidence.unnamed", f"Phải ghi tên vật chứng. {KEPT}.", field="name")
    if terms.quantity < 1:
        raise RuleBroken("evidence.quantity", f"Số lượng phải từ 1. {KEPT}; nhập lại số lượng, "
                         "đổi đơn vị tính nếu là phần lẻ.", field="quantity")  # fmt: skip
    if terms.kind is ExhibitKind.MONEY and not terms.value:
        raise RuleBroken("evidence.amount", f"Vật chứng là tiền phải ghi số tiền. {KEPT}.",
                         field="value")  # fmt: skip
    last = select(func.max(Exhibit.position)).where(Exhibit.file_id == of.id)
    record = Exhibit(
        file_id=of.id, position=(db.scalar(last) or 0) + 1, kind=terms.kind,
        name=clean(terms.name), quantity=terms.quantity, measure=clean(terms.measure),
        state=terms.state, seal=terms.seal, value=terms.value, entered_by_id=by.id, steps=[],
    )  # fmt: skip
    db.add(record)
    db.flush()
    audit.record(db, by, "evidence.exhibit", record, file_id=of.id, kind=terms.kind)
    if terms.fate is not None and of.decided_on is not None:
        write(db, record, by, kind=StepKind.ORDERED, day=of.decided_on, fate=terms.fate)
    return record


def take_step(
    db: Session, of: EvidenceFile, exhibit: Exhibit, terms: StepTerms, *, by: User, today: date
) -> ExhibitStep:
    """Write down what happened to an exhibit; RuleBroken for what the law of its day forbids."""
    if of.case is not None:
        case_file.hold(db, of.case)
        case_file.check_unit(replay(case_file.known(db, of.case)), by)
    checks.still_there(exhibit)
    earliest = of.decided_on if terms.kind is StepKind.ORDERED else None
    check_day(terms.day, earliest or checks.first_day(exhibit), today, "day")
    checks.said(of, exhibit, terms)
    return write(
        db, exhibit, by, kind=terms.kind, day=terms.day, fate=terms.fate,
        quantity=terms.quantity, state=terms.state, seal=terms.seal, number=terms.number,
        body=terms.body, amount=terms.amount, counts_from=terms.counts_from, note=terms.note,
    )  # fmt: skip


def write(db: Session, exhibit: Exhibit, by: User, *, kind: StepKind, day: date, **said: Any
          ) -> ExhibitStep:  # fmt: skip
    """One more step, after all others; orders and sessions of councils write through here too."""
    last = exhibit.steps[-1].sequence if exhibit.steps else 0
    record = ExhibitStep(
        exhibit_id=exhibit.id, file_id=exhibit.file_id, sequence=last + 1, kind=kind, day=day,
        entered_by_id=by.id, **said,
    )  # fmt: skip
    exhibit.steps.append(record)
    db.flush()
    audit.record(
        db, by, f"evidence.{kind.value}", exhibit, day=day, file_id=exhibit.file_id,
        **{name: value for name, value in said.items() if value is not None},
    )  # fmt: skip
    return record


def hold_cases(db: Session, exhibits: Sequence[Exhibit]) -> None:
    """Hold the files of the cases of these exhibits, in one order for all."""
    cases = {one.file.case.id: one.file.case for one in exhibits if one.file.case is not None}
    if cases:
        case_file.hold_each(db, list(cases.values()))


def _file(terms: FileTerms, today: date, by: User, **of: Any) -> EvidenceFile:
    if not clean(terms.description):
        raise RuleBroken(
            "evidence.unnamed", f"Phải mô tả vật chứng. {KEPT}; nhập mô tả.", field="description"
        )
    if terms.seized_on and terms.seized_on > today:
        raise RuleBroken("evidence.day", f"Ngày thu giữ không được sau hôm nay. {KEPT}; nhập lại.",
                         field="seized_on")  # fmt: skip
    return EvidenceFile(
        description=clean(terms.description), seized_by=terms.seized_by,
        seizure_number=terms.seizure_number, seized_on=terms.seized_on, entered_by_id=by.id,
        exhibits=[], **of,
    )  # fmt: skip
