"""What the papers of security and coercion say, and on which articles each rests (reference 8.3,
rows 20 to 22)."""

from thads.documents.body import Body

_DUTY = (
    "Quyết định này có hiệu lực kể từ ngày ký. Người bị áp dụng và cơ quan, tổ chức, cá nhân có "
    "liên quan chịu trách nhiệm thi hành Quyết định này; có quyền khiếu nại theo quy định của pháp "
    "luật về thi hành án dân sự."
)
_WHY = "\nCăn cứ, lý do: {measure_ground}."
_TIME = "Quyết định có hiệu lực từ {measure_hour}. {measure_minutes}\n{measure_follows}"


def _decision(
    subject: str, first: str, second: str = _TIME, *, by_officer: bool = True, third: str = _DUTY
) -> Body:
    return Body(subject, (first + _WHY, second, third), by_officer=by_officer)


MEASURE_PAPERS = {
    "FREEZE": _decision(
        "Về việc phong tỏa tài khoản, tài sản ở nơi gửi giữ",
        "Phong tỏa tài khoản, tài sản của {measure_party}.\nTài khoản, tài sản: {measure_object}; "
        "tên tài khoản: {account_name}; số tài khoản: {account_number}; tại: {measure_holder}.\nSố "
        "tiền phong tỏa: {measure_amount}.",
    ),
    "SEIZURE": _decision(
        "Về việc tạm giữ tài sản, giấy tờ",
        "Tạm giữ tài sản, giấy tờ của {measure_party}: {measure_object}.",
    ),
    "STOP": _decision(
        "Về việc tạm dừng đăng ký, chuyển quyền sở hữu, sử dụng, thay đổi hiện trạng tài sản",
        "Tạm dừng việc đăng ký, chuyển quyền sở hữu, sử dụng, thay đổi hiện trạng đối với tài sản "
        "của {measure_party}: {measure_object}; nơi đăng ký, quản lý: {measure_holder}.",
    ),
    "EXIT_BAN": _decision(
        "Về việc tạm hoãn xuất cảnh",
        "Tạm hoãn xuất cảnh đối với {measure_party}, cho đến khi thi hành xong nghĩa vụ hoặc căn "
        "cứ tạm hoãn xuất cảnh không còn. Nghĩa vụ phải thi hành: {measure_object}.",
        "Cơ quan quản lý xuất nhập cảnh thực hiện Quyết định này từ {measure_hour}.",
        by_officer=False,
    ),
    "DEDUCTION": _decision(
        "Về việc cưỡng chế khấu trừ tiền trong tài khoản, thu hồi, xử lý tiền, giấy tờ có giá",
        "Khấu trừ tiền của {measure_party} để thi hành án: {measure_object}; tên tài khoản: "
        "{account_name}; số tài khoản: {account_number}; tại: {measure_holder}.\nSố tiền khấu trừ: "
        "{measure_amount}; tài khoản nhận tiền: {receiving_account} của {agency}.",
        "Nơi quản lý tài khoản thực hiện ngay khi nhận được Quyết định này. " + _TIME,
    ),
    "INCOME_DEDUCTION": _decision(
        "Về việc cưỡng chế trừ vào thu nhập",
        "Trừ vào thu nhập của {measure_party} ({measure_object}) tại {measure_holder}.\nMức trừ "
        "mỗi tháng: {monthly_amount}; thu nhập để lại mỗi tháng: {left_amount}.",
        "Người sử dụng lao động, nơi trả thu nhập chuyển số tiền đã trừ hằng tháng vào tài khoản "
        "{receiving_account} của {agency}. " + _TIME,
    ),
    "ATTACHMENT": _decision(
        "Về việc cưỡng chế kê biên, xử lý tài sản",
        "Cưỡng chế kê biên tài sản của {measure_party}: {measure_object}.",
    ),
    "EXPLOITATION": _decision(
        "Về việc cưỡng chế khai thác tài sản",
        "Cưỡng chế khai thác tài sản của {measure_party} để thi hành án: {measure_object}.",
    ),
    "PROPERTY_HANDOVER": _decision(
        "Về việc cưỡng chế chuyển giao vật, quyền tài sản, giấy tờ",
        "Cưỡng chế {measure_party} chuyển giao: {measure_object}.",
    ),
    "COMPELLED_ACT": _decision(
        "Về việc cưỡng chế thực hiện hoặc không được thực hiện công việc nhất định",
        "Cưỡng chế {measure_party}: {measure_object}.",
    ),
    "LIFTING": _decision(
        "Về việc giải tỏa, chấm dứt biện pháp bảo đảm, cưỡng chế",
        "Giải tỏa, chấm dứt biện pháp nêu tại {measure_decision} đối với {measure_party}: "
        "{measure_object}.",
        "Cơ quan, tổ chức, cá nhân đang thực hiện quyết định nêu tại Điều 1 thôi thực hiện từ ngày "
        "ký Quyết định này. {lifting_note}",
    ),
    "COERCION_PLAN": Body(
        "Cưỡng chế thi hành án",
        (
            "a) Người bị cưỡng chế: {measure_party}.\nb) Biện pháp cưỡng chế: {measure_name}, theo "
            "{measure_decision}; tài sản, công việc: {measure_object}.\nc) Thời gian: {plan_time}; "
            "địa điểm: {plan_place}.\nd) Phương án tiến hành: {plan_method}.\nđ) Lực lượng tham "
            "gia, bảo vệ: {plan_forces}; số người: {plan_people}.\ne) Tóm tắt vụ việc, địa bàn, "
            "khả năng chống đối: {plan_situation}.\ng) Dự trù chi phí cưỡng chế: {plan_cost}.",
        ),
        "KẾ HOẠCH", "KH",
        ("Viện kiểm sát nhân dân, Công an, Ủy ban nhân dân cấp xã nơi cưỡng chế;",),
    ),
    "POLICE_LETTER": Body(
        "Trao đổi, phối hợp bảo vệ cưỡng chế thi hành án",
        (
            "Kính gửi: Công an nơi tổ chức cưỡng chế ({plan_place})\na) Người bị cưỡng chế: "
            "{measure_party}.\nb) Nghĩa vụ còn phải thi hành:\n{items}\nc) Dự kiến "
            "thời gian: {plan_time}; địa điểm: {plan_place}; biện pháp: {measure_name} theo "
            "{measure_decision}.\nd) Tóm tắt vụ việc, địa bàn, khả năng chống đối: "
            "{plan_situation}.\nđ) Đề nghị phối hợp: {plan_forces}; số người tham gia: "
            "{plan_people}; dự trù kinh phí: {plan_cost}.",
        ),
        "CÔNG VĂN", "CV", ("Như trên;",),
    ),
}  # fmt: skip
# The paper's name among the kinds, its articles in the old law (none: unknown to it) and the new.
MEASURE_BASES: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...] = (
    ("FREEZE", ("L08 Đ.20 k.5", "L08 Đ.66", "L08 Đ.67", "NĐ62 Đ.13"),
     ("L25 Đ.66", "L25 Đ.67", "NĐ152 Đ.42", "NĐ152 Đ.43")),
    ("SEIZURE", ("L08 Đ.20 k.5", "L08 Đ.66", "L08 Đ.68", "NĐ62 Đ.13"),
     ("L25 Đ.66", "L25 Đ.69", "NĐ152 Đ.42", "NĐ152 Đ.44")),
    ("STOP", ("L08 Đ.20 k.5", "L08 Đ.66", "L08 Đ.69", "NĐ62 Đ.13"),
     ("L25 Đ.66", "L25 Đ.68", "NĐ152 Đ.42")),
    ("EXIT_BAN", (), ("L25 Đ.66", "L25 Đ.70", "NĐ152 Đ.45")),
    ("DEDUCTION", ("L08 Đ.20 k.5", "L08 Đ.71 k.1", "L08 Đ.76", "NĐ62 Đ.13"),
     ("L25 Đ.71", "NĐ152 Đ.42", "NĐ152 Đ.49")),
    ("INCOME_DEDUCTION", ("L08 Đ.20 k.5", "L08 Đ.71 k.2", "L08 Đ.78", "NĐ62 Đ.13"),
     ("L25 Đ.71", "NĐ152 Đ.42", "NĐ152 Đ.51")),
    ("ATTACHMENT", ("L08 Đ.20 k.5", "L08 Đ.71 k.3", "L08 Đ.88", "NĐ62 Đ.13"),
     ("L25 Đ.71", "L25 Đ.80", "NĐ152 Đ.42")),
    ("EXPLOITATION", ("L08 Đ.20 k.5", "L08 Đ.71 k.4", "L08 Đ.107", "NĐ62 Đ.13"),
     ("L25 Đ.71", "NĐ152 Đ.42")),
    ("PROPERTY_HANDOVER", ("L08 Đ.20 k.5", "L08 Đ.71 k.5", "NĐ62 Đ.13"),
     ("L25 Đ.71", "NĐ152 Đ.42")),
    ("COMPELLED_ACT", ("L08 Đ.20 k.5", "L08 Đ.71 k.6", "NĐ62 Đ.13"), ("L25 Đ.71", "NĐ152 Đ.42")),
    ("LIFTING", ("L08 Đ.20 k.5", "L08 Đ.105", "NĐ62 Đ.13"), ("L25 Đ.95", "NĐ152 Đ.42")),
    ("COERCION_PLAN", ("L08 Đ.72", "NĐ62 Đ.13"), ("L25 Đ.72 k.6", "NĐ152 Đ.46")),
    ("POLICE_LETTER", ("L08 Đ.72 k.3", "NĐ62 Đ.13"), ("NĐ152 Đ.46", "NĐ152 Đ.47")),
)  # fmt: skip
BY_HEAD = frozenset({"EXIT_BAN", "COERCION_PLAN", "POLICE_LETTER"})
