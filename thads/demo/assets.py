"""Assets of the demo: what waits for a price, what nobody buys, what was sold. All is invented.

The courses are written as rows; the money of a sale enters through the actions of the screens, so
that proceeds are in the books, where it waits on its case and moves no figure of the statistics.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from random import Random
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from thads.assets import payments as proceeds
from thads.assets import queries
from thads.assets.models import (
    AssetKind,
    AssetMortgage,
    AssetOwner,
    AssetStep,
    DebtorAsset,
    FailReason,
    StepKind,
)
from thads.assets.terms import PaymentTerms
from thads.cases import queries as cases
from thads.cases.models import ActKind, Case, CaseAct
from thads.demo.payments import Office
from thads.demo.register import Desk
from thads.demo.shelf import Row, Shelf, moment_on
from thads.demo.telling import HORIZON
from thads.ledger.collections import CollectionTerms, collect
from thads.ledger.models import LedgerEntry, Means
from thads.parties.models import Party, PartyRole
from thads.rules import asset_sale
from thads.rules.asset_sale import PriceWay
from thads.rules.working_days import add_working_days, working_days_before
from thads.units.models import Unit

K = StepKind
Script = Sequence[tuple[int, StepKind]]  # working days before the first working day, and what
AUCTION_AFTER = 20  # working days from its announcement
PAID_BEFORE = 1
QUIET = {ActKind.ASSIGNMENT, ActKind.VALID_NOTICE, ActKind.VERIFICATION}
STUCK_LONG: Script = (
    (170, K.ATTACHED), (170, K.CUSTODY), (167, K.VALUATION_CONTRACTED), (150, K.PRICED),
    (148, K.PRICE_TOLD), (146, K.AUCTION_CONTRACTED), (130, K.ANNOUNCED), (110, K.FAILED),
    (108, K.CUT_ASKED), (98, K.CUT), (95, K.ANNOUNCED), (75, K.FAILED), (68, K.CUT),
    (65, K.ANNOUNCED), (45, K.FAILED), (43, K.CREDITOR_DECLINED), (38, K.CUT), (30, K.ANNOUNCED),
    (10, K.FAILED),
)  # fmt: skip
STUCK_ONCE: Script = (
    (95, K.ATTACHED), (92, K.VALUATION_CONTRACTED), (75, K.PRICED), (73, K.PRICE_TOLD),
    (68, K.AUCTION_CONTRACTED), (32, K.ANNOUNCED), (12, K.FAILED),
)  # fmt: skip
COMING: Script = (
    (60, K.ATTACHED), (57, K.VALUATION_CONTRACTED), (40, K.PRICED), (39, K.PRICE_TOLD),
    (35, K.AUCTION_CONTRACTED), (8, K.ANNOUNCED),
)  # fmt: skip
PRICED: Script = ((24, K.ATTACHED), (21, K.VALUATION_CONTRACTED), (4, K.PRICED))
FRESH: Script = ((3, K.ATTACHED),)
SOLD: Script = (
    (100, K.ATTACHED), (100, K.CUSTODY), (97, K.VALUATION_CONTRACTED), (75, K.PRICED),
    (74, K.PRICE_TOLD), (70, K.AUCTION_CONTRACTED), (32, K.ANNOUNCED), (12, K.SOLD),
)  # fmt: skip
SCRIPTS = (STUCK_LONG, SOLD, STUCK_ONCE, COMING, PRICED, FRESH)
BODIES = {
    K.CUSTODY: "Người đang sử dụng tài sản (minh họa)",
    K.VALUATION_CONTRACTED: "Công ty Thẩm định giá Tập Huấn",
    K.PRICED: "Công ty Thẩm định giá Tập Huấn",
    K.AUCTION_CONTRACTED: "Trung tâm Dịch vụ đấu giá Tập Huấn",
    K.SOLD: "Người mua Tập Huấn (minh họa)",
}
NUMBERED = {K.ATTACHED: "BBKB", K.VALUATION_CONTRACTED: "HĐTĐG", K.PRICED: "CT",
            K.AUCTION_CONTRACTED: "HĐĐG", K.CUT: "QĐGG"}  # fmt: skip
THINGS = (
    (AssetKind.REAL_ESTATE, "Quyền sử dụng thửa đất số {n}, tờ bản đồ {m}, và nhà trên đất"),
    (AssetKind.REAL_ESTATE, "Quyền sử dụng đất trồng cây, thửa số {n}, tờ bản đồ {m}"),
    (AssetKind.REGISTERED_MOVABLE, "Xe ô tô tải, số khung {n}-{m}"),
    (AssetKind.MOVABLE, "Dây chuyền máy chế biến gỗ số {n}/{m}"),
)


def fill(shelf: Shelf, slug: str, desks: Mapping[str, Desk]) -> None:
    """In every office one asset of each script, as far as its cases reach back."""
    rng, found = Random(f"thads demo {slug} assets"), _cases(shelf)
    for desk in desks.values():
        waiting = found[desk.unit_id]
        for script in SCRIPTS:
            first = working_days_before(HORIZON, script[0][0])
            fits = next((one for one in waiting if one["case"]["docketed_on"] < first), None)
            if fits is not None:
                waiting.remove(fits)
                _list(shelf, rng, fits, script)


def enter(db: Session, slug: str) -> None:
    """The buyers of some offices have paid: a receipt of the books, and the step that counts it."""
    paid_on, rng = working_days_before(HORIZON, PAID_BEFORE), Random(f"thads demo {slug} proceeds")
    stmt = (
        select(DebtorAsset.id, Unit)
        .join(Case, Case.id == DebtorAsset.case_id).join(Unit, Unit.id == Case.unit_id)
        .join(AssetStep, AssetStep.asset_id == DebtorAsset.id)
        .where(AssetStep.kind == K.SOLD)
        .order_by(Unit.position, DebtorAsset.id)
    )  # fmt: skip
    for asset_id, unit in db.execute(stmt).all():
        if rng.random() > 1 / 3:
            continue
        asset, accountant = queries.get(db, asset_id), Office(db, unit, HORIZON).accountant
        case, course = cases.get(db, asset.case_id, scope=None), queries.course_of(db, asset)
        terms = CollectionTerms(
            means=Means.AUCTION, day=paid_on, amount=course.due, payer=BODIES[K.SOLD],
            reason="Tiền bán tài sản (tập huấn)", shares={},
        )  # fmt: skip
        voucher = collect(db, case, terms, by=accountant, today=HORIZON)
        counted = PaymentTerms(day=paid_on, voucher_id=voucher.id)
        proceeds.pay(db, case, asset, counted, by=accountant, today=HORIZON)


def _list(shelf: Shelf, rng: Random, told: Row, script: Script) -> None:
    kind, words = rng.choice(THINGS)
    day, by = working_days_before(HORIZON, script[0][0]), told["officer"]
    moment = moment_on(rng, day)
    entered: dict[str, Any] = {"entered_at": moment, "entered_by_id": by}
    asset = shelf.put(
        DebtorAsset, moment, rng, case_id=told["case"]["id"], kind=kind,
        description=f"{words.format(n=rng.randrange(1, 400), m=rng.randrange(1, 60))} (minh họa)",
        place=None, commune_code=None, papers=None, listed_on=day, submission_key=None, **entered,
    )  # fmt: skip
    shelf.put(
        AssetOwner, moment, rng, asset_id=asset, position=1, party_id=told["debtor"]["id"],
        name=told["debtor"]["name"], numerator=1, denominator=1, **entered,
    )  # fmt: skip
    price = rng.randrange(80, 900) * 1_000_000
    if rng.random() < 0.5:
        shelf.put(
            AssetMortgage, moment, rng, asset_id=asset, mortgagee="Ngân hàng Tập Huấn",
            contract=f"{rng.randrange(1, 400)}/HĐTC", day=told["case"]["docketed_on"],
            secured_amount=price // 2, ends_id=None, **entered,
        )  # fmt: skip
    for sequence, (before, step) in enumerate(script, start=1):
        price = _step(shelf, rng, (asset, by), sequence, (before, step), price)


def _step(
    shelf: Shelf, rng: Random, of: tuple[UUID, UUID], sequence: int, told: tuple[int, StepKind],
    price: int,
) -> int:  # fmt: skip
    """One more row; the starting price after it."""
    (asset, by), (before, kind) = of, told
    day = working_days_before(HORIZON, before)
    moment = moment_on(rng, day)
    amount = None
    if kind is K.CUT:
        price = amount = asset_sale.on(day).lowest_cut(price) + rng.randrange(0, 3) * 100_000
    elif kind is K.PRICED:
        amount = price
    elif kind is K.SOLD:
        amount = price + rng.randrange(0, 20) * 1_000_000
    number = f"{rng.randrange(1, 300)}/{NUMBERED[kind]}" if kind in NUMBERED else None
    shelf.put(
        AssetStep, moment, rng, asset_id=asset, sequence=sequence, day=day, kind=kind,
        number=number, body=BODIES.get(kind), way=PriceWay.FIRM if kind is K.PRICED else None,
        ground=None, failure=rng.choice((FailReason.NO_ONE, FailReason.NO_ONE, FailReason.NO_BID))
        if kind is K.FAILED else None, amount=amount, monthly_wage=None,
        until=add_working_days(day, AUCTION_AFTER) if kind is K.ANNOUNCED else None, note=None,
        measure_id=None, voucher_id=None, corrects_id=None, submission_key=None,
        entered_at=moment, entered_by_id=by,
    )  # fmt: skip
    return price


def _cases(shelf: Shelf) -> Mapping[UUID, list[Row]]:
    """Cases of one officer that wait and have paid nothing, by office, the oldest first."""
    acts = defaultdict[UUID, list[Row]](list)
    for act in shelf.rows[CaseAct]:
        acts[act["case_id"]].append(act)
    paid = {entry["case_id"] for entry in shelf.rows[LedgerEntry]}
    debtors = {
        row["case_id"]: row for row in shelf.rows[Party] if row["role"] is PartyRole.DEBTOR
    }  # fmt: skip
    found = defaultdict[UUID, list[Row]](list)
    for case in sorted(shelf.rows[Case], key=lambda row: row["docketed_on"]):
        mine = acts[case["id"]]
        officers = [act["officer_id"] for act in mine if act["kind"] is ActKind.ASSIGNMENT]
        waits = len(officers) == 1 and all(act["kind"] in QUIET for act in mine)
        if waits and case["id"] not in paid and case["id"] in debtors:
            told = {"case": case, "officer": officers[0], "debtor": debtors[case["id"]]}
            found[case["unit_id"]].append(told)
    return found
