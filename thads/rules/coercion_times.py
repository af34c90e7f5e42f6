"""When no coercion is carried out (L08 Đ.46 k.2; L25 Đ.72 k.5), and when not with forces (NĐ62 Đ.13
k.2; NĐ152 Đ.42 k.2).

The decrees name "traditional days of policy beneficiaries" without listing them: those kept here
are the two of the whole country; others are the unit's to know.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache

from holidays import country_holidays

from thads.core.days import VIETNAM
from thads.rules.citation import cited
from thads.rules.dated import NEW_LAW, OLD_LAW_ENDS, Dated, in_force
from thads.rules.deadlines.lines import DECREE_62, FIRST_LAW
from thads.rules.working_days import is_working_day

NEW_YEAR = "Lunar New Year"  # the first day of the first lunar month, as the library calls it


@dataclass(frozen=True, slots=True, kw_only=True)
class Hours(Dated):
    """Coercion between these hours only, on working days only."""

    opens: time
    closes: time


@dataclass(frozen=True, slots=True, kw_only=True)
class WithForces(Dated):
    """Not with mobilised forces: so many days around Tết, and on days of policy beneficiaries."""

    around_tet: int
    days_kept: tuple[tuple[int, int, str], ...]  # day, month, name


HOURS = (
    Hours(opens=time(6), closes=time(22), source="L08 Đ.46 k.2",
          valid_from=FIRST_LAW, valid_to=OLD_LAW_ENDS),
    Hours(opens=time(6), closes=time(22), source="L25 Đ.72 k.5", valid_from=NEW_LAW),
)  # fmt: skip
_KEPT = (
    (27, 7, "Ngày Thương binh – Liệt sĩ"),
    (22, 12, "Ngày thành lập Quân đội nhân dân Việt Nam"),
)
FORCES = (
    WithForces(around_tet=15, days_kept=_KEPT, source="NĐ62 Đ.13 k.2",
               valid_from=DECREE_62, valid_to=OLD_LAW_ENDS),
    WithForces(around_tet=15, days_kept=_KEPT, source="NĐ152 Đ.42 k.2", valid_from=NEW_LAW),
)  # fmt: skip


@cache
def tet(year: int) -> date:
    """The first day of the lunar year that begins in `year`."""
    return next(day for day, name in country_holidays("VN", years=year).items() if name == NEW_YEAR)


def forbidden(moment: datetime, *, with_force: bool, of_policy_family: bool) -> str | None:
    """Why coercion may not be carried out at that moment, with the article; None when it may."""
    local = moment.astimezone(VIETNAM)
    day = local.date()
    hours = in_force(HOURS, day, "giờ không được cưỡng chế")
    if not hours.opens <= local.time() < hours.closes:
        return (
            f"không cưỡng chế từ {hours.closes.hour} giờ đến {hours.opens.hour:02} giờ "
            f"({cited(hours.source)})"
        )
    if not is_working_day(day):
        return f"ngày {day:%d/%m/%Y} là ngày nghỉ, ngày lễ ({cited(hours.source)})"
    return _with_forces(day, of_policy_family=of_policy_family) if with_force else None


def _with_forces(day: date, *, of_policy_family: bool) -> str | None:
    rule = in_force(FORCES, day, "thời gian không huy động lực lượng cưỡng chế")
    new_year = tet(day.year)
    if abs(day - new_year) <= timedelta(days=rule.around_tet):
        return (
            f"không huy động lực lượng cưỡng chế trong {rule.around_tet} ngày trước và sau Tết "
            f"Nguyên đán ({new_year:%d/%m/%Y}; {cited(rule.source)})"
        )
    kept = next((name for d, m, name in rule.days_kept if (d, m) == (day.day, day.month)), None)
    if kept and of_policy_family:
        return (
            f"không huy động lực lượng cưỡng chế đối tượng chính sách vào {kept} "
            f"({cited(rule.source)})"
        )
    return None
