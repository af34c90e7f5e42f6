"""The ledger becomes double entry: accounts, books, vouchers, and months that are closed.

All three tables are facts: a later revision that rebuilds one on SQLite must make its triggers
again, those that keep closed months closed as well.
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

from migrations.tenant.facts import append_only

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

Column = sa.Column[Any]
TABLE = "ledger_entry"
ENTERED = ("entered_at", "entered_by_id")
KEPT = ("id", "case_id", "item_id", "sequence", "day", "kind", "amount", "voucher", "reverses_id",
        "note", *ENTERED)  # fmt: skip

# Whose books: of the office that holds the case now; divisions of a provincial office have none of
# their own. A payment came from what was held for the item, whatever it was called.
HOLDER = """
  SELECT CASE WHEN u.kind IN ('regional_division', 'professional_division')
    THEN coalesce((SELECT p.id FROM unit p
      WHERE p.kind IN ('provincial_agency', 'provincial_department') AND p.valid_to IS NULL
      ORDER BY p.position, p.id LIMIT 1), u.id) ELSE u.id END
  FROM enforcement_case c
  LEFT JOIN case_interval i ON i.case_id = c.id AND i.ends_on IS NULL
  JOIN unit u ON u.id = coalesce(i.unit_id, c.unit_id) WHERE c.id = e.case_id"""
HELD = """
  SELECT CASE WHEN o.state_budget THEN 'held_state' ELSE 'held_creditor' END
  FROM obligation_item o WHERE o.id = e.item_id"""
DEBIT = f"CASE WHEN e.kind = 'collected' THEN 'trust' ELSE ({HELD}) END"
CREDIT = f"CASE WHEN e.kind = 'collected' THEN ({HELD}) ELSE 'trust' END"

# A case struck out by an import counts nowhere: its money leaves the books by counter entries.
COUNTERED = """
  INSERT INTO ledger_entry
    (id, unit_id, day, debit, credit, amount, case_id, item_id, voucher, entered_at, entered_by_id)
  SELECT {new_id}, e.unit_id, e.day, e.credit, e.debit, e.amount, e.case_id, e.item_id, e.voucher,
    e.entered_at, e.entered_by_id
  FROM ledger_entry e JOIN enforcement_case c ON c.id = e.case_id
  WHERE c.struck_by_id IS NOT NULL"""

CHECKS = {
    "amount_positive": "amount > 0",
    "two_accounts": "debit <> credit",
    "fact_has_its_place": "(kind IS NULL) = (sequence IS NULL)",
    "fact_of_an_item": "kind IS NULL OR (case_id IS NOT NULL AND item_id IS NOT NULL)",
}
NAMED = {
    "unit_id": "unit", "case_id": "enforcement_case", "item_id": "obligation_item",
    "party_id": "party", "voucher_id": "voucher", "reverses_id": TABLE,
}  # fmt: skip
INDEXES = {
    "ix_ledger_entry_day": ["day"],
    "ix_ledger_entry_item_id": ["item_id"],
    "ix_ledger_entry_voucher_id": ["voucher_id"],
    "ix_ledger_entry_book": ["unit_id", "day", "debit", "credit", "amount"],
}

CLOSED_SQLITE = """
  CREATE TRIGGER {table}_closed_book BEFORE INSERT ON {table}
  WHEN EXISTS (SELECT 1 FROM book_close
    WHERE unit_id = NEW.unit_id AND month_end >= NEW.day)
  BEGIN SELECT RAISE(ABORT, 'closed_book: {table}'); END"""
CLOSED_POSTGRESQL = """
  CREATE FUNCTION refuse_closed_book() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF EXISTS (SELECT 1 FROM added JOIN book_close b
        ON b.unit_id = added.unit_id AND b.month_end >= added.day) THEN
      RAISE EXCEPTION 'closed_book: %', TG_TABLE_NAME
        USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
  END $$"""


def upgrade() -> None:
    _vouchers()
    _closes()
    if op.get_bind().dialect.name == "sqlite":
        _rebuild()
    else:
        _alter()
    new_id = "lower(hex(randomblob(16)))" if _is_sqlite() else "gen_random_uuid()"
    op.execute(COUNTERED.format(new_id=new_id))
    for table in ("voucher", "book_close", TABLE):
        append_only(table)
    if not _is_sqlite():
        op.execute(CLOSED_POSTGRESQL)
    for table in ("voucher", TABLE):
        _keep_closed(table)


def _vouchers() -> None:
    op.create_table(
        "voucher",
        _ref("unit_id"), _column("kind", sa.String(40)), _column("year", sa.BigInteger()),
        _column("number", sa.BigInteger()), _column("day", sa.Date()), _column("counterpart"),
        _column("account_number", null=True), _column("bank", null=True), _column("reason"),
        _ref("reverses_id", null=True), _column("submission_key", null=True),
        *_identity("voucher", {"unit_id": "unit", "reverses_id": "voucher"}),
        _unique("voucher", "unit_id", "kind", "year", "number"),
        _unique("voucher", "reverses_id"), _unique("voucher", "submission_key"),
        sa.CheckConstraint("number > 0", name=op.f("ck_voucher_number_positive")),
    )  # fmt: skip
    op.create_index(op.f("ix_voucher_unit_id_day"), "voucher", ["unit_id", "day"])


def _closes() -> None:
    op.create_table(
        "book_close",
        _ref("unit_id"), _column("month_end", sa.Date()),
        sa.Column("balances", sa.JSON(), nullable=False),
        *_identity("book_close", {"unit_id": "unit"}),
        _unique("book_close", "unit_id", "month_end"),
    )  # fmt: skip


def _rebuild() -> None:
    """SQLite changes no column in place: a new table takes the rows and then the name."""
    op.create_table(
        "ledger_entry_new",
        _ref("unit_id"), _column("day", sa.Date()), _column("debit", sa.String(40)),
        _column("credit", sa.String(40)), _column("amount", sa.BigInteger()),
        _ref("case_id", null=True), _ref("item_id", null=True), _ref("party_id", null=True),
        _column("sequence", sa.BigInteger(), null=True),
        _column("kind", sa.String(40), null=True), _ref("voucher_id", null=True),
        _column("voucher", null=True), _ref("reverses_id", null=True), _column("note", null=True),
        *_identity(TABLE, NAMED), *_rules(),
    )  # fmt: skip
    op.execute(
        f"INSERT INTO ledger_entry_new (unit_id, debit, credit, {', '.join(KEPT)}) "
        f"SELECT ({HOLDER}), {DEBIT}, {CREDIT}, {', '.join(f'e.{name}' for name in KEPT)} "
        "FROM ledger_entry e ORDER BY e.rowid"
    )
    op.drop_table(TABLE)
    op.rename_table("ledger_entry_new", TABLE)
    for name, columns in INDEXES.items():
        op.create_index(op.f(name), TABLE, columns)


def _alter() -> None:
    for verb in ("update", "delete", "truncate"):
        op.execute(f"DROP TRIGGER ledger_entry_no_{verb} ON ledger_entry")
    for column in (
        _ref("unit_id", null=True), _column("debit", sa.String(40), null=True),
        _column("credit", sa.String(40), null=True), _ref("party_id", null=True),
        _ref("voucher_id", null=True),
    ):  # fmt: skip
        op.add_column(TABLE, column)
    op.execute(
        f"UPDATE ledger_entry e SET unit_id = ({HOLDER}), debit = {DEBIT}, credit = {CREDIT}"
    )
    for name in ("unit_id", "debit", "credit"):
        op.alter_column(TABLE, name, nullable=False)
    for name in ("case_id", "item_id", "sequence", "kind"):
        op.alter_column(TABLE, name, nullable=True)
    op.drop_column(TABLE, "submission_key")
    for name in ("unit_id", "party_id", "voucher_id"):
        op.create_foreign_key(op.f(f"fk_{TABLE}_{name}"), TABLE, NAMED[name], [name], ["id"])
    op.create_unique_constraint(op.f("uq_ledger_entry_reverses_id"), TABLE, ["reverses_id"])
    for name, rule in CHECKS.items():
        if name != "amount_positive":
            op.create_check_constraint(op.f(f"ck_{TABLE}_{name}"), TABLE, rule)
    for name in ("ix_ledger_entry_voucher_id", "ix_ledger_entry_book"):
        op.create_index(op.f(name), TABLE, INDEXES[name])


def _rules() -> list[Any]:
    return [
        _unique(TABLE, "case_id", "sequence"), _unique(TABLE, "reverses_id"),
        *(sa.CheckConstraint(rule, name=op.f(f"ck_{TABLE}_{n}")) for n, rule in CHECKS.items()),
    ]  # fmt: skip


def _identity(table: str, named: dict[str, str]) -> list[Any]:
    """The id, who entered the record and when, and the keys to the tables that it names."""
    return [
        _ref("id"), sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        _ref("entered_by_id", null=True), sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        *(
            sa.ForeignKeyConstraint([column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}"))
            for column, other in named.items()
        ),
    ]  # fmt: skip


def _ref(name: str, *, null: bool = False) -> Column:
    return sa.Column(name, sa.Uuid(), nullable=null)


def _column(name: str, kind: Any = None, *, null: bool = False) -> Column:
    return sa.Column(name, kind or sa.Text(), nullable=null)


def _unique(table: str, *columns: str) -> sa.UniqueConstraint:
    return sa.UniqueConstraint(*columns, name=op.f(f"uq_{table}_{'_'.join(columns)}"))


def _is_sqlite() -> bool:
    return op.get_bind().dialect.name == "sqlite"


def _keep_closed(table: str) -> None:
    if _is_sqlite():
        op.execute(CLOSED_SQLITE.format(table=table))
        return
    op.execute(
        f"CREATE TRIGGER {table}_closed_book AFTER INSERT ON {table} "
        "REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION refuse_closed_book()"
    )


def downgrade() -> None:
    raise NotImplementedError("restore a backup instead")
