"""What must be done within a time (reference 4), in the order of the work."""

from thads.core.codes import Coded


class Duty(Coded):
    """One duty; how long it lasts and who answers for it say the deadlines of each law."""

    # Intake
    JUDGMENT_TRANSFER = "judgment_transfer", "chuyển giao bản án, quyết định"
    IMMEDIATE_TRANSFER = "immediate_transfer", "chuyển giao bản án được thi hành ngay"
    INTERIM_TRANSFER = "interim_transfer", "chuyển giao quyết định biện pháp khẩn cấp tạm thời"
    REQUEST_LIMITATION = "request_limitation", "thời hiệu yêu cầu thi hành án"
    REQUEST_COMPLETION = "request_completion", "báo sửa đổi, bổ sung yêu cầu thi hành án"
    REFUSAL = "refusal", "từ chối yêu cầu thi hành án"
    EX_OFFICIO_DECISION = "ex_officio_decision", "ra quyết định thi hành án chủ động"
    REQUEST_DECISION = "request_decision", "ra quyết định thi hành án theo yêu cầu"
    INTERIM_DECISION = "interim_decision", "ra quyết định thi hành biện pháp khẩn cấp tạm thời"
    BANKRUPTCY_DECISION = "bankruptcy_decision", "ra quyết định thi hành án về phá sản"
    CASE_FILE = "case_file", "lập hồ sơ thi hành án"
    OFFICER_CHANGE = "officer_change", "quyết định việc thay đổi Chấp hành viên"
    INTERIM_MEASURES = "interim_measures", "áp dụng biện pháp khẩn cấp tạm thời"
    PRIVATE_FILE_TRANSFER = "private_file_transfer", "văn phòng chuyển hồ sơ cho THADS"
    PRIVATE_CASE_DECISION = "private_case_decision", "ra quyết định với vụ việc văn phòng chuyển"
    # Notice
    NOTICE = "notice", "thông báo quyết định cho đương sự"
    INTERIM_NOTICE = "interim_notice", "thông báo quyết định về biện pháp khẩn cấp tạm thời"
    PROCURACY_COPY = "procuracy_copy", "gửi quyết định cho Viện kiểm sát"
    POSTING = "posting", "niêm yết công khai văn bản thông báo"
    PRISON_RECEIPT = "prison_receipt", "trại giam giao và gửi lại phiếu chuyển"
    VOLUNTARY_PERIOD = "voluntary_period", "thời hạn tự nguyện thi hành án"
    # Verification
    FIRST_VERIFICATION = "first_verification", "xác minh lần đầu"
    INTERIM_VERIFICATION = (
        "interim_verification",
        "xác minh khi thi hành biện pháp khẩn cấp tạm thời",
    )
    INFORMATION = "information", "cung cấp thông tin xác minh"
    ACCOUNT_INFORMATION = "account_information", "cung cấp thông tin tài khoản"
    DELEGATED_REGISTERED = "delegated_registered", "xác minh theo ủy quyền: tài sản phải đăng ký"
    DELEGATED_OTHER = "delegated_other", "xác minh theo ủy quyền: tài sản, thông tin khác"
    REVERIFICATION = "reverification", "xác minh lại"
    NO_MEANS_DECISION = "no_means_decision", "ra quyết định chưa có điều kiện thi hành án"
    PUBLICATION = "publication", "công khai thông tin người chưa có điều kiện"
    PUBLICATION_CHANGE = "publication_change", "sửa thông tin đã công khai"
    PUBLICATION_END = "publication_end", "chấm dứt công khai"
    COMMUNE_POSTING_END = "commune_posting_end", "UBND cấp xã chấm dứt niêm yết"
    PERIODIC_VERIFICATION = "periodic_verification", "xác minh định kỳ"
    LONG_VERIFICATION = "long_verification", "xác minh định kỳ (đang tù, không rõ địa chỉ)"
    NEW_INFORMATION_VERIFICATION = "new_information_verification", "xác minh thông tin mới"
    SEPARATE_TRACKING = "separate_tracking", "chuyển sổ theo dõi riêng"
    LONG_SEPARATE_TRACKING = (
        "long_separate_tracking",
        "chuyển sổ theo dõi riêng (đang tù, không rõ địa chỉ)",
    )
    SEPARATE_TRACKING_ENTRY = "separate_tracking_entry", "ghi sổ theo dõi riêng khi đủ điều kiện"
    REQUEST_RETURN = "request_return", "gửi lại yêu cầu thi hành án"
    # Persuasion and what communes are asked: days that people set
    PERSUASION = "persuasion", "vận động, thuyết phục lần tiếp theo"
    COMMUNE_ANSWER = "commune_answer", "nhận lại phiếu địa bàn từ UBND cấp xã"
    # Decisions on the course of a case
    POSTPONEMENT = "postponement", "ra quyết định hoãn"
    PROTEST_POSTPONEMENT = "protest_postponement", "ra quyết định hoãn để xem xét kháng nghị"
    PROTEST_POSTPONEMENT_REQUEST = (
        "protest_postponement_request",
        "yêu cầu hoãn để xem xét kháng nghị phải đến",
    )
    PROTEST_POSTPONEMENT_LIMIT = (
        "protest_postponement_limit",
        "thời hạn hoãn để xem xét kháng nghị",
    )
    RESUMPTION = "resumption", "ra quyết định tiếp tục sau khi hoãn"
    SUSPENSION = "suspension", "ra quyết định tạm đình chỉ"
    SUSPENSION_END = "suspension_end", "ra quyết định tiếp tục sau tạm đình chỉ"
    FOREIGN_AWARD_RESUMPTION = (
        "foreign_award_resumption",
        "tiếp tục thi hành phán quyết trọng tài nước ngoài",
    )
    DISCONTINUANCE = "discontinuance", "ra quyết định đình chỉ"
    RIGHTS_TRANSFER = "rights_transfer", "ra quyết định chuyển giao quyền, nghĩa vụ"
    CREDITOR_HEIRS = "creditor_heirs", "chờ căn cứ về người thừa kế của người được thi hành án"
    HEIRS_PERFORMANCE = "heirs_performance", "người thừa kế, người giữ tài sản thực hiện nghĩa vụ"
    ENTRUSTMENT = "entrustment", "ra quyết định ủy thác"
    INTERIM_ENTRUSTMENT = "interim_entrustment", "ủy thác biện pháp khẩn cấp tạm thời"
    ENTRUSTED_DECISION = "entrusted_decision", "nơi nhận ủy thác ra quyết định thi hành án"
    ENTRUSTED_DISPOSAL = "entrusted_disposal", "ra quyết định xử lý tài sản ủy thác"
    ENTRUSTED_MONEY = "entrusted_money", "chuyển tiền xử lý tài sản ủy thác"
    RESULT_CERTIFICATE = "result_certificate", "cấp giấy xác nhận kết quả thi hành án"
    # Security and coercion
    FREEZE_DECISION = "freeze_decision", "ra quyết định phong tỏa sau biên bản"
    SEIZURE_DECISION = "seizure_decision", "ra quyết định tạm giữ sau biên bản"
    COERCION_AFTER_FREEZE = "coercion_after_freeze", "cưỡng chế hoặc chấm dứt phong tỏa"
    COERCION_AFTER_SEIZURE = "coercion_after_seizure", "cưỡng chế hoặc trả tài sản tạm giữ"
    COERCION_AFTER_STOP = "coercion_after_stop", "cưỡng chế hoặc chấm dứt tạm dừng đăng ký"
    COERCION_AFTER_SECURITY = "coercion_after_security", "cưỡng chế sau biện pháp bảo đảm"
    COERCION_COST_NOTICE = "coercion_cost_notice", "thông báo chi phí cưỡng chế"
    COST_RELIEF = "cost_relief", "quyết định miễn, giảm chi phí cưỡng chế"
    ATTACHMENT_NOTICE = "attachment_notice", "thông báo trước khi kê biên bất động sản"
    POLICE_ANSWER = "police_answer", "công an cấp xã trả lời, hoặc báo cáo công an cấp tỉnh"
    PROVINCE_POLICE_ANSWER = "province_police_answer", "công an cấp tỉnh trả lời"
    COERCION_PLAN = "coercion_plan", "dự thảo xong kế hoạch cưỡng chế"
    POLICE_PLAN = "police_plan", "công an lập kế hoạch, phương án bảo vệ"
    POLICE_PLAN_DELIVERY = "police_plan_delivery", "công an gửi phương án bảo vệ"
    COERCION_MEETING = "coercion_meeting", "họp triển khai kế hoạch cưỡng chế"
    COMPELLED_ACT = "compelled_act", "thực hiện công việc sau khi bị phạt tiền"
    CHILD_HANDOVER = "child_handover", "giao người chưa thành niên sau khi bị phạt tiền"
    LABOUR_REINSTATEMENT = "labour_reinstatement", "nhận lại người lao động sau khi bị phạt tiền"
    LIFTING = "lifting", "giải tỏa kê biên, chấm dứt biện pháp bảo đảm"
    # Valuation and sale
    VALUATION_CONTRACT = "valuation_contract", "ký hợp đồng thẩm định giá"
    PRICE_NOTICE = "price_notice", "thông báo kết quả thẩm định giá"
    REVALUATION_REQUEST = "revaluation_request", "yêu cầu thẩm định giá lại"
    REVALUATION = "revaluation", "thực hiện thẩm định giá lại"
    PREEMPTION_NOTICE = "preemption_notice", "thông báo quyền ưu tiên mua"
    PREEMPTION_REAL_ESTATE = "preemption_real_estate", "ưu tiên mua bất động sản, lần đầu"
    PREEMPTION_MOVABLE = "preemption_movable", "ưu tiên mua động sản, lần đầu"
    PREEMPTION_LATER = "preemption_later", "ưu tiên mua ở lần bán tiếp theo"
    PREEMPTION_LATER_AUCTION = (
        "preemption_later_auction",
        "ưu tiên mua trước phiên đấu giá tiếp theo",
    )
    PREEMPTION_PAYMENT = "preemption_payment", "nộp tiền mua theo quyền ưu tiên"
    AUCTION_CONTRACT = "auction_contract", "ký hợp đồng dịch vụ đấu giá"
    AUCTIONEER_CHOICE = "auctioneer_choice", "đương sự thỏa thuận tổ chức đấu giá"
    AUCTION_CENTRE_CONTRACT = "auction_centre_contract", "ký với trung tâm dịch vụ đấu giá"
    MOVABLE_AUCTION = "movable_auction", "đấu giá động sản"
    REAL_ESTATE_AUCTION = "real_estate_auction", "đấu giá bất động sản"
    REDEMPTION = "redemption", "người phải thi hành án nhận lại tài sản"
    FAILED_AUCTION_NOTICE = "failed_auction_notice", "báo đương sự đấu giá không thành"
    PRICE_CUT = "price_cut", "quyết định giảm giá"
    PRICE_CUT_REQUEST = "price_cut_request", "yêu cầu đương sự thỏa thuận mức giảm giá"
    PRICE_CUT_AGREEMENT = "price_cut_agreement", "đương sự thỏa thuận mức giảm giá"
    STATE_PRICE_CUT = "state_price_cut", "quyết định giảm giá để thu ngân sách nhà nước"
    TAKING_NOTICE = "taking_notice", "báo người phải thi hành án việc nhận tài sản"
    BUYBACK = "buyback", "người phải thi hành án nộp tiền lấy lại tài sản"
    BUYER_PAYMENT = "buyer_payment", "người mua nộp tiền"
    HANDOVER = "handover", "giao tài sản bán đấu giá"
    DIRECT_SALE_HANDOVER = "direct_sale_handover", "giao tài sản bán không qua đấu giá"
    AGREED_HANDOVER = "agreed_handover", "giao tài sản trừ tiền theo thỏa thuận"
    TITLE_FILE = "title_file", "cung cấp hồ sơ đăng ký quyền sở hữu, sử dụng"
    # Money and exhibits
    PAYOUT = "payout", "thanh toán tiền, trả tài sản"
    UNCLAIMED_MONEY = "unclaimed_money", "gửi tiết kiệm tiền không đến nhận"
    UNCLAIMED_PROPERTY = "unclaimed_property", "xử lý tài sản không đến nhận"
    UNCLAIMED_PERISHABLE = "unclaimed_perishable", "xử lý tài sản dễ hỏng không đến nhận"
    UNCLAIMED_PAPERS = "unclaimed_papers", "chuyển nơi cấp giấy tờ không đến nhận"
    UNCLAIMED_TO_STATE = "unclaimed_to_state", "sung quỹ tiền không đến nhận"
    RETURN_NOTICE = "return_notice", "báo người được trả lại tiền, tài sản"
    CASH_TO_FUND = "cash_to_fund", "nộp quỹ tiền mặt thu tại trụ sở"
    LATE_CASH_TO_FUND = "late_cash_to_fund", "nộp quỹ tiền mặt thu cuối ngày"
    FIELD_CASH_TO_FUND = "field_cash_to_fund", "nộp quỹ tiền mặt thu ngoài trụ sở"
    FORFEITURE = "forfeiture", "giao vật chứng tịch thu, sung quỹ"
    CONFISCATED_MONEY = "confiscated_money", "nộp ngân sách tiền tịch thu"
    DESTRUCTION_COUNCIL = "destruction_council", "lập Hội đồng tiêu hủy vật chứng"
    DESTRUCTION = "destruction", "tiêu hủy vật chứng"
    FEE_NOTICE = "fee_notice", "báo số phí trước khi giao tài sản"
    FEE_EXEMPTION = "fee_exemption", "quyết định miễn, giảm phí"
    FEES_PAID_OVER = "fees_paid_over", "nộp phí đã thu của tháng trước"
    # Work with credit institutions: days that people set
    BANK_PROMISE = "bank_promise", "thực hiện điều đã hẹn với tổ chức tín dụng"
    BANK_OBSTACLE = "bank_obstacle", "giải quyết vướng mắc với tổ chức tín dụng"
    VOLUNTARY_HANDOVER = "voluntary_handover", "tự nguyện giao tài sản thế chấp"
    COERCION_AFTER_REFUSAL = (
        "coercion_after_refusal",
        "cưỡng chế khi không tự nguyện giao tài sản thế chấp",
    )
    # Forgiveness, complaints, protests, statistics
    FORGIVENESS_VERIFICATION = "forgiveness_verification", "xác minh để xét miễn, giảm"
    FORGIVENESS_DOSSIER = "forgiveness_dossier", "lập hồ sơ đề nghị miễn, giảm"
    FORGIVENESS_SENDING = "forgiveness_sending", "gửi Viện kiểm sát hồ sơ của tháng trước"
    FORGIVENESS_OPINION = "forgiveness_opinion", "Viện kiểm sát có ý kiến về miễn, giảm"
    FORGIVENESS_REGISTRATION = "forgiveness_registration", "Tòa án thụ lý hồ sơ miễn, giảm"
    FORGIVENESS_HEARING = "forgiveness_hearing", "Tòa án mở phiên họp xét miễn, giảm"
    FORGIVENESS_DECISION = "forgiveness_decision", "Tòa án gửi quyết định miễn, giảm"
    FORGIVENESS_PROTEST = "forgiveness_protest", "kháng nghị miễn, giảm của Viện kiểm sát cùng cấp"
    FORGIVENESS_PROTEST_ABOVE = "forgiveness_protest_above", "kháng nghị miễn, giảm của cấp trên"
    COMPLAINT_ACCEPTANCE = "complaint_acceptance", "thụ lý khiếu nại lần đầu"
    SECOND_COMPLAINT_ACCEPTANCE = "second_complaint_acceptance", "thụ lý khiếu nại lần hai"
    COMPLAINT_BEFORE = "complaint_before", "giải quyết khiếu nại trước khi áp dụng biện pháp"
    SECOND_COMPLAINT_BEFORE = (
        "second_complaint_before",
        "giải quyết khiếu nại lần hai trước khi áp dụng biện pháp",
    )
    COMPLAINT_SECURITY = "complaint_security", "giải quyết khiếu nại về biện pháp bảo đảm"
    COMPLAINT_COERCION = "complaint_coercion", "giải quyết khiếu nại về cưỡng chế"
    SECOND_COMPLAINT_COERCION = (
        "second_complaint_coercion",
        "giải quyết khiếu nại lần hai về cưỡng chế",
    )
    COMPLAINT_AFTER = "complaint_after", "giải quyết khiếu nại sau khi cưỡng chế"
    SECOND_COMPLAINT_AFTER = (
        "second_complaint_after",
        "giải quyết khiếu nại lần hai sau khi cưỡng chế",
    )
    COMPLAINT_WINDOW_BEFORE = (
        "complaint_window_before",
        "thời hiệu khiếu nại trước khi áp dụng biện pháp",
    )
    COMPLAINT_WINDOW_FREEZE = "complaint_window_freeze", "thời hiệu khiếu nại phong tỏa tài khoản"
    COMPLAINT_WINDOW_SECURITY = (
        "complaint_window_security",
        "thời hiệu khiếu nại biện pháp bảo đảm",
    )
    COMPLAINT_WINDOW_COERCION = (
        "complaint_window_coercion",
        "thời hiệu khiếu nại khi cưỡng chế và sau đó",
    )
    SECOND_COMPLAINT_WINDOW = "second_complaint_window", "thời hiệu khiếu nại lần hai"
    DENUNCIATION_ACCEPTANCE = "denunciation_acceptance", "thụ lý tố cáo"
    DENUNCIATION = "denunciation", "giải quyết tố cáo"
    PETITION_ANSWER = "petition_answer", "trả lời kiến nghị, phản ánh"
    COMPLAINT_SENDING = "complaint_sending", "gửi quyết định giải quyết khiếu nại lần đầu"
    SECOND_COMPLAINT_SENDING = (
        "second_complaint_sending",
        "gửi quyết định giải quyết khiếu nại lần hai",
    )
    COMPLAINT_PUBLICATION = (
        "complaint_publication",
        "công khai quyết định giải quyết khiếu nại lần hai",
    )
    DENUNCIATION_SENDING = "denunciation_sending", "gửi kết luận nội dung tố cáo"
    DENUNCIATION_PUBLICATION = "denunciation_publication", "công khai kết luận nội dung tố cáo"
    ADMINISTRATIVE_URGING = "administrative_urging", "đôn đốc, kiểm tra thi hành án hành chính"
    COMPENSATION_ACCEPTANCE = "compensation_acceptance", "thụ lý yêu cầu bồi thường nhà nước"
    COMPENSATION_VERIFICATION = (
        "compensation_verification",
        "xác minh thiệt hại được yêu cầu bồi thường",
    )
    COMPENSATION_NEGOTIATION = "compensation_negotiation", "tổ chức thương lượng bồi thường"
    COMPENSATION_SETTLEMENT = (
        "compensation_settlement",
        "thương lượng xong, quyết định giải quyết bồi thường",
    )
    COMPENSATION_SUIT = "compensation_suit", "khởi kiện khi thương lượng bồi thường không thành"
    COMPENSATION_FUNDING = "compensation_funding", "đề nghị cấp kinh phí bồi thường"
    REIMBURSEMENT_COUNCIL = (
        "reimbursement_council",
        "lập Hội đồng xem xét trách nhiệm hoàn trả",
    )
    PROTEST_ANSWER = "protest_answer", "trả lời kháng nghị, kiến nghị"
    PROTEST_ACTION = "protest_action", "thực hiện kháng nghị đã chấp nhận"
    PROTEST_REVIEW = "protest_review", "cấp trên trả lời kháng nghị không nhất trí"
    EXPLANATION = "explanation", "Tòa án giải thích, đính chính bản án"
    # Direction: each until the day it was given itself, no law counts it
    DIRECTIVE_TASK = "directive_task", "hoàn thành nhiệm vụ được giao"
    DIRECTIVE_MILESTONE = "directive_milestone", "đạt mốc tiến độ của nhiệm vụ"
    FINDING_REMEDY = "finding_remedy", "khắc phục vi phạm qua kiểm tra"
    INSPECTION_CONCLUSION = "inspection_conclusion", "kết luận kiểm tra"
    VISIT_CONCLUSION = "visit_conclusion", "thực hiện kết luận giám sát"
    OBSTACLE_DECISION = "obstacle_decision", "quyết định tháo gỡ vướng mắc"
    OFFICER_STATISTICS = "officer_statistics", "Chấp hành viên lập báo cáo thống kê"
    BRANCH_STATISTICS = "branch_statistics", "Chi cục báo cáo thống kê lên Cục"
    DIVISION_STATISTICS = "division_statistics", "Phòng khu vực chốt số liệu thống kê"
    PROVINCE_STATISTICS = "province_statistics", "báo cáo thống kê toàn tỉnh"
    NATIONAL_STATISTICS = "national_statistics", "tổng hợp thống kê toàn quốc"
    JOINT_CLOSING = "joint_closing", "chốt số liệu thống kê liên ngành"
    JOINT_SUBMISSION = "joint_submission", "gửi số liệu liên ngành để ký xác nhận"
    JOINT_SIGNING = "joint_signing", "ký xác nhận số liệu liên ngành"
    JOINT_REPORT = "joint_report", "báo cáo thống kê liên ngành của tỉnh"
