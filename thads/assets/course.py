"""Where an asset stands: its steps read in their order, as far as a day and without the undone."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from thads.assets.models import AssetStep, DebtorAsset, FailReason, StepKind
from thads.core.codes import Coded
from thads.rules.asset_sale import PriceWay, RevaluationGround

K = StepKind


class Stage(Coded):
    """How far an asset has come."""

    LISTED = "listed", "Chưa kê biên"
    HELD = "held", "Đã kê biên, chờ định giá"
    PRICING = "pricing", "Đang thẩm định giá"
    PRICED = "priced", "Đã có giá, chờ bán"
    CONTRACTED = "contracted", "Đã ký hợp đồng đấu giá"
    ANNOUNCED = "announced", "Đã thông báo đấu giá"
    FAILED = "failed", "Đấu giá không thành"
    CUT = "cut", "Đã giảm giá, chờ đấu giá lại"
    SOLD = "sold", "Đã bán, chờ nộp đủ tiền"
    PAID = "paid", "Đã nộp đủ tiền, chờ giao"
    HANDED = "handed", "Đã giao tài sản"
    REDEEMED = "redeemed", "Người phải thi hành án nhận lại"
    RETURNED = "returned", "Giao lại: giá trị không quá chi phí"
    RELEASED = "released", "Đã giải tỏa, thôi xử lý"

    @property
    def is_over(self) -> bool:
        """Nothing more is done to sell it."""
        return self in OVER

    @property
    def is_on_sale(self) -> bool:
        """Given to an auctioneer and not sold yet."""
        return self in ON_SALE


OVER = frozenset({Stage.HANDED, Stage.REDEEMED, Stage.RETURNED, Stage.RELEASED})
ON_SALE = frozenset({Stage.CONTRACTED, Stage.ANNOUNCED, Stage.FAILED, Stage.CUT})
_PREEMPTION = (K.PREEMPTION_TOLD, K.PREEMPTION_DECLINED, K.PREEMPTION_TAKEN)
_ENDS = (K.AGREED_TRANSFER, K.REDEEMED, K.RELEASED)
FOLLOWS: Mapping[Stage, tuple[StepKind, ...]] = {
    Stage.LISTED: (K.ATTACHED, K.HANDED_IN),
    Stage.HELD: (K.VALUATION_CONTRACTED, K.PRICED, K.CUSTODY, *_ENDS),
    Stage.PRICING: (K.PRICED, K.VALUATION_CONTRACTED, K.CUSTODY, *_ENDS),
    Stage.PRICED: (
        K.PRICE_TOLD, K.REVALUATION_ASKED, *_PREEMPTION, K.AUCTION_CONTRACTED, K.NO_AUCTIONEER,
        K.SOLD_DIRECTLY, K.CUSTODY, *_ENDS,
    ),
    Stage.CONTRACTED: (
        K.ANNOUNCED, K.AUCTION_CONTRACTED, K.REVALUATION_ASKED, *_PREEMPTION, K.CUSTODY, *_ENDS,
    ),
    Stage.ANNOUNCED: (K.SOLD, K.FAILED, K.ANNOUNCED, K.PREEMPTION_TAKEN, K.CUSTODY, *_ENDS),
    Stage.FAILED: (
        K.FAILED_TOLD, K.CUT_ASKED, K.CREDITOR_DECLINED, K.CREDITOR_TAKES, K.CUT, K.RETURNED,
        K.CUSTODY, *_ENDS,
    ),
    Stage.CUT: (
        K.ANNOUNCED, *_PREEMPTION, K.AUCTION_CONTRACTED, K.RETURNED, K.CUSTODY, *_ENDS,
    ),
    Stage.SOLD: (K.PAID, K.EXTENDED, K.DEBTOR_TOLD, K.CANCELLED, K.REDEEMED, K.CUSTODY),
    Stage.PAID: (K.HANDED_OVER, K.CUSTODY),
    Stage.HANDED: (K.TITLE_FILED,),
    Stage.REDEEMED: (),
    Stage.RETURNED: (),
    Stage.RELEASED: (),
}  # fmt: skip


@dataclass(slots=True)
class Round:
    """One auction: announced for a day at a price, and what came of it."""

    number: int
    auction_on: date
    price: int
    failed: AssetStep | None = None
    sold: AssetStep | None = None


@dataclass(slots=True)
class Cut:
    """One reduction of the starting price."""

    number: int
    step: AssetStep
    before: int
    after: int


@dataclass(slots=True)
class Course:
    """An asset as its steps leave it."""

    asset: DebtorAsset
    stage: Stage = Stage.LISTED
    steps: list[AssetStep] = field(default_factory=list)  # those that stand
    first_price: int | None = None  # of the valuation that holds
    price: int | None = None  # the starting price now
    rounds: list[Round] = field(default_factory=list)
    cuts: list[Cut] = field(default_factory=list)
    sale: AssetStep | None = None
    paid: int = 0
    paid_on: date | None = None

    @property
    def last(self) -> AssetStep | None:
        """The step that stands last."""
        return self.steps[-1] if self.steps else None

    @property
    def failed_rounds(self) -> int:
        """Auctions at which nobody bought."""
        return sum(one.failed is not None for one in self.rounds)

    @property
    def is_stuck(self) -> bool:
        """Auctioned at least once in vain, and still for sale."""
        return self.stage.is_on_sale and self.failed_rounds > 0

    @property
    def stuck_since(self) -> date | None:
        """The day of the first auction in vain."""
        return next((one.failed.day for one in self.rounds if one.failed), None)

    @property
    def stuck_because(self) -> FailReason | None:
        """Why the latest auction failed."""
        found = next((one.failed for one in reversed(self.rounds) if one.failed), None)
        return found.failure if found else None

    @property
    def due(self) -> int:
        """Đồng of the sale that are not paid yet."""
        return (self.sale.amount or 0) - self.paid if self.sale else 0

    def step(self, kind: StepKind) -> AssetStep | None:
        """The latest step of this kind."""
        return next((one for one in reversed(self.steps) if one.kind is kind), None)

    def since(self, kind: StepKind, *before: StepKind) -> AssetStep | None:
        """The latest step of this kind after the latest of the others; None where it is not."""
        for one in reversed(self.steps):
            if one.kind is kind:
                return one
            if one.kind in before:
                return None
        return None

    @property
    def preemption_price(self) -> int:
        """Đồng for the debtor's part at the starting price, rounded up (L08 Đ.74 k.3)."""
        part = (self.price or 0) * self.asset.debtors_share
        return -(-part.numerator // part.denominator)


def read(
    asset: DebtorAsset, day: date | None = None, *, undone: Collection[UUID] = (),
    known_at: datetime | None = None,
) -> Course:  # fmt: skip
    """The course of an asset to the end of `day`; payments whose voucher is `undone` are not.

    `known_at`: without what was entered later.
    """
    rows = [
        one for one in asset.steps
        if (day is None or one.day <= day) and (known_at is None or one.entered_at <= known_at)
    ]  # fmt: skip
    struck = {one.corrects_id for one in rows if one.corrects_id}
    course = Course(asset)
    for step in rows:
        if step.kind is K.CORRECTION or step.id in struck or step.voucher_id in undone:
            continue
        course.steps.append(step)
        READ.get(step.kind, _nothing)(course, step)
    return course


def allowed(course: Course) -> tuple[StepKind, ...]:
    """What may be written next, by where the asset stands; checks say more."""
    return FOLLOWS[course.stage]


def was_negotiable(course: Course) -> bool:
    """A party may ask for a second price: a firm, council or officer said this one, no party."""
    priced = course.step(K.PRICED)
    asked = [one for one in course.steps if one.ground is RevaluationGround.ASKED]
    return priced is not None and priced.way is not PriceWay.AGREED and not asked


def _nothing(course: Course, step: AssetStep) -> None:
    """It changes neither stage nor price."""


def _to(stage: Stage) -> Callable[[Course, AssetStep], None]:
    def move(course: Course, step: AssetStep) -> None:
        course.stage = stage

    return move


def _priced(course: Course, step: AssetStep) -> None:
    course.stage, course.price, course.first_price = Stage.PRICED, step.amount, step.amount


def _revalued(course: Course, step: AssetStep) -> None:
    course.stage, course.price, course.first_price = Stage.HELD, None, None


def _announced(course: Course, step: AssetStep) -> None:
    if course.stage is Stage.ANNOUNCED:  # the same auction on another day
        course.rounds.pop()
    assert step.until is not None
    course.rounds.append(Round(len(course.rounds) + 1, step.until, course.price or 0))
    course.stage = Stage.ANNOUNCED


def _failed(course: Course, step: AssetStep) -> None:
    course.rounds[-1].failed = step
    course.stage = Stage.FAILED


def _cut(course: Course, step: AssetStep) -> None:
    before, after = course.price or 0, step.amount or 0
    course.cuts.append(Cut(len(course.cuts) + 1, step, before, after))
    course.stage, course.price = Stage.CUT, after


def _sold(course: Course, step: AssetStep) -> None:
    if step.kind is K.SOLD:
        course.rounds[-1].sold = step
    course.sale, course.stage, course.paid, course.paid_on = step, Stage.SOLD, 0, None


def _paid(course: Course, step: AssetStep) -> None:
    course.paid += step.amount or 0
    if course.due <= 0:
        course.stage, course.paid_on = Stage.PAID, step.day


def _cancelled(course: Course, step: AssetStep) -> None:
    """It is for sale again at the price at which it was, as after a failed round."""
    was_auctioned = course.sale is not None and course.sale.kind is K.SOLD
    if was_auctioned:
        course.rounds[-1].sold = None
    course.sale, course.paid, course.paid_on = None, 0, None
    course.stage = _before_sale(course)


def _before_sale(course: Course) -> Stage:
    if course.since(K.AUCTION_CONTRACTED, K.PRICED) is None:
        return Stage.PRICED if course.price else Stage.HELD
    latest = course.rounds[-1] if course.rounds else None
    if latest and latest.failed:
        return Stage.CUT if course.price != latest.price else Stage.FAILED
    return Stage.CONTRACTED


READ: Mapping[StepKind, Callable[[Course, AssetStep], None]] = {
    K.ATTACHED: _to(Stage.HELD),
    K.HANDED_IN: _to(Stage.HELD),
    K.VALUATION_CONTRACTED: _to(Stage.PRICING),
    K.PRICED: _priced,
    K.REVALUATION_ASKED: _revalued,
    K.AUCTION_CONTRACTED: _to(Stage.CONTRACTED),
    K.ANNOUNCED: _announced,
    K.FAILED: _failed,
    K.CUT: _cut,
    K.CREDITOR_TAKES: _sold,
    K.PREEMPTION_TAKEN: _sold,
    K.SOLD: _sold,
    K.SOLD_DIRECTLY: _sold,
    K.AGREED_TRANSFER: _sold,
    K.PAID: _paid,
    K.CANCELLED: _cancelled,
    K.HANDED_OVER: _to(Stage.HANDED),
    K.REDEEMED: _to(Stage.REDEEMED),
    K.RETURNED: _to(Stage.RETURNED),
    K.RELEASED: _to(Stage.RELEASED),
}
