"""Vietnamese words for the acts in the audit record, by the beginning of their names."""

GROUPS = (
    ("sign_in.", "Đăng nhập, đăng xuất"),
    ("access.", "Truy cập bị từ chối"),
    ("user.", "Quản lý người dùng"),
    ("judgment", "Bản án"),
    ("case", "Hồ sơ thi hành án"),
    ("ledger", "Thu, chi tiền"),
    ("verification", "Xác minh"),
    ("evidence", "Vật chứng"),
    ("target", "Chỉ tiêu"),
    ("report", "Báo cáo"),
    ("practice_day.", "Ngày tập huấn"),
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
    "practice_day.moved": "Đổi ngày tập huấn",
}


def name_of(act: str) -> str:
    """The words for an act; the act's own name when it has none yet."""
    if act in NAMES:
        return NAMES[act]
    group = next((words for start, words in GROUPS if act.startswith(start)), None)
    reading = "xem" if act.endswith(".read") else act
    return f"{group}: {reading}" if group else act
