"""Payouts: proposals with their lines, consents, batches and what was paid; payees' accounts."""

import sqlalchemy as sa
from alembic import op

from migrations.tenant.facts import append_only, entered

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None

FACTS = (
    "payout_proposal",
    "payout_line",
    "payout_approval",
    "payout_cancellation",
    "payout_batch",
    "payout_batch_proposal",
    "payout_run",
    "payout_payment",
    "payee_account",
    "item_payee",
)


def upgrade() -> None:
    _proposal()
    _lines()
    _consents()
    _batch()
    _payments()
    _payees()
    append_only(*FACTS)


def _proposal() -> None:
    op.create_table(
        "payout_proposal",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("coercion_on", sa.Date(), nullable=True),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("held", sa.BigInteger(), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("submission_key", sa.Text(), nullable=True),
        *entered("payout_proposal"),
        sa.CheckConstraint(
            "amount >= 0 AND held >= 0 AND amount + held > 0", name=op.f("ck_payout_proposal_money")
        ),
        sa.ForeignKeyConstraint(
            ["case_id"], ["enforcement_case.id"], name=op.f("fk_payout_proposal_case_id")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_payout_proposal_unit_id")),
        sa.UniqueConstraint("submission_key", name=op.f("uq_payout_proposal_submission_key")),
    )
    op.create_index(op.f("ix_payout_proposal_case_id"), "payout_proposal", ["case_id"])
    op.create_index(op.f("ix_payout_proposal_unit_id_day"), "payout_proposal", ["unit_id", "day"])


def _lines() -> None:
    op.create_table(
        "payout_line",
        sa.Column("proposal_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("item_id", sa.Uuid(), nullable=True),
        sa.Column("party_id", sa.Uuid(), nullable=True),
        sa.Column("payee", sa.Text(), nullable=False),
        sa.Column("rank", sa.BigInteger(), nullable=True),
        sa.Column("secured", sa.Boolean(), nullable=False),
        sa.Column("read_from_judgment", sa.Boolean(), nullable=False),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("awarded", sa.BigInteger(), nullable=True),
        sa.Column("remaining", sa.BigInteger(), nullable=True),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("numerator", sa.BigInteger(), nullable=True),
        sa.Column("denominator", sa.BigInteger(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payout_line")),
        sa.CheckConstraint("amount >= 0", name=op.f("ck_payout_line_amount_not_negative")),
        sa.ForeignKeyConstraint(
            ["case_id"], ["enforcement_case.id"], name=op.f("fk_payout_line_case_id")
        ),
        sa.ForeignKeyConstraint(
            ["item_id"], ["obligation_item.id"], name=op.f("fk_payout_line_item_id")
        ),
        sa.ForeignKeyConstraint(["party_id"], ["party.id"], name=op.f("fk_payout_line_party_id")),
        sa.ForeignKeyConstraint(
            ["proposal_id"], ["payout_proposal.id"], name=op.f("fk_payout_line_proposal_id")
        ),
        sa.UniqueConstraint(
            "proposal_id", "position", name=op.f("uq_payout_line_proposal_id_position")
        ),
    )
    op.create_index(op.f("ix_payout_line_case_id"), "payout_line", ["case_id"])
    op.create_index(op.f("ix_payout_line_party_id"), "payout_line", ["party_id"])


def _consents() -> None:
    op.create_table(
        "payout_approval",
        sa.Column("proposal_id", sa.Uuid(), nullable=False),
        sa.Column("step", sa.String(length=40), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        *entered("payout_approval"),
        sa.ForeignKeyConstraint(
            ["proposal_id"], ["payout_proposal.id"], name=op.f("fk_payout_approval_proposal_id")
        ),
        sa.UniqueConstraint(
            "proposal_id",
            "entered_by_id",
            name=op.f("uq_payout_approval_proposal_id_entered_by_id"),
        ),
        sa.UniqueConstraint(
            "proposal_id", "step", name=op.f("uq_payout_approval_proposal_id_step")
        ),
    )
    op.create_table(
        "payout_cancellation",
        sa.Column("proposal_id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        *entered("payout_cancellation"),
        sa.ForeignKeyConstraint(
            ["proposal_id"], ["payout_proposal.id"], name=op.f("fk_payout_cancellation_proposal_id")
        ),
        sa.UniqueConstraint("proposal_id", name=op.f("uq_payout_cancellation_proposal_id")),
    )


def _batch() -> None:
    op.create_table(
        "payout_batch",
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("in_cash", sa.Boolean(), nullable=False),
        sa.Column("submission_key", sa.Text(), nullable=False),
        *entered("payout_batch"),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_payout_batch_unit_id")),
        sa.UniqueConstraint("submission_key", name=op.f("uq_payout_batch_submission_key")),
    )
    op.create_index(op.f("ix_payout_batch_unit_id_day"), "payout_batch", ["unit_id", "day"])
    op.create_table(
        "payout_batch_proposal",
        sa.Column("proposal_id", sa.Uuid(), nullable=False),
        sa.Column("batch_id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("proposal_id", name=op.f("pk_payout_batch_proposal")),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["payout_batch.id"], name=op.f("fk_payout_batch_proposal_batch_id")
        ),
        sa.ForeignKeyConstraint(
            ["proposal_id"],
            ["payout_proposal.id"],
            name=op.f("fk_payout_batch_proposal_proposal_id"),
        ),
    )
    op.create_index(
        op.f("ix_payout_batch_proposal_batch_id"), "payout_batch_proposal", ["batch_id"]
    )


def _payments() -> None:
    op.create_table(
        "payout_run",
        sa.Column("job_id", sa.Uuid(), nullable=False),
        sa.Column("batch_id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("job_id", name=op.f("pk_payout_run")),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["payout_batch.id"], name=op.f("fk_payout_run_batch_id")
        ),
        sa.ForeignKeyConstraint(
            ["job_id"], ["background_job.id"], name=op.f("fk_payout_run_job_id")
        ),
    )
    op.create_index(op.f("ix_payout_run_batch_id"), "payout_run", ["batch_id"])
    op.create_table(
        "payout_payment",
        sa.Column("line_id", sa.Uuid(), nullable=False),
        sa.Column("voucher_id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("line_id", name=op.f("pk_payout_payment")),
        sa.ForeignKeyConstraint(
            ["line_id"], ["payout_line.id"], name=op.f("fk_payout_payment_line_id")
        ),
        sa.ForeignKeyConstraint(
            ["voucher_id"], ["voucher.id"], name=op.f("fk_payout_payment_voucher_id")
        ),
    )
    op.create_index(op.f("ix_payout_payment_voucher_id"), "payout_payment", ["voucher_id"])


def _payees() -> None:
    op.create_table(
        "payee_account",
        sa.Column("party_id", sa.Uuid(), nullable=False),
        sa.Column("bank", sa.Text(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("holder", sa.Text(), nullable=False),
        *entered("payee_account"),
        sa.ForeignKeyConstraint(["party_id"], ["party.id"], name=op.f("fk_payee_account_party_id")),
    )
    op.create_index(op.f("ix_payee_account_party_id"), "payee_account", ["party_id"])
    op.create_table(
        "item_payee",
        sa.Column("item_id", sa.Uuid(), nullable=False),
        sa.Column("party_id", sa.Uuid(), nullable=False),
        *entered("item_payee"),
        sa.ForeignKeyConstraint(
            ["item_id"], ["obligation_item.id"], name=op.f("fk_item_payee_item_id")
        ),
        sa.ForeignKeyConstraint(["party_id"], ["party.id"], name=op.f("fk_item_payee_party_id")),
    )
    op.create_index(op.f("ix_item_payee_item_id"), "item_payee", ["item_id"])


def downgrade() -> None:
    raise NotImplementedError("restore a backup instead")
