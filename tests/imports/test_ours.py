"""Our own records in the terms of a workbook: only what holds, in the form that parsing gives."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import event, select, update
from sqlalchemy.orm import Session

from tests.factories import Make
from tests.imports.entering import PARTIES, Entering, case_of, collected, happened
from thads.cases.models import ActKind, Case, ItemKind, MovementKind
from thads.evidence.models import EvidenceFile
from thads.imports import ours
from thads.imports.register import CaseKey, EventLine, ItemLine, MoneyLine, RegisterCase
from thads.parties.models import PartyKind, PartyRole

DECIDED = date(2023, 10, 5)
JAN, FEB = date(2024, 1, 5), date(2024, 2, 5)
M = 1_000_000


def only(db: Session) -> ours.Ours:
    [found] = ours.every(db)
    return found


def rich(number: int = 1) -> RegisterCase:
    """A case that uses every field of the format."""
    return case_of(
        number, officer="an", entrusted_in=True, judgment_number="5/2023/DS-ST",
        judged_on=date(2023, 9, 1), court="TAND Thử", corruption=True, drugs=True,
        foreign_element=True, bank="Ngân hàng Thử",
        items=(ItemLine(1, ItemKind.DEBT, 10 * M, False), ItemLine(4, ItemKind.FINE, 5 * M, True)),
        events=(
            happened(JAN, ActKind.POSTPONEMENT, item=4, ground="c", stated_number="7/QĐ-THADS"),
            happened(JAN, ActKind.DISCONTINUANCE, item=1, amount=M, ground="c"),
            happened(FEB, ActKind.TRANSFER, unit="CC2", officer="binh"),
        ),
        money=(
            collected(JAN, 2 * M), MoneyLine(JAN, 1, MovementKind.PAID_OUT, M, "PC7"),
            MoneyLine(FEB, 4, MovementKind.COLLECTED, 1, "PT8"),
        ),
    )  # fmt: skip


def test_what_was_brought_in_reads_as_it_was_brought(entering: Entering, db: Session):
    brought = [rich(1), case_of(2), case_of(3, officer="binh")]
    register_import = entering.enter(brought)
    found = sorted(ours.every(db), key=lambda mine: mine.case.key.number)
    assert [mine.case for mine in found] == brought
    assert {mine.import_id for mine in found} == {register_import.id}
    assert not any(mine.built_on for mine in found)


def test_parties_without_a_kind_keep_the_kind_they_were_taken_for(entering: Entering, db: Session):
    entering.enter([case_of(1)])
    assert {(line.role, line.kind) for line in only(db).case.parties} == {
        (PartyRole.CREDITOR, PartyKind.PERSON), (PartyRole.DEBTOR, PartyKind.PERSON),
    }  # fmt: skip
    assert sorted(only(db).case.parties) == sorted(PARTIES)


def test_a_case_entered_by_hand_reads_in_the_same_terms(db: Session, make: Make):
    """The officer of the decision is no event; a decision of ours bears number/series."""
    officer = make.user(username="chv.lan")
    case = make.case(DECIDED, items=[10 * M], officer=officer, number=12)
    make.act(case, ActKind.POSTPONEMENT, JAN, ground="a", number=3, series="QĐ-CCTHADS",
             unit_id=case.unit_id, numbering_year=2024)  # fmt: skip
    make.money(case, 4 * M, FEB, voucher="PT1")
    found = only(db)
    assert found.built_on
    assert found.import_id is None
    assert found.case.key == CaseKey("CC", 12, "QĐ-CCTHADS", DECIDED)
    assert found.case.officer == "chv.lan"
    assert found.case.events == (
        EventLine(JAN, ActKind.POSTPONEMENT, ground="a", stated_number="3/QĐ-CCTHADS"),
    )
    assert found.case.money == (MoneyLine(FEB, 1, MovementKind.COLLECTED, 4 * M, "PT1"),)


def test_what_a_correction_struck_out_is_not_there_nor_the_correction(db: Session, make: Make):
    case = make.case(DECIDED, items=[10 * M])
    struck = make.act(case, ActKind.POSTPONEMENT, JAN, ground="a")
    make.act(case, ActKind.VERIFICATION, JAN)
    make.act(case, ActKind.CORRECTION, FEB, corrects_id=struck.id, note="nhầm việc")
    assert [line.kind for line in only(db).case.events] == [ActKind.VERIFICATION]


def test_an_assignment_that_was_struck_out_is_not_the_officer(db: Session, make: Make):
    case = make.case(DECIDED)
    lan = make.user(username="chv.lan")
    assigned = make.act(case, ActKind.ASSIGNMENT, DECIDED, officer_id=lan.id)
    assert only(db).case.officer == "chv.lan"
    make.act(case, ActKind.CORRECTION, FEB, corrects_id=assigned.id, note="nhầm người")
    assert only(db).case.officer is None


def test_struck_cases_are_not_ours(entering: Entering, db: Session):
    entering.enter([case_of(1), case_of(2)])
    db.execute(update(Case).where(Case.number == 1).values(struck_by_id=Case.import_id))
    assert [mine.case.key.number for mine in ours.every(db)] == [2]
    key = case_of(1).key
    assert ours.load(db, [key]) == {}


def test_cases_are_found_by_their_whole_key(entering: Entering, db: Session):
    wanted, other_day = case_of(1), case_of(1, day=date(2023, 12, 1))
    entering.enter([wanted, other_day, case_of(2)])
    found = ours.chunk(db, [wanted.key, case_of(9).key])
    assert [mine.case for mine in found.cases.values()] == [wanted]
    assert list(found.others.values()) == [other_day.key]


@pytest.mark.parametrize("built", ["revision", "evidence", None])
def test_a_case_counts_as_built_on_once_anything_was_entered(
    entering: Entering, db: Session, built: str | None
):
    entering.enter([case_of(1)])
    [case] = db.scalars(select(Case))
    if built == "revision":  # every act, movement and verification gives the file its next one
        db.execute(update(Case).values(revision=2))
    elif built == "evidence":
        db.add(EvidenceFile(case_id=case.id, description="Dao", decided_on=DECIDED))
    db.commit()
    assert only(db).built_on is (built is not None)


def test_a_list_keeps_its_order_and_a_unit_gives_its_own(entering: Entering, db: Session):
    entering.enter([case_of(n) for n in (3, 1, 2)])
    by_number = select(Case.id).order_by(Case.number.desc())
    assert [mine.case.key.number for mine in ours.every(db, by_number)] == [3, 2, 1]
    assert len(list(ours.every(db, ours.of_units(["CC"])))) == 3
    assert list(ours.every(db, ours.of_units(["CC2"]))) == []


def test_thousands_of_cases_are_read_in_bounded_pieces(entering: Entering, db: Session):
    """1,100 cases: three pieces of six statements, and one that streams the ids."""
    entering.enter([case_of(n) for n in range(1, 1101)])
    statements: list[Any] = []
    connection = db.connection()
    event.listen(connection, "before_cursor_execute", lambda *told: statements.append(told[2]))
    assert sum(1 for _ in ours.every(db)) == 1100
    assert len(statements) <= 3 * 6 + 2
