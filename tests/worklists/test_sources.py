"""Every source of a duty: what opens it, until when by which article, and what closes it."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select

from thads.cases.models import ActKind, MovementKind
from thads.evidence.kinds import StepKind as Exhibit
from thads.identity.models import Role
from thads.imports import striking
from thads.imports.models import ImportPurpose, RegisterImport
from thads.recusals.models import OfficerChangeAnswer, OfficerChangeRequest
from thads.requests import actions as requests
from thads.requests.models import Channel, RequestKind, StepKind
from thads.requests.terms import RequestTerms, StepTerms
from thads.rules.deadlines import Duty
from thads.verification.models import Finding, NewInformation
from thads.worklists import queries, readmodel
from thads.worklists.asked import Wanted
from thads.worklists.books import BOOKS
from thads.worklists.models import OpenDuty
from thads.worklists.sources import SOURCES
from thads.worklists.tasks import DUTIES, Task

TODAY = date(2024, 9, 30)
MOMENT = datetime(2024, 9, 24, 3, 0, tzinfo=UTC)


def laws(db, case):
    """The articles of what is open on a case."""
    return [task.law for task in queries.of_case(db, case.id, TODAY)]


def test_a_decision_is_notified_in_three_working_days(db, make, tasks):
    case = make.case(date(2024, 9, 26))  # a Thursday
    assert tasks(case) == [(Duty.NOTICE, date(2024, 9, 26), date(2024, 10, 1))]
    assert laws(db, case) == ["Luật THADS 2008 Điều 39 khoản 2"]
    make.act(case, ActKind.VALID_NOTICE, date(2024, 9, 27))
    assert Duty.NOTICE not in [duty for duty, *_ in tasks(case)]


def test_the_first_verification_follows_the_voluntary_period(db, make, tasks, verified):
    case = make.case(date(2024, 9, 2))
    make.act(case, ActKind.VALID_NOTICE, date(2024, 9, 5))
    # 10 days to Sunday 15/9, so to 16/9; 10 days to 26/9
    assert tasks(case) == [(Duty.FIRST_VERIFICATION, date(2024, 9, 5), date(2024, 9, 26))]
    assert laws(db, case) == ["Luật THADS 2008 Điều 44 khoản 1"]
    verified(case, date(2024, 9, 20), Finding.HAS_MEANS)
    assert tasks(case) == []


def test_the_new_law_gives_nine_days_for_the_first_verification(make, tasks):
    case = make.case(date(2026, 7, 1))
    make.act(case, ActKind.VALID_NOTICE, date(2026, 7, 3))
    # 10 days to 13/7, 9 days to 22/7
    due = [(Duty.FIRST_VERIFICATION, date(2026, 7, 3), date(2026, 7, 22))]
    assert tasks(case, date(2026, 7, 20)) == due


def test_another_officer_asked_for_is_answered_in_five_working_days(
    db, make, tasks, officer, chief
):
    case = make.case(date(2024, 9, 2), officer=officer)
    make.act(case, ActKind.VALID_NOTICE, date(2024, 9, 20))
    asked = OfficerChangeRequest(case_id=case.id, officer_id=officer.id, ground="a", reason="b",
                                 received_on=date(2024, 9, 24))  # fmt: skip
    db.add(asked)
    assert (Duty.OFFICER_CHANGE, date(2024, 9, 24), date(2024, 10, 1)) in tasks(case)
    db.add(OfficerChangeAnswer(request=asked, answered_on=date(2024, 9, 30), reply="c",
                               number="7/CV", entered_by_id=chief.id))  # fmt: skip
    assert Duty.OFFICER_CHANGE not in [duty for duty, *_ in tasks(case)]


def test_new_information_is_verified_in_ten_days(db, make, tasks, verified):
    case = make.case(date(2024, 1, 8))
    make.act(case, ActKind.VALID_NOTICE, date(2024, 1, 10))
    verified(case, date(2024, 8, 1), Finding.NO_MEANS)
    make.act(case, ActKind.NOT_YET_ENFORCEABLE, date(2024, 8, 5))
    told = NewInformation(case_id=case.id, received_on=date(2024, 9, 19), source="a", content="b")
    db.add(told)
    # 10 days to Sunday 29/9, so to 30/9
    due = (Duty.NEW_INFORMATION_VERIFICATION, date(2024, 9, 19), date(2024, 9, 30))
    assert due in tasks(case)
    verified(case, date(2024, 9, 20), Finding.NO_MEANS)
    assert Duty.NEW_INFORMATION_VERIFICATION not in [duty for duty, *_ in tasks(case)]


def test_the_clock_of_the_first_verification_stands_still_while_postponed(make, tasks):
    case = make.case(date(2024, 8, 1))
    make.act(case, ActKind.VALID_NOTICE, date(2024, 8, 2))  # voluntary period to 12/8
    make.act(case, ActKind.POSTPONEMENT, date(2024, 8, 15), ground="a", until=date(2024, 12, 31))
    assert tasks(case) == []  # nothing runs meanwhile
    make.act(case, ActKind.RESUMPTION, date(2024, 9, 12))
    # 10 days from 12/8 would end on 22/8; 15/8 to 11/9 are 28 days more
    assert tasks(case) == [(Duty.FIRST_VERIFICATION, date(2024, 8, 2), date(2024, 9, 19))]


@pytest.mark.parametrize("finding", [Finding.NO_MEANS, Finding.IN_PRISON, Finding.UNKNOWN_ADDRESS])
def test_a_verification_without_means_asks_for_a_decision(db, make, tasks, verified, finding):
    case = make.case(date(2024, 8, 1))
    make.act(case, ActKind.VALID_NOTICE, date(2024, 8, 2))
    verified(case, date(2024, 9, 26), finding)
    assert tasks(case) == [(Duty.NO_MEANS_DECISION, date(2024, 9, 26), date(2024, 10, 3))]
    assert laws(db, case) == ["Nghị định 62/2015 Điều 9 khoản 4"]
    make.act(case, ActKind.NOT_YET_ENFORCEABLE, date(2024, 9, 27), ground="a")
    duty = Duty.LONG_VERIFICATION if finding.is_lasting else Duty.PERIODIC_VERIFICATION
    assert [found for found, *_ in tasks(case)] == [duty]
    make.act(case, ActKind.RESUMPTION, date(2024, 9, 28))
    assert tasks(case) == []  # the old minutes ask for nothing any more


@pytest.mark.parametrize(
    ("finding", "duty", "due"),
    [(Finding.NO_MEANS, Duty.PERIODIC_VERIFICATION, date(2024, 8, 12)),  # 10/8 is a Saturday
     (Finding.UNKNOWN_ADDRESS, Duty.LONG_VERIFICATION, date(2025, 2, 10)),
     (Finding.IN_PRISON, Duty.LONG_VERIFICATION, date(2025, 2, 10))],
)  # fmt: skip
def test_a_case_without_means_is_verified_again(db, make, tasks, verified, finding, duty, due):
    case = make.case(date(2024, 1, 2))
    make.act(case, ActKind.NOT_YET_ENFORCEABLE, date(2024, 2, 1), ground="a")
    assert tasks(case) == [
        (Duty.PERIODIC_VERIFICATION, date(2024, 2, 1), date(2024, 8, 1))
    ]  # from the decision, while nobody verified
    verified(case, date(2024, 2, 10), finding)
    assert tasks(case) == [(duty, date(2024, 2, 10), due)]
    assert laws(db, case) == [
        "Nghị định 62/2015 Điều 11 khoản 1",
        "Luật THADS 2008 Điều 44 khoản 2",
    ]


def test_a_postponement_past_its_day_is_to_be_ended(db, make, tasks):
    case = make.case(date(2024, 8, 1))
    make.act(case, ActKind.POSTPONEMENT, date(2024, 9, 2), ground="a", until=date(2024, 9, 25))
    assert tasks(case, date(2024, 9, 25)) == []  # still its last day
    due = [(Duty.RESUMPTION, date(2024, 9, 25), date(2024, 10, 2))]
    assert tasks(case, date(2024, 9, 26)) == due
    assert laws(db, case) == ["Luật THADS 2008 Điều 48 khoản 4"]
    make.act(case, ActKind.POSTPONEMENT, date(2024, 9, 26), ground="a", until=date(2024, 11, 1))
    assert tasks(case) == []  # postponed again
    make.act(case, ActKind.RESUMPTION, date(2024, 9, 27))
    assert Duty.RESUMPTION not in [duty for duty, *_ in tasks(case, date(2024, 12, 1))]


def test_what_is_postponed_item_by_item_is_resumed_item_by_item(make, tasks):
    case = make.case(date(2024, 8, 1), items=[1000, 2000])
    make.act(case, ActKind.VALID_NOTICE, date(2024, 8, 2))
    make.act(case, ActKind.VERIFICATION, date(2024, 8, 5))
    first, second = make.items(case)
    make.act(case, ActKind.POSTPONEMENT, date(2024, 9, 2), ground="a", until=date(2024, 9, 10),
             item=first)  # fmt: skip
    mine = (Duty.RESUMPTION, date(2024, 9, 10), date(2024, 9, 17))
    assert tasks(case) == [mine]  # though the case itself goes on with the second item
    make.act(case, ActKind.POSTPONEMENT, date(2024, 9, 3), ground="a", until=date(2024, 9, 25),
             item=second)  # fmt: skip
    other = (Duty.RESUMPTION, date(2024, 9, 25), date(2024, 10, 2))
    assert tasks(case) == [mine, other]
    make.act(case, ActKind.RESUMPTION, date(2024, 9, 16), item=first)
    assert tasks(case) == [other]


def test_money_is_paid_out_in_ten_days_the_oldest_first(db, make, tasks):
    case = make.case(date(2024, 8, 1), items=[1_000_000])
    make.act(case, ActKind.VALID_NOTICE, date(2024, 8, 2))
    make.act(case, ActKind.VERIFICATION, date(2024, 8, 5))
    make.money(case, 300_000, date(2024, 9, 2))
    make.money(case, 200_000, date(2024, 9, 20))
    assert tasks(case) == [(Duty.PAYOUT, date(2024, 9, 2), date(2024, 9, 12))]
    assert laws(db, case) == ["Luật THADS 2008 Điều 47 khoản 5"]
    make.money(case, 300_000, date(2024, 9, 23), kind=MovementKind.PAID_OUT)
    assert tasks(case) == [(Duty.PAYOUT, date(2024, 9, 20), date(2024, 9, 30))]
    make.money(case, 200_000, date(2024, 9, 24), kind=MovementKind.PAID_TO_BUDGET)
    assert tasks(case) == []


def test_a_collection_taken_back_asks_for_no_payment(make, tasks):
    case = make.case(date(2024, 8, 1), items=[1_000_000])
    make.act(case, ActKind.VALID_NOTICE, date(2024, 8, 2))
    make.act(case, ActKind.VERIFICATION, date(2024, 8, 5))
    make.money(case, 300_000, date(2024, 9, 2))
    make.money(case, 200_000, date(2024, 9, 20))
    make.money(case, 300_000, date(2024, 9, 21), kind=MovementKind.REVERSED)
    assert tasks(case) == [(Duty.PAYOUT, date(2024, 9, 20), date(2024, 9, 30))]


def test_money_of_a_completed_case_is_still_to_be_paid_item_by_item(make, tasks):
    case = make.case(date(2024, 8, 1), items=[300_000, (200_000, True)])
    first, second = make.items(case)
    make.money(case, 300_000, date(2024, 9, 2), item=first)
    make.money(case, 200_000, date(2024, 9, 25), item=second)
    assert tasks(case) == [
        (Duty.PAYOUT, date(2024, 9, 2), date(2024, 9, 12)),
        (Duty.PAYOUT, date(2024, 9, 25), date(2024, 10, 7)),  # 5/10 is a Saturday
    ]


def test_exhibits_wait_for_a_council_then_for_their_destruction(db, make, tasks):
    case = make.case(date(2024, 8, 1), items=[{"amount": 0}])
    make.act(case, ActKind.COMPLETION, date(2024, 8, 2))
    file = make.exhibits(case, date(2024, 8, 14))
    assert tasks(case) == [(Duty.DESTRUCTION_COUNCIL, date(2024, 8, 14), date(2024, 9, 16))]
    assert laws(db, case) == ["Luật THADS 2008 Điều 125 khoản 1"]
    make.exhibit_step(file, Exhibit.PUT_BEFORE, date(2024, 9, 20))
    assert tasks(case) == [(Duty.DESTRUCTION, date(2024, 9, 20), date(2024, 9, 30))]
    assert laws(db, case) == ["Nghị định 62/2015 Điều 33 khoản 1"]
    make.exhibit_step(file, Exhibit.DESTROYED, date(2024, 9, 26))
    assert tasks(case) == []


def test_a_judgment_waits_for_its_decision(db, make):
    judgment = make.judgment(received_on=date(2024, 9, 24), entered_at=MOMENT)
    [task] = of_no_case(db)
    assert (task.duty, task.subject_id) == (Duty.EX_OFFICIO_DECISION, judgment.id)
    assert (task.due, task.law) == (date(2024, 10, 1), "Luật THADS 2008 Điều 36 khoản 2")
    replacing = RegisterImport(
        purpose=ImportPurpose.REGISTER, file_name="so.xlsx", file_key="imports/so.xlsx",
        file_sha256="0" * 64, entered_at=MOMENT,
    )  # fmt: skip
    db.add(replacing)
    db.flush()
    case = make.case(date(2024, 9, 25), judgment_id=judgment.id, import_id=replacing.id)
    assert of_no_case(db) == []
    striking.strike(db, [case.id], by_import=replacing.id)
    striking.forget(db, [case.id])
    assert [task.subject_id for task in of_no_case(db)] == [judgment.id]
    assert queries.of_case(db, case.id, TODAY) == []  # a struck case asks for nothing
    striking.bring_back(db, [case.id])
    assert of_no_case(db) == []


def test_a_request_waits_for_an_answer_then_for_its_decision(db, make):
    unit, clerk = make.district(), make.user(Role.RECORDS_CLERK)
    terms = RequestTerms(
        received_on=date(2026, 8, 3), unit_id=unit.id, kind=RequestKind.REQUEST,
        channel=Channel.WRITTEN, requester="Bà Thử", creditor="Bà Thử", debtor="Ông Thử",
        content="Trả nợ", amount=1, judgment_id=None, stated_judgment="1/2026/DS-ST",
        enforceable_on=date(2026, 6, 5),
    )  # fmt: skip
    day = date(2026, 8, 31)
    request = requests.receive(db, terms, by=clerk, today=day)
    [task] = of_no_case(db)
    assert (task.duty, task.subject_id) == (Duty.REQUEST_COMPLETION, request.id)
    assert (task.due, task.law) == (date(2026, 8, 4), "Nghị định 152/2026 Điều 9 khoản 6")
    entry = StepTerms(kind=StepKind.ENTRY, day=date(2026, 8, 4))
    requests.take(db, request, entry, by=clerk, today=day)
    [task] = of_no_case(db)
    assert (task.duty, task.due) == (Duty.REQUEST_DECISION, date(2026, 8, 11))
    assert task.law == "Luật THADS 2025 Điều 34 khoản 3"
    [line] = queries.page(db, Wanted(), day).rows
    assert line.title == "Yêu cầu thi hành án nhận ngày 03/08/2026"
    withdrawn = StepTerms(kind=StepKind.WITHDRAWAL, day=date(2026, 8, 5), note="Rút")
    requests.take(db, request, withdrawn, by=clerk, today=day)
    assert of_no_case(db) == []


def of_no_case(db):
    """What is held of judgments and requests, once all that was entered is committed."""
    db.commit()
    assert readmodel.verify(db) is None
    held = select(*OpenDuty.__table__.c).where(OpenDuty.case_id.is_(None))
    return [Task(*row) for row in db.execute(held)]


def test_a_clock_older_than_the_law_kept_here_has_no_day(make, tasks):
    case = make.case(date(2007, 5, 2))
    assert tasks(case) == [(Duty.NOTICE, date(2007, 5, 2), None)]


def test_every_duty_has_one_source_and_its_form(template):
    found = [source.duty for source in SOURCES] + [duty for book in BOOKS for duty in book.duties]
    assert sorted(found) == sorted(DUTIES)
