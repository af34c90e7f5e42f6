"""A deadline of the law as a record, and how its clock runs."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from thads.core.codes import Coded
from thads.core.days import VIETNAM
from thads.rules.dated import Dated
from thads.rules.deadlines.duties import Duty
from thads.rules.deadlines.events import Event
from thads.rules.pauses import Pause, Standstill, last_day_with
from thads.rules.working_days import TimeUnit, calendar_end, last_day, last_day_before


class Doer(Coded):
    """Who must act within a deadline (reference 2.2 and 4)."""

    HEAD = "head", "Thủ trưởng cơ quan"
    OFFICER = "officer", "Chấp hành viên"
    CLERK = "clerk", "Người tiếp nhận, văn thư"
    ACCOUNTANT = "accountant", "Kế toán nghiệp vụ"
    COUNCIL = "council", "Hội đồng tiêu hủy"
    UNIT = "unit", "Cơ quan thi hành án"
    CENTRAL = "central", "Cơ quan quản lý trung ương"
    ABOVE = "above", "Thủ trưởng cơ quan cấp trên"
    DEBTOR = "debtor", "Người phải thi hành án"
    PARTY = "party", "Đương sự, người được quyền"
    BUYER = "buyer", "Người mua tài sản"
    AUCTIONEER = "auctioneer", "Tổ chức đấu giá"
    HOLDER = "holder", "Nơi nắm giữ thông tin"
    PRIVATE_OFFICE = "private_office", "Văn phòng thi hành án"
    COURT = "court", "Tòa án"
    PROCURACY = "procuracy", "Viện kiểm sát"
    POLICE = "police", "Công an"
    PRISON = "prison", "Trại giam, trại tạm giam"
    COMMUNE = "commune", "UBND cấp xã"

    @property
    def is_own(self) -> bool:
        """Within the enforcement agency: on its worklists and answerable there."""
        return self in OWN


UNITS = {
    TimeUnit.HOURS: "giờ",
    TimeUnit.DAYS: "ngày",
    TimeUnit.WORKING_DAYS: "ngày làm việc",
    TimeUnit.MONTHS: "tháng",
    TimeUnit.YEARS: "năm",
}
OWN = frozenset({Doer.HEAD, Doer.OFFICER, Doer.CLERK, Doer.ACCOUNTANT, Doer.COUNCIL, Doer.UNIT})


class Crossing(Coded):
    """Which law counts when a clock runs over a change of law (ADR 0010)."""

    BY_START = "by_start", "luật của ngày bắt đầu tính"
    BY_ACT = "by_act", "luật của ngày ra quyết định"


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline(Dated):
    """`length` of `unit`, counted from the event that starts the clock, or back from it."""

    duty: Duty
    event: Event
    doer: Doer
    length: int
    unit: TimeUnit
    extension: int = 0  # days by which it may be prolonged at most
    counts_back: bool = False  # to be done at least so long before the event
    paused_by: frozenset[Pause] = field(default=frozenset())
    crossing: Crossing = Crossing.BY_START
    was_read: bool = True  # False: the article is known from the digest of the law only

    @property
    def length_in_words(self) -> str:
        """05 ngày làm việc; at once."""
        if self.unit is TimeUnit.AT_ONCE:
            return "ngay"
        return f"{self.length:02} {UNITS[self.unit]}"

    def due(self, start: date) -> date:
        """Last day of the time that the event of `start` opened, with nothing in its way."""
        if self.counts_back:
            return last_day_before(start, self.length, self.unit)
        return last_day(start, self.length, self.unit)

    def due_with(self, start: date, stood_still: Iterable[Standstill]) -> date | None:
        """Last day when the clock stood still at times; None while it still does."""
        counted = [one for one in stood_still if one.why in self.paused_by]
        if not counted:
            return self.due(start)
        return last_day_with(start, self.length, self.unit, counted)

    def latest(self, start: date) -> date:
        """Last day when it is prolonged as far as the law lets it be."""
        if not self.extension:
            return self.due(start)
        if self.unit is TimeUnit.WORKING_DAYS:
            return last_day(self.due(start), self.extension, TimeUnit.DAYS)
        unmoved = calendar_end(start, self.length, self.unit)
        return last_day(unmoved, self.extension, TimeUnit.DAYS)

    def ends_at(self, moment: datetime) -> datetime:
        """The moment at which the time is over: hours run on, days end at 24:00 (BLDS Đ.148)."""
        if self.unit is TimeUnit.HOURS:
            hours = timedelta(hours=self.length)
            return moment - hours if self.counts_back else moment + hours
        last = self.due(moment.astimezone(VIETNAM).date())
        return datetime.combine(last + timedelta(days=1), time(), VIETNAM)
