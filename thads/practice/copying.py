"""A practice province filled from the records of another: the same cases, nobody of them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Table, insert
from sqlalchemy.orm import Session

from tenants import engines, opendata, provisioning, registry
from tenants.context import TenantRef
from tenants.errors import UnusableTermsError
from thads.assembly import READ_MODELS
from thads.audit import actions as audit
from thads.cases import readmodel
from thads.identity import passwords
from thads.practice.columns import Row
from thads.practice.masks import Masks

BATCH = 2000
ACCOUNTS = "user_account"
ACT, ACT_HERE = "practice.copied", "practice.made"
Tell = Callable[[str, int], None]


def copy(
    ref: TenantRef, slug: str, name: str, tables: Sequence[Table], *, day: date, seed: bytes,
    password: str, tell: Tell,
) -> dict[str, int]:  # fmt: skip
    """Make the practice province `slug` from province `ref`; answers the rows of each table.

    All accounts get the same password. A copy that fails is taken away again.
    """
    if ref.is_copy:
        raise UnusableTermsError(f"{ref.slug} đã là bản sao tập huấn; sao từ tỉnh thật.")
    made = provisioning.create(slug, name, practice_day=day, is_copy=True)
    provisioning.suspend(slug)  # nobody sees it half filled
    try:
        with _one_moment(ref) as there, Session(engines.for_building(_url(made))) as db:
            rows = _fill(there, db.connection(), tables, Masks(seed), password, tell)
            readmodel.rebuild(db, READ_MODELS)
            audit.record(db, None, ACT_HERE, slug, rows=sum(rows.values()))
            db.commit()
        with Session(engines.for_building(_url(ref))) as db:
            audit.record(db, None, ACT, ref.slug, into=slug)
            db.commit()
    except BaseException:
        provisioning.remove(slug)
        raise
    provisioning.resume(slug)
    return rows


def _fill(
    there: Connection, here: Connection, tables: Sequence[Table], masks: Masks, password: str,
    tell: Tell,
) -> dict[str, int]:  # fmt: skip
    held, counted = {table.name for table in tables}, dict[str, int]()
    of_all = passwords.hashed(password)
    for table in tables:
        row, counted[table.name] = Row(table, held, masks), 0
        streamed = there.execution_options(stream_results=True, yield_per=BATCH)
        found = streamed.execute(opendata.in_order(table)).mappings()
        for some in _batches(row.replaced(dict(one)) for one in found):
            if table.name == ACCOUNTS:
                some = [one | _signing_in(one, of_all) for one in some]
            here.execute(insert(table), some)
            counted[table.name] += len(some)
        tell(table.name, counted[table.name])
    return counted


def _signing_in(person: Mapping[str, Any], password_hash: str) -> dict[str, Any]:
    """Everyone who may still sign in has the password of the practice."""
    usable = password_hash if person["disabled_at"] is None else None
    return {
        "password_hash": usable, "must_change_password": False, "failed_logins": 0,
        "locked_until": None,
    }  # fmt: skip


@contextmanager
def _one_moment(ref: TenantRef) -> Iterator[Connection]:
    """The province as one moment saw it."""
    engine = engines.for_building(_url(ref))
    if engine.dialect.name == "postgresql":
        engine = engine.execution_options(isolation_level="REPEATABLE READ")
    with engine.connect() as connection:
        yield connection


def _url(ref: TenantRef) -> Any:
    return engines.database_url(registry.find(ref.slug))


def _batches(rows: Iterator[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    while batch := list(islice(rows, BATCH)):
        yield batch
