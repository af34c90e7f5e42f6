"""Acts are entered by plain forms and by htmx alike; refusals keep what was typed."""

from datetime import date
from uuid import uuid4

import pytest
from sqlalchemy import func, select

from tests.browsing import SignIn
from tests.cases.screens.checked import enter
from thads.cases import queries
from thads.cases.models import ActKind, Case, CaseAct, ItemKind, Standing
from thads.identity.models import Role, User

DOCKETED = date(2024, 3, 1)
HTMX = {"HX-Request": "true", "HX-Target": "act"}
DECISION = {"number": "7", "signing_mode": "head"}

# What a head of a unit types for each act, and where the case then stands.
PLAIN = [
    ("notice", {}, ActKind.VALID_NOTICE, Standing.IN_PROGRESS),
    ("enforceability", DECISION | {"enforceable": "no", "ground": "a"},
     ActKind.NOT_YET_ENFORCEABLE, Standing.NOT_YET_ENFORCEABLE),
    ("enforceability", {"enforceable": "yes"}, ActKind.ENFORCEABLE, Standing.IN_PROGRESS),
    ("postponement", DECISION | {"ground": "c", "until": "01/12/2024"},
     ActKind.POSTPONEMENT, Standing.POSTPONED_BY_AGREEMENT),
    ("suspension", DECISION | {"ground": "1"}, ActKind.SUSPENSION, Standing.SUSPENDED),
    ("discontinuance", DECISION | {"ground": "a"},
     ActKind.DISCONTINUANCE, Standing.DISCONTINUED),
    ("forgiveness", DECISION, ActKind.FORGIVENESS, Standing.DISCONTINUED),
    ("entrustment", DECISION | {"receiver": "Cục THADS tỉnh Bên Cạnh"},
     ActKind.ENTRUSTMENT, Standing.ENTRUSTED_OUT),
    ("withdrawal", DECISION, ActKind.WITHDRAWAL, Standing.WITHDRAWN),
    ("completion", {}, ActKind.COMPLETION, Standing.COMPLETED),
]  # fmt: skip


@pytest.fixture
def case(make, db) -> Case:
    """A case of court fees, 1,000,000 đồng, docketed on 01/03/2024."""
    made = make.case(DOCKETED, items=[{"kind": ItemKind.COURT_FEE, "amount": 1_000_000}])
    db.commit()
    return made


def reread(db, case: Case) -> Case:
    """The file as the database has it after a request."""
    db.rollback()
    return queries.get(db, case.id, scope=None)


def last_act(db, case: Case) -> CaseAct:
    """The act entered last."""
    return max(reread(db, case).acts, key=lambda act: act.sequence)


def form_of(db, case: Case, **typed: str) -> dict[str, str]:
    """What a person sends who has just opened the form."""
    return {"day": "20/09/2024", "revision": str(reread(db, case).revision), **typed}


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["plain", "htmx"])
@pytest.mark.parametrize(("noun", "typed", "kind", "standing"), PLAIN)
def test_an_act_is_entered(db, case, sign_in: SignIn, noun, typed, kind, standing, headers):
    head = sign_in(Role.UNIT_HEAD)
    signer = {"signer": str(case_head(db))} if "number" in typed else {}

    answer = enter(
        head, f"/cases/{case.id}/{noun}", headers=headers, **form_of(db, case, **typed, **signer)
    )

    assert answer.status_code == (204 if headers else 303), answer.text
    where = answer.headers["HX-Redirect" if headers else "Location"]
    assert where.endswith(f"/cases/{case.id}")
    entered = last_act(db, case)
    assert (entered.kind, entered.day) == (kind, date(2024, 9, 20))
    assert queries.history_of(reread(db, case)).now.standing is standing


def test_an_annulment_is_signed_above_the_branch(db, case, make, sign_in):
    governor = make.user(Role.PROVINCE_HEAD)
    head = sign_in(Role.UNIT_HEAD)
    typed = form_of(db, case, **DECISION)

    own = enter(head, f"/cases/{case.id}/annulment", signer=str(case_head(db)), **typed)
    above = enter(head, f"/cases/{case.id}/annulment", signer=str(governor.id), **typed)

    assert own.status_code == 422
    assert 'id="act-signer-error"' in own.text
    assert above.status_code == 303, above.text
    assert last_act(db, case).signer_id == governor.id


def test_an_ending_that_only_the_new_law_knows_is_not_signed_in_2024(db, case, sign_in):
    head = sign_in(Role.UNIT_HEAD)

    answer = enter(head, f"/cases/{case.id}/ending", **form_of(
        db, case, signer=str(case_head(db)), **DECISION))  # fmt: skip

    assert answer.status_code == 422
    assert "Chưa có quy định về người ký (other_ending) cho ngày 20/09/2024" in answer.text
    assert reread(db, case).acts == []


def case_head(db):
    """The head of the case's unit."""
    db.rollback()
    return db.scalars(select(User.id).where(User.role == Role.UNIT_HEAD)).one()


def test_a_case_is_assigned_to_an_officer_of_the_unit(db, case, make, sign_in):
    officer = make.user(Role.OFFICER, full_name="Trần Chấp Hành Thử")
    db.commit()
    head = sign_in(Role.UNIT_HEAD)

    answer = enter(head, f"/cases/{case.id}/assignment", **form_of(
        db, case, officer=str(officer.id), signer=str(case_head(db)), **DECISION))  # fmt: skip

    assert answer.status_code == 303, answer.text
    assert last_act(db, case).officer_id == officer.id
    assert "Trần Chấp Hành Thử" in head.get(f"/cases/{case.id}").text


def test_a_postponed_case_is_resumed(db, case, make, sign_in):
    make.act(case, ActKind.POSTPONEMENT, date(2024, 4, 1), ground="a")
    db.commit()
    head = sign_in(Role.UNIT_HEAD)

    answer = enter(head, f"/cases/{case.id}/resumption", **form_of(
        db, case, signer=str(case_head(db)), **DECISION))  # fmt: skip

    assert answer.status_code == 303, answer.text
    assert queries.history_of(reread(db, case)).now.standing is Standing.IN_PROGRESS


def test_an_increase_asks_for_the_item_and_the_amount(db, case, sign_in):
    head = sign_in(Role.UNIT_HEAD)
    signer = str(case_head(db))

    refused = enter(head, f"/cases/{case.id}/increase",
                        **form_of(db, case, signer=signer, **DECISION))  # fmt: skip
    item = reread(db, case).items[0]
    entered = enter(head, f"/cases/{case.id}/increase", **form_of(
        db, case, item=str(item.id), amount="350tr", signer=signer, **DECISION))  # fmt: skip

    assert refused.status_code == 422
    assert "Chọn khoản." in refused.text
    assert entered.status_code == 303, entered.text
    assert queries.history_of(reread(db, case)).remaining == 351_000_000


def test_a_correction_strikes_an_act_out_and_keeps_it_readable(db, case, make, sign_in):
    wrong = make.act(case, ActKind.SUSPENSION, date(2024, 4, 1), ground="1")
    db.commit()
    head = sign_in(Role.UNIT_HEAD)
    revision = str(reread(db, case).revision)

    answer = enter(head, f"/cases/{case.id}/correction", corrects=str(wrong.id),
                       note="Ghi nhầm hồ sơ", revision=revision)  # fmt: skip

    assert answer.status_code == 303, answer.text
    assert queries.history_of(reread(db, case)).now.standing is Standing.IN_PROGRESS
    page = head.get(f"/cases/{case.id}").text
    assert "<s>Tạm đình chỉ thi hành án</s>" in page
    assert "Ghi nhầm hồ sơ" in page


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["plain", "htmx"])
def test_a_refusal_of_the_law_stands_at_its_field_and_keeps_what_was_typed(
    db, case, sign_in, headers
):
    head = sign_in(Role.UNIT_HEAD)

    answer = enter(head, f"/cases/{case.id}/postponement", headers=headers, **form_of(
        db, case, ground="c", note="Hai bên viết giấy tay", signer=str(case_head(db)),
        **DECISION))  # fmt: skip

    assert answer.status_code == 422
    assert 'id="act-until-error"' in answer.text
    assert "Hai bên viết giấy tay" in answer.text
    assert 'value="20/09/2024"' in answer.text
    assert ("<html" in answer.text) is (not headers)
    assert reread(db, case).acts == []


def test_a_day_that_cannot_be_read_is_shown_again_as_typed(db, case, sign_in):
    head = sign_in(Role.UNIT_HEAD)

    answer = head.post(f"/cases/{case.id}/notice", **form_of(db, case) | {"day": "31/02/2024"})

    assert answer.status_code == 422
    assert 'value="31/02/2024"' in answer.text
    assert "Lỗi: " in answer.text


def test_a_number_used_twice_in_its_series_is_refused_at_its_field(db, case, make, sign_in):
    make.act(case, ActKind.SUSPENSION, date(2024, 4, 1), ground="1", number=7,
             series="QĐ-CCTHADS", numbering_year=2024, unit_id=case.unit_id)  # fmt: skip
    db.commit()
    head = sign_in(Role.UNIT_HEAD)

    answer = enter(head, f"/cases/{case.id}/resumption", **form_of(
        db, case, signer=str(case_head(db)), **DECISION))  # fmt: skip

    assert answer.status_code == 422
    assert 'id="act-number-error"' in answer.text


def test_two_people_at_once_the_second_sees_both_versions(db, case, sign_in):
    """The head opens the form, an officer records a notice, the head sends: 409, then again."""
    head, officer = sign_in(Role.UNIT_HEAD), sign_in(Role.OFFICER, full_name="Lê Nhanh Hơn")
    opened = form_of(db, case, note="Chuyển sổ của tôi")
    first = officer.post(f"/cases/{case.id}/notice", **form_of(db, case))

    second = head.post(f"/cases/{case.id}/notice", **opened)

    assert (first.status_code, second.status_code) == (303, 409)
    assert "Vừa được ghi vào hồ sơ" in second.text
    assert "Lê Nhanh Hơn" in second.text
    assert "Chuyển sổ của tôi" in second.text
    assert len(reread(db, case).acts) == 1
    again = head.post(f"/cases/{case.id}/notice", **form_of(db, case, note="Chuyển sổ của tôi"))
    assert again.status_code == 303


def test_a_form_sent_twice_has_one_effect(db, case, sign_in):
    head, key = sign_in(Role.UNIT_HEAD), str(uuid4())
    typed = form_of(db, case)

    answers = [head.post(f"/cases/{case.id}/notice", submission_key=key, **typed) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [303, 303]
    db.rollback()
    assert db.scalar(select(func.count()).select_from(CaseAct)) == 1


def test_a_case_of_another_unit_is_not_there(db, case, make, sign_in):
    elsewhere = make.unit("XA")
    db.commit()
    stranger = sign_in(Role.UNIT_HEAD, unit=elsewhere)

    for noun in ("", "/postponement", "/collection", "/verification", "/identifiers"):
        assert stranger.get(f"/cases/{case.id}{noun}").status_code == 404
    assert stranger.post(f"/cases/{case.id}/notice", **form_of(db, case)).status_code == 404
    assert reread(db, case).acts == []


def test_the_menu_offers_only_what_role_and_facts_allow(db, case, make, sign_in):
    clerk, accountant = sign_in(Role.RECORDS_CLERK), sign_in(Role.ACCOUNTANT)

    for_clerk = clerk.get(f"/cases/{case.id}").text
    for_accountant = accountant.get(f"/cases/{case.id}").text

    assert f"/cases/{case.id}/assignment" in for_clerk
    assert f"/cases/{case.id}/postponement" not in for_clerk
    assert f"/cases/{case.id}/collection" in for_accountant
    assert f"/cases/{case.id}/reversal" not in for_accountant  # nothing was collected yet


def test_a_suspension_that_somebody_else_decided_is_told_without_a_number(make, sign_in, db):
    case = make.case(date(2024, 1, 5))
    make.user(Role.UNIT_HEAD)
    db.commit()
    chief = sign_in(Role.UNIT_HEAD)
    own = chief.post(f"/cases/{case.id}/suspension", day="02/09/2024", ground="2", step="issue")
    told = chief.post(f"/cases/{case.id}/suspension", day="02/09/2024", ground="1", step="issue")
    assert (own.status_code, told.status_code) == (422, 303)
