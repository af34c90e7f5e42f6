"""What is searched through, what was asked, and filters that people keep (ADR 0013)."""

import re
import unicodedata
from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

WORD = re.compile(r"[^\W_]+")
LEXEMES = "array_to_tsvector(string_to_array(words, ' '))"
# The words of an entry and one sign for each list it belongs to: @p the people of the province, @p
# and eight digits those of a unit.
SIGNED = """
CREATE VIEW search_entry_signed AS
SELECT id, words || CASE WHEN is_elsewhere THEN '' ELSE ' @' || substr(kind, 1, 1) END
  || ' @' || substr(kind, 1, 1) || substr(unit_id, -8) AS words
FROM search_entry
"""
# No text of its own, no places of words in it; the beginnings of every syllable.
FULL_TEXT = """
CREATE VIRTUAL TABLE search_entry_text USING fts5(words, content='search_entry_signed',
  content_rowid='id', columnsize=0, detail=none, prefix='1 2 3 4 5 6',
  tokenize="ascii tokenchars '@'")
"""
# Everything that has a number or a name, with the unit that issued it.
FINDABLE = """
SELECT 'judgment' AS kind, unit_id, 0 AS moved, NULL AS case_id, id AS subject_id,
  number_folded AS text FROM judgment
UNION ALL SELECT 'number', u.unit_id, u.moved, c.id, c.id,
  CAST(c.number AS TEXT) || '/' || c.series FROM enforcement_case c JOIN opens u ON u.case_id = c.id
UNION ALL SELECT 'number', u.unit_id, u.moved, a.case_id, a.id,
  coalesce(a.stated_number, CAST(a.number AS TEXT) || '/' || a.series)
  FROM case_act a JOIN opens u ON u.case_id = a.case_id
  WHERE a.number IS NOT NULL OR a.stated_number IS NOT NULL
UNION ALL SELECT 'party', u.unit_id, u.moved, p.case_id, p.id, p.name_folded
  FROM party p JOIN opens u ON u.case_id = p.case_id
"""
OPENS = """
WITH opens AS (
  SELECT id AS case_id, unit_id, 0 AS moved FROM enforcement_case WHERE struck_by_id IS NULL
  UNION SELECT c.id, a.to_unit_id, 1 FROM enforcement_case c JOIN case_act a ON a.case_id = c.id
  WHERE c.struck_by_id IS NULL AND a.kind = 'transfer' AND a.to_unit_id <> c.unit_id
    AND NOT EXISTS (SELECT 1 FROM case_act s WHERE s.corrects_id = a.id))
"""


def upgrade() -> None:
    _entries()
    _asked()
    _filters()
    op.create_index(op.f("ix_party_personal_id_number"), "party", ["personal_id_number"])


def _entries() -> None:
    is_sqlite = op.get_bind().dialect.name == "sqlite"
    op.create_table(
        "search_entry",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False,
        ),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("is_elsewhere", sa.Boolean(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=True),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_search_entry_unit_id")),
        sa.ForeignKeyConstraint(
            ["case_id"], ["enforcement_case.id"], name=op.f("fk_search_entry_case_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search_entry")),
    )  # fmt: skip
    op.create_index(op.f("ix_search_entry_case_id"), "search_entry", ["case_id"])
    _fill()
    if is_sqlite:
        for statement in (SIGNED, FULL_TEXT):
            op.execute(statement)
        op.execute("INSERT INTO search_entry_text (search_entry_text) VALUES ('rebuild')")
        return
    lexemes = sa.text(LEXEMES)
    op.create_index(
        "ix_search_entry_words", "search_entry", [lexemes], postgresql_using="gin",
        postgresql_with={"gin_pending_list_limit": 64},  # kB that every search reads through
    )  # fmt: skip
    # No other index has this order, so the planner walks these from the newest and stops.
    newest, own = sa.text("(-id)"), sa.text("NOT is_elsewhere")
    op.create_index("ix_search_entry_newest_of_unit", "search_entry", ["unit_id", "kind", newest])
    op.create_index("ix_search_entry_newest", "search_entry", ["kind", newest],
                    postgresql_where=own)  # fmt: skip


def _fill() -> None:
    """Enter what a province holds already, a bounded number of rows at once."""
    bind = op.get_bind()
    entry = sa.table(
        "search_entry",
        *map(sa.column, ("kind", "unit_id", "is_elsewhere", "case_id", "subject_id", "words")),
    )
    streamed = sa.text(OPENS + FINDABLE).execution_options(stream_results=True)
    with bind.execute(streamed) as stored:
        for some in stored.partitions(2000):
            if rows := list(_rows(some)):
                bind.execute(entry.insert(), rows)


def _rows(found: Any) -> Iterator[dict[str, Any]]:
    for kind, unit_id, moved, case_id, subject_id, text in found:
        if words := _words(text):
            yield {
                "kind": kind, "unit_id": unit_id, "is_elsewhere": bool(moved), "case_id": case_id,
                "subject_id": subject_id, "words": words,
            }  # fmt: skip


def _words(text: str) -> str:
    """Folded, as the program folded when this revision was made."""
    decomposed = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    bare = "".join(c for c in decomposed if not unicodedata.combining(c))
    return " ".join(WORD.findall(bare.casefold()))


def _asked() -> None:
    op.create_table(
        "asked_search",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("typed", sa.Text(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user_account.id"], name=op.f("fk_asked_search_user_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_asked_search")),
    )
    op.create_index(
        op.f("ix_asked_search_user_id_asked_at"), "asked_search", ["user_id", "asked_at"]
    )


def _filters() -> None:
    op.create_table(
        "saved_filter",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("query", sa.Text(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user_account.id"], name=op.f("fk_saved_filter_user_id")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_saved_filter_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_filter")),
    )
    for column in ("user_id", "unit_id"):
        op.create_index(op.f(f"ix_saved_filter_{column}"), "saved_filter", [column])


def downgrade() -> None:
    raise NotImplementedError("restore a backup instead")
