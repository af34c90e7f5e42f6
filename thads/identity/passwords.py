"""Passwords: long, not common, hashed with argon2; checking takes the same time for everyone."""

import hashlib
import secrets
import unicodedata
from functools import cache
from pathlib import Path

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from thads.core.errors import RuleBroken
from thads.core.text import fold

SHORTEST, LONGEST = 12, 128
LISTS = (  # one a line, as `fold` writes it without spaces
    "common_passwords.txt",  # the most common of published breaches (docs/dependencies.md)
    "office_passwords.txt",  # what an office of ours would think of
)
_hasher = PasswordHasher()


def hashed(password: str) -> str:
    """What the database keeps."""
    return _hasher.hash(_same(password))


def matches(password: str, kept: str | None) -> bool:
    """Whether this is the password; an unknown person costs as much time as a known one (P9)."""
    try:
        return _hasher.verify(kept or _nobodys(), _same(password)) and kept is not None
    except (VerificationError, InvalidHashError):
        return False


def check(password: str, *, username: str, field: str = "password") -> None:
    """Refuse a password that is short, common, or the person's own name (P8)."""
    text = _same(password)
    if len(text) < SHORTEST:
        raise RuleBroken("password.short", f"Mật khẩu cần ít nhất {SHORTEST} ký tự.", field=field)
    if len(text) > LONGEST:
        raise RuleBroken("password.long", f"Mật khẩu dài nhất {LONGEST} ký tự.", field=field)
    bare = fold(text).replace(" ", "")
    own_name = _letters(bare).startswith(_letters(fold(username)))
    if bare in _common() or len(set(bare)) < 4 or own_name:
        raise RuleBroken(
            "password.common",
            "Mật khẩu này quá dễ đoán. Hãy chọn một câu chỉ mình bạn biết.",
            field=field,
        )


def new_token() -> str:
    """An unguessable text for a cookie or an invitation."""
    return secrets.token_urlsafe(32)


def token_hash(token: str) -> str:
    """What the database keeps of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def _letters(text: str) -> str:
    return "".join(char for char in text if char.isalnum())


def _same(password: str) -> str:
    """The same letters however the keyboard composed them."""
    return unicodedata.normalize("NFC", password)


@cache
def _nobodys() -> str:
    return _hasher.hash(secrets.token_urlsafe(16))


@cache
def _common() -> frozenset[str]:
    here = Path(__file__).parent
    return frozenset(w for name in LISTS for w in (here / name).read_text("utf-8").split())
