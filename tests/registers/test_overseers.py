"""The procuracy's papers, state compensation, administrative judgments: what is owed, by when."""

import re
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select

from thads.administrative import actions as watching
from thads.administrative.actions import JudgmentTerms
from thads.administrative.models import DutyBody
from thads.administrative.models import StepKind as Watched
from thads.compensation import actions as claims
from thads.compensation import queries as claim_queries
from thads.compensation.actions import ClaimTerms
from thads.compensation.models import Place
from thads.compensation.models import StepKind as Money
from thads.core.errors import RuleBroken
from thads.formbook.queries import sheet
from thads.protests import actions as protests
from thads.protests import queries as protest_queries
from thads.protests.actions import PointTerms, ProtestTerms, StepTerms
from thads.protests.models import Answer, PaperKind, StepKind
from thads.rules.deadlines import Duty
from thads.statistics.subject import Subject
from thads.worklists.models import OpenDuty

RECEIVED, TODAY = date(2024, 8, 5), date(2024, 9, 30)
NOW = datetime(2024, 9, 30, 5, tzinfo=UTC)


@pytest.fixture
def protest(db, make, chief):
    """A protest received on a Monday."""
    terms = ProtestTerms(
        unit_id=make.district().id, received_on=RECEIVED, kind=PaperKind.PROTEST,
        body="VKSND huyện Thử", number="5/KN-VKS", issued_on=date(2024, 8, 1),
        content="Sai kê biên",
    )  # fmt: skip
    made = protests.receive(db, terms, None, by=chief, today=TODAY, now=NOW)
    db.commit()
    return protest_queries.get(db, made.id)


def owed(db) -> list[tuple[Duty, date]]:
    return [tuple(row) for row in db.execute(select(OpenDuty.duty, OpenDuty.due))]


def answered(db, protest, chief, answer: Answer, day: date) -> None:
    terms = StepTerms(kind=StepKind.ANSWERED, day=day, answer=answer, note="Nêu lý do")
    protests.take_step(db, protest, terms, by=chief, today=TODAY, now=NOW)
    db.commit()


def test_a_protest_is_answered_in_fifteen_days_and_acted_on_in_five(db, make, protest, chief):
    """L08 Đ.161 k.1; both stand in the lists of duties until they are done."""
    assert owed(db) == [(Duty.PROTEST_ANSWER, date(2024, 8, 20))]
    answered(db, protest, chief, Answer.PARTLY, date(2024, 8, 16))
    assert owed(db) == [(Duty.PROTEST_ACTION, date(2024, 8, 23))]
    terms = PointTerms(content="Giải tỏa", owner_id=chief.id, due_on=date(2024, 8, 24))
    with pytest.raises(RuleBroken, match="trước hết ngày 23/08/2024"):
        protests.set_point(db, protest, terms, by=chief, now=NOW)
    db.rollback()
    terms = PointTerms(content="Giải tỏa", owner_id=chief.id, due_on=date(2024, 8, 21))
    point = protests.set_point(db, protest, terms, by=chief, now=NOW)
    db.commit()
    assert owed(db) == [(Duty.PROTEST_ACTION, date(2024, 8, 21))]
    assert protest_queries.lateness(db, TODAY, None) == (1, 1)
    point = protest_queries.point(db, point.id)
    protests.carry_out(
        db, protest, point, date(2024, 8, 20), "Đã giải tỏa", by=chief, today=TODAY, now=NOW
    )
    db.commit()
    assert owed(db) == []
    assert protest_queries.lateness(db, TODAY, None) == (0, 0)


def test_what_is_not_accepted_is_not_carried_out_but_may_go_to_the_agency_above(db, protest, chief):
    answered(db, protest, chief, Answer.REJECTED, date(2024, 8, 16))
    terms = PointTerms(content="Giải tỏa", owner_id=chief.id, due_on=date(2024, 8, 21))
    with pytest.raises(RuleBroken, match="Chưa có văn bản chấp nhận"):
        protests.set_point(db, protest, terms, by=chief, now=NOW)
    db.rollback()
    told = StepTerms(kind=StepKind.REPORTED, day=date(2024, 8, 19), note="Báo cáo Cục")
    protests.take_step(db, protest, told, by=chief, today=TODAY, now=NOW)
    db.commit()
    assert protest.last.kind is StepKind.REPORTED
    assert owed(db) == [(Duty.PROTEST_REVIEW, date(2024, 9, 18))]  # 30 days (L08 Đ.161 k.2)


def test_no_more_is_paid_than_was_decided(db, make, chief):
    terms = ClaimTerms(
        unit_id=make.district().id, received_on=RECEIVED, place=Place.AGENCY,
        claimant_name="Bà Thiệt Thử", ground="Bán nhầm tài sản", asked=90_000_000,
    )  # fmt: skip
    claim = claims.receive(db, terms, None, by=chief, today=TODAY, now=NOW)

    def step(kind: Money, amount: int | None = None) -> None:
        told = claims.StepTerms(kind=kind, day=RECEIVED, amount=amount, note="Theo quyết định")
        claims.take_step(db, claim, told, by=chief, today=TODAY, now=NOW)

    step(Money.ACCEPTED)
    with pytest.raises(RuleBroken, match="Không ghi"):
        step(Money.PAID, 1)
    for kind in (Money.VERIFIED, Money.NEGOTIATING):
        step(kind)
    step(Money.SETTLED, 60_000_000)
    for kind in (Money.IN_FORCE, Money.FUNDING):
        step(kind)
    step(Money.PAID, 40_000_000)
    with pytest.raises(RuleBroken, match=r"Còn 20\.000\.000 đ chưa chi trả"):
        step(Money.COUNCIL)
    with pytest.raises(RuleBroken, match=r"Chỉ còn 20\.000\.000 đ"):
        step(Money.PAID, 20_000_001)
    step(Money.REIMBURSED, 5_000_000)
    db.commit()
    found = claim_queries.get(db, claim.id)
    assert [found.sum_of(kind) for kind in (Money.SETTLED, Money.PAID, Money.REIMBURSED)] == [
        60_000_000, 40_000_000, 5_000_000,
    ]  # fmt: skip


def test_a_claim_has_a_time_for_each_step_and_goes_to_court_where_nothing_is_agreed(
    db, make, chief, sign_in
):
    """Luật 10/2017 Đ.43, 45, 46, 52, 62, 66, from Monday 5/8/2024 on; 31/8 to 3/9 are free days."""
    browser = sign_in(chief)
    data = {"unit": str(make.district().id), "received_on": "05/08/2024", "place": "agency",
            "claimant_name": "Bà Thiệt Thử", "ground": "Bán nhầm", "asked": "90000000"}  # fmt: skip
    db.commit()
    page = browser.post("/compensation/new", data=data).location

    def told(kind: str, day: str, **said: str) -> list[tuple[Duty, date]]:
        answer = browser.post(f"{page}/steps/{kind}", data={"day": day, "note": "a", **said})
        assert answer.status_code == 303, answer.text
        found = owed(db)
        db.commit()
        return found

    assert owed(db) == [(Duty.COMPENSATION_ACCEPTANCE, date(2024, 8, 7))]
    db.commit()
    verify = (Duty.COMPENSATION_VERIFICATION, date(2024, 8, 21))
    assert told("accepted", "06/08/2024") == [verify]
    negotiate = (Duty.COMPENSATION_NEGOTIATION, date(2024, 8, 14))
    assert told("verified", "12/08/2024") == [negotiate]
    assert told("negotiating", "13/08/2024") == [(Duty.COMPENSATION_SETTLEMENT, date(2024, 8, 23))]
    assert "Quá hạn 1/1 yêu cầu" in browser.get("/compensation/").text
    assert told("failed", "20/08/2024") == []
    text = browser.get(page).text
    assert "04/09/2024" in text  # fifteen days in which to sue
    assert told("sued", "28/08/2024") == []
    assert told("settled", "09/09/2024", amount="30000000") == []
    fund = (Duty.COMPENSATION_FUNDING, date(2024, 9, 13))
    assert told("in_force", "11/09/2024") == [fund]
    assert told("funding", "12/09/2024") == []
    council = (Duty.REIMBURSEMENT_COUNCIL, date(2024, 9, 26))
    assert told("paid", "16/09/2024", amount="30000000") == [council]
    assert "paid" not in re.findall(r"/steps/(\w+)", browser.get(page).text)
    assert told("council", "20/09/2024") == []
    lines = {one.code: one.cells for one in sheet(db, 11, TODAY, Subject()).lines}
    assert (lines["D01"][0], list(lines["D02"][:4])) == (0, [1, 0, 1, 1])


def test_a_watched_judgment_is_looked_at_again_on_the_promised_day(db, make, chief, officer):
    terms = JudgmentTerms(
        unit_id=make.district().id, received_on=RECEIVED, body=DutyBody.COMMUNE, number="2/HC-ST",
        judged_on=date(2024, 7, 1), court="TAND tỉnh", debtor_body="UBND xã Thử",
        creditor_name="Ông Được Thử", content="Cấp lại giấy", check_on=date(2024, 9, 5),
        watcher_id=officer.id,
    )  # fmt: skip
    watched = watching.receive(db, terms, None, by=chief, today=TODAY, now=NOW)
    db.commit()
    assert owed(db) == [(Duty.ADMINISTRATIVE_URGING, date(2024, 9, 5))]
    urged = watching.StepTerms(kind=Watched.URGED, day=date(2024, 9, 4), number="7/CV")
    with pytest.raises(RuleBroken, match="ngày đôn đốc, kiểm tra tiếp"):
        watching.take_step(db, watched, urged, by=chief, today=TODAY, now=NOW)
    db.rollback()
    urged = watching.StepTerms(
        kind=Watched.URGED, day=date(2024, 9, 4), number="7/CV", check_on=date(2024, 10, 4)
    )
    watching.take_step(db, watched, urged, by=chief, today=TODAY, now=NOW)
    db.commit()
    assert owed(db) == [(Duty.ADMINISTRATIVE_URGING, date(2024, 10, 4))]
    done = watching.StepTerms(kind=Watched.DONE, day=date(2024, 9, 20), note="Đã cấp giấy")
    watching.take_step(db, watched, done, by=chief, today=TODAY, now=NOW)
    db.commit()
    assert owed(db) == []
