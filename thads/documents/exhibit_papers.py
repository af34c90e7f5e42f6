"""What the papers of exhibits say, and on which articles each rests (reference 8.3)."""

from thads.documents.body import Body

_MEMBERS = ("CHỦ TỊCH HỘI ĐỒNG", "CÁC THÀNH VIÊN HỘI ĐỒNG")

EXHIBIT_PAPERS = {
    "DESTRUCTION_COUNCIL": Body(
        "Về việc thành lập Hội đồng tiêu hủy vật chứng, tài sản",
        (
            "Thành lập Hội đồng tiêu hủy vật chứng, tài sản gồm:\n{council_members}",
            "Hội đồng tiêu hủy các vật chứng, tài sản sau đây đúng quy định và chậm nhất ngày "
            "{council_due}:\n{council_exhibits}",
            "Quyết định này có hiệu lực kể từ ngày ký. Các thành viên Hội đồng chịu trách nhiệm "
            "thi hành Quyết định này; Hội đồng tự giải thể sau khi hoàn thành nhiệm vụ.",
        ),
    ),
    "DESTRUCTION_MINUTES": Body(
        "Tiêu hủy vật chứng, tài sản",
        (
            "Hồi {session_time}, tại {session_place}, {council_title} gồm:\n{council_members}\n"
            "{session_prosecutor}\nHội đồng đã đối chiếu vật chứng, tài sản với bản án, quyết "
            "định, biên bản thu giữ ban đầu và biểu quyết: {session_votes}.\nKết luận: "
            "{session_result}. Hình thức tiêu hủy: {session_method}.\n{session_course}\nCác thành "
            "viên Hội đồng đã ký biên bản. Vật chứng, tài sản cụ thể như sau:",
        ),
        "BIÊN BẢN", "", (), by_officer=True, signatories=_MEMBERS,
    ),
    "STORE_ORDER": Body(
        "Nhập, xuất kho vật chứng, tài sản",
        (
            "Thủ kho thực hiện {order_direction} tại {order_place}.\nNgười giao, nhận: "
            "{order_body}.\nLý do: {order_reason}.\nVật chứng, tài sản cụ thể như sau:",
        ),
        "LỆNH", "", (), signatories=("THỦ KHO", "NGƯỜI GIAO, NHẬN"),
    ),
}  # fmt: skip
EXHIBIT_BASES = (  # by law: before 1/7/2026, since then
    ("DESTRUCTION_COUNCIL", ("L08 Đ.125", "NĐ62 Đ.33"), ("L25 Đ.58", "NĐ152 Đ.40")),
    ("DESTRUCTION_MINUTES", ("L08 Đ.125", "NĐ62 Đ.33"), ("L25 Đ.58", "NĐ152 Đ.40")),
    ("STORE_ORDER", ("TT04 Đ.11 k.2",), ("NĐ152 Đ.37 k.3",)),
)
