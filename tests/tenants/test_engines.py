"""Connections: read-only ones refuse to write, their number is bounded, files stay in place."""

import multiprocessing
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from tenants import engines, registry
from tenants.context import entered
from tenants.errors import TooManyConnectionsError, UnusableTermsError
from tenants.sessions import open_session
from tests import installation
from thads.units.models import Unit, UnitKind


def a_unit() -> Unit:
    return Unit(
        code="X", name="X", kind=UnitKind.DISTRICT_BRANCH, valid_from=date(2020, 1, 1), place="X"
    )


def test_the_database_refuses_what_a_read_only_session_writes(instance):
    with open_session("lao-cai", read_only=True) as db:
        assert db.scalars(select(Unit)).all() == []
        db.add(a_unit())
        with pytest.raises(DBAPIError):
            db.commit()
        db.rollback()
        for statement in ("DELETE FROM unit", "CREATE TABLE t (a int)", "UPDATE unit SET code='Z'"):
            with pytest.raises(DBAPIError):
                db.execute(text(statement))
            db.rollback()
    with open_session("lao-cai") as db:
        db.add(a_unit())
        db.commit()


def test_a_reader_sees_one_state_while_a_writer_works(instance):
    with open_session("lao-cai", read_only=True) as reader:
        assert reader.scalars(select(Unit)).all() == []
        with open_session("lao-cai") as writer:
            writer.add(a_unit())
            writer.commit()
        reader.rollback()
        assert [unit.code for unit in reader.scalars(select(Unit))] == ["X"]


def test_only_so_many_databases_are_held_open(instance, monkeypatch):
    engines.close_all()  # those of the tests before
    monkeypatch.setattr(engines, "MOST_ENGINES", 2)
    lao_cai, nghe_an = registry.find("lao-cai"), registry.find("nghe-an")
    first = engines.of_tenant(lao_cai)
    assert len(engines._held) == 2
    with first.connect() as in_use:
        engines.of_tenant(nghe_an)
        assert len(engines._held) == 2
        with engines.of_tenant(nghe_an).connect() as also_in_use:
            with pytest.raises(TooManyConnectionsError):
                engines.of_tenant(lao_cai, read_only=True)
            assert in_use.scalar(text("SELECT 1")) == also_in_use.scalar(text("SELECT 1")) == 1


def _in_child(ref, answers) -> None:
    with entered(ref), engines.of_tenant(ref).connect() as connection:
        answers.put((len(engines._inherited) > 0, connection.scalar(text("SELECT 1"))))


def test_a_forked_process_opens_connections_of_its_own(lao_cai):
    engines.of_tenant(lao_cai).connect().close()
    answers = multiprocessing.get_context("fork").Queue()
    child = multiprocessing.get_context("fork").Process(target=_in_child, args=(lao_cai, answers))
    child.start()
    assert answers.get(timeout=20) == (True, 1)
    child.join(20)


def test_commits_are_durable(lao_cai):
    """P19: an acknowledged commit survives a power cut; PostgreSQL's own default says the same."""
    with engines.of_tenant(lao_cai).connect() as connection:
        if connection.dialect.name == "sqlite":
            settings = ("synchronous", "journal_mode", "foreign_keys")
            found = [connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in settings]
            assert found == [2, "wal", 1]


def _level(connection) -> object:
    """How far a commit of this transaction waits for the disk."""
    if connection.dialect.name == "sqlite":
        return {1: "note", 2: "act"}[connection.exec_driver_sql("PRAGMA synchronous").scalar()]
    return {"off": "note", "on": "act"}[connection.scalar(text("SHOW synchronous_commit"))]


def test_only_a_note_of_a_read_does_not_wait_for_the_disk(lao_cai):
    """The very connection that carried a note carries the next act durably."""
    levels = []
    engine = engines.of_tenant(lao_cai)
    with engine.begin() as connection:
        if connection.dialect.name == "postgresql":  # the tests' own cluster never waits
            connection.exec_driver_sql("SET synchronous_commit = on")
    for begun in (engine, engines.noting(engine), engine, engines.noting(engine), engine):
        with begun.begin() as connection:
            levels.append(_level(connection))
    assert levels == ["act", "note", "act", "note", "act"]


def test_other_engines_are_refused(lao_cai):
    with pytest.raises(UnusableTermsError):
        engines.database_url(replace(lao_cai, database_url="mysql://somewhere/x"))


@pytest.mark.skipif(installation.ENGINE == "sqlite", reason="no server to prepare anything")
def test_what_the_server_prepared_for_readers_outlives_their_transactions(instance):
    for _ in range(8):  # the driver has a statement prepared that it has seen five times
        with open_session("lao-cai", read_only=True) as db:
            assert db.scalars(select(Unit)).all() == []
    with open_session("lao-cai", read_only=True) as db:
        prepared = db.scalars(text("SELECT statement FROM pg_prepared_statements")).all()
    assert any("FROM unit" in " ".join(one.split()) for one in prepared)
