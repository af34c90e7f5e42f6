"""Where a trip goes: the commune of a debtor as the state draws it today."""

from datetime import date
from functools import lru_cache
from typing import NamedTuple

from thads.places import queries as places
from thads.places.models import REORGANISED_ON, Commune

UNKNOWN_KEY = "none"
_OLD = "old-"  # codes were given again on 1/7/2025: the same digits name two communes


class Area(NamedTuple):
    """A commune that one trip covers; `key` stands in addresses."""

    key: str
    name: str
    note: str = ""


UNKNOWN = Area(UNKNOWN_KEY, "Chưa rõ địa bàn", "Hồ sơ chưa ghi xã, phường của người phải thi hành")


@lru_cache(maxsize=16384)
def of_code(code: str | None, written_on: date, today: date) -> Area:
    """The area of today for a code written on an earlier day.

    An old commune that was divided among several new ones keeps its own name: which of them the
    debtor lives in now, the file does not say.
    """
    written = places.commune(code, written_on) if code else None
    if code is None or written is None:
        return UNKNOWN
    if not written_on < REORGANISED_ON <= today:
        return _named(written, _OLD if today < REORGANISED_ON else "")
    new = [successor.commune for successor in places.successors(code)]
    if len(new) == 1:
        return _named(new[0])
    heirs = ", ".join(commune.name for commune in new)
    return _named(written, _OLD, f"Xã cũ, nay thuộc: {heirs}" if heirs else "Tên xã cũ")


def _named(commune: Commune, prefix: str = "", note: str = "") -> Area:
    return Area(f"{prefix}{commune.code}", commune.full_name, note)
