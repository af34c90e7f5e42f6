"""However a fact comes in, what is kept beside the facts is what a rebuild gives."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import insert, select, update
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from tenants.sessions import TenantSession
from tests import receipts
from tests.factories import ENTERED, Make
from tests.statistics.registers import (
    Known,
    in_books,
    registers,
    write_case,
    write_happening,
)
from tests.statistics.test_readmodel import EXAMPLES
from thads.assembly import READ_MODELS
from thads.cases import facts, queries, readmodel
from thads.cases.actions import file
from thads.cases.history import Happening, replay
from thads.cases.models import ActKind, Case, CaseAct, CaseInterval, MovementKind
from thads.core.errors import Conflict
from thads.core.ids import new_id
from thads.identity.models import Role
from thads.imports.models import ImportPurpose, RegisterImport
from thads.ledger.models import LedgerEntry
from thads.ledger.terms import MovementTerms
from thads.statistics import proof
from thads.statistics.models import case_contribution, statistics_cell

Kept = tuple[set[Any], set[Any], dict[Any, list[int]]]
TODAY = date(2024, 9, 30)


def kept(db: Session) -> Kept:
    """Intervals, contributions, cells that are not zero."""
    cells = {tuple(row[:6]): list(row[6:]) for row in db.execute(select(statistics_cell))}
    return (
        {tuple(row) for row in db.execute(select(CaseInterval.__table__))},
        {tuple(row) for row in db.execute(select(case_contribution))},
        {key: row for key, row in cells.items() if any(row)},
    )


def assert_as_rebuilt(db: Session) -> None:
    """Nothing of the read models differs from what all facts give; they are left rebuilt."""
    step_by_step = kept(db)
    readmodel.rebuild(db, READ_MODELS)
    assert kept(db) == step_by_step


@contextmanager
def undone(db: Session) -> Iterator[None]:
    """Nothing that the block wrote remains."""
    try:
        yield
    finally:
        db.rollback()


def write_into_file(db: Session, case_id: UUID, fact: Happening) -> None:
    """Enter one fact into the loaded file, as actions do."""
    case = queries.get(db, case_id, scope=None)
    common = {"case_id": case_id, "sequence": fact.sequence, "day": fact.day, "kind": fact.kind,
              "item_id": fact.item_id, "amount": fact.amount, "entered_at": ENTERED}  # fmt: skip
    if isinstance(fact.kind, MovementKind):
        file.keep(case, "entries", LedgerEntry(**common, **in_books(db, fact)))
    else:
        act = CaseAct(**common, ground=fact.ground, officer_id=fact.officer_id,
                      to_unit_id=fact.unit_id)  # fmt: skip
        file.keep(case, "acts", act)
    file.touch(db, case)


def write_past_the_file(db: Session, case_id: UUID, fact: Happening) -> None:
    """Enter one fact while the file is loaded, which then does not know it."""
    queries.get(db, case_id, scope=None)
    write_happening(db, case_id, fact)


def write_unseen(db: Session, case_id: UUID, fact: Happening) -> None:
    """Enter one fact by a statement that the session does not see, and another that it sees."""
    case = queries.get(db, case_id, scope=None)
    common = {"id": new_id(), "case_id": case_id, "sequence": fact.sequence, "day": fact.day,
              "kind": fact.kind, "item_id": fact.item_id, "amount": fact.amount,
              "entered_at": ENTERED}  # fmt: skip
    if isinstance(fact.kind, MovementKind):
        row = common | in_books(db, fact)
        db.execute(insert(LedgerEntry.__table__).values(row))  # type: ignore[arg-type]
    else:
        row = {**common, "ground": fact.ground, "officer_id": fact.officer_id,
               "to_unit_id": fact.unit_id}  # fmt: skip
        db.execute(insert(CaseAct.__table__).values(row))  # type: ignore[arg-type]
    seen = CaseAct(case_id=case_id, sequence=100 + fact.sequence, day=TODAY.replace(year=2026),
                   kind=ActKind.VALID_NOTICE, entered_at=ENTERED)  # fmt: skip
    file.keep(case, "acts", seen)
    file.touch(db, case)


WAYS = (write_into_file, write_past_the_file, write_happening, write_unseen)


@EXAMPLES
@given(register=registers(max_cases=2), data=st.data())
def test_after_every_fact_whatever_its_way_the_read_models_are_what_a_rebuild_gives(
    office: Session, register: list[Known], data: st.DataObject
):
    with undone(office):
        for known in register:
            write_case(office, known.as_docketed)
            readmodel.settle(office, READ_MODELS)
        for known in register:
            for fact in known.in_order_of_entry:
                way: Callable[..., None] = data.draw(st.sampled_from(WAYS))
                way(office, known.facts.case_id, fact)
                readmodel.settle(office, READ_MODELS)
                assert_as_rebuilt(office)
        assert proof.first_difference(office) is None


@EXAMPLES
@given(register=registers(max_cases=5), new=st.booleans(), parts=st.integers(1, 3))
def test_facts_written_past_the_session_are_brought_up_to_what_a_rebuild_gives(
    office: Session, register: list[Known], new: bool, parts: int
):
    with undone(office):
        for known in register:
            write_case(office, known.as_docketed)
            for fact in known.in_order_of_entry:
                write_happening(office, known.facts.case_id, fact)
        office.info.pop("changed_cases")

        for part in range(parts):
            histories = (replay(known.facts) for known in register[part::parts])
            readmodel.bring_up(office, histories, READ_MODELS, new=new)

        assert_as_rebuilt(office)


@EXAMPLES
@given(register=registers(max_cases=4), data=st.data())
def test_a_case_struck_out_adds_nothing_any_more_and_all_when_it_is_back(
    office: Session, register: list[Known], data: st.DataObject
):
    with undone(office):
        for known in register:
            write_case(office, known.as_docketed)
            for fact in known.in_order_of_entry:
                write_happening(office, known.facts.case_id, fact)
        readmodel.settle(office, READ_MODELS)
        whole = kept(office)
        struck = data.draw(st.sets(st.sampled_from([k.facts.case_id for k in register])))
        by = RegisterImport(purpose=next(iter(ImportPurpose)), file_name="a", file_key="a",
                            file_sha256="a", entered_at=ENTERED)  # fmt: skip
        office.add(by)
        office.flush()
        case = Case.__table__

        office.execute(update(case).where(case.c.id.in_(struck)).values(struck_by_id=by.id))
        readmodel.bring_up(office, (), READ_MODELS, gone=struck)
        assert_as_rebuilt(office)
        assert not {row[0] for row in kept(office)[0]} & struck

        office.execute(update(case).values(struck_by_id=None))
        back = map(replay, facts.load(office, struck))
        readmodel.bring_up(office, back, READ_MODELS, new=True)
        assert kept(office) == whole


def test_a_loaded_file_is_not_read_again(db: Session, make: Make, monkeypatch):
    case = make.case(date(2024, 1, 5), [1_000_000])
    head = make.user(Role.PROVINCE_HEAD)
    db.commit()
    queries.get(db, case.id, scope=None)
    terms = MovementTerms(day=TODAY, item_id=case.items[0].id, amount=1_000)
    receipts.collect(db, case, terms, by=head, today=TODAY)
    monkeypatch.setattr(facts, "load", lambda *_: pytest.fail("the case was read a second time"))

    db.commit()

    assert db.scalars(select(CaseInterval.collected).order_by("starts_on")).all() == [0, 1_000]


def test_of_two_who_write_at_once_one_is_told_and_the_figures_stay_true(db: Session, make: Make):
    case = make.case(date(2024, 1, 5), [1_000_000])
    head = make.user(Role.PROVINCE_HEAD)
    db.commit()
    terms = MovementTerms(
        day=TODAY, item_id=make.items(case)[0].id, amount=600_000, revision=case.revision
    )  # fmt: skip
    queries.get(db, case.id, scope=None)

    with TenantSession() as other:
        theirs = queries.get(other, case.id, scope=None)
        receipts.collect(other, theirs, terms, by=other.merge(head), today=TODAY)
        other.commit()
    # PostgreSQL lets the second in, who then sees the new revision; SQLite keeps him out
    with pytest.raises((Conflict, OperationalError)):
        receipts.collect(db, case, terms, by=head, today=TODAY)
    db.rollback()

    assert db.scalars(select(LedgerEntry.amount)).all() == [600_000]
    assert proof.first_difference(db) is None
    assert_as_rebuilt(db)


def test_a_read_model_that_keeps_a_struck_case_is_named(db: Session, make: Make):
    make.case(date(2024, 1, 5))
    db.commit()
    other = make.case(date(2024, 2, 5))
    db.commit()
    by = RegisterImport(purpose=next(iter(ImportPurpose)), file_name="a", file_key="a",
                        file_sha256="a", entered_at=ENTERED)  # fmt: skip
    db.add(by)
    db.flush()
    case = Case.__table__
    db.execute(update(case).where(case.c.id == other.id).values(struck_by_id=by.id))

    assert "dòng của hồ sơ" in (proof.first_difference(db) or "")


def test_what_was_written_before_a_savepoint_was_undone_still_counts(db, make):
    case = make.case(date(2024, 1, 8))
    nested = db.begin_nested()
    make.case(date(2024, 1, 9))
    nested.rollback()
    db.commit()

    assert db.scalars(select(CaseInterval.case_id)).all() == [case.id]
    assert_as_rebuilt(db)
