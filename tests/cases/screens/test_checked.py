"""No decision and no money without a look at all answers and at what follows from them."""

from datetime import date

import pytest
from sqlalchemy import func, select

from tests.browsing import SignIn
from tests.cases.screens.checked import carried, enter
from thads.audit.models import AuditEntry
from thads.cases import queries
from thads.cases.forms.acts import ACT_PAGES
from thads.cases.models import ActKind, Case, CaseAct, ItemKind, MovementKind, Standing
from thads.identity.models import Role, User
from thads.ledger.models import LedgerEntry

HTMX = {"HX-Request": "true", "HX-Target": "act"}
ONE_STEP = {"transfer", "notice", "verification"}  # no number, no money, nothing ends


@pytest.fixture
def case(make, db) -> Case:
    """Court fees of 1,000,000 and a debt of 5,000,000 đồng, docketed on 01/03/2024."""
    made = make.case(
        date(2024, 3, 1), items=[{"kind": ItemKind.COURT_FEE, "amount": 1_000_000}, 5_000_000]
    )
    db.commit()
    return made


def reread(db, case: Case) -> Case:
    """The file as the database has it after a request."""
    db.rollback()
    return queries.get(db, case.id, scope=None)


def postponement(db, case: Case, **more: str) -> dict[str, str]:
    """A postponement by agreement until 01/12/2024, as the head types it."""
    revision = str(reread(db, case).revision)
    signer = str(db.scalars(select(User.id).where(User.role == Role.UNIT_HEAD)).one())
    db.rollback()
    return {
        "day": "20/09/2024", "revision": revision, "ground": "c", "until": "1/12/24",
        "number": "7", "signer": signer, "signing_mode": "head",
        "note": "Hai bên viết giấy tay", **more,
    }  # fmt: skip


def test_every_act_is_checked_but_simple_facts_without_paper():
    assert {page.noun for page in ACT_PAGES if not page.is_checked} == ONE_STEP


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["plain", "htmx"])
def test_a_decision_is_read_once_more_before_it_stands(db, case, sign_in: SignIn, headers):
    head = sign_in(Role.UNIT_HEAD)

    page = head.post(f"/cases/{case.id}/postponement", headers=headers, **postponement(db, case))

    assert page.status_code == 200, page.text
    for words in (
        "7/QĐ-CCTHADS", "01/12/2024", "20/09/2024", "Luật THADS 2008 Điều 48 khoản 1 điểm c",
        "Cả việc (mọi khoản còn mở)", "Hoãn theo thỏa thuận", "6.000.000", "Hai bên viết giấy tay",
        "Ra quyết định hoãn thi hành án</button>", "Sửa lại</button>",
    ):  # fmt: skip
        assert words in page.text, words
    assert ("<html" in page.text) is (not headers)
    assert reread(db, case).acts == []
    assert queries.history_of(reread(db, case)).now.standing is Standing.IN_PROGRESS
    decided = select(func.count()).where(AuditEntry.act == "case.postponement")
    assert db.scalar(decided) == 0  # the rehearsal leaves no trace


def test_going_back_keeps_all_that_was_typed_and_then_it_can_still_be_entered(db, case, sign_in):
    head = sign_in(Role.UNIT_HEAD)
    path = f"/cases/{case.id}/postponement"
    checked = head.post(path, **postponement(db, case))

    form = head.post(path, **carried(checked.text) | {"step": "edit"})
    again = head.post(path, **carried(checked.text) | {"step": "check", "until": "15/11/2024"})
    issued = head.post(path, **carried(again.text) | {"step": "issue"})

    assert form.status_code == 200
    for kept in ('value="20/09/2024"', 'value="1/12/24"', 'value="7"', "Hai bên viết giấy tay",
                 '<option selected value="c">'):  # fmt: skip
        assert kept in form.text, kept
    assert issued.status_code == 303, issued.text
    assert reread(db, case).acts[0].until == date(2024, 11, 15)


def test_the_button_pressed_twice_issues_one_decision(db, case, sign_in):
    head = sign_in(Role.UNIT_HEAD)
    path = f"/cases/{case.id}/postponement"
    sent = carried(head.post(path, **postponement(db, case)).text) | {"step": "issue"}

    answers = [head.post(path, **sent) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [303, 303]
    assert len(reread(db, case).acts) == 1
    assert "không ghi thêm lần nữa" in head.get(f"/cases/{case.id}").text


def test_what_changed_between_check_and_button_is_shown_beside_what_was_typed(db, case, sign_in):
    head, officer = sign_in(Role.UNIT_HEAD), sign_in(Role.OFFICER, full_name="Lê Nhanh Hơn")
    path = f"/cases/{case.id}/postponement"
    checked = head.post(path, **postponement(db, case))
    officer.post(f"/cases/{case.id}/notice", day="20/09/2024")

    late = head.post(path, **carried(checked.text) | {"step": "issue"})

    assert late.status_code == 409
    assert "Lê Nhanh Hơn" in late.text
    assert "Hai bên viết giấy tay" in late.text
    assert [act.kind for act in reread(db, case).acts] == [ActKind.VALID_NOTICE]
    again = enter(head, path, **postponement(db, case))
    assert again.status_code == 303, again.text


def test_a_number_taken_between_check_and_button_is_refused_at_its_field(db, case, make, sign_in):
    head = sign_in(Role.UNIT_HEAD)
    path = f"/cases/{case.id}/postponement"
    checked = head.post(path, **postponement(db, case))
    other = make.case(date(2024, 3, 1))
    make.act(other, ActKind.SUSPENSION, date(2024, 4, 1), ground="1", number=7,
             series="QĐ-CCTHADS", numbering_year=2024, unit_id=case.unit_id)  # fmt: skip
    db.commit()

    late = head.post(path, **carried(checked.text) | {"step": "issue"})

    assert late.status_code == 422
    assert 'id="act-number-error"' in late.text
    assert "Hai bên viết giấy tay" in late.text
    assert reread(db, case).acts == []


def test_money_is_read_in_digits_and_words_with_what_will_remain(db, case, sign_in):
    accountant = sign_in(Role.ACCOUNTANT)
    debtor = reread(db, case).debtors[0]
    db.rollback()

    page = accountant.post(f"/cases/{case.id}/collection", day="20/09/2024", amount="400k",
                           voucher="PT 12", means="transfer", payer_party=str(debtor.id),
                           paper="collection_receipt", reason="Nộp tiền")  # fmt: skip

    assert page.status_code == 200, page.text
    for words in ("400.000 đ", "Bốn trăm nghìn đồng", "PT 12", "600.000", "5.600.000",
                  "Ghi thu tiền</button>"):  # fmt: skip
        assert words in page.text, words
    db.rollback()
    assert db.scalar(select(func.count()).select_from(LedgerEntry)) == 0


def test_a_payment_says_what_stays_in_hand(db, case, make, sign_in):
    make.money(case, 1_000_000, date(2024, 4, 1))
    db.commit()
    accountant = sign_in(Role.ACCOUNTANT)
    fee = reread(db, case).items[0]
    db.rollback()

    page = accountant.post(f"/cases/{case.id}/payment", day="20/09/2024", item=str(fee.id),
                           amount="300.000")  # fmt: skip
    sent = accountant.post(f"/cases/{case.id}/payment", **carried(page.text) | {"step": "issue"})

    assert "nộp ngân sách" in page.text
    assert 'data-label="Sẽ còn giữ (đ)">700.000<' in page.text
    assert sent.status_code == 303, sent.text
    assert reread(db, case).entries[-1].kind is MovementKind.PAID_TO_BUDGET


def test_a_part_is_checked_beside_the_item_it_is_taken_from(db, case, sign_in):
    head = sign_in(Role.UNIT_HEAD)
    debt = reread(db, case).items[1]
    typed = postponement(db, case, item=str(debt.id), amount="2tr", ground="a", until="")

    page = head.post(f"/cases/{case.id}/discontinuance", **typed)

    assert page.status_code == 200, page.text
    assert "Hai triệu đồng" in page.text
    assert 'data-label="Sẽ còn lại (đ)">3.000.000<' in page.text
    assert "1. " not in page.text.split("<tbody>")[1].split("</tbody>")[0]  # the fee is untouched
    db.rollback()
    assert db.scalar(select(func.count()).select_from(CaseAct)) == 0
