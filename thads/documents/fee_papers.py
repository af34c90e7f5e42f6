"""What the papers on fees say (reference 8.3, row 28; TT216 Đ.5, 7)."""

from thads.documents.body import Body

EFFECT = (
    "Quyết định này có hiệu lực kể từ ngày ký. {officer}, kế toán nghiệp vụ và người có tên tại "
    "Điều 1 chịu trách nhiệm thi hành Quyết định này."
)
PAYER = ("Người phải nộp phí;",)

FEE_PAPERS = {
    "FEE": Body(
        "Về việc thu phí thi hành án",
        (
            "Thu phí thi hành án dân sự đối với:\n{fee_lines}\n{fee_replaces}",
            "Phí thi hành án được khấu trừ trước khi chi trả tiền; phí của tài sản và phí còn "
            "thiếu nộp tại {agency}. Người phải nộp phí có quyền đề nghị miễn, giảm phí, kèm tài "
            "liệu chứng minh.",
            EFFECT,
        ),
    ),
    "FEE_EXEMPTION": Body(
        "Về việc miễn, giảm phí thi hành án",
        (
            "Miễn, giảm phí thi hành án dân sự cho:\n{relief_person}\nLý do: {relief_ground}.\n"
            "Tài liệu chứng minh: {relief_documents}.\n{relief_line}",
            "Số phí còn lại sau khi miễn, giảm thực hiện theo {fee_decision}; phần đã thu thừa, "
            "nếu có, được hoàn trả.\n{relief_lasting}",
            EFFECT,
        ),
    ),
    "FEE_REFUSAL": Body(
        "Về việc không miễn, giảm phí thi hành án",
        (
            "{agency} đã nhận đủ hồ sơ đề nghị miễn, giảm phí thi hành án của:\n{fee_payer}.\n"
            "Căn cứ đề nghị: {fee_asked}.\nĐề nghị này không được chấp nhận. Lý do: "
            "{fee_reply}.\nNgười đề nghị nộp phí theo {fee_charged_by} và có quyền khiếu nại theo "
            "quy định của pháp luật về thi hành án dân sự.",
        ),
        "THÔNG BÁO", "TB", PAYER,
    ),
    "FEE_NOTICE": Body(
        "Về việc nộp phí thi hành án",
        (
            "{agency} thông báo cho:\n{fee_payer}.\nDự kiến {fee_handover}, cơ quan thi hành án "
            "giao tài sản: {fee_property}.\nSố phí thi hành án phải nộp: {fee_sum}.\n"
            "Cách tính: {fee_reckoned}.\nNgười nhận tài sản nộp phí tại {agency} và có quyền đề "
            "nghị miễn, giảm phí, kèm tài liệu chứng minh.",
        ),
        "THÔNG BÁO", "TB", PAYER,
    ),
}  # fmt: skip
