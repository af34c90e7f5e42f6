"""Forms 6 to 12: fed by registers of their own. The circular's columns are not public: ours."""

from thads.rules.forms.records import Form, FormRow, own_columns, own_rows

_KINDS = (
    ("AP", "Án phí, lệ phí Tòa án"), ("PH", "Tiền phạt"),
    ("TU", "Truy thu tiền, tài sản thu lợi bất chính"), ("TI", "Tịch thu sung quỹ nhà nước"),
    ("SC", "Sung công"), ("BN", "Bồi thường cho Nhà nước"),
    ("KN", "Khoản khác nộp ngân sách nhà nước"),
)  # fmt: skip
_DOSSIERS, _ASKED = "Hồ sơ đề nghị", "Số tiền"
_GOT, _CAME = "Tiếp nhận", "Kết quả"

FORMS = (
    Form(
        number=6, article="TT05 Đ.2 k.6", register="remissions",
        title="Kết quả đề nghị xét miễn, giảm nghĩa vụ thi hành án dân sự",
        register_name="Hồ sơ đề nghị xét miễn, giảm",
        columns=own_columns(
            6,
            ("Tổng số", "hồ sơ", _DOSSIERS, {2: 1, 3: 1}),
            ("Kỳ trước chuyển sang", "hồ sơ", _DOSSIERS),
            ("Lập trong kỳ", "hồ sơ", _DOSSIERS),
            ("Gửi Tòa án trong kỳ", "hồ sơ", _DOSSIERS),
            ("Tòa án chấp nhận toàn bộ", "hồ sơ", _CAME),
            ("Tòa án chấp nhận một phần", "hồ sơ", _CAME),
            ("Tòa án không chấp nhận", "hồ sơ", _CAME),
            ("Thôi đề nghị", "hồ sơ", _CAME),
            ("Đang đề nghị, chuyển kỳ sau", "hồ sơ", _CAME, {1: 1, 5: -1, 6: -1, 7: -1, 8: -1}),
            ("Đề nghị miễn, giảm", "đồng", _ASKED, {11: 1, 12: 1, 13: 1, 14: 1}),
            ("Được miễn, giảm", "đồng", _ASKED),
            ("Không được chấp nhận", "đồng", _ASKED),
            ("Thôi đề nghị", "đồng", _ASKED),
            ("Đang đề nghị, chuyển kỳ sau", "đồng", _ASKED),
        ),
        rows=(
            FormRow(number="", code="TS", title="Tổng số", level=0),
            FormRow(number="I", code="MI", title="Miễn"),
            FormRow(number="II", code="GI", title="Giảm"),
            *(FormRow(number=str(n), code=code, title=title)
              for n, (code, title) in enumerate(_KINDS, start=1)),
        ),
        notes=(
            "Một hồ sơ đề nghị một khoản. Kết quả tính vào ngày quyết định của Tòa án có hiệu lực "
            "và được ghi vào hồ sơ thi hành án, hoặc ngày thôi đề nghị.",
        ),
    ),
    Form(
        number=7, article="TT05 Đ.2 k.7", register="measures",
        title="Kết quả áp dụng biện pháp bảo đảm, cưỡng chế trong thi hành án dân sự",
        register_name="Sổ áp dụng biện pháp bảo đảm, cưỡng chế",
        columns=own_columns(
            7,
            ("Tổng số quyết định", "quyết định", "", {2: 1, 3: 1}),
            ("Có huy động lực lượng", "quyết định", "Trong đó"),
            ("Không huy động lực lượng", "quyết định", "Trong đó"),
            ("Cưỡng chế thành công", "quyết định", _CAME),
            ("Tự nguyện sau khi có quyết định", "quyết định", _CAME),
            ("Chấm dứt, hủy bỏ", "quyết định", _CAME),
            ("Đang thực hiện", "quyết định", _CAME),
            ("Số tiền thu được", "đồng", _CAME),
        ),
        rows=own_rows(
            "Tổng số",
            "Phong tỏa tài khoản",
            "Tạm giữ tài sản, giấy tờ",
            "Tạm dừng việc đăng ký, chuyển dịch, thay đổi hiện trạng về tài sản",
            "Khấu trừ tiền trong tài khoản; thu hồi, xử lý tiền, giấy tờ có giá",
            "Trừ vào thu nhập",
            "Kê biên, xử lý tài sản, kể cả tài sản do người thứ ba giữ",
            "Khai thác tài sản",
            "Buộc chuyển giao vật, quyền tài sản, giấy tờ",
            "Buộc thực hiện hoặc không được thực hiện công việc nhất định",
            "Tạm hoãn xuất cảnh (từ 01/7/2026)",
        ),
        notes=(
            "Biện pháp bảo đảm: dòng 1–3 (L08 Đ.66 k.3), từ 01/7/2026 thêm dòng 10 (L25 Đ.66); "
            "cưỡng chế: dòng 4–9 (L08 Đ.71).",
            "Quyết định ra trong kỳ, kết quả đến hết kỳ. Biện pháp bảo đảm đã được thay bằng quyết "
            "định cưỡng chế tính vào cột chấm dứt.",
        ),
    ),
    Form(
        number=8, article="TT05 Đ.2 k.8", register="complaints",
        title="Kết quả giải quyết khiếu nại, tố cáo, kiến nghị, phản ánh về thi hành án dân sự",
        register_name="Sổ khiếu nại, tố cáo, kiến nghị, phản ánh",
        columns=own_columns(
            8,
            ("Tổng số đơn", "đơn", _GOT, {2: 1, 3: 1}),
            ("Kỳ trước chuyển sang", "đơn", _GOT),
            ("Nhận trong kỳ", "đơn", _GOT),
            ("Thụ lý giải quyết", "đơn", "Xử lý"),
            ("Chuyển, trả, lưu", "đơn", "Xử lý"),
            ("Đúng toàn bộ", "đơn", _CAME),
            ("Đúng một phần", "đơn", _CAME),
            ("Không đúng", "đơn", _CAME),
            ("Rút, đình chỉ", "đơn", _CAME),
            ("Đang giải quyết", "đơn", _CAME, {1: 1, 5: -1, 6: -1, 7: -1, 8: -1, 9: -1}),
        ),
        rows=own_rows("Tổng số", "Khiếu nại", "Tố cáo", "Kiến nghị, phản ánh"),
        notes=("Đơn trùng được gộp tính một đơn; “đang giải quyết” gồm cả đơn chưa xử lý.",),
    ),
    Form(
        number=9, article="TT05 Đ.2 k.9", register="reception",
        title="Kết quả tiếp công dân trong thi hành án dân sự", register_name="Sổ tiếp công dân",
        columns=own_columns(
            9,
            ("Số lượt tiếp", "lượt", "", {2: 1, 3: 1}),
            ("Thủ trưởng tiếp", "lượt", "Trong đó"),
            ("Công chức tiếp", "lượt", "Trong đó"),
            ("Đoàn đông người", "lượt", "Trong đó"),
            ("Khiếu nại", "lượt", "Nội dung"),
            ("Tố cáo", "lượt", "Nội dung"),
            ("Kiến nghị, phản ánh", "lượt", "Nội dung"),
        ),
        rows=own_rows("Tổng số", "Thường xuyên", "Định kỳ", "Đột xuất"),
    ),
    Form(
        number=10, article="TT05 Đ.2 k.10", register="inspections",
        title="Kết quả giám sát, kiểm sát, kiểm tra thi hành án dân sự",
        register_name="Sổ giám sát, kiểm sát, kiểm tra",
        columns=own_columns(
            10,
            ("Số cuộc", "cuộc", ""),
            ("Có kết luận", "cuộc", ""),
            ("Kháng nghị", "cuộc", "Yêu cầu với cơ quan thi hành án"),
            ("Kiến nghị", "cuộc", "Yêu cầu với cơ quan thi hành án"),
            ("Đã thực hiện", "cuộc", "Thực hiện"),
            ("Chưa thực hiện", "cuộc", "Thực hiện"),
        ),
        rows=own_rows("Tổng số", "Giám sát", "Kiểm sát", "Kiểm tra"),
    ),
    Form(
        number=11, article="TT05 Đ.2 k.11", register="compensation",
        title="Kết quả giải quyết bồi thường nhà nước trong thi hành án dân sự",
        register_name="Sổ bồi thường nhà nước",
        columns=own_columns(
            11,
            ("Tổng số thụ lý", "vụ", "Vụ việc", {2: 1, 3: 1}),
            ("Kỳ trước chuyển sang", "vụ", "Vụ việc"),
            ("Thụ lý trong kỳ", "vụ", "Vụ việc"),
            ("Giải quyết xong", "vụ", "Vụ việc"),
            ("Đình chỉ", "vụ", "Vụ việc"),
            ("Đang giải quyết", "vụ", "Vụ việc", {1: 1, 4: -1, 5: -1}),
            ("Phải bồi thường", "đồng", "Số tiền"),
            ("Đã chi trả", "đồng", "Số tiền"),
            ("Đã hoàn trả", "đồng", "Số tiền"),
        ),
        rows=own_rows("Tổng số", "Tại cơ quan thi hành án dân sự", "Tại Tòa án nhân dân"),
    ),
    Form(
        number=12, article="TT05 Đ.2 k.12", register="administrative",
        title="Kết quả theo dõi thi hành án hành chính",
        register_name="Sổ theo dõi thi hành án hành chính",
        columns=own_columns(
            12,
            ("Tổng số phải theo dõi", "việc", "", {2: 1, 3: 1}),
            ("Kỳ trước chuyển sang", "việc", ""),
            ("Mới trong kỳ", "việc", ""),
            ("Có quyết định buộc thi hành", "việc", ""),
            ("Thi hành xong", "việc", _CAME),
            ("Đang thi hành", "việc", _CAME),
            ("Chưa thi hành", "việc", _CAME),
            ("Kiến nghị xử lý trách nhiệm", "việc", ""),
        ),
        rows=own_rows(
            "Tổng số", "Ủy ban nhân dân, Chủ tịch Ủy ban nhân dân cấp xã",
            "Ủy ban nhân dân, Chủ tịch Ủy ban nhân dân cấp huyện",
            "Ủy ban nhân dân, Chủ tịch Ủy ban nhân dân cấp tỉnh", "Cơ quan, tổ chức khác",
        ),
        notes=("Bản án bị hủy, đình chỉ trong kỳ có trong cột 1, không có trong cột 5–7.",),
    ),
)  # fmt: skip
