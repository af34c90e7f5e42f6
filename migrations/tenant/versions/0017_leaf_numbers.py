"""Leaf numbers of the papers of a case's file.

A fact: a later revision that rebuilds the table on SQLite must make its triggers again.
"""

import sqlalchemy as sa
from alembic import op

from migrations.tenant.facts import append_only, entered

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

TABLE = "leaf_number"


def upgrade() -> None:
    op.create_table(
        TABLE,
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("first", sa.BigInteger(), nullable=False),
        sa.Column("sheets", sa.BigInteger(), nullable=False),
        sa.Column("attachment_id", sa.Uuid(), nullable=True),
        sa.Column("document_id", sa.Uuid(), nullable=True),
        sa.Column("day", sa.Date(), nullable=False),
        *entered(TABLE),
        sa.CheckConstraint("first > 0", name=op.f("ck_leaf_number_first_positive")),
        sa.CheckConstraint("sheets > 0", name=op.f("ck_leaf_number_sheets_positive")),
        sa.CheckConstraint("(attachment_id IS NULL) <> (document_id IS NULL)",
                           name=op.f("ck_leaf_number_one_paper_only")),
        sa.ForeignKeyConstraint(["case_id"], ["enforcement_case.id"],
                                name=op.f("fk_leaf_number_case_id")),
        sa.ForeignKeyConstraint(["attachment_id"], ["attachment.id"],
                                name=op.f("fk_leaf_number_attachment_id")),
        sa.ForeignKeyConstraint(["document_id"], ["case_document.id"],
                                name=op.f("fk_leaf_number_document_id")),
        sa.UniqueConstraint("case_id", "first", name=op.f("uq_leaf_number_case_id_first")),
        sa.UniqueConstraint("attachment_id", name=op.f("uq_leaf_number_attachment_id")),
        sa.UniqueConstraint("document_id", name=op.f("uq_leaf_number_document_id")),
    )  # fmt: skip
    append_only(TABLE)


def downgrade() -> None:
    raise NotImplementedError("restore a backup instead")
