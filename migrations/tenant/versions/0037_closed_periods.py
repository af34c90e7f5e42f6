"""Months that units close: the database itself refuses facts inside, unless told why they are late.

The rule is that of thads.periods.rule, and tests ask both.
"""

import sqlalchemy as sa
from alembic import op

from migrations.tenant.facts import append_only, entered

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None

FACTS = {"enforcement_case": "docketed_on", "case_act": "day", "ledger_entry": "day"}

# Whether a close `p` shuts out a fact of `case_id` on `day` that ends in a month of `month_end`.
HELD = """
  EXISTS (SELECT 1 FROM case_interval i WHERE i.case_id = {case} AND i.unit_id = p.unit_id AND (
      (i.starts_on <= p.period_end AND (i.ends_on IS NULL OR i.ends_on > p.period_end))
      OR (i.starts_on <= {month} AND (i.ends_on IS NULL OR i.ends_on > {month}))))
  OR (p.unit_id = (SELECT c.unit_id FROM enforcement_case c WHERE c.id = {case})
      AND NOT EXISTS (SELECT 1 FROM case_interval i WHERE i.case_id = {case}))
"""
EXPLAINED = (
    "EXISTS (SELECT 1 FROM late_entry l WHERE l.case_id = {case} AND l.sequence = {sequence})"
)
# What names the fact in each table; a movement without a place touches no item.
NAMED = {
    "enforcement_case": ("{f}.id", "0", "p.unit_id = {f}.unit_id"),
    "case_act": ("{f}.case_id", "{f}.sequence", "p.unit_id = {f}.to_unit_id OR " + HELD),
    "ledger_entry": ("{f}.case_id", "{f}.sequence", HELD),
}
MONTHS = {
    "sqlite": "date({f}.day, 'start of month', '+1 month', '-1 day')",
    "postgresql": "(date_trunc('month', {f}.day) + interval '1 month' - interval '1 day')::date",
}


def upgrade() -> None:
    _tables()
    append_only("period_close", "figure_freeze", "late_entry")
    for table, day in FACTS.items():
        op.create_index(f"ix_{table}_entered_at", table, ["entered_at", day])
        _guard(table, day)


def _tables() -> None:
    op.create_table(
        "period_close",
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("period_end", sa.Date(), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=False),
        *entered("period_close"),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name="fk_period_close_unit_id"),
        sa.UniqueConstraint("unit_id", "period_end", name="uq_period_close_unit_id_period_end"),
    )
    op.create_index("ix_period_close_period_end", "period_close", ["period_end"])
    op.create_table(
        "figure_freeze",
        sa.Column("period_end", sa.Date(), nullable=False),
        sa.Column("known_at", sa.DateTime(timezone=True), nullable=False),
        *entered("figure_freeze"),
    )
    op.create_index("ix_figure_freeze_period_end", "figure_freeze", ["period_end"])
    op.create_table(
        "late_entry",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("sequence", sa.BigInteger(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        *entered("late_entry"),
        sa.CheckConstraint("sequence >= 0", name="ck_late_entry_sequence_not_negative"),
        sa.ForeignKeyConstraint(
            ["case_id"], ["enforcement_case.id"], name="fk_late_entry_case_id",
            deferrable=True, initially="DEFERRED",
        ),
        sa.UniqueConstraint("case_id", "sequence", name="uq_late_entry_case_id_sequence"),
    )  # fmt: skip
    for column in ("day", "entered_at"):
        op.create_index(f"ix_late_entry_{column}", "late_entry", [column])


def _guard(table: str, day: str) -> None:
    engine = op.get_bind().dialect.name
    fact = "NEW" if engine == "sqlite" else "added"
    case, sequence, held = (part.replace("{f}", fact) for part in NAMED[table])
    month = MONTHS[engine].format(f=fact)
    shut = held.format(case=case, month=month)
    explained = EXPLAINED.format(case=case, sequence=sequence)
    if engine == "sqlite":
        op.execute(
            f"CREATE TRIGGER {table}_closed_period BEFORE INSERT ON {table} WHEN EXISTS ("
            f"SELECT 1 FROM period_close p WHERE p.period_end >= NEW.{day} AND ({shut})"
            f") AND {_counts(table, fact)} AND NOT {explained} "
            f"BEGIN SELECT RAISE(ABORT, 'closed_period: {table}'); END"
        )
        return
    op.execute(
        f"CREATE FUNCTION refuse_closed_period_of_{table}() RETURNS trigger LANGUAGE plpgsql AS $$ "
        "BEGIN "
        f"IF EXISTS (SELECT 1 FROM added JOIN period_close p ON p.period_end >= added.{day} "
        f"WHERE {_counts(table, fact)} AND ({shut}) AND NOT {explained}) THEN "
        f"RAISE EXCEPTION 'closed_period: {table}' "
        "USING ERRCODE = 'integrity_constraint_violation'; "
        "END IF; RETURN NULL; END $$"
    )
    op.execute(
        f"CREATE TRIGGER {table}_closed_period AFTER INSERT ON {table} "
        "REFERENCING NEW TABLE AS added FOR EACH STATEMENT "
        f"EXECUTE FUNCTION refuse_closed_period_of_{table}()"
    )


def _counts(table: str, fact: str) -> str:
    return f"{fact}.sequence IS NOT NULL" if table == "ledger_entry" else "1 = 1"


def downgrade() -> None:
    raise NotImplementedError("restore a backup instead")
