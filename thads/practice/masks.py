"""Invented people, numbers, addresses and words in the place of real ones, the same each time.

Whoever does not know the seed cannot tell who is meant, not even by trying names one by one.
"""

import hashlib
import hmac
from datetime import date, datetime, timedelta

from thads.core.text import clean, fold

WORDS = "Nội dung tập huấn"
PRACTICE = "Tập-Huấn"  # a name that nobody bears, nor is it a part of one
SURNAMES = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô", "Lý")
MOST_DAYS = 9
_SPACE = 10**9


class Masks:
    """One practice copy's way of replacing."""

    def __init__(self, seed: bytes) -> None:
        self._seed = seed
        self._numbers: dict[tuple[str, str], int] = {}
        self._taken: set[tuple[str, int]] = set()
        self._days = 1 + self._drawn("days", "") % MOST_DAYS

    def name(self, real: str) -> str:
        """However it is written, the same person gets the same name."""
        n = self._number("name", fold(clean(real)))
        return f"{SURNAMES[n % len(SURNAMES)]} {PRACTICE}-{n}"

    def institution(self, real: str) -> str:
        """A bank that gives no credit."""
        return f"Ngân hàng {PRACTICE}-{self._number('institution', fold(clean(real)))}"

    def username(self, real: str) -> str:
        """A name to sign in with."""
        return f"th{self._number('username', real)}"

    def identity(self, real: str) -> str:
        """Twelve digits that no province gives out."""
        return f"9{self._number('identity', _plain(real)):011}"

    def account(self, real: str) -> str:
        """An account number that no bank gives out."""
        return f"9999{self._number('account', _plain(real)):09}"

    def phone(self, real: str) -> str:
        """A number that cannot be called."""
        return f"0000{self._number('phone', _plain(real)):09}"

    def address(self, real: str) -> str:
        """A place that is on no map."""
        return f"Thôn {self._number('address', fold(clean(real)))}, xã {PRACTICE}"

    def number(self, real: str) -> str:
        """The number of a paper."""
        return f"{self._number('paper', clean(real))}/TH"

    def words(self, real: str) -> str:
        """Nothing is left of a text that may tell of people."""
        return WORDS

    def day(self, real: date) -> date:
        """Some days earlier, but never in another month: order, law and monthly figures stay."""
        return max(real - timedelta(days=self._days), real.replace(day=1))

    def moment(self, real: datetime) -> datetime:
        """The same of a moment."""
        return real - (real.date() - self.day(real.date()))

    def _number(self, kind: str, real: str) -> int:
        """Numbers of one kind differ where what they stand for does."""
        found = self._numbers.get((kind, real))
        if found is None:
            found = self._drawn(kind, real)
            while (kind, found) in self._taken:
                found = (found + 1) % _SPACE
            self._taken.add((kind, found))
            self._numbers[kind, real] = found
        return found

    def _drawn(self, kind: str, real: str) -> int:
        digest = hmac.digest(self._seed, f"{kind}\0{real}".encode(), hashlib.sha256)
        return int.from_bytes(digest[:8]) % _SPACE


def _plain(number: str) -> str:
    return "".join(character for character in number if character.isalnum())
