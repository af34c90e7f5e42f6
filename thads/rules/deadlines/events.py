"""Events that start a clock, and those that an act of a case brings with it."""

from thads.core.codes import Coded


class Event(Coded):
    """What happened on the day from which a time is counted, or what it is counted back from."""

    # Intake
    JUDGMENT_IN_FORCE = "judgment_in_force", "bản án, quyết định có hiệu lực pháp luật"
    IMMEDIATE_JUDGMENT_MADE = "immediate_judgment_made", "ra bản án được thi hành ngay"
    INTERIM_MEASURE_ORDERED = (
        "interim_measure_ordered",
        "Tòa án ra quyết định biện pháp khẩn cấp tạm thời",
    )
    RIGHT_ENFORCEABLE = (
        "right_enforceable",
        "bản án có hiệu lực, hoặc nghĩa vụ, kỳ nghĩa vụ đến hạn",
    )
    REQUEST_INCOMPLETE = "request_incomplete", "tiếp nhận yêu cầu chưa đầy đủ"
    REQUEST_RECEIVED = "request_received", "nhận yêu cầu thi hành án hợp lệ"
    JUDGMENT_RECEIVED = "judgment_received", "nhận bản án, quyết định có khoản chủ động"
    INTERIM_MEASURE_RECEIVED = (
        "interim_measure_received",
        "nhận quyết định biện pháp khẩn cấp tạm thời",
    )
    BANKRUPTCY_DECISION_RECEIVED = (
        "bankruptcy_decision_received",
        "nhận quyết định giải quyết phá sản",
    )
    INTERIM_DECISION_GIVEN = (
        "interim_decision_given",
        "Chấp hành viên nhận quyết định thi hành biện pháp khẩn cấp tạm thời",
    )
    OFFICER_ASSIGNED = "officer_assigned", "phân công Chấp hành viên"
    OFFICER_CHANGE_ASKED = "officer_change_asked", "nhận yêu cầu thay đổi Chấp hành viên"
    COMPETENCE_TRANSFER_ASKED = (
        "competence_transfer_asked",
        "có căn cứ chuyển vụ việc từ văn phòng thi hành án",
    )
    PRIVATE_FILE_RECEIVED = "private_file_received", "nhận hồ sơ của văn phòng thi hành án"
    # Notice
    DECISION_SIGNED = "decision_signed", "ra quyết định về thi hành án"
    INTERIM_DECISION_SIGNED = (
        "interim_decision_signed",
        "ra quyết định thi hành biện pháp khẩn cấp tạm thời",
    )
    POSTED = "posted", "niêm yết văn bản thông báo"
    PRISON_PAPER_RECEIVED = "prison_paper_received", "trại giam nhận văn bản thi hành án"
    NOTICE_VALID = "notice_valid", "thông báo hợp lệ quyết định thi hành án"
    # Verification
    VOLUNTARY_PERIOD_OVER = "voluntary_period_over", "hết thời hạn tự nguyện"
    INFORMATION_ASKED = "information_asked", "nhận văn bản yêu cầu cung cấp thông tin"
    ACCOUNT_INFORMATION_ASKED = (
        "account_information_asked",
        "nhận yêu cầu cung cấp thông tin tài khoản",
    )
    VERIFICATION_DELEGATED = "verification_delegated", "nhận ủy quyền xác minh"
    FINDING_SUBMITTED = (
        "finding_submitted",
        "nhận kết quả xác minh của đương sự hoặc kháng nghị",
    )
    NO_MEANS_FOUND = "no_means_found", "có căn cứ chưa có điều kiện thi hành"
    NO_MEANS_DECIDED = "no_means_decided", "ra quyết định chưa có điều kiện thi hành án"
    NO_MEANS_VERIFIED = (
        "no_means_verified",
        "lần xác minh gần nhất, hoặc quyết định chưa có điều kiện",
    )
    PUBLISHED_DATA_CHANGED = "published_data_changed", "thông tin đã công khai thay đổi"
    PUBLICATION_GROUND_GONE = (
        "publication_ground_gone",
        "đình chỉ, tiếp tục, thu hồi hoặc thi hành xong",
    )
    COMMUNE_TOLD = "commune_told", "UBND cấp xã nhận quyết định chấm dứt"
    NEW_INFORMATION = "new_information", "nhận thông tin mới về điều kiện thi hành án"
    SEPARATE_TRACKING_MATURE = "separate_tracking_mature", "đủ điều kiện theo dõi riêng"
    # Decisions on the course of a case
    POSTPONEMENT_GROUND = "postponement_ground", "có căn cứ hoãn"
    PROTEST_POSTPONEMENT_ASKED = (
        "protest_postponement_asked",
        "nhận yêu cầu hoãn của người có thẩm quyền kháng nghị",
    )
    PROTEST_POSTPONEMENT_DATED = (
        "protest_postponement_dated",
        "ngày của văn bản yêu cầu hoãn để xem xét kháng nghị",
    )
    POSTPONEMENT_GROUND_GONE = (
        "postponement_ground_gone",
        "căn cứ hoãn không còn, hết thời hạn hoãn",
    )
    SUSPENSION_GROUND = "suspension_ground", "nhận thông báo của Tòa án về phục hồi, phá sản"
    SUSPENSION_GROUND_GONE = (
        "suspension_ground_gone",
        "nhận quyết định chấm dứt căn cứ tạm đình chỉ",
    )
    FOREIGN_AWARD_FREED = (
        "foreign_award_freed",
        "Tòa án không tiếp tục tạm đình chỉ phán quyết trọng tài nước ngoài",
    )
    DISCONTINUANCE_GROUND = "discontinuance_ground", "có căn cứ đình chỉ"
    TRANSFER_AGREEMENT = "transfer_agreement", "nhận thỏa thuận chuyển giao quyền, nghĩa vụ"
    CREDITOR_DEATH_NOTIFIED = (
        "creditor_death_notified",
        "thông báo tìm người thừa kế của người được thi hành án",
    )
    HEIRS_NOTIFIED = "heirs_notified", "thông báo cho người thừa kế, người giữ tài sản"
    ENTRUSTMENT_GROUND = "entrustment_ground", "có căn cứ ủy thác"
    INTERIM_ENTRUSTMENT_GROUND = (
        "interim_entrustment_ground",
        "có căn cứ ủy thác biện pháp khẩn cấp tạm thời",
    )
    ENTRUSTMENT_RECEIVED = "entrustment_received", "nhận quyết định ủy thác thi hành án"
    DISPOSAL_ENTRUSTED = "disposal_entrusted", "nhận quyết định ủy thác xử lý tài sản"
    ENTRUSTED_ASSET_DELIVERED = "entrusted_asset_delivered", "giao tài sản xử lý theo ủy thác"
    RESULT_ASKED = "result_asked", "nhận yêu cầu xác nhận kết quả thi hành án"
    # Security and coercion
    FREEZE_MINUTES = "freeze_minutes", "lập biên bản phong tỏa"
    SEIZURE_MINUTES = "seizure_minutes", "lập biên bản tạm giữ"
    FREEZE_DECIDED = "freeze_decided", "ra quyết định phong tỏa"
    SEIZED_OWNERSHIP_PROVEN = "seized_ownership_proven", "xác định chủ tài sản tạm giữ"
    STOPPED_OWNERSHIP_PROVEN = "stopped_ownership_proven", "xác định chủ tài sản tạm dừng đăng ký"
    COERCION_GROUND = "coercion_ground", "có căn cứ cưỡng chế sau khi bảo đảm"
    COERCION = "coercion", "thực hiện cưỡng chế"
    COST_RELIEF_ASKED = "cost_relief_asked", "nhận đơn và tài liệu đề nghị miễn, giảm chi phí"
    REAL_ESTATE_ATTACHMENT = "real_estate_attachment", "kê biên bất động sản"
    POLICE_ASKED = "police_asked", "công an cấp xã nhận văn bản trao đổi"
    PROVINCE_POLICE_TOLD = "province_police_told", "công an cấp tỉnh nhận báo cáo"
    POLICE_AGREED = "police_agreed", "thống nhất với công an, hoặc có ý kiến chỉ đạo"
    POLICE_PLAN_ASKED = "police_plan_asked", "công an nhận kế hoạch cưỡng chế"
    FINED = "fined", "ra quyết định phạt tiền"
    LIFTING_GROUND = "lifting_ground", "có căn cứ giải tỏa, chấm dứt biện pháp"
    # Valuation and sale
    ATTACHED = "attached", "kê biên tài sản"
    PRICE_FOUND = "price_found", "có kết quả thẩm định giá, xác định giá"
    PRICE_NOTIFIED = "price_notified", "nhận thông báo kết quả thẩm định giá"
    REVALUATION_ASKED = "revaluation_asked", "nhận yêu cầu thẩm định giá lại"
    PREEMPTION_NOTIFIED = "preemption_notified", "thông báo hợp lệ quyền ưu tiên mua"
    PREEMPTION_ACCEPTED = "preemption_accepted", "người được ưu tiên đồng ý mua"
    PRICE_FINAL = "price_final", "hết thời hạn yêu cầu thẩm định giá lại"
    AUCTION_CONTRACT_FAILED = "auction_contract_failed", "không ký được hợp đồng đấu giá"
    AUCTION_CONTRACTED = "auction_contracted", "ký hợp đồng dịch vụ đấu giá"
    AUCTION = "auction", "mở cuộc đấu giá"
    AUCTION_FAILED = "auction_failed", "nhận thông báo đấu giá không thành"
    PRICE_CUT_NOTIFIED = "price_cut_notified", "đương sự nhận thông báo thỏa thuận giảm giá"
    TAKING_AGREED = "taking_agreed", "người được thi hành án đề nghị nhận tài sản"
    TAKING_NOTIFIED = "taking_notified", "được báo người được thi hành án nhận tài sản"
    AUCTION_WON = "auction_won", "đấu giá thành"
    PRICE_PAID = "price_paid", "người mua nộp đủ tiền"
    SOLD_DIRECTLY = "sold_directly", "bán không qua đấu giá"
    HANDOVER_AGREED = "handover_agreed", "nhận thỏa thuận giao tài sản trừ tiền thi hành án"
    ASSET_DELIVERED = "asset_delivered", "giao tài sản cho người mua, người nhận"
    # Money and exhibits
    MONEY_COLLECTED = "money_collected", "thu được tiền, giao tài sản bán được"
    PAYEE_TOLD = "payee_told", "thông báo đến nhận tiền, tài sản, giấy tờ"
    CASH_TAKEN = "cash_taken", "thu tiền mặt tại trụ sở"
    CASH_TAKEN_LATE = "cash_taken_late", "thu tiền mặt vào cuối ngày làm việc"
    CASH_BROUGHT_BACK = "cash_brought_back", "mang tiền mặt thu ở ngoài về trụ sở"
    CONFISCATED_MONEY_HELD = (
        "confiscated_money_held",
        "nhận tiền tịch thu, hoặc quyết định thi hành án nếu nhận trước",
    )
    EVIDENCE_DECISION = "evidence_decision", "quyết định thi hành án về tịch thu, tiêu hủy"
    RETURN_DECISION = "return_decision", "quyết định trả lại tiền, tài sản"
    COUNCIL_FORMED = "council_formed", "thành lập Hội đồng tiêu hủy"
    FEE_EXEMPTION_ASKED = "fee_exemption_asked", "nhận hồ sơ đề nghị miễn, giảm phí"
    ASSET_HANDOVER = "asset_handover", "giao tài sản phải nộp phí"
    MONTH_ENDED = "month_ended", "hết tháng"
    # Forgiveness, complaints, protests, statistics
    FORGIVENESS_GROUND = "forgiveness_ground", "có căn cứ đề nghị miễn, giảm"
    FORGIVENESS_VERIFIED = "forgiveness_verified", "có kết quả xác minh để xét miễn, giảm"
    FORGIVENESS_SENT = "forgiveness_sent", "Viện kiểm sát nhận hồ sơ miễn, giảm"
    FORGIVENESS_FILED = "forgiveness_filed", "Tòa án nhận hồ sơ đề nghị miễn, giảm"
    FORGIVENESS_REGISTERED = "forgiveness_registered", "Tòa án thụ lý hồ sơ miễn, giảm"
    FORGIVENESS_DECIDED = "forgiveness_decided", "Tòa án quyết định về miễn, giảm"
    FORGIVENESS_NOTIFIED = "forgiveness_notified", "Viện kiểm sát nhận quyết định miễn, giảm"
    COMPLAINT_RECEIVED = "complaint_received", "nhận đơn khiếu nại lần đầu"
    SECOND_COMPLAINT_RECEIVED = "second_complaint_received", "nhận đơn khiếu nại lần hai"
    COMPLAINT_ACCEPTED = "complaint_accepted", "thụ lý khiếu nại lần đầu"
    SECOND_COMPLAINT_ACCEPTED = "second_complaint_accepted", "thụ lý khiếu nại lần hai"
    COMPLAINED_ACT_KNOWN = "complained_act_known", "nhận được quyết định, biết được hành vi"
    RESOLUTION_RECEIVED = "resolution_received", "nhận quyết định giải quyết khiếu nại lần đầu"
    DENUNCIATION_RECEIVED = "denunciation_received", "nhận đơn tố cáo"
    DENUNCIATION_ACCEPTED = "denunciation_accepted", "thụ lý tố cáo"
    COMPLAINT_RESOLVED = "complaint_resolved", "ra quyết định giải quyết khiếu nại lần đầu"
    SECOND_COMPLAINT_RESOLVED = (
        "second_complaint_resolved",
        "ra quyết định giải quyết khiếu nại lần hai",
    )
    DENUNCIATION_CONCLUDED = "denunciation_concluded", "ra kết luận nội dung tố cáo"
    PETITION_RECEIVED = "petition_received", "nhận đơn kiến nghị, phản ánh"
    COMPENSATION_ASKED = "compensation_asked", "nhận hồ sơ yêu cầu bồi thường hợp lệ"
    COMPENSATION_ACCEPTED = "compensation_accepted", "thụ lý yêu cầu bồi thường"
    DAMAGE_VERIFIED = "damage_verified", "báo cáo kết quả xác minh thiệt hại"
    NEGOTIATION_BEGUN = "negotiation_begun", "bắt đầu thương lượng bồi thường"
    NEGOTIATION_FAILED = "negotiation_failed", "lập biên bản thương lượng không thành"
    COMPENSATION_IN_FORCE = (
        "compensation_in_force",
        "quyết định, bản án bồi thường có hiệu lực",
    )
    COMPENSATION_PAID = "compensation_paid", "chi trả xong tiền bồi thường"
    PROTEST_RECEIVED = "protest_received", "nhận kháng nghị, kiến nghị"
    PROTEST_ANSWERED = "protest_answered", "có văn bản chấp nhận kháng nghị"
    PROTEST_REPORTED = "protest_reported", "cấp trên nhận báo cáo về kháng nghị"
    EXPLANATION_ASKED = "explanation_asked", "Tòa án nhận yêu cầu giải thích, đính chính"
    STATISTICS_PERIOD_ENDED = "statistics_period_ended", "kết thúc kỳ báo cáo thống kê"
    STATISTICS_SUBMITTED = "statistics_submitted", "nhận số liệu thống kê liên ngành"


ACT_EVENTS: dict[str, tuple[Event, ...]] = {  # by the value of an ActKind
    "assignment": (Event.OFFICER_ASSIGNED, Event.DECISION_SIGNED),
    "valid_notice": (Event.NOTICE_VALID,),
    "verification": (Event.NO_MEANS_VERIFIED,),
    "not_yet_enforceable": (
        Event.DECISION_SIGNED,
        Event.NO_MEANS_DECIDED,
        Event.NO_MEANS_VERIFIED,
    ),
    "resumption": (Event.DECISION_SIGNED, Event.PUBLICATION_GROUND_GONE),
    "postponement": (Event.DECISION_SIGNED,),
    "suspension": (Event.DECISION_SIGNED,),
    "discontinuance": (Event.DECISION_SIGNED, Event.PUBLICATION_GROUND_GONE),
    "completion": (Event.PUBLICATION_GROUND_GONE,),
    "entrustment": (Event.DECISION_SIGNED,),
    "withdrawal": (Event.DECISION_SIGNED, Event.PUBLICATION_GROUND_GONE),
    "annulment": (Event.DECISION_SIGNED,),
    "increase": (Event.DECISION_SIGNED,),
}
