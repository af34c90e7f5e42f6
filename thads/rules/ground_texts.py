"""What the grounds say, by law: Luật 26/2008 as amended in 2014, and Luật 106/2025."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from thads.rules.dated import NEW_LAW, OLD_LAW_ENDS


class Row(NamedTuple):
    """One ground: code, place within the article, text."""

    code: str
    place: str
    text: str


@dataclass(frozen=True, slots=True)
class Article:
    """The grounds of one article and the time in which it holds."""

    article: str
    valid_from: date
    valid_to: date | None
    rows: tuple[Row, ...]


def _letters(clause: str, *texts: str) -> tuple[Row, ...]:
    """Grounds a, b, c, d, đ, e, g, h, i, k, l of one clause."""
    return tuple(
        Row(letter, f"{clause} điểm {letter}".strip(), text)
        for letter, text in zip("abcdđeghikl", texts, strict=False)
    )


def _old(article: str, *rows: Row) -> Article:
    return Article(article, date(2015, 7, 1), OLD_LAW_ENDS, rows)


def _new(article: str, *rows: Row) -> Article:
    return Article(article, NEW_LAW, None, rows)


OLD = {
    "postponement": _old(
        "L08 Đ.48",
        *_letters(
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
    "suspension": _old(
        "L08 Đ.49",
        Row("1", "k.1", "Có quyết định tạm đình chỉ của người có thẩm quyền kháng nghị"),
        Row("2", "k.2", "Tòa án đã thụ lý đơn yêu cầu mở thủ tục phá sản"),
    ),
    "discontinuance": _old(
        "L08 Đ.50",
        *_letters(
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
    "not_yet_enforceable": _old(
        "L08 Đ.44a",
        *_letters(
            "k.1",
            "Không có thu nhập hoặc chỉ đủ sống tối thiểu, và không có tài sản để thi hành",
            "Vật đặc định không còn hoặc hư hỏng; giấy tờ không thể thu hồi, không thể cấp lại",
            "Chưa xác định được địa chỉ, nơi cư trú của người phải thi hành án hoặc người chưa "
            "thành niên được giao nuôi dưỡng",
        ),
    ),
    "withdrawal": _old(
        "L08 Đ.37",
        *_letters(
            "k.1",
            "Quyết định ban hành không đúng thẩm quyền",
            "Quyết định có sai sót làm thay đổi nội dung vụ việc",
            "Căn cứ ra quyết định không còn",
            "Chuyển giao quyền, nghĩa vụ thi hành án (khoản 3 Điều 54)",
        ),
    ),
    "annulment": _old(
        "L08 Đ.37",
        *_letters(
            "k.3",
            "Không tự khắc phục sai sót sau khi có yêu cầu",
            "Quyết định vi phạm pháp luật theo kết luận của cơ quan có thẩm quyền",
        ),
    ),
}
NEW = {
    "postponement": _new(
        "L25 Đ.46",
        *_letters(
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
    "suspension": _new(
        "L25 Đ.47",
        Row("1a", "k.1 điểm a", "Tòa án đã thụ lý yêu cầu phục hồi, phá sản"),
        Row("1b", "k.1 điểm b", "Tạm đình chỉ thi hành phán quyết trọng tài nước ngoài"),
        Row("2", "k.2", "Quyết định tạm đình chỉ của người có thẩm quyền kháng nghị hoặc Ủy ban "
            "Cạnh tranh Quốc gia"),
    ),
    "discontinuance": _new(
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
    "not_yet_enforceable": _new(
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
    "withdrawal": _new(
        "L25 Đ.52",
        *_letters(
            "k.1",
            "Quyết định ban hành không đúng thẩm quyền",
            "Quyết định có sai sót làm thay đổi nội dung",
            "Căn cứ ra quyết định không còn",
            "Ủy thác thi hành án",
        ),
    ),
    "annulment": _new(
        "L25 Đ.52",
        *_letters(
            "k.4",
            "Quyết định trái pháp luật không được tự khắc phục",
            "Theo kết luận của cơ quan có thẩm quyền",
        ),
    ),
    "other_ending": _new(
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
}  # fmt: skip
