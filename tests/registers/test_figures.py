"""Forms 8 to 12 say what a naive reading of the registers says, and each figure has its list."""

from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest
from sqlalchemy import select
from sqlalchemy.orm import selectinload

from tests.factories import ENTERED
from thads.administrative.models import AdministrativeJudgment, AdministrativeStep, DutyBody
from thads.administrative.models import StepKind as Watched
from thads.compensation.models import Compensation, CompensationStep, Place
from thads.compensation.models import StepKind as Money
from thads.complaints.models import Complaint, ComplaintStep, Source, StepKind
from thads.formbook import doors
from thads.formbook.feeds import FEEDS
from thads.formbook.queries import sheet
from thads.identity.models import Body
from thads.protests.models import Answer, PaperKind, Protest, ProtestStep
from thads.protests.models import StepKind as Told
from thads.reception.models import Receiver, Reception, ReceptionKind
from thads.rules.complaints import Outcome, PetitionKind
from thads.statistics.subject import Subject
from thads.visits.models import OversightVisit, VisitConclusion

START, END = date(2023, 10, 1), date(2024, 9, 30)
NOW = datetime(2024, 9, 30, 5, tzinfo=UTC)
K = StepKind


def some_day(rng: Random, since: date = date(2023, 6, 1)) -> date:
    return since + timedelta(rng.randrange((date(2024, 12, 1) - since).days))


@pytest.fixture
def registers(db, make):
    """Random records of two offices, some before the year and some after it."""
    rng, units = Random(7), [make.district(), make.unit("CD")]
    for _ in range(60):
        terms = {"unit_id": rng.choice(units).id, "received_on": some_day(rng),
                 "entered_at": ENTERED}  # fmt: skip
        db.add(complaint(rng, terms))
        db.add(Reception(
            kind=rng.choice(list(ReceptionKind)), receiver=rng.choice(list(Receiver)),
            visitor_name="a", people=rng.choice((1, 4, 5, 9)),
            matter=rng.choice(list(PetitionKind)), content="b", outcome="c", **terms,
        ))  # fmt: skip
        db.add(claim(rng, terms))
        db.add(protest(rng, terms))
        db.add(watched(rng, terms))
    db.commit()
    return units


def complaint(rng: Random, terms) -> Complaint:
    made = Complaint(
        kind=rng.choice(list(PetitionKind)), source=Source.POST, round=1, against="a",
        sender_name="b", people=1, content="c", **terms,
    )  # fmt: skip
    day = some_day(rng, terms["received_on"])
    endings = [[], [K.RESOLVED], [K.WITHDRAWN], [K.STRUCK]]
    told = rng.choice([[K.ACCEPTED, *rng.choice(endings)], [K.REFUSED], [K.FILED], []])
    made.steps = [
        ComplaintStep(
            sequence=n, day=day, kind=kind, note="a", entered_at=ENTERED,
            outcome=rng.choice(list(Outcome)) if kind is K.RESOLVED else None,
        )
        for n, kind in enumerate(told, 1)
    ]  # fmt: skip
    return made


def claim(rng: Random, terms) -> Compensation:
    made = Compensation(kind=rng.choice(list(Place)), claimant_name="a", ground="b", asked=100,
                        **terms)  # fmt: skip
    day = some_day(rng, terms["received_on"])
    told = rng.choice([[], [Money.ACCEPTED], [Money.ACCEPTED, Money.DISCONTINUED],
                       [Money.ACCEPTED, Money.SETTLED, Money.PAID]])  # fmt: skip
    made.steps = [
        CompensationStep(sequence=n, day=day + timedelta(n * 20), kind=kind, entered_at=ENTERED,
                         amount=50 + n if kind.has_amount else None)
        for n, kind in enumerate(told, 1)
    ]  # fmt: skip
    return made


def protest(rng: Random, terms) -> Protest:
    made = Protest(kind=rng.choice(list(PaperKind)), body="a", number="1", content="b",
                   issued_on=terms["received_on"], **terms)  # fmt: skip
    concluded = made.kind is PaperKind.INSPECTION
    if rng.random() < 0.6:
        made.steps = [ProtestStep(
            sequence=1, day=some_day(rng, terms["received_on"]), entered_at=ENTERED,
            kind=Told.CONCLUDED if concluded else Told.ANSWERED,
            answer=None if concluded else rng.choice(list(Answer)),
        )]  # fmt: skip
    return made


def watched(rng: Random, terms) -> AdministrativeJudgment:
    made = AdministrativeJudgment(
        kind=rng.choice(list(DutyBody)), number="1", judged_on=terms["received_on"], court="a",
        debtor_body="b", creditor_name="c", content="d", check_on=END, **terms,
    )  # fmt: skip
    day = some_day(rng, terms["received_on"])
    told = rng.choice([[], [Watched.URGED], [Watched.ORDERED, Watched.PROGRESS],
                       [Watched.RECOMMENDED, Watched.DONE], [Watched.DROPPED]])  # fmt: skip
    made.steps = [
        AdministrativeStep(sequence=n, day=day, kind=kind, note="a", entered_at=ENTERED)
        for n, kind in enumerate(told, 1)
    ]
    return made


def cells(db, number: int, subject: Subject = Subject()) -> dict[str, tuple[int, ...]]:  # noqa: B008
    return {line.code: tuple(line.cells) for line in sheet(db, number, END, subject).lines}


def every(db, model) -> list:
    """All records of a register, with their steps where it has a course."""
    return list(db.scalars(select(model).options(selectinload(model.steps))))


def test_form_8_is_a_naive_reading(registers, db):
    open_before, new, right, left = 0, 0, 0, 0
    for one in every(db, Complaint):
        known = [step for step in one.steps if step.day <= END]
        over_before = any(step.day < START and step.kind.ends_it for step in one.steps)
        if one.received_on > END or over_before or (known and known[-1].kind is K.STRUCK):
            continue
        open_before += one.received_on < START
        new += one.received_on >= START
        right += bool(known) and known[-1].outcome is Outcome.RIGHT
        left += not known or not known[-1].kind.ends_it
    whole = cells(db, 8)["TS"]
    assert (whole[0], whole[1], whole[2]) == (open_before + new, open_before, new)
    assert (whole[5], whole[9]) == (right, left)
    assert whole[0] == sum(whole[4:10])


def test_form_9_is_a_naive_reading(registers, db):
    found = [one for one in every(db, Reception) if START <= one.received_on <= END]
    whole = cells(db, 9)["TS"]
    assert whole[0] == whole[1] + whole[2] == len(found)
    assert whole[3] == sum(one.people >= 5 for one in found)
    assert sum(whole[4:7]) == len(found)


def test_form_10_counts_the_procuracy_s_papers(registers, db):
    found = [one for one in every(db, Protest) if START <= one.received_on <= END]
    row = cells(db, 10)["D02"]
    kinds = [one.kind for one in found]
    assert (row[0], row[2], row[3]) == tuple(kinds.count(kind) for kind in PaperKind)
    done = sum(
        one.kind is not PaperKind.INSPECTION
        and any(s.day <= END and s.answer is Answer.REJECTED for s in one.steps)
        for one in found
    )
    assert (row[4], row[4] + row[5]) == (done, row[2] + row[3])  # no accepted point is carried out


def test_form_11_counts_money_when_it_moves(registers, db):
    steps = [s for one in every(db, Compensation) for s in one.steps if START <= s.day <= END]
    whole = cells(db, 11)["TS"]
    assert [whole[6], whole[7], whole[8]] == [
        sum(step.amount for step in steps if step.kind is kind)
        for kind in (Money.SETTLED, Money.PAID, Money.REIMBURSED)
    ]
    assert whole[0] == whole[1] + whole[2] == whole[3] + whole[4] + whole[5]
    assert whole[3] == sum(step.kind is Money.SETTLED for step in steps)


def test_form_12_is_a_naive_reading(registers, db):
    done = sum(
        any(s.kind is Watched.DONE and START <= s.day <= END for s in one.steps)
        for one in every(db, AdministrativeJudgment)
    )
    whole = cells(db, 12)["TS"]
    assert whole[0] == whole[1] + whole[2]
    assert whole[4] == done
    assert whole[7] == sum(
        any(s.kind is Watched.RECOMMENDED and START <= s.day <= END for s in one.steps)
        for one in every(db, AdministrativeJudgment)
    )


@pytest.mark.parametrize("number", [8, 9, 10, 11, 12])
def test_the_list_behind_each_figure_has_its_number_and_units_make_the_province(
    registers, db, number
):
    shown = sheet(db, number, END, Subject())
    for line in shown.lines:
        for column, value in zip(shown.columns, line.cells, strict=True):
            code = shown.code(line, column)
            behind = doors.behind(db, doors.door(db, code), per_page=None)
            assert behind.total == value, code
    parts = [cells(db, number, Subject(unit.id))["TS"] for unit in registers]
    assert tuple(map(sum, zip(*parts, strict=True))) == cells(db, number)["TS"]
    assert FEEDS.keys() >= {"complaints", "reception", "inspections", "compensation"}


def test_form_10_joins_the_visits_of_the_oversight_bodies(db, make):
    province, branch = make.province(), make.district()
    visit = OversightVisit(
        body=Body.COUNCIL, delegation="a", number="1", decided_on=date(2024, 5, 6), scope="b",
        entered_at=ENTERED,
    )  # fmt: skip
    visit.conclusions = [VisitConclusion(
        position=1, content="c", measure="d", due_on=END, unit_id=branch.id, entered_at=ENTERED,
    )]  # fmt: skip
    db.add(visit)
    db.commit()
    whole = cells(db, 10)
    assert whole["D01"] == whole["TS"] == (1, 0, 0, 1, 0, 1)
    assert cells(db, 10, Subject(province.id))["D01"] == (1, 0, 0, 0, 0, 0)
    assert cells(db, 10, Subject(branch.id))["D01"] == (0, 0, 0, 1, 0, 1)
