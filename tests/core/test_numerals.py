"""Amounts are spelled as a Vietnamese accountant reads them aloud."""

import pytest

from thads.core.numerals import dong_in_words


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (0, "Không đồng"),
        (5, "Năm đồng"),
        (15, "Mười lăm đồng"),
        (21, "Hai mươi mốt đồng"),
        (24, "Hai mươi tư đồng"),
        (105, "Một trăm linh năm đồng"),
        (1_000_005, "Một triệu không trăm linh năm đồng"),
        (1_250_000, "Một triệu hai trăm năm mươi nghìn đồng"),
        (350_000_000, "Ba trăm năm mươi triệu đồng"),
        (1_200_015_010, "Một tỷ hai trăm triệu không trăm mười lăm nghìn không trăm mười đồng"),
        (10**15, "Một triệu tỷ đồng"),
    ],
)
def test_an_amount_is_spelled(amount, words):
    assert dong_in_words(amount) == words


def test_nothing_lies_below_zero():
    with pytest.raises(ValueError, match="below zero"):
        dong_in_words(-1)
