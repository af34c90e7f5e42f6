"""thads practice: a practice province from a province's own records, with nobody of them in it."""

import json
import secrets
from datetime import date, datetime

import click

from tenants import registry
from thads.commands import open_data
from thads.commands.arguments import DAY, as_json
from thads.commands.vietnamese import Vietnamese
from thads.core.days import VIETNAM
from thads.practice import copying
from thads.practice.columns import copied
from thads.schema import metadata


@click.command(cls=Vietnamese)
@click.argument("slug")
@click.argument("into")
@click.option("--name", help="Tên tỉnh tập huấn; mặc định: tên tỉnh, thêm (tập huấn).")
@click.option("--day", type=DAY, help="Ngày làm việc đầu tiên; mặc định: hôm nay của tỉnh gốc.")
@click.option("--seed", help="Khóa của cách thay, để lập lại y hệt; mặc định: ngẫu nhiên, bỏ đi.")
@as_json
def practice(
    slug: str, into: str, name: str | None, day: date | None, seed: str | None, json_: bool
) -> None:
    """Sao tỉnh SLUG thành tỉnh tập huấn INTO: thay người, số, địa chỉ, tài khoản; lùi ngày."""
    ref = registry.find(slug)
    first = day or ref.practice_day or datetime.now(VIETNAM).date()
    password = secrets.token_urlsafe(12)
    rows = copying.copy(
        ref, into, name or f"{ref.name} (tập huấn)",
        copied(metadata.sorted_tables, open_data.DERIVED | open_data.OF_THE_MOMENT), day=first,
        seed=seed.encode() if seed else secrets.token_bytes(32), password=password, tell=_tell,
    )  # fmt: skip
    if json_:
        click.echo(json.dumps({"slug": into, "rows": rows, "password": password}))
        return
    click.echo(f"Đã lập tỉnh tập huấn {into} từ {slug}: {sum(rows.values())} dòng; giấy tờ, tệp, "
               "kỳ đã khóa và nhật ký không sao.")  # fmt: skip
    click.echo(f"Mật khẩu của mọi tài khoản: {password}")
    click.echo(f"Tên đăng nhập và vai trò: thads users list {into}")


def _tell(table: str, rows: int) -> None:
    click.echo(f"{table}: {rows} dòng", err=True)
