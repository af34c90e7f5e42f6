"""Proofs of decisions on ability, notes on enforceable cases, the cover asked for; assets verified.

The three tables are facts, never changed. A later revision that rebuilds one of them on SQLite
must make its triggers again.
"""

import sqlalchemy as sa
from alembic import op

from migrations.tenant.facts import append_only, entered

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

PROOF, NOTE, THRESHOLD = "classification_proof", "classification_note", "cover_threshold"


def upgrade() -> None:
    op.add_column(
        "verification",
        sa.Column(
            "assets_value", sa.BigInteger(),
            sa.CheckConstraint(
                "assets_value >= 0", name=op.f("ck_verification_assets_value_not_negative")
            ),
            nullable=True,
        ),
    )  # fmt: skip
    _proofs()
    _notes()
    _thresholds()
    append_only(PROOF, NOTE, THRESHOLD)


def _proofs() -> None:
    op.create_table(
        PROOF,
        sa.Column("act_id", sa.Uuid(), nullable=False),
        sa.Column("verification_id", sa.Uuid(), nullable=False),
        *entered(PROOF),
        sa.ForeignKeyConstraint(["act_id"], ["case_act.id"], name=op.f(f"fk_{PROOF}_act_id")),
        sa.ForeignKeyConstraint(
            ["verification_id"], ["verification.id"], name=op.f(f"fk_{PROOF}_verification_id")
        ),
        sa.UniqueConstraint("act_id", name=op.f(f"uq_{PROOF}_act_id")),
    )
    op.create_index(op.f(f"ix_{PROOF}_verification_id"), PROOF, ["verification_id"])


def _notes() -> None:
    op.create_table(
        NOTE,
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("subject", sa.String(40), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column("submission_key", sa.Text(), nullable=True),
        *entered(NOTE),
        sa.ForeignKeyConstraint(
            ["case_id"], ["enforcement_case.id"], name=op.f(f"fk_{NOTE}_case_id")
        ),
        sa.UniqueConstraint("submission_key", name=op.f(f"uq_{NOTE}_submission_key")),
        sa.CheckConstraint(
            "(subject = 'ageing') = (reason IS NOT NULL)", name=op.f(f"ck_{NOTE}_reason_of_ageing")
        ),
        sa.CheckConstraint(
            "subject = 'ageing' OR text IS NOT NULL", name=op.f(f"ck_{NOTE}_says_something")
        ),
    )
    op.create_index(op.f(f"ix_{NOTE}_case_id_subject_day"), NOTE, ["case_id", "subject", "day"])


def _thresholds() -> None:
    op.create_table(
        THRESHOLD,
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("percent", sa.Numeric(5, 2), nullable=False),
        *entered(THRESHOLD),
        sa.CheckConstraint("percent > 0 AND percent <= 100", name=op.f(f"ck_{THRESHOLD}_percent")),
    )


def downgrade() -> None:
    raise NotImplementedError("restore a backup instead")
