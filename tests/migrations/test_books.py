"""What was in the single ledger stands in double entry afterwards, to the đồng (revision 0023)."""

from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import Connection, Engine, MetaData, Table, select, text
from sqlalchemy.exc import IntegrityError

from tenants import engines, postgres, schema
from tests import installation

ENTERED = "2024-09-30 03:00:00"
DAY = date(2024, 3, 1)
MOVED = [
    ("collected", 700, None), ("paid_out", 300, None), ("collected", 50, "wrong"),
    ("reversed", 50, "right"),
]  # fmt: skip


@pytest.fixture
def before(instance: Any) -> Iterator[Engine]:
    """A database as it was before the books."""
    if installation.ENGINE == "sqlite":
        url = engines.address("yen-bai", "sqlite:///tenants/yen-bai/province.db")
        engine = engines.for_building(url, create=True)
        schema.upgrade(engine, "tenant", to="0022")
        yield engine
        return
    url = postgres.address_for("yen-bai", "a password")
    postgres.ensure_database(url)
    engine = engines.for_building(url)
    schema.upgrade(engine, "tenant", to="0022")
    yield engine
    postgres.drop_database(url)


class Old:
    """Writes rows as the tables of that time took them."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.tables = MetaData()
        self.tables.reflect(connection)
        self.text_ids = connection.dialect.name == "sqlite"

    def add(self, table_name: str, /, **given: Any) -> UUID:
        row_id: UUID = uuid4()
        table: Table = self.tables.tables[table_name]
        row = {"id": row_id, "entered_at": ENTERED, **given}
        row = {key: self._own(value) for key, value in row.items() if key in table.c}
        names = ", ".join(row)
        places = ", ".join(f":{key}" for key in row)
        self.connection.execute(text(f"INSERT INTO {table_name} ({names}) VALUES ({places})"), row)
        return row_id

    def _own(self, value: Any) -> Any:
        if self.text_ids and isinstance(value, UUID):
            return value.hex
        return value.isoformat() if self.text_ids and isinstance(value, date) else value


def case(old: Old, unit: UUID, number: int, **given: Any) -> tuple[UUID, UUID, UUID]:
    """A case of the unit with one item for a creditor and one for the state."""
    case_id = old.add(
        "enforcement_case", unit_id=unit, number=number, series="QĐ", numbering_year=2024,
        docketed_on=DAY, initiation="on_request", kind="civil", entrusted_in=False,
        corruption=False, drugs=False, foreign_element=False, revision=1, **given,
    )  # fmt: skip
    item = {"case_id": case_id, "amount": 1000}
    debt = old.add("obligation_item", position=1, kind="debt", state_budget=False, **item)
    fee = old.add("obligation_item", position=2, kind="court_fee", state_budget=True, **item)
    return case_id, debt, fee


def moved_money(before: Engine) -> tuple[UUID, UUID]:
    """Money of a case that went to a division; its agency, and the collection taken back."""
    with before.begin() as connection:
        old, moved = Old(connection), {}
        unit = {"valid_from": date(2009, 7, 1), "place": "A", "position": 1}
        agency = old.add("unit", code="T", name="T", kind="provincial_agency", **unit)
        division = old.add("unit", code="K", name="K", kind="regional_division", **unit)
        branch = old.add("unit", code="C", name="C", kind="district_branch", **unit)
        case_id, debt, fee = case(old, branch, 1)
        old.add(
            "case_interval", case_id=case_id, starts_on=DAY, standing="in_progress",
            unit_id=division, awarded=2000, collected=700, remaining=1300,
        )  # fmt: skip
        for sequence, (kind, amount, name) in enumerate(MOVED, start=1):
            of = {"reverses_id": moved["wrong"]} if name == "right" else {}
            moved[name] = old.add(
                "ledger_entry", case_id=case_id, item_id=debt, sequence=sequence, day=DAY,
                kind=kind, amount=amount, voucher=f"V{sequence}", submission_key=name, **of,
            )  # fmt: skip
        old.add("ledger_entry", case_id=case_id, item_id=fee, sequence=9, day=DAY,
                kind="collected", amount=20)  # fmt: skip
    return agency, moved["wrong"]


def test_old_money_stands_in_double_entry(before: Engine) -> None:
    agency, wrong = moved_money(before)

    schema.upgrade(before, "tenant", to="0023")

    with before.connect() as connection:
        tables = MetaData()
        tables.reflect(connection, only=["ledger_entry"])
        entry = tables.tables["ledger_entry"].c
        rows = connection.execute(
            select(entry.debit, entry.credit, entry.amount, entry.kind, entry.voucher)
            .order_by(entry.sequence)
        ).all()  # fmt: skip
        assert [tuple(row) for row in rows] == [
            ("trust", "held_creditor", 700, "collected", "V1"),
            ("held_creditor", "trust", 300, "paid_out", "V2"),
            ("trust", "held_creditor", 50, "collected", "V3"),
            ("held_creditor", "trust", 50, "reversed", "V4"),
            ("trust", "held_state", 20, "collected", None),
        ]
        books = set(connection.scalars(text("SELECT unit_id FROM ledger_entry")))
        assert {UUID(str(unit_id)) for unit_id in books} == {agency}
        linked = connection.scalars(text("SELECT reverses_id FROM ledger_entry"))
        assert {UUID(str(key)) for key in linked if key} == {wrong}
        with pytest.raises(IntegrityError, match="append_only"):
            connection.execute(text("UPDATE ledger_entry SET amount = 1"))


def test_money_of_a_case_that_was_struck_out_leaves_the_books(before: Engine) -> None:
    with before.begin() as connection:
        old = Old(connection)
        branch = old.add("unit", code="C", name="C", kind="district_branch", position=1,
                         valid_from=date(2009, 7, 1), place="C")  # fmt: skip
        brought = old.add(
            "register_import", file_name="s.xlsx", file_key="k", file_sha256="0" * 64,
            purpose="register", sound_only=False,
        )  # fmt: skip
        case_id, debt, _ = case(old, branch, 1, import_id=brought, struck_by_id=brought)
        old.add("ledger_entry", case_id=case_id, item_id=debt, sequence=1, day=DAY,
                kind="collected", amount=700)  # fmt: skip

    schema.upgrade(before, "tenant", to="0023")

    with before.connect() as connection:
        signed = "CASE WHEN debit = 'trust' THEN amount ELSE -amount END"
        assert connection.scalar(text(f"SELECT sum({signed}) FROM ledger_entry")) == 0
        assert connection.scalar(text("SELECT count(kind) FROM ledger_entry")) == 1
