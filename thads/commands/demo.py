"""thads demo: two practice provinces full of invented cases."""

import click
from sqlalchemy import select

from tenants import provisioning, registry
from tenants.errors import UnknownTenantError
from tenants.sessions import open_session
from thads.commands.vietnamese import Vietnamese
from thads.core.errors import RuleBroken
from thads.demo import build
from thads.demo.people import PASSWORD
from thads.units.models import Unit


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


def _print_sign_ins(province: build.DemoProvince) -> None:
    offices = province.offices
    click.echo(f"\n{offices.name} ({province.slug}), địa chỉ /t/{province.slug}/, tập huấn")
    for username, role in build.sign_ins(province.slug):
        click.echo(f"  {username:24} {PASSWORD:18} {role.label}")
