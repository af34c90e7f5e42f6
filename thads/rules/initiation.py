"""What is enforced without a request (L08 Đ.36 k.2; L25 Đ.33 k.2; NĐ62 Đ.6; NĐ152 Đ.8)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from thads.rules.dated import NEW_LAW, OLD_LAW_ENDS, Dated, MissingRule

EX_OFFICIO = frozenset({"ex_officio"})
ON_REQUEST = frozenset({"on_request"})
AMENDED_LAW = date(2015, 7, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause(Dated):
    """One letter of the list, and the kinds of item (values of ItemKind) that fall under it.

    `condition`: what must be so as well; without it such an item is enforced on request.
    """

    letter: str
    text: str
    items: frozenset[str] = frozenset()
    condition: str = ""


def _old(letter: str, text: str, *items: str, condition: str = "") -> Clause:
    return Clause(
        letter=letter, text=text, items=frozenset(items), condition=condition,
        source=f"L08 Đ.36 k.2 điểm {letter}", valid_from=AMENDED_LAW, valid_to=OLD_LAW_ENDS,
    )  # fmt: skip


def _new(letter: str, text: str, *items: str, condition: str = "") -> Clause:
    return Clause(
        letter=letter, text=text, items=frozenset(items), condition=condition,
        source=f"L25 Đ.33 k.2 điểm {letter}", valid_from=NEW_LAW,
    )  # fmt: skip


STATE_MONEY = "Trong vụ án kinh tế, tham nhũng, hoặc nộp trực tiếp vào ngân sách nhà nước"
CLAUSES = (
    _old("a", "Hình phạt tiền, truy thu, tài sản thu lợi bất chính, án phí, lệ phí Tòa án",
         "court_fee", "fine", "clawback"),
    _old("b", "Trả lại tiền, tài sản cho đương sự", "property_return"),
    _old("c", "Tịch thu sung quỹ, tịch thu tiêu hủy vật chứng, tài sản",
         "confiscation", "evidence_destruction"),
    _old("c", "Các khoản thu khác cho Nhà nước", "state_compensation", condition=STATE_MONEY),
    _old("d", "Thu hồi quyền sử dụng đất và tài sản khác thuộc diện sung quỹ", "forfeiture"),
    _old("đ", "Quyết định áp dụng biện pháp khẩn cấp tạm thời"),
    _old("e", "Quyết định của Tòa án giải quyết phá sản"),
    _new("a", "Hình phạt tiền, truy thu, tiền thu lợi bất chính, án phí, lệ phí Tòa án",
         "court_fee", "fine", "clawback"),
    _new("b", "Trả lại tiền, tài sản, vật, giấy tờ cho đương sự", "property_return"),
    _new("c", "Tịch thu sung quỹ, tịch thu tiêu hủy vật chứng, tài sản",
         "confiscation", "evidence_destruction"),
    _new("c", "Các khoản thu khác cho Nhà nước", "state_compensation", condition=STATE_MONEY),
    _new("d", "Bồi thường cho bị hại đã thu được mà bản án tuyên trả", "damages",
         condition="Cơ quan thi hành án đã thu được tiền"),
    _new("đ", "Thu hồi quyền sử dụng đất và tài sản khác thuộc diện sung quỹ", "forfeiture"),
    _new("e", "Biện pháp khẩn cấp tạm thời"),
    _new("g", "Quyết định tuyên bố phá sản"),
    _new("h", "Trường hợp khác do luật định"),
)  # fmt: skip
BETWEEN_PARTIES = frozenset(
    {
        "maintenance",
        "damages",
        "wages",
        "debt",
        "credit_debt",
        "property_division",
        "property_handover",
        "compelled_act",
        "other",
    }
)


def clauses(day: date) -> Sequence[Clause]:
    """The list of the law of `day`, in its order; MissingRule when that law is not known."""
    found = tuple(clause for clause in CLAUSES if clause.holds_on(day))
    if not found:
        raise MissingRule("khoản chủ động thi hành án", day)
    return found


def of_item(item: str, day: date) -> frozenset[str]:
    """How an item of this kind may come to be enforced (values of Initiation).

    Both ways when it depends on a condition of the clause; MissingRule for a kind nobody placed.
    """
    named = [clause for clause in clauses(day) if item in clause.items]
    if not named and item not in BETWEEN_PARTIES:
        raise MissingRule(f"cách thi hành khoản “{item}”", day)
    if not named:
        return ON_REQUEST
    return EX_OFFICIO if not all(c.condition for c in named) else EX_OFFICIO | ON_REQUEST
