"""thads tenants …: provinces of this installation."""

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import click

from tenants import copies, moving, opendata, provisioning, registry
from tenants.context import TenantRef
from tenants.errors import TenantError
from tenants.sessions import open_session
from thads.audit import queries as audit
from thads.commands import open_data
from thads.commands.arguments import DAY, as_json
from thads.commands.users import link
from thads.commands.vietnamese import VietnameseGroup
from thads.identity import actions
from thads.identity.models import Role

FIRST_ADMINISTRATOR = "quantri"
FOREIGN_KEY = (
    "Lưu ý: nhật ký được niêm bằng khóa của nơi xuất nên chưa kiểm tra được ở đây; "
    "đặt THADS_AUDIT_KEY bằng khóa của nơi đó."
)


@click.group(cls=VietnameseGroup)
def tenants() -> None:
    """Các tỉnh của máy chủ này: tạo, liệt kê, nâng cấp, tạm ngừng, sao lưu, phục hồi."""


@tenants.command()
@click.argument("slug")
@click.option("--name", required=True, help="Tên tỉnh, ví dụ: Lào Cai.")
@click.option("--database", help="Địa chỉ cơ sở dữ liệu; mặc định: SQLite trong thư mục dữ liệu.")
@click.option("--host", help="Tên miền riêng của tỉnh, nếu có.")
@click.option("--practice", type=DAY, help="Tỉnh tập huấn, ngày làm việc đầu tiên (YYYY-MM-DD).")
@as_json
def create(
    slug: str, name: str, database: str | None, host: str | None, practice: date | None, json_: bool
) -> None:
    """Tạo tỉnh mới: cơ sở dữ liệu, lược đồ, lời mời người quản trị đầu tiên."""
    ref = provisioning.create(slug, name, database_url=database, practice_day=practice, host=host)
    with open_session(slug) as db:
        terms = actions.NewUser(
            FIRST_ADMINISTRATOR, f"Quản trị {ref.name}", Role.ADMINISTRATOR, None
        )
        _, token = actions.invite(db, terms, by=None, now=datetime.now(UTC))
        db.commit()
    if json_:
        click.echo(json.dumps(_described(ref) | {"invitation": link(slug, token)}))
        return
    click.echo(f"Đã tạo tỉnh {ref.name} ({slug}).")
    click.echo(f"Lời mời người quản trị {FIRST_ADMINISTRATOR}, dùng một lần: {link(slug, token)}")


@tenants.command("list")
@as_json
def list_tenants(json_: bool) -> None:
    """Liệt kê các tỉnh, mỗi tỉnh một dòng."""
    refs = registry.every()
    if json_:
        click.echo(json.dumps([_described(ref) for ref in refs], ensure_ascii=False))
        return
    for ref in refs:
        practice = f"tập huấn {ref.practice_day:%d/%m/%Y}" if ref.practice_day else "thật"
        click.echo(f"{ref.slug:20} {ref.state:10} {practice:22} {ref.name}")


@tenants.command()
@click.argument("slugs", nargs=-1)
def migrate(slugs: tuple[str, ...]) -> int:
    """Nâng cấp lược đồ của các tỉnh (mặc định: tất cả); một tỉnh hỏng không cản tỉnh khác."""
    provisioning.prepare_control()
    failed = 0
    for slug in slugs or [ref.slug for ref in registry.every()]:
        try:
            click.echo(f"{slug}: {provisioning.migrate(slug)}")
        except TenantError as refused:
            failed += 1
            click.echo(f"{slug}: {refused}", err=True)
        except Exception as failure:  # each province stands for itself
            failed += 1
            click.echo(f"{slug}: không nâng cấp được: {' '.join(str(failure).split())}", err=True)
    return 1 if failed else 0


@tenants.command()
@click.argument("slug")
def suspend(slug: str) -> None:
    """Tạm ngừng một tỉnh: không ai vào được, dữ liệu còn nguyên."""
    click.echo(f"{provisioning.suspend(slug).slug}: đã tạm ngừng.")


@tenants.command()
@click.argument("slug")
def resume(slug: str) -> None:
    """Mở lại một tỉnh đã tạm ngừng."""
    click.echo(f"{provisioning.resume(slug).slug}: đã mở lại.")


@tenants.command()
@click.argument("slug")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def backup(slug: str, file: Path) -> None:
    """Sao lưu một tỉnh (cơ sở dữ liệu và tệp) vào FILE."""
    manifest = copies.backup(slug, file)
    click.echo(f"{slug}: {sum(manifest.rows.values())} dòng, {manifest.files} tệp → {file}")


@tenants.command()
@click.argument("slug")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--swap", is_flag=True, help="Dùng bản phục hồi thay cho dữ liệu hiện tại.")
@as_json
def restore(slug: str, file: Path, swap: bool, json_: bool) -> int:
    """Phục hồi một tỉnh từ FILE sang bên cạnh và in khác biệt; chỉ thay khi có --swap."""
    restored = copies.restore(slug, file, swap=swap)
    if json_:
        click.echo(json.dumps(restored.as_json(), ensure_ascii=False))
        return 1 if restored.differences and not swap else 0
    for table, (present, copied) in restored.differences.items():
        click.echo(f"{table}: hiện có {present}, bản sao lưu {copied}")
    if not restored.differences:
        click.echo("Không có khác biệt về số dòng của các bảng.")
    click.echo(
        f"{slug}: từ nay dùng bản phục hồi; dữ liệu trước đó vẫn còn ở {restored.kept}."
        if swap
        else f"{slug}: bản phục hồi nằm ở {restored.beside}; chạy lại với --swap để dùng."
    )
    return 1 if restored.differences and not swap else 0


@tenants.command()
@click.argument("slug")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@as_json
def export(slug: str, folder: Path, json_: bool) -> None:
    """Xuất toàn bộ dữ liệu của một tỉnh ra FOLDER dạng mở (mỗi bảng một tệp NDJSON, kèm bản kê)."""
    manifest = opendata.export(slug, folder, open_data.SHAPE, seal=open_data.seal, tell=_tell)
    _say_what_is_in(manifest, f"{slug} → {folder}", json_=json_)


@tenants.command()
@click.argument("slug")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@as_json
def read(slug: str, folder: Path, json_: bool) -> None:
    """Đọc dữ liệu mở từ FOLDER vào một tỉnh chưa có dữ liệu; kiểm tra khớp bản kê rồi mới dùng."""
    manifest = opendata.read(
        slug, folder, open_data.SHAPE, seal=open_data.seal, settle=open_data.settle, tell=_tell
    )
    _say_what_is_in(manifest, f"{folder} → {slug}", json_=json_)
    with open_session(slug, read_only=True) as db:
        if audit.verify(db) is not None:
            click.echo(FOREIGN_KEY, err=True)


@tenants.command()
@click.argument("slug")
@click.option("--database", required=True, help="Địa chỉ cơ sở dữ liệu mới.")
@as_json
def move(slug: str, database: str, json_: bool) -> None:
    """Chuyển một tỉnh sang cơ sở dữ liệu khác: tạm ngừng, sao, đối chiếu bản kê, chuyển, mở lại."""
    manifest = moving.move(
        slug, database, open_data.SHAPE, seal=open_data.seal, settle=open_data.settle, tell=_tell
    )
    _say_what_is_in(manifest, f"{slug} → nơi mới", json_=json_)


def _tell(table: str, rows: int) -> None:
    click.echo(f"{table}: {rows} dòng", err=True)


def _say_what_is_in(manifest: dict[str, Any], words: str, *, json_: bool) -> None:
    if json_:
        click.echo(json.dumps(manifest, ensure_ascii=False))
        return
    rows = sum(table["rows"] for table in manifest["tables"].values())
    click.echo(f"{words}: {rows} dòng, {len(manifest['files'])} tệp.")
    for year, found in manifest["seal"]["figures"].items():
        total = found["cases"].get("caseload_total", 0)
        click.echo(f"Năm thống kê {year}: thụ lý {total} việc, dấu số liệu {found['sha256'][:16]}.")
    click.echo(f"Nhật ký đến mục {manifest['seal']['audit']['number']}.")


def _described(ref: TenantRef) -> dict[str, str | None]:
    return {
        "slug": ref.slug,
        "name": ref.name,
        "host": ref.host,
        "state": ref.state,
        "practice_day": ref.practice_day.isoformat() if ref.practice_day else None,
    }
