"""The officer proposes, the head decides; mistakes and hardship have their way (TT216 Đ.5, 7)."""

from datetime import date

import pytest

from tests.fees.conftest import MILLION, TODAY, Office
from thads.cases import queries as cases
from thads.cases.models import ActKind
from thads.core.errors import RuleBroken
from thads.fees import queries
from thads.fees.actions import deciding, paying, proposing, relief, stating
from thads.fees.models import FeeCharge
from thads.fees.reckoning import Basis
from thads.fees.terms import (
    CorrectionTerms,
    DecisionTerms,
    FeePaymentTerms,
    PropertyTerms,
    ProposalTerms,
    ReliefTerms,
)
from thads.ledger.accounts import Account

MARCH, APRIL = date(2024, 3, 1), date(2024, 4, 1)


def account(office: Office, case, day=TODAY):
    return queries.accounts(office.db, case, day)[office.creditor(case)]


def paid(office: Office, case, amount=100 * MILLION, day=MARCH) -> FeeCharge:
    """A charge of what was paid out, its fee kept back."""
    office.collect(case, amount, day)
    item = office.make.items(case)[0].id
    office.charge(case, day, amount=amount, item_id=item)
    fee = queries.quote(office.db, case, office.creditor(case), amount, day).deduct
    office.pay(case, amount, fee, day)
    return queries.charges_of(office.db, case.id, day)[-1]


def test_the_decision_takes_the_next_number_of_all_decisions(office: Office) -> None:
    case = office.case()
    office.make.act(case, ActKind.AMENDMENT, MARCH, number=41, series="QĐ-CCTHADS",
                    unit_id=case.unit_id, numbering_year=2024)  # fmt: skip
    charge = paid(office, case)
    act = next(one for one in cases.get(office.db, case.id, scope=None).acts
               if one.kind is ActKind.FEE)  # fmt: skip
    assert (act.number, act.series, act.note) == (42, "QĐ-CCTHADS", "Thu 3.000.000 đ")
    assert (charge.fee, charge.threshold, charge.received_before) == (3 * MILLION, 3_600_000, 0)
    assert cases.history_of(cases.get(office.db, case.id, scope=None)).now.standing.value == (
        "in_progress"
    )


def test_only_who_may_sign_signs(office: Office) -> None:
    case = office.case()
    office.settle(case, 60 * MILLION, MARCH)
    wanted = ProposalTerms(party_id=office.creditor(case))
    proposal = proposing.propose(office.db, case, [wanted], by=office.officer, today=APRIL)
    terms = DecisionTerms(day=APRIL, signer_id=office.officer.id,
                          signing_mode=office.signed(APRIL).signing_mode)  # fmt: skip
    with pytest.raises(RuleBroken, match="không có thẩm quyền ký"):
        deciding.decide(office.db, proposal, terms, by=office.officer, today=APRIL)
    assert queries.charges_of(office.db, case.id, APRIL) == []


def test_what_the_parties_settled_is_charged_a_third_unless_coerced_before(office: Office) -> None:
    one, other = office.case(), office.case()
    for case in (one, other):
        office.settle(case, 60 * MILLION, MARCH)
    office.charge(one, APRIL)
    office.charge(other, APRIL, basis=Basis.COLLECTED)
    fees = [queries.charges_of(office.db, case.id, APRIL)[0].fee for case in (one, other)]
    assert fees == [600_000, 1_800_000]


def test_nothing_to_charge_is_refused_with_the_reason(office: Office) -> None:
    case = office.case()
    office.settle(case, 3_600_000, MARCH)
    wanted = ProposalTerms(party_id=office.creditor(case))
    with pytest.raises(RuleBroken, match="không vượt quá hai lần mức lương cơ sở"):
        proposing.propose(office.db, case, [wanted], by=office.officer, today=MARCH)


def test_a_proposal_that_was_overtaken_cannot_be_signed(office: Office) -> None:
    case = office.case()
    office.settle(case, 60 * MILLION, MARCH)
    wanted = ProposalTerms(party_id=office.creditor(case))
    twins = [
        proposing.propose(office.db, case, [wanted], by=office.officer, today=APRIL)
        for _ in range(2)
    ]
    deciding.decide(office.db, twins[0], office.signed(APRIL), by=office.head, today=APRIL)
    for proposal, words in ((twins[1], "quyết định thu phí khác"), (twins[0], "đã được trả lời")):
        with pytest.raises(RuleBroken, match=words):
            deciding.decide(office.db, proposal, office.signed(APRIL), by=office.head, today=APRIL)
    reply = DecisionTerms(day=APRIL, reply="Trùng đề xuất")
    assert deciding.decide(office.db, twins[1], reply, by=office.head, today=APRIL).act_id is None


def test_the_divorce_of_the_circular_on_net_shares(office: Office) -> None:
    """TT216 Đ.4 k.2: a house of 500 m, 200 m of it owed to the other."""
    case = office.case()
    wife = office.creditor(case)
    terms = PropertyTerms(
        party_id=wife, day=APRIL, description="Nhà, đất", value=500 * MILLION,
        paid_to_others=200 * MILLION, valued_by="Bản án", basis=Basis.COLLECTED,
    )  # fmt: skip
    house = stating.state_property(office.db, case, terms, by=office.officer, today=MARCH)
    office.charge(case, MARCH, property_id=house.id)
    assert queries.charges_of(office.db, case.id, MARCH)[0].fee == 9 * MILLION
    assert account(office, case, APRIL).owed == 9 * MILLION
    cash = FeePaymentTerms(party_id=wife, day=APRIL, amount=9 * MILLION, place=Account.CASH)
    paying.collect(office.db, case, case.unit, cash, by=office.accountant, today=TODAY)
    assert account(office, case).owed == 0
    with pytest.raises(RuleBroken, match="còn phải nộp 0 đ"):
        paying.collect(office.db, case, case.unit, cash, by=office.accountant, today=TODAY)


def test_a_wrong_charge_is_corrected_and_the_excess_given_back(office: Office) -> None:
    """TT216 Đ.5 k.5."""
    case = office.case()
    wrong = paid(office, case)
    terms = CorrectionTerms(charge_id=wrong.id, amount=wrong.amount, basis=Basis.SELF_HANDED,
                            reason="Các bên tự giao nhận")  # fmt: skip
    proposal = proposing.correct(office.db, case, terms, by=office.officer, today=APRIL)
    assert account(office, case, APRIL).owed == 0
    deciding.decide(office.db, proposal, office.signed(APRIL), by=office.head, today=APRIL)
    assert [one.fee for one in queries.charges_of(office.db, case.id, APRIL)] == [MILLION]
    assert account(office, case).owed == -2 * MILLION
    back = FeePaymentTerms(party_id=wrong.party_id, day=APRIL, amount=2 * MILLION,
                           place=Account.TRUST)  # fmt: skip
    paying.give_back(office.db, case, case.unit, back, by=office.accountant, today=TODAY)
    assert account(office, case).owed == 0


def asked(office: Office, case, charge, ground="poor", percent=80, **given):
    terms = ReliefTerms(charge_id=charge.id, ground=ground, complete_on=APRIL, percent=percent,
                        documents="Xác nhận hộ nghèo", **given)  # fmt: skip
    return relief.ask(office.db, case, terms, by=office.officer, today=APRIL)


def test_a_poor_person_is_spared_up_to_eighty_percent(office: Office) -> None:
    case = office.case()
    charge = paid(office, case)
    with pytest.raises(RuleBroken, match="đến 80% phí"):
        asked(office, case, charge, percent=81)
    request = asked(office, case, charge)
    with pytest.raises(RuleBroken, match="chưa được trả lời"):
        asked(office, case, charge)
    answer = relief.answer(office.db, case, request, office.signed(APRIL), by=office.head,
                           today=APRIL)  # fmt: skip
    assert answer.spared == 2_400_000
    assert account(office, case).owed == -2_400_000


def test_thirty_percent_of_what_the_verified_asset_brought(office: Office) -> None:
    """TT216 Đ.7 k.2 điểm b: of 100 m received, 40 m came from that asset."""
    case = office.case()
    request = asked(office, case, paid(office, case), "verified", 30, of_amount=40 * MILLION)
    answer = relief.answer(office.db, case, request, office.signed(APRIL), by=office.head,
                           today=APRIL)  # fmt: skip
    assert answer.spared == 360_000


def test_people_of_merit_are_asked_once_and_never_charged_again(office: Office) -> None:
    """TT216 Đ.7 k.4: every other ground is decided on charge by charge."""
    case = office.case()
    request = asked(office, case, paid(office, case), "merit", 100)
    relief.answer(office.db, case, request, office.signed(APRIL), by=office.head, today=APRIL)
    office.collect(case, 50 * MILLION, APRIL)
    told = queries.quote(office.db, case, office.creditor(case), 50 * MILLION, APRIL)
    assert (told.fee, told.deduct) == (0, 0)
    assert "Được miễn phí" in told.explanation


def test_a_refusal_says_why_and_needs_no_number(office: Office) -> None:
    case = office.case()
    with pytest.raises(RuleBroken, match="không có quyết định về việc chưa có điều kiện"):
        asked(office, case, paid(office, case), "verified_after", 100)
    request = asked(office, case, queries.charges_of(office.db, case.id, APRIL)[0])
    reply = DecisionTerms(day=APRIL, reply="Không thuộc hộ nghèo")
    answer = relief.answer(office.db, case, request, reply, by=office.head, today=APRIL)
    assert (answer.act_id, answer.spared) == (None, 0)
    assert account(office, case).owed == 0


def test_a_decision_struck_out_charges_nothing(office: Office) -> None:
    case = office.case()
    charge = paid(office, case)
    assert charge.proposal.decision is not None
    office.make.act(case, ActKind.CORRECTION, APRIL, sequence=900,
                    corrects_id=charge.proposal.decision.act_id)  # fmt: skip
    assert queries.charges_of(office.db, case.id, TODAY) == []
    assert account(office, case).owed == 0  # the payment itself still bears its fee
