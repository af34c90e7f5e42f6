"""Who gives and who receives read the same sums and say so; nobody else can (B25)."""

from datetime import date
from uuid import uuid4

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from tests.cases.conftest import TODAY
from thads.cases import actions
from thads.cases.actions import ActTerms, bulk, recording
from thads.cases.actions.bulk import HandOver
from thads.cases.models import ActKind, CaseAct, HandOverRecord
from thads.cases.queries import handovers
from thads.cases.queries.workload import Holder, Load, loads_on, total
from thads.core.errors import NotFound, RuleBroken
from thads.identity.models import Role, User

START = date(2024, 3, 1)
KEPT = {"record": "note", "line": "remaining", "acknowledgement": "unit_id"}


@pytest.fixture
def given(db, make, officer, chief):
    """The record of one case of 1.000.000 đ given from one officer to another on 20/09/2024."""
    receiver = make.user(Role.OFFICER, full_name="Trần Thị Nhận Việc")
    case, kept = (make.case(START, [n * 1_000_000], officer=officer) for n in (1, 2))
    db.commit()
    terms = ActTerms(kind=ActKind.ASSIGNMENT, day=date(2024, 9, 20), officer_id=receiver.id)
    actions.give(db, case, terms, by=chief, today=TODAY)
    db.commit()
    assert kept.unit_id == case.unit_id
    return opened(db)


def opened(db):
    """The one record there is, as its page reads it."""
    found, reader = db.query(HandOverRecord.id).scalar(), db.query(User).first()
    return handovers.get_record(db, found, scope=None, reader=reader)


def sides(db, record):
    found = handovers.parties(record, handovers.given_by(db, [record.id])[record.id])
    return [(party.receives, party.officer_id or party.unit_id, bool(party.said))
            for party in found]  # fmt: skip


def test_a_single_assignment_keeps_what_both_held_before_and_after(db, given, officer, unit):
    taker = given.officer_id
    assert handovers.loads_of(given.before) == {
        Holder(unit.id, officer.id): Load(2, 3_000_000), Holder(unit.id, taker): Load(),
    }  # fmt: skip
    assert handovers.loads_of(given.after) == loads_on(db, TODAY, [unit.id])
    assert [line.remaining for line in handovers.lines_of(db, given.id)] == [1_000_000]
    assert sides(db, given) == [(False, officer.id, False), (True, taker, False)]


def test_both_acknowledge_once_and_nobody_else_may(db, given, officer, chief):
    receiver = given.officer_id
    assert handovers.count_waiting(db, officer) == 1
    with pytest.raises(RuleBroken, match="Chỉ người giao, người nhận"):
        actions.acknowledge(db, given, by=chief)

    first = actions.acknowledge(db, given, by=officer)
    assert actions.acknowledge(db, given, by=officer) is first
    db.commit()

    assert handovers.count_waiting(db, officer) == 0
    assert sides(db, given) == [(False, officer.id, True), (True, receiver, False)]


@pytest.mark.parametrize("table", ["record", "line", "acknowledgement"])
def test_what_was_recorded_and_said_is_not_changed(db, given, officer, table):
    actions.acknowledge(db, given, by=officer)
    db.commit()
    for statement in (f"UPDATE hand_over_{table} SET {KEPT[table]} = {KEPT[table]}",
                      f"DELETE FROM hand_over_{table}"):  # fmt: skip
        with pytest.raises(IntegrityError, match="append_only"):
            db.execute(text(statement))
        db.rollback()


def test_heads_acknowledge_what_moves_between_units(db, make, officer, chief, governor):
    other = make.unit("XA")
    their_head, cases = make.user(Role.UNIT_HEAD, unit=other), [make.case(START) for _ in range(2)]
    db.commit()
    wanted, key = HandOver(day=TODAY, to_unit_id=other.id), uuid4()
    for case in cases:
        assert bulk.attempt(db, case.id, wanted, key=key, by=governor, today=TODAY) is None
        db.commit()
    acts = db.query(CaseAct).filter(CaseAct.kind == ActKind.TRANSFER).all()
    for _ in range(2):  # the worker may run twice
        recording.record(db, acts, {}, {}, key=str(key), by=governor)
        db.commit()
    record = opened(db)

    assert [handovers.count_waiting(db, p) for p in (chief, their_head, officer)] == [1, 1, 0]
    assert sides(db, record) == [(False, chief.unit_id, False), (True, other.id, False)]
    actions.acknowledge(db, record, by=their_head)
    assert [handovers.count_waiting(db, p) for p in (chief, their_head)] == [1, 0]
    assert handovers.get_record(db, record.id, scope=chief.unit_id, reader=chief) is record
    with pytest.raises(NotFound):
        handovers.get_record(db, record.id, scope=make.unit().id, reader=officer)


def test_who_has_left_the_unit_still_says_what_was_given(db, make, given, officer):
    officer.unit = make.unit("XC")
    db.commit()
    assert handovers.count_waiting(db, officer) == 1
    waiting = handovers.records(db, scope=officer.unit_id, waiting_for=officer).rows
    assert [record.id for record in waiting] == [given.id]
    found = handovers.get_record(db, given.id, scope=officer.unit_id, reader=officer)
    assert actions.acknowledge(db, found, by=officer).unit_id == officer.unit_id
    assert handovers.records(db, scope=officer.unit_id).rows == []


def test_a_case_nobody_held_needs_only_the_receiver(db, make, officer, chief):
    case = make.case(START)
    db.commit()
    terms = ActTerms(kind=ActKind.ASSIGNMENT, day=TODAY, officer_id=officer.id)
    actions.give(db, case, terms, by=chief, today=TODAY)
    assert sides(db, opened(db)) == [(True, officer.id, False)]


def test_the_page_shows_the_sums_and_takes_the_word(sign_in, db, given, officer, make):
    address = f"/handovers/{given.id}"
    assert total(handovers.loads_of(given.before)) == Load(2, 3_000_000)
    giver, other = sign_in(officer), sign_in(Role.OFFICER)

    assert "1 biên bản bàn giao</a> chờ" in giver.get("/").text
    page = giver.get(address).text
    assert "Xác nhận số liệu bàn giao đúng" in page
    assert "3.000.000" in page
    assert "Xác nhận số liệu" not in other.get(address).text
    assert other.post(f"{address}/acknowledgement").status_code == 422
    assert giver.post(f"{address}/acknowledgement").status_code == 303

    assert "Đã xác nhận lúc" in giver.get(address).text
    assert "Còn chờ bên nhận" in giver.get("/handovers/").text
    assert "Không có biên bản nào chờ" in giver.get("/handovers/?mine=1").text
    assert "biên bản bàn giao</a> chờ" not in giver.get("/").text
    outside = sign_in(Role.OFFICER, unit=make.unit("XB"))
    assert outside.get(address).status_code == 404
