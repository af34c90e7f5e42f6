"""How money came in, and the bank's statements with the vouchers that answer their rows.

Facts: a later revision that rebuilds one of these tables on SQLite must make its triggers again.
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

from migrations.tenant.facts import append_only, entered

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None

Column = sa.Column[Any]
TABLES = (
    "collection", "bank_account", "bank_file", "bank_statement", "bank_row", "bank_match",
    "bank_match_end",
)  # fmt: skip


def upgrade() -> None:
    _collections()
    _statements()
    _rows()
    _matches()
    append_only(*TABLES)


def _collections() -> None:
    op.create_table(
        "collection",
        _ref("voucher_id"), _ref("case_id"), _column("means", sa.String(40)),
        _ref("payer_party_id", null=True), _column("payer_address", null=True),
        _column("on_behalf_of", null=True),
        *entered("collection"),
        _named("collection", "voucher_id", "voucher"),
        _named("collection", "case_id", "enforcement_case"),
        _named("collection", "payer_party_id", "party"),
        _unique("collection", "voucher_id"),
    )  # fmt: skip
    _index("collection", "case_id")


def _statements() -> None:
    op.create_table(
        "bank_account",
        _ref("unit_id"), _column("bank"), _column("number"),
        *entered("bank_account"),
        _named("bank_account", "unit_id", "unit"), _unique("bank_account", "number"),
    )  # fmt: skip
    op.create_table(
        "bank_file",
        _ref("account_id"), _column("name"), _column("sha256"), _column("rows", sa.BigInteger()),
        *entered("bank_file"),
        _named("bank_file", "account_id", "bank_account"),
        _unique("bank_file", "account_id", "sha256"),
    )  # fmt: skip
    op.create_table(
        "bank_statement",
        _ref("file_id"), _ref("account_id"), _column("columns", sa.JSON()),
        _column("first_day", sa.Date()), _column("last_day", sa.Date()),
        _column("taken", sa.BigInteger()), _column("known", sa.BigInteger()),
        *entered("bank_statement"),
        _named("bank_statement", "file_id", "bank_file"),
        _named("bank_statement", "account_id", "bank_account"),
        _unique("bank_statement", "file_id"),
    )  # fmt: skip
    _index("bank_statement", "account_id")


def _rows() -> None:
    op.create_table(
        "bank_row",
        _ref("statement_id"), _ref("account_id"), _column("line", sa.BigInteger()),
        _column("position", sa.BigInteger()), _column("day", sa.Date()),
        _column("amount", sa.BigInteger()), _column("balance", sa.BigInteger(), null=True),
        _column("reference", null=True), _column("text"), _column("payer", null=True),
        _column("payer_folded", null=True), _column("payer_account", null=True),
        _column("fingerprint"),
        *entered("bank_row"),
        _named("bank_row", "statement_id", "bank_statement"),
        _named("bank_row", "account_id", "bank_account"),
        _unique("bank_row", "account_id", "fingerprint"),
        sa.CheckConstraint("amount <> 0", name=op.f("ck_bank_row_amount_not_zero")),
    )  # fmt: skip
    _index("bank_row", "account_id", "day")
    _index("bank_row", "payer_account")
    _index("bank_row", "payer_folded")


def _matches() -> None:
    op.create_table(
        "bank_match",
        _ref("row_id"), _column("attempt", sa.BigInteger()), _ref("voucher_id"),
        _ref("case_id", null=True), _column("is_posted", sa.Boolean()),
        *entered("bank_match"),
        _named("bank_match", "row_id", "bank_row"), _named("bank_match", "voucher_id", "voucher"),
        _named("bank_match", "case_id", "enforcement_case"),
        _unique("bank_match", "row_id", "attempt"),
    )  # fmt: skip
    _index("bank_match", "voucher_id")
    _index("bank_match", "case_id")
    op.create_table(
        "bank_match_end",
        _ref("match_id"), _column("reason"),
        *entered("bank_match_end"),
        _named("bank_match_end", "match_id", "bank_match"), _unique("bank_match_end", "match_id"),
    )  # fmt: skip


def _column(name: str, kind: Any = None, *, null: bool = False) -> Column:
    return sa.Column(name, kind or sa.Text(), nullable=null)


def _ref(name: str, *, null: bool = False) -> Column:
    return sa.Column(name, sa.Uuid(), nullable=null)


def _named(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}"))


def _unique(table: str, *columns: str) -> sa.UniqueConstraint:
    return sa.UniqueConstraint(*columns, name=op.f(f"uq_{table}_{'_'.join(columns)}"))


def _index(table: str, *columns: str) -> None:
    op.create_index(op.f(f"ix_{table}_{'_'.join(columns)}"), table, list(columns))


def downgrade() -> None:
    raise NotImplementedError("restore a backup instead")
