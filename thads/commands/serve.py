"""thads serve, work, schedule: the processes of an installation, one each."""

import os
import sys
from pathlib import Path
from typing import NoReturn

import click

from tenants.settings import Settings
from thads.commands.vietnamese import Vietnamese

ROOT = Path(__file__).parents[2]


@click.command(cls=Vietnamese)
@click.option("--host", default="127.0.0.1", show_default=True, help="Địa chỉ lắng nghe.")
@click.option("--port", default=8000, show_default=True, help="Cổng.")
@click.option("--workers", default=2, show_default=True, help="Số tiến trình.")
def serve(host: str, port: int, workers: int) -> None:
    """Chạy máy chủ web (gunicorn)."""
    _become(*server(host, port, workers))


@click.command(cls=Vietnamese)
def work() -> None:
    """Chạy một tiến trình làm việc nền."""
    _become("-m", "workers.work")


@click.command(cls=Vietnamese)
def schedule() -> None:
    """Chạy bộ hẹn giờ: việc định kỳ và việc bị lỡ chuông."""
    _become("-m", "workers.schedule")


def server(host: str, port: int, workers: int) -> list[str]:
    """Arguments of Python for the web server; sync workers had the best tails."""
    return [
        "-m", "gunicorn", "--chdir", str(ROOT), "--bind", f"{host}:{port}",
        "--workers", str(workers), "--preload", "--no-control-socket", "--max-requests", "20000",
        "--max-requests-jitter", "2000", "--graceful-timeout", "20", "--log-level", "warning",
        "wsgi:app",
    ]  # fmt: skip


def environment() -> dict[str, str]:
    """As given, with a place for data that does not depend on the working folder."""
    path = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")]))
    return os.environ | {
        "THADS_INSTANCE": str(Settings.from_environment().instance),
        "PYTHONPATH": path,
    }


def _become(*arguments: str) -> NoReturn:
    """Replace this process, so that signals reach the one that works."""
    sys.stdout.flush()
    os.execve(sys.executable, [sys.executable, *arguments], environment())
