"""Requests for enforcement as received, and what became of them.

Both are facts: a later revision that rebuilds a table on SQLite must make its triggers again.
"""

import sqlalchemy as sa
from alembic import op

from migrations.tenant.facts import append_only, entered

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

TABLES = ("enforcement_request", "request_step")


def upgrade() -> None:
    _requests()
    _steps()
    append_only(*TABLES)


def _requests() -> None:
    table = "enforcement_request"
    op.create_table(
        table,
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("channel", sa.String(40), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("requested_on", sa.Date(), nullable=False),
        sa.Column("judgment_id", sa.Uuid(), nullable=True),
        sa.Column("stated_judgment", sa.Text(), nullable=True),
        sa.Column("requester", sa.Text(), nullable=False),
        sa.Column("personal_id_number", sa.Text(), nullable=True),
        sa.Column("address", sa.Text(), nullable=True),
        sa.Column("account", sa.Text(), nullable=True),
        sa.Column("reference", sa.Text(), nullable=True),
        sa.Column("creditor", sa.Text(), nullable=False),
        sa.Column("debtor", sa.Text(), nullable=False),
        sa.Column("names_folded", sa.Text(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=True),
        sa.Column("means", sa.Text(), nullable=True),
        sa.Column("enforceable_on", sa.Date(), nullable=True),
        sa.Column("returned_case_id", sa.Uuid(), nullable=True),
        sa.Column("submission_key", sa.Text(), nullable=True),
        *entered(table),
        sa.CheckConstraint("requested_on <= received_on",
                           name=op.f("ck_enforcement_request_requested_before_received")),
        sa.CheckConstraint("amount IS NULL OR amount > 0",
                           name=op.f("ck_enforcement_request_amount_positive")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"],
                                name=op.f("fk_enforcement_request_unit_id")),
        sa.ForeignKeyConstraint(["judgment_id"], ["judgment.id"],
                                name=op.f("fk_enforcement_request_judgment_id")),
        sa.ForeignKeyConstraint(["returned_case_id"], ["enforcement_case.id"],
                                name=op.f("fk_enforcement_request_returned_case_id")),
        sa.UniqueConstraint("submission_key", name=op.f("uq_enforcement_request_submission_key")),
    )  # fmt: skip
    op.create_index(op.f("ix_enforcement_request_unit_id_received_on"), table,
                    ["unit_id", "received_on"])  # fmt: skip
    op.create_index(op.f("ix_enforcement_request_judgment_id"), table, ["judgment_id"])


def _steps() -> None:
    table = "request_step"
    op.create_table(
        table,
        sa.Column("request_id", sa.Uuid(), nullable=False),
        sa.Column("sequence", sa.BigInteger(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("ground", sa.Text(), nullable=True),
        sa.Column("pause", sa.String(40), nullable=True),
        sa.Column("first_day", sa.Date(), nullable=True),
        sa.Column("last_day", sa.Date(), nullable=True),
        sa.Column("unit_id", sa.Uuid(), nullable=True),
        sa.Column("book", sa.String(40), nullable=True),
        sa.Column("book_year", sa.BigInteger(), nullable=True),
        sa.Column("number", sa.BigInteger(), nullable=True),
        sa.Column("case_id", sa.Uuid(), nullable=True),
        sa.Column("submission_key", sa.Text(), nullable=True),
        *entered(table),
        sa.CheckConstraint("(kind = 'entry') = (number IS NOT NULL)",
                           name=op.f("ck_request_step_entry_numbered")),
        sa.CheckConstraint("(kind = 'acceptance') = (case_id IS NOT NULL)",
                           name=op.f("ck_request_step_acceptance_case")),
        sa.CheckConstraint("(kind = 'excluded_time') = (pause IS NOT NULL)",
                           name=op.f("ck_request_step_excluded_pause")),
        sa.ForeignKeyConstraint(["request_id"], ["enforcement_request.id"],
                                name=op.f("fk_request_step_request_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_request_step_unit_id")),
        sa.ForeignKeyConstraint(["case_id"], ["enforcement_case.id"],
                                name=op.f("fk_request_step_case_id")),
        sa.UniqueConstraint("request_id", "sequence",
                            name=op.f("uq_request_step_request_id_sequence")),
        sa.UniqueConstraint("unit_id", "book", "book_year", "number",
                            name=op.f("uq_request_step_unit_id_book_book_year_number")),
        sa.UniqueConstraint("case_id", name=op.f("uq_request_step_case_id")),
        sa.UniqueConstraint("submission_key", name=op.f("uq_request_step_submission_key")),
    )  # fmt: skip
    op.create_index(op.f("ix_request_step_kind_day"), table, ["kind", "day"])


def downgrade() -> None:
    raise NotImplementedError("restore a backup instead")
