"""A code survives typing, and a slip of the finger never gives another paper."""

import pytest

from thads.core import paper_codes as codes
from thads.core.errors import RuleBroken


def refused(typed: str) -> str:
    with pytest.raises(RuleBroken) as found:
        codes.read(typed)
    return found.value.code


def test_a_code_is_read_however_it_is_typed():
    code = codes.draw()
    bare = code.replace("-", "")
    for typed in (code, code.lower(), bare, f" {code[:4]} {code[5:9]}.{code[10:]} "):
        assert codes.read(typed) == code


def test_every_wrong_letter_and_every_two_exchanged_are_noticed():
    bare = codes.draw().replace("-", "")
    for at, letter in enumerate(bare):
        for other in codes.ALPHABET:
            if other != letter:
                assert refused(bare[:at] + other + bare[at + 1 :]) == "anchor.mistyped"
    for at in range(len(bare) - 1):
        a, b = bare[at], bare[at + 1]
        if a != b:
            assert refused(bare[:at] + b + a + bare[at + 2 :]) == "anchor.mistyped"


def test_letters_that_look_alike_and_wrong_lengths_are_told_apart():
    bare = codes.draw().replace("-", "")
    for letter in "0O1IL":
        assert refused(letter + bare[1:]) == "anchor.letters"
    for typed in ("", bare[:-1], bare + "2", "Đ" + bare[1:], bare[:-1] + "?"):
        assert refused(typed) == "anchor.length"
