"""A complaint goes from its receipt to its resolution, as the law of its day says (TT13/2021)."""

import io
from datetime import UTC, date, datetime, timedelta

import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from thads.cases.models import ActKind
from thads.complaints import actions, course, queries
from thads.complaints.clocks import DUTIES
from thads.complaints.models import Complaint, Source, StepKind
from thads.complaints.terms import ComplaintTerms, StepTerms
from thads.core.errors import RuleBroken
from thads.identity.models import Role
from thads.parties.models import Party, PartyRole
from thads.reports.summary.overseers import overseen
from thads.rules.complaints import Outcome, PetitionKind, Stage, Standing
from thads.rules.deadlines import Duty
from thads.worklists.models import OpenDuty

OLD, NEW = date(2024, 8, 5), date(2026, 8, 3)
TODAY, NOW = date(2026, 9, 30), datetime(2026, 9, 30, 5, tzinfo=UTC)
K = StepKind


def received(db, make, by, day: date = OLD, **said) -> Complaint:
    case = said.pop("case", None) or make.case(date(2024, 1, 8))
    is_complaint = said.get("kind", PetitionKind.COMPLAINT) is PetitionKind.COMPLAINT
    if is_complaint and said.get("standing", Standing.PARTY) is Standing.PARTY:
        said.setdefault("party_id", party_of(db, case).id)
    terms = {
        "kind": PetitionKind.COMPLAINT, "standing": Standing.PARTY, "stage": Stage.COERCION,
        "learned_on": day, "source": Source.POST, "sender_name": "Bà Khiếu Thử",
        "content": "Kê biên cả phần đất của người khác", "against": "Quyết định cưỡng chế",
    } | said  # fmt: skip
    terms = ComplaintTerms(unit_id=case.unit_id, received_on=day, **terms)
    made = actions.receive(db, terms, case, by=by, today=TODAY, now=NOW)
    db.commit()
    return queries.get(db, made.id)


def party_of(db, case, role: PartyRole = PartyRole.DEBTOR) -> Party:
    return db.scalars(select(Party).where(Party.case_id == case.id, Party.role == role)).one()


def owed(db) -> set[tuple[Duty, date]]:
    stmt = select(OpenDuty.duty, OpenDuty.due).where(OpenDuty.duty.in_(DUTIES))
    return {tuple(row) for row in db.execute(stmt)}


def step(db, complaint, kind: StepKind, day: date, by, **said) -> None:
    terms = StepTerms(kind=kind, day=day, **said)
    actions.take_step(db, complaint, terms, by=by, today=TODAY, now=NOW)
    db.commit()
    queries.get(db, complaint.id)


def test_who_has_no_standing_is_refused_with_the_rule_named_and_may_be_sent_on(db, make, chief):
    complaint = received(db, make, chief, standing=Standing.NONE)
    with pytest.raises(RuleBroken, match=r"không phải đương sự.*140.*141") as refused:
        step(db, complaint, K.ACCEPTED, OLD, chief)
    assert refused.value.code == "complaint.standing"
    db.rollback()
    complaint = queries.get(db, complaint.id)
    step(db, complaint, K.TRANSFERRED, date(2024, 8, 8), chief, body="UBND xã Thử")
    assert not complaint.is_open


@pytest.mark.parametrize(
    ("day", "stage", "last"),
    [
        (OLD, Stage.BEFORE, 15), (OLD, Stage.SECURITY, 10), (OLD, Stage.COERCION, 30),
        (NEW, Stage.BEFORE, 15), (NEW, Stage.FREEZE, 10), (NEW, Stage.AFTER, 30),
    ],
)  # fmt: skip
def test_a_complaint_outside_its_window_needs_an_obstacle(db, make, chief, day, stage, last):
    late = date.fromordinal(day.toordinal() - last - 5)  # beyond weekends at the window's end
    case = make.case(date(2024, 1, 8))
    complaint = received(db, make, chief, day, stage=stage, learned_on=late, case=case)
    with pytest.raises(RuleBroken, match="Thời hiệu khiếu nại hết ngày"):
        step(db, complaint, K.ACCEPTED, day, chief)
    db.rollback()
    excused = received(db, make, chief, day, stage=stage, learned_on=late, case=case,
                       obstacle="Nằm viện")  # fmt: skip
    step(db, excused, K.ACCEPTED, day, chief)
    assert excused.step(K.ACCEPTED) is not None


@pytest.mark.parametrize(
    ("stage", "due"),
    [
        (Stage.BEFORE, date(2024, 8, 20)), (Stage.FREEZE, date(2024, 8, 12)),
        (Stage.COERCION, date(2024, 9, 4)), (Stage.AFTER, date(2024, 8, 20)),
    ],
)  # fmt: skip
def test_the_time_for_the_resolution_follows_the_stage(db, make, chief, stage, due):
    """5/8/2024 was a Monday; 31/8 to 3/9 were days of rest, so 30 days end on 4/9 (L08 Đ.146)."""
    complaint = received(db, make, chief, stage=stage)
    assert course.clock(complaint).due == date(2024, 8, 12)  # 5 working days to accept
    step(db, complaint, K.ACCEPTED, OLD, chief)
    assert course.clock(complaint).due == due


def test_a_complex_one_gets_thirty_days_more_and_none_after_that(db, make, chief):
    complaint = received(db, make, chief, stage=Stage.BEFORE)
    step(db, complaint, K.ACCEPTED, OLD, chief)
    step(db, complaint, K.EXTENDED, date(2024, 8, 19), chief, days=30, note="Phải giám định")
    assert course.clock(complaint).due == date(2024, 9, 19)
    with pytest.raises(RuleBroken, match="nhiều nhất 0 ngày"):
        step(db, complaint, K.EXTENDED, date(2024, 9, 10), chief, days=1, note="Thêm nữa")


def test_a_complaint_halts_nothing_until_its_resolver_says_so(db, make, chief, sign_in):
    case = make.case(date(2024, 1, 8))
    complaint = received(db, make, chief, case=case)
    step(db, complaint, K.ACCEPTED, OLD, chief)
    page = sign_in(chief).get(f"/cases/{case.id}").text
    assert "Khiếu nại không tự làm dừng việc thi hành án" in page
    step(db, complaint, K.HALTED, date(2024, 8, 6), chief, number="3/QĐ", note="Sắp giao nhà")
    page = sign_in(chief).get(f"/cases/{case.id}").text
    assert "Đã tạm dừng quyết định, hành vi bị khiếu nại từ ngày 06/08/2024" in page
    assert "04/09/2024" in page


def test_a_second_complaint_needs_a_resolved_first_one_and_none_comes_upon_security(
    db, make, chief
):
    case = make.case(date(2024, 1, 8))
    first = received(db, make, chief, case=case)
    second = received(db, make, chief, case=case, first_id=first.id, learned_on=OLD)
    with pytest.raises(RuleBroken, match="lần đầu chưa có quyết định"):
        step(db, second, K.ACCEPTED, OLD, chief)
    db.rollback()
    step(db, queries.get(db, first.id), K.ACCEPTED, OLD, chief)
    step(db, queries.get(db, first.id), K.RESOLVED, OLD, chief, outcome=Outcome.WRONG, note="Giữ")
    second = queries.get(db, second.id)
    step(db, second, K.ACCEPTED, OLD, chief)
    assert course.clock(second).due == OLD + timedelta(45)
    step(db, second, K.RESOLVED, OLD, chief, outcome=Outcome.WRONG, note="Giữ")
    assert owed(db) == {  # TT13 Đ.14: sent in 3 and 7 working days, the second published in 15 days
        (Duty.COMPLAINT_SENDING, date(2024, 8, 8)),
        (Duty.SECOND_COMPLAINT_SENDING, date(2024, 8, 14)),
        (Duty.COMPLAINT_PUBLICATION, date(2024, 8, 20)),
    }
    first = queries.get(db, first.id)
    assert course.may_follow(first) == (K.SENT, K.STRUCK)
    step(db, first, K.SENT, date(2024, 8, 7), chief, note="Người khiếu nại, Viện kiểm sát")
    step(db, second, K.PUBLISHED, date(2024, 8, 9), chief, note="Niêm yết tại trụ sở")
    assert owed(db) == {(Duty.SECOND_COMPLAINT_SENDING, date(2024, 8, 14))}
    step(db, second, K.SENT, date(2024, 8, 12), chief, note="Người khiếu nại, Viện kiểm sát")
    assert owed(db) == set()
    with pytest.raises(RuleBroken, match="Không ghi"):
        step(db, second, K.SENT, date(2024, 8, 12), chief, note="Lần nữa")
    db.rollback()
    once = received(db, make, chief, case=case, first_id=first.id, stage=Stage.FREEZE)
    with pytest.raises(RuleBroken, match="chỉ giải quyết một lần"):
        step(db, once, K.ACCEPTED, OLD, chief)


@pytest.mark.parametrize(
    ("people", "named", "fits"),
    [(4, 0, True), (5, 0, False), (5, 2, True), (10, 3, False), (11, 5, True), (11, 6, False)],
)
def test_many_people_are_spoken_for_by_few(db, make, chief, people, named, fits):
    """NĐ152 Đ.77: five to ten people by at most two, from eleven on by at most five."""
    names = tuple(f"Đại diện {n}" for n in range(named))
    if fits:
        assert len(received(db, make, chief, NEW, people=people, representatives=names)
                   .representatives) == named  # fmt: skip
    else:
        with pytest.raises(RuleBroken, match="người đại diện"):
            received(db, make, chief, NEW, people=people, representatives=names)


def test_a_denunciation_has_the_times_of_both_laws(db, make, chief):
    for day, accepting, resolving in (
        (OLD, date(2024, 8, 14), date(2024, 10, 4)), (NEW, date(2026, 8, 12), date(2026, 9, 3)),
    ):  # fmt: skip
        one = received(db, make, chief, day, kind=PetitionKind.DENUNCIATION, standing=None,
                       stage=None, learned_on=None)  # fmt: skip
        assert course.clock(one).due == accepting  # 7 working days
        step(db, one, K.ACCEPTED, day, chief)
        assert course.clock(one).due == resolving  # 60 days, under the law of 2025 thirty
        step(db, one, K.RESOLVED, day, chief, outcome=Outcome.WRONG, note="Không vi phạm")
        assert [running.due - day for running in course.clocks(one)] == [
            timedelta(7),
            timedelta(9),
        ]  # 5 and 7 working days from a Monday (TT13 Đ.24)


def exported(browser, address: str) -> set[str]:
    book = load_workbook(io.BytesIO(browser.get(address).data))
    rows = book.worksheets[0].iter_rows(values_only=True)
    return {str(cell) for row in rows for cell in row}


def test_who_denounced_is_read_by_the_head_and_the_handler_only(db, make, chief, sign_in):
    handler, other = make.user(Role.EXAMINER, unit=make.district()), make.user(Role.RECORDS_CLERK)
    one = received(db, make, chief, kind=PetitionKind.DENUNCIATION, standing=None, stage=None,
                   learned_on=None, sender_name="Ông Tố Giác", handler_id=handler.id)  # fmt: skip
    shown = {
        person.role: "Ông Tố Giác" in sign_in(person).get(f"/complaints/{one.id}").text
        for person in (chief, handler, other)
    }
    assert shown == {Role.UNIT_HEAD: True, Role.EXAMINER: True, Role.RECORDS_CLERK: False}
    asked = "/exports/registers/complaints?purpose=work"
    told = [exported(sign_in(person), asked) for person in (chief, other)]
    assert ["Ông Tố Giác" in cells for cells in told] == [True, False]
    assert "Được giữ bí mật" in told[1]


def test_a_duplicate_is_merged_into_one_of_the_same_kind(db, make, chief):
    case = make.case(date(2024, 1, 8))
    first, again = received(db, make, chief, case=case), received(db, make, chief, case=case)
    other = received(db, make, chief, case=case, kind=PetitionKind.PETITION, standing=None,
                     stage=None, learned_on=None)  # fmt: skip
    with pytest.raises(RuleBroken, match="cùng loại"):
        step(db, again, K.MERGED, OLD, chief, into_id=other.id)
    db.rollback()
    again = queries.get(db, again.id)
    step(db, again, K.MERGED, OLD, chief, into_id=first.id)
    assert not again.is_open


def test_an_act_of_another_case_is_not_what_is_complained_of(db, make, chief):
    elsewhere = make.act(make.case(date(2024, 1, 9)), ActKind.VALID_NOTICE, date(2024, 2, 6))
    with pytest.raises(RuleBroken, match="không thuộc hồ sơ"):
        received(db, make, chief, act_id=elsewhere.id)


def test_who_complains_is_a_party_of_the_case_and_stands_towards_it_as_is_said(db, make, chief):
    """Đương sự are those of the enforcement decision (L08 Đ.3, Đ.140 k.1)."""
    case, other = make.case(date(2024, 1, 8)), make.case(date(2024, 1, 9))
    creditor, stranger = party_of(db, case, PartyRole.CREDITOR), party_of(db, other)
    db.commit()
    for said, code in (
        ({"party_id": None}, "complaint.party_needed"),
        ({"party_id": stranger.id}, "complaint.party"),
        ({"party_id": creditor.id, "standing": Standing.RELATED}, "complaint.standing_differs"),
        ({"party_id": creditor.id, "kind": PetitionKind.DENUNCIATION}, "complaint.party"),
    ):
        with pytest.raises(RuleBroken) as refused:
            received(db, make, chief, case=case, **said)
        assert refused.value.code == code
        db.rollback()
    assert received(db, make, chief, case=case, party_id=creditor.id).party == creditor


def test_a_complaint_goes_from_its_receipt_into_the_monthly_summary(db, make, chief, sign_in):
    make.province()
    case = make.case(date(2024, 1, 8), judgment_id=make.judgment().id)
    debtor = party_of(db, case)
    db.commit()
    browser = sign_in(chief)
    assert "Nhận đơn về việc này" in browser.get(f"/cases/{case.id}").text
    answer = browser.post(f"/complaints/new?case={case.id}", data={
        "unit": str(case.unit_id), "kind": "complaint", "received_on": "05/08/2024",
        "source": "post", "sender_name": "Bà Khiếu Thử", "people": "1",
        "against": "Hành vi kê biên",
        "standing": "party", "party": str(debtor.id), "stage": "coercion",
        "learned_on": "01/08/2024", "content": "Sai",
    })  # fmt: skip
    assert answer.status_code == 303, answer.text
    address = answer.location
    said = {"day": "06/08/2024", "signer": str(chief.id), "signing_mode": "head"}
    answer = browser.post(f"{address}/decisions/accepted", data={**said, "number": "1/TB"})
    assert answer.status_code == 303, answer.text
    resolved = {**said, "day": "20/08/2024", "outcome": "partly", "note": "Trả lại phần đất"}
    assert browser.post(f"{address}/decisions/resolved", data=resolved).status_code == 303
    sent = {"day": "22/08/2024", "note": "Người khiếu nại, Viện kiểm sát"}
    assert browser.post(f"{address}/steps/sent", data=sent).status_code == 303
    page = browser.get(address).text
    assert "đúng một phần" in page
    assert f"{debtor.name}</a>, người phải thi hành án" in page
    assert browser.get("/complaints/?state=ended&kind=complaint").text.count("Hành vi kê biên") == 1
    assert "Hành vi kê biên" not in browser.get("/complaints/?state=open").text
    made = browser.post(f"{address}/papers/thong-bao-thu-ly-khieu-nai")
    assert made.status_code == 303, made.text
    assert "/jobs/" in made.location
    found = overseen(db, date(2023, 10, 1), date(2024, 9, 30), date(2024, 9, 30))
    (whole, line) = found["forms"]["complaints"]["rows"]
    assert (whole["figures"], line["name"]) == (line["figures"], "Khiếu nại")
    assert line["figures"] == [1, 0, 1, 1, 0, 0, 1, 0, 0, 0]
    assert found["late"]["complaints"] == {"late": 0, "due": 0}
