"""Reports of other offices: every wrong figure is found, and no right one is accused."""

import pytest

from tests.reportcheck.paragraphs import Paragraph, paragraphs
from thads.reportcheck.checking import Check, check
from thads.reportcheck.findings import Verdict

ALL = list(paragraphs())
GOOD = (Verdict.TIES, Verdict.ROUNDS)


def printed(done: Check, *verdicts: Verdict) -> set[str]:
    """The figures that came out so, as they are printed."""
    found = (done.text[one.start : one.end] for one in done.findings if one.verdict in verdicts)
    return {" ".join(words.split()) for words in found}


@pytest.mark.parametrize("paragraph", ALL, ids=lambda paragraph: paragraph.name)
def test_what_is_wrong_is_found_and_nothing_else(paragraph: Paragraph) -> None:
    done = check(paragraph.text)
    assert printed(done, Verdict.FAILS) == paragraph.wrong
    assert printed(done, *GOOD) >= paragraph.right


def test_many_paragraphs_have_an_error_and_many_have_none() -> None:
    wrong = sum(bool(one.wrong) for one in ALL)
    assert wrong > 70
    assert len(ALL) - wrong > 70


@pytest.mark.parametrize("paragraph", [p for p in ALL if p.right], ids=lambda p: p.name)
def test_a_rate_that_ties_is_refuted_once_it_is_changed(paragraph: Paragraph) -> None:
    """No rate is proved by chance: half a point away from the truth, every one of them is told."""
    for rate in sorted(one for one in paragraph.right if is_exact_rate(one)):
        wrong = moved(rate)
        done = check(paragraph.text.replace(rate, wrong, 1))
        assert wrong not in printed(done, *GOOD), rate


def is_exact_rate(words: str) -> bool:
    """A rate with two decimals, and no word before it."""
    return words.endswith("%") and "điểm" not in words and "," in words and words[0].isdigit()


def moved(rate: str) -> str:
    """The same rate with its first decimal half a point off."""
    whole, _, decimals = rate.rstrip("% ").partition(",")
    first = (int(decimals[0]) + 5) % 10
    return f"{whole},{first}{decimals[1:]}%"
