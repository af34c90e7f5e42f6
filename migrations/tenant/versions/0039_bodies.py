"""For which body a person of oversight reads; those who are here already read for the council."""

from datetime import UTC, datetime
from uuid import uuid4

import sqlalchemy as sa
from alembic import op

from migrations.tenant.facts import append_only, entered

revision = "0039"
down_revision = "0038"
branch_labels = None
depends_on = None

OF_OVERSIGHT = sa.text("role = 'oversight'")


def upgrade() -> None:
    table = op.create_table(
        "body_membership",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("body", sa.String(40), nullable=False),
        *entered("body_membership"),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user_account.id"], name=op.f("fk_body_membership_user_id_user_account")
        ),
    )
    op.create_index(
        op.f("ix_body_membership_user_id_entered_at"), "body_membership", ["user_id", "entered_at"]
    )
    op.create_index(
        "ix_audit_entry_of_oversight", "audit_entry", ["number"],
        sqlite_where=OF_OVERSIGHT, postgresql_where=OF_OVERSIGHT,
    )  # fmt: skip
    people = sa.table(
        "user_account", sa.column("id", sa.Uuid()), sa.column("role", sa.String()),
        sa.column("created_at", sa.DateTime(timezone=True)),
    )  # fmt: skip
    found = op.get_bind().execute(
        sa.select(people.c.id, people.c.created_at).where(people.c.role == "oversight")
    )
    rows = [
        {"id": uuid4(), "user_id": user_id, "body": "council", "entered_by_id": None,
         "entered_at": created_at or datetime.now(UTC)}
        for user_id, created_at in found
    ]  # fmt: skip
    if rows:
        op.bulk_insert(table, rows)
    append_only("body_membership")


def downgrade() -> None:
    raise NotImplementedError("restore a backup instead")
