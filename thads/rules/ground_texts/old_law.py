"""Grounds under Luật 26/2008 as amended in 2014, and Nghị định 62/2015, until 30/6/2026."""

from datetime import date

from thads.rules.dated import OLD_LAW_ENDS
from thads.rules.ground_texts.records import Article, Row, lettered

AMENDED_LAW = date(2015, 7, 1)


def _old(act: str, article: str, *rows: Row) -> Article:
    return Article(act, article, AMENDED_LAW, OLD_LAW_ENDS, rows)


OLD = (
    _old(
        "postponement",
        "L08 Đ.48",
        *lettered(
            "k.1",
            "Người phải thi hành án ốm nặng, mất hoặc bị hạn chế năng lực hành vi dân sự",
            "Chưa xác định được địa chỉ, hoặc có lý do chính đáng không thể tự mình thực hiện",
            "Đương sự đồng ý hoãn bằng văn bản ghi rõ thời hạn",
            "Tài sản có tranh chấp đã được Tòa án thụ lý; tài sản bảo đảm sau giảm giá không "
            "còn vượt nghĩa vụ",
            "Đang chờ giải thích bản án hoặc trả lời kiến nghị",
            "Người nhận tài sản, người nuôi dưỡng được thông báo 02 lần mà không đến nhận",
            "Chưa chuyển giao được quyền, nghĩa vụ do bất khả kháng hoặc trở ngại khách quan",
            "Tài sản kê biên không bán được mà người được thi hành án không nhận",
        ),
        Row("2", "k.2", "Theo yêu cầu của người có thẩm quyền kháng nghị (không quá 03 tháng)"),
    ),
    _old(
        "suspension",
        "L08 Đ.49",
        Row("1", "k.1", "Có quyết định tạm đình chỉ của người có thẩm quyền kháng nghị"),
        Row("2", "k.2", "Tòa án đã thụ lý đơn yêu cầu mở thủ tục phá sản"),
    ),
    _old(
        "discontinuance",
        "L08 Đ.50",
        *lettered(
            "k.1",
            "Người phải thi hành án chết không để lại di sản, hoặc nghĩa vụ không được thừa kế",
            "Người được thi hành án chết mà quyền không được thừa kế hoặc không có người thừa kế",
            "Đương sự thỏa thuận hoặc người được thi hành án yêu cầu đình chỉ bằng văn bản",
            "Bản án, quyết định bị hủy một phần hoặc toàn bộ",
            "Tổ chức phải thi hành án đã giải thể, không còn tài sản, nghĩa vụ không chuyển giao",
            "Có quyết định miễn nghĩa vụ thi hành án",
            "Tòa án ra quyết định mở thủ tục phá sản",
            "Người chưa thành niên được giao nuôi dưỡng đã chết hoặc đã thành niên",
        ),
    ),
    _old(
        "not_yet_enforceable",
        "L08 Đ.44a",
        *lettered(
            "k.1",
            "Không có thu nhập hoặc chỉ đủ sống tối thiểu, và không có tài sản để thi hành",
            "Vật đặc định không còn hoặc hư hỏng; giấy tờ không thể thu hồi, không thể cấp lại",
            "Chưa xác định được địa chỉ, nơi cư trú của người phải thi hành án hoặc người chưa "
            "thành niên được giao nuôi dưỡng",
        ),
    ),
    _old(
        "withdrawal",
        "L08 Đ.37",
        *lettered(
            "k.1",
            "Quyết định ban hành không đúng thẩm quyền",
            "Quyết định có sai sót làm thay đổi nội dung vụ việc",
            "Căn cứ ra quyết định không còn",
            "Chuyển giao quyền, nghĩa vụ thi hành án (khoản 3 Điều 54)",
        ),
    ),
    _old(
        "annulment",
        "L08 Đ.37",
        *lettered(
            "k.3",
            "Không tự khắc phục sai sót sau khi có yêu cầu",
            "Quyết định vi phạm pháp luật theo kết luận của cơ quan có thẩm quyền",
        ),
    ),
    _old(
        "refusal",
        "L08 Đ.31",
        *lettered(
            "k.5",
            "Không có quyền yêu cầu, yêu cầu không liên quan đến bản án, hoặc bản án không làm "
            "phát sinh quyền, nghĩa vụ của đương sự",
            "Cơ quan được yêu cầu không có thẩm quyền thi hành án",
            "Hết thời hiệu yêu cầu thi hành án",
        ),
    ),
    _old(
        "entrustment_refusal",
        "L08 Đ.57",
        Row("3", "k.3", "Quyết định ủy thác nhầm lẫn, sai sót về nội dung hoặc về thẩm quyền của "
            "nơi nhận"),
    ),
    _old(
        "resumption",
        "L08 Đ.48",
        Row("48k4", "k.4", "Căn cứ hoãn không còn, hết thời hạn hoãn, hoặc có trả lời không có "
            "căn cứ kháng nghị"),
    ),
    _old(
        "resumption",
        "L08 Đ.49",
        Row("49k3a", "k.3 điểm a", "Quyết định rút kháng nghị của người có thẩm quyền"),
        Row("49k3b", "k.3 điểm b", "Quyết định giám đốc thẩm, tái thẩm giữ nguyên bản án, quyết "
            "định bị kháng nghị"),
        Row("49k3c", "k.3 điểm c", "Tòa án đình chỉ thủ tục phá sản hoặc thủ tục phục hồi"),
    ),
    _old(
        "resumption",
        "NĐ62 Đ.9",
        Row("9k4", "k.4", "Người phải thi hành án có điều kiện thi hành án trở lại"),
    ),
    _old(
        "entrustment",
        "NĐ62 Đ.16",
        Row("1", "k.1", "Người phải thi hành án có tài sản, làm việc, cư trú hoặc có trụ sở ở "
            "nơi nhận ủy thác"),
        Row("2a", "k.2 điểm a", "Tài sản ở nhiều nơi: theo thỏa thuận của đương sự"),
        Row("2b", "k.2 điểm b", "Tài sản ở nhiều nơi: nơi có tài sản đủ để thi hành án"),
        Row("2c", "k.2 điểm c", "Tài sản ở nhiều nơi: nơi có tổng giá trị tài sản lớn nhất"),
        Row("3", "k.3", "Tài sản bảo đảm cho khoản phải thi hành ở nơi khác, hoặc tài sản đang "
            "xử lý có tranh chấp mà đương sự có tài sản ở nơi khác"),
    ),
    _old(
        "take_up",
        "L08 Đ.35",
        Row("2h", "k.2 điểm h", "Vụ việc của cơ quan cấp huyện mà thấy cần thiết lấy lên để thi "
            "hành"),
        Row("2i", "k.2 điểm i", "Có đương sự hoặc tài sản ở nước ngoài, hoặc cần ủy thác tư pháp "
            "về thi hành án"),
    ),
    _old(
        "separate_tracking",
        "NĐ62 Đ.9",
        Row("5", "k.5", "Hết thời hạn kể từ quyết định chưa có điều kiện, đã xác minh ít nhất hai "
            "lần, không có thông tin mới"),
    ),
    _old(
        "increase",
        "L08 Đ.37",
        Row("2", "k.2", "Quyết định có sai sót mà không làm thay đổi nội dung vụ việc"),
    ),
    _old(
        "amendment",
        "L08 Đ.37",
        Row("2", "k.2", "Quyết định có sai sót mà không làm thay đổi nội dung vụ việc"),
    ),
)  # fmt: skip
