"""The demo province of Lào Cai in an installation of its own, for measurements."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from tenants import context, registry
from tenants.sessions import TenantSession
from tests import installation
from thads.assembly import assemble
from thads.demo import build


@contextmanager
def office(folder: Path, patch: pytest.MonkeyPatch) -> Iterator[Session]:
    """A session on the filled province while the block runs."""
    folder.chmod(0o755)
    assemble(b"the key of the bench")
    with (
        installation.prepared(folder / "template") as made,
        made.fresh(folder / "instance", patch),
        context.entered(registry.find("lao-cai")),
    ):
        with TenantSession() as db:
            build.build(db, "lao-cai")
            db.commit()
        with TenantSession(info={"reading": True}) as db:
            yield db
