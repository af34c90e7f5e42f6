"""A judgment is received, a decision issued: numbered, with parties and items, or refused."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import func, select

from tests.cases.conftest import TODAY
from thads.cases import actions, queries
from thads.cases.actions import Docketing, ItemTerms, JudgmentTerms, PartyTerms
from thads.cases.models import Case, Initiation, ItemKind, JudgmentKind, Standing
from thads.core.errors import RuleBroken
from thads.parties.models import PartyKind, PartyRole
from thads.units.models import UnitKind


@pytest.fixture
def terms(unit, officer):
    return Docketing(
        unit_id=unit.id,
        docketed_on=date(2024, 9, 20),
        initiation=Initiation.EX_OFFICIO,
        kind=JudgmentKind.CRIMINAL,
        parties=(PartyTerms(role=PartyRole.DEBTOR, kind=PartyKind.PERSON, name=" Nguyễn  Thử "),),
        items=(
            ItemTerms(kind=ItemKind.COURT_FEE, amount=200_000),
            ItemTerms(kind=ItemKind.EVIDENCE_DESTRUCTION, amount=0),
        ),
        officer_id=officer.id,
    )


def test_a_decision_takes_the_next_number_of_its_series(db, make, terms, chief, officer):
    make.case(date(2024, 9, 1), number=41)

    case = actions.docket(db, terms, by=chief, today=TODAY)
    db.commit()

    shown = queries.get(db, case.id, scope=chief.unit_id)
    assert (shown.title, shown.numbering_year) == ("42/QĐ-CCTHADS", 2024)
    assert [party.name for party in shown.debtors] == ["Nguyễn Thử"]
    assert [item.state_budget for item in shown.items] == [True, False]
    assert queries.history_of(shown).now.officer_id == officer.id
    assert queries.history_of(shown).standing_on(TODAY) is Standing.IN_PROGRESS


REFUSED = {
    "future day": ({"docketed_on": date(2024, 10, 1)}, "docketed_on", "ở sau hôm nay"),
    "number used": ({"number": 41}, "number", "đã dùng cho quyết định thi hành án ngày 01/09/2024"),
    "number of zero": ({"number": 0}, "number", "lớn hơn 0"),
    "no items": ({"items": ()}, "items", "ít nhất một khoản"),
    "negative amount": (
        {"items": (ItemTerms(kind=ItemKind.FINE, amount=-1),)}, "items", "không thể âm",
    ),
    "no parties": ({"parties": ()}, "parties", "phải có đương sự"),
}  # fmt: skip


@pytest.mark.parametrize(("changes", "field", "words"), REFUSED.values(), ids=REFUSED)
def test_a_decision_is_refused_with_a_reason(db, make, terms, chief, changes, field, words):
    make.case(date(2024, 9, 1), number=41)

    with pytest.raises(RuleBroken, match=words) as refused:
        actions.docket(db, replace(terms, **changes), by=chief, today=TODAY)

    assert refused.value.field == field
    assert db.scalar(select(func.count()).select_from(Case)) == 1


def test_a_unit_dockets_for_itself_only(db, make, terms, chief, governor):
    other = make.unit()
    elsewhere = replace(terms, unit_id=other.id, officer_id=None)

    with pytest.raises(RuleBroken, match="đơn vị của mình"):
        actions.docket(db, elsewhere, by=chief, today=TODAY)
    assert actions.docket(db, elsewhere, by=governor, today=TODAY).unit_id == other.id


def test_the_agency_of_today_has_one_series_for_all_its_divisions(db, make, terms, governor):
    day = date(2025, 11, 3)
    north, south = (make.unit(kind=UnitKind.REGIONAL_DIVISION) for _ in range(2))
    here, there = (
        replace(terms, unit_id=unit.id, officer_id=None, docketed_on=day) for unit in (north, south)
    )

    first = actions.docket(db, here, by=governor, today=day)
    second = actions.docket(db, there, by=governor, today=day)

    assert [first.title, second.title] == ["1/QĐ-THADS", "2/QĐ-THADS"]
    with pytest.raises(RuleBroken, match="đã dùng"):
        actions.docket(db, replace(there, number=1), by=governor, today=day)


def test_a_judgment_is_received_once(db, unit, chief):
    terms = JudgmentTerms(
        unit_id=unit.id, number="15/2024/DS-ST", judged_on=date(2024, 6, 25),
        court="Tòa án nhân dân huyện Thử", kind=JudgmentKind.CIVIL, received_on=date(2024, 7, 2),
    )  # fmt: skip
    judgment = actions.receive_judgment(db, terms, by=chief, today=TODAY)

    again = replace(terms, number="15/2024/ds-st", court="TÒA ÁN nhân dân huyện Thử")
    with pytest.raises(RuleBroken, match="đã có trong sổ nhận"):
        actions.receive_judgment(db, again, by=chief, today=TODAY)
    early = replace(terms, number="16", received_on=date(2024, 6, 1))
    with pytest.raises(RuleBroken, match="trước ngày tuyên"):
        actions.receive_judgment(db, early, by=chief, today=TODAY)

    found = queries.judgments(db, queries.JudgmentFilter(text="15/2024"), scope=unit.id)
    assert found.rows == [judgment]
    assert queries.judgments(
        db, queries.JudgmentFilter(without_case=True), scope=unit.id
    ).total == 1  # fmt: skip
