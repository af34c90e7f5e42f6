"""Amounts in Vietnamese words, as papers and checks of answers spell them."""

from collections.abc import Iterator

DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
AFTER_TENS = {1: "mốt", 4: "tư", 5: "lăm"}  # hai mươi mốt, hai mươi tư, hai mươi lăm
SCALES = ((10**6, "triệu"), (10**3, "nghìn"), (1, ""))
BILLION = 10**9


def dong_in_words(amount: int) -> str:
    """Một triệu hai trăm nghìn đồng; ValueError below zero."""
    if amount < 0:
        raise ValueError(f"an amount below zero: {amount}")
    words = " ".join(_number(amount)) if amount else DIGITS[0]
    return f"{words[0].upper()}{words[1:]} đồng"


def _number(number: int, *, led: bool = False) -> Iterator[str]:
    """The words of a number; `led`: something greater was read before it."""
    billions, rest = divmod(number, BILLION)
    if billions:
        yield from _number(billions, led=led)
        yield "tỷ"
        led = True
    for size, name in SCALES:
        group, rest = divmod(rest, size)
        if group:
            yield from _group(group, led=led)
            if name:
                yield name
            led = True


def _group(group: int, *, led: bool) -> Iterator[str]:
    """Up to three digits; after a greater group the hundreds are read even when zero."""
    hundreds, rest = divmod(group, 100)
    tens, units = divmod(rest, 10)
    if hundreds or led:
        yield DIGITS[hundreds]
        yield "trăm"
    if tens == 0 and units and (hundreds or led):
        yield "linh"
    elif tens == 1:
        yield "mười"
    elif tens:
        yield DIGITS[tens]
        yield "mươi"
    if units:
        yield _last(tens, units)


def _last(tens: int, units: int) -> str:
    if tens > 1:
        return AFTER_TENS.get(units, DIGITS[units])
    return "lăm" if tens == 1 and units == 5 else DIGITS[units]
