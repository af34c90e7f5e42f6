"""The database itself refuses the wrong province (P2)."""

import os
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import NullPool, create_engine, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import OperationalError

from tenants import engines, provisioning
from tenants.context import TenantRef, entered
from tenants.errors import ForeignPathError
from tenants.sessions import TenantSession
from tests import cluster, installation

on_sqlite = pytest.mark.skipif(installation.ENGINE != "sqlite", reason="files")
on_postgresql = pytest.mark.skipif(installation.ENGINE != "postgresql", reason="roles")


@pytest.mark.parametrize(
    "url",
    [
        "sqlite:///tenants/nghe-an/province.db",
        "sqlite:///tenants/lao-cai/../nghe-an/province.db",
        "sqlite:///control.db",
        "sqlite:////etc/passwd",
        "sqlite:///",
        "sqlite://",
        "sqlite:///:memory:",
        "sqlite:///tenants/lao-cai",
        "sqlite:///tenants/lao-cai-2/province.db",
        "sqlite:///tenants/lao-cai/province.db?mode=rwc",
    ],
)
def test_a_file_outside_the_provinces_folder_is_not_opened(lao_cai: TenantRef, url: str) -> None:
    strayed = replace(lao_cai, database_url=url)
    with entered(strayed), TenantSession() as session, pytest.raises(ForeignPathError):
        session.execute(text("SELECT 1"))


@on_sqlite
def test_a_link_out_of_the_folder_is_not_followed(lao_cai: TenantRef, instance: Path) -> None:
    own = instance / "tenants" / "lao-cai"
    (own / "stray.db").symlink_to(instance / "tenants" / "nghe-an" / "province.db")
    with pytest.raises(ForeignPathError):
        engines.of_tenant(replace(lao_cai, database_url="sqlite:///tenants/lao-cai/stray.db"))


@on_sqlite
def test_a_missing_file_is_not_made_by_opening_it(lao_cai: TenantRef, instance: Path) -> None:
    ref = replace(lao_cai, database_url="sqlite:///tenants/lao-cai/absent.db")
    with pytest.raises(OperationalError):
        engines.of_tenant(ref).connect()
    assert not (instance / "tenants" / "lao-cai" / "absent.db").exists()


@on_sqlite
def test_other_accounts_of_the_machine_cannot_read_a_province(instance: Path) -> None:
    provisioning.create("yen-bai", "Yên Bái")
    folder = instance / "tenants" / "yen-bai"
    assert folder.stat().st_mode & 0o077 == 0
    assert (folder / "province.db").stat().st_mode & 0o077 == 0


@on_postgresql
def test_the_role_of_one_province_cannot_connect_to_another(
    lao_cai: TenantRef, nghe_an: TenantRef
) -> None:
    own, other = make_url(lao_cai.database_url), make_url(nghe_an.database_url)
    with create_engine(own, poolclass=NullPool).connect() as connection:
        assert connection.scalar(text("SELECT current_user")) == own.username
    for foreign in (own.set(database=other.database), own.set(password="wrong")):
        with pytest.raises(OperationalError):
            create_engine(foreign, poolclass=NullPool).connect()


@on_postgresql
def test_the_role_of_a_province_rules_nothing_else(lao_cai: TenantRef) -> None:
    with engines.of_tenant(lao_cai).connect() as connection:
        rights = text(
            "SELECT rolsuper, rolcreatedb, rolcreaterole, rolbypassrls FROM pg_roles"
            " WHERE rolname = current_user"
        )
        assert connection.execute(rights).one() == (False, False, False, False)


@on_postgresql
def test_provinces_are_made_by_an_administrator_who_is_no_superuser(
    instance: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = make_url(os.environ["THADS_POSTGRES_ADMIN_URL"])
    with cluster.administrator(server).connect() as connection:
        connection.execute(text("DROP DATABASE IF EXISTS thads_yen_bai"))
        connection.execute(text("DROP ROLE IF EXISTS thads_yen_bai"))
        connection.execute(text("DROP ROLE IF EXISTS limited"))
        connection.execute(text("CREATE ROLE limited LOGIN CREATEDB CREATEROLE PASSWORD 'p'"))
    limited = server.set(username="limited", password="p").render_as_string(hide_password=False)
    monkeypatch.setenv("THADS_POSTGRES_ADMIN_URL", limited)
    ref = provisioning.create("yen-bai", "Yên Bái", practice_day=date(2024, 9, 30))
    with engines.of_tenant(ref).connect() as connection:
        assert connection.scalar(text("SELECT current_user")) == "thads_yen_bai"
    provisioning.remove("yen-bai")
    with pytest.raises(OperationalError):
        engines.of_tenant(ref).connect()
