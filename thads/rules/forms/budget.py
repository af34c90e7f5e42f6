"""Form 3: what is due to the state budget, by kind of item, in cases and in money."""

from thads.rules.forms.records import Form, FormColumn, FormRow

_CASES, _MONEY = "Tính bằng việc", "Tính bằng tiền"


def _cases(number: int, title: str, metric: str, parts: dict[int, int] | None = None) -> FormColumn:
    return FormColumn(number=number, title=title, metric=metric, unit="việc", heading=_CASES,
                      parts=parts or {})  # fmt: skip


def _money(number: int, title: str, metric: str, parts: dict[int, int] | None = None) -> FormColumn:
    return FormColumn(number=number, title=title, metric=metric, unit="đồng", heading=_MONEY,
                      parts=parts or {})  # fmt: skip


FORM = Form(
    number=3, title="Kết quả thi hành các khoản thu cho ngân sách nhà nước",
    article="TT05 Đ.2 k.3", register="cases", register_name="Sổ thụ lý thi hành án",
    columns=(
        _cases(1, "Tổng số thụ lý", "V01"),
        _cases(2, "Tổng số phải thi hành", "V11"),
        _cases(3, "Có điều kiện thi hành", "V12"),
        _cases(4, "Giải quyết xong", "V13"),
        _cases(5, "Chưa có điều kiện thi hành", "V18"),
        _cases(6, "Hoãn, tạm đình chỉ, khác", "V21"),
        _cases(7, "Số chuyển kỳ sau", "V23"),
        FormColumn(number=8, title="Tỷ lệ về việc", metric="TL1", unit="%", heading=_CASES,
                   rate=(4, 3)),
        _money(9, "Năm trước chuyển sang", "T01"),
        _money(10, "Thụ lý mới", "T02"),
        _money(11, "Tổng số phải thi hành", "T06"),
        _money(12, "Có điều kiện thi hành", "T07", {13: 1, 17: 1, 18: 1}),
        _money(13, "Giải quyết xong", "T08", {14: 1, 15: 1, 16: 1}),
        _money(14, "Thi hành xong (đã thu)", "T09"),
        _money(15, "Đình chỉ", "T10"),
        _money(16, "Miễn, giảm", "T11"),
        _money(17, "Đang thi hành", "T12"),
        _money(18, "Hoãn theo thỏa thuận (điểm c)", "T13"),
        _money(19, "Chưa có điều kiện thi hành", "T14"),
        _money(20, "Hoãn, tạm đình chỉ, khác", "T15"),
        _money(21, "Số chuyển kỳ sau", "T16"),
        FormColumn(number=22, title="Tỷ lệ về tiền", metric="TL2", unit="%", heading=_MONEY,
                   rate=(13, 12)),
    ),
    rows=(
        FormRow(number="", code="NS", title="Tổng số thu cho ngân sách nhà nước", level=0),
        FormRow(number="1", code="AP", title="Án phí, lệ phí Tòa án"),
        FormRow(number="2", code="PH", title="Tiền phạt"),
        FormRow(number="3", code="TU", title="Truy thu tiền, tài sản thu lợi bất chính"),
        FormRow(number="4", code="TI", title="Tịch thu sung quỹ nhà nước"),
        FormRow(number="5", code="SC", title="Sung công"),
        FormRow(number="6", code="BN", title="Bồi thường cho Nhà nước"),
        FormRow(number="7", code="KN", title="Khoản khác nộp ngân sách nhà nước"),
    ),
    notes=(
        "Việc có nhiều loại khoản được tính ở mỗi loại, nên số việc của các dòng không cộng thành "
        "tổng số; tiền chỉ tính các khoản của dòng đó, cộng thành tổng số.",
        "Tỷ lệ giải quyết xong = giải quyết xong / có điều kiện thi hành.",
    ),
)  # fmt: skip
