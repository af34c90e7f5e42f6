"""When a period's reports are due, and whether it is over."""

from datetime import date

from thads.core.days import month_end
from thads.core.errors import RuleBroken
from thads.rules import deadlines
from thads.rules.citation import cited
from thads.rules.deadlines import Deadline, Duty
from thads.units.models import Unit, UnitKind

DUTIES = {
    UnitKind.DISTRICT_BRANCH: Duty.BRANCH_STATISTICS,
    UnitKind.REGIONAL_DIVISION: Duty.DIVISION_STATISTICS,
    UnitKind.PROVINCIAL_DEPARTMENT: Duty.PROVINCE_STATISTICS,  # its own go with the province's
    UnitKind.PROVINCIAL_AGENCY: Duty.PROVINCE_STATISTICS,
}
KEPT = "Chưa ghi gì"


def duty_of(unit: Unit) -> Duty | None:
    """What a unit owes at the end of a period; nothing where no case is enforced."""
    return DUTIES.get(unit.kind)


def rule_of(duty: Duty, period_end: date) -> Deadline | None:
    """The rule of that period; None before the first circular that the tables hold."""
    return deadlines.rule(duty, period_end) if deadlines.exists(duty, period_end) else None


def due(duty: Duty, period_end: date) -> date | None:
    """Last day for a report of this period, in working days (TT05 Đ.10)."""
    rule = rule_of(duty, period_end)
    return rule.due(period_end) if rule else None


def rules(period_end: date) -> list[tuple[str, str, str]]:
    """Who reports, within how long, by which article, at the end of this period."""
    duties = dict.fromkeys((Duty.OFFICER_STATISTICS, *DUTIES.values()))
    found = [rule for duty in duties if (rule := rule_of(duty, period_end))]
    return [(rule.duty.label, rule.length_in_words, cited(rule.source)) for rule in found]


def check_over(period_end: date, today: date) -> None:
    """RuleBroken for a day that ends no month, and for a period that is not over."""
    if period_end != month_end(period_end):
        raise RuleBroken(
            "period.not_month_end",
            f"Ngày {period_end:%d/%m/%Y} không kết thúc kỳ nào. {KEPT}; chọn ngày cuối tháng.",
        )
    if period_end >= today:
        raise RuleBroken(
            "period.not_over",
            f"Kỳ {period_end:%m/%Y} chưa kết thúc; hôm nay là {today:%d/%m/%Y}. {KEPT}; chốt số "
            f"liệu sau hết ngày {period_end:%d/%m/%Y} (TT05/2024 Đ.8 k.1).",
        )
