"""thads national …: people of the national desk."""

import os
from datetime import UTC, datetime

import click

from tenants import provisioning
from tenants.control import control_session
from thads.commands.vietnamese import VietnameseGroup
from thads.national import accounts
from thads.web.tenancy import NATIONAL


@click.group(cls=VietnameseGroup)
def national() -> None:
    """Bàn toàn quốc: mời, liệt kê, khóa người dùng."""


@national.command()
@click.argument("username")
@click.option("--name", "full_name", help="Họ và tên; mặc định là tên đăng nhập.")
def invite(username: str, full_name: str | None) -> None:
    """Mời một người, hoặc đặt lại mật khẩu: in liên kết dùng một lần."""
    provisioning.prepare_control()
    with control_session() as control:
        _, token = accounts.invite(control, username, full_name or username, now=datetime.now(UTC))
        control.commit()
    click.echo(f"{address()}/invitation?token={token}")


@national.command("list")
def list_accounts() -> None:
    """Liệt kê người dùng của bàn toàn quốc."""
    with control_session(reading=True) as control:
        for one in accounts.every(control):
            state = (
                "đã khóa" if one.disabled_at else "" if one.password_hash else "chờ đặt mật khẩu"
            )
            click.echo(f"{one.username:28} {one.full_name}  {state}".rstrip())


@national.command()
@click.argument("username")
def disable(username: str) -> None:
    """Khóa tài khoản; mọi phiên đăng nhập của người đó hết hiệu lực ngay."""
    with control_session() as control:
        accounts.disable(control, username, now=datetime.now(UTC))
        control.commit()
    click.echo(f"{username}: đã khóa.")


def address() -> str:
    """Where the desk is; THADS_PUBLIC_URL is the address that people type."""
    base = os.environ.get("THADS_PUBLIC_URL") or "http://127.0.0.1:8000"
    return base.rstrip("/") + NATIONAL
