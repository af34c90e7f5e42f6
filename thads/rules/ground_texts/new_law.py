"""Grounds under Luật 106/2025 and Nghị định 152/2026, from 1/7/2026."""

from thads.rules.dated import NEW_LAW
from thads.rules.ground_texts.records import Article, Row, lettered


def _new(act: str, article: str, *rows: Row) -> Article:
    return Article(act, article, NEW_LAW, None, rows)


NEW = (
    _new(
        "postponement",
        "L25 Đ.46",
        *lettered(
            "k.1",
            "Nghĩa vụ phải tự mình thực hiện mà người phải thi hành án ốm nặng",
            "Nghĩa vụ phải tự mình thực hiện mà chưa xác định được địa chỉ",
            "Đương sự thỏa thuận hoặc người được thi hành án đề nghị hoãn bằng văn bản",
            "Tòa án đã thụ lý tranh chấp về quyền sở hữu, quyền sử dụng tài sản",
            "Tòa án đã thụ lý yêu cầu về kết quả đấu giá, hợp đồng mua bán tài sản",
            "Tài sản đang bị áp dụng biện pháp tạm thời, ngăn chặn, cưỡng chế",
            "Đang đính chính, giải thích bản án hoặc ủy thác tư pháp ra nước ngoài",
            "Chưa có trả lời kiến nghị giám đốc thẩm, tái thẩm của cơ quan thi hành án",
            "Người nhận tài sản, nhận người được nuôi dưỡng được thông báo 02 lần không đến nhận",
            "Chưa chuyển giao được quyền, nghĩa vụ do tình thế cấp thiết, bất khả kháng",
            "Tòa án đã thụ lý yêu cầu về kết quả hòa giải được công nhận, phán quyết trọng tài",
        ),
        Row("2", "k.2", "Theo yêu cầu của người có thẩm quyền kháng nghị (không quá 03 tháng)"),
    ),
    _new(
        "suspension",
        "L25 Đ.47",
        Row("1a", "k.1 điểm a", "Tòa án đã thụ lý yêu cầu phục hồi, phá sản"),
        Row("1b", "k.1 điểm b", "Tạm đình chỉ thi hành phán quyết trọng tài nước ngoài"),
        Row("2", "k.2", "Quyết định tạm đình chỉ của người có thẩm quyền kháng nghị hoặc Ủy ban "
            "Cạnh tranh Quốc gia"),
    ),
    _new(
        "discontinuance",
        "L25 Đ.48",
        Row("1", "k.1", "Người được thi hành án chết, giải thể mà quyền không chuyển giao được"),
        Row("2", "k.2", "Người phải thi hành án chết, giải thể không có tài sản, hoặc nghĩa vụ "
            "không chuyển giao được"),
        Row("3", "k.3", "Người được giao nuôi dưỡng chết, thành niên, hoặc đã thay người nuôi"),
        Row("4", "k.4", "Đương sự thỏa thuận hoặc người được thi hành án yêu cầu đình chỉ"),
        Row("5", "k.5", "Có quyết định miễn, giảm nghĩa vụ thi hành án"),
        Row("6", "k.6", "Bản án, quyết định bị hủy một phần hoặc toàn bộ"),
        Row("7", "k.7", "Đã kết thúc phục hồi và nghĩa vụ tạm đình chỉ đã được thực hiện"),
        Row("8", "k.8", "Tòa án mở thủ tục phá sản"),
    ),
    _new(
        "not_yet_enforceable",
        "L25 Đ.38",
        *(
            Row(letter, f"k.1 điểm {letter}", text)
            for letter, text in zip(
                "abcdđegh",
                (
                    "Không có thu nhập hoặc chỉ đủ sống tối thiểu, và không có tài sản để "
                    "thi hành",
                    "Tài sản được chỉ định không còn, không tìm thấy hoặc giấy chứng nhận bị "
                    "thu hồi",
                    "Chưa xác định được nơi ở của người phải giao",
                    "Vật đặc định, giấy tờ phải trả không còn",
                    "Nghĩa vụ phải tự mình thực hiện mà người phải thi hành án mất năng lực",
                    "Tài sản bảo đảm có giá trị thấp hơn nghĩa vụ được bảo đảm và chi phí",
                    "Giá bán đấu giá giảm đến mức chi phí mà người được thi hành án không nhận",
                    "Tài sản đang bị tổ chức tín dụng thu giữ để xử lý nợ xấu",
                ),
                strict=True,
            )
        ),
    ),
    _new(
        "withdrawal",
        "L25 Đ.52",
        *lettered(
            "k.1",
            "Quyết định ban hành không đúng thẩm quyền",
            "Quyết định có sai sót làm thay đổi nội dung",
            "Căn cứ ra quyết định không còn",
            "Ủy thác thi hành án",
        ),
    ),
    _new(
        "annulment",
        "L25 Đ.52",
        *lettered(
            "k.4",
            "Quyết định trái pháp luật không được tự khắc phục",
            "Theo kết luận của cơ quan có thẩm quyền",
        ),
    ),
    _new(
        "other_ending",
        "NĐ152 Đ.32",
        *(
            Row(letter, f"k.1 điểm {letter}", text)
            for letter, text in zip(
                "abcđe",  # điểm d is the return of the request, an act of its own
                (
                    "Đã thông báo, gửi quyết định trong việc chỉ hủy bỏ biện pháp ngăn chặn, "
                    "biện pháp khẩn cấp tạm thời",
                    "Kết thúc theo Luật Phục hồi, phá sản",
                    "Giấy tờ không thể thu hồi, cấp lại; tiền hư hỏng đã giao Ngân hàng Nhà nước",
                    "Người được thăm nom, chăm sóc đã chết, thành niên hoặc có lại năng lực",
                    "Đã truy cứu trách nhiệm hình sự về tội không chấp hành án",
                ),
                strict=True,
            )
        ),
    ),
    _new(
        "refusal",
        "L25 Đ.34",
        *lettered(
            "k.4",
            "Không có quyền yêu cầu hoặc yêu cầu không liên quan đến bản án, quyết định",
            "Bản án, quyết định không làm phát sinh quyền, nghĩa vụ",
            "Cơ quan được yêu cầu không có thẩm quyền thi hành án",
            "Hết thời hiệu yêu cầu thi hành án",
            "Đã ra quyết định thi hành án đối với nội dung yêu cầu",
        ),
    ),
    _new(
        "entrustment_refusal",
        "NĐ152 Đ.26",
        Row("5", "k.5", "Quyết định ủy thác nhầm lẫn, sai sót về nội dung hoặc về thẩm quyền của "
            "nơi nhận"),
    ),
    _new(
        "resumption",
        "L25 Đ.38",
        Row("38k2", "k.2", "Xác minh thông tin mới thấy người phải thi hành án có điều kiện"),
    ),
    _new(
        "resumption",
        "L25 Đ.46",
        Row("46k3", "k.3", "Căn cứ hoãn không còn, hết thời hạn hoãn, hoặc có trả lời không "
            "kháng nghị"),
    ),
    _new(
        "resumption",
        "L25 Đ.47",
        Row("47k3", "k.3", "Rút kháng nghị; giám đốc thẩm, tái thẩm giữ nguyên hoặc sửa bản án; "
            "chấm dứt thủ tục phục hồi, không mở thủ tục phá sản"),
    ),
    _new(
        "resumption",
        "NĐ152 Đ.11",
        Row("11k4", "k.4", "Tòa án không tiếp tục tạm đình chỉ thi hành phán quyết trọng tài nước "
            "ngoài"),
    ),
    _new(
        "entrustment",
        "NĐ152 Đ.26",
        Row("1", "k.1", "Người phải thi hành án có tài sản, làm việc, cư trú hoặc có trụ sở ở "
            "nơi nhận ủy thác; tài sản đang xử lý có tranh chấp mà có tài sản ở nơi khác"),
        Row("2a", "k.2 điểm a", "Tài sản ở nhiều tỉnh: theo thỏa thuận của đương sự"),
        Row("2b", "k.2 điểm b", "Tài sản ở nhiều tỉnh: nơi có tài sản ước tính đủ để thi hành án"),
        Row("2c", "k.2 điểm c", "Tài sản ở nhiều tỉnh: nơi có tổng giá trị tài sản ước tính lớn "
            "nhất"),
        Row("4", "k.4", "Ủy thác tiếp đến nơi có điều kiện thi hành"),
    ),
    _new(
        "separate_tracking",
        "NĐ152 Đ.22",
        Row("1", "k.1", "Việc chủ động: hết 02 năm kể từ quyết định chưa có điều kiện, đã xác "
            "minh định kỳ, không có thông tin mới"),
    ),
    _new(
        "request_return",
        "NĐ152 Đ.22",
        Row("2", "k.2", "Việc theo yêu cầu: hết 02 năm kể từ quyết định chưa có điều kiện, đã xác "
            "minh định kỳ, không có thông tin mới"),
    ),
    _new(
        "increase",
        "L25 Đ.52",
        Row("2", "k.2", "Quyết định có sai sót mà không làm thay đổi nội dung"),
    ),
    _new(
        "amendment",
        "L25 Đ.52",
        Row("2", "k.2", "Quyết định có sai sót mà không làm thay đổi nội dung"),
    ),
)  # fmt: skip
