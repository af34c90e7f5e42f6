"""A unit's entries are found without those of the others being read (PostgreSQL)."""

import sqlalchemy as sa
from alembic import op

revision = "0062"
down_revision = "0061"
branch_labels = None
depends_on = None

LEXEMES = (
    "array_to_tsvector(string_to_array("
    "words || ' @' || left(kind, 1) || right(CAST(unit_id AS text), 8), ' '))"
)


def upgrade() -> None:
    """Beside the words the index keeps a sign of the unit's list."""
    if op.get_bind().dialect.name == "sqlite":
        return  # its full-text table has had the signs from the start
    op.drop_index("ix_search_entry_words", "search_entry")
    op.create_index(
        "ix_search_entry_words", "search_entry", [sa.text(LEXEMES)], postgresql_using="gin",
        postgresql_with={"gin_pending_list_limit": 64},  # kB that every search reads through
    )  # fmt: skip
