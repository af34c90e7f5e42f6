"""Who could take more, and many cases dealt out evenly (B25)."""

import re
from datetime import date
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.cases.conftest import TODAY
from tests.cases.test_bulk_screens import ADDRESS, START, carried, holder, typed
from thads.cases import sharing
from thads.cases.models import ActKind, HandOverRecord
from thads.cases.queries.candidates import Candidate, Held, candidates
from thads.cases.queries.workload import Load
from thads.cases.views import assignments as view
from thads.conflicts import actions as conflicts
from thads.conflicts.actions import RelativeTerms
from thads.conflicts.models import Relation
from thads.identity.models import Role
from thads.parties.models import Party, PartyRole

UNIT = UUID(int=9)


def officer_of(n, cases, remaining=0):
    return Candidate(UUID(int=n), f"Người {n}", False, Load(cases, remaining), cases, 0)


def case_of(n, remaining, *, officer=None):
    return Held(UUID(int=n), UNIT, officer, remaining)


def test_the_least_loaded_comes_first_with_what_each_holds(db, make, officer):
    idle, busy = make.user(Role.OFFICER, full_name="Rảnh"), make.user(Role.OFFICER)
    make.user(Role.ACCOUNTANT)
    head = make.user(Role.UNIT_HEAD)
    make.case(START, [5], officer=officer)
    for amount in (1, 2):
        make.case(START, [amount], officer=busy)
    waiting = make.case(START, [10], officer=officer)
    make.act(waiting, ActKind.NOT_YET_ENFORCEABLE, date(2024, 5, 1), ground="a")
    ended = make.case(START, [7], officer=idle)
    make.act(ended, ActKind.DISCONTINUANCE, date(2024, 5, 1), ground="a")
    db.commit()

    found = candidates(db, officer.unit_id, TODAY)

    assert [(one.officer_id, one.load, one.enforceable, one.without_means) for one in found] == [
        (idle.id, Load(0, 0), 0, 0), (busy.id, Load(2, 3), 2, 0), (officer.id, Load(2, 15), 1, 1),
        (head.id, Load(0, 0), 0, 0),
    ]  # fmt: skip


def test_shares_even_out_what_all_hold():
    found = [officer_of(1, 2), officer_of(2, 5), officer_of(3, 9)]
    assert sharing.levelled([case_of(n, 1) for n in range(5)], found) == {
        UUID(int=1): 4, UUID(int=2): 1, UUID(int=3): 0}  # fmt: skip
    leaving = [case_of(n, 1, officer=UUID(int=1)) for n in range(4)]
    assert sharing.levelled(leaving, found) == {UUID(int=1): 0, UUID(int=2): 4, UUID(int=3): 0}
    assert sharing.levelled(leaving, found[:1]) == {UUID(int=1): 4}
    leader = officer_of(4, 0)._replace(leads=True)
    assert sharing.levelled(leaving, [*found, leader])[leader.officer_id] == 0
    assert sharing.levelled(leaving, [found[0], leader])[leader.officer_id] == 4


@given(
    st.lists(st.tuples(st.integers(0, 10**12), st.sampled_from([None, 1, 2, 3])), max_size=30),
    st.lists(st.integers(0, 40), min_size=1, max_size=5),
)
def test_every_case_is_dealt_once_and_quotas_are_kept(amounts, loads):
    cases = [case_of(n, money, officer=who and UUID(int=who))
             for n, (money, who) in enumerate(amounts)]  # fmt: skip
    found = [officer_of(n, load) for n, load in enumerate(loads, start=1)]
    quotas = sharing.levelled(cases, found)
    assert sum(quotas.values()) == len(cases)

    officers = sharing.dealt(cases, quotas, {one.officer_id: one.load for one in found})

    assert set(officers) == {case.case_id for case in cases}
    got = list(officers.values())
    assert {who: got.count(who) for who in quotas} == quotas


def test_a_relative_gets_none_of_a_party_s_cases_while_another_has_a_place():
    cases = [case_of(n, n) for n in range(4)]
    first, second = UUID(int=1), UUID(int=2)
    barred = {(cases[0].case_id, first), (cases[1].case_id, first)}
    officers = sharing.dealt(cases, {first: 2, second: 2}, {}, barred)
    assert {officers[cases[0].case_id], officers[cases[1].case_id]} == {second}


def test_money_is_evened_out_too():
    cases = [case_of(n, money) for n, money in enumerate([100, 90, 20, 10])]
    officers = sharing.dealt(cases, {UUID(int=1): 2, UUID(int=2): 2}, {})
    sums = {who: sum(c.remaining for c in cases if officers[c.case_id] == who)
            for who in officers.values()}  # fmt: skip
    assert set(sums.values()) == {110}


@pytest.fixture(autouse=True)
def day(monkeypatch):
    """30/09/2024."""
    from thads.cases.views import sharing as sharing_view

    for module in (view, sharing_view):
        monkeypatch.setattr(module, "today", lambda: date(2024, 9, 30))


def test_a_selection_is_shared_changed_shown_and_done(sign_in, db, make, officer):
    first, second = (make.user(Role.OFFICER, full_name=f"Nhận {n}") for n in "AB")
    cases = [make.case(START, [n * 1_000_000], officer=officer) for n in (1, 2, 3, 4)]
    head = sign_in(Role.UNIT_HEAD)
    names = [f"share-{person.id}" for person in (first, second)]

    page = head.post(ADDRESS, data=typed(None, *cases, step="share"))
    proposed = dict(re.findall(r'name="(share-[^"]+)" value="(\d+)"', page.text))
    assert sorted(proposed.values()) == ["0", "0", "2", "2"]  # giver and head get none
    assert proposed[f"share-{officer.id}"] == "0"

    wrong = head.post(ADDRESS, data=typed(None, *cases) | {names[0]: "1", names[1]: "2"})
    assert wrong.status_code == 422
    assert "cộng lại là 3, nhưng chọn 4 việc" in wrong.text

    shown = head.post(ADDRESS, data=typed(None, *cases) | {names[0]: "1", names[1]: "3"})
    assert "Giao 4 việc cho 2 Chấp hành viên" in shown.text
    assert {holder(db, case) for case in cases} == {officer.id}
    sent = carried(shown.text) | dict(re.findall(r'name="(share-[^"]+)" value="(\d*)"', shown.text))

    assert head.post(ADDRESS, data=sent).status_code == 303
    assert [holder(db, case) for case in cases] == [second.id] * 3 + [first.id]
    assert db.query(HandOverRecord).count() == 2


def test_cases_of_two_units_are_not_shared_together(sign_in, make, officer):
    cases = [make.case(START), make.case(START, unit=make.unit())]
    governor = sign_in(Role.PROVINCE_HEAD)
    answer = governor.post(ADDRESS, data=typed(None, *cases, step="share"))
    assert answer.status_code == 422
    assert "Chỉ chia đều được việc của một đơn vị" in answer.text


def test_the_page_that_assigns_one_case_proposes_and_says_why(sign_in, db, make, officer):
    make.user(Role.OFFICER, full_name="Trần Rảnh Việc")
    related = make.user(Role.OFFICER, full_name="Bùi Có Người Thân")
    case = make.case(START, officer=officer)
    debtor = db.query(Party).filter_by(case_id=case.id, role=PartyRole.DEBTOR).one()
    terms = RelativeTerms(relation=Relation.SIBLING, name=debtor.name)
    conflicts.declare(db, terms, by=related, today=TODAY)
    page = sign_in(Role.UNIT_HEAD).get(f"/cases/{case.id}/assignment").text
    proposal = "Đề xuất: <b>Trần Rảnh Việc</b>, đang giữ ít việc chưa kết thúc nhất: 0 việc"
    assert proposal in page
    assert "Bùi Có Người Thân <span" in page
    assert page.index("Quá hạn xác minh") < page.index(officer.full_name, page.index("Ai nhận"))
