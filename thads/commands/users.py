"""thads users …: people of a province."""

import json
import os
from datetime import UTC, datetime

import click
from sqlalchemy import select
from sqlalchemy.orm import Session

from tenants.sessions import open_session
from thads.commands.arguments import as_json
from thads.commands.vietnamese import VietnameseGroup
from thads.core.errors import RuleBroken
from thads.identity import actions, queries
from thads.identity.models import Body, Role, User
from thads.units.models import Unit

BODIES = click.Choice([body.value for body in Body])
ROLES = click.Choice([role.value for role in Role])


@click.group(cls=VietnameseGroup)
def users() -> None:
    """Người dùng của một tỉnh: mời, liệt kê, khóa."""


@users.command()
@click.argument("slug")
@click.argument("username")
@click.option("--role", required=True, type=ROLES, help="Vai trò.")
@click.option("--unit", "unit_code", help="Mã đơn vị.")
@click.option("--name", "full_name", help="Họ và tên; mặc định là tên đăng nhập.")
@click.option("--body", type=BODIES, help="Cơ quan giám sát, khi vai trò là oversight.")
def invite(
    slug: str, username: str, role: str, unit_code: str | None, full_name: str | None,
    body: str | None,
) -> None:  # fmt: skip
    """Mời một người: in liên kết dùng một lần để đặt mật khẩu."""
    with open_session(slug) as db:
        unit = _unit(db, unit_code) if unit_code else None
        terms = actions.NewUser(
            username, full_name or username, Role[role.upper()], unit.id if unit else None,
            Body[body.upper()] if body else None,
        )  # fmt: skip
        _, token = actions.invite(db, terms, by=None, now=datetime.now(UTC))
        db.commit()
    click.echo(link(slug, token))


@users.command("list")
@click.argument("slug")
@as_json
def list_users(slug: str, json_: bool) -> None:
    """Liệt kê người dùng của một tỉnh."""
    with open_session(slug, read_only=True) as db:
        people = [_described(user) for user in queries.users(db)]
    if json_:
        click.echo(json.dumps(people, ensure_ascii=False))
        return
    for person in people:
        state = "" if person["active"] else "đã khóa"
        columns = (person["username"], person["role"], person["unit"] or "–", person["full_name"])
        click.echo("{:28} {:20} {:12} {}  {}".format(*columns, state).rstrip())


@users.command()
@click.argument("slug")
@click.argument("username")
def disable(slug: str, username: str) -> None:
    """Khóa tài khoản; mọi phiên đăng nhập của người đó hết hiệu lực ngay."""
    with open_session(slug) as db:
        user = queries.by_username(db, username)
        if user is None:
            raise RuleBroken("user.unknown", f"Không có người dùng {username!r}.")
        actions.disable(db, user, by=None, now=datetime.now(UTC))
        db.commit()
    click.echo(f"{username}: đã khóa.")


def link(slug: str, token: str) -> str:
    """Where an invitation is accepted; THADS_PUBLIC_URL is the address that people type."""
    base = os.environ.get("THADS_PUBLIC_URL") or "http://127.0.0.1:8000"
    return f"{base.rstrip('/')}/t/{slug}/invitations/{token}"


def _unit(db: Session, code: str) -> Unit:
    unit = db.scalars(select(Unit).where(Unit.code == code)).one_or_none()
    if unit is None:
        raise RuleBroken("unit.unknown", f"Không có đơn vị mã {code!r}.")
    return unit


def _described(user: User) -> dict[str, str | bool | None]:
    return {
        "username": user.username,
        "full_name": user.full_name,
        "role": user.role.value,
        "unit": user.unit.code if user.unit else None,
        "active": user.is_active,
    }
