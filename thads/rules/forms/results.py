"""Forms 1, 2, 4, 5: results in cases and in money, by kind of judgment, by office and officer."""

from collections.abc import Mapping

from thads.rules.forms.records import Form, FormColumn, FormRow

_NEW, _LESS = "Thụ lý mới, trong đó", "Giảm trừ"
_MEANS, _DONE = "Trong số có điều kiện thi hành", "Trong số giải quyết xong"
_NOT_YET, _OTHER = "Trong số chưa có điều kiện", "Trong số hoãn, tạm đình chỉ, khác"


def _cases(
    number: int,
    title: str,
    metric: str,
    heading: str = "",
    *,
    parts: Mapping[int, int] | None = None,
) -> FormColumn:
    return FormColumn(
        number=number, title=title, metric=metric, unit="việc", heading=heading, parts=parts or {}
    )


def _money(
    number: int,
    title: str,
    metric: str,
    heading: str = "",
    *,
    parts: Mapping[int, int] | None = None,
) -> FormColumn:
    return FormColumn(
        number=number, title=title, metric=metric, unit="đồng", heading=heading, parts=parts or {}
    )


_IN_CASES = (
    _cases(1, "Tổng số thụ lý", "V01", parts={2: 1, 3: 1}),
    _cases(2, "Năm trước chuyển sang", "V02"),
    _cases(3, "Thụ lý mới", "V03"),
    _cases(4, "Nhận ủy thác", "V06", _NEW),
    _cases(5, "Trở lại thi hành", "V07", _NEW),
    _cases(6, "Ủy thác thi hành án", "V08", _LESS),
    _cases(7, "Cục rút lên thi hành", "V09", _LESS),
    _cases(8, "Thu hồi, hủy quyết định", "V10", _LESS),
    _cases(9, "Tổng số phải thi hành", "V11", parts={1: 1, 6: -1, 7: -1, 8: -1}),
    _cases(10, "Có điều kiện thi hành", "V12", parts={11: 1, 14: 1, 15: 1}),
    _cases(11, "Giải quyết xong", "V13", _MEANS, parts={12: 1, 13: 1}),
    _cases(12, "Thi hành xong", "V14", _DONE),
    _cases(13, "Đình chỉ", "V15", _DONE),
    _cases(14, "Đang thi hành", "V16", _MEANS),
    _cases(15, "Hoãn theo thỏa thuận (điểm c)", "V17", _MEANS),
    _cases(16, "Chưa có điều kiện thi hành", "V18"),
    _cases(17, "Chuyển sổ theo dõi riêng", "V19", _NOT_YET),
    _cases(18, "Gửi lại yêu cầu", "V20", _NOT_YET),
    _cases(19, "Hoãn, tạm đình chỉ, khác", "V21"),
    _cases(20, "Kết thúc khác", "V22", _OTHER),
    _cases(21, "Số chuyển kỳ sau", "V23", parts={9: 1, 11: -1, 18: -1, 20: -1}),
    FormColumn(number=22, title="Tỷ lệ giải quyết xong", metric="TL1", unit="%", rate=(11, 10)),
    _cases(23, "Đang theo dõi riêng (ngoài các tổng)", "V24"),
)
_IN_MONEY = (
    _money(1, "Năm trước chuyển sang", "T01"),
    _money(2, "Thụ lý mới", "T02"),
    _money(3, "Ủy thác thi hành án", "T03", _LESS),
    _money(4, "Cục rút lên thi hành", "T04", _LESS),
    _money(5, "Thu hồi, hủy, giảm theo sửa đổi", "T05", _LESS),
    _money(6, "Tổng số phải thi hành", "T06", parts={1: 1, 2: 1, 3: -1, 4: -1, 5: -1}),
    _money(7, "Có điều kiện thi hành", "T07", parts={8: 1, 12: 1, 13: 1}),
    _money(8, "Giải quyết xong", "T08", _MEANS, parts={9: 1, 10: 1, 11: 1}),
    _money(9, "Thi hành xong (đã thu)", "T09", _DONE),
    _money(10, "Đình chỉ", "T10", _DONE),
    _money(11, "Miễn, giảm", "T11", _DONE),
    _money(12, "Đang thi hành", "T12", _MEANS),
    _money(13, "Hoãn theo thỏa thuận (điểm c)", "T13", _MEANS),
    _money(14, "Chưa có điều kiện thi hành", "T14"),
    _money(15, "Hoãn, tạm đình chỉ, khác", "T15"),
    _money(16, "Số chuyển kỳ sau", "T16"),
    FormColumn(number=17, title="Tỷ lệ giải quyết xong", metric="TL2", unit="%", rate=(8, 7)),
)
_SHARE_OF_CASES = FormColumn(
    number=24, title="Cơ cấu", metric="TL3", unit="%", rate=(1, 1), of_first_row=True
)
_SHARE_OF_MONEY = FormColumn(
    number=18, title="Cơ cấu", metric="TL4", unit="%", rate=(6, 6), of_first_row=True
)

_KINDS = {
    "DS": "Dân sự", "HS": "Hình sự", "HC": "Hành chính", "HN": "Hôn nhân và gia đình",
    "KD": "Kinh doanh thương mại", "LD": "Lao động", "PS": "Phá sản", "TT": "Trọng tài",
    "CT": "Cạnh tranh", "KH": "Khác",
}  # fmt: skip


def _by_kind() -> tuple[FormRow, ...]:
    rows = [
        FormRow(number="", code="TS", title="Tổng số", level=0),
        FormRow(number="I", code="CD", title="Chủ động thi hành"),
        FormRow(number="II", code="YC", title="Thi hành theo yêu cầu"),
    ]
    for n, (code, title) in enumerate(_KINDS.items(), start=1):
        rows += [
            FormRow(number=f"{n}", code=code, title=title),
            FormRow(number=f"{n}.1", code=f"{code}1", title="Chủ động", level=2),
            FormRow(number=f"{n}.2", code=f"{code}2", title="Theo yêu cầu", level=2),
        ]
    return tuple(rows)


_RATE = "Tỷ lệ giải quyết xong = giải quyết xong / có điều kiện thi hành."
_WHOSE = "Việc tính cho đơn vị, Chấp hành viên giữ hồ sơ cuối kỳ (đã kết thúc: lúc kết thúc)."
_DIRECTLY = "Số đã thu gồm cả số các bên tự thi hành với nhau; đã trừ số hủy thu."
_OF_CASES, _BOOK = "cases", "Sổ thụ lý thi hành án"

FORMS = (
    Form(
        number=1, title="Kết quả thi hành án dân sự tính bằng việc", article="TT05 Đ.2 k.1",
        register=_OF_CASES, register_name=_BOOK, columns=(*_IN_CASES, _SHARE_OF_CASES),
        rows=_by_kind(), notes=("Một quyết định thi hành án là một việc.", _RATE),
    ),
    Form(
        number=2, title="Kết quả thi hành án dân sự tính bằng tiền", article="TT05 Đ.2 k.2",
        register=_OF_CASES, register_name=_BOOK, columns=(*_IN_MONEY, _SHARE_OF_MONEY),
        rows=_by_kind(), notes=(_DIRECTLY, _RATE),
    ),
    Form(
        number=4, article="TT05 Đ.2 k.4", register=_OF_CASES, register_name=_BOOK,
        title="Kết quả thi hành án dân sự tính bằng việc chia theo cơ quan thi hành án dân sự và "
        "Chấp hành viên", columns=_IN_CASES, axis="offices", notes=(_WHOSE, _RATE),
    ),
    Form(
        number=5, article="TT05 Đ.2 k.5", register=_OF_CASES, register_name=_BOOK,
        title="Kết quả thi hành án dân sự tính bằng tiền chia theo cơ quan thi hành án dân sự và "
        "Chấp hành viên", columns=_IN_MONEY, axis="offices", notes=(_WHOSE, _DIRECTLY, _RATE),
    ),
)  # fmt: skip
