"""The chain of the audit record: each entry is sealed together with the seal before it."""

import hashlib
import hmac
import json
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Row

GENESIS = "0" * 64
HIDDEN = "•••"
SECRETS = ("password", "secret", "token", "otp", "recovery_code", "personal_id")
SEALED = (
    "number", "happened_at", "user_id", "username", "role", "unit_code", "act",
    "subject_type", "subject_id", "details", "previous_mac",
)  # fmt: skip

_key: list[bytes] = []


class Entry(NamedTuple):
    """An entry as it is written, in the order of the table's columns."""

    number: int
    happened_at: datetime
    user_id: UUID | None
    username: str
    role: str
    unit_code: str
    act: str
    subject_type: str
    subject_id: str
    details: Any  # what JSON can keep
    previous_mac: str
    mac: str = ""


def use_key(key: bytes) -> None:
    """Say with which key entries are sealed in this process."""
    _key[:] = [key]


def seal(entry: Entry | Row[Any]) -> str:
    """The HMAC of an entry's content and of the seal before it (P24)."""
    if not _key:
        raise RuntimeError("audit.actions.use_key was not called: the record cannot be sealed")
    content = {name: plain(getattr(entry, name)) for name in SEALED}
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hmac.new(_key[0], text.encode(), hashlib.sha256).hexdigest()


def plain(value: Any) -> Any:
    """A value as JSON keeps it, equal before writing and after reading; no control characters."""
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, Enum):
        return plain(value.value)
    if isinstance(value, str):
        if value.isprintable():
            return value
        return "".join(c if c.isprintable() else " " for c in value)
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, UUID | Decimal):
        return str(value)
    if isinstance(value, dict):
        return {str(name): _open_value(str(name), inner) for name, inner in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(inner) for inner in value]
    raise TypeError(f"the audit record cannot keep a {type(value).__name__}")


def _open_value(name: str, value: Any) -> Any:
    """Secrets and personal numbers never reach the record (P25)."""
    if value is not None and any(secret in name.casefold() for secret in SECRETS):
        return HIDDEN
    return plain(value)
