"""Whoever changes the record of acts behind the program's back is found out (P24, P25)."""

from datetime import date
from types import SimpleNamespace
from uuid import uuid4

import pytest
from sqlalchemy import text

from thads.audit import actions as audit
from thads.audit import queries
from thads.cases.models import ActKind

CLERK = SimpleNamespace(
    id=uuid4(), username="vanthu", role="records_clerk", unit=SimpleNamespace(code="LC-BT")
)


@pytest.fixture
def ten(db):
    """Ten acts of one clerk."""
    for number in range(1, 11):
        audit.record(db, CLERK, "case.viewed", f"case-{number}", day=date(2024, 9, number))
    db.commit()
    return db


def test_an_untouched_record_is_whole_and_numbered_without_a_gap(ten):
    numbers = ten.scalars(text("SELECT number FROM audit_entry ORDER BY number")).all()

    assert numbers == list(range(1, 11))
    assert queries.verify(ten) is None
    assert queries.verify(ten, anchor=queries.head(ten)) is None


MUTATIONS = {
    "alter": (["UPDATE audit_entry SET username = 'nguoi-khac' WHERE number = 4"], 4),
    "alter_details": (["UPDATE audit_entry SET details = '{}' WHERE number = 7"], 7),
    "insert": (
        [
            "INSERT INTO audit_entry SELECT 11, happened_at, user_id, username, role, unit_code,"
            " act, subject_type, subject_id, details, mac, mac FROM audit_entry WHERE number = 10"
        ],
        11,
    ),
    "delete": (["DELETE FROM audit_entry WHERE number = 5"], 5),
    "delete_and_close_the_gap": (
        [
            "DELETE FROM audit_entry WHERE number = 5",
            "UPDATE audit_entry SET number = number - 1 WHERE number = 6",
        ],
        5,
    ),
    "reorder": (
        [
            "UPDATE audit_entry SET number = 99 WHERE number = 2",
            "UPDATE audit_entry SET number = 2 WHERE number = 3",
            "UPDATE audit_entry SET number = 3 WHERE number = 99",
        ],
        2,
    ),
    "cut_the_head": (["DELETE FROM audit_entry WHERE number = 1"], 1),
}


@pytest.mark.parametrize(("statements", "bad"), MUTATIONS.values(), ids=MUTATIONS)
def test_a_mutation_by_sql_is_found_at_its_first_bad_entry(ten, statements, bad):
    for statement in statements:
        ten.execute(text(statement))

    assert queries.verify(ten) == bad


def test_a_cut_tail_shows_only_against_a_head_noted_before(ten):
    noted = queries.head(ten)
    ten.execute(text("DELETE FROM audit_entry WHERE number > 8"))

    assert queries.verify(ten) is None
    assert queries.verify(ten, anchor=noted) == 9


def test_a_rewrite_with_the_key_shows_against_a_head_noted_before(ten):
    noted = queries.head(ten)
    ten.execute(text("DELETE FROM audit_entry"))
    ten.expunge_all()
    for number in range(1, 13):
        audit.record(ten, CLERK, "case.viewed", f"other-{number}")

    assert queries.verify(ten) is None
    assert queries.verify(ten, anchor=noted) == 10


def test_another_key_does_not_open_the_record(ten):
    audit.use_key(b"another key")

    assert queries.verify(ten) == 1


def test_what_is_undone_leaves_no_gap(ten):
    audit.record(ten, CLERK, "case.postponed", "case-1")
    ten.rollback()
    entry = audit.record(ten, None, "statistics.rebuilt", "lao-cai")

    assert entry.number == 11
    assert (entry.username, entry.unit_code) == ("system", "")
    assert queries.verify(ten) is None


def test_secrets_and_control_characters_do_not_reach_the_record(db):
    entry = audit.record(
        db, CLERK, "user.changed", "u1",
        password="ThietMoc", totp_secret="JBSW", before={"personal_id_number": "001099012345"},
        note="dòng một\r\n2024 giả\x1b[31m", kind=ActKind.POSTPONEMENT,
    )  # fmt: skip

    kept = str(entry.details)
    assert not any(canary in kept for canary in ("ThietMoc", "JBSW", "001099012345"))
    assert "\n" not in entry.details["note"]
    assert "\x1b" not in entry.details["note"]
    assert entry.details["kind"] == "postponement"
    db.expire_all()
    assert queries.verify(db) is None


def test_the_record_is_searched_by_person_act_record_and_day(ten):
    audit.record(ten, None, "statistics.rebuilt", "lao-cai")
    wanted = queries.AuditFilter

    assert queries.search(ten, wanted(username="vanthu")).total == 10
    assert queries.search(ten, wanted(act="statistics.")).rows[0].number == 11
    assert queries.search(ten, wanted(subject_id="case-3")).total == 1
    assert queries.search(ten, wanted(until=date(2020, 1, 1))).total == 0
    assert queries.search(ten, wanted(since=date(2020, 1, 1)), page=2).rows == []
