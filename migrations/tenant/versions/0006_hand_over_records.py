"""Records of hand-overs and their acknowledgements: facts, never changed (B25).

A later revision that rebuilds one of these tables on SQLite must make its triggers again.
"""

import sqlalchemy as sa
from alembic import op

from migrations.tenant.facts import append_only

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

RECORD, LINE, SAID = "hand_over_record", "hand_over_line", "hand_over_acknowledgement"


def upgrade() -> None:
    _records()
    _lines()
    _acknowledgements()
    append_only(RECORD, LINE, SAID)


def _records() -> None:
    op.create_table(
        RECORD,
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("officer_id", sa.Uuid(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("after", sa.JSON(), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("entered_by_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_hand_over_record_unit_id")),
        sa.ForeignKeyConstraint(
            ["officer_id"], ["user_account.id"], name=op.f("fk_hand_over_record_officer_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hand_over_record")),
        sa.UniqueConstraint("key", name=op.f("uq_hand_over_record_key")),
    )
    for column in ("unit_id", "officer_id"):
        op.create_index(op.f(f"ix_hand_over_record_{column}"), RECORD, [column])


def _lines() -> None:
    op.create_table(
        LINE,
        sa.Column("record_id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("from_unit_id", sa.Uuid(), nullable=False),
        sa.Column("from_officer_id", sa.Uuid(), nullable=True),
        sa.Column("remaining", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["record_id"], [f"{RECORD}.id"], name=op.f("fk_hand_over_line_record_id")
        ),
        sa.ForeignKeyConstraint(
            ["case_id"], ["enforcement_case.id"], name=op.f("fk_hand_over_line_case_id")
        ),
        sa.ForeignKeyConstraint(
            ["from_unit_id"], ["unit.id"], name=op.f("fk_hand_over_line_from_unit_id")
        ),
        sa.ForeignKeyConstraint(
            ["from_officer_id"], ["user_account.id"], name=op.f("fk_hand_over_line_from_officer_id")
        ),
        sa.PrimaryKeyConstraint("record_id", "case_id", name=op.f("pk_hand_over_line")),
    )
    for column in ("from_unit_id", "from_officer_id"):
        op.create_index(op.f(f"ix_hand_over_line_{column}"), LINE, [column])


def _acknowledgements() -> None:
    op.create_table(
        SAID,
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("record_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=True),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("entered_by_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["record_id"], [f"{RECORD}.id"], name=op.f("fk_hand_over_acknowledgement_record_id")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["user_account.id"],
            name=op.f("fk_hand_over_acknowledgement_person_id"),
        ),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["unit.id"], name=op.f("fk_hand_over_acknowledgement_unit_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hand_over_acknowledgement")),
        sa.UniqueConstraint(
            "record_id", "person_id", name=op.f("uq_hand_over_acknowledgement_record_id_person_id")
        ),
    )  # fmt: skip


def downgrade() -> None:
    raise NotImplementedError("restore a backup instead")
