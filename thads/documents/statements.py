"""What statements of interest say, and the papers of a dossier of exemption or reduction."""

from thads.documents.body import Body

STATEMENTS = {
    "INTEREST_STATEMENT": Body(
        "Tính lãi chậm thi hành án",
        (
            "Tiền lãi chậm thi hành án theo {decision} của {agency}, đối với:\n{parties}\nTính đến "
            "{interest_until}, không kể ngày này: {interest_total}.\nLãi đơn trên số tiền gốc chưa "
            "trả, mỗi ngày bằng một phần ba trăm sáu mươi lăm lãi suất năm; mỗi khoản làm tròn một "
            "lần đến đồng. Cụ thể từng đoạn thời gian như sau:",
        ),
        "BẢNG KÊ", "BKL", ("Các đương sự;",), by_officer=True,
    ),
    "REMISSION_PROPOSAL": Body(
        "Xét miễn, giảm nghĩa vụ thi hành án",
        (
            "Kính gửi: {court}\n{agency} đề nghị {relief} nghĩa vụ thi hành án đối với:\n{parties}"
            "\nTheo {decision}; {judgment}.\nKhoản đề nghị: {remission_item}.\nSố tiền phải thi "
            "hành: {remission_awarded}; đã thi hành: {remission_collected}; còn phải thi hành: "
            "{remission_remaining}.\nSố tiền đề nghị {relief}: {remission_amount}.\nĐiều kiện: "
            "{remission_conditions}.\n{remission_reason}\nÝ kiến của Viện kiểm sát: "
            "{remission_opinion}.\nHồ sơ kèm theo gồm: {remission_papers}.",
        ),
        "VĂN BẢN ĐỀ NGHỊ", "ĐN", ("Như trên;",),
    ),
    "REMISSION_LIST": Body(
        "Hồ sơ đề nghị xét miễn, giảm nghĩa vụ thi hành án",
        (
            "Trong tháng {list_month}, {list_unit} đã lập {list_count} hồ sơ đề nghị xét miễn, "
            "giảm nghĩa vụ thi hành án đối với khoản thu nộp ngân sách nhà nước, gửi Viện kiểm sát "
            "nhân dân có ý kiến, cụ thể như sau:",
        ),
        "DANH SÁCH", "DS", (),
    ),
}  # fmt: skip
