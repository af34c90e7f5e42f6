"""The terms of a case: how it began, what it is about, what can happen to it."""

from thads.core.codes import Coded


class Initiation(Coded):
    """Ex officio or on request (L08 Đ.36; L25 Đ.33–34)."""

    EX_OFFICIO = "ex_officio", "Chủ động", "chu_dong"
    ON_REQUEST = "on_request", "Theo yêu cầu", "theo_yeu_cau"


class JudgmentKind(Coded):
    """Kind of judgment, the row breakdown of the statistics forms (reference 5.3)."""

    CIVIL = "civil", "Dân sự", "dan_su"
    CRIMINAL = "criminal", "Hình sự", "hinh_su"
    ADMINISTRATIVE = "administrative", "Hành chính", "hanh_chinh"
    FAMILY = "family", "Hôn nhân và gia đình", "hon_nhan_gia_dinh"
    COMMERCIAL = "commercial", "Kinh doanh thương mại", "kinh_doanh_thuong_mai"
    LABOUR = "labour", "Lao động", "lao_dong"
    BANKRUPTCY = "bankruptcy", "Phá sản", "pha_san"
    ARBITRATION = "arbitration", "Trọng tài", "trong_tai"
    COMPETITION = "competition", "Cạnh tranh", "canh_tranh"
    OTHER = "other", "Khác", "khac"


class ItemKind(Coded):
    """Kind of obligation item (khoản)."""

    COURT_FEE = "court_fee", "Án phí, lệ phí Tòa án", "an_phi"
    FINE = "fine", "Tiền phạt", "tien_phat"
    CLAWBACK = "clawback", "Truy thu tiền, tài sản thu lợi bất chính", "truy_thu"
    CONFISCATION = "confiscation", "Tịch thu sung quỹ nhà nước", "tich_thu"
    FORFEITURE = "forfeiture", "Sung công", "sung_cong"
    STATE_COMPENSATION = "state_compensation", "Bồi thường cho Nhà nước", "boi_thuong_nha_nuoc"
    MAINTENANCE = "maintenance", "Cấp dưỡng", "cap_duong"
    DAMAGES = "damages", "Bồi thường thiệt hại", "boi_thuong_thiet_hai"
    WAGES = "wages", "Tiền lương, trợ cấp", "tien_luong"
    DEBT = "debt", "Trả nợ", "tra_no"
    CREDIT_DEBT = "credit_debt", "Trả nợ tín dụng", "tra_no_tin_dung"
    PROPERTY_DIVISION = "property_division", "Chia tài sản", "chia_tai_san"
    PROPERTY_HANDOVER = "property_handover", "Giao tài sản", "giao_tai_san"
    PROPERTY_RETURN = "property_return", "Trả lại tài sản", "tra_lai_tai_san"
    EVIDENCE_DESTRUCTION = "evidence_destruction", "Tiêu hủy vật chứng", "tieu_huy_vat_chung"
    COMPELLED_ACT = "compelled_act", "Buộc thực hiện công việc", "buoc_thuc_hien"
    OTHER = "other", "Khác", "khac"

    @property
    def due_to_state(self) -> bool:
        """Due to the state budget unless the item says otherwise (case-import.md, khoan)."""
        return self in STATE_KINDS


STATE_KINDS = frozenset(
    {
        ItemKind.COURT_FEE,
        ItemKind.FINE,
        ItemKind.CLAWBACK,
        ItemKind.CONFISCATION,
        ItemKind.FORFEITURE,
        ItemKind.STATE_COMPENSATION,
    }
)


class ActKind(Coded):
    """What can happen to a case or to an item of it, besides money (case-import.md, dien_bien).

    Those that the register format cannot say have no code of their own (`is_in_register`).
    """

    ASSIGNMENT = "assignment", "Phân công Chấp hành viên", "phan_cong"
    TRANSFER = "transfer", "Chuyển đơn vị thi hành", "chuyen_don_vi"
    VALID_NOTICE = "valid_notice", "Thông báo hợp lệ", "thong_bao_hop_le"
    VERIFICATION = "verification", "Xác minh điều kiện thi hành án", "xac_minh"
    ENFORCEABLE = "enforceable", "Có điều kiện thi hành", "co_dieu_kien"
    NOT_YET_ENFORCEABLE = "not_yet_enforceable", "Chưa có điều kiện thi hành", "chua_co_dieu_kien"
    RESUMPTION = "resumption", "Tiếp tục thi hành án", "tiep_tuc"
    POSTPONEMENT = "postponement", "Hoãn thi hành án", "hoan"
    SUSPENSION = "suspension", "Tạm đình chỉ thi hành án", "tam_dinh_chi"
    SEPARATE_TRACKING = "separate_tracking", "Chuyển sổ theo dõi riêng", "chuyen_theo_doi_rieng"
    DISCONTINUANCE = "discontinuance", "Đình chỉ thi hành án", "dinh_chi"
    FORGIVENESS = "forgiveness", "Miễn, giảm nghĩa vụ thi hành án", "mien_giam"
    ENTRUSTMENT = "entrustment", "Ủy thác thi hành án", "uy_thac"
    TAKE_UP = "take_up", "Rút hồ sơ lên thi hành", "rut_ho_so"
    WITHDRAWAL = "withdrawal", "Thu hồi quyết định", "thu_hoi"
    ANNULMENT = "annulment", "Hủy quyết định", "huy"
    REQUEST_RETURN = "request_return", "Gửi lại yêu cầu thi hành án", "gui_lai_yeu_cau"
    COMPLETION = "completion", "Thi hành xong", "hoan_thanh"
    OTHER_ENDING = "other_ending", "Kết thúc khác", "ket_thuc_khac"
    INCREASE = "increase", "Tăng nghĩa vụ do sửa đổi, bổ sung", "tang_nghia_vu"
    AMENDMENT = "amendment", "Sửa đổi, bổ sung quyết định (không đổi nội dung)"
    ASSET_ENTRUSTMENT = "asset_entrustment", "Ủy thác xử lý tài sản"
    FEE = "fee", "Thu phí thi hành án"
    FEE_EXEMPTION = "fee_exemption", "Miễn, giảm phí thi hành án"
    CORRECTION = "correction", "Đính chính ghi nhận", "dinh_chinh"

    @property
    def is_in_register(self) -> bool:
        """Whether a register workbook has an event for it (case-import.md, dien_bien)."""
        return self not in NOT_IN_REGISTER


NOT_IN_REGISTER = frozenset(
    {  # no figure follows from it
        ActKind.AMENDMENT,
        ActKind.ASSET_ENTRUSTMENT,
        ActKind.FEE,
        ActKind.FEE_EXEMPTION,
        ActKind.CORRECTION,
    }
)


class MovementKind(Coded):
    """Money of an item (case-import.md, thu_chi).

    The register format cannot say that a payment came back (`is_in_register`).
    """

    COLLECTED = "collected", "Thu", "thu"
    REVERSED = "reversed", "Hủy thu", "huy_thu"
    PAID_OUT = "paid_out", "Chi trả người được thi hành án", "chi"
    PAID_TO_BUDGET = "paid_to_budget", "Nộp ngân sách nhà nước", "nop_ngan_sach"
    PAYMENT_RETURNED = "payment_returned", "Thu hồi khoản đã chi"

    @property
    def is_in_register(self) -> bool:
        """Whether a register workbook has a movement for it."""
        return self is not MovementKind.PAYMENT_RETURNED


class Standing(Coded):
    """Where an item, and by its items a case, stands at a moment (statistics.md)."""

    IN_PROGRESS = "in_progress", "Đang thi hành"
    NOT_YET_ENFORCEABLE = "not_yet_enforceable", "Chưa có điều kiện"
    SEPARATE_TRACKING = "separate_tracking", "Theo dõi riêng"
    POSTPONED_BY_AGREEMENT = "postponed_by_agreement", "Hoãn theo thỏa thuận"
    POSTPONED_OTHER = "postponed_other", "Hoãn (lý do khác)"
    SUSPENDED = "suspended", "Tạm đình chỉ"
    COMPLETED = "completed", "Thi hành xong"
    DISCONTINUED = "discontinued", "Đình chỉ"
    ENTRUSTED_OUT = "entrusted_out", "Ủy thác đi"
    TAKEN_UP = "taken_up", "Cục rút lên thi hành"
    WITHDRAWN = "withdrawn", "Thu hồi"
    ANNULLED = "annulled", "Hủy"
    REQUEST_RETURNED = "request_returned", "Gửi lại yêu cầu"
    ENDED_OTHER = "ended_other", "Kết thúc khác"

    @property
    def has_ended(self) -> bool:
        """No longer open."""
        return self not in OPEN_ORDER

    @property
    def is_current(self) -> bool:
        """Docketed, not ended, and not in separate tracking."""
        return self in OPEN_ORDER and self is not Standing.SEPARATE_TRACKING


# While any item is open the case stands as the first of these that occurs (statistics.md).
OPEN_ORDER = (
    Standing.IN_PROGRESS,
    Standing.POSTPONED_BY_AGREEMENT,
    Standing.POSTPONED_OTHER,
    Standing.SUSPENDED,
    Standing.NOT_YET_ENFORCEABLE,
    Standing.SEPARATE_TRACKING,
)
# When all items have ended and none is completed and no money came in: the first that occurs.
ENDED_ORDER = (
    Standing.DISCONTINUED,
    Standing.ENTRUSTED_OUT,
    Standing.TAKEN_UP,
    Standing.REQUEST_RETURNED,
    Standing.ENDED_OTHER,
    Standing.WITHDRAWN,
    Standing.ANNULLED,
)


class SigningMode(Coded):
    """How a decision is signed (NĐ 30/2020 Đ.13)."""

    HEAD = "head", "Thủ trưởng ký", ""
    KT = "kt", "KT. (ký thay)"
    TUQ = "tuq", "TUQ. (thừa ủy quyền)"
    TL = "tl", "TL. (thừa lệnh)"
