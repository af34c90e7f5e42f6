"""The acts that a person can enter on a case, described as data: one form, one template."""

from dataclasses import dataclass

from thads.cases.models import ActKind, MovementKind, Standing
from thads.identity.policy import Permission

OPEN = frozenset(s for s in Standing if not s.has_ended)
HELD_UP = OPEN - {Standing.IN_PROGRESS}
DECISION = ("number", "signer", "signing_mode")
WHOLE_OR_PART = ("item", "amount")
CLOSING = frozenset({ActKind.COMPLETION, ActKind.CORRECTION})
CHECK = "Kiểm tra trước khi ghi"
FINAL_ACT = "Ghi rồi thì không sửa được; ghi sai phải gạch bỏ bằng đính chính, cả hai vẫn đọc được."
FINAL: dict[ActKind | MovementKind, str] = {
    ActKind.CORRECTION: "Gạch bỏ rồi thì không gỡ lại được; khi cần phải ghi lại từ đầu.",
    MovementKind.COLLECTED: "Ghi rồi thì không xóa được; ghi sai phải hủy khoản thu, cả hai bút "
    "toán vẫn đọc được.",
    MovementKind.PAID_OUT: "Ghi rồi thì không xóa được; tiền quay về thì hủy khoản chi, cả hai bút "
    "toán vẫn đọc được.",
    MovementKind.REVERSED: "Hủy rồi thì không gỡ lại được; khi cần phải ghi lại từ đầu.",
}


@dataclass(frozen=True)
class ActPage:
    """One act as its page shows it. `asks` are the fields beside the day, the
    ground (where the law of the day names grounds) and the note."""

    noun: str  # its address: /cases/<id>/<noun>
    kind: ActKind | MovementKind
    permission: Permission
    group: str
    title: str
    button: str  # names the act, never "OK"
    law: str
    asks: tuple[str, ...] = ()
    explains: str = ""
    standings: frozenset[Standing] = OPEN  # of one item at least, for the act to make sense
    area: str = "cases"  # whose blueprint serves it

    @property
    def endpoint(self) -> str:
        """Where its form is shown and sent."""
        return f"{self.area}.{self.noun.replace('-', '_')}"

    @property
    def is_decision(self) -> bool:
        """Bears a number and a signature."""
        return "number" in self.asks

    @property
    def is_checked(self) -> bool:
        """A decision, a payment or an ending is read once more before it stands (screens 11)."""
        return self.is_decision or isinstance(self.kind, MovementKind) or self.kind in CLOSING

    @property
    def opening_button(self) -> str:
        """What the button under the form says."""
        return CHECK if self.is_checked else self.button

    @property
    def warning(self) -> str:
        """What cannot be undone once it is entered, and what can be done instead."""
        return FINAL.get(self.kind, FINAL_ACT)


_ORGANISING = "Tổ chức thi hành"
_ABILITY = "Điều kiện thi hành"
_HOLDING = "Hoãn, tạm đình chỉ"
_ENDING = "Kết thúc việc thi hành"
_AMENDING = "Sửa đổi, đính chính"
_MONEY = "Tiền thi hành án"
_P = Permission

ACT_PAGES = (
    ActPage(
        "assignment", ActKind.ASSIGNMENT, _P.CASE_ASSIGN, _ORGANISING,
        "Phân công Chấp hành viên", "Phân công Chấp hành viên",
        "Điều 36 Luật THADS 2008; Điều 33 Luật THADS 2025",
        ("officer", *DECISION),
        "Người được phân công giữ hồ sơ từ ngày phân công; phân công lại cũng làm ở đây.",
    ),
    ActPage(
        "transfer", ActKind.TRANSFER, _P.CASE_ASSIGN, _ORGANISING,
        "Chuyển đơn vị thi hành", "Chuyển hồ sơ sang đơn vị khác",
        "Điều 35 Luật THADS 2008; Điều 32 Luật THADS 2025",
        ("to_unit", "new_officer"),
        "Việc được thống kê cho đơn vị nhận kể từ ngày chuyển.",
    ),
    ActPage(
        "notice", ActKind.VALID_NOTICE, _P.CASE_NOTICE, _ORGANISING,
        "Ghi thông báo hợp lệ", "Ghi ngày thông báo hợp lệ",
        "Điều 39–43 Luật THADS 2008; Điều 35 Luật THADS 2025",
        explains="Thời hạn tự nguyện 10 ngày tính từ ngày này.",
    ),
    ActPage(
        "enforceability", ActKind.NOT_YET_ENFORCEABLE, _P.CASE_DECIDE, _ABILITY,
        "Điều kiện thi hành", "Ra quyết định về điều kiện thi hành",
        "Điều 44a Luật THADS 2008; Điều 38 Luật THADS 2025",
        ("enforceable", "item", *DECISION),
        "Việc chưa có điều kiện phải xác minh định kỳ 6 tháng hoặc 12 tháng một lần.",
    ),
    ActPage(
        "verification", ActKind.VERIFICATION, _P.CASE_VERIFY, _ABILITY,
        "Ghi kết quả xác minh", "Ghi kết quả xác minh",
        "Điều 44 Luật THADS 2008; Điều 37 Luật THADS 2025",
        explains="Kết quả quyết định hạn xác minh lần sau: 6 tháng, hoặc 12 tháng khi đang chấp "
        "hành án phạt tù từ 2 năm hay không rõ địa chỉ.",
        area="verification",
    ),
    ActPage(
        "separate-tracking", ActKind.SEPARATE_TRACKING, _P.CASE_DECIDE, _ABILITY,
        "Chuyển sổ theo dõi riêng", "Ra quyết định chuyển sổ theo dõi riêng",
        "Điều 9 khoản 5 Nghị định 62/2015; Điều 38 khoản 4 Luật THADS 2025",
        ("item", *DECISION),
        "Không tính vào số phải thi hành của kỳ sau; thu được tiền thì việc tự trở lại đang "
        "thi hành.",
        frozenset({Standing.NOT_YET_ENFORCEABLE}),
    ),
    ActPage(
        "postponement", ActKind.POSTPONEMENT, _P.CASE_DECIDE, _HOLDING,
        "Hoãn thi hành án", "Ra quyết định hoãn thi hành án",
        "Điều 48 Luật THADS 2008; Điều 46 Luật THADS 2025",
        ("until", "item", *DECISION),
        "Hoãn theo thỏa thuận (điểm c) vẫn tính là có điều kiện thi hành.",
        OPEN - {Standing.POSTPONED_BY_AGREEMENT, Standing.POSTPONED_OTHER},
    ),
    ActPage(
        "suspension", ActKind.SUSPENSION, _P.CASE_DECIDE, _HOLDING,
        "Tạm đình chỉ thi hành án", "Ra quyết định tạm đình chỉ thi hành án",
        "Điều 49 Luật THADS 2008; Điều 47 Luật THADS 2025",
        ("item", *DECISION),
        "Người có thẩm quyền kháng nghị đã quyết định thì cơ quan chỉ ra thông báo: không cần số "
        "quyết định, người ký.",
        standings=OPEN - {Standing.SUSPENDED},
    ),
    ActPage(
        "resumption", ActKind.RESUMPTION, _P.CASE_DECIDE, _HOLDING,
        "Tiếp tục thi hành án", "Ra quyết định tiếp tục thi hành án",
        "Điều 48 khoản 4, Điều 49 khoản 3 Luật THADS 2008; Điều 46, 47 Luật THADS 2025",
        ("item", *DECISION),
        standings=HELD_UP,
    ),
    ActPage(
        "collection", MovementKind.COLLECTED, _P.MONEY_COLLECT, _MONEY,
        "Ghi thu tiền", "Ghi thu tiền",
        "Điều 44 Thông tư 78/2020/TT-BTC",
        explains="Khoản thu đủ thì tự kết thúc trong ngày thu.",
        area="collections",
    ),
    ActPage(
        "payment", MovementKind.PAID_OUT, _P.MONEY_PAY, _MONEY,
        "Chi trả, nộp ngân sách", "Ghi chi tiền",
        "Điều 47 Luật THADS 2008; Điều 54 Luật THADS 2025",
        explains="Chi trong 10 ngày kể từ ngày thu được tiền. Không quá số đã thu của khoản.",
        standings=frozenset(Standing),
        area="ledger",
    ),
    ActPage(
        "reversal", MovementKind.REVERSED, _P.MONEY_REVERSE, _MONEY,
        "Hủy khoản thu, chi ghi sai", "Hủy khoản đã chọn",
        "Điều 27 Luật Kế toán 2015",
        explains="Bút toán cũ vẫn đọc được, có bút toán ngược đề ngày hôm nay đi kèm; khoản đã "
        "xong thì mở lại. Khoản chi chỉ hủy khi tiền đã quay về.",
        standings=frozenset(Standing),
        area="ledger",
    ),
    ActPage(
        "completion", ActKind.COMPLETION, _P.CASE_COMPLETE, _ENDING,
        "Thi hành xong", "Ghi thi hành xong",
        "Điều 52 khoản 1 Luật THADS 2008; Điều 55 Luật THADS 2025",
        ("item",),
        "Khoản còn tiền: số còn lại được ghi là các bên tự thanh toán với nhau trong ngày này.",
    ),
    ActPage(
        "discontinuance", ActKind.DISCONTINUANCE, _P.CASE_DECIDE, _ENDING,
        "Đình chỉ thi hành án", "Ra quyết định đình chỉ thi hành án",
        "Điều 50 Luật THADS 2008; Điều 48 Luật THADS 2025",
        (*WHOLE_OR_PART, *DECISION),
    ),
    ActPage(
        "forgiveness", ActKind.FORGIVENESS, _P.CASE_DECIDE, _ENDING,
        "Miễn, giảm nghĩa vụ thi hành án", "Ghi quyết định miễn, giảm của Tòa án",
        "Điều 61–63 Luật THADS 2008; Điều 42–44 Luật THADS 2025",
        (*WHOLE_OR_PART, *DECISION),
        "Chỉ áp dụng cho khoản thu nộp ngân sách nhà nước.",
    ),
    ActPage(
        "entrustment", ActKind.ENTRUSTMENT, _P.CASE_DECIDE, _ENDING,
        "Ủy thác thi hành án", "Ra quyết định ủy thác thi hành án",
        "Điều 55–57 Luật THADS 2008; Điều 49 Luật THADS 2025",
        ("receiver", *WHOLE_OR_PART, *DECISION),
    ),
    ActPage(
        "asset-entrustment", ActKind.ASSET_ENTRUSTMENT, _P.CASE_DECIDE, _ORGANISING,
        "Ủy thác xử lý tài sản", "Ra quyết định ủy thác xử lý tài sản",
        "Điều 57 khoản 2 Luật THADS 2008; Điều 50 Luật THADS 2025; Điều 27 Nghị định 152/2026",
        ("receiver", "what", *DECISION),
        "Khi tài sản ở nhiều tỉnh: việc vẫn do cơ quan này thi hành, nơi nhận chỉ xử lý tài sản. "
        "Tiền, tài sản số trong tài khoản thì không ủy thác.",
    ),
    ActPage(
        "take-up", ActKind.TAKE_UP, _P.CASE_DECIDE, _ENDING,
        "Cục rút hồ sơ lên thi hành", "Ra quyết định rút hồ sơ lên thi hành",
        "Điều 35 khoản 2 điểm đ Luật THADS 2008",
        (*WHOLE_OR_PART, *DECISION),
    ),
    ActPage(
        "withdrawal", ActKind.WITHDRAWAL, _P.CASE_DECIDE, _ENDING,
        "Thu hồi quyết định thi hành án", "Ra quyết định thu hồi quyết định thi hành án",
        "Điều 37 khoản 1 Luật THADS 2008; Điều 52 khoản 1 Luật THADS 2025",
        (*WHOLE_OR_PART, *DECISION),
        "Thu hồi một phần cũng dùng khi quyết định bị sửa giảm số tiền.",
    ),
    ActPage(
        "annulment", ActKind.ANNULMENT, _P.CASE_DECIDE, _ENDING,
        "Hủy quyết định thi hành án", "Ghi quyết định hủy quyết định thi hành án",
        "Điều 37 khoản 3 Luật THADS 2008; Điều 52 khoản 4 Luật THADS 2025",
        (*WHOLE_OR_PART, *DECISION),
    ),
    ActPage(
        "request-return", ActKind.REQUEST_RETURN, _P.CASE_DECIDE, _ENDING,
        "Gửi lại yêu cầu thi hành án", "Gửi lại yêu cầu cho người được thi hành án",
        "Điều 38 khoản 4 Luật THADS 2025; Điều 22 khoản 2 Nghị định 152/2026",
        ("item", *DECISION),
        "Chỉ với việc theo yêu cầu đã chưa có điều kiện đủ 2 năm.",
        frozenset({Standing.NOT_YET_ENFORCEABLE}),
    ),
    ActPage(
        "ending", ActKind.OTHER_ENDING, _P.CASE_DECIDE, _ENDING,
        "Kết thúc khác", "Ghi kết thúc thi hành án",
        "Điều 52 Luật THADS 2008; Điều 32 khoản 1 Nghị định 152/2026",
        ("item", *DECISION),
    ),
    ActPage(
        "increase", ActKind.INCREASE, _P.CASE_DECIDE, _AMENDING,
        "Tăng nghĩa vụ do sửa đổi, bổ sung", "Ghi số tiền tăng thêm",
        "Điều 37 khoản 2 Luật THADS 2008; Điều 52 khoản 2 Luật THADS 2025",
        ("one_item", "amount_needed", *DECISION),
    ),
    ActPage(
        "amendment", ActKind.AMENDMENT, _P.CASE_DECIDE, _AMENDING,
        "Sửa đổi, bổ sung quyết định", "Ra quyết định sửa đổi, bổ sung",
        "Điều 37 khoản 2 Luật THADS 2008; Điều 52 khoản 2 Luật THADS 2025",
        ("item", "what", *DECISION),
        "Chỉ sửa sai sót không làm thay đổi nội dung việc thi hành án; tình trạng và số tiền giữ "
        "nguyên. Sai sót làm thay đổi nội dung thì thu hồi quyết định.",
        frozenset(Standing),
    ),
    ActPage(
        "correction", ActKind.CORRECTION, _P.CASE_CORRECT, _AMENDING,
        "Đính chính ghi nhận", "Gạch bỏ ghi nhận đã chọn",
        "Điều 30 khoản 4 Thông tư 04/2023/TT-BTP",
        ("corrects", "reason"),
        "Ghi nhận sai được gạch bỏ nhưng vẫn đọc được; số liệu được tính lại ngay.",
        frozenset(Standing),
    ),
)  # fmt: skip


def page_of(noun: str) -> ActPage:
    """The act at this address."""
    return next(page for page in ACT_PAGES if page.noun == noun)
