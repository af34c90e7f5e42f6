"""The words of payouts: kinds of line, steps, states."""

from thads.core.codes import Coded


class LineKind(Coded):
    """Why money goes where a line says."""

    COSTS = "costs", "Chi phí thi hành án"
    SET_ASIDE = "set_aside", "Tiền thuê nhà để lại"
    TRANSFER_TAX = "transfer_tax", "Thuế, phí chuyển nhượng"
    CLAIM = "claim", "Phân phối theo thứ tự"
    INTEREST = "interest", "Lãi chậm thi hành án"
    HELD = "held", "Đã phân bổ khi thu"
    REMAINDER = "remainder", "Trả lại người phải thi hành án"

    @property
    def is_deduction(self) -> bool:
        """Taken off before anybody is paid; it stays in the books until it is due."""
        return self in (LineKind.COSTS, LineKind.SET_ASIDE, LineKind.TRANSFER_TAX)


class Step(Coded):
    """Who has agreed to a proposal; each step by another person."""

    CHECKED = "checked", "Kế toán đã kiểm tra"
    APPROVED = "approved", "Thủ trưởng đã duyệt"


class ProposalState(Coded):
    """How far a proposal is."""

    PROPOSED = "proposed", "Chờ kế toán kiểm tra"
    CHECKED = "checked", "Chờ Thủ trưởng duyệt"
    APPROVED = "approved", "Chờ chi trả"
    PAYING = "paying", "Đang chi trả"
    PAID = "paid", "Đã chi trả"
    CANCELLED = "cancelled", "Đã hủy"
