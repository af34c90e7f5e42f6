"""The chain of a period: sent, sent back, approved, frozen; and papers of a version.

On SQLite `monthly_report` is rebuilt, and its guards are made again.
"""

import sqlalchemy as sa
from alembic import op

from migrations.tenant.facts import append_only, entered

revision = "0043"
down_revision = "0042"
branch_labels = None
depends_on = None

REPORT = "monthly_report"
SET_ONCE = ("file_key", "file_sha256", "made_at")
FIXED = ("id", "period_end", "version", "regime", "figures", "period_version_id", "entered_at",
         "entered_by_id")  # fmt: skip


def upgrade() -> None:
    _submissions()
    _versions()
    _reports()
    append_only(
        "period_submission", "period_return", "period_approval", "period_version",
        "supplementary_report",
    )  # fmt: skip


def _submissions() -> None:
    table = "period_submission"
    op.create_table(
        table,
        sa.Column("period_end", sa.Date(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("officer_id", sa.Uuid(), nullable=True),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("figures", sa.JSON(), nullable=False),
        *entered(table),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f(f"fk_{table}_unit_id")),
        sa.ForeignKeyConstraint(
            ["officer_id"], ["user_account.id"], name=op.f(f"fk_{table}_officer_id")
        ),
    )
    op.create_index(op.f(f"ix_{table}_period_end_unit_id"), table, ["period_end", "unit_id"])
    for answer, more in (
        ("period_return", [sa.Column("reason", sa.Text(), nullable=False)]),
        ("period_approval", []),
    ):
        op.create_table(
            answer,
            sa.Column("submission_id", sa.Uuid(), nullable=False),
            sa.Column("day", sa.Date(), nullable=False),
            *more,
            *entered(answer),
            sa.ForeignKeyConstraint(
                ["submission_id"], [f"{table}.id"], name=op.f(f"fk_{answer}_submission_id")
            ),
            sa.UniqueConstraint("submission_id", name=op.f(f"uq_{answer}_submission_id")),
        )


def _versions() -> None:
    table, supplement = "period_version", "supplementary_report"
    op.create_table(
        table,
        sa.Column("period_end", sa.Date(), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("known_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("regime", sa.Text(), nullable=False),
        sa.Column("rules", sa.JSON(), nullable=False),
        sa.Column("program", sa.Text(), nullable=False),
        sa.Column("audit_number", sa.BigInteger(), nullable=False),
        sa.Column("audit_head", sa.Text(), nullable=False),
        sa.Column("figures", sa.JSON(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("basis_number", sa.Text(), nullable=True),
        sa.Column("basis_date", sa.Date(), nullable=True),
        *entered(table),
        sa.UniqueConstraint("period_end", "number", name=op.f(f"uq_{table}_period_end_number")),
        sa.CheckConstraint(
            "number = 1 OR (reason IS NOT NULL AND basis_number IS NOT NULL "
            "AND basis_date IS NOT NULL)",
            name=op.f(f"ck_{table}_later_is_explained"),
        ),
    )
    op.create_table(
        supplement,
        sa.Column("version_id", sa.Uuid(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("file_key", sa.Text(), nullable=False),
        sa.Column("file_sha256", sa.Text(), nullable=False),
        *entered(supplement),
        sa.ForeignKeyConstraint(
            ["version_id"], [f"{table}.id"], name=op.f(f"fk_{supplement}_version_id")
        ),
        sa.UniqueConstraint("version_id", name=op.f(f"uq_{supplement}_version_id")),
    )


def _reports() -> None:
    """A paper names the version that it prints; provisional ones are counted by themselves."""
    sqlite = op.get_bind().dialect.name == "sqlite"
    if not sqlite:
        op.execute(f"DROP TRIGGER {REPORT}_no_update ON {REPORT}")
    with op.batch_alter_table(REPORT) as batch:
        batch.add_column(sa.Column("period_version_id", sa.Uuid(), nullable=True))
        batch.create_foreign_key(
            op.f(f"fk_{REPORT}_period_version_id"), "period_version", ["period_version_id"], ["id"]
        )
        batch.drop_constraint(f"uq_{REPORT}_period_end_version", "unique")
    op.create_index(op.f(f"ix_{REPORT}_period_end"), REPORT, ["period_end"])
    op.create_index(op.f(f"ix_{REPORT}_period_version_id"), REPORT, ["period_version_id"])
    if sqlite:
        _guard_sqlite()
    else:
        _guard_postgresql()


def _guard_sqlite() -> None:
    op.execute(
        f"CREATE TRIGGER {REPORT}_no_delete BEFORE DELETE ON {REPORT} "
        f"BEGIN SELECT RAISE(ABORT, 'append_only: {REPORT}'); END"
    )
    moved = [f"NEW.{c} IS NOT OLD.{c}" for c in FIXED]
    moved += [f"(OLD.{c} IS NOT NULL AND NEW.{c} IS NOT OLD.{c})" for c in SET_ONCE]
    op.execute(
        f"CREATE TRIGGER {REPORT}_no_update BEFORE UPDATE ON {REPORT} WHEN {' OR '.join(moved)} "
        f"BEGIN SELECT RAISE(ABORT, 'append_only: {REPORT}'); END"
    )


def _guard_postgresql() -> None:
    """`refuse_change` is of revision 0002."""
    moved = [f"NEW.{c}::text IS DISTINCT FROM OLD.{c}::text" for c in FIXED]
    moved += [f"(OLD.{c} IS NOT NULL AND NEW.{c} IS DISTINCT FROM OLD.{c})" for c in SET_ONCE]
    op.execute(
        f"CREATE TRIGGER {REPORT}_no_update BEFORE UPDATE ON {REPORT} FOR EACH ROW "
        f"WHEN ({' OR '.join(moved)}) EXECUTE FUNCTION refuse_change()"
    )


def downgrade() -> None:
    raise NotImplementedError("restore a backup instead")
