"""A party asks for another officer, an officer declines; each law has its own clock."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError

from thads.cases import queries as cases
from thads.cases.models import Case, SigningMode
from thads.conflicts import actions as conflicts
from thads.conflicts.actions import RelativeTerms
from thads.conflicts.models import Relation
from thads.core.errors import RuleBroken
from thads.identity.models import Role, User
from thads.parties.models import Party
from thads.recusals import actions, queries
from thads.recusals.actions import AnswerTerms, ChangeTerms
from thads.recusals.models import OfficerChangeRequest

TODAY = date(2024, 9, 30)
RECEIVED = date(2024, 9, 13)  # a Friday


@pytest.fixture
def officer(make) -> User:
    return make.user(full_name="Đặng Chấp Hành")


@pytest.fixture
def case(make, officer) -> Case:
    return make.case(date(2024, 3, 1), officer=officer)


def party_of(db, case) -> Party:
    """One of the parties."""
    return db.scalars(select(Party).where(Party.case_id == case.id)).first()


def wanted(db, case, **given) -> ChangeTerms:
    """A party says that the officer is slow."""
    said = {"party_id": party_of(db, case).id, "received_on": RECEIVED, "ground": "c",
            "reason": "Chậm kê biên", **given}  # fmt: skip
    return ChangeTerms(**said)


def replaced(officer, signer, **given) -> AnswerTerms:
    """The head gives the case to somebody else."""
    said = {"answered_on": date(2024, 9, 19), "officer_id": officer.id, "number": 4,
            "signer_id": signer.id, "signing_mode": SigningMode.HEAD, **given}  # fmt: skip
    return AnswerTerms(**said)


@pytest.mark.parametrize(
    ("received", "due"),
    [(date(2024, 9, 13), date(2024, 9, 20)), (date(2026, 6, 30), date(2026, 7, 7)),
     (date(2026, 7, 1), date(2026, 7, 6))],
)  # fmt: skip
def test_five_working_days_under_the_old_law_three_under_the_new(db, make, received, due):
    """NĐ62 Đ.10 k.3; NĐ152 Đ.13 k.3."""
    case = make.case(date(2024, 3, 1), officer=make.user())
    terms = wanted(db, case, received_on=received, ground="b")
    head = make.user(Role.PROVINCE_HEAD)
    found = actions.ask(db, case, terms, by=head, today=date(2026, 9, 30))
    asked = queries.get(db, found.id)
    assert asked.due == due
    assert not asked.is_late_on(due)
    assert asked.is_late_on(date(2026, 9, 30))


@pytest.mark.parametrize(
    ("given", "field"),
    [({"ground": "d", "received_on": date(2026, 7, 6)}, "ground"), ({"ground": "z"}, "ground"),
     ({"ground": "declined"}, "ground"), ({"party_id": None}, "ground"),
     ({"reason": " "}, "reason"),
     ({"received_on": date(2026, 10, 1)}, "day"), ({"received_on": date(2024, 2, 29)}, "day")],
)  # fmt: skip
def test_what_a_request_must_hold(db, case, make, given, field):
    head = make.user(Role.PROVINCE_HEAD)
    with pytest.raises(RuleBroken) as broken:
        actions.ask(db, case, wanted(db, case, **given), by=head, today=date(2026, 9, 30))
    assert broken.value.field == field
    assert db.scalars(select(OfficerChangeRequest)).all() == []


def test_the_officer_is_replaced_by_an_assignment(db, case, make, chief, officer):
    other = make.user(full_name="Lò Thay Thế")
    found = actions.ask(db, case, wanted(db, case), by=chief, today=TODAY)
    db.commit()
    assert [one.request.id for one in queries.waiting(db, case.unit_id)] == [found.id]
    request = queries.get(db, found.id).request
    loaded = cases.get(db, case.id, scope=None)
    actions.answer(db, loaded, request, replaced(other, chief), by=chief, today=TODAY)
    db.commit()
    held = cases.history_of(cases.get(db, case.id, scope=None)).now
    assert held.officer_id == other.id
    assert queries.waiting(db, None) == []
    assert not queries.get(db, found.id).was_late
    again = queries.get(db, found.id).request
    with pytest.raises(RuleBroken, match="đã trả lời"):
        actions.answer(db, case, again, replaced(officer, chief), by=chief, today=TODAY)


def test_an_officer_who_stays_needs_reasons_in_writing_and_does_not_decide_himself(
    db, case, make, chief, officer
):
    found = actions.ask(db, case, wanted(db, case), by=chief, today=TODAY)
    request = queries.get(db, found.id).request
    stays = AnswerTerms(answered_on=date(2024, 9, 25), reply="Không có căn cứ", reply_number="8/CV")
    for terms, by, field in (
        (replace(stays, reply=" "), chief, "reply"),
        (replace(stays, answered_on=date(2024, 9, 12)), chief, "answered_on"),
        (stays, officer, "signer"),
        (replaced(officer, chief), chief, "officer"),
        (replaced(make.user(), officer), chief, "signer"),
    ):
        with pytest.raises(RuleBroken) as broken:
            actions.answer(db, case, request, terms, by=by, today=TODAY)
        assert broken.value.field == field
    actions.answer(db, case, request, stays, by=chief, today=TODAY)
    assert queries.get(db, found.id).was_late  # due on 20/09/2024


def test_one_request_of_a_person_waits_at_a_time(db, case, chief):
    actions.ask(db, case, wanted(db, case), by=chief, today=TODAY)
    with pytest.raises(RuleBroken, match="chưa được trả lời"):
        actions.ask(db, case, wanted(db, case), by=chief, today=TODAY)
    own = wanted(db, case, party_id=None, ground="declined")
    declined = actions.ask(db, case, own, by=chief, today=TODAY)
    assert queries.get(db, declined.id).due is None  # the law sets no day for one's own word


def test_cases_held_by_a_relative_of_a_party_are_listed_until_handed_on(
    db, case, make, chief, officer
):
    make.case(date(2024, 3, 1), officer=officer)
    debtor = party_of(db, case)
    debtor.personal_id_number = "000174000001"
    terms = RelativeTerms(relation=Relation.CHILD, name="Tên Khác",
                          personal_id_number="000174000001")  # fmt: skip
    conflicts.declare(db, terms, by=officer, today=TODAY)
    db.commit()
    (held,) = queries.held_by_relatives(db, case.unit_id)
    assert (held.case.id, held.officer.id, held.conflict.by_number) == (case.id, officer.id, True)
    assert queries.held_by_relatives(db, make.unit("XA").id) == []
    own = wanted(db, case, party_id=None, ground="declined")
    found = actions.ask(db, case, own, by=chief, today=TODAY)
    request = queries.get(db, found.id).request
    actions.answer(db, case, request, replaced(make.user(), chief), by=chief, today=TODAY)
    db.commit()
    assert queries.held_by_relatives(db, None) == []


def test_a_request_cannot_be_changed(db, case, chief):
    actions.ask(db, case, wanted(db, case), by=chief, today=TODAY)
    db.commit()
    with pytest.raises(IntegrityError, match="append_only"):
        db.execute(text("UPDATE officer_change_request SET reason = 'x'"))


def test_the_screens_take_a_request_and_its_answer(db, case, make, chief, sign_in):
    db.expire_on_commit = False
    party, other = party_of(db, case), make.user(full_name="Lò Thay Thế")
    head = sign_in(chief)
    page = head.get(f"/cases/{case.id}").text
    assert f"/cases/{case.id}/officer-changes" in page
    sent = {"party": str(party.id), "received_on": "13/09/2024", "ground": "c", "reason": "Chậm"}
    assert (
        head.post(f"/cases/{case.id}/officer-changes", data=sent | {"ground": ""}).status_code
        == 422
    )
    made = head.post(f"/cases/{case.id}/officer-changes", data=sent)
    assert made.status_code == 303, made.text
    assert "20/09/2024" in head.get(made.location).text
    assert "Quá hạn" in head.get("/officer-changes/").text
    answer = {"outcome": "replaced", "answered_on": "25/09/2024", "officer": str(other.id),
              "number": "5", "signer": str(chief.id), "signing_mode": "head"}  # fmt: skip
    short = head.post(f"{made.location}/answer", data=answer | {"officer": ""})
    assert short.status_code == 422
    assert "Nhập chấp hành viên mới." in short.text
    done = head.post(f"{made.location}/answer", data=answer)
    assert done.status_code == 303, done.text
    page = head.get(made.location).text
    assert "Lò Thay Thế" in page
    assert "Trả lời muộn" in page
    stranger = sign_in(Role.UNIT_HEAD, unit=make.unit("XA"))
    assert stranger.get(made.location).status_code == 404
