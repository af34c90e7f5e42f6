"""The papers on fees say what was decided, under either law (reference 8.3, row 28)."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from tests.documents.world import NEW, OLD, Office
from thads.cases import queries as cases
from thads.cases.models import ActKind, Case, SigningMode
from thads.core.errors import RuleBroken
from thads.documents import actions, of_fees
from thads.documents.composing import compose
from thads.documents.queries import subjects
from thads.fees import queries
from thads.fees.actions import deciding, proposing, relief, stating
from thads.fees.models import FeeReliefRequest, PropertyReceipt
from thads.fees.reckoning import Basis
from thads.fees.terms import DecisionTerms, PropertyTerms, ProposalTerms, ReliefTerms

pytestmark = pytest.mark.one_engine

MILLION = 10**6


@pytest.fixture(params=[OLD, NEW], ids=["L08", "L25"])
def office(request: Any, make: Any, db: Any) -> Office:
    return Office(make, db, request.param)


def house(office: Office, case: Case, day: date, value: int = 500 * MILLION) -> PropertyReceipt:
    creditor = next(one for one in office.parties(case) if "Được" in one.name)
    terms = PropertyTerms(
        party_id=creditor.id, day=day, description="Nhà, đất tại thôn Đông", value=value,
        paid_to_others=200 * MILLION, valued_by="bản án", basis=Basis.COLLECTED,
    )  # fmt: skip
    return stating.state_property(office.db, case, terms, by=office.head, today=office.day)


def signed(office: Office) -> DecisionTerms:
    return DecisionTerms(day=office.day, signer_id=office.head.id, signing_mode=SigningMode.HEAD)


def charged(office: Office) -> Case:
    case = office.case()
    found = house(office, case, office.day)
    wanted = ProposalTerms(party_id=found.party_id, property_id=found.id)
    proposal = proposing.propose(office.db, case, [wanted], by=office.officer, today=office.day)
    deciding.decide(office.db, proposal, signed(office), by=office.head, today=office.day)
    return case


def asked(office: Office, case: Case) -> FeeReliefRequest:
    charge = queries.charges_of(office.db, case.id, office.day)[0]
    terms = ReliefTerms(charge_id=charge.id, ground="poor", complete_on=office.day, percent=50,
                        documents="Xác nhận của Ủy ban nhân dân xã")  # fmt: skip
    return relief.ask(office.db, case, terms, by=office.officer, today=office.day)


def printed(office: Office, case: Case, kind: ActKind) -> list[str]:
    office.db.expire_all()
    loaded = cases.get(office.db, case.id, scope=None)
    subject = next(one for one in subjects(office.db, loaded) if one.act and one.act.kind is kind)
    made = compose(subject, actions.issuer_of(office.db, subject), office.head, SigningMode.HEAD)
    return [*made.bases, *(line for article in made.articles for line in article)]


def test_the_decision_names_payer_sum_and_reckoning(office: Office) -> None:
    text = "\n".join(printed(office, charged(office), ActKind.FEE))
    assert "Phí thi hành án phải nộp: 9.000.000 đồng (bằng chữ: Chín triệu đồng)" in text
    assert "3% x 300.000.000 = 9.000.000 đ" in text
    assert "khoản 1 Điều 5 Thông tư số 216/2016/TT-BTC" in text
    assert ("Điều 60 Luật" in text) == (office.day == OLD)


def test_the_relief_names_ground_documents_and_what_is_spared(office: Office) -> None:
    case = charged(office)
    relief.answer(office.db, case, asked(office, case), signed(office), by=office.head,
                  today=office.day)  # fmt: skip
    text = "\n".join(printed(office, case, ActKind.FEE_EXEMPTION))
    assert "Số phí được miễn, giảm: 4.500.000 đồng (bằng chữ: Bốn triệu năm trăm nghìn" in text
    assert "điểm a khoản 2 Điều 7 Thông tư số 216/2016/TT-BTC" in text
    assert "Tài liệu chứng minh: Xác nhận của Ủy ban nhân dân xã." in text


def signing(office: Office) -> of_fees.Signing:
    return of_fees.Signing(day=office.day, signer_id=office.head.id, mode=SigningMode.HEAD)


def test_the_notice_is_given_fifteen_days_before_the_hand_over(office: Office, now: Any) -> None:
    case = office.case()
    late = house(office, case, office.day + timedelta(days=14))
    in_time = house(office, case, office.day + timedelta(days=15))
    given = {"by": office.officer, "today": office.day, "now": now}
    case = cases.get(office.db, case.id, scope=None)
    by_id = {one.id: one for one in queries.properties(office.db, case.id)}
    with pytest.raises(RuleBroken, match="ít nhất 15 ngày"):
        of_fees.notice(office.db, case, by_id[late.id], signing(office), **given)
    made = of_fees.notice(office.db, case, by_id[in_time.id], signing(office), **given)
    text = "\n".join(line for article in made.content["articles"] for line in article)
    assert "Số phí thi hành án phải nộp: 9.000.000 đồng" in text
    assert made.content["number"].startswith("1/TB-")


def test_the_refusal_says_why(office: Office, now: Any) -> None:
    case = charged(office)
    reply = DecisionTerms(day=office.day, reply="Không thuộc chuẩn hộ nghèo")
    relief.answer(office.db, case, asked(office, case), reply, by=office.head, today=office.day)
    office.db.expire_all()
    loaded = cases.get(office.db, case.id, scope=None)
    request = queries.relief_request(
        office.db, office.db.scalars(select(FeeReliefRequest.id)).one()
    )
    made = of_fees.refusal(office.db, loaded, request, signing(office), by=office.head,
                           today=office.day, now=now)  # fmt: skip
    text = "\n".join(line for article in made.content["articles"] for line in article)
    assert "Lý do: Không thuộc chuẩn hộ nghèo." in text
    assert "Quyết định thu phí thi hành án số 1/" in text
