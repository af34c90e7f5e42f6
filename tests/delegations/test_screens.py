"""The book of delegations on screen, and whom the form of a decision then offers."""

import re
from datetime import date

import pytest
from sqlalchemy import select

from tenants import registry
from tests.delegations.world import World
from thads.delegations.models import Delegation, DelegationMode
from thads.identity.models import Role

SINCE, UNTIL = date(2026, 8, 3), date(2099, 12, 31)


@pytest.fixture
def world(make, db) -> World:
    """An agency whose branch has become a division."""
    db.expire_on_commit = False
    registry.set_practice_day("lao-cai", date(2026, 9, 30))
    return World(make, db)


def typed(world: World, **given: object) -> dict[str, object]:
    """A delegation of postponements to the chief officer, as the head types it."""
    return {
        "mode": "tuq", "delegate": str(world.chief.id), "number": "15/QĐ-THADS",
        "issued_on": "03/08/2026", "valid_from": "03/08/2026", "valid_to": "31/12/2099",
        "kinds": ["postponement", "resumption"], "units": [str(world.division.id)], **given,
    }  # fmt: skip


def test_the_head_records_a_delegation_and_ends_it(world, db, sign_in):
    head = sign_in(world.head)
    assert "Trưởng Khu Vực" in head.get("/delegations/new").text

    made = head.post("/delegations/", data=typed(world))
    assert made.status_code == 303, made.text
    page = head.get(made.location).text
    assert "Hoãn thi hành án" in page
    assert "Phòng khu vực 1" in page
    assert "15/QĐ-THADS" in head.get("/delegations/").text

    ended = head.post(f"{made.location}/end", data={
        "number": "16/QĐ", "last_day": "10/08/2026", "reason": "Điều động"})  # fmt: skip
    assert ended.status_code == 303, ended.text
    assert "15/QĐ-THADS" not in head.get("/delegations/").text
    assert "Chấm dứt sớm" in head.get("/delegations/?state=over").text


def test_what_is_wrong_stands_at_its_field_and_nothing_is_kept(world, db, sign_in):
    head = sign_in(world.head)
    answer = head.post("/delegations/", data=typed(world, valid_to=""))
    assert answer.status_code == 422
    assert 'id="grant-valid_to-error"' in answer.text
    assert 'value="15/QĐ-THADS"' in answer.text
    assert re.search(r'<input checked[^>]*value="resumption"', answer.text)
    forged = head.post("/delegations/", data=typed(world, kinds=["annulment"]))
    assert forged.status_code == 422
    db.rollback()
    assert db.scalars(select(Delegation)).all() == []


def test_a_head_of_division_reads_what_was_given_and_gives_nothing(world, db, sign_in):
    given = world.grant(world.chief, SINCE, UNTIL)
    chief = sign_in(world.chief)
    assert "không ủy quyền lại" in chief.get("/delegations/new").text
    assert "Ghi việc chấm dứt" not in chief.get(f"/delegations/{given.id}").text
    answer = chief.post("/delegations/", data=typed(world, delegate=str(world.chief.id)))
    assert answer.status_code == 422
    assert sign_in(Role.STOREKEEPER).get("/delegations/").status_code == 404


def test_another_branchs_delegation_is_absent(world, db, make, sign_in):
    given = world.grant(world.branch_deputy, date(2025, 1, 6), by=world.branch_head,
                        mode=DelegationMode.KT)  # fmt: skip
    stranger = sign_in(Role.UNIT_HEAD, unit=make.unit("XA"))
    assert stranger.get(f"/delegations/{given.id}").status_code == 404
    assert sign_in(world.head).get(f"/delegations/{given.id}").status_code == 200


def offered(page: str, field: str) -> list[str]:
    """The lines of a choice."""
    lines = re.search(rf'<select[^>]*id="act-{field}".*?</select>', page, re.S)
    assert lines, page
    return re.findall(r"<option[^>]*>([^<]*)</option>", lines[0])


def test_the_form_of_a_decision_offers_those_who_may_sign_today(world, db, make, sign_in):
    """Not the head of a division as head: what its paper would refuse is not offered."""
    world.grant(world.chief, SINCE, UNTIL)
    case = make.case(date(2026, 7, 6), unit=world.division)
    head = sign_in(world.head)
    page = head.get(f"/cases/{case.id}/postponement").text
    assert offered(page, "signer") == [
        "– Chọn –", "Đỗ Văn Đầu, Cục trưởng",
        "Trưởng Khu Vực, Chi cục trưởng – TUQ., văn bản số 12/QĐ-THADS",
    ]  # fmt: skip
    assert offered(page, "signing_mode") == ["– Chọn –", "Thủ trưởng ký", "TUQ. (thừa ủy quyền)"]
    other = head.get(f"/cases/{case.id}/discontinuance").text
    assert offered(other, "signer") == ["– Chọn –", "Đỗ Văn Đầu, Cục trưởng"]
    annulled = head.get(f"/cases/{case.id}/annulment").text
    assert offered(annulled, "signer") == ["– Cơ quan cấp trên của tỉnh ký –"]


def test_a_signer_of_the_day_typed_is_taken_and_of_another_refused_by_the_rule(
    world, db, make, sign_in
):
    world.grant(world.chief, SINCE, UNTIL)
    case = make.case(date(2026, 7, 6), unit=world.division)
    chief = sign_in(world.chief)
    sent = {
        "ground": "c", "until": "01/12/2026", "number": "7", "signer": str(world.chief.id),
        "signing_mode": "tuq",
    }  # fmt: skip
    path = f"/cases/{case.id}/postponement"
    early = chief.post(path, data=sent | {"day": "31/07/2026"})
    assert early.status_code == 422
    assert 'id="act-signer-error"' in early.text
    assert "không có văn bản ủy quyền nào còn hiệu lực" in early.text
    as_head = chief.post(path, data=sent | {"day": "03/08/2026", "signing_mode": "head"})
    assert 'id="act-signing_mode-error"' in as_head.text
    assert chief.post(path, data=sent | {"day": "03/08/2026"}).status_code == 200
