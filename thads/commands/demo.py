"""thads demo: two practice provinces full of invented cases."""

from collections.abc import Sequence
from datetime import UTC, datetime
from uuid import uuid4

import click
from sqlalchemy import select
from sqlalchemy.orm import Session

from tenants import provisioning, registry
from tenants.control import control_session
from tenants.errors import UnknownTenantError
from tenants.models import Tenant
from tenants.sessions import open_session
from thads.commands.vietnamese import Vietnamese
from thads.core.days import statistics_year, year_start
from thads.core.errors import RuleBroken
from thads.demo import build
from thads.demo.people import PASSWORD
from thads.national import accounts, provinces, targets
from thads.units.models import Unit
from thads.web.tenancy import NATIONAL

DESK_NAME, DESK_TITLE = "bantoanquoc", "Chuyên viên bàn toàn quốc"


@click.command(cls=Vietnamese)
@click.option("--force", is_flag=True, help="Xóa và lập lại tỉnh tập huấn đã có.")
def demo(force: bool) -> None:
    """Lập hai tỉnh tập huấn lao-cai và nghe-an với hồ sơ giả định; in tài khoản đăng nhập."""
    for province in build.PROVINCES:
        _refuse_real(province.slug)
    for province in build.PROVINCES:
        _make(province, force=force)
    for province in build.PROVINCES:
        _print_sign_ins(province)
    if _has_national_desk():
        click.echo(f"\nBàn toàn quốc, địa chỉ {NATIONAL}/, tập huấn")
        click.echo(f"  {DESK_NAME:24} {PASSWORD:18} {DESK_TITLE}")


def _make(province: build.DemoProvince, *, force: bool) -> None:
    slug, name = province.slug, province.offices.name
    if _exists(slug) and force:
        provisioning.remove(slug)
    elif _exists(slug) and _is_filled(slug):
        click.echo(f"{slug}: đã có, giữ nguyên (lập lại: thads demo --force).", err=True)
        return
    click.echo(f"{slug}: đang lập…", err=True)
    if not _exists(slug) or not registry.find(slug).is_active:
        provisioning.create(slug, name, practice_day=province.working_day)
    with open_session(slug) as db:
        counts = build.build(db, slug)
        db.commit()
    cases, facts = counts["enforcement_case"], counts["case_act"] + counts["ledger_entry"]
    click.echo(f"{slug}: {cases} hồ sơ, {facts} diễn biến và chứng từ.", err=True)


def _exists(slug: str) -> bool:
    return any(ref.slug == slug for ref in registry.every())


def _is_filled(slug: str) -> bool:
    """A province whose making was cut short is empty: its records come in one transaction."""
    if not registry.find(slug).is_active:
        return registry.find(slug).state != "creating"
    with open_session(slug) as db:
        return db.scalar(select(Unit.id).limit(1)) is not None


def _refuse_real(slug: str) -> None:
    """A real province of this name is never touched."""
    try:
        ref = registry.find(slug)
    except UnknownTenantError:
        return
    if not ref.is_practice:
        raise RuleBroken("demo.real", f"{slug} đã là một tỉnh thật; không lập tỉnh tập huấn được.")


def _has_national_desk() -> bool:
    """An account for practice and whom to call; an installation with real provinces gets none."""
    with control_session() as control:
        counted = provinces.counted(control)
        if not provinces.is_practice(counted):
            return False
        if accounts.by_username(control, DESK_NAME) is None:
            _make_national_desk(control, counted)
            control.commit()
        return True


def _make_national_desk(control: Session, counted: Sequence[Tenant]) -> None:
    now = datetime.now(UTC)
    _, token = accounts.invite(control, DESK_NAME, DESK_TITLE, now=now)
    accounts.accept(control, token, PASSWORD, now=now)
    for n, one in enumerate(counted, 1):
        provinces.keep_contact(
            control, one, name=f"Bộ phận thống kê {one.name}", phone=f"0200 000 00{n}",
            email=None, now=now,
        )  # fmt: skip
        _give_target(control, one, n, now)


def _give_target(control: Session, one: Tenant, number: int, now: datetime) -> None:
    """The target that the province's own records name, given by the desk as in life."""
    offices = next((p.offices for p in build.PROVINCES if p.slug == one.slug), None)
    by = accounts.by_username(control, DESK_NAME)
    if offices is None or by is None or one.practice_day is None:
        return
    year = statistics_year(one.practice_day)
    cases, money = offices.targets[year, None]
    terms = targets.Terms(
        year=year, cases_percent=cases, money_percent=money, document=f"{number}/QĐ-TCTHADS",
        document_day=year_start(year),
    )  # fmt: skip
    targets.set_target(control, one, terms, key=uuid4(), by=by, today=one.practice_day, now=now)


def _print_sign_ins(province: build.DemoProvince) -> None:
    offices = province.offices
    click.echo(f"\n{offices.name} ({province.slug}), địa chỉ /t/{province.slug}/, tập huấn")
    for username, role in build.sign_ins(province.slug):
        click.echo(f"  {username:24} {PASSWORD:18} {role.label}")
