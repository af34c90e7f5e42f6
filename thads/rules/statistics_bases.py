"""By what the bases of two periods differ: circular, choices, columns, what one case is (B2).

A change from a day on is told wherever two periods stand side by side.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from thads.rules import statistics_regime
from thads.rules.citation import cited
from thads.rules.dated import NEW_LAW, OLD_LAW_ENDS, Dated, in_force

MONEY_DONE = {"collection": "khi thu được", "payout": "khi chi trả"}


@dataclass(frozen=True, slots=True, kw_only=True)
class OneCase(Dated):
    """What the law makes one enforcement decision, and so one case, of."""

    words: str


ONE_CASE = (
    OneCase(
        words="một quyết định chung cho các khoản chủ động của bản án, hoặc cho một yêu cầu",
        valid_from=date(1993, 7, 1),
        valid_to=OLD_LAW_ENDS,
        source="NĐ62 Đ.6 k.1, Đ.7 k.1",
    ),
    OneCase(
        words="mỗi người phải thi hành án một quyết định",
        valid_from=NEW_LAW,
        source="NĐ152 Đ.8 k.1, Đ.11",
    ),
)


def differences(now: date, before: date) -> Iterator[str]:
    """By what the base of a period that ends `now` differs from that of one that ended `before`."""
    this, that = statistics_regime.on(now), statistics_regime.on(before)
    if this.code != that.code:
        yield f"kỳ đến {now:%d/%m/%Y} theo {this.title}, kỳ đến {before:%d/%m/%Y} theo {that.title}"
    if this.money_done_at != that.money_done_at:
        yield (
            f"tiền tính là xong {MONEY_DONE[this.money_done_at]}, kỳ trước "
            f"{MONEY_DONE[that.money_done_at]}"
        )
    if this.base != that.base:
        yield f"có điều kiện gồm {_words(this.base)}, kỳ trước gồm {_words(that.base)}"
    one, other = (in_force(ONE_CASE, day, "một việc là gì") for day in (now, before))
    if one != other:
        since = f"từ {one.valid_from:%d/%m/%Y} {one.words} ({cited(one.source)})"
        yield f"{since}; trước đó {other.words} ({cited(other.source)})"


def _words(base: tuple[str, ...]) -> str:
    return ", ".join(statistics_regime.BASE_WORDS[column] for column in base)
