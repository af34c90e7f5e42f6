"""Costs of coercion: estimates and actual costs with their approval, advances, reliefs.

Facts: a later revision that rebuilds one of these tables on SQLite must make its triggers again.
"""

import sqlalchemy as sa
from alembic import op

from migrations.tenant.facts import append_only, entered

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

TABLES = (
    "cost_sheet", "cost_line", "cost_sheet_decision", "cost_advance", "cost_relief",
    "cost_relief_decision",
)  # fmt: skip


def upgrade() -> None:
    _sheets()
    _lines()
    _beside_sheets()
    _reliefs()
    append_only(*TABLES)


def _sheets() -> None:
    op.create_table(
        "cost_sheet",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("settles_id", sa.Uuid(), nullable=True),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("measure", sa.Text(), nullable=False),
        sa.Column("coercion_on", sa.Date(), nullable=True),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("plan", sa.Text(), nullable=True),
        sa.Column("submission_key", sa.Text(), nullable=True),
        *entered("cost_sheet"),
        sa.CheckConstraint(
            "kind = 'actual' OR settles_id IS NULL", name=op.f("ck_cost_sheet_settles")
        ),
        sa.CheckConstraint(
            "kind = 'actual' OR coercion_on IS NOT NULL", name=op.f("ck_cost_sheet_planned")
        ),
        sa.ForeignKeyConstraint(
            ["case_id"], ["enforcement_case.id"], name=op.f("fk_cost_sheet_case_id")
        ),
        sa.ForeignKeyConstraint(
            ["settles_id"], ["cost_sheet.id"], name=op.f("fk_cost_sheet_settles_id")
        ),
        sa.UniqueConstraint("submission_key", name=op.f("uq_cost_sheet_submission_key")),
    )
    op.create_index(op.f("ix_cost_sheet_case_id"), "cost_sheet", ["case_id"])
    op.create_index(op.f("ix_cost_sheet_settles_id"), "cost_sheet", ["settles_id"])


def _lines() -> None:
    op.create_table(
        "cost_line",
        sa.Column("sheet_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("bearer", sa.String(length=40), nullable=False),
        sa.Column("rate", sa.Text(), nullable=True),
        sa.Column("people", sa.BigInteger(), nullable=True),
        sa.Column("days", sa.BigInteger(), nullable=True),
        sa.Column("price", sa.BigInteger(), nullable=True),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("voucher", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("amount > 0", name=op.f("ck_cost_line_amount_positive")),
        sa.CheckConstraint(
            "(rate IS NULL) = (people IS NULL) AND (rate IS NULL) = (days IS NULL) "
            "AND (rate IS NULL) = (price IS NULL)",
            name=op.f("ck_cost_line_reckoned"),
        ),
        sa.CheckConstraint(
            "rate IS NULL OR amount = people * days * price", name=op.f("ck_cost_line_product")
        ),
        sa.ForeignKeyConstraint(
            ["sheet_id"], ["cost_sheet.id"], name=op.f("fk_cost_line_sheet_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cost_line")),
        sa.UniqueConstraint("sheet_id", "position", name=op.f("uq_cost_line_sheet_id_position")),
    )


def _beside_sheets() -> None:
    op.create_table(
        "cost_sheet_decision",
        sa.Column("sheet_id", sa.Uuid(), nullable=False),
        sa.Column("approved", sa.Boolean(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        *entered("cost_sheet_decision"),
        sa.CheckConstraint(
            "approved OR note IS NOT NULL", name=op.f("ck_cost_sheet_decision_reason")
        ),
        sa.ForeignKeyConstraint(
            ["sheet_id"], ["cost_sheet.id"], name=op.f("fk_cost_sheet_decision_sheet_id")
        ),
        sa.UniqueConstraint("sheet_id", name=op.f("uq_cost_sheet_decision_sheet_id")),
    )
    op.create_table(
        "cost_advance",
        sa.Column("sheet_id", sa.Uuid(), nullable=False),
        sa.Column("voucher_id", sa.Uuid(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        *entered("cost_advance"),
        sa.ForeignKeyConstraint(
            ["sheet_id"], ["cost_sheet.id"], name=op.f("fk_cost_advance_sheet_id")
        ),
        sa.ForeignKeyConstraint(
            ["voucher_id"], ["voucher.id"], name=op.f("fk_cost_advance_voucher_id")
        ),
        sa.UniqueConstraint("voucher_id", name=op.f("uq_cost_advance_voucher_id")),
    )
    op.create_index(op.f("ix_cost_advance_sheet_id"), "cost_advance", ["sheet_id"])


def _reliefs() -> None:
    op.create_table(
        "cost_relief",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("party_id", sa.Uuid(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("ground", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("proof", sa.Text(), nullable=False),
        sa.Column("payable", sa.BigInteger(), nullable=False),
        sa.Column("submission_key", sa.Text(), nullable=True),
        *entered("cost_relief"),
        sa.CheckConstraint("payable > 0", name=op.f("ck_cost_relief_payable_positive")),
        sa.ForeignKeyConstraint(
            ["case_id"], ["enforcement_case.id"], name=op.f("fk_cost_relief_case_id")
        ),
        sa.ForeignKeyConstraint(["party_id"], ["party.id"], name=op.f("fk_cost_relief_party_id")),
        sa.UniqueConstraint("submission_key", name=op.f("uq_cost_relief_submission_key")),
    )
    op.create_index(op.f("ix_cost_relief_case_id"), "cost_relief", ["case_id"])
    op.create_index(op.f("ix_cost_relief_party_id"), "cost_relief", ["party_id"])
    op.create_table(
        "cost_relief_decision",
        sa.Column("relief_id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("granted", sa.BigInteger(), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        *entered("cost_relief_decision"),
        sa.CheckConstraint("granted >= 0", name=op.f("ck_cost_relief_decision_granted")),
        sa.CheckConstraint(
            "granted > 0 OR note IS NOT NULL", name=op.f("ck_cost_relief_decision_reason")
        ),
        sa.ForeignKeyConstraint(
            ["relief_id"], ["cost_relief.id"], name=op.f("fk_cost_relief_decision_relief_id")
        ),
        sa.UniqueConstraint("relief_id", name=op.f("uq_cost_relief_decision_relief_id")),
    )
