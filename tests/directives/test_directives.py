"""What the office is told to do has an owner, an end and a paper; who is late with it is seen."""

import io
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from thads.core.errors import RuleBroken
from thads.directives import actions, asking, queries
from thads.directives.asking import State, TaskFilter
from thads.directives.models import (
    Directive,
    DirectiveTask,
    IssuerKind,
    Obstacle,
)
from thads.directives.terms import (
    ClosingTerms,
    DecisionTerms,
    DirectiveTerms,
    ObstacleTerms,
    TaskTerms,
)
from thads.identity.models import Role
from thads.rules.deadlines import Duty
from thads.worklists import readmodel
from thads.worklists.models import OpenDuty

ISSUED, GIVEN, TODAY = date(2024, 8, 28), date(2024, 9, 3), date(2024, 9, 30)
DUE, HALFWAY = date(2024, 9, 20), date(2024, 9, 10)


@pytest.fixture
def directive(db, governor, now) -> Directive:
    """A directive of the province's Party committee."""
    terms = DirectiveTerms(
        issuer=IssuerKind.PARTY, issuer_name="Tỉnh ủy", number="9-CT/TU", issued_on=ISSUED,
        title="Tăng cường lãnh đạo công tác thi hành án dân sự",
    )  # fmt: skip
    found = actions.record(db, terms, by=governor, today=GIVEN, now=now)
    db.commit()
    return queries.get(db, found.id)


@pytest.fixture
def task(db, directive, unit, officer, chief, governor, now) -> DirectiveTask:
    """Given on 3/9 to an officer, due on 20/9, half of it on 10/9."""
    given = actions.give(db, directive, of(unit, officer, chief), by=governor, today=GIVEN, now=now)
    db.commit()
    found = queries.task(db, given.id)
    actions.set_milestone(db, found, "Rà soát một nửa", HALFWAY, by=governor, now=now)
    db.commit()
    return queries.task(db, given.id)


def of(unit, owner, leader, due=DUE) -> TaskTerms:
    return TaskTerms(what="Rà soát án trên một năm", result="Danh sách có lý do từng việc",
                     unit_id=unit.id, owner_id=owner.id, leader_id=leader.id,
                     due_on=due)  # fmt: skip


def duty_of(db, subject_id) -> tuple[Duty, date] | None:
    db.rollback()
    row = OpenDuty
    found = db.execute(select(row.duty, row.due).where(row.subject_id == subject_id)).all()
    assert len(found) <= 1
    return tuple(found[0]) if found else None


def test_the_clock_of_a_task_is_its_next_milestone_then_its_end_then_none(
    db, task, officer, chief, now
):
    assert duty_of(db, task.id) == (Duty.DIRECTIVE_MILESTONE, HALFWAY)
    milestone = queries.task(db, task.id).milestones[0]

    def step() -> DirectiveTask:
        return queries.task(db, task.id)

    actions.report(db, step(), "Đã xong một nửa", milestone.id, day=TODAY, by=officer,
                   today=TODAY, now=now)  # fmt: skip
    db.commit()
    assert duty_of(db, task.id) == (Duty.DIRECTIVE_TASK, DUE)
    done = ClosingTerms(day=TODAY, result="Đã rà soát 12 việc", paper="Báo cáo 15/BC-CCTHADS")
    actions.close(db, step(), done, by=officer, today=TODAY, now=now)
    db.commit()
    assert duty_of(db, task.id) is None
    assert readmodel.verify(db) is None


def test_a_task_is_late_since_the_first_day_that_was_not_kept(db, task, unit, make):
    at = {day: queries.late(db, day, unit.id) for day in (HALFWAY, date(2024, 9, 11), TODAY)}
    assert at[HALFWAY] == []
    assert [(one.since, one.days) for one in at[date(2024, 9, 11)]] == [(HALFWAY, 1)]
    assert [(one.task.owner_id, one.since, one.days) for one in at[TODAY]] == [
        (task.owner_id, HALFWAY, 20)
    ]
    other = make.province()
    assert queries.late(db, TODAY, other.id) == []


def test_a_page_of_tasks_is_cut_from_the_order_asked_for(
    db, task, directive, unit, officer, chief, governor, now
):
    for due in (DUE + timedelta(days=20), DUE - timedelta(days=5)):
        terms = of(unit, officer, chief, due=due)
        actions.give(db, queries.get(db, directive.id), terms, by=governor, today=GIVEN, now=now)
    db.commit()
    days = [DUE - timedelta(days=5), DUE, DUE + timedelta(days=20)]

    def shown(wanted: TaskFilter, **page) -> list[date]:
        return [one.due_on for one in asking.tasks(db, wanted, TODAY, **page).rows]

    every, late = TaskFilter(), TaskFilter(state=State.LATE)
    assert shown(every) == days
    assert shown(every, order="-due", size=2) == days[:0:-1]
    assert shown(every, order="-due", size=2, number=2) == days[:1]
    assert shown(late) == days[:2]
    assert asking.count(db, late, HALFWAY) == 0
    assert asking.count(db, late, HALFWAY + timedelta(days=1)) == 1  # its milestone has passed


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"due": GIVEN - timedelta(days=1)}, "directive.past"),
        ({"owner": "governor"}, "directive.owner"),
        ({"leader": "officer"}, "directive.leader"),
    ],
)
def test_a_task_without_its_five_answers_is_refused(
    db, directive, unit, officer, chief, governor, now, change, code
):
    people = {"officer": officer, "governor": governor}
    terms = of(unit, people.get(change.get("owner"), officer),
               people.get(change.get("leader"), chief), change.get("due", DUE))  # fmt: skip
    with pytest.raises(RuleBroken) as broken:
        actions.give(db, directive, terms, by=governor, today=GIVEN, now=now)
    assert broken.value.code == code


def test_a_task_is_not_done_while_a_milestone_is_open_nor_twice(db, task, officer, now):
    terms = ClosingTerms(day=TODAY, result="Xong", paper="BC 1")
    with pytest.raises(RuleBroken) as broken:
        actions.close(db, task, terms, by=officer, today=TODAY, now=now)
    assert broken.value.code == "directive.milestone_open"
    actions.report(db, task, "Đạt", task.milestones[0].id, day=TODAY, by=officer, today=TODAY,
                   now=now)  # fmt: skip
    actions.close(db, task, terms, by=officer, today=TODAY, now=now)
    db.commit()
    for act in (
        lambda one: actions.close(db, one, terms, by=officer, today=TODAY, now=now),
        lambda one: actions.report(db, one, "Nữa", None, day=TODAY, by=officer, today=TODAY,
                                   now=now),
    ):  # fmt: skip
        with pytest.raises(RuleBroken) as broken:
            act(queries.task(db, task.id))
        assert broken.value.code == "directive.done"


def test_a_milestone_lies_within_the_time_of_its_task(db, task, governor, now):
    with pytest.raises(RuleBroken) as broken:
        actions.set_milestone(db, task, "Muộn", DUE + timedelta(days=1), by=governor, now=now)
    assert broken.value.code == "directive.milestone_outside"


def test_the_same_document_is_recorded_once(db, directive, governor, now):
    terms = DirectiveTerms(issuer=IssuerKind.PARTY, issuer_name="Tỉnh ủy", number="9-CT/TU",
                           issued_on=ISSUED, title="Lại")  # fmt: skip
    with pytest.raises(RuleBroken) as broken:
        actions.record(db, terms, by=governor, today=TODAY, now=now)
    assert broken.value.code == "directive.known"


def test_an_obstacle_waits_for_who_decides_and_only_he_decides(db, task, unit, officer, chief,
                                                               governor, now):  # fmt: skip
    terms = ObstacleTerms(
        task_id=task.id, case_id=None, unit_id=unit.id, day=GIVEN, what="Thiếu người",
        remedy="Tăng cường một Chấp hành viên", decider_id=governor.id, decider_body=None,
        due_on=HALFWAY,
    )  # fmt: skip
    told = actions.tell(db, terms, by=officer, today=GIVEN, now=now)
    db.commit()
    assert duty_of(db, told.id) == (Duty.OBSTACLE_DECISION, HALFWAY)
    decision = DecisionTerms(day=TODAY, decision="Đồng ý")
    with pytest.raises(RuleBroken) as broken:
        actions.decide(db, queries.obstacle(db, told.id), decision, by=chief, today=TODAY, now=now)
    assert broken.value.code == "directive.not_decider"
    actions.decide(db, queries.obstacle(db, told.id), decision, by=governor, today=TODAY, now=now)
    db.commit()
    assert duty_of(db, told.id) is None
    assert readmodel.verify(db) is None


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"task_id": None}, "directive.obstacle_of_nothing"),
        ({"decider_body": "UBND tỉnh"}, "directive.decider"),
        ({"decider_id": None}, "directive.decider"),
        ({"due_on": GIVEN - timedelta(days=1)}, "directive.due_early"),
    ],
)
def test_an_obstacle_of_nothing_or_decided_by_nobody_is_refused(
    db, task, unit, officer, governor, now, given, code
):
    terms = {
        "task_id": task.id, "case_id": None, "unit_id": unit.id, "day": GIVEN, "what": "a",
        "remedy": "b", "decider_id": governor.id, "decider_body": None, "due_on": HALFWAY,
    }  # fmt: skip
    with pytest.raises(RuleBroken) as broken:
        actions.tell(db, ObstacleTerms(**terms | given), by=officer, today=GIVEN, now=now)
    assert broken.value.code == code


def test_a_document_becomes_a_task_in_the_worklist_of_its_owner(
    db, sign_in, unit, officer, chief, make
):
    head, worker = sign_in(Role.PROVINCE_HEAD, unit=make.province()), sign_in(officer)
    data = {
        "issuer": "party", "issuer_name": "Tỉnh ủy", "number": "12-CT/TU",
        "issued_on": "28/08/2024", "title": "Tăng cường lãnh đạo",
        "file": (io.BytesIO(b"%PDF-1.7 chi thi"), "12.pdf"),
    }  # fmt: skip
    made = head.post("/directives/new", data=data)
    page = f"/directives/{db.scalars(select(Directive.id)).one()}"
    assert (made.status_code, made.location) == (303, page)
    db.commit()
    assert head.get(f"{page}/file").data == b"%PDF-1.7 chi thi"
    asked = f"{page}/tasks/new?unit={unit.id}"
    assert "Rõ trách nhiệm" in head.get(asked).text
    data = {"what": "Lập danh sách", "owner": str(officer.id), "leader": str(chief.id),
            "due_on": "09/10/2024", "result": "Danh sách theo xã"}  # fmt: skip
    assert head.post(asked, data=data).status_code == 303
    assert "Lập danh sách" in worker.get("/worklists/tasks?mine=1").text
    assert "09/10/2024" in head.get(page).text


def test_obstacles_are_told_and_decided_through_the_screens(db, task, sign_in, officer, make):
    case, head, worker = make.case(), sign_in(Role.PROVINCE_HEAD), sign_in(officer)
    way = {"day": "30/09/2024", "what": "Thiếu bản đồ", "remedy": "Xin UBND xã",
           "decider_body": "UBND", "due_on": "09/10/2024"}  # fmt: skip
    assert worker.post(f"/directives/tasks/{task.id}/obstacles/new", data=way).status_code == 303
    assert worker.post(f"/cases/{case.id}/obstacles/new", data=way).status_code == 303
    assert "Thiếu bản đồ" in worker.get(f"/cases/{case.id}").text
    obstacle = db.scalars(select(Obstacle).where(Obstacle.task_id.is_not(None))).one()
    db.commit()
    address = f"/directives/obstacles/{obstacle.id}/decision/new"
    answer = head.post(address, data={"day": "30/09/2024", "decision": "Đồng ý"})
    assert answer.status_code == 422
    assert "phải ghi số, ngày văn bản" in answer.text
    decided = {"day": "30/09/2024", "decision": "Đồng ý", "paper": "CV 7/UBND"}
    assert head.post(address, data=decided).status_code == 303
    assert "CV 7/UBND" in worker.get(f"/directives/obstacles/{obstacle.id}").text


def test_a_task_is_done_with_its_paper_through_the_screens(db, task, sign_in, officer):
    told = {"day": "30/09/2024", "note": "Đã đạt", "milestone": str(task.milestones[0].id)}
    worker, page = sign_in(officer), f"/directives/tasks/{task.id}"
    assert worker.post(f"{page}/reports/new", data=told).status_code == 303
    data = {"day": "30/09/2024", "result": "Đủ các xã", "paper": "BC 5"}
    wrong = worker.post(f"{page}/closing/new", data=data | {"file": (io.BytesIO(b"x"), "5.pdf")})
    assert "không phải PDF" in wrong.text
    data["file"] = (io.BytesIO(b"%PDF-1.7 ket qua"), "5.pdf")
    assert worker.post(f"{page}/closing/new", data=data).status_code == 303
    assert worker.get(f"{page}/closing/file").data == b"%PDF-1.7 ket qua"
    assert "BC 5" in worker.get(page).text
    assert task.what in worker.get("/directives/tasks?state=done").text
    assert task.what not in worker.get("/directives/tasks?state=late").text


def test_the_lists_are_given_as_workbooks(db, task, sign_in):
    head = sign_in(Role.PROVINCE_HEAD)
    for name in ("tasks?state=late", "obstacles?state=decided&upon=task", "steered-cases"):
        assert head.get(f"/exports/directives/{name}").data[:2] == b"PK"
    assert sign_in(Role.OFFICER).get("/exports/directives/steered-cases").status_code == 404


def test_a_unit_sees_its_own_tasks_only(db, task, sign_in, make):
    elsewhere = sign_in(Role.UNIT_HEAD, unit=make.unit(code="CC9", name="Chi cục khác"))
    assert elsewhere.get(f"/directives/tasks/{task.id}").status_code == 404
    assert task.what not in elsewhere.get("/directives/tasks").text
