"""Money that waits: what the law has done with it next, and when (reference 3.10 and 4).

Money of the state goes to the budget, money of a party is paid out; who was told and does not come
has it put into savings, and after five years it is the state's (L08 Đ.126; NĐ62 Đ.49; L25 Đ.59).
"""

from dataclasses import dataclass
from datetime import date

from thads.core.codes import Coded
from thads.core.days import add_years
from thads.rules import deadlines
from thads.rules.citation import cited
from thads.rules.dated import NEW_LAW, OLD_LAW_ENDS, Dated, in_force
from thads.rules.deadlines import Duty


class NextStep(Coded):
    """What is to be done next with money that waits."""

    REMIT = "remit", "Nộp ngân sách nhà nước"
    ALLOCATE = "allocate", "Phân bổ, thanh toán"
    TELL = "tell", "Thanh toán hoặc thông báo đến nhận"
    WAIT = "wait", "Chờ người được báo đến nhận"
    DEPOSIT = "deposit", "Gửi tiết kiệm, báo người được nhận"
    TO_STATE = "to_state", "Chờ đến nhận, rồi sung quỹ nhà nước"
    ASK_JUDGMENT = "ask_judgment", "Ghi ngày bản án có hiệu lực"


@dataclass(frozen=True, slots=True)
class Step:
    """The next step, the last day for it where the law sets one, and its article in words."""

    kind: NextStep
    due: date | None
    source: str

    def is_late_on(self, day: date) -> bool:
        """The last day is over and the step was not taken."""
        return self.due is not None and self.due < day


@dataclass(frozen=True, slots=True, kw_only=True)
class LateClaim(Dated):
    """How long who was told has when the money came in after the five years."""

    years: int


LATE_CLAIMS = (
    LateClaim(years=1, valid_from=date(2015, 9, 1), valid_to=OLD_LAW_ENDS, source="NĐ62 Đ.49 k.5"),
    LateClaim(years=1, valid_from=NEW_LAW, source="L25 Đ.59 k.1"),
)  # fmt: skip


def remit(collected_on: date, docketed_on: date, *, confiscated: bool) -> Step:
    """Money due to the state: confiscated money within 7 days, or of the decision if that came
    later (NĐ152 Đ.39 k.4); everything else, and all before 1/7/2026, within the time to pay out."""
    start = max(collected_on, docketed_on) if confiscated else collected_on
    seven = confiscated and deadlines.exists(Duty.CONFISCATED_MONEY, start)
    return _by(NextStep.REMIT, Duty.CONFISCATED_MONEY if seven else Duty.PAYOUT, start)


def allocate(collected_on: date) -> Step:
    """Money of a case that was not shared out yet."""
    return _by(NextStep.ALLOCATE, Duty.PAYOUT, collected_on)


def tell(since: date, *, returned: bool) -> Step:
    """Nobody was told: pay out within ten days; what is returned is told of in three working days
    since 1/7/2026 (L25 Đ.59 k.1)."""
    told = returned and deadlines.exists(Duty.RETURN_NOTICE, since)
    return _by(NextStep.TELL, Duty.RETURN_NOTICE if told else Duty.PAYOUT, since)


def after_notice(told_on: date, day: date) -> Step:
    """He has fifteen days to come; then the money goes into savings."""
    found = _by(NextStep.WAIT, Duty.UNCLAIMED_MONEY, told_on)
    waits = found.due is None or day <= found.due
    return found if waits else Step(NextStep.DEPOSIT, found.due, found.source)


def may_be_deposited(told_on: date, day: date) -> bool:
    """The fifteen days are over."""
    return deadlines.due(Duty.UNCLAIMED_MONEY, told_on) < day


def to_state(in_force_on: date | None, collected_on: date, told_on: date) -> Step:
    """Five years from the judgment's force; one year from the notice for money that came later."""
    rule = deadlines.rule(Duty.UNCLAIMED_TO_STATE, told_on)
    if in_force_on is None:
        return Step(NextStep.ASK_JUDGMENT, None, cited(rule.source))
    over = rule.due(in_force_on)
    if collected_on <= over:
        return Step(NextStep.TO_STATE, over, cited(rule.source))
    late = in_force(LATE_CLAIMS, told_on, "thời hạn nhận tiền thu sau 5 năm")
    return Step(NextStep.TO_STATE, add_years(told_on, late.years), cited(late.source))


def _by(kind: NextStep, duty: Duty, start: date) -> Step:
    if not deadlines.exists(duty, start):
        return Step(kind, None, "Luật của ngày thu không có ở đây")
    rule = deadlines.rule(duty, start)
    return Step(kind, rule.due(start), cited(rule.source))
