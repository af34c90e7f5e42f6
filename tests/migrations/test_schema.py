"""Revisions lead to the records as the program knows them, on both engines."""

from collections.abc import Iterator
from hashlib import sha256

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, MetaData, inspect, select, text
from sqlalchemy.exc import DBAPIError

import thads.schema
from tenants import engines, postgres, provisioning, registry, schema
from tenants.models import ControlBase
from tests import installation


def differences(engine, metadata: MetaData) -> list:
    with engine.connect() as connection:
        known = {"compare_type": True, "include_name": is_of_both_engines}
        context = MigrationContext.configure(connection, opts=known)
        return compare_metadata(context, metadata)


OF_ONE_ENGINE = ("search_entry_text", "ix_search_entry_words", "ix_search_entry_newest")


def is_of_both_engines(name: str | None, type_: str, parents: object) -> bool:
    """What finds the words of the search is each engine's own and stands in no model."""
    return not (name or "").startswith(OF_ONE_ENGINE)


def test_a_migrated_province_is_what_the_models_say(lao_cai):
    assert differences(engines.of_tenant(lao_cai), thads.schema.metadata) == []


def test_a_migrated_control_database_is_what_the_models_say(instance):
    assert differences(engines.of_control(), ControlBase.metadata) == []


def test_named_checks_of_the_models_stand_in_the_database(lao_cai):
    """Alembic does not compare CHECK constraints, so this does."""
    found = inspect(engines.of_tenant(lao_cai))
    for table in thads.schema.metadata.tables.values():
        wanted = {c.name for c in table.constraints if type(c).__name__ == "CheckConstraint"}
        assert {c["name"] for c in found.get_check_constraints(table.name)} == wanted, table.name


def test_migrating_again_changes_nothing(lao_cai):
    assert provisioning.migrate("lao-cai") == schema.newest("tenant")
    assert provisioning.migrate("lao-cai") == schema.newest("tenant")


IN_THE_WAY = {
    "sqlite": (
        "CREATE TRIGGER monthly_report_no_delete BEFORE DELETE ON unit BEGIN SELECT 1; END",
        "DROP TRIGGER monthly_report_no_delete",
        "SELECT count(*) FROM sqlite_master WHERE type = 'trigger'",
    ),
    "postgresql": (
        "CREATE FUNCTION guard() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';"
        "CREATE TRIGGER monthly_report_no_delete BEFORE DELETE ON monthly_report"
        " FOR EACH ROW EXECUTE FUNCTION guard()",
        "DROP TRIGGER monthly_report_no_delete ON monthly_report",
        "SELECT count(*) FROM pg_trigger WHERE NOT tgisinternal",
    ),
}


@pytest.fixture
def empty(instance) -> Iterator[Engine]:
    """A database without any table."""
    if installation.ENGINE == "sqlite":
        url = engines.address("yen-bai", "sqlite:///tenants/yen-bai/province.db")
        yield engines.for_building(url, create=True)
        return
    url = postgres.address_for("yen-bai", "a password")
    postgres.ensure_database(url)
    yield engines.for_building(url)
    postgres.drop_database(url)


def test_a_migration_that_died_half_way_is_taken_up(empty):
    """P31: the second revision fails at its last steps and leaves nothing; the next run ends it."""
    obstacle, removal, count = IN_THE_WAY[empty.dialect.name]
    schema.upgrade(empty, "tenant", to="0001")
    with empty.begin() as connection:
        connection.execute(text(obstacle))
    with pytest.raises(DBAPIError):
        schema.upgrade(empty, "tenant")
    with empty.connect() as connection:
        assert schema.version(connection) == "0001"
        assert connection.scalar(text(count)) == 1
    with empty.begin() as connection:
        connection.execute(text(removal))
    assert schema.upgrade(empty, "tenant") == schema.newest("tenant")


TRIGGERS = {
    "sqlite": "SELECT sql FROM sqlite_master WHERE type = 'trigger' ORDER BY name",
    "postgresql": (
        "SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal ORDER BY tgname"
    ),
}
AS_OF_0021 = {"sqlite": "7eb5bff0901916d8", "postgresql": "a98f4adac4f40add"}


def test_what_old_revisions_share_stays_what_it_was(empty):
    """A province made today gets the very guards of those that ran these revisions long ago."""
    schema.upgrade(empty, "tenant", to="0021")
    with empty.connect() as connection:
        guards = "\n".join(connection.scalars(text(TRIGGERS[empty.dialect.name])))
    assert sha256(guards.encode()).hexdigest()[:16] == AS_OF_0021[empty.dialect.name]


def test_records_survive_a_rerun(make, db, lao_cai):
    make.case()
    db.commit()
    provisioning.migrate("lao-cai")
    assert db.scalar(select(thads.schema.cases.Case)) is not None


def test_the_registry_knows_the_schema_reached(instance):
    with engines.of_control().connect() as connection:
        versions = connection.scalars(text("SELECT schema_version FROM tenant")).all()
    assert set(versions) == {schema.newest("tenant")}
    assert registry.find("lao-cai").is_active
