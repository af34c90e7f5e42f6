"""Where a party wants its money, and who of several creditors gets that of an item."""

import re

from sqlalchemy.orm import Session

from thads.audit import actions as audit
from thads.cases.actions import file
from thads.cases.models import Case, ObligationItem
from thads.core.errors import RuleBroken
from thads.core.text import clean
from thads.identity.models import User
from thads.parties.models import Party, PartyRole
from thads.payouts.drafting import KEPT
from thads.payouts.models import ItemPayee, PayeeAccount

NUMBER = re.compile(r"[0-9A-Za-z]{6,30}")


def name_account(
    db: Session, case: Case, party: Party, *, bank: str, number: str, holder: str | None, by: User
) -> PayeeAccount:
    """An account given by the party; the earlier one stays readable. The record of acts does not
    repeat the number."""
    file.hold(db, case)
    plain = re.sub(r"[\s.\-]", "", number)
    if not NUMBER.fullmatch(plain):
        raise RuleBroken(
            "payouts.account_number",
            f"Số tài khoản gồm 6 đến 30 chữ số hoặc chữ cái. {KEPT}; nhập lại.",
            field="number",
        )
    record = PayeeAccount(
        party_id=party.id, bank=clean(bank), number=plain,
        holder=clean(holder) if holder else party.name, entered_by_id=by.id,
    )  # fmt: skip
    db.add(record)
    db.flush()
    audit.record(db, by, "payout.account_named", case, party_id=party.id, account_id=record.id)
    return record


def name_payee(
    db: Session, case: Case, item: ObligationItem, party: Party, *, by: User
) -> ItemPayee:
    """Who gets the money of this item (NĐ152 Đ.30 k.1)."""
    file.hold(db, case)
    if item.state_budget:
        raise RuleBroken(
            "payouts.budget_item",
            f"Tiền của khoản này nộp ngân sách nhà nước. {KEPT}; chọn khoản khác.",
            field="item",
        )
    if party.case_id != case.id or party.role is not PartyRole.CREDITOR:
        raise RuleBroken(
            "payouts.not_creditor",
            f"Chọn một người được thi hành án của việc. {KEPT}.",
            field="party",
        )
    record = ItemPayee(item_id=item.id, party_id=party.id, entered_by_id=by.id)
    db.add(record)
    db.flush()
    audit.record(db, by, "payout.payee_named", case, item_id=item.id, party_id=party.id)
    return record
