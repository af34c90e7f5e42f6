"""Form 10 and the monthly summary tell of inspections and directives what their records say."""

from datetime import date, timedelta
from random import Random

from thads.core.ids import new_id
from thads.directives.models import (
    Directive,
    DirectiveTask,
    IssuerKind,
    SteeredCase,
    SteeringMeeting,
    TaskClosing,
)
from thads.formbook.oversight import FEED, INSPECTIONS
from thads.inspections.models import (
    FindingClosing,
    Inspection,
    InspectionConclusion,
    InspectionFinding,
    InspectionKind,
)
from thads.reports.summary import direction
from thads.statistics.subject import Subject

START, END = date(2023, 10, 1), date(2024, 9, 30)
COLUMNS = 6


def put(db, record):
    db.add(record)
    db.flush()
    return record


def random_inspection(db, rng, unit, person, now) -> tuple[bool, ...]:
    """One inspection; answers whether it is of the period, concluded, done, undone."""
    day = date(2023, 9, 1) + timedelta(days=rng.randint(0, 420))
    one = put(db, Inspection(
        kind=InspectionKind.SELF, number=str(new_id()), decided_on=day, unit_id=unit.id,
        leader_id=person.id, period_from=day, period_to=day, scope="a", due_on=day, entered_at=now,
    ))  # fmt: skip
    ended = day + timedelta(days=rng.randint(1, 60)) if rng.random() < 0.7 else None
    if ended:
        put(db, InspectionConclusion(inspection_id=one.id, number="1", day=ended, content="a",
                                     entered_at=now))  # fmt: skip
    undone = False
    for position in range(rng.randint(0, 2)):
        finding = put(db, InspectionFinding(
            inspection_id=one.id, position=position, item="notice", article="a", content="a",
            remedy="a", unit_id=unit.id, owner_id=person.id, found_on=day, due_on=day,
            entered_at=now,
        ))  # fmt: skip
        mended = day + timedelta(days=rng.randint(1, 90)) if rng.random() < 0.6 else None
        if mended:
            put(db, FindingClosing(
                finding_id=finding.id, day=mended, note="a", paper="a", file_key="a",
                file_sha256="a", entered_at=now,
            ))  # fmt: skip
        undone = undone or mended is None or mended > END
    concluded = ended is not None and ended <= END
    return START <= day <= END, concluded, concluded and not undone, undone


def test_the_row_equals_the_naive_reading_and_every_cell_opens_its_records(
    db, make, unit, officer, now
):
    rng, other = Random("inspections"), make.unit()
    told = {of.id: [random_inspection(db, rng, of, officer, now) for _ in range(12)]
            for of in (unit, other)}  # fmt: skip
    for subject in (Subject(), Subject(unit.id), Subject(other.id)):
        rows = [row for of, rows in told.items() if subject.unit_id in (None, of) for row in rows]
        mine = [row for row in rows if row[0]]
        naive = [len(mine), sum(row[1] for row in mine), 0, 0, sum(row[2] for row in mine),
                 sum(row[3] for row in mine)]  # fmt: skip
        assert naive[0] > 3
        assert list(FEED.rows(db, START, END, subject)[INSPECTIONS]) == naive
        for column in range(1, COLUMNS + 1):
            behind = FEED.behind(db, START, END, subject, line=INSPECTIONS, column=column, page=1,
                                 per_page=None)  # fmt: skip
            assert behind.total == naive[column - 1] == len(behind.entries)


def test_the_summary_tells_what_was_directed_and_what_is_late(db, make, unit, officer, now):
    directive = put(db, Directive(
        issuer=IssuerKind.PARTY, issuer_name="Tỉnh ủy", number="1-CT", issued_on=date(2024, 8, 28),
        title="a", entered_at=now,
    ))  # fmt: skip
    for position, due in enumerate((date(2024, 9, 10), date(2024, 9, 20), END), start=1):
        task = put(db, DirectiveTask(
            directive_id=directive.id, position=position, what="a", result="a", unit_id=unit.id,
            owner_id=officer.id, leader_id=officer.id, given_on=date(2024, 9, 2), due_on=due,
            entered_at=now,
        ))  # fmt: skip
        if position == 1:  # done, but after the period
            put(db, TaskClosing(task_id=task.id, day=END + timedelta(days=1), result="a",
                                paper="a", entered_at=now))  # fmt: skip
    meeting = put(db, SteeringMeeting(held_on=date(2024, 9, 12), subject="a", chair="a",
                                      attendance="a", minutes="a", entered_at=now))  # fmt: skip
    put(db, SteeredCase(case_id=make.case().id, meeting_id=meeting.id, direction="a",
                        entered_at=now))  # fmt: skip
    told = direction.directed(db, START, END)
    assert [one["number"] for one in told["documents"]] == ["1-CT"]
    assert told["tasks"] == {"given": 3, "done": 0, "late": 2}
    assert told["committee"] == {"meetings": 1, "cases": 1}
    assert direction.directed(db, START, END + timedelta(days=1))["tasks"]["done"] == 1
    assert direction.directed(db, date(2022, 10, 1), date(2023, 9, 30))["issued"] == 0
