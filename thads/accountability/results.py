"""What each duty of the law leaves behind when it is done."""

from thads.rules.deadlines import Duty

RESULTS = {
    Duty.EX_OFFICIO_DECISION: "Quyết định thi hành án",
    Duty.NOTICE: "Đương sự được thông báo hợp lệ",
    Duty.FIRST_VERIFICATION: "Biên bản xác minh, phân loại việc",
    Duty.NO_MEANS_DECISION: "Quyết định về việc chưa có điều kiện thi hành án",
    Duty.PERIODIC_VERIFICATION: "Biên bản xác minh, phân loại lại",
    Duty.LONG_VERIFICATION: "Biên bản xác minh, phân loại lại",
    Duty.NEW_INFORMATION_VERIFICATION: "Biên bản xác minh thông tin mới",
    Duty.RESUMPTION: "Quyết định tiếp tục thi hành án",
    Duty.PAYOUT: "Chứng từ chi trả hoặc nộp ngân sách",
    Duty.DESTRUCTION_COUNCIL: "Quyết định thành lập Hội đồng tiêu hủy",
    Duty.DESTRUCTION: "Biên bản tiêu hủy",
}


def result_of(duty: Duty) -> str:
    """The result expected of a duty, in the words of the office."""
    return RESULTS.get(duty, f"Đã {duty.label}")
