"""The proposal to the court and the list of the month for the procuracy."""

from datetime import UTC, date, datetime

import pytest

from tests.documents.world import FEE, NEW, Office
from tests.remissions.test_finder import verified
from thads.cases import queries as cases
from thads.cases.models import ActKind, SigningMode
from thads.core.errors import RuleBroken
from thads.documents import queries as documents
from thads.remissions import actions, papers, queries
from thads.remissions.actions import DossierTerms, StepTerms
from thads.remissions.models import StepKind
from thads.verification.models import Finding

NOW, DAY = datetime(2033, 3, 7, tzinfo=UTC), date(2033, 3, 7)


@pytest.fixture
def office(make, db) -> Office:
    """The province's agency under the new law."""
    return Office(make, db, NEW)


@pytest.fixture
def asked(office):
    """A court fee of 12.5 m of 2026; in 2033 a quarter of it is asked for, and signed."""
    case, day = office.ex_officio(FEE), DAY
    office.make.act(case, ActKind.NOT_YET_ENFORCEABLE, date(2027, 3, 4), ground="a")
    verified(office.db, office.make, case, date(2033, 2, 7), Finding.NO_MEANS)
    office.db.commit()
    loaded = cases.get(office.db, case.id, scope=None)
    terms = DossierTerms(item_id=office.make.items(case)[0].id, way="100", opened_on=day)
    made = actions.open_dossier(office.db, loaded, terms, by=office.officer, today=day)
    return loaded, queries.get(office.db, made.id), day


def sign(office, case, dossier, day) -> None:
    for kind, given in (
        (StepKind.SENT, {}), (StepKind.OPINION, {"agrees": True, "number": "4/YK"}),
        (StepKind.SIGNED, {"body": "Tòa án nhân dân khu vực 1", "signer_id": office.head.id,
                           "signing_mode": SigningMode.HEAD}),
    ):  # fmt: skip
        terms = StepTerms(kind=kind, day=day, **given)
        actions.take_step(office.db, case, dossier, terms, by=office.head, today=day)
        dossier = queries.get(office.db, dossier.id)


def test_the_proposal_says_what_is_asked_and_why(office, asked):
    case, dossier, day = asked
    with pytest.raises(RuleBroken, match="chưa ký"):
        papers.proposal(office.db, case, dossier, by=office.officer, now=NOW)
    sign(office, case, dossier, day)
    dossier = queries.get(office.db, dossier.id)
    case = cases.get(office.db, case.id, scope=None)
    made = papers.proposal(office.db, case, dossier, by=office.officer, now=NOW)
    text = "\n".join(made.content["articles"][0])
    assert "Kính gửi: Tòa án nhân dân khu vực 1" in text
    assert "đề nghị giảm: 3.125.000 đồng" in text
    assert "Khoản đề nghị: Án phí, lệ phí Tòa án (án phí sơ thẩm)" in text
    assert "nhất trí (văn bản số 4/YK ngày 07 tháng 3 năm 2033)" in text
    assert "Biên bản xác minh điều kiện thi hành án còn trong hạn" in text
    assert made.content["number"].startswith("1/ĐN-")
    assert made.content["signer"] == "Lê Văn Ký"
    again = papers.proposal(office.db, case, dossier, by=office.officer, now=NOW)
    assert again.id == made.id
    assert [one.id for one in papers.of_dossier(office.db, dossier)] == [made.id]
    assert [s.fact_id for s in documents.subjects(office.db, case)] == [
        case.id, *(act.id for act in case.acts if act.kind is ActKind.NOT_YET_ENFORCEABLE)
    ]  # fmt: skip


def test_the_list_of_the_month_holds_what_was_built_in_it(office, asked):
    case, _, day = asked
    made = papers.month_list(
        office.db, office.unit, day, office.head, by=office.officer, today=day, now=NOW
    )
    headings, row = made.content["table"]
    assert len(headings) == len(row)
    assert (row[0], row[4], row[5], row[6]) == (
        "1", "Án phí, lệ phí Tòa án", "Giảm", "3.125.000"
    )  # fmt: skip
    assert "Trong tháng 3 năm 2033" in made.content["articles"][0][0]
    assert case.title in row[3]
    before = date(2033, 2, 28)
    with pytest.raises(RuleBroken, match="không có hồ sơ nào"):
        papers.month_list(
            office.db, office.unit, before, office.head, by=office.officer, today=day, now=NOW
        )
