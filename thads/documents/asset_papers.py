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
}  # fmt: skip
ASSET_BASES: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...] = (
    ("ATTACHMENT_MINUTES", ("L08 Đ.88 k.2",), ("L25 Đ.80",)),
    ("CUSTODY_MINUTES", ("L08 Đ.58 k.3",), ("NĐ152 Đ.24 k.4",)),
    ("PRICE_NOTICE", ("L08 Đ.98", "L08 Đ.99"), ("L25 Đ.82", "NĐ152 Đ.60 k.6")),
    ("PRICE_CUT", ("L08 Đ.104",), ("L25 Đ.83 k.3", "NĐ152 Đ.65 k.6")),
    ("ASSET_HANDOVER_MINUTES", ("NĐ62 Đ.27 k.3",), ("NĐ152 Đ.67",)),
)
