"""The papers on a complaint, the answer to a protest: what the registers say (rows 36, 37)."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select

from tests.registers.test_complaints import received, step
from thads.cases import queries as cases
from thads.cases.models import SigningMode
from thads.complaints import papers, queries
from thads.complaints.models import StepKind
from thads.core.errors import RuleBroken
from thads.documents.models import CaseDocument
from thads.protests import actions as protests
from thads.protests import papers as replies
from thads.protests import queries as of_procuracy
from thads.protests.actions import ProtestTerms, StepTerms
from thads.protests.models import Answer, PaperKind
from thads.protests.models import StepKind as Told
from thads.rules.complaints import Outcome, PetitionKind

pytestmark = pytest.mark.one_engine

DAY, TODAY = date(2024, 8, 5), date(2024, 9, 30)
NOW = datetime(2024, 9, 30, 5, tzinfo=UTC)
K = StepKind


@pytest.fixture
def case(make):
    make.province()
    return make.case(date(2024, 1, 8), judgment_id=make.judgment().id)


def words(document: CaseDocument) -> str:
    return str(document.content)


def test_the_notice_and_the_decision_of_a_complaint(db, make, chief, case):
    one = received(db, make, chief, case=case)
    step(db, one, K.ACCEPTED, DAY, chief)
    with pytest.raises(RuleBroken, match="chưa ghi người ký"):
        papers.make(
            db,
            cases.get(db, case.id, scope=None),
            queries.get(db, one.id),
            papers.offered(one)[0],
            by=chief,
            now=NOW,
        )
    db.rollback()
    one = received(db, make, chief, case=case)
    signed = {"signer_id": chief.id, "signing_mode": SigningMode.HEAD}
    step(db, one, K.ACCEPTED, DAY, chief, **signed)
    step(db, one, K.RESOLVED, date(2024, 8, 20), chief, outcome=Outcome.PARTLY,
         note="Trả lại phần đất", **signed)  # fmt: skip
    one = queries.get(db, one.id)
    notice, decision = (
        papers.make(db, cases.get(db, case.id, scope=None), one, kind, by=chief, now=NOW)
        for kind in papers.offered(one)
    )
    assert "Bà Khiếu Thử" in words(notice)
    assert "04/09/2024" in words(notice)
    assert "là đúng một phần" in words(decision)
    assert "khiếu nại lần hai trong thời hạn 15 ngày" in words(decision)
    assert decision.content["recipients"][:2] == ["Như Điều 3;", "Cơ quan cấp trên trực tiếp;"]
    assert "Kế toán" not in words(notice) + words(decision)


def test_the_conclusion_of_a_denunciation_names_nobody_who_denounced(db, make, chief, case):
    one = received(db, make, chief, case=case, kind=PetitionKind.DENUNCIATION, standing=None,
                   stage=None, learned_on=None, sender_name="Ông Tố Giác")  # fmt: skip
    step(db, one, K.ACCEPTED, DAY, chief)
    step(db, one, K.RESOLVED, date(2024, 9, 2), chief, outcome=Outcome.WRONG, note="Không có",
         signer_id=chief.id, signing_mode=SigningMode.HEAD)  # fmt: skip
    one = queries.get(db, one.id)
    (kind,) = papers.offered(one)
    made = papers.make(db, cases.get(db, case.id, scope=None), one, kind, by=chief, now=NOW)
    db.commit()
    assert "là không đúng" in words(made)
    assert all("Tố Giác" not in words(found) for found in db.scalars(select(CaseDocument)))


def test_the_answer_to_a_protest(db, chief, case):
    terms = ProtestTerms(
        unit_id=case.unit_id, received_on=DAY, kind=PaperKind.PROTEST, body="VKSND huyện Thử",
        number="5/KN-VKS", issued_on=date(2024, 8, 1), content="Chậm giải tỏa kê biên",
    )  # fmt: skip
    made = protests.receive(db, terms, case, by=chief, today=TODAY, now=NOW)
    told = StepTerms(
        kind=Told.ANSWERED, day=date(2024, 8, 16), answer=Answer.ACCEPTED, signer_id=chief.id,
        signing_mode=SigningMode.HEAD,
    )  # fmt: skip
    protests.take_step(db, of_procuracy.get(db, made.id), told, by=chief, today=TODAY, now=NOW)
    db.commit()
    protest, loaded = of_procuracy.get(db, made.id), cases.get(db, case.id, scope=None)
    reply = replies.make(db, loaded, protest, by=chief, now=NOW)
    assert "VKSND huyện Thử" in words(reply)
    assert "chấp nhận toàn bộ" in words(reply)
