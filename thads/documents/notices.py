"""What papers say that follow from no act: notices, summons, minutes to be filled in by hand.

A tab is room to write: inside a line a blank, at its end dots to the margin. What a person says
when asking for one stands in `asks`, by the names of `said`.
"""

from thads.documents.body import Body

OFFICER_SAYS = "{officer}"
MEETING = ("addressee", "hour", "on_day", "place", "content")
AT_PLACE = ("on_day", "place")
BEGUN = "Hồi\t giờ\t phút, {on_day}, tại {place}, chúng tôi gồm:\n1. {officer}.\n"
READ_OUT = (
    "\nBiên bản kết thúc hồi\t giờ\t phút cùng ngày, lập thành\t bản, đã đọc lại cho những người "
    "có mặt cùng nghe, công nhận đúng và ký tên."
)
RULED = "\n\t" * 2
ADDRESSEE = ("Người có tên trên;",)

NOTICES = {
    "SUMMONS": Body(
        "Về việc thi hành án",
        (
            "{agency} triệu tập:\n{addressee}\nCó mặt lúc {hour}, {on_day}, tại {place}.\n"
            "Nội dung làm việc: {content}.\nTrong việc thi hành {decision} đối với:\n{parties}\n"
            "Khi đến, mang theo Giấy này, giấy tờ tùy thân và tài liệu có liên quan. Không đến "
            "được vì lý do chính đáng thì báo trước cho {officer}.",
        ),
        "GIẤY TRIỆU TẬP", "GTT", ADDRESSEE, asks=MEETING, by_officer=True,
    ),
    "CALL": Body(
        "Về việc thi hành án",
        (
            "{agency} báo cho:\n{addressee}\nĐến làm việc lúc {hour}, {on_day}, tại {place}.\n"
            "Nội dung: {content}.\nTrong việc thi hành {decision} đối với:\n{parties}\n"
            "Khi đến, mang theo Giấy này và giấy tờ tùy thân.",
        ),
        "GIẤY BÁO", "GB", ADDRESSEE, asks=MEETING, by_officer=True,
    ),
    "NOTICE": Body(
        "Về việc thi hành án",
        (
            "{agency} thông báo cho:\n{addressee}\nTrong việc thi hành {decision} đối với:\n"
            "{parties}\nNội dung thông báo: {content}.",
        ),
        "THÔNG BÁO", "TB", ADDRESSEE, asks=("addressee", "content"), by_officer=True,
    ),
    "LEAFLET": Body(
        "Về quyền, nghĩa vụ của người phải thi hành án",
        (
            "Gửi: {addressee}\nTheo {decision}, ông (bà) còn phải thi hành:\n{items}\n"
            "{leaflet_time}\n{leaflet_duties}\n{leaflet_coercion}\n{leaflet_rights}\n"
            "{agency} đề nghị: {offer}.\nMuốn hỏi thêm, hẹn ngày nộp tiền, giao tài sản, ông "
            "(bà) gặp {officer} tại {agency}.",
        ),
        "TỜ GIẢI THÍCH", "", ADDRESSEE, asks=("addressee", "offer"), by_officer=True,
        signatories=("NGƯỜI NHẬN", "CHẤP HÀNH VIÊN"),
    ),
    "COST_NOTICE": Body(
        "Về chi phí cưỡng chế thi hành án",
        (
            "{agency} thông báo cho:\n{addressee}\nTrong việc thi hành {decision} đối với:\n"
            "{parties}\nBiện pháp cưỡng chế: {cost_measure}. Dự kiến cưỡng chế {cost_day}.\n"
            "Dự trù chi phí cưỡng chế do người phải thi hành án chịu:\n{cost_lines}\n"
            "Chi phí cưỡng chế nộp tại {agency} hoặc được khấu trừ vào tiền thu được, tiền bán tài "
            "sản. Người phải thi hành án là cá nhân có quyền đề nghị miễn, giảm chi phí cưỡng chế, "
            "kèm tài liệu chứng minh.",
        ),
        "THÔNG BÁO", "TB", ADDRESSEE, by_officer=True,
    ),
    "INFORMATION_REQUEST": Body(
        "Về việc cung cấp thông tin về điều kiện thi hành án",
        (
            "Kính gửi: {addressee}\n{agency} đang tổ chức thi hành {decision} đối với:\n{parties}"
            "\nĐề nghị cung cấp thông tin về: {content}.\nThời hạn trả lời bằng văn bản: "
            "{information_period}, kể từ ngày nhận được văn bản này; thông tin về tài khoản, tiền "
            "gửi tại Kho bạc Nhà nước, tổ chức tín dụng thì cung cấp ngay. Cơ quan, tổ chức, cá "
            "nhân cung cấp thông tin chịu trách nhiệm về nội dung đã cung cấp.",
        ),
        "PHIẾU YÊU CẦU", "PYC", ("Như trên;",), asks=("addressee", "content"), by_officer=True,
    ),
    "VERIFICATION_DELEGATION": Body(
        "Về việc xác minh điều kiện thi hành án",
        (
            "Kính gửi: {asked_of}\n{agency} đang tổ chức thi hành {decision} đối với:\n{parties}"
            "\nCác khoản còn phải thi hành:\n{items}\n{agency} ủy quyền cho {asked_of} xác minh: "
            "{to_verify}.\nThời hạn trả lời bằng văn bản về kết quả xác minh, kể từ ngày nhận được "
            "ủy quyền: tài sản là bất động sản, động sản phải đăng ký quyền sở hữu, sử dụng không "
            "quá {delegated_period}; các loại tài sản và thông tin khác không quá "
            "{delegated_other_period}. Thủ trưởng cơ quan nhận ủy quyền chịu trách nhiệm về kết "
            "quả xác minh theo nội dung ủy quyền.",
        ),
        "GIẤY ỦY QUYỀN", "GUQ", ("Như trên;",), asks=("asked_of", "to_verify"),
    ),
    "DELIVERY_MINUTES": Body(
        "Về việc giao nhận văn bản thông báo về thi hành án",
        (
            BEGUN + "2. Người nhận: ông (bà)\t\n3. Người chứng kiến: ông (bà)\t\n"
            "Tiến hành giao văn bản: {delivered}.\nCho người được thông báo: {addressee}\nTrong "
            "việc thi hành {decision} đối với:\n{parties}\nNgười nhận thay (họ tên, quan hệ với "
            "người được thông báo):\t\nNgười nhận thay cam kết giao tận tay hoặc thông báo ngay "
            "cho người được thông báo.\nVăn bản được giao trực tiếp, có ký nhận hoặc điểm chỉ; nếu "
            "từ chối nhận, không ký nhận, hoặc không giao được thì ghi rõ lý do, có chữ ký của "
            "người chứng kiến:\t" + RULED + READ_OUT,
        ),
        "BIÊN BẢN", "", (), asks=(*AT_PLACE, "delivered", "addressee"), by_officer=True,
        signatories=("NGƯỜI NHẬN", "NGƯỜI CHỨNG KIẾN", "CHẤP HÀNH VIÊN"),
    ),
    "POSTING_MINUTES": Body(
        "Về việc niêm yết công khai",
        (
            BEGUN + "2. Người chứng kiến: ông (bà)\t\n3. Đại diện nơi niêm yết: ông (bà)\t\n"
            "Tiến hành niêm yết công khai văn bản: {posted}.\nTrong việc thi hành {decision} đối "
            "với:\n{parties}\nThời hạn niêm yết là {posting_period}, kể từ ngày niêm yết. Ngày "
            "niêm yết là ngày thông báo hợp lệ.\nÝ kiến của người chứng kiến:\t" + RULED + READ_OUT,
        ),
        "BIÊN BẢN", "", (), asks=(*AT_PLACE, "posted"), by_officer=True,
        signatories=("NGƯỜI CHỨNG KIẾN", "ĐẠI DIỆN NƠI NIÊM YẾT", "CHẤP HÀNH VIÊN"),
    ),
    "SETTLEMENT_MINUTES": Body(
        "Về việc giải quyết việc thi hành án",
        (
            BEGUN + "2. Người ghi biên bản: ông (bà)\t\n3. Đại diện cơ quan, tổ chức: ông (bà)\t"
            "\nVới sự có mặt của:\n{parties}\nGiải quyết việc thi hành {decision}.\nCác khoản còn "
            "phải thi hành:\n{items}\nNội dung: {content}.\nÝ kiến của người phải thi hành án:\t"
            + RULED + "\nÝ kiến của người được thi hành án:\t" + RULED
            + "\nChấp hành viên giải thích quyền, nghĩa vụ và kết luận:\t" + RULED + READ_OUT,
        ),
        "BIÊN BẢN", "", (), asks=(*AT_PLACE, "content"), by_officer=True,
        signatories=("CÁC ĐƯƠNG SỰ", "NGƯỜI GHI BIÊN BẢN", "CHẤP HÀNH VIÊN"),
    ),
    "AGREEMENT_MINUTES": Body(
        "Về việc thỏa thuận thi hành án",
        (
            BEGUN + "Chứng kiến việc thỏa thuận thi hành {decision} giữa:\n{parties}\n"
            "Người có quyền lợi, nghĩa vụ liên quan:\t\nCác khoản còn phải thi hành:\n{items}\n"
            "Nội dung thỏa thuận: {content}.\nThời hạn thực hiện:\t\nHậu quả của việc không thực "
            "hiện hoặc thực hiện không đúng thỏa thuận:\t" + RULED + "\nCác bên cam đoan thỏa "
            "thuận là tự nguyện, không vi phạm điều cấm của luật, không trái đạo đức xã hội, đúng "
            "với thực tế, không ảnh hưởng đến quyền và lợi ích hợp pháp của người thứ ba, không "
            "nhằm trốn tránh phí thi hành án, và chịu trách nhiệm về cam đoan đó." + READ_OUT,
        ),
        "BIÊN BẢN", "", (), asks=(*AT_PLACE, "content"), by_officer=True,
        signatories=(
            "NGƯỜI PHẢI THI HÀNH ÁN", "NGƯỜI ĐƯỢC THI HÀNH ÁN", "CHẤP HÀNH VIÊN CHỨNG KIẾN",
        ),
    ),
    "VERIFICATION_MINUTES": Body(
        "Về việc xác minh điều kiện thi hành án",
        (
            BEGUN + "2. Người ghi biên bản: ông (bà)\t\n3. Người cung cấp thông tin: ông (bà)\t"
            "\nXác minh điều kiện thi hành {decision} đối với:\n{parties}\nCác khoản còn phải thi "
            "hành:\n{items}\nNhân thân, số định danh, tình trạng hôn nhân; mã số, trụ sở:\t"
            "\nNơi thường trú, tạm trú, nơi ở hiện tại:\t\nTài sản (loại, số lượng, tình trạng, "
            "giấy tờ, quy hoạch, điều kiện chuyển nhượng):\t" + RULED + "\nThu nhập, tiền, tài "
            "khoản:\t" + RULED + "\nNguồn thông tin:\t\nKê khai của người phải thi hành án:\t"
            + RULED + "\nKết luận:\t\n\t" + READ_OUT,
        ),
        "BIÊN BẢN", "", (), asks=AT_PLACE, by_officer=True,
        signatories=("NGƯỜI CUNG CẤP THÔNG TIN", "XÁC NHẬN CỦA NƠI XÁC MINH", "CHẤP HÀNH VIÊN"),
    ),
}  # fmt: skip
