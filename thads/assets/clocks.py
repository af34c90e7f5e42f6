"""The clocks of assets: pricing, telling, selling, handing over (reference 4; L08 Đ.98–104).

The time of a right of a party stands here too, until what came of it is written down.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, object_session

from thads.assets import queries
from thads.assets.course import Course, Stage, was_negotiable
from thads.assets.models import AssetStep, DebtorAsset, StepKind
from thads.assets.sale_checks import preemption, preemption_ends
from thads.ledger.models import Voucher
from thads.rules import asset_sale, deadlines
from thads.rules.asset_sale import PriceWay
from thads.rules.dated import NEW_LAW
from thads.rules.deadlines import Duty
from thads.rules.deadlines.running import Clock

K = StepKind
DUTIES = (
    Duty.VALUATION_CONTRACT, Duty.PRICE_NOTICE, Duty.REVALUATION, Duty.PREEMPTION_NOTICE,
    Duty.PREEMPTION_PAYMENT, Duty.REVALUATION_REQUEST, Duty.PREEMPTION_REAL_ESTATE,
    Duty.PREEMPTION_MOVABLE, Duty.PREEMPTION_LATER, Duty.PREEMPTION_LATER_AUCTION,
    Duty.AUCTIONEER_CHOICE, Duty.AUCTION_CENTRE_CONTRACT, Duty.REDEMPTION,
    Duty.PRICE_CUT_AGREEMENT, Duty.TAKING_NOTICE, Duty.BUYBACK, Duty.AUCTION_CONTRACT,
    Duty.MOVABLE_AUCTION, Duty.REAL_ESTATE_AUCTION, Duty.FAILED_AUCTION_NOTICE, Duty.PRICE_CUT,
    Duty.PRICE_CUT_REQUEST, Duty.STATE_PRICE_CUT, Duty.BUYER_PAYMENT, Duty.HANDOVER,
    Duty.DIRECT_SALE_HANDOVER, Duty.AGREED_HANDOVER, Duty.TITLE_FILE,
)  # fmt: skip


def concerns(record: object) -> UUID | None:
    """The asset of which a record says something; a voucher taken back says that it is unpaid."""
    if isinstance(record, DebtorAsset):
        return record.id
    if isinstance(record, AssetStep):
        return record.asset_id
    if isinstance(record, Voucher) and record.reverses_id:
        db = object_session(record)
        stmt = select(AssetStep.asset_id).where(AssetStep.voucher_id == record.reverses_id)
        return db.connection().scalar(stmt) if db else None
    return None


def running(db: Session, ids: Sequence[UUID] | None) -> Iterator[Clock]:
    """What these assets (None: all) wait for."""
    for course, state_only in queries.courses(db, ids):
        for duty, since, due in of_course(course, state_only=state_only):
            yield Clock.of_case(duty, course.asset.id, course.asset.case_id, since, due)


def of_course(
    course: Course, *, state_only: bool
) -> Iterator[tuple[Duty, date, date | None]]:  # fmt: skip
    """Duty, since when, and until when where no single law of that day says so.

    `state_only`: all that the case collects belongs to the state budget (L08 Đ.104 k.4).
    """
    waits = WAITS.get(course.stage)
    if waits is not None:
        for duty, since, due in waits(course, state_only):
            if due is not None or deadlines.exists(duty, since):
                yield duty, since, due


Waiting = Iterator[tuple[Duty, date, date | None]]


def _held(course: Course, state_only: bool) -> Waiting:
    asked = course.since(K.REVALUATION_ASKED, K.PRICED)
    attached = course.step(K.ATTACHED)
    if asked:
        yield Duty.REVALUATION, asked.day, None
    elif attached:  # what was handed in freely has no term
        yield Duty.VALUATION_CONTRACT, attached.day, None


def _priced(course: Course, state_only: bool) -> Waiting:
    priced, told = course.step(K.PRICED), course.since(K.PRICE_TOLD, K.PRICED)
    assert priced is not None
    if told is None and priced.way is not PriceWay.AGREED:
        yield Duty.PRICE_NOTICE, priced.day, None
    if course.asset.co_owners and not course.since(K.PREEMPTION_TOLD, K.PRICED):
        yield Duty.PREEMPTION_NOTICE, priced.day, None
    if told and was_negotiable(course):
        yield Duty.REVALUATION_REQUEST, told.day, None
    yield from _preemption(course)
    yield Duty.AUCTIONEER_CHOICE, priced.day, None
    refused = course.since(K.NO_AUCTIONEER, K.PRICED)
    final = _final(course, priced.day, told.day if told else None)
    if refused and deadlines.exists(Duty.AUCTION_CENTRE_CONTRACT, refused.day):
        yield Duty.AUCTION_CENTRE_CONTRACT, refused.day, None
    elif final is not None:
        yield Duty.AUCTION_CONTRACT, final, None


def _preemption(course: Course) -> Waiting:
    """Co-owners were told of this price and have not answered."""
    told = course.since(
        K.PREEMPTION_TOLD, K.PREEMPTION_DECLINED, K.PRICED, K.CUT, K.AUCTION_CONTRACTED,
        K.ANNOUNCED,
    )  # fmt: skip
    if told and course.asset.co_owners:
        yield preemption(course), told.day, None


def _final(course: Course, priced_on: date, told_on: date | None) -> date | None:
    """From when the auctioneer is to be found: L08 Đ.101 k.2 counts from the price, L25 Đ.83 k.2
    from the end of the time to ask for another; co-owners' time comes first (L08 Đ.74 k.3)."""
    if course.asset.co_owners:
        if declined := course.since(K.PREEMPTION_DECLINED, K.PRICED):
            return declined.day
        return preemption_ends(course)
    priced = course.step(K.PRICED)
    if priced_on < NEW_LAW or (priced and priced.way is PriceWay.AGREED):
        return priced_on
    return deadlines.due(Duty.REVALUATION_REQUEST, told_on) if told_on else None


def _contracted(course: Course, state_only: bool) -> Waiting:
    """The law limits the first auction alone."""
    contracted = course.step(K.AUCTION_CONTRACTED)
    if contracted and not course.failed_rounds:
        land = course.asset.kind.is_real_estate
        yield Duty.REAL_ESTATE_AUCTION if land else Duty.MOVABLE_AUCTION, contracted.day, None


def _announced(course: Course, state_only: bool) -> Waiting:
    """Rights that end so long before the auction, known since it was announced."""
    yield from _contracted(course, state_only)
    announced, auction_on = course.step(K.ANNOUNCED), course.rounds[-1].auction_on
    assert announced is not None
    yield Duty.REDEMPTION, announced.day, deadlines.due(Duty.REDEMPTION, auction_on)
    later = Duty.PREEMPTION_LATER_AUCTION
    undecided = course.asset.co_owners and not course.since(K.PREEMPTION_DECLINED, K.CUT)
    if course.cuts and undecided and deadlines.exists(later, announced.day):
        yield later, announced.day, deadlines.due(later, auction_on)


def _cut(course: Course, state_only: bool) -> Waiting:
    yield from _preemption(course)


def _failed(course: Course, state_only: bool) -> Waiting:
    failed = course.step(K.FAILED)
    assert failed is not None
    if not course.since(K.FAILED_TOLD, K.FAILED):
        yield Duty.FAILED_AUCTION_NOTICE, failed.day, None
    negotiated = asset_sale.on(failed.day).cut_is_negotiated
    if not negotiated:
        yield Duty.PRICE_CUT, failed.day, None
    elif state_only:
        yield Duty.STATE_PRICE_CUT, failed.day, None
    elif asked := course.since(K.CUT_ASKED, K.FAILED):
        yield Duty.PRICE_CUT_AGREEMENT, asked.day, None
    elif course.failed_rounds == 1:
        yield Duty.PRICE_CUT_REQUEST, failed.day, None


def _sold(course: Course, state_only: bool) -> Waiting:
    sale = course.sale
    assert sale is not None
    if sale.kind is K.SOLD:
        extended = course.since(K.EXTENDED, K.SOLD)
        yield Duty.BUYER_PAYMENT, sale.day, extended.until if extended else None
    elif sale.kind is K.CREDITOR_TAKES:
        yield from _taken(course, sale)
    elif sale.kind is K.PREEMPTION_TAKEN:
        yield Duty.PREEMPTION_PAYMENT, sale.day, None
    elif sale.kind is K.AGREED_TRANSFER:
        yield Duty.AGREED_HANDOVER, sale.day, None
    elif sale.kind is K.SOLD_DIRECTLY:
        yield Duty.DIRECT_SALE_HANDOVER, sale.day, None


def _taken(course: Course, sale: AssetStep) -> Waiting:
    """The debtor is told that the creditor takes it, and may buy it back (L08 Đ.104 k.2)."""
    told, failed = course.since(K.DEBTOR_TOLD, K.CREDITOR_TAKES), course.step(K.FAILED)
    if told:
        yield Duty.BUYBACK, told.day, None
    elif failed:  # the old law counts from the auction in vain, the new one from the wish
        yield Duty.TAKING_NOTICE, failed.day if sale.day < NEW_LAW else sale.day, None


def _paid(course: Course, state_only: bool) -> Waiting:
    sale = course.sale
    assert sale is not None
    if sale.kind is K.AGREED_TRANSFER:
        yield Duty.AGREED_HANDOVER, sale.day, None
    elif sale.kind is K.SOLD_DIRECTLY:
        yield Duty.DIRECT_SALE_HANDOVER, sale.day, None
    elif course.paid_on:
        if sale.kind is K.CREDITOR_TAKES:
            yield from _taken(course, sale)
        yield Duty.HANDOVER, course.paid_on, None


def _handed(course: Course, state_only: bool) -> Waiting:
    handed = course.step(K.HANDED_OVER)
    if handed and course.asset.kind.is_registered and not course.step(K.TITLE_FILED):
        yield Duty.TITLE_FILE, handed.day, None


WAITS = {
    Stage.HELD: _held, Stage.PRICED: _priced, Stage.CONTRACTED: _contracted,
    Stage.ANNOUNCED: _announced, Stage.CUT: _cut, Stage.FAILED: _failed,
    Stage.SOLD: _sold, Stage.PAID: _paid, Stage.HANDED: _handed,
}  # fmt: skip
