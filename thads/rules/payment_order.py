"""In what order money is paid out, law by law (L08 Đ.47; L25 Đ.54), and how it is rounded.

Inside a rank money goes by the amounts awarded. Shares are cut to whole đồng; the đồng left over
go one each to the shares with the largest cut-off part, ties in the order of decisions and items.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from thads.core.codes import Coded
from thads.rules.dated import NEW_LAW, OLD_LAW_ENDS, Dated, in_force
from thads.rules.working_days import TimeUnit, last_day

ROUNDING = (
    "Chia theo tỷ lệ, bỏ phần lẻ dưới 1 đồng; số đồng còn dư cộng lần lượt mỗi khoản 1 đồng, khoản "
    "có phần lẻ lớn hơn trước, bằng nhau thì theo thứ tự quyết định thi hành án và thứ tự khoản."
)


class Deducted(Coded):
    """What is taken off before anybody is paid."""

    COSTS = "costs", "Chi phí thi hành án"
    SET_ASIDE = "set_aside", "Tiền thuê nhà để lại cho người phải thi hành án"
    TRANSFER_TAX = "transfer_tax", "Thuế, phí, lệ phí chuyển nhượng tài sản"


@dataclass(frozen=True, slots=True)
class Rank:
    """One rank of the order; `kinds` are values of ItemKind that belong there by their kind."""

    number: int
    label: str
    clause: str
    kinds: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentOrder(Dated):
    """The order of one law; the last rank takes whatever no other names."""

    article: str
    ranks: Sequence[Rank]
    deductions: dict[Deducted, str]  # with the clause of each
    pro_rata: str
    by_coercion: str
    from_the_rest: str
    to_the_debtor: str
    secured: str
    interest: str  # where it is said that late interest comes after what was awarded
    term_days: int  # from the receipt of the money
    term: str
    extension_days: int | None  # many creditors, little money, other assets being sold
    extension: str | None

    def rank(self, number: int) -> Rank | None:
        """The rank of this number, if the law has it."""
        return next((rank for rank in self.ranks if rank.number == number), None)

    def rank_of(self, kind: str) -> Rank | None:
        """The rank that a kind of item alone decides; None where the judgment must be read."""
        if kind in MUST_BE_READ:
            return None
        found = (rank for rank in self.ranks if kind in rank.kinds)
        return next(found, self.ranks[-1])

    @property
    def court_fees(self) -> Rank:
        """The rank of court fees."""
        return next(rank for rank in self.ranks if COURT_FEE in rank.kinds)


COURT_FEE = "court_fee"
# Damages to life, health, spirit come first, to property last: the kind does not tell which.
MUST_BE_READ = frozenset({"damages"})
_PEOPLE = Rank(
    1,
    "Cấp dưỡng; tiền lương, trợ cấp; bồi thường về tính mạng, sức khỏe, tinh thần",
    "điểm a khoản 1",
    frozenset({"maintenance", "wages"}),
)
_COURT = Rank(2, "Án phí, lệ phí Tòa án", "điểm b khoản 1", frozenset({COURT_FEE}))
_OTHERS = "Các khoản phải thi hành án khác"

ORDERS = (
    PaymentOrder(
        valid_from=date(2009, 7, 1),
        valid_to=OLD_LAW_ENDS,
        source="L08 Đ.47",
        article="Điều 47 Luật THADS 2008",
        ranks=(_PEOPLE, _COURT, Rank(3, _OTHERS, "điểm c khoản 1")),
        deductions={Deducted.COSTS: "khoản 1", Deducted.SET_ASIDE: "khoản 1"},
        pro_rata="điểm a khoản 2",
        by_coercion="điểm b khoản 2",
        from_the_rest="điểm b khoản 2",
        to_the_debtor="điểm c khoản 2",
        secured="khoản 3",
        interest="điểm c khoản 1 Điều 47 Luật THADS 2008",
        term_days=10,
        term="khoản 5",
        extension_days=None,
        extension=None,
    ),
    PaymentOrder(
        valid_from=NEW_LAW,
        source="L25 Đ.54; NĐ152 Đ.29 k.1, Đ.30 k.3",
        article="Điều 54 Luật THADS 2025",
        ranks=(
            _PEOPLE,
            _COURT,
            Rank(
                3,
                "Tiền phạt; khoản truy thu sung quỹ nhà nước",
                "điểm c khoản 1",
                frozenset({"fine", "clawback"}),
            ),
            Rank(4, "Bảo hiểm xã hội, bảo hiểm thất nghiệp, bảo hiểm y tế", "điểm d khoản 1"),
            Rank(5, _OTHERS, "điểm đ khoản 1"),
        ),
        deductions={
            Deducted.COSTS: "khoản 1",
            Deducted.SET_ASIDE: "khoản 1",
            Deducted.TRANSFER_TAX: "khoản 1",
        },
        pro_rata="điểm a khoản 2",
        by_coercion="điểm b khoản 2",
        from_the_rest="điểm b khoản 2",
        to_the_debtor="điểm c khoản 2",
        secured="khoản 3",
        interest="khoản 1 Điều 29 Nghị định 152/2026",
        term_days=10,
        term="khoản 6",
        extension_days=45,
        extension="điểm a khoản 3 Điều 30 Nghị định 152/2026",
    ),
)


@dataclass(frozen=True, slots=True)
class Term:
    """Until when money is to be paid; `extended` where the law lets many creditors wait."""

    due: date
    extended: date | None
    law: PaymentOrder


def term_of(received_on: date) -> Term:
    """The days that the law of the receipt gives (L08 Đ.47 k.5; L25 Đ.54 k.6; NĐ152 Đ.30 k.3)."""
    law = order_on(received_on)
    due = last_day(received_on, law.term_days, TimeUnit.DAYS)
    if law.extension_days is None:
        return Term(due, None, law)
    longest = law.term_days + law.extension_days
    return Term(due, last_day(received_on, longest, TimeUnit.DAYS), law)


def order_on(day: date) -> PaymentOrder:
    """The order of the law of the day of payment; MissingRule before 1/7/2009."""
    return in_force(ORDERS, day, "thứ tự thanh toán tiền thi hành án")
