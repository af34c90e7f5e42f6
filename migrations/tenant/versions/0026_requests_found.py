"""People of requests are found by the search, before there is a case (ADR 0013)."""

import re

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

WORD = re.compile(r"[^\W_]+")
ENTRY = sa.table(
    "search_entry",
    *map(sa.column, ("kind", "unit_id", "is_elsewhere", "case_id", "subject_id", "words")),
)
SIGNED = "INSERT INTO search_entry_text (rowid, words) SELECT id, words FROM search_entry_signed"


def upgrade() -> None:
    bind = op.get_bind()
    last = bind.scalar(sa.text("SELECT max(id) FROM search_entry")) or 0
    asked = sa.text("SELECT unit_id, id, names_folded FROM enforcement_request ORDER BY id")
    with bind.execute(asked.execution_options(stream_results=True)) as stored:
        for some in stored.partitions(2000):
            rows = [
                {
                    "kind": "request", "unit_id": unit_id, "is_elsewhere": False, "case_id": None,
                    "subject_id": request_id, "words": words,
                }
                for unit_id, request_id, names in some
                if (words := " ".join(dict.fromkeys(WORD.findall(names))))
            ]  # fmt: skip
            if rows:
                bind.execute(ENTRY.insert(), rows)
    if bind.dialect.name == "sqlite":
        bind.execute(sa.text(f"{SIGNED} WHERE id > :last ORDER BY id"), {"last": last})


def downgrade() -> None:
    raise NotImplementedError("restore a backup instead")
