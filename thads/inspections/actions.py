"""An inspection from its decision to the last remedy. The caller commits."""

from collections.abc import Sequence
from datetime import date, datetime
from hashlib import sha256
from typing import NoReturn

from sqlalchemy import select
from sqlalchemy.orm import Session

from thads.audit import actions as audit
from thads.core import files
from thads.core.errors import RuleBroken
from thads.core.ids import new_id
from thads.identity.models import User
from thads.inspections.models import (
    FileAnswer,
    FindingClosing,
    Inspection,
    InspectionConclusion,
    InspectionFinding,
    InspectionSample,
    Method,
    SampledFile,
    Verdict,
)
from thads.inspections.terms import Answer, Drawn, FindingTerms, InspectionTerms, RemedyTerms
from thads.rules import inspection as rules

PDF = b"%PDF-"
KEPT = "Chưa ghi gì"


def decide(
    db: Session, terms: InspectionTerms, *, by: User, today: date, now: datetime
) -> Inspection:
    """Record the decision to inspect a unit."""
    _must_be_past(terms.decided_on, today, "decided_on")
    if terms.period_to < terms.period_from:
        _refuse("period", "Kỳ kiểm tra phải kết thúc sau khi bắt đầu.", "period_to")
    if terms.due_on < terms.decided_on:
        _refuse("due", "Hạn kết luận phải từ ngày quyết định trở đi.", "due_on")
    same = select(Inspection.id).where(
        Inspection.number == terms.number, Inspection.decided_on == terms.decided_on
    )
    if db.scalar(same):
        _refuse("known", "Quyết định kiểm tra này đã được ghi.", "number")
    found = Inspection(
        kind=terms.kind, number=terms.number, decided_on=terms.decided_on, unit_id=terms.unit_id,
        leader_id=terms.leader_id, period_from=terms.period_from, period_to=terms.period_to,
        scope=terms.scope, due_on=terms.due_on, entered_at=now, entered_by_id=by.id,
    )  # fmt: skip
    db.add(found)
    db.flush()
    audit.record(db, by, "inspection.decided", found, number=terms.number, unit_id=terms.unit_id)
    return found


def keep_sample(
    db: Session, inspection: Inspection, method: Method, drawn: Sequence[Drawn], *,
    population: int, seed: str | None, formula: str | None, by: User, today: date, now: datetime,
) -> InspectionSample:  # fmt: skip
    """Keep the files of a draw; RuleBroken where one of them was drawn before."""
    _must_be_open(inspection)
    taken = {file.case_id: file for file in inspection.files}
    for one in drawn:
        if one.case_id in taken:
            _refuse("drawn_twice", f"Hồ sơ {taken[one.case_id].case.title} đã có trong mẫu, số thứ "
                    f"tự {taken[one.case_id].position}: mỗi hồ sơ chỉ được rút một lần trong một "
                    "cuộc kiểm tra. Chọn hồ sơ khác.", "case")  # fmt: skip
    sample = InspectionSample(
        id=new_id(), inspection_id=inspection.id, method=method, drawn_on=today,
        population=population, seed=seed, formula=formula, entered_at=now, entered_by_id=by.id,
    )  # fmt: skip
    db.add(sample)
    db.flush()
    for position, one in enumerate(drawn, start=len(taken) + 1):
        db.add(SampledFile(
            inspection_id=inspection.id, sample_id=sample.id, case_id=one.case_id,
            position=position, points=one.points, entered_at=now, entered_by_id=by.id,
        ))  # fmt: skip
    db.flush()
    audit.record(db, by, "inspection.drawn", inspection, method=method, files=len(drawn),
                 population=population, seed=seed, formula=formula)  # fmt: skip
    return sample


def answer(
    db: Session, file: SampledFile, answers: Sequence[Answer], *, by: User, now: datetime
) -> None:
    """Answer items on a file; a later answer stands in place of an earlier one."""
    _must_be_open(file.inspection)
    known = {item.code for item in rules.checklist(file.inspection.decided_on)}
    for one in answers:
        if one.item not in known:
            _refuse("item", "Mục này không có trong danh mục kiểm tra của ngày quyết định.")
        if one.verdict is Verdict.FAULT and not one.note:
            _refuse("note", "Mục có vi phạm, thiếu sót phải ghi rõ là gì.")
        db.add(FileAnswer(file_id=file.id, item=one.item, verdict=one.verdict, note=one.note,
                          entered_at=now, entered_by_id=by.id))  # fmt: skip
    db.flush()
    audit.record(db, by, "inspection.answered", file, inspection_id=file.inspection_id,
                 answers=len(answers))  # fmt: skip


def find(
    db: Session, inspection: Inspection, terms: FindingTerms, *, by: User, today: date,
    now: datetime,
) -> InspectionFinding:  # fmt: skip
    """Write down a finding under the article of its item."""
    if terms.due_on < today:
        _refuse("due_past", "Hạn khắc phục không được trước hôm nay.", "due_on")
    finding = InspectionFinding(
        inspection_id=inspection.id, file_id=terms.file_id, position=len(inspection.findings) + 1,
        item=terms.item, article=rules.item(terms.item).article(inspection.decided_on),
        content=terms.content, remedy=terms.remedy, unit_id=inspection.unit_id,
        owner_id=terms.owner_id, found_on=today, due_on=terms.due_on, entered_at=now,
        entered_by_id=by.id,
    )  # fmt: skip
    inspection.findings.append(finding)
    db.flush()
    audit.record(db, by, "inspection.found", finding, item=terms.item, owner_id=terms.owner_id,
                 due_on=terms.due_on)  # fmt: skip
    return finding


def mend(
    db: Session, finding: InspectionFinding, terms: RemedyTerms, *, by: User, today: date,
    now: datetime,
) -> FindingClosing:  # fmt: skip
    """Close a finding; RuleBroken without the paper that shows the remedy."""
    if finding.closing:
        _refuse("mended", f"Đã ghi khắc phục ngày {finding.closing.day:%d/%m/%Y}.")
    _must_be_past(terms.day, today, "day")
    if terms.day < finding.found_on:
        _refuse("before_finding", f"Ngày khắc phục trước ngày phát hiện "
                f"({finding.found_on:%d/%m/%Y}).", "day")  # fmt: skip
    if terms.content is None or not terms.content.startswith(PDF):
        _refuse("no_proof", "Chỉ ghi khắc phục xong khi có văn bản chứng minh (tệp PDF); đính kèm "
                "văn bản.", "file")  # fmt: skip
    closing = FindingClosing(
        id=new_id(), finding_id=finding.id, day=terms.day, note=terms.note, paper=terms.paper,
        file_key=f"inspections/{finding.id}.pdf", file_sha256=sha256(terms.content).hexdigest(),
        entered_at=now, entered_by_id=by.id,
    )  # fmt: skip
    files.put(db, closing.file_key, terms.content)
    finding.closing = closing
    db.flush()
    audit.record(db, by, "inspection.mended", finding, day=terms.day, paper=terms.paper,
                 sha256=closing.file_sha256)  # fmt: skip
    return closing


def conclude(
    db: Session, inspection: Inspection, number: str, day: date, content: str, *, by: User,
    today: date, now: datetime,
) -> InspectionConclusion:  # fmt: skip
    """Conclude once every file of the sample is answered."""
    _must_be_open(inspection)
    _must_be_past(day, today, "day")
    if day < inspection.decided_on:
        _refuse("before_decision", "Ngày kết luận trước ngày quyết định kiểm tra.", "day")
    if unanswered := [file for file in inspection.files if not file.answers]:
        _refuse("unanswered", f"Còn {len(unanswered)} hồ sơ trong mẫu chưa được kiểm tra, đầu tiên "
                f"là {unanswered[0].case.title}; ghi kết quả trước khi kết luận.")  # fmt: skip
    conclusion = InspectionConclusion(
        inspection_id=inspection.id, number=number, day=day, content=content, entered_at=now,
        entered_by_id=by.id,
    )  # fmt: skip
    inspection.conclusion = conclusion
    db.flush()
    audit.record(db, by, "inspection.concluded", inspection, number=number, day=day)
    return conclusion


def _must_be_open(inspection: Inspection) -> None:
    if inspection.conclusion:
        day = inspection.conclusion.day
        _refuse("concluded", f"Cuộc kiểm tra này đã kết luận ngày {day:%d/%m/%Y}.")


def _must_be_past(day: date, today: date, field: str) -> None:
    if day > today:
        _refuse("future", f"Ngày này chưa đến: hôm nay là {today:%d/%m/%Y}.", field)


def _refuse(code: str, message: str, field: str | None = None) -> NoReturn:
    raise RuleBroken(f"inspection.{code}", f"{message} {KEPT}.", field=field)
