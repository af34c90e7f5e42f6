"""What the papers on complaints, denunciations and protests say, and on which articles each rests
(reference 8.3, rows 36 and 37)."""

from thads.documents.body import Body

_ABOUT = "\nViệc thi hành án: {decision}; {judgment}."
_PEOPLE = ("Người khiếu nại; người bị khiếu nại;",)
OVERSIGHT_PAPERS = {
    "COMPLAINT_ACCEPTANCE": Body(
        "Về việc thụ lý giải quyết khiếu nại",
        (
            "Ngày {complaint_received}, {agency} nhận đơn khiếu nại của {complaint_sender} đối "
            "với: {complaint_against}.\nNội dung: {complaint_content}" + _ABOUT + "\nĐơn đủ điều "
            "kiện thụ lý. {agency} thụ lý giải quyết {complaint_round} từ {complaint_day}; thời "
            "hạn giải quyết đến hết ngày {complaint_due}. Khiếu nại không làm dừng việc thi hành "
            "án, trừ khi người giải quyết khiếu nại có văn bản tạm dừng.",
        ),
        "THÔNG BÁO", "TB", _PEOPLE,
    ),
    "COMPLAINT_DECISION": Body(
        "Về việc giải quyết khiếu nại",
        (
            "Giải quyết khiếu nại {complaint_round}. Người khiếu nại: {complaint_sender}.\nKhiếu "
            "nại đối với: {complaint_against}.\nNội dung: {complaint_content}" + _ABOUT,
            "Kết luận: nội dung khiếu nại {complaint_outcome}. {complaint_result}",
            "{complaint_next}\nNgười khiếu nại, người bị khiếu nại và cơ quan, tổ chức, cá nhân có "
            "liên quan chịu trách nhiệm thi hành Quyết định này.",
        ),
        first_recipients=("Như Điều 3;", "Cơ quan cấp trên trực tiếp;"),  # TT13 Đ.14 k.1
    ),
    "DENUNCIATION_CONCLUSION": Body(
        "Về nội dung tố cáo",
        (
            "Ngày {complaint_received}, {agency} nhận đơn tố cáo; đã thụ lý và tổ chức xác minh "
            "theo quy định. Người, hành vi bị tố cáo: {complaint_against}.\nNội dung tố cáo: "
            "{complaint_content}" + _ABOUT + "\nKết luận: nội dung tố cáo {complaint_outcome}. "
            "{complaint_result}\nHọ tên, địa chỉ của người tố cáo được giữ bí mật theo quy định.",
        ),
        "KẾT LUẬN", "KL",
        ("Người bị tố cáo; cơ quan quản lý người bị tố cáo;", "Cơ quan cấp trên trực tiếp;"),
    ),
    "PROTEST_REPLY": Body(
        "Trả lời Viện kiểm sát",
        (
            "Kính gửi: {protest_body}\nNgày {protest_received}, {agency} nhận {protest_kind} số "
            "{protest_number} ngày {protest_issued} với nội dung: {protest_content}" + _ABOUT + "\n"
            "{agency} trả lời: {protest_answer}. {protest_note}\n{protest_points}",
        ),
        "VĂN BẢN TRẢ LỜI", "TL", ("Như trên;",),
    ),
}  # fmt: skip
OVERSIGHT_BASES = (  # kind; the law until 30/6/2026, and from then on
    ("COMPLAINT_ACCEPTANCE", ("L08 Đ.148",), ("L25 Đ.102", "NĐ152 Đ.74")),
    ("COMPLAINT_DECISION", ("L08 Đ.142", "L08 Đ.151"), ("L25 Đ.104", "NĐ152 Đ.74")),
    ("DENUNCIATION_CONCLUSION", ("L08 Đ.157",), ("L25 Đ.110", "NĐ152 Đ.75")),
    ("PROTEST_REPLY", ("L08 Đ.161",), ("L25 Đ.113",)),
)  # fmt: skip
