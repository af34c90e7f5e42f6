"""Listing an asset, its mortgages and photos, and writing down what happens to it; the caller
commits."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from thads.assets import checks, queries
from thads.assets.course import Course
from thads.assets.models import (
    AssetMortgage,
    AssetOwner,
    AssetPhoto,
    AssetStep,
    DebtorAsset,
    StepKind,
)
from thads.assets.refusals import KEPT, refuse
from thads.assets.terms import AssetTerms, MortgageTerms, OwnerTerms, StepTerms
from thads.attachments.models import Attachment
from thads.audit import actions as audit
from thads.cases.actions import file
from thads.cases.history import replay
from thads.cases.models import Case
from thads.core.money import format_dong
from thads.core.text import clean
from thads.identity.models import User
from thads.ledger import collections
from thads.measures.models import Measure


def list_asset(
    db: Session, case: Case, terms: AssetTerms, *, by: User, today: date
) -> DebtorAsset:  # fmt: skip
    """Enter an asset of a case with its owners; RuleBroken unless their shares are one whole."""
    file.hold(db, case)
    sent = file.earlier(db, DebtorAsset, terms.submission_key, case.id)
    if sent is not None:
        return sent
    file.check_unit(replay(file.known(db, case)), by)
    file.check_day(case, terms.listed_on, today)
    checks.listed(terms)
    record = DebtorAsset(
        case_id=case.id, case=case, kind=terms.kind, description=clean(terms.description),
        place=_said(terms.place), commune_code=terms.commune_code, papers=_said(terms.papers),
        listed_on=terms.listed_on, submission_key=terms.submission_key, entered_by_id=by.id,
        owners=[_owner(case, place, one, by) for place, one in enumerate(terms.owners, start=1)],
        mortgages=[], photos=[], steps=[],
    )  # fmt: skip
    db.add(record)
    db.flush()
    audit.record(
        db, by, "asset.listed", record, case_id=case.id, kind=record.kind,
        owners=len(record.owners),
    )  # fmt: skip
    return record


def mortgage(
    db: Session, asset: DebtorAsset, terms: MortgageTerms, *, by: User, today: date
) -> AssetMortgage:
    """Write down whom the asset secures (L08 Đ.90; L25 Đ.78)."""
    _hold(db, asset, by)
    if not clean(terms.mortgagee) or not clean(terms.contract):
        refuse("mortgage", f"Phải ghi bên nhận thế chấp và số hợp đồng. {KEPT}.", "mortgagee")
    if terms.day > today:
        refuse("day", f"Ngày không được sau hôm nay. {KEPT}; sửa ngày.", "day")
    return _keep(db, asset, AssetMortgage(
        asset_id=asset.id, mortgagee=clean(terms.mortgagee), contract=clean(terms.contract),
        day=terms.day, secured_amount=terms.secured_amount, entered_by_id=by.id,
    ), "asset.mortgaged", by)  # fmt: skip


def release(
    db: Session, asset: DebtorAsset, mortgage_id: UUID, day: date, *, by: User, today: date
) -> AssetMortgage:
    """Say that a mortgage was released (giải chấp)."""
    _hold(db, asset, by)
    ended = {one.ends_id for one in asset.mortgages}
    held = next((one for one in asset.mortgages if one.id == mortgage_id), None)
    if held is None or held.ends_id or held.id in ended:
        refuse("released", f"Thế chấp này không có hoặc đã giải chấp. {KEPT}; xem lại danh sách.")
    if not held.day <= day <= today:
        refuse("day", f"Ngày phải từ {held.day:%d/%m/%Y} đến hôm nay. {KEPT}; sửa ngày.", "day")
    return _keep(db, asset, AssetMortgage(
        asset_id=asset.id, mortgagee=held.mortgagee, contract=held.contract, day=day,
        ends_id=held.id, entered_by_id=by.id,
    ), "asset.mortgage_released", by)  # fmt: skip


def add_photos(
    db: Session, asset: DebtorAsset, files: Sequence[Attachment], *, by: User
) -> None:  # fmt: skip
    """These files of the case show the asset; what it has already is left as it is."""
    shown = {one.attachment_id for one in asset.photos}
    for one in files:
        if one.case_id != asset.case_id:
            refuse("photo", f"Tệp này không thuộc hồ sơ. {KEPT}; chọn lại.", "files")
        if one.id not in shown:
            db.add(AssetPhoto(asset_id=asset.id, attachment_id=one.id, entered_by_id=by.id))
            audit.record(db, by, "asset.photo", asset, case_id=asset.case_id, sha256=one.sha256)
    db.flush()


def take_step(
    db: Session, asset: DebtorAsset, terms: StepTerms, *, by: User, today: date
) -> AssetStep:
    """Write down what happened next.

    Errors: RuleBroken for a step out of its turn or day, a price or a cut that the law forbids,
    co-owners or the creditor passed over, a measure that is not of the case.
    """
    _hold(db, asset, by)
    sent = queries.step_sent(db, asset, terms.submission_key)
    if sent is not None:
        return sent
    course = queries.course_of(db, asset)
    checks.order(course, terms, today)
    if terms.measure_id is not None:
        measure = db.get(Measure, terms.measure_id)
        if measure is None or measure.case_id != asset.case_id:
            refuse("measure", f"Biện pháp này không thuộc hồ sơ. {KEPT}; chọn lại.", "measure")
    if terms.kind is StepKind.REDEEMED:
        _check_redeemed(db, asset, terms)
    return write(db, asset, terms, by, amount=_amount(course, terms))


def strike(
    db: Session, asset: DebtorAsset, step_id: UUID, reason: str, *, by: User, today: date
) -> AssetStep:  # fmt: skip
    """Strike out the step that stands last, and say why; it stays readable.

    Errors: RuleBroken for another step, and for a payment, which the accountant takes back.
    """
    _hold(db, asset, by)
    course = queries.course_of(db, asset)
    if course.last is None or course.last.id != step_id:
        refuse("not_last", f"Chỉ gạch được bước ghi sau cùng. {KEPT}; gạch lần lượt từ bước cuối.")
    if course.last.kind is StepKind.PAID:
        refuse("paid", f"Tiền đã ghi vào sổ kế toán: kế toán hủy khoản thu đó. {KEPT}.")
    if not clean(reason):
        refuse("why", f"Phải ghi vì sao gạch bước này. {KEPT}.", "note")
    terms = StepTerms(kind=StepKind.CORRECTION, day=today, note=reason)
    return write(db, asset, terms, by, corrects_id=step_id)


def write(
    db: Session, asset: DebtorAsset, terms: StepTerms, by: User, *, amount: int | None = None,
    voucher_id: UUID | None = None, corrects_id: UUID | None = None,
) -> AssetStep:  # fmt: skip
    """One more step at the end; what may be written was checked."""
    last = select(func.max(AssetStep.sequence)).where(AssetStep.asset_id == asset.id)
    step = AssetStep(
        asset_id=asset.id, sequence=(db.scalar(last) or 0) + 1, day=terms.day, kind=terms.kind,
        number=_said(terms.number), body=_said(terms.body), way=terms.way, ground=terms.ground,
        failure=terms.failure, amount=amount, monthly_wage=terms.monthly_wage, until=terms.until,
        note=_said(terms.note), measure_id=terms.measure_id, voucher_id=voucher_id,
        corrects_id=corrects_id, submission_key=terms.submission_key, entered_by_id=by.id,
    )  # fmt: skip
    db.add(step)
    db.flush()
    asset.steps.append(step)
    audit.record(
        db, by, f"asset.{step.kind.value}", asset, case_id=asset.case_id, day=step.day,
        number=step.number, amount=step.amount, voucher_id=voucher_id, corrects_id=corrects_id,
    )  # fmt: skip
    return step


def _amount(course: Course, terms: StepTerms) -> int | None:
    """What the law reckons is not typed: a co-owner's part, the price at which it is taken."""
    if terms.kind is StepKind.PREEMPTION_TAKEN:
        return course.preemption_price
    return course.price if terms.kind is StepKind.CREDITOR_TAKES else terms.amount


def _check_redeemed(db: Session, asset: DebtorAsset, terms: StepTerms) -> None:
    """All that is owed came in: on the items, or to the case (L08 Đ.101 k.5; L25 Đ.83)."""
    left = replay(file.known(db, asset.case)).remaining
    waiting = collections.unallocated(db, asset.case)
    if left > waiting:
        refuse("not_paid_up", f"Việc này còn phải thi hành {format_dong(left - waiting)} đ chưa "
               f"vào sổ thu: phải nộp đủ tiền và chi phí mới nhận lại tài sản. {KEPT}; ghi thu "
               "tiền trước.", "amount")  # fmt: skip


def _hold(db: Session, asset: DebtorAsset, by: User) -> None:
    file.hold(db, asset.case)
    file.check_unit(replay(file.known(db, asset.case)), by)


def _keep(
    db: Session, asset: DebtorAsset, record: AssetMortgage, act: str, by: User
) -> AssetMortgage:  # fmt: skip
    asset.mortgages.append(record)
    db.flush()
    audit.record(
        db, by, act, asset, case_id=asset.case_id, day=record.day, amount=record.secured_amount
    )
    return record


def _owner(case: Case, place: int, terms: OwnerTerms, by: User) -> AssetOwner:
    party = next((one for one in case.debtors if one.id == terms.party_id), None)
    if terms.party_id and party is None:
        refuse("owner", f"Người này không phải thi hành án trong hồ sơ. {KEPT}; chọn lại.",
               "owners")  # fmt: skip
    name = party.name if party else clean(terms.name)
    if not name:
        refuse("owner", f"Chủ sở hữu thứ {place} chưa có tên. {KEPT}; nhập tên.", "owners")
    return AssetOwner(
        position=place, party_id=terms.party_id, name=name, numerator=terms.numerator,
        denominator=terms.denominator, entered_by_id=by.id,
    )  # fmt: skip


def _said(text: str | None) -> str | None:
    return (clean(text) or None) if text else None
