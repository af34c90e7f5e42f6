"""thads statistics, verify, rebuild: figures, their proof, and the read model made anew."""

import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import click
from sqlalchemy import select
from sqlalchemy.orm import Session

from tenants import registry
from tenants.sessions import open_session
from thads.accounting import tieout
from thads.audit import queries as audit
from thads.cases import readmodel
from thads.cases.models import Initiation, JudgmentKind
from thads.commands.arguments import DAY, as_json
from thads.commands.vietnamese import Vietnamese
from thads.core.days import VIETNAM
from thads.core.errors import NotFound, RuleBroken
from thads.core.money import format_dong
from thads.identity.models import User
from thads.reports.models import MonthlyReport
from thads.search import index as search
from thads.statistics import proof, table
from thads.statistics.columns import Theme
from thads.statistics.drill import Behind, Group, behind, stored_parts
from thads.statistics.figures import figures
from thads.statistics.json import document
from thads.units.models import Unit

FOUND_SOMETHING = 1
GROUPS = {
    "total": (),
    "unit": ("unit",),
    "officer": ("unit",),
    "kind": ("kind", "initiation"),
    "theme": ("theme",),
}


@dataclass(frozen=True)
class Asked:
    """Which line the list behind a figure is asked for."""

    group: str
    unit: str | None
    officer: str | None
    kind: str | None
    initiation: str | None
    theme: str | None


@click.command(cls=Vietnamese)
@click.argument("slug")
@click.option("--at", type=DAY, required=True, help="Đến hết ngày (YYYY-MM-DD).")
@as_json
@click.option("--version", type=int, help="Phiên bản đã công bố, đúng như đã công bố.")
@click.option("--cases", is_flag=True, help="Liệt kê các việc làm nên một con số.")
@click.option("--group", type=click.Choice(list(GROUPS)), default="total", help="Dòng nào.")
@click.option("--unit", help="Mã đơn vị.")
@click.option("--officer", help="Tên đăng nhập; bỏ trống với --group officer: chưa phân công.")
@click.option("--kind", type=click.Choice([k.code for k in JudgmentKind]), help="Loại án.")
@click.option("--initiation", type=click.Choice([i.code for i in Initiation]), help="Hình thức.")
@click.option("--theme", type=click.Choice([t.value for t in Theme]), help="Chuyên đề.")
@click.option("--column", help="Cột, ví dụ in_progress.")
@click.option("--money", is_flag=True, help="Cột tiền thay vì cột việc.")
def statistics(
    slug: str, at: date, json_: bool, version: int | None, cases: bool,
    column: str | None, money: bool, **asked: Any,
) -> None:  # fmt: skip
    """Số liệu thống kê của một tỉnh từ 01/10 đến hết một ngày."""
    if cases and (column is None or version is not None):
        raise RuleBroken("statistics.column", "--cases cần --column và không đi với --version.")
    with open_session(slug, read_only=True) as db:
        if cases and column:
            group = _group(db, Asked(**asked))
            _print_behind(_all_behind(db, at, group, column, money=money), json_=json_)
        elif version is not None:
            _print_published(_published(db, slug, at, version), json_=json_)
        elif json_:
            click.echo(_dumped(document(figures(db, at), tenant=slug)))
        else:
            click.echo("\n".join(table.lines(figures(db, at), tenant=slug)))


@click.command(cls=Vietnamese)
@click.argument("slug")
def verify(slug: str) -> int:
    """Kiểm tra: số liệu = tính lại, hồ sơ = sổ kế toán = thống kê, nhật ký nguyên vẹn."""
    today = registry.find(slug).practice_day or datetime.now(VIETNAM).date()
    with open_session(slug, read_only=True) as db:
        found = proof.first_difference(db) or _unfound(search.verify(db))
        found = found or tieout.first_difference(db, today)
        broken = audit.verify(db)
    if broken is not None:
        click.echo(f"Nhật ký không còn nguyên vẹn từ mục số {broken}.")
    if found:
        click.echo(found)
    if found or broken is not None:
        return FOUND_SOMETHING
    click.echo(f"{slug}: số liệu, sổ kế toán và nhật ký đều khớp.")
    return 0


@click.command(cls=Vietnamese)
@click.argument("slug")
def rebuild(slug: str) -> None:
    """Tính lại từ hồ sơ mọi số liệu được giữ sẵn."""
    with open_session(slug) as db:
        readmodel.rebuild(db)
        db.commit()
    click.echo(f"{slug}: đã tính lại.")


def _unfound(wrong: str | None) -> str | None:
    return wrong and f"Chỉ mục tìm kiếm không khớp hồ sơ: {wrong}. Chạy thads rebuild."


def _group(db: Session, asked: Asked) -> Group:
    for name in GROUPS[asked.group]:
        if getattr(asked, name) is None:
            raise RuleBroken("statistics.group", f"--group {asked.group} cần --{name}.")
    return Group(
        unit_id=_one(db, Unit, Unit.code, asked.unit),
        officer_id=_one(db, User, User.username, asked.officer),
        unassigned=asked.group == "officer" and asked.officer is None,
        kind=JudgmentKind.of_code(asked.kind) if asked.kind else None,
        initiation=Initiation.of_code(asked.initiation) if asked.initiation else None,
        theme=Theme.of_code(asked.theme) if asked.theme else None,
    )


def _one(db: Session, record: Any, column: Any, value: str | None) -> Any:
    if value is None:
        return None
    found = db.scalar(select(record.id).where(column == value))
    if found is None:
        raise NotFound(f"không có {value!r} trong tỉnh này.")
    return found


def _all_behind(db: Session, at: date, group: Group, column: str, *, money: bool) -> Behind:
    try:
        stored_parts(column, money=money)
    except NotFound:
        kind = "tiền" if money else "việc"
        raise NotFound(f"không có cột {kind} {column!r}.") from None
    return behind(db, at, group, column, money=money, per_page=None)


def _print_behind(found: Behind, *, json_: bool) -> None:
    if json_:
        lines = [{"case": line.key, "amount": line.amount} for line in found.lines]
        click.echo(_dumped({"count": found.count, "total": found.total, "lines": lines}))
        return
    for line in found.lines:
        click.echo(f"{line.key}\t{line.amount}")
    click.echo(f"{found.count} việc, cộng {format_dong(found.total)}", err=True)


def _published(db: Session, slug: str, at: date, version: int) -> dict[str, Any]:
    report = db.scalar(
        select(MonthlyReport).where(
            MonthlyReport.period_end == at, MonthlyReport.version == version
        )
    )
    if report is None or report.publication is None:
        raise NotFound(f"chưa công bố phiên bản {version} của kỳ đến {at:%d/%m/%Y}.")
    published: dict[str, Any] | None = report.figures.get("statistics")
    if published is None:
        raise NotFound(f"phiên bản {version} không kèm bảng số liệu đầy đủ.")
    return {**published, "tenant": slug, "version": version}


def _print_published(published: dict[str, Any], *, json_: bool) -> None:
    if json_:
        click.echo(_dumped(published))
        return
    click.echo(f"{published['tenant']}: phiên bản {published['version']} đã công bố, "
               f"{published['from']} – {published['to']}, {published['regime']}")  # fmt: skip
    for row in published["rows"]:
        whose = " ".join(str(v) for k, v in row.items() if k not in ("group", "cases", "money"))
        click.echo(f"{row['group']} {whose}".rstrip())
        for name in ("cases", "money"):
            columns = (f"{k}={format_dong(v)}" for k, v in row[name].items() if v)
            click.echo(f"  {name}: {', '.join(columns)}")


def _dumped(found: dict[str, Any]) -> str:
    return json.dumps(found, ensure_ascii=False)
