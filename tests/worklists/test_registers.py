"""Clocks of registers: they go with their case, rest with it, and are what records leave open."""

import random
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from sqlalchemy import select

from tests.factories import Make
from thads.cases import readmodel as read_models
from thads.cases.models import ActKind
from thads.evidence.kinds import StepKind
from thads.imports import striking
from thads.imports.models import ImportPurpose, RegisterImport
from thads.recusals.models import OfficerChangeAnswer, OfficerChangeRequest
from thads.rules.deadlines import Duty
from thads.rules.deadlines.running import Clock
from thads.worklists import queries, readmodel, registers
from thads.worklists.asked import Wanted
from thads.worklists.books import Book
from thads.worklists.models import OpenDuty

DAY = timedelta(days=1)
START, TODAY = date(2024, 8, 1), date(2024, 9, 30)
OURS = (Duty.DESTRUCTION_COUNCIL, Duty.DESTRUCTION, Duty.OFFICER_CHANGE, Duty.PUBLICATION)


def exhibits(db, case, day=START):
    return Make(db).exhibits(case, day)


def ask_for_another(db, case, officer, day=START):
    asked = OfficerChangeRequest(case_id=case.id, officer_id=officer.id, ground="a", reason="b",
                                 received_on=day)  # fmt: skip
    db.add(asked)
    db.flush()
    return asked


def shown(db, day=TODAY):
    """What lists show of registers: (duty, subject, unit, officer, since)."""
    db.commit()
    assert readmodel.verify(db) is None
    found = queries.every(db, Wanted(), day)
    lines = [line.task for line in found if line.task.duty in OURS]
    return {(t.duty, t.subject_id, t.unit_id, t.officer_id, t.since) for t in lines}


def test_a_clock_goes_with_its_case_to_another_officer_and_unit(db, make, officer):
    case, other = make.case(START, officer=officer), make.unit("XA")
    file, unit = exhibits(db, case), case.unit
    of_file = (Duty.DESTRUCTION_COUNCIL, file.id)
    assert shown(db) == {(*of_file, unit.id, officer.id, START)}
    second = make.user()
    make.act(case, ActKind.ASSIGNMENT, START + DAY, officer_id=second.id)
    assert shown(db) == {(*of_file, unit.id, second.id, START)}
    make.act(case, ActKind.TRANSFER, START + 2 * DAY, to_unit_id=other.id)
    assert shown(db) == {(*of_file, other.id, None, START)}
    make.act(case, ActKind.COMPLETION, START + 3 * DAY)
    assert shown(db) == {(*of_file, other.id, None, START)}  # it is to be destroyed all the same


def test_an_act_on_a_case_leaves_its_clocks_as_they_are(db, make, officer, asked_of_database):
    """No register is read again for it."""
    plain, beside = make.case(START, officer=officer), make.case(START, officer=officer)
    exhibits(db, beside)
    db.commit()
    asked = []
    for case in (plain, beside):
        make.act(case, ActKind.VALID_NOTICE, START)
        asked.append(asked_of_database(db.commit))
    assert asked[0] == asked[1]
    assert len(shown(db)) == 1


def test_nobody_asks_for_another_officer_of_a_case_that_has_ended(db, make, officer):
    case = make.case(START, officer=officer)
    asked = ask_for_another(db, case, officer)
    waiting = {(Duty.OFFICER_CHANGE, asked.id, case.unit.id, officer.id, START)}
    assert shown(db) == waiting
    ended = make.act(case, ActKind.COMPLETION, START + DAY)
    assert shown(db) == set()
    make.act(case, ActKind.CORRECTION, START + DAY, corrects_id=ended.id)
    assert shown(db) == waiting  # the completion was a slip


def test_clocks_leave_with_a_struck_case_and_come_back_with_it(db, make, officer):
    replacing = RegisterImport(
        purpose=ImportPurpose.REGISTER, file_name="so.xlsx", file_key="imports/so.xlsx",
        file_sha256="0" * 64, entered_at=datetime(2024, 9, 24, 3, 0, tzinfo=UTC),
    )  # fmt: skip
    db.add(replacing)
    db.flush()
    case = make.case(START, officer=officer, import_id=replacing.id)
    make.act(case, ActKind.NOT_YET_ENFORCEABLE, START, ground="a", number=12)
    case.revision = 1  # the import brought the decision along: nobody built on it
    before = shown(db)
    assert striking.strike(db, [case.id], by_import=replacing.id) == [case.id]
    striking.forget(db, [case.id])
    assert shown(db) == set()
    striking.bring_back(db, [case.id])
    assert shown(db) == before != set()


def test_a_day_that_was_promised_comes_before_the_day_of_the_law(db, make, monkeypatch):
    unit, due, promised = make.district(), date(2024, 9, 4), date(2024, 10, 11)
    clock = Clock(Duty.DESTRUCTION_COUNCIL, uuid4(), None, unit.id, None, START)
    running = [clock, clock._replace(subject_id=uuid4(), due=promised)]
    book = Book((clock.duty,), lambda _: None, lambda *_: running)
    monkeypatch.setattr(registers, "BOOKS", (book,))
    assert [found.due for found in registers.open_now(db)] == [due, promised]


def test_a_rebuild_enters_them_anew_and_one_that_is_missing_is_told(db, make, officer):
    file = exhibits(db, make.case(START, officer=officer))
    before = shown(db)
    read_models.rebuild(db)
    assert shown(db) == before
    db.delete(db.scalars(select(OpenDuty).where(OpenDuty.subject_id == file.id)).one())
    db.commit()
    assert (
        readmodel.verify(db)
        == f"việc phải làm theo sổ khác: {Duty.DESTRUCTION_COUNCIL} của {file.id}."
    )


@dataclass
class Office:
    """Cases of two units, and what the test itself knows of them."""

    units: list
    people: list
    holders: dict  # case id: unit, officer
    ends: dict  # case id: the act that ended it
    files: dict = field(default_factory=dict)  # file: the days of its council and its end
    asked: dict = field(default_factory=dict)  # request: its answer

    def owed(self):
        for file, days in self.files.items():
            held = self.holders[file.case_id]
            if not days:
                yield Duty.DESTRUCTION_COUNCIL, file.id, *held, file.decided_on
            elif len(days) == 1:
                yield Duty.DESTRUCTION, file.id, *held, days[0]
        for request, answer in self.asked.items():
            if answer is None and self.ends[request.case_id] is None:
                held = self.holders[request.case_id]
                yield Duty.OFFICER_CHANGE, request.id, *held, request.received_on


@pytest.mark.parametrize("seed", range(3))
def test_the_list_is_what_reading_every_record_finds(db, make, chief, seed):
    chance, day, units = random.Random(seed), START, [make.district(), make.unit("XA")]
    people = [make.user(unit=unit) for unit in units for _ in range(2)]
    cases = [make.case(START, unit=chance.choice(units)) for _ in range(8)]
    held = {case.id: (case.unit.id, None) for case in cases}
    office = Office(units, people, held, {case.id: None for case in cases})
    for _ in range(60):
        day += DAY * chance.randrange(2)
        case, act = chance.choice(cases), chance.choice([of_files, of_requests, of_case])
        act(db, make, chance, office, case, day, chief)
        if chance.random() < 0.3:
            assert shown(db, day) == set(office.owed())
    assert shown(db, day) == set(office.owed())


def of_files(db, make, chance, office, case, day, chief):
    """A new file, or an old one comes a step further."""
    if chance.random() < 0.5 or not office.files:
        office.files[exhibits(db, case, day)] = []
        return
    file, days = chance.choice(list(office.files.items()))
    if len(days) < 2:
        make.exhibit_step(file, (StepKind.PUT_BEFORE, StepKind.DESTROYED)[len(days)], day)
        days.append(day)


def of_requests(db, make, chance, office, case, day, chief):
    """Somebody asks for another officer, or gets an answer."""
    waiting = [one for one, answer in office.asked.items() if answer is None]
    if chance.random() < 0.5 or not waiting:
        office.asked[ask_for_another(db, case, office.people[0], day)] = None
    else:
        request = chance.choice(waiting)
        office.asked[request] = answer = OfficerChangeAnswer(
            request_id=request.id, answered_on=day, reply="c", number="7/CV",
            entered_by_id=chief.id,
        )  # fmt: skip
        db.add(answer)


def of_case(db, make, chance, office, case, day, chief):
    """Another holder, the end, or the end taken back."""
    what, (unit_id, _) = chance.randrange(3), office.holders[case.id]
    if ended := office.ends[case.id]:
        make.act(case, ActKind.CORRECTION, day, corrects_id=ended.id)
        office.ends[case.id] = None
    elif what == 0:
        holder = chance.choice([one for one in office.people if one.unit_id == unit_id])
        make.act(case, ActKind.ASSIGNMENT, day, officer_id=holder.id)
        office.holders[case.id] = (unit_id, holder.id)
    elif what == 1:
        to = next(unit for unit in office.units if unit.id != unit_id)
        make.act(case, ActKind.TRANSFER, day, to_unit_id=to.id)
        office.holders[case.id] = (to.id, None)
    else:
        office.ends[case.id] = make.act(case, ActKind.COMPLETION, day)
