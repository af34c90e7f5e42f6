"""Evidence to be destroyed: the file, its council, the destruction (L08 Đ.125; L25 Đ.58)."""

from datetime import date

from sqlalchemy.orm import Session

from thads.audit import actions as audit
from thads.cases.actions import file
from thads.cases.models import Case
from thads.core.errors import RuleBroken
from thads.core.text import clean
from thads.evidence.models import EvidenceFile
from thads.identity.models import User

KEPT = "Chưa ghi gì"


def open_file(
    db: Session, case: Case, *, description: str, decided_on: date, by: User, today: date
) -> EvidenceFile:
    """Open the file of exhibits to destroy; the clock of the council starts on `decided_on`."""
    file.hold(db, case)
    _check_day(decided_on, case.docketed_on, today, "decided_on")
    if not clean(description):
        raise RuleBroken(
            "evidence.unnamed", f"Phải mô tả vật chứng. {KEPT}; nhập mô tả.", field="description"
        )
    evidence = EvidenceFile(
        case_id=case.id, description=clean(description), decided_on=decided_on, entered_by_id=by.id
    )
    db.add(evidence)
    audit.record(db, by, "evidence.opened", evidence, case_id=case.id, decided_on=decided_on)
    return evidence


def set_council(
    db: Session, evidence: EvidenceFile, *, on: date, by: User, today: date
) -> EvidenceFile:
    """The destruction council was set up."""
    if evidence.council_on is not None:
        _done_already("Hội đồng tiêu hủy", evidence.council_on)
    _check_day(on, evidence.decided_on, today, "council_on")
    evidence.council_on = on
    audit.record(db, by, "evidence.council", evidence, case_id=evidence.case_id, council_on=on)
    return evidence


def destroy(
    db: Session, evidence: EvidenceFile, *, on: date, by: User, today: date
) -> EvidenceFile:
    """The exhibits were destroyed by the council."""
    if evidence.destroyed_on is not None:
        _done_already("việc tiêu hủy", evidence.destroyed_on)
    if evidence.council_on is None:
        raise RuleBroken(
            "evidence.no_council",
            f"Chưa lập Hội đồng tiêu hủy. {KEPT}; ghi ngày lập Hội đồng trước.",
            field="destroyed_on",
        )
    _check_day(on, evidence.council_on, today, "destroyed_on")
    evidence.destroyed_on = on
    audit.record(db, by, "evidence.destroyed", evidence, case_id=evidence.case_id, destroyed_on=on)
    return evidence


def _check_day(day: date, earliest: date, today: date, field: str) -> None:
    if not earliest <= day <= today:
        raise RuleBroken(
            "evidence.day",
            f"Ngày {day:%d/%m/%Y} phải từ {earliest:%d/%m/%Y} đến hôm nay. {KEPT}; nhập lại ngày.",
            field=field,
        )


def _done_already(what: str, day: date) -> None:
    raise RuleBroken(
        "evidence.done_already",
        f"Đã ghi {what} ngày {day:%d/%m/%Y}. {KEPT}; xem lại hồ sơ vật chứng.",
    )
