"""Assets with their courses: one, those of a case, all in bounded portions."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from thads.assets.course import Course, Stage, read
from thads.assets.models import AssetKind, AssetPhoto, AssetStep, DebtorAsset
from thads.cases.models import Case, CaseInterval, ObligationItem
from thads.core.errors import NotFound
from thads.core.pages import PAGE_SIZE, Page
from thads.ledger.models import Voucher
from thads.units.models import Unit

PORTION = 500


def get(db: Session, asset_id: UUID) -> DebtorAsset:
    """One asset with all that its page shows; its case decides who may see it."""
    stmt = select(DebtorAsset).where(DebtorAsset.id == asset_id).options(
        selectinload(DebtorAsset.owners), selectinload(DebtorAsset.mortgages),
        selectinload(DebtorAsset.steps).joinedload(AssetStep.voucher),
        selectinload(DebtorAsset.photos).joinedload(AssetPhoto.attachment),
        joinedload(DebtorAsset.case),
    )  # fmt: skip
    found = db.scalars(stmt.execution_options(populate_existing=True)).one_or_none()
    if found is None:
        raise NotFound
    return found


def of_case(db: Session, case_id: UUID) -> list[Course]:
    """The assets of a case with their courses, in the order in which they were listed."""
    stmt = _loaded().where(DebtorAsset.case_id == case_id)
    found = db.scalars(stmt.order_by(DebtorAsset.listed_on, DebtorAsset.id)).all()
    undone = undone_of(db, found)
    return [read(one, undone=undone) for one in found]


def course_of(db: Session, asset: DebtorAsset) -> Course:
    """Where it stands now."""
    return read(asset, undone=undone_of(db, [asset]))


def undone_of(db: Session, assets: Collection[DebtorAsset]) -> set[UUID]:
    """Vouchers of these assets' payments that the accountant took back."""
    ids = [one.voucher_id for asset in assets for one in asset.steps if one.voucher_id]
    if not ids:
        return set()
    taken = db.scalars(select(Voucher.reverses_id).where(Voucher.reverses_id.in_(ids)))
    return {one for one in taken if one}


def step_sent(db: Session, asset: DebtorAsset, key: str | None) -> AssetStep | None:
    """What this form wrote when it was sent before."""
    stmt = select(AssetStep).where(AssetStep.submission_key == key)
    found = db.scalars(stmt).one_or_none() if key else None
    if found is not None and found.asset_id != asset.id:
        raise NotFound
    return found


def courses(db: Session, ids: Sequence[UUID] | None) -> Iterator[tuple[Course, bool]]:
    """The courses of these assets (None: all), and whether all that their case collects is the
    state's (L08 Đ.104 k.4)."""
    last = UUID(int=0)
    while True:
        stmt = _loaded().where(DebtorAsset.id > last)
        if ids is not None:
            stmt = stmt.where(DebtorAsset.id.in_(ids))
        found = db.scalars(stmt.order_by(DebtorAsset.id).limit(PORTION)).all()
        if not found:
            return
        last, undone = found[-1].id, undone_of(db, found)
        private = select(ObligationItem.case_id).where(
            ObligationItem.case_id.in_({one.case_id for one in found}),
            ObligationItem.state_budget.is_(False),
        )
        of_people = set(db.scalars(private.distinct()))
        for one in found:
            yield read(one, undone=undone), one.case_id not in of_people


@dataclass(frozen=True, slots=True, kw_only=True)
class AssetFilter:
    """Whose assets, of which kind, how far; `stuck`: auctioned in vain at least so many times."""

    unit_id: UUID | None = None
    officer_id: UUID | None = None
    kind: AssetKind | None = None
    stage: Stage | None = None
    stuck: int = 0

    def takes(self, course: Course) -> bool:
        """Whether the course is wanted; the rest the database has chosen."""
        if self.stuck and not (course.is_stuck and course.failed_rounds >= self.stuck):
            return False
        return self.stage is None or course.stage is self.stage


class Line(NamedTuple):
    """An asset as it stands on a day, with who holds its case then."""

    course: Course
    case: Case
    unit_id: UUID
    officer_id: UUID | None


@dataclass(slots=True)
class Tally:
    """What the list adds up to (count, đồng of prices), and of how many lots for sale so many are
    stuck, whatever stage the list asks for."""

    count: int = 0
    price: int = 0
    on_sale: int = 0
    stuck: int = 0
    stuck_price: int = 0

    def see(self, course: Course) -> None:
        """One more, in the list or not."""
        self.on_sale += course.stage.is_on_sale
        if course.is_stuck:
            self.stuck += 1
            self.stuck_price += course.price or 0


def lines(
    db: Session, day: date, wanted: AssetFilter, *, known_at: datetime | None = None
) -> Iterator[Line]:
    """The wanted assets at the end of `day`, in the order of listing; a few statements for each
    portion."""
    last: tuple[date, UUID] = (date.min, UUID(int=0))
    while rows := db.execute(_held(day, wanted, last)).all():
        last = (rows[-1].listed_on, rows[-1].id)
        ids = [row.id for row in rows]
        stmt = _loaded().where(DebtorAsset.id.in_(ids)).options(
            joinedload(DebtorAsset.case).selectinload(Case.parties)
        )  # fmt: skip
        found = {one.id: one for one in db.scalars(stmt)}
        undone = undone_of(db, found.values())
        for row in rows:
            asset = found[row.id]
            course = read(asset, day, undone=undone, known_at=known_at)
            if wanted.takes(course):
                yield Line(course, asset.case, row.unit_id, row.officer_id)


def page_of(db: Session, day: date, wanted: AssetFilter, number: int) -> tuple[Page[Line], Tally]:
    """One page, with what the whole list adds up to; only a page's worth is held at once."""
    tally, number, kept = Tally(), max(1, number), list[Line]()
    first = (number - 1) * PAGE_SIZE
    for line in lines(db, day, replace(wanted, stage=None, stuck=0)):
        tally.see(line.course)
        if not wanted.takes(line.course):
            continue
        if first <= tally.count < first + PAGE_SIZE:
            kept.append(line)
        tally.count += 1
        tally.price += line.course.price or 0
    return Page(kept, number, PAGE_SIZE, tally.count, {"price": tally.price}), tally


def _held(day: date, wanted: AssetFilter, last: tuple[date, UUID]) -> Select[*tuple[Any, ...]]:
    held, asset = CaseInterval, DebtorAsset
    after = or_(asset.listed_on > last[0], (asset.listed_on == last[0]) & (asset.id > last[1]))
    stmt = (
        select(asset.id, asset.listed_on, held.unit_id, held.officer_id)
        .join(held, held.case_id == asset.case_id)
        .where(
            asset.listed_on <= day, after, held.starts_on <= day,
            or_(held.ends_on.is_(None), held.ends_on > day),
        )
    )  # fmt: skip
    if wanted.unit_id is not None:
        stmt = stmt.where(held.unit_id.in_(Unit.answered_for_by(wanted.unit_id)))
    if wanted.officer_id is not None:
        stmt = stmt.where(held.officer_id == wanted.officer_id)
    if wanted.kind is not None:
        stmt = stmt.where(asset.kind == wanted.kind)
    return stmt.order_by(asset.listed_on, asset.id).limit(PORTION)


def _loaded() -> Select[DebtorAsset]:
    stmt: Select[DebtorAsset] = select(DebtorAsset).options(
        selectinload(DebtorAsset.owners), selectinload(DebtorAsset.steps)
    )
    return stmt.execution_options(populate_existing=True)
