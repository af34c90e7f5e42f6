"""What the papers say: subject and articles in the usage of the field (reference 8.3).

A line break begins a new paragraph; a paragraph whose only field says nothing is left out.
"""

from thads.documents.asset_papers import ASSET_PAPERS
from thads.documents.body import Body
from thads.documents.exhibit_papers import EXHIBIT_PAPERS
from thads.documents.fee_papers import FEE_PAPERS
from thads.documents.measure_papers import MEASURE_PAPERS
from thads.documents.notices import NOTICES
from thads.documents.oversight_papers import OVERSIGHT_PAPERS
from thads.documents.slips import SLIPS
from thads.documents.statements import STATEMENTS

ACCOUNTS = "Kế toán nghiệp vụ;"
OLD_RECIPIENTS = (
    "Viện kiểm sát nhân dân cùng cấp;", ACCOUNTS,
    "Lưu: Văn thư, hồ sơ thi hành án.",
)  # fmt: skip
NEW_RECIPIENTS = (
    "Viện kiểm sát nhân dân có thẩm quyền;", ACCOUNTS,
    "Lưu: Văn thư, hồ sơ thi hành án.",
)  # fmt: skip
DUTY = (
    "Quyết định này có hiệu lực kể từ ngày ký. {officer}, các đương sự và cơ quan, tổ chức, cá "
    "nhân có liên quan chịu trách nhiệm thi hành Quyết định này."
)
ITEMS = "\nCác khoản phải thi hành:\n{items}"
REASON = "\nLý do: {ground}."
REMAINING = "\nCác khoản được nêu trong Quyết định này:\n{items}"
VOLUNTARY = (
    "Thời hạn tự nguyện thi hành án là 10 ngày, kể từ ngày người phải thi hành án nhận được Quyết "
    "định này hoặc được thông báo hợp lệ Quyết định này. Hết thời hạn đó, người phải thi hành án "
    "có điều kiện thi hành án mà không tự nguyện thi hành thì bị cưỡng chế.\nTiền thi hành án nộp "
    "tại {agency}. Quyết định này được thông báo cho đương sự theo quy định của pháp luật về thi "
    "hành án dân sự."
)


NOTICED = ("Các đương sự;",)

_OF_REGISTERS = MEASURE_PAPERS | OVERSIGHT_PAPERS | ASSET_PAPERS | EXHIBIT_PAPERS
BODIES = NOTICES | SLIPS | FEE_PAPERS | STATEMENTS | _OF_REGISTERS | {
    "EX_OFFICIO": Body(
        "Thi hành án chủ động",
        ("Cho thi hành án đối với:\n{parties}" + ITEMS, VOLUNTARY, DUTY),
    ),
    "RETURN": Body(
        "Thi hành án chủ động",
        (
            "Cho thi hành án:\n{parties}" + ITEMS,
            "Quyết định này được thông báo cho người được thi hành án theo quy định của pháp luật "
            "về thi hành án dân sự. Khi đến nhận, người được thi hành án xuất trình giấy tờ tùy "
            "thân tại {agency}.",
            DUTY,
        ),
    ),
    "DESTRUCTION": Body(
        "Thi hành án chủ động",
        (
            "Cho thi hành án phần tiêu hủy vật chứng, tài sản:\n{parties}" + ITEMS,
            "Vật chứng, tài sản nêu tại Điều 1 do Hội đồng tiêu hủy vật chứng, tài sản tiêu hủy "
            "theo quy định của pháp luật về thi hành án dân sự.",
            DUTY,
        ),
    ),
    "ON_REQUEST": Body(
        "Thi hành án theo yêu cầu",
        (
            "Cho thi hành án đối với:\n{parties}" + ITEMS
            + "\nVà tiền lãi chậm thi hành án theo bản án, quyết định nêu trên, nếu có.",
            VOLUNTARY,
            DUTY,
        ),
    ),
    "ASSIGNMENT": Body(
        "Về việc phân công Chấp hành viên",
        (
            "Phân công ông (bà) {assigned}, Chấp hành viên, tổ chức thi hành {decision}.",
            "Chấp hành viên được phân công thực hiện nhiệm vụ, quyền hạn theo quy định của pháp "
            "luật về thi hành án dân sự kể từ ngày ký Quyết định này; người giữ hồ sơ trước đó, "
            "nếu có, bàn giao hồ sơ cho Chấp hành viên được phân công.",
            DUTY,
        ),
    ),
    "NOT_YET_ENFORCEABLE": Body(
        "Về việc chưa có điều kiện thi hành án",
        (
            "Xác định việc chưa có điều kiện thi hành án đối với:\n{parties}" + REMAINING
            + REASON,
            "Chấp hành viên tiếp tục xác minh điều kiện thi hành án theo định kỳ do pháp luật quy "
            "định. Khi người phải thi hành án có điều kiện thi hành án thì việc thi hành án được "
            "tiếp tục.",
            DUTY,
        ),
    ),
    "POSTPONEMENT": Body(
        "Về việc hoãn thi hành án",
        (
            "Hoãn {extent} việc thi hành án đối với:\n{parties}" + REMAINING + REASON,
            "Thời hạn hoãn thi hành án: {until}.\n{interest}\nKhi hết thời hạn hoãn hoặc căn cứ "
            "hoãn không còn thì việc thi hành án được tiếp tục.",
            DUTY,
        ),
    ),
    "SUSPENSION": Body(
        "Về việc tạm đình chỉ thi hành án",
        (
            "Tạm đình chỉ {extent} việc thi hành án đối với:\n{parties}" + REMAINING
            + REASON,
            "Trong thời gian tạm đình chỉ, cơ quan thi hành án dân sự không tổ chức thi hành các "
            "khoản nêu tại Điều 1, cho đến khi có quyết định tiếp tục thi hành án hoặc quyết định "
            "đình chỉ thi hành án.",
            DUTY,
        ),
    ),
    "SUSPENSION_NOTICE": Body(
        "Về việc tạm đình chỉ thi hành án",
        (
            "{agency} thông báo tạm đình chỉ {extent} việc thi hành án đối với:\n{parties}"
            "\nCác khoản tạm đình chỉ:\n{items}\nLý do: {ground}.\nTrong thời gian tạm đình chỉ, "
            "người phải thi hành án không phải chịu lãi suất chậm thi hành án.",
        ),
        "THÔNG BÁO", "TB", NOTICED,
    ),
    "RESUMPTION": Body(
        "Về việc tiếp tục thi hành án",
        (
            "Tiếp tục thi hành án đối với:\n{parties}" + ITEMS,
            "Quyết định này chấm dứt hiệu lực của {held_decision} đối với các khoản nêu tại "
            "Điều 1.",
            DUTY,
        ),
    ),
    "DISCONTINUANCE": Body(
        "Về việc đình chỉ thi hành án",
        (
            "Đình chỉ {extent} việc thi hành án đối với:\n{parties}" + REMAINING + REASON,
            "Kể từ ngày Quyết định này có hiệu lực, các khoản nêu tại Điều 1 không được tổ chức "
            "thi hành nữa.",
            DUTY,
        ),
    ),
    "ENTRUSTMENT": Body(
        "Về việc ủy thác thi hành án",
        (
            "Ủy thác cho {receiver} {extent} việc thi hành án đối với:\n{parties}\n"
            "Các khoản ủy thác:\n{entrusted}",
            "Gửi kèm Quyết định này: bản án, quyết định nêu trên và các tài liệu khác có liên quan "
            "của hồ sơ.",
            "Quyết định này có hiệu lực kể từ ngày ký. {receiver}, {officer} và các đương sự chịu "
            "trách nhiệm thi hành Quyết định này.",
        ),
    ),
    "TAKE_UP": Body(
        "Về việc rút hồ sơ thi hành án để thi hành",
        (
            "Rút lên để thi hành {extent} hồ sơ của {decision} đối với:\n{parties}" + REMAINING,
            "Cơ quan đang giữ hồ sơ chuyển giao toàn bộ hồ sơ, tài liệu, tiền và tài sản liên quan "
            "cho {agency}.",
            DUTY,
        ),
    ),
    "WITHDRAWAL": Body(
        "Về việc thu hồi quyết định thi hành án",
        (
            "Thu hồi {extent} {decision} đối với:\n{parties}" + REMAINING + REASON,
            "Kể từ ngày Quyết định này có hiệu lực, phần bị thu hồi của quyết định nêu tại Điều 1 "
            "không còn giá trị thi hành.",
            DUTY,
        ),
    ),
    "ANNULMENT": Body(
        "Về việc hủy quyết định thi hành án",
        (
            "Hủy {extent} {decision} đối với:\n{parties}" + REMAINING + REASON,
            "Kể từ ngày Quyết định này có hiệu lực, phần bị hủy của quyết định nêu tại Điều 1 "
            "không còn giá trị thi hành.",
            DUTY,
        ),
    ),
    "AMENDMENT": Body(
        "Về việc sửa đổi, bổ sung quyết định thi hành án",
        (
            "Sửa đổi, bổ sung {decision} đối với:\n{parties}\nSố tiền tăng thêm của khoản:"
            "\n{items}",
            "Các nội dung khác của quyết định nêu tại Điều 1 giữ nguyên.",
            DUTY,
        ),
    ),
    "AMENDMENT_OF_WORDS": Body(
        "Về việc sửa đổi, bổ sung quyết định về thi hành án",
        (
            "Sửa đổi, bổ sung quyết định về thi hành án trong việc thi hành {decision} đối với:\n"
            "{parties}\nNội dung sửa đổi, bổ sung: {note}.",
            "Các nội dung khác của quyết định được sửa đổi, bổ sung giữ nguyên.",
            DUTY,
        ),
    ),
    "ASSET_ENTRUSTMENT": Body(
        "Về việc ủy thác xử lý tài sản",
        (
            "Ủy thác cho {receiver} xử lý tài sản để thi hành {decision} đối với:\n{parties}\n"
            "Tài sản ủy thác xử lý: {note}.\nCác khoản còn phải thi hành:\n{items}",
            "Nơi nhận ủy thác xử lý tài sản, thanh toán chi phí và chuyển số tiền thu được về "
            "{agency} để thi hành án. Gửi kèm Quyết định này: bản án, quyết định nêu trên và tài "
            "liệu về tài sản.",
            "Quyết định này có hiệu lực kể từ ngày ký. {receiver}, {officer} và các đương sự chịu "
            "trách nhiệm thi hành Quyết định này.",
        ),
    ),
    "SEPARATE_TRACKING": Body(
        "Về việc chuyển sổ theo dõi riêng",
        (
            "Chuyển sang sổ theo dõi riêng việc chưa có điều kiện thi hành án đối với:\n{parties}"
            + REMAINING,
            "Khi có thông tin mới về điều kiện thi hành án của người phải thi hành án thì Chấp "
            "hành viên xác minh và tổ chức thi hành án theo quy định của pháp luật.",
            DUTY,
        ),
    ),
    "REQUEST_RETURN": Body(
        "Về việc gửi lại yêu cầu thi hành án",
        (
            "{agency} gửi lại yêu cầu thi hành án cho {creditors}, trong việc thi hành án đối với:"
            "\n{parties}\nCác khoản chưa có điều kiện thi hành:\n{items}\nĐã hết thời hạn 02 năm "
            "kể từ ngày có quyết định về việc chưa có điều kiện thi hành án và đã xác minh theo "
            "quy định mà không có thông tin mới về điều kiện thi hành án của người phải thi hành "
            "án.\nNgười được thi hành án có quyền yêu cầu thi hành án trở lại khi cung cấp tài "
            "liệu chứng minh người phải thi hành án có điều kiện thi hành.",
        ),
        "THÔNG BÁO", "TB", NOTICED,
    ),
    "COMPLETION": Body(
        "Kết quả thi hành án",
        (
            "{agency} xác nhận kết quả thi hành án đối với:\n{parties}\nCác khoản sau đây đã được "
            "thi hành xong:\n{performed}",
        ),
        "GIẤY XÁC NHẬN", "GXN", NOTICED,
    ),
}  # fmt: skip


def recipients(name: str, others: tuple[str, ...]) -> tuple[str, ...]:
    """To whom a paper goes; what concerns complaints and the procuracy, not to the accounts."""
    left = tuple(one for one in others if one != ACCOUNTS or name not in OVERSIGHT_PAPERS)
    return (*BODIES[name].first_recipients, *left)
