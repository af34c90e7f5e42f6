"""A PostgreSQL cluster of the tests' own: made at need, thrown away at the end."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Engine, NullPool, create_engine, text
from sqlalchemy.engine import URL

# Roles of provinces need their password, as on a real server; only the administrator is trusted.
ACCESS = "local all postgres trust\nlocal all all scram-sha-256\n"
FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "listen_addresses=",
        "max_connections=80", "shared_buffers=64MB")  # fmt: skip


def binaries() -> Path:
    """Debian keeps the server's programs out of the path."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    on_path = shutil.which("initdb")
    if not found and not on_path:
        raise RuntimeError("PostgreSQL is not installed: bin/setup --dev installs it")
    return found[-1].parent if found else Path(str(on_path)).parent


def _run(*command: str | Path) -> None:
    """The server refuses to run as root: then as the account that Debian made for it."""
    as_account = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    done = subprocess.run([*as_account, *map(str, command)], capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(done.stdout + done.stderr)


@contextmanager
def running() -> Iterator[URL]:
    """The administrator's address of a fresh cluster, reached by a socket in its own folder."""
    folder = Path(tempfile.mkdtemp(prefix="thads-pg-"))
    data, programs = folder / "data", binaries()
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres")
    folder.chmod(0o755)
    try:
        _run(programs / "initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8",
             "--locale=C.UTF-8", "--no-sync")  # fmt: skip
        (data / "pg_hba.conf").write_text(ACCESS)
        options = " ".join(
            f"-c {setting}" for setting in (*FAST, f"unix_socket_directories={folder}")
        )
        _run(programs / "pg_ctl", "-D", data, "-o", options, "-l", folder / "log", "-w", "start")
        try:
            yield URL.create(
                "postgresql+psycopg", username="postgres", database="postgres",
                query={"host": str(folder)},
            )  # fmt: skip
        finally:
            _run(programs / "pg_ctl", "-D", data, "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def administrator(url: URL) -> Engine:
    """Each statement stands for itself, as CREATE DATABASE wants."""
    return create_engine(url, poolclass=NullPool, isolation_level="AUTOCOMMIT")


def copy_database(admin: Engine, source: str, target: str) -> None:
    """A database like its template, its grants included."""
    with admin.connect() as connection:
        connection.execute(text(f'DROP DATABASE IF EXISTS "{target}" WITH (FORCE)'))
        owner = connection.scalar(
            text(
                "SELECT rolname FROM pg_roles r JOIN pg_database d ON d.datdba = r.oid"
                " WHERE datname = :name"
            ),
            {"name": source},
        )
        connection.execute(text(f'CREATE DATABASE "{target}" TEMPLATE "{source}" OWNER "{owner}"'))
        connection.execute(text(f'REVOKE CONNECT, TEMPORARY ON DATABASE "{target}" FROM PUBLIC'))
