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
# As in the index: beside the words one sign of the unit's list. No typed word holds an @.
_LEXEMES = (
    "array_to_tsvector(string_to_array("
    "words || ' @' || left(kind, 1) || right(CAST(unit_id AS text), 8), ' '))"
)


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
    sign = [f"'@{kind.value[0]}{unit_id.hex[-8:]}'"] if unit_id else []
    terms = [*sign, *(f"'{word}'{'' if whole else ':*'}" for word in words)]
    asked = {"kind": kind.value, "unit": unit_id, "limit": limit, "terms": " & ".join(terms)}
    asked |= {f"word{place}": f"% {word}%" for place, word in enumerate(words)}
    alone = whole or _is_rare(kind, words)
    stmt = _indexed(unit_id) if alone else _either(kind, unit_id, len(words))
    return connection.exec_driver_sql(stmt, asked).fetchall()


def _is_rare(kind: EntryKind, words: Sequence[str]) -> bool:
    """Few names have a digit, so looking through the newest finds none."""
    return kind is EntryKind.PARTY and any(word[0].isdigit() for word in words)


def _listed(unit_id: UUID | None) -> str:
    return f"kind = %(kind)s AND {'unit_id = %(unit)s' if unit_id else 'NOT is_elsewhere'}"


def _indexed(unit_id: UUID | None) -> str:
    """By the index, which knows no order."""
    return (
        "WITH fitting AS MATERIALIZED (SELECT * FROM search_entry"
        f" WHERE {_LEXEMES} @@ CAST(%(terms)s AS tsquery))"
        f" SELECT {_COLUMNS} FROM fitting WHERE {_listed(unit_id)} ORDER BY id DESC LIMIT %(limit)s"
    )


def _either(kind: EntryKind, unit_id: UUID | None, words: int) -> str:
    """By looking through the newest, and where that is too little by the index: what stands behind
    a condition that is false is never run. A list that was looked through to its end is enough."""
    listed, short = _listed(unit_id), unit_id is not None or kind in SHORT
    longer = f"SELECT true FROM search_entry WHERE {listed} ORDER BY -id OFFSET ({SPAN}) LIMIT 1"
    too_few = "(SELECT count(*) FROM seen) < %(limit)s" + (f" AND ({longer})" if short else "")
    return (
        f"WITH seen AS MATERIALIZED ({_looked_through(listed, words)}),"
        f" indexed AS MATERIALIZED ({_indexed(unit_id)}),"
        f" told AS MATERIALIZED (SELECT coalesce({too_few}, false) AS too_few)"
        f" SELECT * FROM seen WHERE NOT (SELECT too_few FROM told)"
        " UNION ALL SELECT * FROM indexed WHERE (SELECT too_few FROM told)"
    )


def _looked_through(listed: str, words: int) -> str:
    """Ordered within and without by the same, so that it stops where enough are found."""
    fits = " AND ".join(f"' ' || words LIKE %(word{place})s" for place in range(words))
    newest = f"SELECT {_COLUMNS}, -id AS age FROM search_entry WHERE {listed}"
    return (
        f"SELECT {_COLUMNS} FROM ({newest} ORDER BY age LIMIT ({SPAN})) AS newest"
        f" WHERE {fits} ORDER BY age LIMIT %(limit)s"
    )
