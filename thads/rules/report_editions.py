"""What a summary for oversight bodies contains by the length of its period, and its lists.

People's councils examine the work reports of six months and of the year (L25 Đ.20 k.7); statistics
go out every month (TT05 Đ.4, Đ.5). The lists are those of TT05 Đ.8 k.2–3.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from thads.rules.dated import Dated, in_force

MONTHLY, HALF_YEAR, YEARLY = "monthly", "half_year", "yearly"
PAPERS_SINCE = date(2009, 7, 1)
LISTS_SINCE = date(2024, 7, 26)  # TT05 in force; the annexes of the rule before it were not read


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition(Dated):
    """The summary of periods of so many months: its title, what people write in it, its annexes.

    `texts`: values of the sections that people write; `lists`: codes of annexed lists of cases.
    """

    code: str
    months: frozenset[int]
    title: str
    texts: tuple[str, ...]
    lists: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodList(Dated):
    """A list that the circular wants at the end of some periods."""

    code: str
    months: frozenset[int]


_EVERY_MONTH = ("leadership", "assessment", "causes", "tasks", "recommendations")
_WHOLE = ("leadership", "coordination", "organisation", *_EVERY_MONTH[1:])
_LISTS = ("over_one_year", "largest")

EDITIONS = (
    Edition(
        code=MONTHLY, months=frozenset(range(1, 13)) - {6, 12},
        title="Kết quả công tác thi hành án dân sự {months} tháng năm {year}",
        texts=_EVERY_MONTH, lists=_LISTS, valid_from=PAPERS_SINCE, source="TT05 Đ.4, Đ.5 k.1",
    ),
    Edition(
        code=HALF_YEAR, months=frozenset({6}),
        title="Công tác thi hành án dân sự 6 tháng đầu năm {year}",
        texts=_WHOLE, lists=(*_LISTS, "not_yet_enforceable"), valid_from=PAPERS_SINCE,
        source="L25 Đ.20 k.7; TT05 Đ.5 k.1",
    ),
    Edition(
        code=YEARLY, months=frozenset({12}),
        title="Công tác thi hành án dân sự năm {year}",
        texts=_WHOLE, lists=(*_LISTS, "not_yet_enforceable"), valid_from=PAPERS_SINCE,
        source="L25 Đ.20 k.7; TT05 Đ.5 k.1",
    ),
)  # fmt: skip

_QUARTERS = frozenset({3, 6, 10, 12})
PERIOD_LISTS = tuple(
    PeriodList(code=code, months=months, valid_from=LISTS_SINCE, source=source)
    for code, months, source in (
        ("separate_tracking", _QUARTERS, "TT05 Đ.8 k.2"),
        ("in_progress", _QUARTERS, "TT05 Đ.8 k.2"),
        ("state_compensation", _QUARTERS, "TT05 Đ.8 k.2"),
        ("bank_credit", _QUARTERS, "TT05 Đ.8 k.2"),
        ("unfinished", frozenset({12}), "TT05 Đ.8 k.3"),
    )
)


def edition(months: int, day: date) -> Edition:
    """The edition of a period of `months` months that ends on `day`; MissingRule."""
    of_length = [one for one in EDITIONS if months in one.months]
    return in_force(of_length, day, "báo cáo gửi cơ quan giám sát")


def period_lists(months: int, day: date) -> Sequence[PeriodList]:
    """The lists that the circular wants of a period of `months` months ending on `day`."""
    return [one for one in PERIOD_LISTS if months in one.months and one.holds_on(day)]
