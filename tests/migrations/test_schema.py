"""Revisions lead to the records as the program knows them, on both engines."""

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import MetaData, inspect, select, text
from sqlalchemy.exc import DBAPIError

import thads.schema
from tenants import engines, provisioning, registry, schema
from tenants.models import ControlBase


def differences(engine, metadata: MetaData) -> list:
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        return compare_metadata(context, metadata)


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


def _empty(ref):
    """The province's database emptied, as if its first migration had never run."""
    engine = engines.for_building(engines.database_url(ref))
    with engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("DROP SCHEMA public CASCADE"))
            connection.execute(text("CREATE SCHEMA public"))
    if engine.dialect.name == "sqlite":
        engines.close_all()
        for file in (engine_path := _file(ref)).parent.glob(f"{engine_path.name}*"):
            file.unlink()
        engine = engines.for_building(engines.database_url(ref), create=True)
    return engine


def _file(ref):
    from pathlib import Path

    return Path(engines.database_url(ref).database)


def test_a_migration_that_died_half_way_is_taken_up(lao_cai, monkeypatch):
    """P31: the first revision stands, the second failed and left nothing; the next run ends it."""
    engine = _empty(lao_cai)
    schema.upgrade(engine, "tenant", to="0001")
    with engine.begin() as connection:
        verb = "VIEW" if connection.dialect.name == "sqlite" else "FUNCTION"
        in_the_way = (
            "CREATE TRIGGER monthly_report_no_delete BEFORE DELETE ON monthly_report"
            " BEGIN SELECT 1; END"
            if verb == "VIEW"
            else "CREATE FUNCTION refuse_change() RETURNS int LANGUAGE sql AS 'SELECT 1'"
        )
        connection.execute(text(in_the_way))
    with pytest.raises(DBAPIError):
        provisioning.migrate("lao-cai")
    with engine.connect() as connection:
        assert schema.version(connection) == "0001"
        if verb == "VIEW":
            triggers = "SELECT count(*) FROM sqlite_master WHERE type = 'trigger'"
            assert connection.scalar(text(triggers)) == 1
    with engine.begin() as connection:
        connection.execute(
            text(
                "DROP TRIGGER monthly_report_no_delete"
                if verb == "VIEW"
                else "DROP FUNCTION refuse_change()"
            )
        )
    assert provisioning.migrate("lao-cai") == schema.newest("tenant")


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
