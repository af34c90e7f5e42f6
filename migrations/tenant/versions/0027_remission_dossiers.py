"""Dossiers by which the court is asked to forgive what is owed to the state.

Facts: a later revision that rebuilds one of these tables on SQLite must make its triggers again.
"""

import sqlalchemy as sa
from alembic import op

from migrations.tenant.facts import append_only, entered

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None

DOSSIER, PAPER, STEP = "remission_dossier", "remission_paper", "remission_step"


def upgrade() -> None:
    _dossier()
    _paper()
    _step()
    append_only(DOSSIER, PAPER, STEP)


def _refers(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=op.f(f"fk_{table}_{column}"))


def _dossier() -> None:
    op.create_table(
        DOSSIER,
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("item_id", sa.Uuid(), nullable=False),
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.Column("relief", sa.String(40), nullable=False),
        sa.Column("way", sa.Text(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("first_decision_on", sa.Date(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("submission_key", sa.Text(), nullable=True),
        *entered(DOSSIER),
        sa.CheckConstraint("amount > 0", name=op.f(f"ck_{DOSSIER}_amount_positive")),
        _refers(DOSSIER, "case_id", "enforcement_case"),
        _refers(DOSSIER, "item_id", "obligation_item"),
        sa.UniqueConstraint("submission_key", name=op.f(f"uq_{DOSSIER}_submission_key")),
    )
    op.create_index(op.f(f"ix_{DOSSIER}_case_id"), DOSSIER, ["case_id"])


def _paper() -> None:
    op.create_table(
        PAPER,
        sa.Column("dossier_id", sa.Uuid(), nullable=False),
        sa.Column("paper", sa.String(40), nullable=False),
        sa.Column("attachment_id", sa.Uuid(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        *entered(PAPER),
        sa.CheckConstraint(
            "attachment_id IS NOT NULL OR note IS NOT NULL", name=op.f(f"ck_{PAPER}_says_where")
        ),
        _refers(PAPER, "dossier_id", DOSSIER),
        _refers(PAPER, "attachment_id", "attachment"),
    )
    op.create_index(op.f(f"ix_{PAPER}_dossier_id"), PAPER, ["dossier_id"])


def _step() -> None:
    op.create_table(
        STEP,
        sa.Column("dossier_id", sa.Uuid(), nullable=False),
        sa.Column("sequence", sa.BigInteger(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("number", sa.Text(), nullable=True),
        sa.Column("body", sa.Text(), nullable=True),
        sa.Column("agrees", sa.Boolean(), nullable=True),
        sa.Column("amount", sa.BigInteger(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("signer_id", sa.Uuid(), nullable=True),
        sa.Column("signing_mode", sa.String(40), nullable=True),
        sa.Column("act_id", sa.Uuid(), nullable=True),
        sa.Column("submission_key", sa.Text(), nullable=True),
        *entered(STEP),
        sa.CheckConstraint(
            "amount IS NULL OR amount >= 0", name=op.f(f"ck_{STEP}_amount_not_negative")
        ),
        sa.CheckConstraint(
            "(amount IS NOT NULL) = (kind IN ('decided', 'resolved'))",
            name=op.f(f"ck_{STEP}_court_says_amount"),
        ),
        sa.CheckConstraint(
            "(kind = 'opinion') = (agrees IS NOT NULL)", name=op.f(f"ck_{STEP}_opinion_agrees")
        ),
        sa.CheckConstraint(
            "kind <> 'withdrawn' OR note IS NOT NULL", name=op.f(f"ck_{STEP}_withdrawn_says_why")
        ),
        _refers(STEP, "dossier_id", DOSSIER),
        _refers(STEP, "signer_id", "user_account"),
        _refers(STEP, "act_id", "case_act"),
        sa.UniqueConstraint("dossier_id", "sequence", name=op.f(f"uq_{STEP}_dossier_id_sequence")),
        sa.UniqueConstraint("act_id", name=op.f(f"uq_{STEP}_act_id")),
        sa.UniqueConstraint("submission_key", name=op.f(f"uq_{STEP}_submission_key")),
    )
    op.create_index(op.f(f"ix_{STEP}_kind_day"), STEP, ["kind", "day"])


def downgrade() -> None:
    raise NotImplementedError("restore a backup instead")
