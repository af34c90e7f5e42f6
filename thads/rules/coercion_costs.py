"""Costs of coercion as dated data: who bears what, per-diems, and relief from them.

Law 26/2008 left the per-diems to a circular whose text is not at hand: before 1/7/2026 there is
no rate here, and asking for one is an error. What Article 73 of that law says is known from its
digest; the decree that completes it (NĐ62 Đ.43–45) was read.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from thads.core.codes import Coded
from thads.core.errors import RuleBroken
from thads.rules.dated import NEW_LAW, OLD_LAW_ENDS, Dated, MissingRule

AMENDED_LAW = date(2015, 7, 1)
DECREE_62 = date(2015, 9, 1)
DECREE_152_OF_2024 = date(2025, 1, 1)  # completed NĐ62 Đ.43


class Bearer(Coded):
    """Who pays a cost in the end."""

    DEBTOR = "debtor", "Người phải thi hành án"
    CREDITOR = "creditor", "Người được thi hành án"
    THIRD_PERSON = "third_person", "Người thứ ba"
    STATE = "state", "Ngân sách nhà nước"


@dataclass(frozen=True, slots=True, kw_only=True)
class Content(Dated):
    """One thing that money is spent on; the law that names it says who bears it."""

    code: str
    label: str
    bearer: Bearer
    rates: tuple[str, ...] = ()  # per-diems that such a line may be reckoned by


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate(Dated):
    """So many đồng for a person and a day, or for one report."""

    code: str
    label: str
    amount: int
    unit: str = "người/ngày"


@dataclass(frozen=True, slots=True, kw_only=True)
class Relief(Dated):
    """Why an individual is freed of costs: of half (`halves`), or of the rest once half is paid."""

    code: str
    label: str
    halves: bool
    proof: str


def _old(code: str, bearer: Bearer, label: str, source: str, since: date = AMENDED_LAW) -> Content:
    return Content(code=code, label=label, bearer=bearer, source=source, valid_from=since,
                   valid_to=OLD_LAW_ENDS)  # fmt: skip


def _new(code: str, bearer: Bearer, label: str, source: str, *rates: str) -> Content:
    return Content(code=code, label=label, bearer=bearer, source=source, rates=rates,
                   valid_from=NEW_LAW)  # fmt: skip


_D, _C, _T, _S = Bearer.DEBTOR, Bearer.CREDITOR, Bearer.THIRD_PERSON, Bearer.STATE
_TOLD = ("notice_official", "notice_other")
_MET = ("meeting_lead", "meeting_member")

CONTENTS: tuple[Content, ...] = (
    _old("notice", _D, "Thông báo về cưỡng chế", "L08 Đ.73 k.1"),
    _old("means", _D, "Nguyên liệu, nhiên liệu; thuê phương tiện, thiết bị bảo vệ, y tế, phòng "
         "cháy", "L08 Đ.73 k.1"),
    _old("valuation", _D, "Định giá, giám định, bán đấu giá tài sản", "L08 Đ.73 k.1"),
    _old("custody", _D, "Thuê, trông coi, bảo quản, bốc dỡ, vận chuyển tài sản; nhân công; xây "
         "ngăn, phá dỡ; đo đạc", "L08 Đ.73 k.1"),
    _old("seizure", _D, "Tạm giữ, thu giữ tài sản, giấy tờ", "L08 Đ.73 k.1"),
    _old("forces", _D, "Bồi dưỡng người tham gia và bảo vệ cưỡng chế",
         "L08 Đ.73 k.1; NĐ62 Đ.43 k.2", DECREE_62),
    _old("revaluation", _C, "Định giá lại do người được thi hành án yêu cầu", "L08 Đ.73 k.2"),
    _old("partition", _C, "Xây ngăn, phá dỡ theo bản án, quyết định", "L08 Đ.73 k.2"),
    _old("state_revaluation", _S, "Định giá lại do vi phạm quy định về định giá", "L08 Đ.73 k.3"),
    _old("verification", _S, "Xác minh điều kiện thi hành án", "L08 Đ.73 k.3"),
    _old("meeting", _S, "Họp bàn cưỡng chế với các cơ quan liên quan", "NĐ62 Đ.43 k.1 điểm a",
         DECREE_62),
    _old("uncollectable", _S, "Không thu được do tài sản không bán được, mất giá trị, hoặc người "
         "phải thi hành án không có khả năng thanh toán", "NĐ62 Đ.43 k.1 điểm b", DECREE_62),
    _old("price_check", _S, "Xác minh, xác định giá trị tài sản trước khi cưỡng chế",
         "NĐ62 Đ.43 k.1 điểm c", DECREE_62),
    _old("papers", _S, "Tạm giữ giấy tờ mà không thu được tiền", "NĐ62 Đ.43 k.1 điểm d", DECREE_62),
    _old("interpreter", _S, "Phiên dịch, biên dịch", "NĐ62 Đ.43 k.1 điểm đ", DECREE_62),
    _old("discontinued", _S, "Đang hoặc đã cưỡng chế nhưng phải đình chỉ", "NĐ62 Đ.43 k.1 điểm e",
         DECREE_152_OF_2024),
    _old("annulled", _S, "Việc cưỡng chế bị hủy", "NĐ62 Đ.43 k.1 điểm g", DECREE_152_OF_2024),
    _new("notice", _D, "Thông báo về cưỡng chế", "L25 Đ.53 k.3 điểm a; NĐ152 Đ.81 k.1", *_TOLD),
    _new("means", _D, "Nguyên liệu, nhiên liệu; thuê phương tiện, thiết bị bảo vệ, y tế, phòng "
         "cháy", "L25 Đ.53 k.3 điểm b; NĐ152 Đ.84 k.9"),
    _new("valuation", _D, "Thẩm định giá, xác định giá, giám định, bán tài sản",
         "L25 Đ.53 k.3 điểm c; NĐ152 Đ.81 k.2", *_MET, *_TOLD),
    _new("custody", _D, "Thuê, trông coi, bảo quản, bốc dỡ, vận chuyển tài sản; nhân công; xây "
         "ngăn, phá dỡ; đo đạc", "L25 Đ.53 k.3 điểm d; NĐ152 Đ.84 k.9"),
    _new("seizure", _D, "Tạm giữ, thu giữ tài sản, giấy tờ", "L25 Đ.53 k.3 điểm đ; NĐ152 Đ.81 k.3",
         *_TOLD),
    _new("forces", _D, "Bồi dưỡng người tham gia và bảo vệ cưỡng chế",
         "L25 Đ.53 k.3 điểm e; NĐ152 Đ.81 k.4", "coercion_lead", "coercion_member"),
    _new("planning", _D, "Họp bàn cưỡng chế", "NĐ152 Đ.81 k.4 điểm b", *_MET),
    _new("opening", _D, "Mở khóa, mở gói, dọn dẹp mặt bằng", "NĐ152 Đ.81 k.5"),
    _new("debtor_notice", _D, "Thông báo theo đề nghị của người phải thi hành án",
         "NĐ152 Đ.81 k.6"),
    _new("debtor_share", _D, "Kê biên, xử lý tài sản chung, phần của người phải thi hành án",
         "NĐ152 Đ.81 k.7"),
    _new("litigation", _D, "Xem xét, thẩm định tại chỗ, chi phí tố tụng khác", "NĐ152 Đ.81 k.8"),
    _new("debtor_revaluation", _D, "Thẩm định giá lại do người phải thi hành án yêu cầu",
         "NĐ152 Đ.81 k.9"),
    _new("debtor_uncollected", _D, "Bảo quản, xử lý tài sản người phải thi hành án không đến nhận",
         "NĐ152 Đ.81 k.10"),
    _new("revaluation", _C, "Thẩm định giá lại do người được thi hành án yêu cầu",
         "L25 Đ.53 k.4 điểm a; NĐ152 Đ.82 k.1"),
    _new("partition", _C, "Xây ngăn, phá dỡ theo bản án, quyết định", "L25 Đ.53 k.4 điểm b"),
    _new("creditor_share", _C, "Kê biên, xử lý tài sản chung, phần của người được thi hành án",
         "NĐ152 Đ.82 k.2"),
    _new("wrong_security", _C, "Biện pháp bảo đảm do yêu cầu không đúng", "NĐ152 Đ.82 k.3"),
    _new("creditor_notice", _C, "Thông báo theo đề nghị của người được thi hành án",
         "NĐ152 Đ.82 k.4"),
    _new("voluntary", _C, "Người được thi hành án tự nguyện chịu", "NĐ152 Đ.82 k.5"),
    _new("creditor_uncollected", _C, "Bảo quản, xử lý tài sản người được thi hành án không đến "
         "nhận", "NĐ152 Đ.82 k.6"),
    _new("unhanded", _T, "Cưỡng chế người thứ ba không giao tài sản", "NĐ152 Đ.83 k.1 điểm a",
         "coercion_lead", "coercion_member"),
    _new("unpaid", _T, "Cưỡng chế người thứ ba không giao nộp tiền", "NĐ152 Đ.83 k.1 điểm b",
         "coercion_lead", "coercion_member"),
    _new("third_uncollected", _T, "Bảo quản, xử lý tài sản người thứ ba không đến nhận",
         "NĐ152 Đ.83 k.1 điểm c"),
    _new("third_notice", _T, "Thông báo theo đề nghị của người thứ ba", "NĐ152 Đ.83 k.1 điểm d"),
    _new("state_revaluation", _S, "Thẩm định giá lại do vi phạm hoặc chứng thư hết hiệu lực",
         "L25 Đ.53 k.5 điểm a"),
    _new("verification", _S, "Xác minh điều kiện thi hành án trước khi có quyết định cưỡng chế",
         "L25 Đ.53 k.5 điểm b; NĐ152 Đ.80 k.1", *_TOLD),
    _new("before", _S, "Chi trước khi có quyết định cưỡng chế", "NĐ152 Đ.80 k.2 điểm a", *_MET),
    _new("price_check", _S, "Ước tính giá trị tài sản", "NĐ152 Đ.80 k.2 điểm b", *_MET),
    _new("interpreter", _S, "Phiên dịch, biên dịch", "NĐ152 Đ.80 k.2 điểm c"),
    _new("security", _S, "Áp dụng biện pháp bảo đảm, biện pháp khẩn cấp tạm thời",
         "NĐ152 Đ.80 k.2 điểm d", *_TOLD),
    _new("evidence", _S, "Giữ, giao, vận chuyển vật chứng, tài sản tạm giữ",
         "NĐ152 Đ.80 k.2 điểm đ"),
    _new("destruction", _S, "Tiêu hủy vật chứng, tài sản", "NĐ152 Đ.80 k.2 điểm e",
         "destruction_lead", "destruction_member"),
    _new("uncollectable", _S, "Không thu được của đương sự, người thứ ba",
         "NĐ152 Đ.80 k.2 điểm i"),
    _new("discontinued", _S, "Đã cưỡng chế nhưng có quyết định đình chỉ, tạm đình chỉ",
         "NĐ152 Đ.80 k.2 điểm k"),
    _new("annulled", _S, "Quyết định cưỡng chế bị hủy, hoặc chưa có điều kiện thi hành",
         "NĐ152 Đ.80 k.2 điểm l"),
    _new("stopped", _S, "Cưỡng chế phải ngừng vì trở ngại khách quan, giải quyết khiếu nại",
         "NĐ152 Đ.80 k.2 điểm m"),
    _new("expert", _S, "Thuê chuyên gia tư vấn vụ án phức tạp", "NĐ152 Đ.80 k.2 điểm n",
         "expert_report"),
    _new("handover", _S, "Giao tài sản theo bản án, quyết định", "NĐ152 Đ.80 k.2 điểm q",
         "handover_member"),
)  # fmt: skip


def _rate(code: str, label: str, amount: int, source: str, unit: str = "người/ngày") -> Rate:
    return Rate(code=code, label=label, amount=amount, unit=unit, source=source,
                valid_from=NEW_LAW)  # fmt: skip


RATES: tuple[Rate, ...] = (
    _rate("meeting_lead", "Họp: chủ trì", 300_000, "NĐ152 Đ.84 k.1 điểm a"),
    _rate("meeting_member", "Họp: thành viên", 200_000, "NĐ152 Đ.84 k.1 điểm b"),
    _rate("coercion_lead", "Cưỡng chế: chủ trì", 1_000_000, "NĐ152 Đ.84 k.2 điểm a"),
    _rate("coercion_member", "Cưỡng chế: người khác", 500_000, "NĐ152 Đ.84 k.2 điểm b"),
    _rate("notice_official", "Thông báo, xác minh, bảo đảm: công chức, công an, kiểm sát, chính "
          "quyền", 150_000, "NĐ152 Đ.84 k.3 điểm a"),
    _rate("notice_other", "Thông báo, xác minh, bảo đảm: dân quân, người dẫn đường, người khác",
          200_000, "NĐ152 Đ.84 k.3 điểm b"),
    _rate("handover_member", "Giao tài sản; xét miễn, giảm nghĩa vụ", 200_000, "NĐ152 Đ.84 k.4"),
    _rate("destruction_lead", "Tiêu hủy: chủ trì", 300_000, "NĐ152 Đ.84 k.5 điểm b"),
    _rate("destruction_member", "Tiêu hủy: thành viên Hội đồng", 200_000,
          "NĐ152 Đ.84 k.5 điểm b"),
    _rate("expert_report", "Báo cáo tư vấn bằng văn bản", 1_000_000, "NĐ152 Đ.84 k.6", "báo cáo"),
)  # fmt: skip

COMMUNE = "Xác nhận của Ủy ban nhân dân cấp xã hoặc nơi trả thu nhập"
_GROUNDS = (
    ("a", "Thu nhập không bảo đảm mức sinh hoạt tối thiểu, hoặc đặc biệt khó khăn kéo dài do "
     "thiên tai, hỏa hoạn", True, COMMUNE),
    ("b", "Gia đình chính sách, có công với cách mạng", False, "Giấy tờ do cơ quan có thẩm quyền "
     "cấp"),
    ("c", "Neo đơn, tàn tật, ốm đau kéo dài", True, "Hồ sơ bệnh án, hoặc xác nhận của Ủy ban nhân "
     "dân cấp xã"),
)  # fmt: skip
RELIEFS: tuple[Relief, ...] = tuple(
    Relief(code=code, label=label, halves=halves, proof=proof, valid_from=since, valid_to=until,
           source=f"{article} k.1 điểm {code}")
    for article, since, until in (
        ("NĐ62 Đ.44", DECREE_62, OLD_LAW_ENDS), ("NĐ152 Đ.87", NEW_LAW, None),
    )
    for code, label, halves, proof in _GROUNDS
)  # fmt: skip


def contents(day: date) -> Sequence[Content]:
    """What money may be spent on in the law of `day`; MissingRule before the law known here."""
    found = tuple(one for one in CONTENTS if one.holds_on(day))
    if not found:
        raise MissingRule("chi phí cưỡng chế", day)
    return found


def content(code: str, day: date) -> Content:
    """One of them; RuleBroken for a code that the law of that day does not know."""
    found = next((one for one in contents(day) if one.code == code), None)
    if found is None:
        raise RuleBroken(
            "costs.content",
            f"Luật của ngày {day:%d/%m/%Y} không có nội dung chi này. Chưa ghi gì; chọn lại nội "
            "dung chi.",
        )
    return found


def rates(day: date) -> Sequence[Rate]:
    """The per-diems of that day; none where the law known here sets none."""
    return tuple(one for one in RATES if one.holds_on(day))


def rate(code: str, day: date) -> Rate:
    """One of them; MissingRule when the law known here does not say it."""
    found = next((one for one in rates(day) if one.code == code), None)
    if found is None:
        raise MissingRule("mức chi bồi dưỡng", day)
    return found


def reliefs(day: date) -> Sequence[Relief]:
    """Why somebody may be freed of costs in the law of `day`."""
    return tuple(one for one in RELIEFS if one.holds_on(day))


def relief(code: str, day: date) -> Relief:
    """One of them; MissingRule when the law known here does not know it."""
    found = next((one for one in reliefs(day) if one.code == code), None)
    if found is None:
        raise MissingRule("miễn, giảm chi phí cưỡng chế", day)
    return found


def freed(ground: Relief, *, payable: int, paid: int) -> int:
    """The part of `payable` that may be let off, in đồng, rounded down (NĐ152 Đ.87 k.3).

    RuleBroken when the rest may be freed only after half was paid, and less was.
    """
    rest = payable - paid
    if ground.halves:
        return min(payable // 2, rest)
    if 2 * paid < payable:
        raise RuleBroken(
            "costs.half_first",
            "Gia đình chính sách, người có công chỉ được miễn phần còn lại khi đã nộp ít nhất 1/2 "
            "chi phí cưỡng chế. Chưa ghi gì; thu đủ 1/2 rồi quyết định.",
            field="granted",
        )
    return rest
