"""thads report: the monthly summary, rendered here and now."""

import subprocess
import sys
from datetime import date
from pathlib import Path

import click

from thads.commands.arguments import DAY
from thads.commands.serve import environment
from thads.commands.vietnamese import Vietnamese


@click.command(cls=Vietnamese)
@click.argument("slug")
@click.option("--at", type=DAY, required=True, help="Ngày cuối kỳ, dạng YYYY-MM-DD.")
@click.option("--out", type=click.Path(path_type=Path), required=True, help="Tệp PDF sẽ ghi.")
@click.option("--version", type=int, help="Bản đã công bố; bỏ trống: số liệu hiện tại.")
def report(slug: str, at: date, out: Path, version: int | None) -> int:
    """Xuất báo cáo tóm tắt tháng ra tệp PDF."""
    wanted = [slug, at.isoformat(), str(out.resolve()), *([str(version)] if version else [])]
    # Papers are the workers' part; the product below them only passes the wish on.
    return subprocess.run(
        [sys.executable, "-m", "workers.report", *wanted], env=environment(), check=False
    ).returncode
