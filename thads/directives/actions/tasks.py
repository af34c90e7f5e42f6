"""A directive, its tasks with the five answers, how far they are and how they were done."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from thads.audit import actions as audit
from thads.core.ids import new_id
from thads.directives import queries
from thads.directives.actions.guards import between, keep_file, past, refuse
from thads.directives.models import (
    Directive,
    DirectiveTask,
    TaskClosing,
    TaskMilestone,
    TaskReport,
)
from thads.directives.terms import ClosingTerms, DirectiveTerms, TaskTerms
from thads.identity.models import User


def record(
    db: Session, terms: DirectiveTerms, *, by: User, today: date, now: datetime
) -> Directive:
    """Record a document that directs the office, once."""
    past(terms.issued_on, today, "issued_on")
    same = select(Directive.id).where(
        Directive.issuer_name == terms.issuer_name, Directive.number == terms.number,
        Directive.issued_on == terms.issued_on,
    )  # fmt: skip
    if db.scalar(same):
        refuse("known", "Văn bản này đã được ghi; mở văn bản đó trong danh sách.", "number")
    directive = Directive(
        id=new_id(), issuer=terms.issuer, issuer_name=terms.issuer_name, number=terms.number,
        issued_on=terms.issued_on, title=terms.title, tasks=[], entered_at=now,
        entered_by_id=by.id,
    )  # fmt: skip
    keep_file(db, directive, terms.content, "papers")
    db.add(directive)
    audit.record(db, by, "directive.recorded", directive, number=terms.number,
                 issued_on=terms.issued_on, sha256=directive.file_sha256)  # fmt: skip
    return directive


def give(
    db: Session, directive: Directive, terms: TaskTerms, *, by: User, today: date, now: datetime
) -> DirectiveTask:
    """Give a task: who, what, until when, which result, which head answers for it."""
    if terms.due_on < today:
        refuse("past", "Hạn không được trước hôm nay; nhập lại hạn.", "due_on")
    _check_people(db, terms)
    task = DirectiveTask(
        id=new_id(), directive_id=directive.id, position=len(directive.tasks) + 1,
        what=terms.what, result=terms.result, unit_id=terms.unit_id, owner_id=terms.owner_id,
        leader_id=terms.leader_id, given_on=today, due_on=terms.due_on, milestones=[], reports=[],
        entered_at=now, entered_by_id=by.id,
    )  # fmt: skip
    directive.tasks.append(task)
    db.flush()
    audit.record(db, by, "directive.task_given", task, directive_id=directive.id,
                 unit_id=terms.unit_id, owner_id=terms.owner_id, due_on=terms.due_on)  # fmt: skip
    return task


def set_milestone(
    db: Session, task: DirectiveTask, what: str, due_on: date, *, by: User, now: datetime
) -> TaskMilestone:
    """Say how far a task must be on a day, within its own time."""
    _must_be_open(task)
    if not task.given_on <= due_on <= task.due_on:
        refuse("milestone_outside", f"Mốc phải từ ngày giao {task.given_on:%d/%m/%Y} đến hạn của "
               f"nhiệm vụ {task.due_on:%d/%m/%Y}.", "due_on")  # fmt: skip
    milestone = TaskMilestone(
        task_id=task.id, what=what, due_on=due_on, entered_at=now, entered_by_id=by.id
    )
    task.milestones.append(milestone)
    db.flush()
    audit.record(db, by, "directive.milestone_set", task, due_on=due_on)
    return milestone


def report(
    db: Session, task: DirectiveTask, note: str, milestone_id: UUID | None, *, day: date, by: User,
    today: date, now: datetime,
) -> TaskReport:  # fmt: skip
    """Say how far a task is, perhaps that a milestone is reached."""
    _must_be_open(task)
    between(day, task.given_on, today, "day")
    if milestone_id and milestone_id not in {one.id for one in task.open_milestones}:
        refuse("milestone_known", "Mốc này đã được ghi đạt hoặc không thuộc nhiệm vụ; chọn lại.",
               "milestone")  # fmt: skip
    told = TaskReport(
        task_id=task.id, milestone_id=milestone_id, day=day, note=note, entered_at=now,
        entered_by_id=by.id,
    )  # fmt: skip
    task.reports.append(told)
    db.flush()
    audit.record(db, by, "directive.reported", task, day=day, milestone_id=milestone_id)
    return told


def close(
    db: Session, task: DirectiveTask, terms: ClosingTerms, *, by: User, today: date, now: datetime
) -> TaskClosing:
    """Say that a task is done: every milestone reached, a paper named."""
    _must_be_open(task)
    between(terms.day, task.given_on, today, "day")
    if waiting := task.open_milestones:
        refuse("milestone_open", f"Mốc “{waiting[0].what}” chưa được ghi đạt; ghi tiến độ của mốc "
               "trước khi ghi hoàn thành.")  # fmt: skip
    closing = TaskClosing(
        id=new_id(), task_id=task.id, day=terms.day, result=terms.result, paper=terms.paper,
        entered_at=now, entered_by_id=by.id,
    )  # fmt: skip
    keep_file(db, closing, terms.content, "results")
    task.closing = closing
    db.flush()
    audit.record(db, by, "directive.task_done", task, day=terms.day, paper=terms.paper,
                 sha256=closing.file_sha256)  # fmt: skip
    return closing


def _check_people(db: Session, terms: TaskTerms) -> None:
    if terms.owner_id not in {person.id for person in queries.people_of(db, terms.unit_id)}:
        refuse("owner", "Người thực hiện phải là người của đơn vị được giao; chọn lại.", "owner")
    if terms.leader_id not in {person.id for person in queries.leaders(db, terms.unit_id)}:
        refuse("leader", "Người chịu trách nhiệm phải là lãnh đạo của đơn vị được giao hoặc của "
               "tỉnh; chọn lại.", "leader")  # fmt: skip


def _must_be_open(task: DirectiveTask) -> None:
    if task.closing:
        refuse("done", f"Nhiệm vụ này đã được ghi hoàn thành ngày {task.closing.day:%d/%m/%Y}.")
