"""What the papers of exhibits say, and on which articles each rests (reference 8.3)."""

from thads.documents.body import Body

_MEMBERS = ("CÁC THÀNH VIÊN HỘI ĐỒNG", "CHỦ TỊCH HỘI ĐỒNG")
_HANDING = ("ĐẠI DIỆN BÊN GIAO", "THỦ KHO", "KẾ TOÁN", "CHẤP HÀNH VIÊN")

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
    "STORE_SLIP": Body(
        "Nhập, xuất kho vật chứng, tài sản (mẫu C04, C05)",
        (
            "Căn cứ {order_title}, {slip_done} tại {order_place}.\nNgười giao, nhận: "
            "{order_body}.\nLý do: {order_reason}.\nVật chứng, tài sản cụ thể như sau:",
        ),
        "PHIẾU", "", (), signatories=("NGƯỜI GIAO, NHẬN", "THỦ KHO", "KẾ TOÁN"),
    ),
    "STORE_CARD": Body(
        "Kho vật chứng, tài sản tạm giữ (mẫu D67)",
        (
            "Vụ việc: {card_case}. Vật chứng, tài sản: {card_file}.\nCác lần nhập, xuất kho và số "
            "còn lại:",
        ),
        "THẺ KHO", "", (), signatories=("THỦ KHO", "KẾ TOÁN"),
    ),
    "STOCKTAKING_MINUTES": Body(
        "Kiểm kê kho vật chứng, tài sản tạm giữ",
        (
            "Hồi {counting_time}, tại {order_place}, thực hiện {counting_kind}, có mặt: "
            "{counting_people}.\nĐối chiếu số kiểm đếm với sổ: {counting_result}.\nTên, số lượng "
            "và tình trạng của từng loại vật chứng, tài sản như sau:",
        ),
        "BIÊN BẢN", "", (), signatories=("KẾ TOÁN", "THỦ KHO"),
    ),
    "EXHIBIT_RECEIPT": Body(
        "Giao nhận vật chứng, tài sản tạm giữ",
        (
            "{handing_day}, các bên lập biên bản giao nhận vật chứng, tài sản theo {handing_file}."
            "\nBên giao: {handing_body}.\nBên nhận: {handing_officer}, Chấp hành viên, "
            "{handing_agency}.\nCác bên đã đối chiếu với {handing_seizure}. Kết quả: "
            "{handing_differences}\nVật chứng, tài sản cụ thể như sau:",
        ),
        "BIÊN BẢN", "", ("Bên giao;", "Bên nhận;", "Kế toán nghiệp vụ;"),
        by_officer=True, signatories=_HANDING,
    ),
    "EXHIBIT_RETURN_NOTICE": Body(
        "Nhận lại tiền, tài sản tạm giữ",
        (
            "Thông báo để {handing_body} đến nhận lại tiền, tài sản theo {handing_file} tại "
            "{handing_agency}. Khi đến nhận, người nhận xuất trình giấy tờ tùy thân và thông báo "
            "này.\n{handing_terms}\nTiền, tài sản được nhận lại cụ thể như sau:",
        ),
        "THÔNG BÁO", "TB", ("Người được nhận lại tiền, tài sản;",), by_officer=True,
    ),
    "EXHIBIT_RETURN": Body(
        "Trả lại tiền, tài sản tạm giữ",
        (
            "{handing_day}, các bên lập biên bản trả lại tiền, tài sản theo {handing_file}.\nBên "
            "giao: {handing_officer}, Chấp hành viên, {handing_agency}.\nNgười nhận: "
            "{handing_body}.\nNgười nhận đã kiểm tra và nhận đủ tiền, tài sản sau đây:",
        ),
        "BIÊN BẢN", "", ("Người nhận;", "Kế toán nghiệp vụ;"),
        by_officer=True, signatories=("NGƯỜI NHẬN", "CHẤP HÀNH VIÊN"),
    ),
    "EXHIBIT_FORFEITURE": Body(
        "Chuyển giao vật chứng, tài sản tịch thu, sung quỹ nhà nước",
        (
            "{handing_day}, các bên lập biên bản chuyển giao vật chứng, tài sản bị tịch thu, sung "
            "quỹ nhà nước theo {handing_file}, kèm theo quyết định thi hành án, bản án, quyết định."
            "\nBên giao: {handing_officer}, Chấp hành viên, {handing_agency}.\nBên nhận: "
            "{handing_body}.\nVật chứng, tài sản cụ thể như sau:",
        ),
        "BIÊN BẢN", "", ("Bên giao;", "Bên nhận;", "Kế toán nghiệp vụ;"), by_officer=True,
        signatories=("ĐẠI DIỆN BÊN NHẬN", "KẾ TOÁN", "THỦ KHO", "CHẤP HÀNH VIÊN"),
    ),
    "EXHIBIT_PAYMENT": Body(
        "Nộp ngân sách nhà nước tiền vật chứng, tài sản tạm giữ",
        (
            "Chấp hành viên {handing_officer} lập bảng kê tiền vật chứng, tài sản tạm giữ nộp ngân "
            "sách nhà nước ngày {handing_date} theo {handing_file}; tổng số tiền: {handing_sum}. "
            "Từng khoản như sau:",
        ),
        "BẢNG KÊ", "", ("Kế toán nghiệp vụ;",), by_officer=True,
        signatories=("KẾ TOÁN", "CHẤP HÀNH VIÊN"),
    ),
    "EXHIBIT_TO_ISSUER": Body(
        "Chuyển giao giấy tờ cho cơ quan đã cấp",
        (
            "{handing_day}, các bên lập biên bản chuyển giao giấy tờ mà người được nhận không đến "
            "nhận theo {handing_file}.\nBên giao: {handing_officer}, Chấp hành viên, "
            "{handing_agency}.\nBên nhận: {handing_body}.\nGiấy tờ cụ thể như sau:",
        ),
        "BIÊN BẢN", "", ("Bên giao;", "Bên nhận;"), by_officer=True,
        signatories=("ĐẠI DIỆN BÊN NHẬN", "CHẤP HÀNH VIÊN"),
    ),
}  # fmt: skip
EXHIBIT_BASES = (  # by law: before 1/7/2026, since then
    ("DESTRUCTION_COUNCIL", ("L08 Đ.125", "NĐ62 Đ.33"), ("L25 Đ.58", "NĐ152 Đ.40")),
    ("DESTRUCTION_MINUTES", ("L08 Đ.125", "NĐ62 Đ.33"), ("L25 Đ.58", "NĐ152 Đ.40")),
    ("STORE_ORDER", ("TT04 Đ.11 k.2",), ("NĐ152 Đ.37 k.3",)),
    ("STORE_SLIP", ("TT04 Đ.11 k.2",), ("TT04 Đ.11 k.2", "NĐ152 Đ.37 k.3")),
    ("STORE_CARD", ("TT04 Đ.11 k.1",), ("TT04 Đ.11 k.1",)),
    ("STOCKTAKING_MINUTES", ("TT04 Đ.11 k.4",), ("TT04 Đ.11 k.4", "NĐ152 Đ.38 k.2")),
)
HANDING_BASES = (  # of the officer who hands over, by law as above
    ("EXHIBIT_RECEIPT", ("L08 Đ.123",), ("NĐ152 Đ.37 k.2",)),
    ("EXHIBIT_RETURN_NOTICE", ("L08 Đ.126 k.2",), ("L25 Đ.59", "NĐ152 Đ.41 k.1")),
    ("EXHIBIT_RETURN", ("L08 Đ.126",), ("L25 Đ.59", "NĐ152 Đ.41 k.1")),
    ("EXHIBIT_FORFEITURE", ("L08 Đ.124",), ("L25 Đ.57 k.1", "NĐ152 Đ.39 k.3")),
    ("EXHIBIT_PAYMENT", ("L08 Đ.124", "TT04 Đ.19 k.1"), ("NĐ152 Đ.39 k.4", "TT04 Đ.19 k.1")),
    ("EXHIBIT_TO_ISSUER", ("L08 Đ.126 k.3",), ("L25 Đ.59 k.2",)),
)
