"""Work happens in one province, or not at all."""

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from tenants import context, provisioning, registry
from tenants.errors import (
    NoTenantError,
    SuspendedTenantError,
    UnknownTenantError,
    WrongTenantError,
)
from tenants.models import Tenant
from tenants.sessions import TenantSession, open_session
from thads.units.models import Unit


def test_without_a_province_nothing_is_read(instance):
    with TenantSession() as session, pytest.raises(NoTenantError):
        session.execute(select(Unit))
    with TenantSession() as session, pytest.raises(NoTenantError):
        session.execute(text("SELECT * FROM unit"))
    with TenantSession() as session, pytest.raises(NoTenantError):
        session.execute(select(Unit.__table__))


def test_an_unknown_province_is_said_to_be_unknown(instance):
    with pytest.raises(UnknownTenantError), open_session("ha-noi"):
        pass


def test_the_province_cannot_change_on_the_way(lao_cai, nghe_an):
    with context.entered(lao_cai), pytest.raises(WrongTenantError), context.entered(nghe_an):
        pass
    with context.entered(lao_cai), context.entered(lao_cai):
        assert context.current().slug == "lao-cai"
    assert context.current_or_none() is None


def test_a_session_keeps_to_its_first_province(lao_cai, nghe_an):
    session = TenantSession()
    with context.entered(lao_cai):
        session.execute(select(Unit)).all()
    with context.entered(nghe_an), pytest.raises(WrongTenantError):
        session.execute(select(Unit))
    session.close()


def test_records_of_two_provinces_do_not_mix(make, db):
    unit = make.unit("CC1")
    db.commit()
    code = unit.code
    db.expunge(unit)
    token = context._current.set(None)
    try:
        with open_session("nghe-an") as other:
            with pytest.raises(WrongTenantError):
                other.add(unit)
            with pytest.raises(WrongTenantError):
                other.merge(unit)
            assert other.scalars(select(Unit).where(Unit.code == code)).all() == []
    finally:
        context._current.reset(token)


def test_control_tables_are_read_from_the_control_database(db: Session):
    assert db.scalars(select(Tenant.slug).order_by(Tenant.slug)).all() == ["lao-cai", "nghe-an"]
    assert db.execute(select(Tenant.__table__.c.slug)).first() is not None
    with pytest.raises(WrongTenantError):
        db.execute(select(Unit.__table__.c.code, Tenant.__table__.c.slug))


def test_a_suspended_province_is_closed_until_resumed(instance):
    provisioning.suspend("lao-cai")
    with pytest.raises(SuspendedTenantError), open_session("lao-cai"):
        pass
    with open_session("nghe-an") as other:
        assert other.scalar(select(Unit)) is None
    provisioning.resume("lao-cai")
    with open_session("lao-cai") as session:
        assert session.scalar(select(Unit)) is None


@pytest.mark.parametrize(
    "host", ["laocai.localhost:8000", "lao-cai.example.vn", "LaoCai.example.vn"]
)
def test_a_province_is_found_by_its_host(instance, host):
    assert registry.find_by_host(host).slug == "lao-cai"


@pytest.mark.parametrize("host", ["localhost:8000", "laocai", "", "127.0.0.1", "ha-noi.localhost"])
def test_other_hosts_name_no_province(instance, host):
    with pytest.raises(UnknownTenantError):
        registry.find_by_host(host)


def test_the_address_of_a_database_is_never_shown(lao_cai):
    assert lao_cai.database_url not in repr(lao_cai)
