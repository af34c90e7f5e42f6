"""Which program this is: its number and a digest of its own text (R13)."""

from functools import cache
from hashlib import sha256
from pathlib import Path

NUMBER = "0.1.0"
_THADS = Path(__file__).parents[1]


@cache
def version() -> str:
    """The number of the program with the digest of all that it consists of."""
    return f"{NUMBER}+{digest_of('')}"


@cache
def digest_of(area: str) -> str:
    """Twelve characters of the SHA-256 of an area's files, e.g. of the rules; "" for all."""
    root, found = _THADS / area, sha256()
    for path in sorted(root.rglob("*.py")):
        found.update(path.relative_to(_THADS).as_posix().encode())
        found.update(path.read_bytes())
    return found.hexdigest()[:12]
