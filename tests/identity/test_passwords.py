"""Common passwords are refused (P8), in whatever way they are written."""

from pathlib import Path

import pytest

from thads.core.errors import RuleBroken
from thads.core.text import fold
from thads.identity import passwords

LISTED = [
    word
    for name in passwords.LISTS
    for word in Path(passwords.__file__).with_name(name).read_text("utf-8").splitlines()
]


def why_refused(password: str) -> str | None:
    """The code of the refusal; None when the password is accepted."""
    try:
        passwords.check(password, username="chv.baothang")
    except RuleBroken as broken:
        return broken.code
    return None


def test_the_list_holds_three_thousand_that_are_long_enough_to_be_tried():
    long_enough = {word for word in LISTED if len(word) >= passwords.SHORTEST}
    assert len(long_enough) >= 3_000
    assert {why_refused(word) for word in long_enough} == {"password.common"}


def test_every_shorter_one_is_refused_for_its_length():
    short = {word for word in LISTED if len(word) < passwords.SHORTEST}
    assert len(short) >= 2_900
    assert {why_refused(word) for word in short} == {"password.short"}


def test_the_lists_are_written_as_passwords_are_compared():
    assert [word for word in LISTED if word != fold(word).replace(" ", "") or not word] == []


@pytest.mark.parametrize(
    "written", ["Iloveyou1234", "ILOVEYOU 1234", "Mật khẩu 123456", "chaomung@2024"]
)
def test_case_marks_and_spaces_make_no_difference(written):
    assert why_refused(written) == "password.common"


def test_a_sentence_of_ones_own_is_accepted():
    assert why_refused("ba con vịt qua cầu Cốc Lếu") is None
