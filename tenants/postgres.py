"""PostgreSQL: one database and one login role a province; other roles may not even connect (P2)."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, NullPool, create_engine, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import OperationalError

from tenants.engines import MOST_PER_ENGINE
from tenants.errors import UnusableTermsError
from tenants.settings import Settings

MOST_PROCESSES = 20  # web workers and job workers of one province's role


def address_for(slug: str, password: str) -> URL:
    """Where a new province's database goes on the configured server."""
    name = "thads_" + slug.replace("-", "_")
    return _admin_url().set(username=name, password=password, database=name)


def check(url: URL) -> None:
    """Refuse an address that neither opens nor could be made to, before anything is begun."""
    if not _opens(url):
        _admin_url()


def ensure_database(url: URL) -> None:
    """Create role and database unless they can be used already."""
    if _opens(url):
        return
    role, name = url.username or "", url.database or ""
    with _admin() as admin:
        quoted_role, quoted_name = _quoted(admin, role), _quoted(admin, name)
        known = admin.scalar(text("SELECT 1 FROM pg_roles WHERE rolname = :n"), {"n": role})
        verb = "ALTER" if known else "CREATE"
        password = (url.password or "").replace("'", "''")
        admin.exec_driver_sql(
            f"{verb} ROLE {quoted_role} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE "
            f"CONNECTION LIMIT {MOST_PROCESSES * MOST_PER_ENGINE} PASSWORD '{password}'"
        )
        create_database(admin, name, role)
        admin.exec_driver_sql(f"REVOKE CONNECT, TEMPORARY ON DATABASE {quoted_name} FROM PUBLIC")


def create_database(admin: Connection, name: str, owner: str) -> None:
    """An empty UTF-8 database of this role, unless it stands already."""
    if admin.scalar(text("SELECT 1 FROM pg_database WHERE datname = :n"), {"n": name}):
        return
    admin.exec_driver_sql(f"GRANT {_quoted(admin, owner)} TO CURRENT_USER")
    admin.exec_driver_sql(
        f"CREATE DATABASE {_quoted(admin, name)} OWNER {_quoted(admin, owner)} "
        "TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C.UTF-8'"
    )


def beside(url: URL, name: str) -> URL:
    """An empty database of the same role next to this one."""
    with _admin() as admin:
        create_database(admin, name, url.username or "")
        admin.exec_driver_sql(
            f"REVOKE CONNECT, TEMPORARY ON DATABASE {_quoted(admin, name)} FROM PUBLIC"
        )
    return url.set(database=name)


def drop_database(url: URL, *, keep_role: bool = False) -> None:
    """Take database and role away."""
    with _admin() as admin:
        admin.exec_driver_sql(
            f"DROP DATABASE IF EXISTS {_quoted(admin, url.database or '')} WITH (FORCE)"
        )
        if not keep_role:
            admin.exec_driver_sql(f"DROP ROLE IF EXISTS {_quoted(admin, url.username or '')}")


def _opens(url: URL) -> bool:
    engine = create_engine(url.set(drivername="postgresql+psycopg"), poolclass=NullPool)
    try:
        with engine.connect():
            return True
    except OperationalError:
        return False


@contextmanager
def _admin() -> Iterator[Connection]:
    """The server's administrator, outside any transaction."""
    engine = create_engine(_admin_url(), poolclass=NullPool, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        yield connection


def _admin_url() -> URL:
    given = Settings.from_environment().postgres_admin_url
    if not given:
        raise UnusableTermsError(
            "Cần THADS_POSTGRES_ADMIN_URL để tạo cơ sở dữ liệu PostgreSQL cho tỉnh."
        )
    return make_url(given).set(drivername="postgresql+psycopg")


def _quoted(connection: Connection, name: str) -> str:
    return connection.dialect.identifier_preparer.quote_identifier(name)
