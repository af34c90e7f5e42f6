"""The dictionary of metrics: a short code for each column and rate, its meaning and its source.

Codes stand on papers and in links: one that was given is never given to another metric.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from thads.core.errors import NotFound
from thads.rules import statistics_regime
from thads.rules.dated import NEW_LAW
from thads.statistics.titles import (
    CASE_MEANINGS,
    CASE_TITLES,
    MONEY_MEANINGS,
    MONEY_TITLES,
    SOURCES,
)

CASE_CODES = {
    "caseload_total": "V01", "brought_forward": "V02", "newly_docketed": "V03",
    "ex_officio_new": "V04", "on_request_new": "V05", "entrusted_in": "V06", "reactivated": "V07",
    "entrusted_out": "V08", "taken_up": "V09", "withdrawn_annulled": "V10",
    "to_enforce_total": "V11", "enforceable_total": "V12", "resolved_total": "V13",
    "completed": "V14", "discontinued": "V15", "in_progress": "V16",
    "postponed_by_agreement": "V17", "not_yet_enforceable": "V18",
    "moved_to_separate_tracking": "V19", "request_returned": "V20",
    "postponed_suspended_other": "V21", "ended_other": "V22", "carried_forward": "V23",
    "separate_tracking_stock": "V24",
}  # fmt: skip
MONEY_CODES = {
    "brought_forward": "T01", "newly_docketed": "T02", "entrusted_out": "T03", "taken_up": "T04",
    "withdrawn_annulled": "T05", "to_enforce": "T06", "enforceable": "T07", "resolved": "T08",
    "completed": "T09", "discontinued": "T10", "forgiven": "T11", "in_progress": "T12",
    "postponed_by_agreement": "T13", "not_yet_enforceable": "T14",
    "postponed_suspended_other": "T15", "carried_forward": "T16",
}  # fmt: skip
_SINCE = {"request_returned": NEW_LAW, "ended_other": NEW_LAW}
_FIRST = statistics_regime.REGIMES[0].valid_from


@dataclass(frozen=True, slots=True)
class Metric:
    """One figure by name. A column has `column`; a rate has `numerator` and `denominator`: codes of
    the metrics that it divides, the denominator that of the whole when `of_whole`."""

    code: str
    title: str
    unit: str
    meaning: str
    source: str
    valid_from: date
    column: str | None = None
    numerator: str | None = None
    denominator: str | None = None
    of_whole: bool = False

    @property
    def is_money(self) -> bool:
        """Counted in đồng."""
        return self.unit == "đồng"


def _columns() -> Iterator[Metric]:
    for column, code in CASE_CODES.items():
        yield Metric(
            code, CASE_TITLES[column], "việc", CASE_MEANINGS[column], SOURCES[column],
            _SINCE.get(column, _FIRST), column,
        )  # fmt: skip
    for column, code in MONEY_CODES.items():
        yield Metric(
            code, MONEY_TITLES[column], "đồng", MONEY_MEANINGS[column], SOURCES[column],
            _SINCE.get(column, _FIRST), column,
        )  # fmt: skip


def _rates() -> Iterator[Metric]:
    rate, source = "Giải quyết xong / có điều kiện thi hành", "TT 05/2024 Đ.2, Đ.14 k.1"
    rows = (
        ("TL1", "Tỷ lệ giải quyết xong về việc", f"{rate}, về việc.",
         "V13", "V12", False),
        ("TL2", "Tỷ lệ giải quyết xong về tiền", f"{rate}, về tiền.",
         "T08", "T07", False),
        ("TL3", "Cơ cấu về việc", "Số thụ lý của dòng / số thụ lý của dòng tổng số.",
         "V01", "V01", True),
        ("TL4", "Cơ cấu về tiền", "Số phải thi hành của dòng / của dòng tổng số.",
         "T06", "T06", True),
    )  # fmt: skip
    for code, title, meaning, over, under, of_whole in rows:
        yield Metric(code, title, "%", meaning, source, _FIRST, None, over, under, of_whole)


METRICS = {metric.code: metric for metric in (*_columns(), *_rates())}


def of(code: str) -> Metric:
    """The metric of this code; NotFound when there is none."""
    if code not in METRICS:
        raise NotFound(code)
    return METRICS[code]


def code_of(column: str, *, money: bool) -> str:
    """The code of a column of cases or of money."""
    return (MONEY_CODES if money else CASE_CODES)[column]
