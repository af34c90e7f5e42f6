"""What people say that the fee is reckoned from: whether items bear one, what property is worth."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from thads.audit import actions as audit
from thads.cases.actions import file
from thads.cases.models import Case, ObligationItem
from thads.core.text import clean
from thads.fees import queries
from thads.fees.actions.deciding import check_hand
from thads.fees.actions.proposing import KEPT, refuse
from thads.fees.models import ItemFeeLiability, PropertyReceipt
from thads.fees.terms import LiabilityTerms, PropertyTerms
from thads.identity.models import User
from thads.rules import fee_grounds, fee_table


def say_liability(
    db: Session, case: Case, terms: LiabilityTerms, *, by: User, today: date
) -> ItemFeeLiability:
    """Say whether an item bears a fee, with the clause that frees it (TT216 Đ.6); dated today."""
    file.hold(db, case)
    check_hand(db, case, by)
    item = db.get(ObligationItem, terms.item_id)
    if item is None or item.case_id != case.id or item.state_budget:
        refuse("item_unknown", f"Khoản này không phải khoản trả cho đương sự. {KEPT}; chọn lại.",
               "item")  # fmt: skip
    if terms.no_fee is not None:
        fee_grounds.no_fee(terms.no_fee, today)
    if not clean(terms.reason):
        refuse("reason_needed", f"Phải nêu căn cứ trong hồ sơ. {KEPT}; nhập lý do.", "reason")
    stmt = select(ItemFeeLiability).where(ItemFeeLiability.submission_key == terms.submission_key)
    if terms.submission_key and (before := db.scalars(stmt).one_or_none()):
        return before
    said = ItemFeeLiability(
        item_id=item.id, day=today, no_fee=terms.no_fee, reason=clean(terms.reason),
        submission_key=terms.submission_key, entered_by_id=by.id,
    )  # fmt: skip
    db.add(said)
    db.flush()
    audit.record(
        db, by, "fee.liability_said", case, item_id=item.id, no_fee=said.no_fee, reason=said.reason
    )
    return said


def state_property(
    db: Session, case: Case, terms: PropertyTerms, *, by: User, today: date
) -> PropertyReceipt:
    """Enter property that a person receives or is to receive; or put right what was entered."""
    file.hold(db, case)
    before = file.earlier(db, PropertyReceipt, terms.submission_key, case.id)
    if before is not None:
        return before
    check_hand(db, case, by)
    _check_property(db, case, terms, today)
    stated = PropertyReceipt(
        case_id=case.id, party_id=terms.party_id, day=terms.day, value=terms.value,
        description=clean(terms.description), paid_to_others=terms.paid_to_others,
        valued_by=clean(terms.valued_by), basis=terms.basis, replaces_id=terms.replaces_id,
        submission_key=terms.submission_key, entered_by_id=by.id,
    )  # fmt: skip
    db.add(stated)
    db.flush()
    audit.record(
        db, by, "fee.property_stated", case, property_id=stated.id, party_id=stated.party_id,
        day=stated.day, value=stated.value, paid_to_others=stated.paid_to_others,
        replaces_id=stated.replaces_id,
    )  # fmt: skip
    return stated


def _check_property(db: Session, case: Case, terms: PropertyTerms, today: date) -> None:
    if terms.party_id not in queries.creditors(db, case.id):
        refuse("party_unknown", "Người này không phải người được thi hành án trong hồ sơ. "
               f"{KEPT}; chọn lại.", "party")  # fmt: skip
    fee_table.share(terms.basis.value, terms.day)
    if terms.value < 0 or not 0 <= terms.paid_to_others <= terms.value:
        refuse("net_share", "Phần phải thanh toán lại cho người khác không được lớn hơn giá trị "
               f"tài sản. {KEPT}; nhập lại.", "paid_to_others")  # fmt: skip
    if terms.replaces_id is None:
        if terms.value == 0:
            refuse("value_needed", f"Nhập giá trị tài sản. {KEPT}.", "value")
        return
    standing = {one.id for one in queries.properties(db, case.id)}
    charged = {one.property_id for one in queries.charges_of(db, case.id, today)}
    if terms.replaces_id not in standing or terms.replaces_id in charged:
        refuse("property_charged", "Tài sản này đã được thay thế hoặc đã có quyết định thu phí. "
               f"{KEPT}; sửa bằng quyết định thu phí thay thế.", "value")  # fmt: skip
