"""What papers of requests and lists of a unit say."""

from thads.documents.body import Body

OF_REQUEST = (
    "{requester}\nNgày nhận: {received_on}; ngày yêu cầu: {request_day}; hình thức: {channel}.\n"
    "Bản án, quyết định: {asked_judgment}.\nNgười được thi hành án: {creditor}.\nNgười phải thi "
    "hành án: {debtor}.\nNội dung yêu cầu: {asked_for}."
)
REQUESTER = ("Người yêu cầu;",)

# By name, under the old law and the new; slips stay between those they concern.
SLIP_BASES = (
    ("JUDGMENT_RECEIPT", ("L08 Đ.29",), ("NĐ152 Đ.7",)),
    ("REQUEST_RECEIPT", ("L08 Đ.31 k.4",), ("NĐ152 Đ.9 k.4",)),
    ("REQUEST_COMPLETION", ("L08 Đ.31 k.2",), ("NĐ152 Đ.9 k.6",)),
)
LIST_BASES = (
    ("NOT_YET_LIST", ("L08 Đ.44a", "NĐ62 Đ.11"), ("NĐ152 Đ.23",)),
    ("ENDED_LIST", ("L08 Đ.52",), ("L25 Đ.55", "NĐ152 Đ.32 k.2")),
    ("BUDGET_LIST", ("TT04 Đ.19 k.1",), ("TT04 Đ.19 k.1", "NĐ152 Đ.39 k.4")),
)
SLIPS = {
    "JUDGMENT_RECEIPT": Body(
        "Bản án, quyết định",
        (
            "{received_on}, {agency} đã nhận {judgment} ({judgment_kind}).\nHình thức giao, nhận: "
            "{delivery}.\nBên giao: {handed_by}.\nTài liệu kèm theo: {enclosures}.",
        ),
        "GIẤY NHẬN", "GN", ("Bên giao;",), by_officer=True, signatories=("BÊN GIAO", "BÊN NHẬN"),
    ),
    "REQUEST_RECEIPT": Body(
        "Về việc thi hành án",
        (
            "{agency} đã nhận yêu cầu thi hành án của:\n" + OF_REQUEST
            + "\nNgười yêu cầu giữ Phiếu này để theo dõi việc giải quyết.",
        ),
        "PHIẾU NHẬN YÊU CẦU", "PN", REQUESTER, by_officer=True,
    ),
    "REQUEST_COMPLETION": Body(
        "Về việc bổ sung yêu cầu thi hành án",
        (
            "{agency} đã nhận yêu cầu thi hành án của:\n" + OF_REQUEST
            + "\nCần sửa đổi, bổ sung: {step_note}.\nĐề nghị người yêu cầu sửa đổi, bổ sung để "
            "được vào sổ nhận yêu cầu thi hành án.",
        ),
        "PHIẾU HẸN", "PH", REQUESTER, by_officer=True,
    ),
    "REQUEST_REFUSAL": Body(
        "Về việc từ chối yêu cầu thi hành án",
        (
            "{agency} từ chối yêu cầu thi hành án của:\n" + OF_REQUEST
            + "\nLý do từ chối: {refusal_ground}.\n{refusal_note}\nGửi trả kèm Thông báo này: yêu "
            "cầu và tài liệu đã nộp. Người yêu cầu có quyền khiếu nại theo quy định của pháp luật "
            "về thi hành án dân sự.",
        ),
        "THÔNG BÁO", "TB", REQUESTER,
    ),
    "NOT_YET_LIST": Body(
        "Người phải thi hành án chưa có điều kiện thi hành án",
        (
            "Đến hết {list_day}, {list_unit} có {list_count} việc chưa có điều kiện thi hành án, "
            "cụ thể như sau:",
        ),
        "DANH SÁCH", "DS", (),
    ),
    "BUDGET_LIST": Body(
        "Nộp ngân sách nhà nước",
        (
            "Trong tháng {list_month}, {list_unit} đã nộp vào ngân sách nhà nước {list_count} "
            "khoản, tổng cộng {list_amount}, cụ thể như sau:",
        ),
        "BẢNG KÊ", "BK", (),
    ),
    "ENDED_LIST": Body(
        "Việc thi hành án đã kết thúc",
        (
            "Trong tháng {list_month}, {list_unit} có {list_count} việc thi hành án đã kết thúc, "
            "cụ thể như sau:",
        ),
        "DANH SÁCH", "DS", (),
    ),
}  # fmt: skip
