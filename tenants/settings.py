"""Settings of this installation, from the environment; secrets are made once and kept."""

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Settings:
    """Where data lives and which services are used. Nothing is created by reading them."""

    instance: Path
    control_url: str | None
    redis_url: str | None
    postgres_admin_url: str | None
    given_secret_key: str | None
    given_audit_key: str | None
    files_url: str | None = None
    files_key_id: str | None = None
    files_secret: str | None = None

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> "Settings":
        """Read THADS_*; what is absent or empty has a default."""

        def of(name: str) -> str | None:
            return environment.get(f"THADS_{name}") or None

        return cls(
            instance=Path(of("INSTANCE") or "instance").resolve(),
            control_url=of("CONTROL_URL"),
            redis_url=of("REDIS_URL"),
            postgres_admin_url=of("POSTGRES_ADMIN_URL"),
            given_secret_key=of("SECRET_KEY"),
            given_audit_key=of("AUDIT_KEY"),
            files_url=of("FILES_URL"),
            files_key_id=of("FILES_KEY_ID"),
            files_secret=of("FILES_SECRET"),
        )

    @property
    def secret_key(self) -> str:
        """Signs the web's cookies."""
        return self.given_secret_key or _kept(self.instance / "secret_key")

    @property
    def audit_key(self) -> bytes:
        """Binds the rows of every audit chain."""
        return (self.given_audit_key or _kept(self.instance / "audit_key")).encode()

    @property
    def control_path(self) -> Path:
        """The control database when it is a file."""
        return self.instance / "control.db"

    def tenant_folder(self, slug: str) -> Path:
        """All that belongs to one province on this machine, and nothing of another."""
        return self.instance / "tenants" / slug


def private_folder(path: Path) -> Path:
    """A folder that only this account may open; so are those made on the way to it."""
    if not path.parent.is_dir():
        private_folder(path.parent)
    path.mkdir(mode=0o700, exist_ok=True)
    return path


def _kept(path: Path) -> str:
    """The secret in this file, made at first use; two processes at once agree on one."""
    try:
        return path.read_text().strip()
    except FileNotFoundError:
        private_folder(path.parent)
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    draft.touch(mode=0o600)
    draft.write_text(secrets.token_urlsafe(48))
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
    return path.read_text().strip()
