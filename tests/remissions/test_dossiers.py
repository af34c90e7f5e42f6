"""A dossier goes its way through procuracy and court, and its result is written into the case."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from tests.remissions.test_finder import verified
from tests.remissions.told import answered
from thads.cases import queries as cases
from thads.cases.models import ActKind, CaseAct, SigningMode, Standing
from thads.core.errors import RuleBroken
from thads.identity.models import Role
from thads.interest import actions as interest
from thads.interest import queries as statements
from thads.interest.actions import ClauseTerms
from thads.interest.models import InterestStart
from thads.periods import actions as periods
from thads.periods import guard
from thads.remissions import actions, course, queries
from thads.remissions.actions import DossierTerms, StepTerms
from thads.remissions.conditions import State
from thads.remissions.models import RemissionDossier, StepKind
from thads.rules.deadlines import Duty
from thads.rules.remission_papers import PaperNeeded
from thads.verification.models import Finding

OLD, NEW = date(2024, 9, 30), date(2026, 9, 30)
K = StepKind


@pytest.fixture
def head(make):
    return make.user(Role.UNIT_HEAD)


@pytest.fixture
def province(make):
    """Under the new law the agency is the province's: its head signs."""
    return make.user(Role.PROVINCE_HEAD)


@pytest.fixture
def officer(make):
    return make.user()


def owed(db, make, officer, day: date, amount: int, *, paid: int = 0):
    """A court fee of eleven years ago, without means since last month, with its papers."""
    case = make.case(
        date(day.year - 11, 3, 4), [(amount, True)], officer=officer,
        judgment_id=make.judgment().id,
    )  # fmt: skip
    if paid:
        make.money(case, paid, date(day.year - 10, 3, 4))
    make.act(case, ActKind.NOT_YET_ENFORCEABLE, date(day.year - 9, 3, 4), ground="a")
    verified(db, make, case, date(day.year, 7, 10), Finding.NO_MEANS)
    db.commit()
    return case


def asked(db, make, case, way: str, day: date, officer, **given) -> RemissionDossier:
    terms = DossierTerms(item_id=make.items(case)[0].id, way=way, opened_on=day, **given)
    made = actions.open_dossier(
        db, cases.get(db, case.id, scope=None), terms, by=officer, today=NEW
    )  # fmt: skip
    return queries.get(db, made.id)


def step(db, case, dossier, kind: StepKind, day: date, by, **said) -> None:
    loaded = cases.get(db, case.id, scope=None)
    terms = StepTerms(kind=kind, day=day, **said)
    actions.take_step(db, loaded, dossier, terms, by=by, today=NEW)
    db.commit()
    queries.get(db, dossier.id)


def until_court(db, case, dossier, year: int, officer, signer) -> None:
    """Sent, agreed to, signed, filed and registered in one August."""
    step(db, case, dossier, K.SENT, date(year, 8, 3), officer, body="VKSND khu vực 1")
    step(db, case, dossier, K.OPINION, date(year, 8, 10), officer, agrees=True)
    step(db, case, dossier, K.SIGNED, date(year, 8, 11), signer, body="TAND khu vực 1",
         signer_id=signer.id, signing_mode=SigningMode.HEAD)  # fmt: skip
    step(db, case, dossier, K.FILED, date(year, 8, 12), officer, body="TAND khu vực 1")
    step(db, case, dossier, K.REGISTERED, date(year, 8, 13), officer)


def decided(db, case, dossier, year: int, amount: int, officer) -> None:
    step(db, case, dossier, K.DECIDED, date(year, 8, 20), officer, number="9/QĐ-TA",
         body="TAND khu vực 1", amount=amount)  # fmt: skip
    step(db, case, dossier, K.NOTIFIED, date(year, 8, 24), officer)


def test_an_exemption_ends_the_item_under_the_old_law(db, make, officer, head):
    case = owed(db, make, officer, OLD, 4_000_000)
    dossier = asked(db, make, case, "1.5", date(2024, 8, 1), officer)
    assert dossier.amount == 4_000_000
    until_court(db, case, dossier, 2024, officer, head)
    decided(db, case, dossier, 2024, 4_000_000, officer)
    assert [(c.rule.duty, c.due) for c in course.clocks(dossier)] == [
        (Duty.FORGIVENESS_PROTEST, date(2024, 9, 4)),  # 31/8 to 3/9 were days of rest
        (Duty.FORGIVENESS_PROTEST_ABOVE, date(2024, 9, 9)),  # 8/9 is a Sunday
    ]
    with pytest.raises(RuleBroken, match="hết ngày 09/09/2024"):
        step(db, case, dossier, K.IN_FORCE, date(2024, 9, 9), officer)
    with pytest.raises(RuleBroken, match="quyết định đình chỉ"):
        step(db, case, dossier, K.IN_FORCE, date(2024, 9, 10), officer)
    step(db, case, dossier, K.IN_FORCE, date(2024, 9, 10), officer, decision_number=77,
         signer_id=head.id, signing_mode=SigningMode.HEAD)  # fmt: skip
    now = cases.history_of(cases.get(db, case.id, scope=None)).items[0].now
    assert (now.forgiven, now.remaining, now.standing) == (4_000_000, 0, Standing.DISCONTINUED)
    act = db.get(CaseAct, dossier.last.act_id)
    assert (act.kind, act.number) == (ActKind.FORGIVENESS, 77)
    assert act.note == "Quyết định số 9/QĐ-TA ngày 20/08/2024 của TAND khu vực 1"
    answered(db, OLD, 4_000_000)


def test_a_dossier_of_a_closed_month_says_why_it_comes_late(db, make, officer, head):
    case = owed(db, make, officer, OLD, 4_000_000)
    closed = {"by": head, "today": OLD, "now": datetime(2024, 9, 2, 9, tzinfo=UTC)}
    periods.close(db, head.unit, date(2024, 8, 31), **closed)
    with pytest.raises(RuleBroken, match="đã khóa đến hết ngày 31/08/2024"):
        asked(db, make, case, "1.5", date(2024, 8, 1), officer)
    guard.explain(db, "Sót hồ sơ giấy")
    dossier = asked(db, make, case, "1.5", date(2024, 8, 1), officer)
    step(db, case, dossier, K.SENT, date(2024, 8, 3), officer, body="VKSND khu vực 1")
    guard.explain(db, None)
    assert [dossier.late_reason, dossier.steps[0].late_reason] == ["Sót hồ sơ giấy"] * 2
    with pytest.raises(RuleBroken, match="đã khóa"):
        step(db, case, dossier, K.OPINION, date(2024, 8, 10), officer, agrees=True)
    step(db, case, dossier, K.OPINION, date(2024, 9, 4), officer, agrees=True)
    assert dossier.steps[1].late_reason is None


@pytest.mark.parametrize(("day", "way", "needs_number"), [(OLD, "3a", False), (NEW, "100", True)])
def test_a_reduction_is_discontinued_under_the_new_law_only(
    db, make, officer, head, province, day, way, needs_number
):
    """L08 Đ.50 k.1 e speaks of exemption; L25 Đ.48 k.5 of both."""
    case = owed(db, make, officer, day, 40_000_000, paid=2_000_000)
    signer = province if needs_number else head
    dossier = asked(db, make, case, way, date(day.year, 8, 1), officer)
    assert dossier.amount == 9_500_000  # a quarter of 38 m
    until_court(db, case, dossier, day.year, officer, signer)
    decided(db, case, dossier, day.year, 5_000_000, officer)
    late = date(day.year, 9, 10)
    if needs_number:
        with pytest.raises(RuleBroken, match="quyết định đình chỉ"):
            step(db, case, dossier, K.IN_FORCE, late, officer)
        step(db, case, dossier, K.IN_FORCE, late, officer, decision_number=8,
             signer_id=signer.id, signing_mode=SigningMode.HEAD)  # fmt: skip
    else:
        step(db, case, dossier, K.IN_FORCE, late, officer)
    now = cases.history_of(cases.get(db, case.id, scope=None)).items[0].now
    assert (now.forgiven, now.remaining) == (5_000_000, 33_000_000)
    assert bool(db.get(CaseAct, dossier.last.act_id).number) is needs_number


def test_a_refusal_changes_nothing_and_still_counts_for_the_year(db, make, officer, province):
    case = owed(db, make, officer, NEW, 4_000_000)
    dossier = asked(db, make, case, "5", date(2026, 8, 1), officer)
    until_court(db, case, dossier, 2026, officer, province)
    decided(db, case, dossier, 2026, 0, officer)
    step(db, case, dossier, K.IN_FORCE, date(2026, 9, 10), officer)
    assert cases.history_of(cases.get(db, case.id, scope=None)).remaining == 4_000_000
    with pytest.raises(RuleBroken, match="đã xét ngày 20/08/2026, xét lại từ 20/08/2027"):
        asked(db, make, case, "5", date(2026, 9, 15), officer)


def test_once_a_year_for_each_judgment(db, make, officer):
    """L08 Đ.61 k.5: what was forgiven in another case of the same judgment counts."""
    case = owed(db, make, officer, OLD, 4_000_000)
    twin = make.case(date(2020, 3, 4), [(1_000_000, True)], judgment_id=case.judgment_id)
    make.act(twin, ActKind.FORGIVENESS, date(2023, 8, 2))
    db.commit()
    with pytest.raises(RuleBroken, match="xét lại từ 02/08/2024"):
        asked(db, make, case, "1.5", date(2024, 8, 1), officer)
    asked(db, make, case, "1.5", date(2024, 8, 2), officer)


def test_a_protest_delays_and_its_result_counts(db, make, officer, province):
    case = owed(db, make, officer, NEW, 4_000_000)
    dossier = asked(db, make, case, "5", date(2026, 8, 1), officer)
    until_court(db, case, dossier, 2026, officer, province)
    decided(db, case, dossier, 2026, 4_000_000, officer)
    step(db, case, dossier, K.PROTESTED, date(2026, 8, 28), officer, number="1/KN")
    with pytest.raises(RuleBroken, match="Sau “Viện kiểm sát kháng nghị”"):
        step(db, case, dossier, K.IN_FORCE, date(2026, 9, 20), officer)
    with pytest.raises(RuleBroken, match="hơn số được đề nghị"):
        step(db, case, dossier, K.RESOLVED, date(2026, 9, 4), officer, number="2", body="TAND",
             amount=4_000_001)  # fmt: skip
    step(db, case, dossier, K.RESOLVED, date(2026, 9, 4), officer, number="2/QĐ", body="TAND tỉnh",
         amount=1_000_000)  # fmt: skip
    step(db, case, dossier, K.IN_FORCE, date(2026, 9, 4), officer, decision_number=1,
         signer_id=province.id, signing_mode=SigningMode.HEAD)  # fmt: skip
    assert cases.history_of(cases.get(db, case.id, scope=None)).remaining == 3_000_000


def test_what_is_plainly_unmet_opens_no_dossier_and_what_is_unknown_is_answered_for(
    db, make, officer, province
):
    case = owed(db, make, officer, NEW, 4_000_000)
    for given, words in (
        ({"way": "10"}, "giá trị khoản thu"),
        ({"way": "3a"}, "không có trường hợp đó"),
        ({"way": "5", "amount": 4_000_001}, "nhiều nhất 4.000.000"),
        ({"way": "special", "reason": "Bệnh"}, "đã thi hành một phần"),
    ):
        with pytest.raises(RuleBroken, match=words):
            asked(db, make, case, day=date(2026, 8, 1), officer=officer, **given)
    received = make.case(date(2024, 3, 4), [(4_000_000, True)], officer=officer, entrusted_in=True)
    verified(db, make, received, date(2026, 8, 3), Finding.NO_MEANS)
    make.act(received, ActKind.NOT_YET_ENFORCEABLE, date(2026, 8, 3), ground="a")
    db.commit()
    dossier = asked(db, make, received, "5", date(2026, 8, 4), officer,
                    first_decision_on=date(2019, 5, 6))  # fmt: skip
    assessment = queries.assessment_of(db, received, dossier, NEW)
    assert assessment.state is State.UNKNOWN  # no judgment in the book
    step(db, received, dossier, K.SENT, date(2026, 8, 5), officer)
    step(db, received, dossier, K.OPINION, date(2026, 8, 6), officer, agrees=True)
    signed = {"signer_id": province.id, "signing_mode": SigningMode.HEAD, "body": "TAND"}
    with pytest.raises(RuleBroken, match="hồ sơ không ghi bản án"):
        step(db, received, dossier, K.SIGNED, date(2026, 8, 7), province, **signed)
    step(db, received, dossier, K.SIGNED, date(2026, 8, 7), province, note="Đã tra sổ giấy",
         **signed)  # fmt: skip
    with pytest.raises(RuleBroken, match="còn thiếu: Bản án, quyết định của Tòa án"):
        step(db, received, dossier, K.FILED, date(2026, 8, 8), officer)
    actions.place_paper(
        db, dossier, PaperNeeded.JUDGMENT, attachment_id=None, note="Bút lục 3", by=officer
    )
    step(db, received, dossier, K.FILED, date(2026, 8, 10), officer)
    assert all(one.where for one in queries.papers_of(db, received, dossier, NEW))


def test_steps_come_in_their_order_and_one_dossier_runs_at_a_time(db, make, officer):
    case = owed(db, make, officer, NEW, 4_000_000)
    dossier = asked(db, make, case, "5", date(2026, 8, 1), officer)
    with pytest.raises(RuleBroken, match="đang có hồ sơ đề nghị lập ngày 01/08/2026"):
        asked(db, make, case, "5", date(2026, 8, 2), officer)
    with pytest.raises(RuleBroken, match="Sau “Lập hồ sơ”"):
        step(db, case, dossier, K.FILED, date(2026, 8, 3), officer)
    with pytest.raises(RuleBroken, match="từ 01/08/2026 đến hôm nay"):
        step(db, case, dossier, K.SENT, date(2026, 7, 31), officer)
    with pytest.raises(RuleBroken, match="lý do thôi đề nghị"):
        step(db, case, dossier, K.WITHDRAWN, date(2026, 8, 3), officer)
    step(db, case, dossier, K.WITHDRAWN, date(2026, 8, 3), officer, note="Đã nộp đủ")
    with pytest.raises(RuleBroken, match="đã kết thúc"):
        step(db, case, dossier, K.SENT, date(2026, 8, 4), officer)
    asked(db, make, case, "5", date(2026, 8, 4), officer)
    db.commit()
    with pytest.raises(IntegrityError, match="append_only"):
        db.execute(text("UPDATE remission_dossier SET amount = 1"))


def test_late_interest_falls_away_with_what_is_forgiven(db, make, officer, province):
    """L25 Đ.42, through the statement of the case."""
    case = owed(db, make, officer, NEW, 3_650_000)
    terms = ClauseTerms(item_id=make.items(case)[0].id, start=InterestStart.JUDGMENT,
                        starts_on=date(2026, 8, 1))  # fmt: skip
    loaded = cases.get(db, case.id, scope=None)
    interest.set_clause(db, loaded, terms, by=officer, today=NEW)
    assert statements.statement(db, loaded, date(2026, 8, 11)).total == 10_000
    make.act(case, ActKind.FORGIVENESS, date(2026, 8, 11), amount=1_825_000)
    loaded = cases.get(db, case.id, scope=None)
    assert statements.statement(db, loaded, date(2026, 8, 11)).total == 5_000


def test_the_screens_lead_a_dossier_through(db, make, officer, head, sign_in):
    db.expire_on_commit = False
    case = owed(db, make, officer, OLD, 4_000_000)
    item = make.items(case)[0]
    browser = sign_in(officer)
    assert f"/cases/{case.id}/remissions" in browser.get(f"/cases/{case.id}").text
    sent = {"item": str(item.id), "way": "1.5", "opened_on": "02/09/2024"}
    wrong = browser.post(f"/cases/{case.id}/remissions", data=sent | {"amount": "5tr"})
    assert wrong.status_code == 422
    assert "nhiều nhất 4.000.000" in wrong.text
    made = browser.post(f"/cases/{case.id}/remissions", data=sent)
    assert made.status_code == 303, made.text
    page = browser.get(made.location).text
    assert "Thiếu" in page
    steps = f"{made.location}/steps"
    assert browser.post(f"{steps}/sent", data={"day": "03/09/2024"}).status_code == 303
    given = {"day": "10/09/2024", "agrees": "yes", "number": "4/YK"}
    assert browser.post(f"{steps}/opinion", data=given).status_code == 303
    assert browser.get(f"{made.location}/signature").status_code == 404
    assert browser.post(f"{steps}/signed", data=given).status_code == 404
    chief = sign_in(head)
    signed = {"day": "11/09/2024", "body": "Tòa án nhân dân huyện Mẫu", "signer": str(head.id),
              "signing_mode": "head"}  # fmt: skip
    done = chief.post(f"{made.location}/signature", data=signed)
    assert done.status_code == 303, done.text
    page = chief.get(made.location).text
    assert "Tòa án nhân dân huyện Mẫu" in page
    assert "Lập văn bản đề nghị" in page
    assert "Thủ trưởng ký văn bản đề nghị" in browser.get("/remission-dossiers/").text
    stranger = sign_in(Role.UNIT_HEAD, unit=make.unit("XA"))
    assert stranger.get(made.location).status_code == 404
