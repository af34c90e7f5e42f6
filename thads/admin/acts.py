"""Vietnamese words for the acts in the audit record, by the beginning of their names."""

from collections.abc import Mapping
from typing import Any

GROUPS = (
    ("sign_in.", "Đăng nhập, đăng xuất"),
    ("access.", "Truy cập bị từ chối"),
    ("user.", "Quản lý người dùng"),
    ("judgment", "Bản án"),
    ("casefiles", "Bút lục, lưu trữ hồ sơ"),
    ("case", "Hồ sơ thi hành án"),
    ("attachment", "Tài liệu đính kèm"),
    ("ledger", "Thu, chi tiền"),
    ("verification", "Xác minh"),
    ("evidence", "Vật chứng"),
    ("document", "Văn bản của hồ sơ"),
    ("trust", "Chứng thư gốc được tin cậy"),
    ("misfit", "Mẫu văn bản không phù hợp"),
    ("delegation", "Phân công, ủy quyền ký"),
    ("conflict", "Người thân thích, xung đột lợi ích"),
    ("recusal", "Thay đổi Chấp hành viên"),
    ("search", "Tìm"),
    ("filter", "Bộ lọc đã lưu"),
    ("target", "Chỉ tiêu"),
    ("report", "Báo cáo"),
    ("statistics", "Số liệu thống kê"),
    ("oversight", "Số liệu công bố"),
    ("visit", "Đoàn giám sát"),
    ("conclusion", "Kết luận giám sát"),
    ("dispatches", "Bản sao báo cáo đã gửi"),
    ("audit.", "Đọc lại nhật ký"),
    ("worklists", "Việc phải làm"),
    ("calendar.", "Lịch riêng"),
    ("digest.", "Bản tin việc trong ngày"),
    ("job", "Việc nền"),
    ("practice_day.", "Ngày tập huấn"),
    ("practice.", "Tỉnh tập huấn"),
    ("admin.", "Xem trang quản trị"),
)
NAMES = {
    "sign_in.begun": "Đăng nhập",
    "sign_in.ended": "Kết thúc phiên",
    "sign_in.refused": "Đăng nhập bị từ chối",
    "session.wrong_tenant": "Phiên của tỉnh khác",
    "access.refused": "Không có quyền",
    "access.absent": "Không có hoặc ngoài phạm vi",
    "password.changed": "Đổi mật khẩu",
    "invitation.accepted": "Nhận lời mời",
    "user.invited": "Mời người dùng",
    "user.invited_again": "Gửi lại lời mời",
    "user.role_changed": "Đổi vai trò, đơn vị",
    "user.disabled": "Khóa tài khoản",
    "user.enabled": "Mở tài khoản",
    "document.composed": "Lập văn bản",
    "document.issued": "Phát hành thông báo, giấy triệu tập, biên bản",
    "document.numbered": "Lấy số thông báo",
    "document.filed": "Lưu tệp văn bản",
    "document.signed": "Nhận văn bản đã ký số",
    "attachment.added": "Đính kèm tài liệu",
    "attachment.struck": "Gạch bỏ tài liệu đính kèm",
    "attachments.file.read": "Mở tệp đính kèm",
    "leaves.numbered": "Đánh bút lục",
    "file.signed_off": "Ký xác nhận hồ sơ",
    "file.checked": "Kiểm tra hồ sơ trước khi lưu trữ",
    "file.archived": "Cho lưu trữ hồ sơ",
    "file.returned": "Trả lại hồ sơ, rút khỏi lưu trữ",
    "file.binding_asked": "Lập hồ sơ thành một tệp PDF",
    "casefiles.bound.read": "Tải hồ sơ, mục lục PDF",
    "trust.added": "Tin cậy chứng thư gốc",
    "trust.ended": "Thôi tin cậy chứng thư gốc",
    "misfit.told": "Báo mẫu văn bản không phù hợp",
    "search.suggested": "Xem gợi ý tìm",
    "search.show.read": "Xem kết quả tìm",
    "filter.saved": "Lưu bộ lọc",
    "filter.renamed": "Đổi tên, chia sẻ bộ lọc",
    "filter.deleted": "Xóa bộ lọc",
    "calendar.issued": "Tạo địa chỉ lịch riêng",
    "calendar.revoked": "Thu hồi địa chỉ lịch riêng",
    "digest.dismissed": "Cất bản tin việc trong ngày",
    "report.signed": "Nhận báo cáo đã ký số",
    "report.copy_sent": "Gửi bản sao báo cáo",
    "report.copy_corrected": "Đính chính bản sao báo cáo",
    "audit.proved": "Đọc lại toàn bộ nhật ký",
    "practice_day.moved": "Đổi ngày tập huấn",
    "practice.copied": "Sao dữ liệu ra tỉnh tập huấn",
    "practice.made": "Lập tỉnh tập huấn từ dữ liệu đã thay tên",
}

DETAILS = {
    "address": "địa chỉ máy",
    "locked": "đã tạm khóa",
    "permission": "quyền cần có",
    "reason": "lý do",
    "before": "trước",
    "after": "sau",
    "role": "vai trò",
    "unit_id": "đơn vị",
    "claimed": "tỉnh trong phiên",
    "shared": "dùng chung trong đơn vị",
    "found": "số kết quả",
}


def told(details: Mapping[str, Any]) -> list[str]:
    """The details of an act, each as a short line."""
    return [f"{DETAILS.get(key, key)}: {_plain(value)}" for key, value in details.items()]


def _plain(value: Any) -> str:
    if isinstance(value, Mapping):
        return "; ".join(told(value))
    if isinstance(value, bool):
        return "có" if value else "không"
    return "–" if value is None else str(value)


def name_of(act: str) -> str:
    """The words for an act; the act's own name when it has none yet."""
    if act in NAMES:
        return NAMES[act]
    group = next((words for start, words in GROUPS if act.startswith(start)), None)
    reading = "xem" if act.endswith(".read") else act
    return f"{group}: {reading}" if group else act
