"""What an import writes: the records of each case, its lists and figures, in one transaction."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select, text

from tests.imports.entering import DECIDED, M, case_of, collected, happened
from thads.audit import queries as audit
from thads.audit.models import AuditEntry
from thads.cases import queries as cases
from thads.cases import readmodel
from thads.cases.models import (
    ActKind,
    Case,
    CaseAct,
    CaseInterval,
    ItemKind,
    Judgment,
    MovementKind,
    Standing,
)
from thads.identity.models import Role
from thads.imports.register import ItemLine, MoneyLine
from thads.imports.writing import RegisterChanged
from thads.ledger.models import LedgerEntry
from thads.statistics import proof
from thads.statistics import readmodel as statistics
from thads.statistics.figures import figures
from thads.statistics.models import case_contribution, statistics_cell

END = date(2024, 9, 30)
JANUARY = date(2024, 1, 10)
STORY = (
    case_of(1, officer="an", judgment_number="12/2023/DS-ST", judged_on=date(2023, 9, 1),
            court="TAND huyện Thử", bank="Ngân hàng Thử",
            events=(happened(date(2023, 12, 1), ActKind.VALID_NOTICE),
                    happened(date(2024, 3, 1), ActKind.TRANSFER, unit="CC2", officer="binh")),
            money=(collected(JANUARY, 4 * M), collected(JANUARY, 4 * M),
                   MoneyLine(date(2024, 2, 1), 1, MovementKind.REVERSED, 4 * M, "HT01"))),
    case_of(2, events=(happened(JANUARY, ActKind.NOT_YET_ENFORCEABLE, stated_number="7/QĐ"),)),
    case_of(3, items=(ItemLine(1, ItemKind.COURT_FEE, M, True),
                      ItemLine(2, ItemKind.DEBT, M, False)),
            money=(collected(JANUARY, M), collected(JANUARY, M, item=2))),
)  # fmt: skip


def one(db: Any, number: int) -> Case:
    case_id = db.scalars(
        select(Case.id).where(Case.number == number, Case.struck_by_id.is_(None))
    ).one()
    return cases.get(db, case_id, scope=None)


def snapshot(db: Any) -> dict[str, list[Any]]:
    """All that the read models hold."""
    tables = (CaseInterval.__table__, case_contribution, statistics_cell)
    return {
        table.name: sorted(map(repr, db.execute(select(table)))) for table in tables
    }  # fmt: skip


def test_each_case_stands_in_the_register_with_its_story(entering, db):
    entering.enter(STORY)

    case = one(db, 1)
    history = cases.history_of(case)
    assert (case.title, case.docketed_on, case.bank) == ("1/QĐ-CCTHADS", DECIDED, "Ngân hàng Thử")
    assert [p.name for p in case.parties] == ["Bà Được Thử", "Ông Phải Thử\\Nam"]
    assert case.parties[1].address == "Tổ 1\nPhố Thử"
    assert [(a.kind, a.day, a.sequence) for a in case.acts] == [
        (ActKind.ASSIGNMENT, DECIDED, 1),
        (ActKind.VALID_NOTICE, date(2023, 12, 1), 2),
        (ActKind.TRANSFER, date(2024, 3, 1), 6),
    ]
    assert (history.now.unit_id, history.remaining) == (entering.names.units["CC2"], 6 * M)
    assert case.judgment is not None
    assert (case.judgment.number, case.judgment.received_on) == ("12/2023/DS-ST", DECIDED)


def test_a_number_of_another_register_stays_out_of_our_series(entering, db):
    entering.enter(STORY)

    [act] = db.scalars(select(CaseAct).where(CaseAct.kind == ActKind.NOT_YET_ENFORCEABLE))
    assert (act.stated_number, act.unit_id, act.number, act.series) == ("7/QĐ", None, None, None)


def test_a_reversal_names_the_latest_collection_of_that_amount(entering, db):
    entering.enter(STORY)

    entries = db.scalars(select(LedgerEntry).order_by(LedgerEntry.case_id, LedgerEntry.sequence))
    by_kind = [(e.sequence, e.kind, e.reverses_id, e.id) for e in entries][:3]
    assert [row[1] for row in by_kind] == [MovementKind.COLLECTED] * 2 + [MovementKind.REVERSED]
    assert by_kind[2][2] == by_kind[1][3]


def test_a_reversal_of_another_amount_names_none(entering, db):
    money = (
        collected(JANUARY, 4 * M),
        MoneyLine(date(2024, 2, 1), 1, MovementKind.REVERSED, 3 * M),
    )
    entering.enter([case_of(1, money=money)])

    reversal = db.scalars(
        select(LedgerEntry).where(LedgerEntry.kind == MovementKind.REVERSED)
    ).one()
    assert reversal.reverses_id is None


def test_what_is_kept_beside_the_facts_is_what_the_facts_give(entering, db):
    entering.enter(STORY)

    assert proof.first_difference(db) is None
    held = snapshot(db)
    assert all(held.values())
    readmodel.rebuild(db)
    assert snapshot(db) == held
    total = figures(db, END).total
    assert (total.cases["caseload_total"], total.cases["completed"]) == (3, 1)
    assert total.money["completed"] == 4 * M + 2 * M


def test_cases_of_one_judgment_share_it(entering, db, make):
    known = make.judgment(number="9/2022/DS", judged_on=date(2022, 5, 1), court="TAND tỉnh Thử")
    db.commit()
    same = {"judgment_number": "9/2022/DS", "judged_on": date(2022, 5, 1), "court": "TAND tỉnh Thử"}
    other = same | {"court": "TAND huyện Khác"}
    entering.enter([case_of(1, **same), case_of(2, **other), case_of(3, **other), case_of(4)])

    judgments = [one(db, number).judgment_id for number in (1, 2, 3, 4)]
    assert judgments[0] == known.id
    assert judgments[1] == judgments[2] not in (None, known.id)
    assert judgments[3] is None
    assert len(db.scalars(select(Judgment)).all()) == 2


def test_judgments_without_a_number_are_not_taken_for_one(entering, db):
    entering.enter([case_of(n, court="TAND huyện Thử") for n in (1, 2)])

    assert one(db, 1).judgment_id != one(db, 2).judgment_id


def test_a_judgment_is_never_received_before_it_was_given(entering, db):
    entering.enter([case_of(1, judgment_number="1", judged_on=date(2024, 1, 1))])

    assert db.scalars(select(Judgment.received_on)).one() == date(2024, 1, 1)


def test_the_import_stands_in_the_record_of_acts(entering, db, make):
    by = make.user(Role.ADMINISTRATOR)
    db.commit()
    register_import = entering.enter(STORY, by=by)

    [entry] = db.scalars(select(AuditEntry).where(AuditEntry.act == "import.applied"))
    assert (entry.subject_id, entry.username) == (str(register_import.id), by.username)
    assert (entry.details["file"], entry.details["written"]) == ("sổ.xlsx", 3)
    assert entry.details["sha256"] == register_import.file_sha256
    assert audit.verify(db) is None
    assert {case.entered_by_id for case in db.scalars(select(Case))} == {by.id}


def test_a_key_taken_since_the_check_leaves_everything_as_it_was(entering, db):
    prepared = entering.prepared(STORY)
    entering.enter([case_of(2)])
    before = snapshot(db)
    db.rollback()

    with pytest.raises(RegisterChanged, match="kiểm tra lại"):
        entering.write(prepared)
    db.rollback()
    assert db.scalar(text("SELECT count(*) FROM enforcement_case")) == 1
    assert snapshot(db) == before


def test_years_that_came_to_be_held_since_the_check_are_counted_too(entering, db):
    prepared = entering.prepared(STORY, until=2024)
    statistics.extend_horizon(db, 2026)
    db.commit()

    entering.write(prepared)
    db.commit()
    assert proof.first_difference(db) is None
    assert figures(db, date(2025, 10, 31)).total.cases["brought_forward"] == 2


def test_a_workbook_that_reaches_further_takes_the_rest_of_the_register_along(entering, db, make):
    make.case(DECIDED)
    db.commit()
    entering.enter([case_of(7)], until=2026)

    assert proof.first_difference(db) is None
    assert figures(db, date(2025, 10, 31)).total.cases["brought_forward"] == 2


def test_a_case_moved_in_the_workbook_stands_with_its_last_holder(entering, db):
    entering.enter(STORY)

    held: tuple[UUID, Standing] = db.execute(
        select(CaseInterval.unit_id, CaseInterval.standing).where(
            CaseInterval.case_id == one(db, 1).id, CaseInterval.ends_on.is_(None)
        )
    ).one()
    assert tuple(held) == (entering.names.units["CC2"], Standing.IN_PROGRESS)
