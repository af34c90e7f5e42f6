"""The province that the present request, job or command works in."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from tenants.errors import NoTenantError, WrongTenantError

ACTIVE, SUSPENDED, CREATING = "active", "suspended", "creating"


@dataclass(frozen=True)
class TenantRef:
    """One province as the registry knows it. The address of its database is never shown."""

    id: UUID
    slug: str
    name: str
    host: str | None
    database_url: str = field(repr=False)
    state: str
    practice_day: date | None = None
    is_copy: bool = False  # a practice province made from a real one: nothing goes out of it

    @property
    def is_practice(self) -> bool:
        """A practice province (TẬP HUẤN) has a working day of its own."""
        return self.practice_day is not None

    @property
    def is_active(self) -> bool:
        """Open for work."""
        return self.state == ACTIVE


_current: ContextVar[TenantRef | None] = ContextVar("tenant", default=None)


def current() -> TenantRef:
    """The province worked in; NoTenantError outside any."""
    ref = _current.get()
    if ref is None:
        raise NoTenantError("Chưa chọn tỉnh để làm việc.")
    return ref


def current_or_none() -> TenantRef | None:
    """The province worked in, if any."""
    return _current.get()


@contextmanager
def entered(ref: TenantRef) -> Iterator[TenantRef]:
    """Work in `ref` until the end of the block; another province inside it is refused."""
    outer = _current.get()
    if outer is not None and outer.id != ref.id:
        raise WrongTenantError(f"Đang làm việc ở {outer.slug}, không thể sang {ref.slug}.")
    token = _current.set(ref)
    try:
        yield ref
    finally:
        _current.reset(token)
