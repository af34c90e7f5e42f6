"""Registers brought in from workbooks: what was received, and the cases it wrote or replaced."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

LIVE = sa.text("struck_by_id IS NULL")
ISSUED = sa.text("import_id IS NULL")


def upgrade() -> None:
    _imports()
    _cases()
    op.add_column("case_act", sa.Column("stated_number", sa.Text(), nullable=True))
    _judgments()
    _findings()


def _imports() -> None:
    op.create_table(
        "register_import",
        sa.Column("purpose", sa.String(length=40), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("file_key", sa.Text(), nullable=False),
        sa.Column("file_sha256", sa.Text(), nullable=False),
        sa.Column("job_id", sa.Uuid(), nullable=True),
        sa.Column("checked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("unusable", sa.Text(), nullable=True),
        sa.Column("findings", sa.JSON(), nullable=True),
        sa.Column("sound_only", sa.Boolean(), nullable=False),
        sa.Column("applied_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("applied_by_id", sa.Uuid(), nullable=True),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("undone_by_id", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("entered_by_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["job_id"], ["background_job.id"], name=op.f("fk_register_import_job_id")
        ),
        sa.ForeignKeyConstraint(
            ["applied_by_id"], ["user_account.id"], name=op.f("fk_register_import_applied_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["undone_by_id"], ["user_account.id"], name=op.f("fk_register_import_undone_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_register_import")),
    )
    op.create_index(op.f("ix_register_import_entered_at"), "register_import", ["entered_at"])


def _cases() -> None:
    """A case names the import that wrote it and the one that struck it out."""
    with op.batch_alter_table("enforcement_case") as batch:
        batch.add_column(sa.Column("import_id", sa.Uuid(), nullable=True))
        batch.add_column(sa.Column("struck_by_id", sa.Uuid(), nullable=True))
        for column in ("import_id", "struck_by_id"):
            batch.create_foreign_key(
                op.f(f"fk_enforcement_case_{column}"), "register_import", [column], ["id"]
            )
        batch.drop_constraint("uq_enforcement_case_unit_id_series_numbering_year_number", "unique")
    for name, columns, live in (
        ("key", ["unit_id", "series", "number", "docketed_on"], LIVE),
        ("issued", ["unit_id", "series", "numbering_year", "number"], ISSUED),
    ):
        op.create_index(
            f"uq_enforcement_case_{name}", "enforcement_case", columns, unique=True,
            sqlite_where=live, postgresql_where=live,
        )  # fmt: skip
    for column in ("import_id", "struck_by_id"):
        op.create_index(op.f(f"ix_enforcement_case_{column}"), "enforcement_case", [column])


def _judgments() -> None:
    """Its day may be unknown. On SQLite the table is rebuilt, and its guards are made again."""
    if op.get_bind().dialect.name == "postgresql":
        op.alter_column("judgment", "judged_on", existing_type=sa.Date(), nullable=True)
        return
    with op.batch_alter_table("judgment") as batch:
        batch.alter_column("judged_on", existing_type=sa.Date(), nullable=True)
    for verb in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER judgment_no_{verb.lower()} BEFORE {verb} ON judgment "
            "BEGIN SELECT RAISE(ABORT, 'append_only: judgment'); END"
        )


def _findings() -> None:
    op.create_table(
        "import_fault",
        sa.Column("import_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column("severity", sa.String(length=40), nullable=False),
        sa.Column("sheet", sa.Text(), nullable=False),
        sa.Column("row", sa.BigInteger(), nullable=False),
        sa.Column("column", sa.Text(), nullable=True),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("remedy", sa.Text(), nullable=False),
        sa.Column("cells", sa.JSON(), nullable=True),
        sa.ForeignKeyConstraint(
            ["import_id"], ["register_import.id"], name=op.f("fk_import_fault_import_id")
        ),
        sa.PrimaryKeyConstraint("import_id", "position", name=op.f("pk_import_fault")),
    )
    op.create_table(
        "import_difference",
        sa.Column("import_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=True),
        sa.Column("sheet", sa.Text(), nullable=True),
        sa.Column("row", sa.BigInteger(), nullable=True),
        sa.Column("field", sa.Text(), nullable=True),
        sa.Column("ours", sa.Text(), nullable=True),
        sa.Column("theirs", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["import_id"], ["register_import.id"], name=op.f("fk_import_difference_import_id")
        ),
        sa.ForeignKeyConstraint(
            ["case_id"], ["enforcement_case.id"], name=op.f("fk_import_difference_case_id")
        ),
        sa.PrimaryKeyConstraint("import_id", "position", name=op.f("pk_import_difference")),
    )


def downgrade() -> None:
    raise NotImplementedError("restore a backup instead")
