"""What the papers of an asset say of it and of the step they tell of, and where that is read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from thads.assets.course import Course
from thads.assets.models import AssetStep, StepKind
from thads.core.days import day_in_words
from thads.documents.fields import READERS as OF_CASE
from thads.documents.fields import Source
from thads.documents.missing import Missing
from thads.documents.wording import amount_in_words
from thads.identity.models import User
from thads.rules import asset_sale, deadlines
from thads.rules.deadlines import Duty

K = StepKind
UNKNOWN = "không có"
BY_HAND = "\t"  # a line to write on


@dataclass(frozen=True)
class OfAsset(Source):
    """Where the fields of an asset's paper are read; `officer` has the case on that day."""

    course: Course
    step: AssetStep
    officer: User


def _sentence(words: str) -> str:
    return f"{words[0].upper()}{words[1:]}"


def _written(text: str | None) -> str:
    return f"{text.rstrip('.')}." if text else BY_HAND


def _owners(source: OfAsset) -> str:
    return "; ".join(
        f"{one.name}: {one.share if one.share != 1 else 'toàn bộ'}"
        for one in source.course.asset.owners
    )


def _mortgages(source: OfAsset) -> str:
    mortgages = source.course.asset.mortgages
    ended = {one.ends_id for one in mortgages}
    told = [
        f"{one.mortgagee}, hợp đồng {one.contract}"
        for one in mortgages if not one.ends_id and one.id not in ended
    ]  # fmt: skip
    return "; ".join(told) or UNKNOWN


def _custodian(source: OfAsset) -> str:
    given = source.course.step(K.CUSTODY)
    return (given.body or UNKNOWN) if given else "chưa giao bảo quản"


def _price(source: OfAsset) -> str:
    return amount_in_words(_amount(source.step))


def _amount(step: AssetStep | None) -> int:
    if step is None or step.amount is None:
        raise Missing("giá tài sản")
    return step.amount


def _revaluation_time(source: OfAsset) -> str:
    return deadlines.rule(Duty.REVALUATION_REQUEST, source.step.day).length_in_words


def _cut(source: OfAsset) -> tuple[int, int]:
    """Its number, and the price before it."""
    found = next(one for one in source.course.cuts if one.step.id == source.step.id)
    return found.number, found.before


def _taking(source: OfAsset) -> str:
    """From the second cut on the creditor is told of his right (L08 Đ.104 k.2; NĐ152 Đ.65 k.6)."""
    if _cut(source)[0] < asset_sale.on(source.step.day).takeable_after:
        return ""
    return (
        " Nếu đấu giá theo giá này không thành, người được thi hành án có quyền nhận tài sản để "
        "trừ vào tiền được thi hành án."
    )


def _buyer(source: OfAsset) -> str:
    sale = source.course.sale
    name = source.step.body or (sale.body if sale else None)
    if not name:
        raise Missing("người nhận tài sản")
    return name


def _sale(source: OfAsset) -> str:
    sale = source.course.sale
    if sale is None:
        raise Missing("việc bán tài sản")
    words = sale.kind.label
    return f"{words[0].lower()}{words[1:]} {day_in_words(sale.day)}"


def _way(source: OfAsset) -> str:
    if source.step.way is None:
        raise Missing("cách định giá")
    by = f" ({source.step.body})" if source.step.body else ""
    return f"{source.step.way.label}{by}"


def _rounds(source: OfAsset) -> str:
    held = [one for one in source.course.rounds if one.failed and one.failed.day <= source.step.day]
    return str(len(held))


def _start_price(source: OfAsset) -> str:
    """The starting price when the step was taken, whatever it was cut to since."""
    before = [
        one for one in source.course.steps
        if one.kind in (K.PRICED, K.CUT) and one.sequence < source.step.sequence
    ]  # fmt: skip
    return amount_in_words(_amount(before[-1] if before else None))


def _auction_time(source: OfAsset) -> str:
    land = source.course.asset.kind.is_real_estate
    duty = Duty.REAL_ESTATE_AUCTION if land else Duty.MOVABLE_AUCTION
    return deadlines.rule(duty, source.step.day).length_in_words


def _auction_house(source: OfAsset) -> str:
    contracted = source.course.step(K.AUCTION_CONTRACTED)
    return (contracted.body or BY_HAND) if contracted else BY_HAND


def _redemption_day(source: OfAsset) -> str:
    if source.step.until is None:
        raise Missing("ngày mở cuộc đấu giá")
    return day_in_words(deadlines.due(Duty.REDEMPTION, source.step.until))


def _new_owner(source: OfAsset) -> str:
    handed, sale = source.course.step(K.HANDED_OVER), source.course.sale
    name = (handed.body if handed else None) or (sale.body if sale else None)
    if not name:
        raise Missing("người nhận tài sản")
    return name


def _handed_on(source: OfAsset) -> str:
    handed = source.course.step(K.HANDED_OVER)
    if handed is None:
        raise Missing("ngày giao tài sản")
    return day_in_words(handed.day)


READERS: Mapping[str, Callable[[OfAsset], str]] = {
    **OF_CASE,
    "asset_words": lambda source: source.course.asset.description.rstrip("."),
    "asset_owners": _owners,
    "asset_place": lambda source: source.course.asset.place or BY_HAND,
    "asset_papers": lambda source: (source.course.asset.papers or UNKNOWN).rstrip("."),
    "asset_mortgages": _mortgages,
    "asset_custodian": _custodian,
    "asset_officer": lambda source: f"ông (bà) {source.officer.full_name}",
    "asset_day": lambda source: _sentence(day_in_words(source.step.day)),
    "asset_price": _price,
    "asset_buyer": _buyer,
    "step_body": lambda source: _written(source.step.body),
    "step_note": lambda source: _written(source.step.note),
    "custody_fee": lambda source: f"{_price(source)} mỗi tháng" if source.step.amount else UNKNOWN,
    "price_way": _way,
    "revaluation_time": _revaluation_time,
    "round_number": _rounds,
    "cut_number": lambda source: str(_cut(source)[0]),
    "price_before": lambda source: amount_in_words(_cut(source)[1]),
    "price_after": _price,
    "taking_words": _taking,
    "sale_words": _sale,
    "sale_price": lambda source: amount_in_words(_amount(source.course.sale)),
    "step_number": lambda source: source.step.number or BY_HAND,
    "step_until": lambda source: (
        f"{day_in_words(source.step.until)}." if source.step.until else BY_HAND
    ),
    "contractor": lambda source: source.step.body or BY_HAND,
    "start_price": _start_price,
    "auction_time": _auction_time,
    "auction_house": _auction_house,
    "sale_round": lambda source: str(source.course.rounds[-1].number),
    "redemption_day": _redemption_day,
    "registry": lambda source: source.step.body or BY_HAND,
    "new_owner": _new_owner,
    "handed_on": _handed_on,
}
