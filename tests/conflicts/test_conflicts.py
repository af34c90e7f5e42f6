"""Nobody acts on the case of a relative (L08 Đ.21 k.5; L25 Đ.16 k.2)."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import event, select, text
from sqlalchemy.exc import IntegrityError

from thads.audit.models import AuditEntry
from thads.cases import actions
from thads.cases.actions import ActTerms, Docketing, ItemTerms, PartyTerms, bulk
from thads.cases.actions.bulk import HandOver
from thads.cases.models import Case, CaseAct, Initiation, ItemKind, JudgmentKind, SigningMode
from thads.conflicts import actions as conflicts
from thads.conflicts.actions import RelativeTerms
from thads.conflicts.models import ConflictAnswer, Relation
from thads.conflicts.queries import conflicts_of, relatives_of
from thads.core.errors import RuleBroken
from thads.identity.models import Role
from thads.ledger import actions as ledger
from thads.ledger.actions import MovementTerms
from thads.parties.models import Party, PartyKind, PartyRole

TODAY, DAY = date(2024, 9, 30), date(2024, 9, 20)
NUMBER = "000174000001"
ANSWER = "Người khác: sinh năm 1950, trú xã khác, đã đối chiếu căn cước."


@pytest.fixture
def chief(make):
    return make.user(Role.UNIT_HEAD, full_name="Trưởng Đơn Vị")


@pytest.fixture
def officer(make):
    return make.user(full_name="Đặng Chấp Hành")


@pytest.fixture
def case(make, db) -> Case:
    """A case whose debtor is Ông Phải Thử of this number."""
    made = make.case(date(2024, 3, 1))
    debtor_of(db, made).personal_id_number = NUMBER
    db.flush()
    return made


def parties_of(db, case):
    """The parties of a case."""
    return db.scalars(select(Party).where(Party.case_id == case.id)).all()


def debtor_of(db, case):
    """The one who must perform."""
    return next(one for one in parties_of(db, case) if one.role is PartyRole.DEBTOR)


def declare(db, person, name="Anh Em Ruột", number=None, relation=Relation.SIBLING):
    """What this person declares."""
    terms = RelativeTerms(relation=relation, name=name, personal_id_number=number)
    return conflicts.declare(db, terms, by=person, today=DAY)


def assignment(officer, **given) -> ActTerms:
    """The case given to this officer."""
    return ActTerms(day=DAY, officer_id=officer.id, **given)


def test_a_case_of_a_relative_by_number_is_not_assigned(db, case, chief, officer):
    declare(db, officer, number=NUMBER)  # declared under another name
    with pytest.raises(RuleBroken, match="Luật THADS 2008 Điều 21 khoản 5") as broken:
        actions.assign(db, case, assignment(officer, conflict_answer=ANSWER), by=chief, today=TODAY)
    assert broken.value.field == "officer"
    assert "Anh Em Ruột" not in broken.value.message  # whose relative it is stays with the person
    assert db.scalars(select(CaseAct)).all() == []


def test_the_same_name_alone_is_a_question_that_is_answered_in_words_and_kept(
    db, case, chief, officer
):
    relative = declare(db, officer, name=debtor_of(db, case).name.upper())
    with pytest.raises(RuleBroken, match="trùng họ tên") as broken:
        actions.assign(db, case, assignment(officer), by=chief, today=TODAY)
    assert broken.value.field == "conflict_answer"
    actions.assign(db, case, assignment(officer, conflict_answer=ANSWER), by=chief, today=TODAY)
    (kept,) = db.scalars(select(ConflictAnswer)).all()
    assert (kept.answer, kept.relative_id, kept.answered_on) == (ANSWER, relative.id, TODAY)
    assert "conflict.answered" in db.scalars(select(AuditEntry.act)).all()
    again = actions.assign(db, case, assignment(officer), by=chief, today=TODAY)
    assert again.officer_id == officer.id  # asked once


def test_numbers_that_differ_tell_two_people_of_one_name_apart(db, case, chief, officer):
    declare(db, officer, name=debtor_of(db, case).name, number="000174000002")
    assert conflicts_of(db, [officer.id], [case.id]) == []
    declare(db, officer, name=debtor_of(db, case).name, number="174000002")  # of the old kind
    assert [one.by_number for one in conflicts_of(db, [officer.id], [case.id])] == [False]


def test_an_officer_who_bears_a_partys_name_is_asked_about_himself(db, case, chief, make):
    same = make.user(full_name=debtor_of(db, case).name)
    with pytest.raises(RuleBroken, match="chính Ông Phải Thử"):
        actions.assign(db, case, assignment(same), by=chief, today=TODAY)


def test_a_declaration_taken_back_counts_no_more_and_stays_readable(db, case, chief, officer):
    relative = declare(db, officer, number=NUMBER)
    conflicts.take_back(db, relative, "Khai nhầm số", by=officer, today=TODAY)
    assert conflicts_of(db, [officer.id], [case.id]) == []
    (kept,) = relatives_of(db, [officer.id])
    assert kept.end.reason == "Khai nhầm số"
    with pytest.raises(RuleBroken, match="đã thôi khai"):
        conflicts.take_back(db, relative, "Lần nữa", by=officer, today=TODAY)


def test_who_signs_is_asked_as_well(db, case, chief):
    declare(db, chief, number=NUMBER)
    terms = ActTerms(day=DAY, ground="a", until=date(2024, 12, 1), signer_id=chief.id,
                     signing_mode=SigningMode.HEAD)  # fmt: skip
    with pytest.raises(RuleBroken) as broken:
        actions.postpone(db, case, terms, by=chief, today=TODAY)
    assert (broken.value.code, broken.value.field) == ("conflict.relative", "signer")


def test_the_enforcement_decision_itself_is_refused_and_nothing_is_left(db, make, chief, officer):
    declare(db, officer, number=NUMBER)
    debtor = PartyTerms(role=PartyRole.DEBTOR, kind=PartyKind.PERSON, name="Tên Khác",
                        personal_id_number=NUMBER)  # fmt: skip
    terms = Docketing(
        unit_id=chief.unit_id, docketed_on=DAY, initiation=Initiation.ON_REQUEST,
        kind=JudgmentKind.CIVIL, parties=(debtor,), officer_id=officer.id,
        items=(ItemTerms(kind=ItemKind.DEBT, amount=1_000_000),),
    )  # fmt: skip
    with pytest.raises(RuleBroken, match="người thân thích đã khai"):
        actions.docket(db, terms, by=chief, today=TODAY)
    assert db.scalars(select(Case)).all() == []
    made = actions.docket(db, replace(terms, officer_id=None), by=chief, today=TODAY)
    assert made.number == 1


def test_neither_who_pays_nor_the_officer_of_the_case_is_related(db, case, make, chief, officer):
    actions.assign(db, case, assignment(officer), by=chief, today=TODAY)
    make.money(case, 500_000, DAY, sequence=9)
    accountant = make.user(Role.ACCOUNTANT)
    paid = MovementTerms(day=TODAY, item_id=make.items(case)[0].id, amount=100_000)
    ledger.pay_out(db, case, paid, by=accountant, today=TODAY)
    declare(db, officer, number=NUMBER)
    with pytest.raises(RuleBroken, match="Đặng Chấp Hành không được thực hiện"):
        ledger.pay_out(db, case, paid, by=accountant, today=TODAY)


def test_among_many_the_related_case_is_refused_alone_without_a_query_per_case(
    db, make, case, chief, officer
):
    declare(db, officer, number=NUMBER)
    others = [make.case(date(2024, 3, 1)).id for _ in range(12)]
    wanted = HandOver(day=DAY, officer_id=officer.id)
    found = bulk.rehearse(db, [case.id, *others], wanted, by=chief, today=TODAY)
    assert [(refused[0], "người thân thích" in refused[2]) for refused in found.refused] == [
        (case.id, True)
    ]
    assert sorted(found.going) == sorted(others)
    counts = []
    for ids in ([case.id], [case.id, *others]):
        asked: list[str] = []
        listener = lambda *given, asked=asked: asked.append(given[2])  # noqa: E731
        event.listen(db.get_bind(), "before_cursor_execute", listener)
        assert len(conflicts_of(db, [officer.id, chief.id], ids)) == 1
        event.remove(db.get_bind(), "before_cursor_execute", listener)
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_the_article_is_that_of_the_day(db, make, officer):
    made = make.case(date(2026, 7, 6))
    debtor = debtor_of(db, made)
    debtor.personal_id_number = NUMBER
    db.flush()
    declare(db, officer, number=NUMBER)
    head = make.user(Role.PROVINCE_HEAD)
    terms = ActTerms(day=date(2026, 7, 6), officer_id=officer.id)
    with pytest.raises(RuleBroken, match="Luật THADS 2025 Điều 16 khoản 2"):
        actions.assign(db, made, terms, by=head, today=date(2026, 9, 30))


def test_declarations_and_answers_cannot_be_changed(db, case, chief, officer):
    relative = declare(db, officer, name=debtor_of(db, case).name)
    actions.assign(db, case, assignment(officer, conflict_answer=ANSWER), by=chief, today=TODAY)
    conflicts.take_back(db, relative, "Khai nhầm", by=officer, today=TODAY)
    db.commit()
    for change in (
        "UPDATE declared_relative SET name = 'x'", "DELETE FROM declared_relative_end",
        "UPDATE conflict_answer SET answer = 'x'", "DELETE FROM conflict_answer",
    ):  # fmt: skip
        with pytest.raises(IntegrityError, match="append_only"):
            db.execute(text(change))
        db.rollback()
