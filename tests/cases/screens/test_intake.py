"""Judgments are received; decisions are typed row by row and checked before they stand."""

from datetime import date
from uuid import uuid4

import pytest
from sqlalchemy import func, select

from thads.audit.models import AuditEntry
from thads.cases import queries
from thads.cases.models import Case, Judgment
from thads.identity.models import Role

HTMX = {"HX-Request": "true", "HX-Target": "docketing"}


@pytest.fixture
def judgment(make, db) -> Judgment:
    """A civil judgment received on 10/02/2023."""
    made = make.judgment()
    db.commit()
    return made


def decision(judgment: Judgment, **more: str) -> dict[str, str]:
    """A decision as it is typed: one debtor, one creditor, one item."""
    return {
        "initiation": "on_request", "kind": "civil", "unit": str(judgment.unit_id),
        "docketed_on": "20/09/2024", "number": "41",
        "parties-0-role": "judgment_debtor", "parties-0-kind": "person",
        "parties-0-name": "Nguyễn Văn Thử", "parties-0-personal_id_number": "001234567891",
        "parties-1-role": "judgment_creditor", "parties-1-kind": "organisation",
        "parties-1-name": "Ngân hàng Thử",
        "items-0-kind": "debt", "items-0-amount": "1,2 tỷ",
        **more,
    }  # fmt: skip


def cases(db) -> int:
    """How many cases there are after a request."""
    db.rollback()
    return db.scalar(select(func.count()).select_from(Case)) or 0


def test_a_judgment_is_received(db, make, sign_in):
    unit = make.district()
    clerk = sign_in(Role.RECORDS_CLERK)
    typed = {"unit": str(unit.id), "number": "15/2024/DS-ST", "judged_on": "25/06/2024",
             "court": "Tòa án nhân dân huyện Thử", "kind": "civil"}  # fmt: skip

    backwards = clerk.post("/judgments/", received_on="20/06/2024", **typed)
    received = clerk.post("/judgments/", received_on="28/06/2024", **typed)
    twice = clerk.post("/judgments/", received_on="28/06/2024", **typed)

    assert (backwards.status_code, received.status_code, twice.status_code) == (422, 303, 422)
    assert 'value="15/2024/DS-ST"' in backwards.text
    assert "15/2024/DS-ST" in clerk.get("/judgments/?waiting=yes").text


def test_a_row_is_added_and_dropped_without_losing_the_others(db, judgment, sign_in):
    clerk = sign_in(Role.RECORDS_CLERK)
    address = f"/cases/docketing?judgment={judgment.id}"

    longer = clerk.post(address, step="add-parties", **decision(judgment))
    shorter = clerk.post(address, step="drop-parties-1", headers=HTMX, **decision(judgment))

    assert longer.status_code == 200
    assert 'name="parties-2-name"' in longer.text
    assert 'value="Nguyễn Văn Thử"' in longer.text
    assert 'value="1,2 tỷ"' in longer.text
    assert "<html" not in shorter.text
    assert "Ngân hàng Thử" not in shorter.text
    assert cases(db) == 0


def test_answers_are_checked_before_the_decision_is_issued(db, judgment, sign_in):
    clerk = sign_in(Role.RECORDS_CLERK)
    address = f"/cases/docketing?judgment={judgment.id}"

    checked = clerk.post(address, step="check", **decision(judgment))

    assert checked.status_code == 200, checked.text
    assert "41/QĐ-CCTHADS" in checked.text
    assert "1.200.000.000" in checked.text
    assert cases(db) == 0

    issued = clerk.post(address, step="issue", **decision(judgment))

    assert issued.status_code == 303, issued.text
    db.rollback()
    case_id = db.scalars(select(Case.id)).one()
    case = queries.get(db, case_id, scope=None)
    assert (case.title, case.docketed_on) == ("41/QĐ-CCTHADS", date(2024, 9, 20))
    assert case.judgment_id == judgment.id
    assert queries.history_of(case).remaining == 1_200_000_000
    page = clerk.get(f"/cases/{case_id}").text
    assert "001234567891" not in page
    assert "891" in page
    assert "001234567891" in clerk.get(f"/cases/{case_id}/identifiers").text


def test_the_same_decision_sent_twice_is_one_case(db, judgment, sign_in):
    clerk, key = sign_in(Role.RECORDS_CLERK), str(uuid4())
    address = f"/cases/docketing?judgment={judgment.id}"

    for _ in range(2):
        answer = clerk.post(address, step="issue", submission_key=key, **decision(judgment))
        assert answer.status_code == 303

    assert cases(db) == 1


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"items-0-amount": "mười đồng"}, "items-0-amount"),
        ({"parties-0-name": ""}, "parties-0-name"),
        ({"parties-0-personal_id_number": "12"}, "parties-0-personal_id_number"),
        ({"parties-0-commune_text": "Bảo Thắng"}, "parties-0-commune_text"),
        ({"parties-0-role": "judgment_creditor"}, "parties-0-role"),
        ({"docketed_on": "01/10/2024"}, "docketed_on"),
    ],
)
def test_a_mistake_stands_at_its_field(db, judgment, sign_in, typed, field):
    clerk = sign_in(Role.RECORDS_CLERK)

    answer = clerk.post(f"/cases/docketing?judgment={judgment.id}", step="check",
                        **decision(judgment, **typed))  # fmt: skip

    assert answer.status_code == 422
    assert f'id="{field}-error"' in answer.text
    assert f'href="#{field}"' in answer.text
    assert cases(db) == 0


def test_a_commune_is_found_without_marks_and_without_script(db, judgment, sign_in):
    clerk = sign_in(Role.RECORDS_CLERK)
    typed = decision(judgment, **{"parties-0-commune_text": "phu nhuan bao thang"})

    found = clerk.post(f"/cases/docketing?judgment={judgment.id}", step="find-parties-0", **typed)
    asked = clerk.get("/cases/communes?row=parties-0&parties-0-commune_text=phu nhuan bao thang")

    choice = 'name="parties-0-commune_code" value="02944"'
    for answer in (found, asked):
        assert answer.status_code == 200
        assert "Xã Phú Nhuận, Huyện Bảo Thắng" in answer.text
        assert choice in answer.text


def test_the_register_is_filtered_by_its_address(db, make, judgment, sign_in):
    first, second = make.case(date(2024, 1, 5), items=[5_000_000]), make.case(date(2024, 2, 5))
    make.money(second, 1_000_000, date(2024, 3, 1))
    db.commit()
    clerk = sign_in(Role.RECORDS_CLERK)

    everything = clerk.get("/cases/").text
    done = clerk.get("/cases/?standing=completed").text
    part = clerk.get("/cases/?text=khong co ai", headers={
        "HX-Request": "true", "HX-Target": "register"}).text  # fmt: skip

    assert first.title in everything
    assert "6.000.000" in everything  # the sum of both
    assert first.title not in done
    assert second.title in done
    assert "Trạng thái: Thi hành xong" in done
    assert "<html" not in part
    assert "Không có việc nào khớp" in part


def test_reading_a_file_is_recorded(db, make, judgment, sign_in):
    case = make.case()
    db.commit()
    clerk = sign_in(Role.RECORDS_CLERK)

    clerk.get(f"/cases/{case.id}")
    clerk.get(f"/cases/{case.id}/identifiers")

    db.rollback()
    read = db.scalars(select(AuditEntry.act).where(AuditEntry.subject_id == str(case.id))).all()
    assert [act for act in read if act.endswith(".read")] == [
        "cases.show.read", "cases.identifiers.read",
    ]  # fmt: skip
