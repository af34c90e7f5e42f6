"""What a judgment says of interest is written once, replaced with a reason, never changed."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError

from thads.cases import queries as cases
from thads.cases.models import ActKind
from thads.core.errors import RuleBroken
from thads.identity.models import Role
from thads.interest import actions, queries
from thads.interest.actions import ClauseTerms
from thads.interest.models import InterestClause, InterestStart

TODAY = date(2024, 9, 30)
JUDGED = date(2023, 1, 10)


@pytest.fixture
def officer(make):
    return make.user()


@pytest.fixture
def case(make, officer):
    """36.5 m to a creditor, of a judgment of 10/01/2023; 10,000 đồng a day at 10 %."""
    return make.case(
        date(2024, 1, 5), [36_500_000, 0], officer=officer, judgment_id=make.judgment().id
    )


@pytest.fixture
def terms(make, case):
    item = make.items(case)[0]
    return ClauseTerms(item_id=item.id, start=InterestStart.REQUEST, starts_on=date(2024, 1, 2))


def loaded(db, case):
    return cases.get(db, case.id, scope=None)


def test_the_statement_follows_from_the_clause_and_the_money(db, make, case, terms, officer):
    actions.set_clause(db, loaded(db, case), terms, by=officer, today=TODAY)
    make.money(case, 18_250_000, date(2024, 1, 12))
    found = queries.statement(db, loaded(db, case), date(2024, 1, 22))
    assert found.total == 10 * 10_000 + 10 * 5_000
    assert [one.remaining for one in found.items] == [18_250_000]
    assert found.is_complete


@pytest.mark.parametrize(
    ("given", "code"),
    [({"starts_on": None}, "interest.starts_when"), ({"starts_on": date(2024, 10, 1)},
      "interest.start_day"), ({"starts_on": date(2023, 1, 9)}, "interest.start_day"),
     ({"rate": 200_001}, "interest.above_cap"),
     ({"start": InterestStart.NONE, "starts_on": None}, "interest.nothing_to_take_back")],
)  # fmt: skip
def test_what_a_clause_must_say(db, case, terms, officer, given, code):
    with pytest.raises(RuleBroken) as broken:
        actions.set_clause(
            db, loaded(db, case), replace(terms, **given), by=officer, today=TODAY
        )  # fmt: skip
    assert broken.value.code == code
    assert db.scalars(select(InterestClause)).all() == []


def test_an_item_without_money_or_of_another_case_bears_none(db, make, case, terms, officer):
    for item, code in ((make.items(case)[1], "no_money"), (make.items(make.case())[0],
                       "unknown_item")):  # fmt: skip
        wanted = replace(terms, item_id=item.id)
        with pytest.raises(RuleBroken, match="Chưa ghi gì") as broken:
            actions.set_clause(db, loaded(db, case), wanted, by=officer, today=TODAY)
        assert broken.value.code == f"interest.{code}"


def test_a_rate_above_twenty_percent_needs_another_law(db, case, terms, officer):
    """BLDS Đ.468 k.1: the cap itself is allowed; a credit contract may go beyond."""
    actions.set_clause(
        db, loaded(db, case), replace(terms, rate=200_000), by=officer, today=TODAY
    )  # fmt: skip
    higher = replace(terms, rate=215_000, other_law="Luật Các tổ chức tín dụng", note="Hợp đồng")
    actions.set_clause(db, loaded(db, case), higher, by=officer, today=TODAY)
    found = queries.statement(db, loaded(db, case), date(2024, 1, 12))
    assert found.total == 215_000


def test_a_later_clause_takes_the_place_of_the_earlier_with_a_reason(db, case, terms, officer):
    actions.set_clause(db, loaded(db, case), terms, by=officer, today=TODAY)
    other = replace(terms, starts_on=date(2024, 1, 12))
    with pytest.raises(RuleBroken, match="ghi lý do thay đổi"):
        actions.set_clause(db, loaded(db, case), other, by=officer, today=TODAY)
    actions.set_clause(db, loaded(db, case), replace(other, note="Sai"), by=officer, today=TODAY)
    assert queries.statement(db, loaded(db, case), date(2024, 1, 22)).total == 100_000
    none = replace(terms, start=InterestStart.NONE, starts_on=None, note="Bản án không tuyên")
    actions.set_clause(db, loaded(db, case), none, by=officer, today=TODAY)
    assert queries.statement(db, loaded(db, case), date(2024, 1, 22)).items == []
    assert len(queries.clauses_of(db, case.id)) == 3


def test_the_same_form_sent_twice_is_one_clause(db, case, terms, officer):
    sent = replace(terms, submission_key="a")
    one = actions.set_clause(db, loaded(db, case), sent, by=officer, today=TODAY)
    two = actions.set_clause(db, loaded(db, case), sent, by=officer, today=TODAY)
    assert one is two


def test_the_parties_let_interest_run_while_they_postpone(db, make, case, terms, officer):
    actions.set_clause(db, loaded(db, case), terms, by=officer, today=TODAY)
    by_agreement = make.act(
        case, ActKind.POSTPONEMENT, date(2024, 1, 12), ground="c", until=date(2024, 1, 31)
    )
    make.act(case, ActKind.RESUMPTION, date(2024, 1, 17), ground="48k4")
    other = make.act(case, ActKind.POSTPONEMENT, date(2024, 1, 22), ground="2",
                     until=date(2024, 2, 22))  # fmt: skip
    until = date(2024, 1, 27)
    assert queries.statement(db, loaded(db, case), until).total == 15 * 10_000
    with pytest.raises(RuleBroken, match="theo thỏa thuận"):
        actions.keep_running(db, loaded(db, case), other.id, "Biên bản", by=officer)
    actions.keep_running(db, loaded(db, case), by_agreement.id, "Biên bản", by=officer)
    assert queries.statement(db, loaded(db, case), until).total == 20 * 10_000


def test_a_day_without_a_rate_is_named(db, make, officer):
    old = make.case(date(2016, 5, 4), officer=officer)
    terms = ClauseTerms(item_id=make.items(old)[0].id, start=InterestStart.JUDGMENT,
                        starts_on=date(2016, 5, 4))  # fmt: skip
    actions.set_clause(db, loaded(db, old), terms, by=officer, today=TODAY)
    found = queries.statement(db, loaded(db, old), TODAY)
    assert not found.is_complete
    assert "lãi suất chậm thi hành án cho ngày 04/05/2016" in found.items[0].unknown


def test_a_clause_cannot_be_changed(db, case, terms, officer):
    actions.set_clause(db, loaded(db, case), terms, by=officer, today=TODAY)
    db.commit()
    with pytest.raises(IntegrityError, match="append_only"):
        db.execute(text("UPDATE interest_clause SET rate = 1"))


def test_the_screens_take_a_clause_and_show_the_statement(db, make, case, officer, sign_in):
    db.expire_on_commit = False
    item = make.items(case)[0]
    browser = sign_in(officer)
    assert "Ghi theo bản án" in browser.get(f"/cases/{case.id}").text
    typed = {"item": str(item.id), "start": "judgment", "starts_on": "02/01/2024", "rate": "7,3"}
    short = browser.post(f"/cases/{case.id}/interest/clauses", data=typed | {"rate": "bảy"})
    assert short.status_code == 422
    assert "Nhập lãi suất phần trăm một năm" in short.text
    done = browser.post(f"/cases/{case.id}/interest/clauses", data=typed)
    assert done.status_code == 303, done.text
    page = browser.get(f"/cases/{case.id}/interest/?until=12/01/2024").text
    assert "73.000,00" in page
    assert "7,3%/năm" in page
    assert sign_in(Role.ACCOUNTANT).get(f"/cases/{case.id}/interest/clauses").status_code == 404
    stranger = sign_in(Role.UNIT_HEAD, unit=make.unit("XA"))
    assert stranger.get(f"/cases/{case.id}/interest/").status_code == 404
