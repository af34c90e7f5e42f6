"""Words for people: each column's title, meaning and source, printed beside the figure."""

from collections.abc import Iterator

from thads.statistics.columns import Theme

CASE_TITLES = {
    "caseload_total": "Tổng số thụ lý",
    "brought_forward": "Năm trước chuyển sang",
    "newly_docketed": "Thụ lý mới",
    "ex_officio_new": "Mới: chủ động",
    "on_request_new": "Mới: theo yêu cầu",
    "entrusted_in": "Mới: nhận ủy thác",
    "reactivated": "Mới: trở lại thi hành",
    "entrusted_out": "Ủy thác đi",
    "taken_up": "Cục rút lên thi hành",
    "withdrawn_annulled": "Thu hồi, hủy quyết định",
    "to_enforce_total": "Tổng số phải thi hành",
    "enforceable_total": "Có điều kiện thi hành",
    "resolved_total": "Giải quyết xong",
    "completed": "Thi hành xong",
    "discontinued": "Đình chỉ",
    "in_progress": "Đang thi hành",
    "postponed_by_agreement": "Hoãn theo thỏa thuận",
    "not_yet_enforceable": "Chưa có điều kiện",
    "moved_to_separate_tracking": "Chuyển sổ theo dõi riêng",
    "request_returned": "Gửi lại yêu cầu",
    "postponed_suspended_other": "Hoãn, tạm đình chỉ, khác",
    "ended_other": "Kết thúc khác",
    "carried_forward": "Chuyển kỳ sau",
    "separate_tracking_stock": "Đang theo dõi riêng",
}
MONEY_TITLES = {
    "brought_forward": "Năm trước chuyển sang",
    "newly_docketed": "Thụ lý mới",
    "entrusted_out": "Ủy thác đi",
    "taken_up": "Cục rút lên thi hành",
    "withdrawn_annulled": "Thu hồi, hủy, giảm theo sửa đổi",
    "to_enforce": "Tổng số phải thi hành",
    "enforceable": "Có điều kiện thi hành",
    "resolved": "Giải quyết xong",
    "completed": "Thi hành xong (đã thu)",
    "discontinued": "Đình chỉ",
    "forgiven": "Miễn, giảm",
    "in_progress": "Đang thi hành",
    "postponed_by_agreement": "Hoãn theo thỏa thuận",
    "not_yet_enforceable": "Chưa có điều kiện",
    "postponed_suspended_other": "Hoãn, tạm đình chỉ, khác",
    "carried_forward": "Chuyển kỳ sau",
}

CASE_MEANINGS = {
    "caseload_total": "Năm trước chuyển sang + thụ lý mới.",
    "brought_forward": "Đang thụ lý vào cuối ngày 30/9 năm trước, không kể theo dõi riêng.",
    "newly_docketed": "Ra quyết định trong kỳ, hoặc trở lại thi hành trong kỳ.",
    "ex_officio_new": "Trong số thụ lý mới: việc chủ động ra quyết định.",
    "on_request_new": "Trong số thụ lý mới: việc theo yêu cầu.",
    "entrusted_in": "Trong số thụ lý mới: ra quyết định trên cơ sở nhận ủy thác.",
    "reactivated": "Trong số thụ lý mới: ra quyết định trước kỳ, trở lại trong kỳ.",
    "entrusted_out": "Đến cuối kỳ đã kết thúc do ủy thác.",
    "taken_up": "Đến cuối kỳ đã kết thúc do Cục rút hồ sơ lên thi hành.",
    "withdrawn_annulled": "Đến cuối kỳ quyết định thi hành án đã bị thu hồi hoặc hủy.",
    "to_enforce_total": "Tổng thụ lý − ủy thác đi − rút lên − thu hồi, hủy.",
    "enforceable_total": "Giải quyết xong + đang thi hành + hoãn theo thỏa thuận; mẫu số tỷ lệ.",
    "resolved_total": "Thi hành xong + đình chỉ. Tử số của tỷ lệ.",
    "completed": "Đến cuối kỳ đã thi hành xong.",
    "discontinued": "Đến cuối kỳ đã đình chỉ.",
    "in_progress": "Cuối kỳ đang thi hành, kể cả việc chưa xác minh.",
    "postponed_by_agreement": "Cuối kỳ đang hoãn theo thỏa thuận (điểm c).",
    "not_yet_enforceable": "Cuối kỳ chưa có điều kiện, theo dõi riêng hoặc đã gửi lại yêu cầu.",
    "moved_to_separate_tracking": "Trong số chưa có điều kiện: cuối kỳ ở sổ theo dõi riêng.",
    "request_returned": "Trong số chưa có điều kiện: đã gửi lại yêu cầu.",
    "postponed_suspended_other": "Cuối kỳ đang hoãn lý do khác, tạm đình chỉ; hoặc kết thúc khác.",
    "ended_other": "Trong số hoãn, tạm đình chỉ, khác: đã kết thúc khác.",
    "carried_forward": "Phải thi hành − giải quyết xong − gửi lại yêu cầu − kết thúc khác.",
    "separate_tracking_stock": "Mọi việc cuối kỳ ở sổ theo dõi riêng; ngoài các tổng.",
}
MONEY_MEANINGS = {
    "brought_forward": "Số còn lại vào cuối ngày 30/9 năm trước của các khoản đang thụ lý.",
    "newly_docketed": "Số phải thi hành khi khoản vào kỳ, và số tăng do sửa đổi trong kỳ.",
    "entrusted_out": "Số tiền ủy thác đi trong kỳ.",
    "taken_up": "Số tiền Cục rút lên trong kỳ.",
    "withdrawn_annulled": "Số tiền thu hồi, hủy, giảm theo sửa đổi trong kỳ.",
    "to_enforce": "Năm trước chuyển sang + thụ lý mới − ủy thác − rút lên − thu hồi, hủy.",
    "enforceable": "Giải quyết xong + đang thi hành + hoãn theo thỏa thuận; mẫu số tỷ lệ.",
    "resolved": "Thi hành xong + đình chỉ + miễn, giảm. Tử số của tỷ lệ.",
    "completed": "Số thu trừ số hủy thu trong kỳ, kể cả các bên tự thi hành.",
    "discontinued": "Số tiền đình chỉ trong kỳ.",
    "forgiven": "Số tiền Tòa án miễn, giảm trong kỳ.",
    "in_progress": "Số còn lại cuối kỳ của các khoản đang thi hành.",
    "postponed_by_agreement": "Số còn lại cuối kỳ của các khoản hoãn theo thỏa thuận.",
    "not_yet_enforceable": "Số còn lại của khoản chưa có điều kiện, theo dõi riêng, gửi lại.",
    "postponed_suspended_other": "Số còn lại của khoản hoãn, tạm đình chỉ hoặc kết thúc khác.",
    "carried_forward": "Số còn lại cuối kỳ của các khoản chưa kết thúc.",
}

# Where each meaning comes from; sums follow from their columns. L08: Luật 26/2008/QH12, L25: Luật
# 106/2025/QH15. The circulars' annexed forms are not public in full: see docs/adr/0004.
SOURCES = {
    "caseload_total": "TT 05/2024 Đ.2 (biểu 1)",
    "brought_forward": "TT 05/2024 Đ.5, Đ.8 k.3",
    "newly_docketed": "TT 05/2024 Đ.5; L08 Đ.36; L25 Đ.33–34",
    "ex_officio_new": "L08 Đ.36; L25 Đ.33",
    "on_request_new": "L08 Đ.36; L25 Đ.34",
    "entrusted_in": "L08 Đ.57; L25 Đ.49 k.2",
    "reactivated": "NĐ 62/2015 Đ.9 k.6; NĐ 152/2026 Đ.22 k.1",
    "entrusted_out": "L08 Đ.55–57; L25 Đ.49",
    "taken_up": "Sổ rút hồ sơ (TT 04/2023 Đ.30)",
    "withdrawn_annulled": "L08 Đ.37; L25 Đ.52",
    "to_enforce_total": "TT 05/2024 Đ.2 (biểu 1)",
    "enforceable_total": "TT 05/2024 Đ.2 (biểu 1)",
    "resolved_total": "TT 05/2024 Đ.2 (biểu 1)",
    "completed": "L08 Đ.52; L25 Đ.55 k.1",
    "discontinued": "L08 Đ.50; L25 Đ.48",
    "in_progress": "TT 05/2024 Đ.2",
    "postponed_by_agreement": "L08 Đ.48 k.1 điểm c; L25 Đ.46 k.1 điểm c; TT 06/2019",
    "not_yet_enforceable": "L08 Đ.44a; L25 Đ.38 k.1",
    "moved_to_separate_tracking": "NĐ 62/2015 Đ.9 k.5; L25 Đ.38 k.4",
    "request_returned": "L25 Đ.38 k.4; NĐ 152/2026 Đ.22 k.2",
    "postponed_suspended_other": "L08 Đ.48–49; L25 Đ.46–47",
    "ended_other": "NĐ 152/2026 Đ.32 k.1",
    "carried_forward": "TT 05/2024 Đ.8 k.3",
    "separate_tracking_stock": "NĐ 62/2015 Đ.9; TT 05/2024 Đ.8 k.2",
    "to_enforce": "TT 05/2024 Đ.2 (biểu 2)",
    "enforceable": "TT 05/2024 Đ.2 (biểu 2)",
    "resolved": "TT 05/2024 Đ.2 (biểu 2)",
    "forgiven": "L08 Đ.61–63; L25 Đ.42–44",
}
THEME_MEANINGS = {
    Theme.STATE_BUDGET: "Có khoản nộp ngân sách nhà nước; tiền chỉ tính các khoản đó.",
    Theme.BANK_CREDIT: "Người được thi hành án là tổ chức tín dụng.",
    Theme.CORRUPTION: "Án tham nhũng, kinh tế.",
    Theme.DRUGS: "Án ma túy.",
    Theme.FOREIGN: "Có yếu tố nước ngoài.",
    Theme.OVER_ONE_YEAR: "Có điều kiện, chưa xong, ra quyết định quá một năm trước ngày tính.",
}
MONEY_OF = {
    "to_enforce_total": "to_enforce",
    "enforceable_total": "enforceable",
    "resolved_total": "resolved",
}


def lines() -> Iterator[tuple[str, str | None, str | None]]:
    """Title, column in cases and column in money, in the order of the forms."""
    for column, title in CASE_TITLES.items():
        money = MONEY_OF.get(column, column)
        yield title, column, money if money in MONEY_TITLES else None
        if column == "discontinued":
            yield MONEY_TITLES["forgiven"], None, "forgiven"
