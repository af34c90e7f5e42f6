"""The short code of a paper: typed from print, told apart from a slip of the finger."""

import re
import secrets
from collections.abc import Callable

from thads.core.errors import RuleBroken

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # no 0 O, no 1 I L: 31, a prime
DRAWN = 11  # 54 bits: not to be guessed
LENGTH, GROUP = DRAWN + 1, 4
_LOOKS_LIKE = "0O1IL"


def draw(choice: Callable[[str], str] = secrets.choice) -> str:
    """A new code as it is printed: ABCD-EFGH-JKMN; `choice` takes a letter out of many."""
    drawn = "".join(choice(ALPHABET) for _ in range(DRAWN))
    return _printed(drawn + _check_letter(drawn))


def read(typed: str) -> str:
    """A code as it is printed, from what was typed or scanned; RuleBroken when it cannot be one."""
    letters = re.sub(r"[\s.\-–_]+", "", typed).upper()
    if any(letter in _LOOKS_LIKE for letter in letters):
        raise _refusal("letters", "Mã kiểm tra không dùng chữ O, I, L và số 0, 1. Xem lại mã in.")
    if len(letters) != LENGTH or any(letter not in ALPHABET for letter in letters):
        raise _refusal("length", "Mã kiểm tra gồm 12 chữ và số, in thành ba nhóm bốn.")
    if _check_letter(letters[:DRAWN]) != letters[DRAWN]:
        raise _refusal("mistyped", "Mã gõ sai ít nhất một chữ: chữ cuối không khớp các chữ trước.")
    return _printed(letters)


def _check_letter(drawn: str) -> str:
    """One wrong letter or two exchanged never keep it: weights differ, the modulus is prime."""
    total = sum(place * ALPHABET.index(letter) for place, letter in enumerate(drawn, start=2))
    return ALPHABET[-total % len(ALPHABET)]


def _printed(letters: str) -> str:
    return "-".join(letters[at : at + GROUP] for at in range(0, LENGTH, GROUP))


def _refusal(code: str, message: str) -> RuleBroken:
    return RuleBroken(f"anchor.{code}", message, field="code")
