"""The value of a figure in a published report, as it was published."""

from dataclasses import dataclass

from thads.reports.models import MonthlyReport
from thads.statistics.ratio import Ratio
from thads.visits.models import Metric


@dataclass(frozen=True, slots=True)
class Value:
    """A figure with its two numbers; `is_money`: they are đồng."""

    metric: Metric
    ratio: Ratio
    is_money: bool


def value_in(report: MonthlyReport, metric: Metric) -> Value:
    """The figure of the whole province in this report."""
    figures = report.figures
    cases, money = figures["total"]["cases"], figures["total"]["money"]
    if metric is Metric.CASE_RATE:
        found = Ratio(cases["resolved_total"], cases["enforceable_total"],
                      "việc giải quyết xong", "việc có điều kiện thi hành")  # fmt: skip
    elif metric is Metric.MONEY_RATE:
        found = Ratio(money["resolved"], money["enforceable"],
                      "tiền giải quyết xong", "tiền có điều kiện thi hành")  # fmt: skip
    elif metric is Metric.LATE_VERIFICATION:
        late = figures["verification"]
        found = Ratio(late["late"], late["due"], "hồ sơ xác minh quá hạn", "hồ sơ phải xác minh")
    else:
        late = figures["evidence"]
        found = Ratio(late["late"], late["due"], "hồ sơ tiêu hủy quá hạn", "hồ sơ phải tiêu hủy")
    return Value(metric, found, metric is Metric.MONEY_RATE)
