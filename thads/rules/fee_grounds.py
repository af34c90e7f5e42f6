"""Who pays no enforcement fee, and who is exempted or pays less, as dated data (TT216 Đ.6, 7)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from thads.core.codes import Coded
from thads.rules.dated import Dated, in_force
from thads.rules.deadlines.lines import CIRCULAR_216


class Liability(Coded):
    """Whether what is received on an item bears a fee, as far as its kind tells."""

    LIABLE = "liable", "Chịu phí"
    FREE = "free", "Không chịu phí"
    UNKNOWN = "unknown", "Chưa rõ"


@dataclass(frozen=True, slots=True, kw_only=True)
class NoFee(Dated):
    """One clause of the list; `items` (values of ItemKind) fall under it by their kind alone,
    `doubtful` only if somebody says so."""

    code: str
    text: str
    items: frozenset[str] = frozenset()
    doubtful: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Relief(Dated):
    """A ground of exemption or reduction: hundredths of the fee, from `least` to `most`."""

    code: str
    text: str
    least: int
    most: int
    documents: str
    lasting: bool = False  # holds for every later decision of the same person (Đ.7 k.4)
    of_asset: bool = False  # only for the fee on what that asset brought

    @property
    def is_exemption(self) -> bool:
        """The whole fee."""
        return self.least == 100


def _no_fee(code: str, clause: int, text: str, items: str = "", doubtful: str = "") -> NoFee:
    return NoFee(
        code=code, text=text, items=frozenset(items.split()), doubtful=frozenset(doubtful.split()),
        source=f"TT216 Đ.6 k.{clause}", valid_from=CIRCULAR_216,
    )  # fmt: skip


NO_FEES = (
    _no_fee("livelihood", 1, "Cấp dưỡng; bồi thường tính mạng, sức khỏe, danh dự, nhân phẩm; tiền "
            "lương, trợ cấp; bảo hiểm xã hội", "maintenance wages", "damages"),
    _no_fee("social_programme", 2, "Kinh phí chương trình chính sách xã hội, chăm sóc sức khỏe, "
            "giáo dục không vì mục đích kinh doanh"),
    _no_fee("sentimental", 3, "Hiện vật chỉ có ý nghĩa tinh thần, gắn với nhân thân"),
    _no_fee("policy_bank", 5, "Thu hồi nợ vay của Ngân hàng Chính sách xã hội cho người nghèo và "
            "đối tượng chính sách"),
    _no_fee("no_value", 6, "Bản án, quyết định không có giá ngạch và không thu án phí có giá "
            "ngạch"),
    _no_fee("returned", 7, "Tiền, tài sản trả lại cho đương sự khi chủ động thi hành án",
            "property_return"),
)  # fmt: skip
RELIEFS = (
    Relief(code="merit", text="Người được hưởng chế độ ưu đãi người có công với cách mạng",
           least=100, most=100, lasting=True, source="TT216 Đ.7 k.1 điểm a",
           documents="Giấy tờ chứng minh được hưởng chế độ ưu đãi người có công",
           valid_from=CIRCULAR_216),
    Relief(code="lonely", text="Người thuộc diện neo đơn", least=100, most=100,
           documents="Xác nhận của Ủy ban nhân dân cấp xã nơi cư trú",
           source="TT216 Đ.7 k.1 điểm b", valid_from=CIRCULAR_216),
    Relief(code="ill", text="Người tàn tật hoặc ốm đau kéo dài", least=100, most=100,
           documents="Tóm tắt hồ sơ bệnh án được cơ sở khám bệnh, chữa bệnh từ cấp huyện trở lên "
           "xác nhận", source="TT216 Đ.7 k.1 điểm b", valid_from=CIRCULAR_216),
    Relief(code="verified_after", text="Tự xác minh chính xác sau khi có quyết định về việc chưa "
           "có điều kiện thi hành án, và tài sản đó được xử lý để thi hành án", least=100, most=100,
           documents="Kết quả xác minh của người được thi hành án; quyết định về việc chưa có "
           "điều kiện thi hành án", source="TT216 Đ.7 k.1 điểm c", valid_from=CIRCULAR_216),
    Relief(code="poor", text="Người có khó khăn về kinh tế thuộc chuẩn hộ nghèo", least=1, most=80,
           documents="Xác nhận của Ủy ban nhân dân cấp xã nơi cư trú hoặc cơ quan, tổ chức nơi "
           "làm việc", source="TT216 Đ.7 k.2 điểm a", valid_from=CIRCULAR_216),
    Relief(code="verified", text="Tự xác minh chính xác tài sản khi yêu cầu thi hành án, xử lý "
           "được mà không phải cưỡng chế cần huy động lực lượng", least=30, most=30, of_asset=True,
           documents="Kết quả xác minh của người được thi hành án, không phải tài sản bản án đã "
           "xác định", source="TT216 Đ.7 k.2 điểm b", valid_from=CIRCULAR_216),
    Relief(code="verified_with_force", text="Tự xác minh chính xác tài sản khi yêu cầu thi hành "
           "án, phải cưỡng chế cần huy động lực lượng", least=20, most=20, of_asset=True,
           documents="Kết quả xác minh của người được thi hành án, không phải tài sản bản án đã "
           "xác định", source="TT216 Đ.7 k.2 điểm c", valid_from=CIRCULAR_216),
)  # fmt: skip


def no_fees(day: date) -> Sequence[NoFee]:
    """The clauses in force on `day`."""
    return [one for one in NO_FEES if one.holds_on(day)]


def no_fee(code: str, day: date) -> NoFee:
    """The clause of that code; MissingRule when `day` knows none."""
    return in_force((n for n in NO_FEES if n.code == code), day, "trường hợp không chịu phí")


def liability(item: str, day: date) -> Liability:
    """What the kind of an item (value of ItemKind) alone tells."""
    clauses = no_fees(day)
    if any(item in one.items for one in clauses):
        return Liability.FREE
    if any(item in one.doubtful for one in clauses):
        return Liability.UNKNOWN
    return Liability.LIABLE


def reliefs(day: date) -> Sequence[Relief]:
    """The grounds of exemption and reduction in force on `day`."""
    return [one for one in RELIEFS if one.holds_on(day)]


def relief(code: str, day: date) -> Relief:
    """The ground of that code; MissingRule when `day` knows none."""
    return in_force((r for r in RELIEFS if r.code == code), day, "căn cứ miễn, giảm phí")
