"""What asks for a decision is received, examined, refused or followed by a case (L25 Đ.34)."""

from datetime import date

import pytest
from sqlalchemy import select

from tests.requests.conftest import TODAY
from thads.audit.models import AuditEntry
from thads.cases.actions.terms import Docketing, ItemTerms, PartyTerms
from thads.cases.models import ActKind, Case, Initiation, ItemKind, JudgmentKind
from thads.core.errors import RuleBroken
from thads.parties.models import Party, PartyKind, PartyRole
from thads.requests import actions, queries
from thads.requests.models import Channel, RequestKind, RequestStanding, RequestStep, StepKind
from thads.requests.queries import RequestFilter
from thads.requests.standing import clock_of, limitation_of, standing
from thads.rules.deadlines import Duty
from thads.rules.pauses import Pause


def decision(request, day=date(2026, 8, 5), **given) -> Docketing:
    terms = {
        "unit_id": request.unit_id, "docketed_on": day, "initiation": Initiation.ON_REQUEST,
        "kind": JudgmentKind.CIVIL,
        "parties": (
            PartyTerms(role=PartyRole.DEBTOR, kind=PartyKind.PERSON, name="Ông Phải Thử"),
            PartyTerms(role=PartyRole.CREDITOR, kind=PartyKind.PERSON, name="Bà Được Thử"),
        ),
        "items": (ItemTerms(kind=ItemKind.DEBT, amount=50_000_000),),
    }  # fmt: skip
    return Docketing(**{**terms, **given})


def accept(desk, request, **given) -> Case:
    terms = decision(request, **given)
    return actions.accept(desk.db, request, terms, by=desk.by, today=TODAY)


def refused(code: str):
    return pytest.raises(RuleBroken, check=lambda broken: broken.code == code)


def now(desk, request) -> RequestStanding:
    return standing(queries.steps_of(desk.db, request.id))


def test_a_request_is_examined_entered_and_followed_by_its_case(desk, db):
    request = desk.receive(date(2026, 8, 3))
    assert clock_of(request, []).due == date(2026, 8, 4)  # 1 working day, NĐ152 Đ.9 k.6

    asked = desk.step(request, StepKind.COMPLETION_ASKED, date(2026, 8, 4), note="Thiếu bản án")
    assert clock_of(request, [asked]) is None  # the requester's turn
    entry = desk.step(request, StepKind.ENTRY, date(2026, 8, 10))
    running = clock_of(request, queries.steps_of(db, request.id))
    assert (entry.number, entry.book_year) == (1, 2026)
    assert (running.rule.duty, running.due) == (Duty.REQUEST_DECISION, date(2026, 8, 17))

    case = accept(desk, request, day=date(2026, 8, 12))
    assert now(desk, request) is RequestStanding.ACCEPTED
    assert (case.initiation, case.judgment_id) == (Initiation.ON_REQUEST, request.judgment_id)
    assert queries.of_case(db, case.id).requested_on == date(2026, 8, 3)
    acts = set(db.scalars(select(AuditEntry.act)))
    assert {"request.received", "request.entry", "request.acceptance", "case.docketed"} <= acts


def test_the_decision_waits_for_the_judgment_too(desk, db, make):
    later = make.judgment(judged_on=date(2026, 6, 1), received_on=date(2026, 8, 20))
    request = desk.entered(date(2026, 8, 3), judgment_id=later.id)
    found = queries.get(db, request.id, scope=None)
    assert clock_of(found, found.steps).due == date(2026, 8, 26)  # 5 working days: 22/08 is one


@pytest.mark.parametrize(
    ("channel", "asked", "code"),
    [
        (Channel.WRITTEN, date(2026, 8, 1), "request.asked_in_person"),
        (Channel.POST, None, "request.no_postmark"),
        (Channel.DIGITAL, date(2026, 8, 4), "request.asked_after"),
    ],
)
def test_the_channel_says_which_day_counts(desk, channel, asked, code):
    with refused(code):
        desk.receive(date(2026, 8, 3), channel=channel, requested_on=asked)


def test_the_postmark_is_the_day_of_the_request(desk):
    request = desk.receive(date(2026, 8, 3), channel=Channel.POST, requested_on=date(2026, 7, 30))
    assert request.requested_on == date(2026, 7, 30)


def test_a_refusal_names_a_ground_of_the_law_of_its_day_and_makes_no_case(desk, db):
    request = desk.entered()
    with refused("request.ground"):
        desk.step(request, StepKind.REFUSAL, date(2026, 8, 4), ground="g")
    with refused("request.in_time"):  # the limitation runs until 05/06/2031
        desk.step(request, StepKind.REFUSAL, date(2026, 8, 4), ground="d")
    desk.step(request, StepKind.REFUSAL, date(2026, 8, 4), ground="C")
    assert now(desk, request) is RequestStanding.REFUSED
    with refused("request.wrong_order"):
        accept(desk, request)
    assert db.scalar(select(Case)) is None


def test_the_old_law_counts_the_decision_from_receipt_and_has_three_grounds(desk):
    request = desk.receive(date(2026, 6, 15), enforceable_on=date(2026, 6, 1))
    assert clock_of(request, []).rule.duty is Duty.REQUEST_DECISION
    with refused("request.ground"):
        desk.step(request, StepKind.REFUSAL, date(2026, 6, 16), ground="đ")
    desk.step(request, StepKind.REFUSAL, date(2026, 6, 16), ground="b")


def test_the_limitation_is_five_years_and_grows_by_what_is_left_out(desk, make):
    old = make.judgment(judged_on=date(2021, 1, 4))
    late = desk.entered(judgment_id=old.id, enforceable_on=date(2021, 7, 1))
    assert limitation_of(late, []).last == date(2026, 7, 1)
    with refused("request.limitation_over"):
        accept(desk, late)
    with refused("request.interval"):
        desk.step(late, StepKind.EXCLUDED_TIME, date(2026, 8, 4), note="Lũ", pause=Pause.POSTPONED)
    desk.step(
        late, StepKind.EXCLUDED_TIME, date(2026, 8, 4), note="Lũ quét, xác nhận của UBND xã",
        pause=Pause.FORCE_MAJEURE, first_day=date(2024, 9, 8), last_day=date(2024, 11, 6),
    )  # fmt: skip
    assert limitation_of(late, queries.steps_of(desk.db, late.id)).last == date(
        2026, 9, 3
    )  # 30/08, moved past the holiday
    accept(desk, late)


def test_only_what_the_law_leaves_out_is_left_out(desk, make):
    request = desk.entered(date(2026, 8, 3), enforceable_on=date(2026, 7, 6))
    with refused("request.counts"):  # NĐ152 Đ.10 k.2 names no postponement
        desk.step(request, StepKind.EXCLUDED_TIME, date(2026, 8, 4), note="Hoãn",
                  pause=Pause.POSTPONED, first_day=date(2026, 7, 8),
                  last_day=date(2026, 7, 9))  # fmt: skip


def returned_case(make, judgment) -> Case:
    case = make.case(date(2024, 1, 5), judgment_id=judgment.id)
    make.act(case, ActKind.NOT_YET_ENFORCEABLE, date(2024, 3, 1), ground="a")
    make.act(case, ActKind.REQUEST_RETURN, date(2026, 7, 10), ground="2")
    return case


def test_what_was_sent_back_may_be_asked_again_without_limitation_and_is_not_refused(
    desk, make, judgment
):
    case = returned_case(make, judgment)
    with refused("request.no_means"):
        desk.receive(returned_case_id=case.id, enforceable_on=None)
    again = desk.entered(returned_case_id=case.id, enforceable_on=None, means="Có đất mới mua")
    assert limitation_of(again, []) is None
    with refused("request.may_not_be_refused"):
        desk.step(again, StepKind.REFUSAL, date(2026, 8, 4), ground="a")
    assert accept(desk, again).id != case.id


def test_a_case_that_was_not_sent_back_is_no_reason(desk, make, judgment):
    with refused("request.not_returned"):
        desk.receive(returned_case_id=make.case(judgment_id=judgment.id).id, means="Có đất")


def test_an_entrustment_received_makes_an_entrusted_case_and_is_refused_for_one_ground(desk):
    given = {
        "kind": RequestKind.ENTRUSTMENT, "requester": "THADS tỉnh Thử", "channel": Channel.POST,
        "requested_on": date(2026, 8, 1), "enforceable_on": None,
    }  # fmt: skip
    with refused("request.no_reference"):
        desk.receive(**given)
    request = desk.entered(reference="12/QĐ-THADS ngày 30/7/2026", **given)
    assert clock_of(request, queries.steps_of(desk.db, request.id)).due == date(2026, 8, 10)
    with refused("request.ground"):
        desk.step(request, StepKind.REFUSAL, date(2026, 8, 4), ground="a")
    with refused("request.entrusted_in"):
        accept(desk, request)
    assert accept(desk, request, entrusted_in=True).entrusted_in


def test_a_private_office_hands_files_over_under_the_new_law_only(desk):
    given = {"kind": RequestKind.PRIVATE_FILE, "requester": "Văn phòng Thử", "reference": "3/VP",
             "enforceable_on": None}  # fmt: skip
    with refused("request.no_private_office"):
        desk.receive(date(2026, 6, 30), **given)
    request = desk.entered(date(2026, 7, 1), **given)
    assert clock_of(request, queries.steps_of(desk.db, request.id)).due == date(2026, 7, 8)
    with refused("request.not_refusable"):
        desk.step(request, StepKind.REFUSAL, date(2026, 7, 2), ground="a")


def test_what_its_parties_gave_up_is_not_enforced_again(desk, make, judgment):
    case = make.case(date(2026, 7, 1), judgment_id=judgment.id)
    make.act(case, ActKind.DISCONTINUANCE, date(2026, 7, 20), ground="4")
    request = desk.entered()
    debtor = next(p.name for p in case_parties(desk.db, case) if p.role is PartyRole.DEBTOR)
    again = (PartyTerms(role=PartyRole.DEBTOR, kind=PartyKind.PERSON, name=debtor),)
    with refused("request.renounced"):
        accept(desk, request, parties=again)
    other = (ItemTerms(kind=ItemKind.MAINTENANCE, amount=1_000_000),)
    accept(desk, request, parties=again, items=other)


def case_parties(db, case):
    return db.scalars(select(Party).where(Party.case_id == case.id)).all()


def test_a_decision_waits_until_the_duty_is_due(desk):
    request = desk.entered(enforceable_on=date(2026, 8, 20))
    with refused("request.not_due"):
        accept(desk, request)


def test_a_step_sent_twice_is_taken_once_and_one_before_the_last_is_refused(desk, db):
    request = desk.receive()
    for _ in range(2):
        desk.step(request, StepKind.ENTRY, date(2026, 8, 5), submission_key="k")
    assert len(queries.steps_of(db, request.id)) == 1
    with refused("request.day"):
        desk.step(request, StepKind.WITHDRAWAL, date(2026, 8, 4), note="Rút đơn")


def test_numbers_run_on_in_each_book_and_none_is_used_twice(desk, db):
    first, second = desk.entered(), desk.receive()
    with refused("request.number_taken"):
        desk.step(second, StepKind.ENTRY, date(2026, 8, 3), number=1)
    desk.step(second, StepKind.ENTRY, date(2026, 8, 3))
    numbers = db.scalars(select(RequestStep.number).order_by(RequestStep.number)).all()
    assert numbers == [1, 2]
    assert first.id != second.id


def test_the_book_is_filtered_and_the_late_are_counted_of_the_open(desk, db):
    waiting = desk.entered(date(2026, 8, 3))  # due 10/08
    desk.receive(date(2026, 8, 28), requester="Nguyễn Thị Ánh")
    asked = desk.receive(date(2026, 8, 3))
    desk.step(asked, StepKind.COMPLETION_ASKED, date(2026, 8, 3), note="Thiếu chữ ký")
    done = desk.entered()
    accept(desk, done)

    def found(**wanted):
        return queries.requests(db, RequestFilter(**wanted), scope=None)

    assert queries.late(db, TODAY, scope=None) == (1, 3)
    assert [r.id for r in found(standing=RequestStanding.ENTERED).rows] == [waiting.id]
    assert [r.id for r in found(standing=RequestStanding.ACCEPTED).rows] == [done.id]
    assert found(standing=RequestStanding.RECEIVED).total == 1
    assert [r.id for r in found(text="15/2026/DS").rows if r.judgment_id] == [
        r.id for r in found().rows
    ]
    assert found(text="thi anh").total == 0  # no name stands in an address
    assert found().sums == {"amount": 200_000_000}
