"""What an inspection of case files asks of each file, and how risky files are found.

The items follow deadlines of the law: the article is that of the law of the day asked about.
The points are the office's own; they are published beside every sample that they drew.
"""

from dataclasses import dataclass
from datetime import date

from thads.rules import deadlines
from thads.rules.dated import Dated, in_force
from thads.rules.deadlines import Duty


@dataclass(frozen=True, slots=True)
class Item:
    """One question put to a file."""

    duty: Duty
    question: str

    @property
    def code(self) -> str:
        """By which answers and findings name it."""
        return self.duty.value

    def article(self, day: date) -> str:
        """Where the law of the day says it."""
        return deadlines.rule(self.duty, day).source


ITEMS = (
    Item(Duty.EX_OFFICIO_DECISION, "Ra quyết định thi hành án chủ động đúng hạn"),
    Item(Duty.REQUEST_DECISION, "Ra quyết định thi hành án theo yêu cầu đúng hạn"),
    Item(Duty.NOTICE, "Thông báo quyết định cho đương sự đúng hạn, đúng cách"),
    Item(Duty.PROCURACY_COPY, "Gửi quyết định cho Viện kiểm sát đúng hạn"),
    Item(Duty.FIRST_VERIFICATION, "Xác minh điều kiện thi hành án lần đầu đúng hạn"),
    Item(Duty.PERIODIC_VERIFICATION, "Xác minh định kỳ đúng hạn"),
    Item(Duty.NO_MEANS_DECISION, "Ra quyết định chưa có điều kiện đúng hạn, đúng căn cứ"),
    Item(Duty.PAYOUT, "Chi trả tiền, nộp ngân sách đúng hạn"),
    Item(Duty.DESTRUCTION_COUNCIL, "Lập Hội đồng tiêu hủy vật chứng đúng hạn"),
    Item(Duty.RESUMPTION, "Ra quyết định tiếp tục khi hết thời hạn hoãn"),
)  # fmt: skip
_BY_CODE = {item.code: item for item in ITEMS}


def checklist(day: date) -> tuple[Item, ...]:
    """The items that the law of the day knows."""
    return tuple(item for item in ITEMS if deadlines.exists(item.duty, day))


def item(code: str) -> Item:
    """One of them; KeyError for a code that never was one."""
    return _BY_CODE[code]


@dataclass(frozen=True, slots=True)
class Risk:
    """What the records say of a file on a day; money in đồng."""

    years: int  # whole years since the enforcement decision
    remaining: int
    late_duties: int
    idle_days: int  # since the last act on the file
    complaints: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Formula(Dated):
    """Points of a file: the more, the sooner it is drawn."""

    code: str
    year: int  # for each whole year of age
    most_years: int
    money: tuple[tuple[int, int], ...]  # from so many đồng so many points, the most first
    late: int  # for each late duty
    idle: tuple[tuple[int, int], ...]  # from so many days without an act
    complaint: int  # for each complaint

    def points(self, risk: Risk) -> int:
        """The sum."""
        return (
            self.year * min(risk.years, self.most_years)
            + _step(self.money, risk.remaining)
            + self.late * risk.late_duties
            + _step(self.idle, risk.idle_days)
            + self.complaint * risk.complaints
        )

    @property
    def words(self) -> str:
        """As it is published."""
        money = ", ".join(f"từ {at // 10**6:,} triệu đồng {n}" for at, n in self.money)
        idle = ", ".join(f"từ {at} ngày {n}" for at, n in self.idle)
        return (
            f"Công thức {self.code}: mỗi năm kể từ quyết định thi hành án {self.year} điểm (nhiều "
            f"nhất {self.most_years} năm); số còn phải thi hành: {money}; mỗi việc quá hạn "
            f"{self.late}; không có hoạt động: {idle}; mỗi khiếu nại {self.complaint}."
        ).replace(",000 triệu", ".000 triệu")


FORMULAS = (
    Formula(
        code="RR-1", year=1, most_years=5, money=((10**10, 3), (10**9, 2), (10**8, 1)), late=2,
        idle=((365, 4), (180, 2)), complaint=3, valid_from=date(2015, 1, 1),
        source="Tiêu chí chọn hồ sơ của cơ quan",
    ),
)  # fmt: skip


def formula(day: date) -> Formula:
    """The one by which files are drawn on a day."""
    return in_force(FORMULAS, day, "cách chọn hồ sơ có rủi ro")


def _step(steps: tuple[tuple[int, int], ...], value: int) -> int:
    return next((points for at, points in steps if value >= at), 0)
