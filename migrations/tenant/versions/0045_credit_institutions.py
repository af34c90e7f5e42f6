"""The register of credit institutions, and which creditors they are."""

import sqlalchemy as sa
from alembic import op

from migrations.tenant.facts import append_only, entered

revision = "0045"
down_revision = "0044"
branch_labels = None
depends_on = None

INSTITUTION, END, LINK = "credit_institution", "credit_institution_end", "creditor_link"


def upgrade() -> None:
    _institutions()
    _links()
    append_only(INSTITUTION, END, LINK)


def _institutions() -> None:
    op.create_table(
        INSTITUTION,
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("short_name", sa.Text(), nullable=True),
        sa.Column("branch", sa.Text(), nullable=True),
        sa.Column("name_key", sa.Text(), nullable=False),
        sa.Column("name_sort_key", sa.Text(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("submission_key", sa.Text(), nullable=True),
        *entered(INSTITUTION),
        sa.UniqueConstraint("submission_key", name=op.f(f"uq_{INSTITUTION}_submission_key")),
    )
    op.create_index(op.f(f"ix_{INSTITUTION}_name_key"), INSTITUTION, ["name_key"])
    op.create_table(
        END,
        sa.Column("institution_id", sa.Uuid(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("successor_id", sa.Uuid(), nullable=True),
        *entered(END),
        _of_institution(END, "institution_id"),
        _of_institution(END, "successor_id"),
        sa.UniqueConstraint("institution_id", name=op.f(f"uq_{END}_institution_id")),
        sa.CheckConstraint(
            "institution_id <> successor_id", name=op.f(f"ck_{END}_succeeded_by_another")
        ),
    )


def _links() -> None:
    op.create_table(
        LINK,
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("party_id", sa.Uuid(), nullable=True),
        sa.Column("institution_id", sa.Uuid(), nullable=True),
        sa.Column("linked_on", sa.Date(), nullable=False),
        sa.Column("replaces_id", sa.Uuid(), nullable=True),
        *entered(LINK),
        sa.ForeignKeyConstraint(
            ["case_id"], ["enforcement_case.id"], name=op.f(f"fk_{LINK}_case_id")
        ),
        sa.ForeignKeyConstraint(["party_id"], ["party.id"], name=op.f(f"fk_{LINK}_party_id")),
        sa.ForeignKeyConstraint(
            ["replaces_id"], [f"{LINK}.id"], name=op.f(f"fk_{LINK}_replaces_id")
        ),
        _of_institution(LINK, "institution_id"),
        sa.UniqueConstraint("replaces_id", name=op.f(f"uq_{LINK}_replaces_id")),
    )
    for column in ("case_id", "institution_id"):
        op.create_index(op.f(f"ix_{LINK}_{column}"), LINK, [column])
    for column, party in (("party_id", "IS NOT NULL"), ("case_id", "IS NULL")):
        first = sa.text(f"replaces_id IS NULL AND party_id {party}")
        op.create_index(
            f"uq_{LINK}_first_of_{column.removesuffix('_id')}", LINK, [column], unique=True,
            sqlite_where=first, postgresql_where=first,
        )  # fmt: skip


def _of_institution(table: str, column: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], [f"{INSTITUTION}.id"], name=op.f(f"fk_{table}_{column}")
    )


def downgrade() -> None:
    raise NotImplementedError("restore a backup instead")
