"""The desk reaches the control database and nothing else: no route, no connection to a case."""

import pytest
from flask import Flask
from sqlalchemy import select, text

from tenants import engines
from tenants.control import control_session
from tenants.errors import NoTenantError
from tenants.models import Tenant
from tenants.sessions import TenantSession
from tests.clients import Client
from tests.national.conftest import AUGUST, columns, publish
from thads.cases.models import Case
from thads.identity.policy import MAY, Permission

ARGUMENTS = {"province_slug": "lao-cai"}


def test_no_page_of_the_desk_opens_a_province(
    desk: Client, app: Flask, control, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(control, "lao-cai", columns(8, 10, 50, 100))
    control.commit()
    monkeypatch.setattr(engines, "of_tenant", lambda *_, **__: pytest.fail("a province was opened"))
    asked_for = []
    monkeypatch.setattr(
        TenantSession,
        "get_bind",
        lambda self, *_, **__: asked_for.append(1) or engines.of_control(),
    )
    adapter, codes = app.url_map.bind(""), {}
    for rule in app.url_map.iter_rules():
        if not rule.endpoint.startswith("national"):
            continue
        path = adapter.build(rule.endpoint, {a: ARGUMENTS[a] for a in rule.arguments})
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
            if rule.endpoint != "national_accounts.sign_out":
                codes[method, path] = desk.open(path, method=method).status_code
    assert len(codes) > 14
    assert set(codes.values()) <= {200, 303, 404, 422}, codes
    assert codes["GET", "/national/provinces/lao-cai"] == 200
    assert asked_for == []


def test_a_session_of_the_desk_refuses_tables_of_a_province(instance) -> None:
    with control_session() as control:
        assert len(control.scalars(select(Tenant)).all()) == 2
        with pytest.raises(NoTenantError):
            control.scalars(select(Case)).all()
        with pytest.raises(NoTenantError):
            control.execute(text("SELECT 1"))


def test_no_role_of_a_province_holds_the_right_to_the_desk() -> None:
    assert not [role for role, rights in MAY.items() if Permission.NATIONAL_DESK in rights]


def test_lines_of_officers_are_not_among_what_is_kept(desk, control) -> None:
    publish(control, "lao-cai", columns(8, 10, 50, 100))
    page = desk.get(f"/national/?at={AUGUST:%d/%m/%Y}").text
    assert "Lào Cai" in page
