"""Facts are never overwritten: the database itself refuses UPDATE and DELETE on them (P14, P24).

A later revision that rebuilds one of these tables on SQLite must make its triggers again.
"""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

APPEND_ONLY = (
    "audit_entry",
    "case_act",
    "judgment",
    "ledger_entry",
    "obligation_item",
    "report_publication",
)
# A report is asked for, then made: the worker sets these once; nothing else ever changes (P18).
REPORT_SET_ONCE = ("file_key", "file_sha256", "made_at")
REPORT_FIXED = ("id", "period_end", "version", "regime", "figures", "entered_at", "entered_by_id")

POSTGRES_REFUSAL = """
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'append_only: %', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END $$
"""


def upgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        _guard_sqlite()
    else:
        _guard_postgresql()


def _guard_sqlite() -> None:
    for table in APPEND_ONLY:
        _sqlite_trigger(table, "UPDATE")
    for table in (*APPEND_ONLY, "monthly_report"):
        _sqlite_trigger(table, "DELETE")
    fixed = [f"NEW.{c} IS NOT OLD.{c}" for c in REPORT_FIXED]
    once = [f"(OLD.{c} IS NOT NULL AND NEW.{c} IS NOT OLD.{c})" for c in REPORT_SET_ONCE]
    _sqlite_trigger("monthly_report", "UPDATE", when=f"WHEN {' OR '.join(fixed + once)}")


def _sqlite_trigger(table: str, verb: str, when: str = "") -> None:
    op.execute(
        f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} {when} "
        f"BEGIN SELECT RAISE(ABORT, 'append_only: {table}'); END"
    )


def _guard_postgresql() -> None:
    op.execute(POSTGRES_REFUSAL)
    for table in APPEND_ONLY:
        _postgresql_trigger(table, "UPDATE")
    for table in (*APPEND_ONLY, "monthly_report"):
        _postgresql_trigger(table, "DELETE")
        _postgresql_trigger(table, "TRUNCATE", each="STATEMENT")
    fixed = [f"NEW.{c}::text IS DISTINCT FROM OLD.{c}::text" for c in REPORT_FIXED]
    once = [f"(OLD.{c} IS NOT NULL AND NEW.{c} IS DISTINCT FROM OLD.{c})" for c in REPORT_SET_ONCE]
    _postgresql_trigger("monthly_report", "UPDATE", when=f"WHEN ({' OR '.join(fixed + once)})")


def _postgresql_trigger(table: str, verb: str, *, each: str = "ROW", when: str = "") -> None:
    op.execute(
        f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
        f"FOR EACH {each} {when} EXECUTE FUNCTION refuse_change()"
    )


def downgrade() -> None:
    raise NotImplementedError("restore a backup instead")
