"""Identifiers: UUIDs in order of time, so that indexes grow at their end."""

import os
import time
from collections.abc import Iterator
from uuid import UUID


def new_id() -> UUID:
    """A version 7 UUID (RFC 9562): milliseconds first, then chance."""
    milliseconds = time.time_ns() // 1_000_000
    value = (milliseconds << 80) | int.from_bytes(os.urandom(10), "big")
    value = value & ~(0xF << 76) | (0x7 << 76)
    value = value & ~(0x3 << 62) | (0x2 << 62)
    return UUID(int=value)


def ids_in_order() -> Iterator[str]:
    """Version 7 UUIDs as 32 digits, each greater than the one before: rows keep their order.

    The moment and the chance of the beginning, and between them 30 bits that count (RFC 9562, 6.2).
    """
    first = new_id().int
    base = first >> 62 << 62 | first & 0xFFFF_FFFF
    return (f"{base | count << 32:032x}" for count in range(1 << 30))
