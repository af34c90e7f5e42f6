"""Copies of one database to a file and back, by each engine's own proven means."""

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from sqlalchemy import Connection, inspect
from sqlalchemy.engine import URL

from tenants import engines
from tenants.errors import UnusableTermsError
from tenants.settings import private_folder


class Dump(Protocol):
    """Writes a database to a file, and a file to an empty database."""

    def write(self, url: URL, file: Path) -> dict[str, int]:
        """Copy the database as one moment saw it; answers the rows of each table."""

    def read(self, file: Path, url: URL) -> None:
        """Fill the database at this address from the file."""


def of(url: URL) -> Dump:
    """The means for this engine."""
    return _Postgresql() if url.get_backend_name() == "postgresql" else _Sqlite()


def count_rows(connection: Connection) -> dict[str, int]:
    """Rows of each table, as this transaction sees them."""
    quote = connection.dialect.identifier_preparer.quote
    return {
        name: connection.exec_driver_sql(f"SELECT count(*) FROM {quote(name)}").scalar_one()
        for name in sorted(inspect(connection).get_table_names())
    }


class _Sqlite:
    def write(self, url: URL, file: Path) -> dict[str, int]:
        raw = engines.for_building(url).raw_connection()
        try:
            raw.cursor().execute("VACUUM INTO ?", (str(file),))
        finally:
            raw.close()
        with engines.for_building(url.set(database=str(file))).connect() as copy:
            rows = count_rows(copy)
            copy.rollback()
            copy.connection.driver_connection.execute("PRAGMA journal_mode = DELETE")  # type: ignore[union-attr]
        return rows

    def read(self, file: Path, url: URL) -> None:
        target = Path(url.database or "")
        private_folder(target.parent)
        shutil.copyfile(file, target)
        target.chmod(0o600)
        with engines.for_building(url).connect() as copy:
            if copy.exec_driver_sql("PRAGMA integrity_check").scalar_one() != "ok":
                raise UnusableTermsError("Cơ sở dữ liệu trong bản sao lưu bị hỏng.")


class _Postgresql:
    def write(self, url: URL, file: Path) -> dict[str, int]:
        """pg_dump reads the very snapshot in which the rows were counted."""
        engine = engines.for_building(url).execution_options(isolation_level="REPEATABLE READ")
        with engine.connect() as connection:
            rows = count_rows(connection)
            snapshot = connection.exec_driver_sql("SELECT pg_export_snapshot()").scalar_one()
            _run("pg_dump", url, "--format=custom", f"--snapshot={snapshot}", f"--file={file}",
                 "--no-owner", "--no-privileges")  # fmt: skip
        return rows

    def read(self, file: Path, url: URL) -> None:
        _run("pg_restore", url, "--no-owner", "--no-privileges", "--exit-on-error",
             "--single-transaction", f"--dbname={url.database}", str(file))  # fmt: skip


def _run(program: str, url: URL, *arguments: str) -> None:
    """The password travels by the environment, never on the command line."""
    if shutil.which(program) is None:
        raise UnusableTermsError(f"Cần chương trình {program} (gói postgresql-client).")
    environment = os.environ | {
        name: value
        for name, value in (
            ("PGHOST", url.host or _first(url.query.get("host"))),
            ("PGPORT", str(url.port or "")),
            ("PGUSER", url.username or ""),
            ("PGPASSWORD", url.password or ""),
            ("PGDATABASE", url.database or ""),
            ("PGSSLMODE", _first(url.query.get("sslmode"))),
        )
        if value
    }
    done = subprocess.run([program, *arguments], env=environment, capture_output=True, text=True)
    if done.returncode:
        raise UnusableTermsError(f"{program}: {' '.join(done.stderr.split())}")


def _first(value: str | Sequence[str] | None) -> str:
    return "" if value is None else value if isinstance(value, str) else value[0]
