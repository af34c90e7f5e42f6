"""The entries that fit what was typed, the newest first, on either engine (ADR 0013)."""

from collections.abc import Sequence
from operator import itemgetter
from typing import Any
from uuid import UUID

from sqlalchemy import Connection

from thads.search import fulltext
from thads.search.models import EntryKind

# Of the newest entries so many are looked through before the index is asked: words that many bear
# have filled the page by then, and the index has few rows left to sort.
SHARE, LEAST = 100, 500
SHORT = (EntryKind.JUDGMENT, EntryKind.REQUEST)  # a province may have few of these

_COLUMNS = "id, case_id, subject_id, words"
SPAN = f"SELECT greatest({LEAST}, max(id) / {SHARE}) FROM search_entry"
_LEXEMES = "array_to_tsvector(string_to_array(words, ' '))"


def newest(
    connection: Connection, kind: EntryKind, words: Sequence[str], units: Sequence[UUID] | None,
    limit: int, *, whole: bool = False,
) -> Sequence[Any]:  # fmt: skip
    """(id, case, subject, words) of the newest entries of this kind that one of `units` (None: the
    whole province) may open, and in which each of `words` begins a word, or is one (`whole`)."""
    if not words:
        return []
    if fulltext.is_kept(connection):
        return fulltext.newest(connection, kind, words, units, limit, whole=whole)
    found = [
        row
        for unit in units or (None,)
        for row in _of_list(connection, kind, words, unit, limit, whole=whole)
    ]
    return sorted(found, key=itemgetter(0), reverse=True)[:limit]


def _of_list(
    connection: Connection, kind: EntryKind, words: Sequence[str], unit_id: UUID | None, limit: int,
    *, whole: bool,
) -> Sequence[Any]:  # fmt: skip
    """The same of one unit or of the province, on PostgreSQL."""
    asked = {"kind": kind.value, "unit": unit_id, "limit": limit}
    listed = f"kind = %(kind)s AND {'unit_id = %(unit)s' if unit_id else 'NOT is_elsewhere'}"
    if whole or _is_rare(kind, words):
        return _asked(connection, listed, words, asked, whole=whole)
    found = _looked_through(connection, listed, words, asked)
    may_be_short = unit_id is not None or kind in SHORT
    if len(found) == limit or (may_be_short and not _is_longer(connection, listed, asked)):
        return found
    return _asked(connection, listed, words, asked, whole=False)


def _is_rare(kind: EntryKind, words: Sequence[str]) -> bool:
    """Few names have a digit, so looking through the newest finds none."""
    return kind is EntryKind.PARTY and any(word[0].isdigit() for word in words)


def _looked_through(
    connection: Connection, listed: str, words: Sequence[str], asked: dict[str, Any]
) -> Sequence[Any]:
    """Ordered within and without by the same, so that it stops where enough are found."""
    terms = {f"word{place}": f"% {word}%" for place, word in enumerate(words)}
    fits = " AND ".join(f"' ' || words LIKE %({name})s" for name in terms)
    newest = f"SELECT {_COLUMNS}, -id AS age FROM search_entry WHERE {listed}"
    return connection.exec_driver_sql(
        f"SELECT {_COLUMNS} FROM ({newest} ORDER BY age LIMIT ({SPAN})) AS newest"
        f" WHERE {fits} ORDER BY age LIMIT %(limit)s",
        asked | terms,
    ).fetchall()


def _is_longer(connection: Connection, listed: str, asked: dict[str, Any]) -> bool:
    """Whether the list goes on behind what was looked through: a small unit's does not."""
    next_one = connection.exec_driver_sql(
        f"SELECT 1 FROM search_entry WHERE {listed} ORDER BY -id OFFSET ({SPAN}) LIMIT 1",
        asked,
    )
    return next_one.first() is not None


def _asked(
    connection: Connection, listed: str, words: Sequence[str], asked: dict[str, Any], *, whole: bool
) -> Sequence[Any]:
    terms = " & ".join(f"'{word}'{'' if whole else ':*'}" for word in words)
    return connection.exec_driver_sql(
        "WITH found AS MATERIALIZED (SELECT * FROM search_entry"
        f" WHERE {_LEXEMES} @@ CAST(%(terms)s AS tsquery))"
        f" SELECT {_COLUMNS} FROM found WHERE {listed} ORDER BY id DESC LIMIT %(limit)s",
        asked | {"terms": terms},
    ).fetchall()
