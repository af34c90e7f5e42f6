"""Worksheets of communes, the codes of their lines, and the remarks that came back.

Facts: a later revision that rebuilds one of these tables on SQLite must make its triggers again.
"""

import sqlalchemy as sa
from alembic import op

from migrations.tenant.facts import append_only, entered

revision = "0051"
down_revision = "0050"
branch_labels = None
depends_on = None

BATCH, SHEET, LINE = "commune_batch", "commune_sheet", "commune_sheet_line"
REMARK, BACK = "commune_remark", "commune_sheet_return"


def upgrade() -> None:
    _batch()
    _sheet()
    _line()
    _answers()
    append_only(BATCH, SHEET, LINE, REMARK, BACK)


def _batch() -> None:
    op.create_table(
        BATCH,
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("scope_id", sa.Uuid(), nullable=True),
        sa.Column("area_key", sa.Text(), nullable=True),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("answer_by", sa.Date(), nullable=True),
        *entered(BATCH),
        sa.CheckConstraint(
            "answer_by IS NULL OR answer_by > day", name=op.f(f"ck_{BATCH}_answer_after")
        ),
        _refers(BATCH, "unit_id", "unit"),
        _refers(BATCH, "scope_id", "unit"),
    )


def _sheet() -> None:
    op.create_table(
        SHEET,
        sa.Column("batch_id", sa.Uuid(), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False)
          for name in ("area_key", "area", "note", "code")),
        *entered(SHEET),
        _refers(SHEET, "batch_id", BATCH),
        _once(SHEET, "batch_id", "area_key"),
        _once(SHEET, "code"),
    )  # fmt: skip


def _line() -> None:
    op.create_table(
        LINE,
        sa.Column("sheet_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("officer_id", sa.Uuid(), nullable=True),
        sa.Column("remaining", sa.BigInteger(), nullable=False),
        sa.Column("contacted_on", sa.Date(), nullable=True),
        sa.Column("proposal", sa.String(40), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        *entered(LINE),
        _refers(LINE, "sheet_id", SHEET),
        _refers(LINE, "case_id", "enforcement_case"),
        _refers(LINE, "officer_id", "user_account"),
        _once(LINE, "sheet_id", "position"),
        _once(LINE, "code"),
    )
    op.create_index(op.f(f"ix_{LINE}_case_id"), LINE, ["case_id"])


def _answers() -> None:
    op.create_table(
        REMARK,
        sa.Column("line_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("told_on", sa.Date(), nullable=False),
        sa.Column("told_by", sa.Text(), nullable=False),
        sa.Column("content", sa.Text(), nullable=True),
        sa.Column("submission_key", sa.Text(), nullable=True),
        *entered(REMARK),
        _refers(REMARK, "line_id", LINE),
        _once(REMARK, "submission_key"),
    )
    op.create_index(op.f(f"ix_{REMARK}_line_id"), REMARK, ["line_id"])
    op.create_index(op.f(f"ix_{REMARK}_told_on"), REMARK, ["told_on"])
    op.create_table(
        BACK,
        sa.Column("sheet_id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        *entered(BACK),
        _refers(BACK, "sheet_id", SHEET),
        _once(BACK, "sheet_id"),
    )


def _refers(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=op.f(f"fk_{table}_{column}_{to}"))


def _once(table: str, *columns: str) -> sa.UniqueConstraint:
    return sa.UniqueConstraint(*columns, name=op.f(f"uq_{table}_{'_'.join(columns)}"))


def downgrade() -> None:
    raise NotImplementedError("restore a backup instead")
