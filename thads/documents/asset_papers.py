"""What the papers of attached assets say, and on which articles each rests (reference 8.3, rows 23
to 27)."""

from thads.documents.body import Body
from thads.documents.notices import READ_OUT, RULED

_WHAT = "Tài sản: {asset_words}.\nChủ sở hữu, phần sở hữu: {asset_owners}."
_HEAD = (
    "{asset_day}, tại: {asset_place}\nBắt đầu (giờ, phút):\t\n1. Chấp hành viên: "
    "{asset_officer}\n2. Người ghi biên bản: ông (bà)\t\n3. Người chứng kiến: ông (bà)\t\nTrong "
    "việc thi hành {decision} đối với:\n{parties}\n"
)
_SIGNED = ("CÁC ĐƯƠNG SỰ", "NGƯỜI CHỨNG KIẾN", "CHẤP HÀNH VIÊN")
_PARTIES_TO = (
    "{asset_day}, tại: {asset_place}\nSố hợp đồng: {step_number}\nBên A: {agency}, đại diện là "
    "Chấp hành viên {asset_officer}\nBên B: {contractor}\nĐại diện Bên B: ông (bà)\t\nHai bên ký "
    "hợp đồng để thi hành {decision} đối với:\n{parties}\n"
)
_BOTH_KEEP = (
    "\nHợp đồng có hiệu lực từ ngày ký, lập thành các bản có giá trị như nhau, mỗi bên giữ một bản."
)
ASSET_PAPERS = {
    "ATTACHMENT_MINUTES": Body(
        "Về việc kê biên tài sản",
        (
            _HEAD + "Tiến hành kê biên.\n" + _WHAT + "\nGiấy tờ: {asset_papers}.\nThế chấp, cầm "
            "cố: {asset_mortgages}.\nNgười tham gia: {step_body}\nDiễn biến, tình trạng từng tài "
            "sản:\t" + RULED + "\nYêu cầu của đương sự và việc giải quyết:\t" + RULED
            + "\nNgười được giao bảo quản: {asset_custodian}." + READ_OUT,
        ),
        "BIÊN BẢN", "", (), by_officer=True, signatories=_SIGNED,
    ),
    "CUSTODY_MINUTES": Body(
        "Về việc giao bảo quản tài sản thi hành án",
        (
            _HEAD + "Giao bảo quản tài sản.\n" + _WHAT + "\nTình trạng tài sản khi giao: "
            "{step_note}\nNgười được giao bảo quản: {asset_custodian}.\nThù lao, chi phí bảo "
            "quản: "
            "{custody_fee}.\nNgười được giao bảo quản giữ gìn, không làm thay đổi hiện trạng, "
            "không "
            "chuyển giao cho người khác; vi phạm thì tùy theo tính chất, mức độ bị xử lý, gây "
            "thiệt "
            "hại thì phải bồi thường. Cam kết của người được giao bảo quản:\t" + RULED + READ_OUT,
        ),
        "BIÊN BẢN", "", (), by_officer=True,
        signatories=("NGƯỜI ĐƯỢC GIAO BẢO QUẢN", "CÁC ĐƯƠNG SỰ", "CHẤP HÀNH VIÊN"),
    ),
    "VALUATION_CONTRACT": Body(
        "Dịch vụ thẩm định giá tài sản thi hành án",
        (
            _PARTIES_TO + "1. Bên B thẩm định giá tài sản đang kê biên:\n" + _WHAT
            + "\nGiấy tờ: {asset_papers}.\n2. Mục đích thẩm định giá: xác định giá khởi điểm để "
            "bán tài sản thi hành án.\n3. Bên B giao chứng thư thẩm định giá trước hết ngày: "
            "{step_until}\n4. Giá dịch vụ, cách thanh toán:\t" + RULED + "\n5. Bên A cung cấp tài "
            "liệu về tài sản, tổ chức cho Bên B xem hiện trạng. Bên B có tên trong danh sách doanh "
            "nghiệp đủ điều kiện kinh doanh dịch vụ thẩm định giá được công khai, chịu trách nhiệm "
            "về tính chính xác, hợp pháp của kết quả thẩm định giá.\n6. Thỏa thuận khác: "
            "{step_note}" + _BOTH_KEEP,
        ),
        "HỢP ĐỒNG", "", (), by_officer=True,
        signatories=("ĐẠI DIỆN BÊN B", "ĐẠI DIỆN BÊN A"),
    ),
    "VALUATION_MINUTES": Body(
        "Về việc xác định giá tài sản kê biên",
        (
            _HEAD + "Tiến hành xác định giá tài sản.\n" + _WHAT + "\nGiấy tờ: {asset_papers}.\n"
            "Cách xác định giá: {price_way}.\nCăn cứ, ý kiến của từng người tham gia: {step_note}"
            + RULED + "\nKết quả biểu quyết (nếu lập Hội đồng):\t" + RULED
            + "\nGiá tài sản: {asset_price}.\nÝ kiến của đương sự:\t" + RULED + READ_OUT,
        ),
        "BIÊN BẢN", "", (), by_officer=True,
        signatories=("NGƯỜI THAM GIA XÁC ĐỊNH GIÁ", "CÁC ĐƯƠNG SỰ", "CHẤP HÀNH VIÊN"),
    ),
    "PRICE_NOTICE": Body(
        "Kết quả thẩm định giá, xác định giá tài sản kê biên",
        (
            "Kính gửi: Các đương sự, chủ sở hữu chung, người được quyền ưu tiên mua tài sản\n"
            "{agency} thông báo giá tài sản kê biên trong việc thi hành {decision} đối với:\n"
            "{parties}\n" + _WHAT + "\nCách định giá: {price_way}.\nGiá: {asset_price}.\nThời hạn "
            "yêu cầu định giá lại là {revaluation_time}, kể từ ngày nhận được thông báo này; người "
            "yêu cầu phải nộp tạm ứng chi phí định giá lại.",
        ),
        "THÔNG BÁO", "TB", ("Như trên;",), by_officer=True,
    ),
    "AUCTION_CONTRACT": Body(
        "Dịch vụ đấu giá tài sản thi hành án",
        (
            _PARTIES_TO + "1. Bên B tổ chức đấu giá tài sản:\n" + _WHAT + "\nGiấy tờ: "
            "{asset_papers}.\nThế chấp, cầm cố: {asset_mortgages}.\n2. Giá khởi điểm: "
            "{start_price}.\n3. Thời hạn đấu giá: {auction_time}, kể từ ngày ký hợp đồng.\n4. Tiền "
            "đặt trước, địa điểm, hình thức, phương thức đấu giá:\t" + RULED + "\n5. Thù lao, chi "
            "phí đấu giá và cách thanh toán:\t" + RULED + "\n6. Bên B niêm yết, thông báo công "
            "khai việc đấu giá; báo ngay kết quả từng lần; dừng đấu giá khi Bên A có văn bản yêu "
            "cầu. Người mua nộp tiền vào tài khoản của Bên A.\n7. Thỏa thuận khác: {step_note}"
            + _BOTH_KEEP,
        ),
        "HỢP ĐỒNG", "", (), by_officer=True,
        signatories=("ĐẠI DIỆN BÊN B", "ĐẠI DIỆN BÊN A"),
    ),
    "SALE_NOTICE": Body(
        "Bán đấu giá tài sản thi hành án",
        (
            "Kính gửi: Các đương sự, chủ sở hữu chung, người có quyền lợi, nghĩa vụ liên quan\n"
            "{agency} thông báo việc bán đấu giá tài sản trong việc thi hành {decision} đối với:\n"
            "{parties}\n" + _WHAT + "\nLần đấu giá: lần thứ {sale_round}. Giá khởi điểm: "
            "{start_price}.\nTổ chức đấu giá: {auction_house}.\nNgày mở cuộc đấu giá: "
            "{step_until}\nTrước khi mở cuộc đấu giá, chậm nhất là {redemption_day}, người phải "
            "thi hành án có quyền nhận lại tài sản nếu nộp đủ tiền thi hành án và thanh toán các "
            "chi phí thực tế, hợp lý đã phát sinh.",
        ),
        "THÔNG BÁO", "TB", ("Như trên;",), by_officer=True,
    ),
    "PRICE_CUT": Body(
        "Về việc giảm giá tài sản kê biên",
        (
            "Giảm giá tài sản đã đấu giá không thành lần thứ {round_number}.\n" + _WHAT + "\nGiá "
            "khởi điểm lần trước: {price_before}.\nGiá khởi điểm sau khi giảm lần thứ "
            "{cut_number}: "
            "{price_after}.",
            "Tài sản được tiếp tục bán đấu giá theo giá nêu tại Điều 1. Trước khi mở cuộc đấu giá "
            "ít nhất 01 ngày làm việc, người phải thi hành án có quyền nhận lại tài sản nếu nộp đủ "
            "tiền thi hành án và chi phí.{taking_words}",
            "Quyết định này có hiệu lực kể từ ngày ký. Các đương sự, tổ chức đấu giá và cơ quan, "
            "tổ chức, cá nhân có liên quan chịu trách nhiệm thi hành Quyết định này.",
        ),
        by_officer=True,
    ),
    "ASSET_HANDOVER_MINUTES": Body(
        "Về việc giao tài sản",
        (
            _HEAD + "Giao tài sản cho: {asset_buyer}, theo {sale_words}; giá {sale_price}.\n"
            + _WHAT + "\nGiấy tờ giao kèm: {asset_papers}.\nTình trạng tài sản, chìa khóa, vật "
            "kèm theo:\t"
            + RULED + "\nÝ kiến của người nhận tài sản:\t" + RULED + READ_OUT,
        ),
        "BIÊN BẢN", "", (), by_officer=True,
        signatories=("NGƯỜI NHẬN TÀI SẢN", "NGƯỜI GIAO TÀI SẢN", "CHẤP HÀNH VIÊN"),
    ),
    "TITLE_REQUEST": Body(
        "Đề nghị đăng ký, chuyển quyền sở hữu, sử dụng tài sản thi hành án",
        (
            "Kính gửi: {registry}\n{agency} đề nghị đăng ký, chuyển quyền sở hữu, sử dụng tài sản "
            "đã giao theo {decision} đối với:\n{parties}\n" + _WHAT + "\nGiấy tờ: "
            "{asset_papers}.\nNgười được đăng ký: {new_owner}, theo {sale_words}; giá "
            "{sale_price}.\nTài sản đã giao {handed_on}. Thế chấp, cầm cố còn đăng ký: "
            "{asset_mortgages}.\nGửi kèm: bản sao bản án, quyết định; quyết định thi hành án; "
            "quyết định kê biên tài sản; văn bản về kết quả bán hoặc quyết định giao tài sản; biên "
            "bản giao tài sản; giấy tờ về tài sản. Giấy tờ không thu hồi được: {step_note}",
        ),
        "CÔNG VĂN", "CV", ("Như trên;", "Người nhận tài sản;"), by_officer=True,
    ),
}  # fmt: skip
ASSET_BASES: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...] = (
    ("ATTACHMENT_MINUTES", ("L08 Đ.88 k.2",), ("L25 Đ.80",)),
    ("CUSTODY_MINUTES", ("L08 Đ.58 k.3",), ("NĐ152 Đ.24 k.4",)),
    ("VALUATION_CONTRACT", ("L08 Đ.98",), ("L25 Đ.82", "NĐ152 Đ.60 k.2")),
    ("VALUATION_MINUTES", ("L08 Đ.98", "NĐ62 Đ.26"), ("L25 Đ.82", "NĐ152 Đ.60")),
    ("PRICE_NOTICE", ("L08 Đ.98", "L08 Đ.99"), ("L25 Đ.82", "NĐ152 Đ.60 k.6")),
    ("AUCTION_CONTRACT", ("L08 Đ.101 k.2", "NĐ62 Đ.27"), ("L25 Đ.83 k.2", "NĐ152 Đ.65")),
    ("SALE_NOTICE", ("L08 Đ.101", "NĐ62 Đ.27"), ("L25 Đ.83", "NĐ152 Đ.65")),
    ("PRICE_CUT", ("L08 Đ.104",), ("L25 Đ.83 k.3", "NĐ152 Đ.65 k.6")),
    ("ASSET_HANDOVER_MINUTES", ("NĐ62 Đ.27 k.3",), ("NĐ152 Đ.67",)),
    ("TITLE_REQUEST", ("L08 Đ.106",), ("NĐ152 Đ.69 k.1",)),
)
