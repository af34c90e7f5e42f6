"""Fees of cases: property handed over, charges, decisions, exemptions, what was paid over.

Facts all: a later revision that rebuilds one of these tables on SQLite must guard it again.
"""

import sqlalchemy as sa
from alembic import op

from migrations.tenant.facts import append_only

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

TABLES = (
    "item_fee_liability",
    "property_receipt",
    "fee_proposal",
    "fee_charge",
    "fee_decision",
    "fee_relief_request",
    "fee_relief_answer",
    "fee_remittance",
)


def upgrade() -> None:
    op.create_table(
        "item_fee_liability",
        sa.Column("item_id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("no_fee", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("submission_key", sa.Text(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("entered_by_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["item_id"], ["obligation_item.id"], name=op.f("fk_item_fee_liability_item_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_item_fee_liability")),
        sa.UniqueConstraint("submission_key", name=op.f("uq_item_fee_liability_submission_key")),
    )
    op.create_index(
        op.f("ix_item_fee_liability_item_id"), "item_fee_liability", ["item_id"], unique=False
    )
    op.create_table(
        "property_receipt",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("party_id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("value", sa.BigInteger(), nullable=False),
        sa.Column("paid_to_others", sa.BigInteger(), nullable=False),
        sa.Column("valued_by", sa.Text(), nullable=False),
        sa.Column("basis", sa.String(length=40), nullable=False),
        sa.Column("replaces_id", sa.Uuid(), nullable=True),
        sa.Column("submission_key", sa.Text(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("entered_by_id", sa.Uuid(), nullable=True),
        sa.CheckConstraint(
            "paid_to_others <= value", name=op.f("ck_property_receipt_net_not_negative")
        ),
        sa.CheckConstraint(
            "value >= 0 AND paid_to_others >= 0", name=op.f("ck_property_receipt_not_negative")
        ),
        sa.ForeignKeyConstraint(
            ["case_id"], ["enforcement_case.id"], name=op.f("fk_property_receipt_case_id")
        ),
        sa.ForeignKeyConstraint(
            ["party_id"], ["party.id"], name=op.f("fk_property_receipt_party_id")
        ),
        sa.ForeignKeyConstraint(
            ["replaces_id"], ["property_receipt.id"], name=op.f("fk_property_receipt_replaces_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_property_receipt")),
        sa.UniqueConstraint("replaces_id", name=op.f("uq_property_receipt_replaces_id")),
        sa.UniqueConstraint("submission_key", name=op.f("uq_property_receipt_submission_key")),
    )
    op.create_index(
        op.f("ix_property_receipt_case_id"), "property_receipt", ["case_id"], unique=False
    )
    op.create_table(
        "fee_proposal",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("submission_key", sa.Text(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("entered_by_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["case_id"], ["enforcement_case.id"], name=op.f("fk_fee_proposal_case_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fee_proposal")),
        sa.UniqueConstraint("submission_key", name=op.f("uq_fee_proposal_submission_key")),
    )
    op.create_index(op.f("ix_fee_proposal_case_id"), "fee_proposal", ["case_id"], unique=False)
    op.create_index(op.f("ix_fee_proposal_day"), "fee_proposal", ["day"], unique=False)
    op.create_table(
        "fee_charge",
        sa.Column("proposal_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column("party_id", sa.Uuid(), nullable=False),
        sa.Column("property_id", sa.Uuid(), nullable=True),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("received_before", sa.BigInteger(), nullable=False),
        sa.Column("basis", sa.String(length=40), nullable=False),
        sa.Column("threshold", sa.BigInteger(), nullable=False),
        sa.Column("fee", sa.BigInteger(), nullable=False),
        sa.Column("explanation", sa.Text(), nullable=False),
        sa.Column("corrects_id", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("entered_by_id", sa.Uuid(), nullable=True),
        sa.CheckConstraint("amount > 0", name=op.f("ck_fee_charge_amount_positive")),
        sa.CheckConstraint(
            "received_before >= 0 AND fee >= 0", name=op.f("ck_fee_charge_not_negative")
        ),
        sa.ForeignKeyConstraint(
            ["corrects_id"], ["fee_charge.id"], name=op.f("fk_fee_charge_corrects_id")
        ),
        sa.ForeignKeyConstraint(["party_id"], ["party.id"], name=op.f("fk_fee_charge_party_id")),
        sa.ForeignKeyConstraint(
            ["property_id"], ["property_receipt.id"], name=op.f("fk_fee_charge_property_id")
        ),
        sa.ForeignKeyConstraint(
            ["proposal_id"], ["fee_proposal.id"], name=op.f("fk_fee_charge_proposal_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fee_charge")),
        sa.UniqueConstraint(
            "proposal_id", "position", name=op.f("uq_fee_charge_proposal_id_position")
        ),
    )
    op.create_index(op.f("ix_fee_charge_corrects_id"), "fee_charge", ["corrects_id"], unique=False)
    op.create_index(op.f("ix_fee_charge_party_id"), "fee_charge", ["party_id"], unique=False)
    op.create_table(
        "fee_decision",
        sa.Column("proposal_id", sa.Uuid(), nullable=False),
        sa.Column("act_id", sa.Uuid(), nullable=True),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("reply", sa.Text(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("entered_by_id", sa.Uuid(), nullable=True),
        sa.CheckConstraint(
            "(act_id IS NULL) = (reply IS NOT NULL)",
            name=op.f("ck_fee_decision_decided_or_replied"),
        ),
        sa.ForeignKeyConstraint(["act_id"], ["case_act.id"], name=op.f("fk_fee_decision_act_id")),
        sa.ForeignKeyConstraint(
            ["proposal_id"], ["fee_proposal.id"], name=op.f("fk_fee_decision_proposal_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fee_decision")),
        sa.UniqueConstraint("act_id", name=op.f("uq_fee_decision_act_id")),
        sa.UniqueConstraint("proposal_id", name=op.f("uq_fee_decision_proposal_id")),
    )
    op.create_table(
        "fee_relief_request",
        sa.Column("charge_id", sa.Uuid(), nullable=False),
        sa.Column("ground", sa.Text(), nullable=False),
        sa.Column("complete_on", sa.Date(), nullable=False),
        sa.Column("documents", sa.Text(), nullable=False),
        sa.Column("percent", sa.BigInteger(), nullable=False),
        sa.Column("of_amount", sa.BigInteger(), nullable=False),
        sa.Column("submission_key", sa.Text(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("entered_by_id", sa.Uuid(), nullable=True),
        sa.CheckConstraint("of_amount > 0", name=op.f("ck_fee_relief_request_amount_positive")),
        sa.CheckConstraint("percent BETWEEN 1 AND 100", name=op.f("ck_fee_relief_request_percent")),
        sa.ForeignKeyConstraint(
            ["charge_id"], ["fee_charge.id"], name=op.f("fk_fee_relief_request_charge_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fee_relief_request")),
        sa.UniqueConstraint("submission_key", name=op.f("uq_fee_relief_request_submission_key")),
    )
    op.create_index(
        op.f("ix_fee_relief_request_charge_id"), "fee_relief_request", ["charge_id"], unique=False
    )
    op.create_index(
        op.f("ix_fee_relief_request_complete_on"),
        "fee_relief_request",
        ["complete_on"],
        unique=False,
    )
    op.create_table(
        "fee_relief_answer",
        sa.Column("request_id", sa.Uuid(), nullable=False),
        sa.Column("act_id", sa.Uuid(), nullable=True),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("spared", sa.BigInteger(), nullable=False),
        sa.Column("reply", sa.Text(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("entered_by_id", sa.Uuid(), nullable=True),
        sa.CheckConstraint(
            "(act_id IS NULL) = (reply IS NOT NULL)",
            name=op.f("ck_fee_relief_answer_decided_or_replied"),
        ),
        sa.CheckConstraint(
            "spared >= 0 AND (act_id IS NOT NULL OR spared = 0)",
            name=op.f("ck_fee_relief_answer_spared"),
        ),
        sa.ForeignKeyConstraint(
            ["act_id"], ["case_act.id"], name=op.f("fk_fee_relief_answer_act_id")
        ),
        sa.ForeignKeyConstraint(
            ["request_id"], ["fee_relief_request.id"], name=op.f("fk_fee_relief_answer_request_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fee_relief_answer")),
        sa.UniqueConstraint("act_id", name=op.f("uq_fee_relief_answer_act_id")),
        sa.UniqueConstraint("request_id", name=op.f("uq_fee_relief_answer_request_id")),
    )
    op.create_table(
        "fee_remittance",
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("kept", sa.BigInteger(), nullable=False),
        sa.Column("central", sa.BigInteger(), nullable=False),
        sa.Column("budget", sa.BigInteger(), nullable=False),
        sa.Column("voucher_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("entered_by_id", sa.Uuid(), nullable=True),
        sa.CheckConstraint(
            "amount > 0 AND kept + central + budget = amount", name=op.f("ck_fee_remittance_whole")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_fee_remittance_unit_id")),
        sa.ForeignKeyConstraint(
            ["voucher_id"], ["voucher.id"], name=op.f("fk_fee_remittance_voucher_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fee_remittance")),
        sa.UniqueConstraint("voucher_id", name=op.f("uq_fee_remittance_voucher_id")),
    )
    op.create_index(
        op.f("ix_fee_remittance_unit_id_month"),
        "fee_remittance",
        ["unit_id", "month"],
        unique=False,
    )
    append_only(*TABLES)


def downgrade() -> None:
    raise NotImplementedError("restore a backup instead")
