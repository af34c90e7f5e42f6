"""What every table of facts has: who entered a row and when, and that nobody changes it.

    from migrations.tenant.facts import append_only, entered

    op.create_table("receipt", sa.Column(...), *entered("receipt"), sa.ForeignKeyConstraint(...))
    append_only("receipt")

A revision that rebuilds such a table on SQLite loses its triggers and calls `append_only` again.
Revisions that ran are in every province's database: what these functions do stays as it is
(tests/migrations/test_schema.py).
"""

import sqlalchemy as sa
from alembic import op


def entered(table: str) -> tuple[sa.Column[object] | sa.PrimaryKeyConstraint, ...]:
    """The columns of `thads.core.db.Entered`, with the primary key."""
    return (
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("entered_by_id", sa.Uuid(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )


def append_only(*tables: str) -> None:
    """The database itself refuses UPDATE and DELETE, on PostgreSQL TRUNCATE too (P14, P24)."""
    guard = _on_sqlite if op.get_bind().dialect.name == "sqlite" else _on_postgresql
    for table in tables:
        guard(table)


def _on_sqlite(table: str) -> None:
    for verb in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, 'append_only: {table}'); END"
        )


def _on_postgresql(table: str) -> None:
    """`refuse_change` is of revision 0002."""
    for verb, each in (("UPDATE", "ROW"), ("DELETE", "ROW"), ("TRUNCATE", "STATEMENT")):
        op.execute(
            f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
            f"FOR EACH {each} EXECUTE FUNCTION refuse_change()"
        )
