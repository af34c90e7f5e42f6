"""The accounts of the enforcement ledger.

The annexes of TT 78/2020/TT-BTC with the official account numbers were never published with its
text: names and grouping are ours.
"""

from thads.cases.models import MovementKind, ObligationItem
from thads.core.codes import Coded


class Account(Coded):
    """What an office holds (assets) and whom it is for (all others)."""

    CASH = "cash", "Tiền mặt tại quỹ"
    TRUST = "trust", "Tiền gửi tài khoản tạm giữ"
    SAVINGS = "savings", "Tiền gửi tiết kiệm cho người chưa nhận"
    COST_ADVANCE = "cost_advance", "Chi phí cưỡng chế đã tạm ứng, phải thu"
    DIRECT = "direct", "Thanh toán trực tiếp giữa các bên"
    UNALLOCATED = "unallocated", "Tiền đã thu chưa phân bổ"
    HELD_CREDITOR = "held_creditor", "Phải trả người được thi hành án"
    HELD_STATE = "held_state", "Phải nộp ngân sách nhà nước"
    HELD_INTEREST = "held_interest", "Lãi chậm thi hành án phải trả"
    HELD_DEBTOR = "held_debtor", "Phải trả lại người phải thi hành án"
    SET_ASIDE = "set_aside", "Tiền thuê nhà để lại"
    TAX_DUE = "tax_due", "Thuế, phí chuyển quyền phải nộp"
    FEE_DUE = "fee_due", "Phí thi hành án chờ nộp"
    COST_FUND = "cost_fund", "Kinh phí ứng cho cưỡng chế phải hoàn"
    SHARING = "sharing", "Phân phối giữa các hồ sơ"

    @property
    def is_asset(self) -> bool:
        """Grows by its debits; every other account grows by its credits."""
        return self in ASSETS

    @property
    def passes_through(self) -> bool:
        """Empty again at the end of every voucher."""
        return self in (Account.DIRECT, Account.SHARING)


ASSETS = frozenset(
    {Account.CASH, Account.TRUST, Account.SAVINGS, Account.COST_ADVANCE, Account.DIRECT}
)
# Kept apart for each case and item; money itself lies together in the box and at the bank.
BY_CASE = frozenset(Account) - {Account.CASH, Account.TRUST, Account.DIRECT, Account.SHARING}
# What waits for one item's own creditor; what a case holds otherwise is not yet of any item.
BY_ITEM = frozenset({Account.HELD_CREDITOR, Account.HELD_STATE, Account.HELD_INTEREST})
HELD = frozenset({Account.HELD_CREDITOR, Account.HELD_STATE})  # of what items were collected
PLACES = (Account.TRUST, Account.CASH, Account.DIRECT)  # where a collection comes in


def held_for(*, state_budget: bool) -> Account:
    """Where money collected on an item waits for who is to get it."""
    return Account.HELD_STATE if state_budget else Account.HELD_CREDITOR


def held(item: ObligationItem) -> Account:
    """The same of an item."""
    return held_for(state_budget=item.state_budget)


IN = frozenset({MovementKind.COLLECTED, MovementKind.PAYMENT_RETURNED})


def sides(
    kind: MovementKind, *, state_budget: bool, place: Account = Account.TRUST
) -> tuple[Account, Account]:
    """Debit and credit of a movement on an item."""
    waiting = held_for(state_budget=state_budget)
    return (place, waiting) if kind in IN else (waiting, place)
