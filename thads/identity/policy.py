"""Who may do what: one table. Every route names one permission (P4)."""

from thads.core.codes import Coded
from thads.identity.models import Role


class Permission(Coded):
    """A right; its value is what templates ask for with `may("case.view")`."""

    ANYONE = "anyone", "Không cần đăng nhập"  # sign-in, choice of province, health, static
    OWN_ACCOUNT = "own_account", "Tài khoản của mình"  # home, sign out, own password and sessions
    JOB_VIEW = "job.view", "Xem việc nền của mình"
    JUDGMENT_VIEW = "judgment.view", "Xem bản án đã nhận"
    JUDGMENT_ENTER = "judgment.enter", "Nhận bản án"
    REQUEST_VIEW = "request.view", "Xem sổ nhận yêu cầu thi hành án"
    REQUEST_ENTER = "request.enter", "Nhận yêu cầu thi hành án"
    REQUEST_DECIDE = "request.decide", "Từ chối yêu cầu, chấp nhận thời gian không tính"
    CASE_VIEW = "case.view", "Xem hồ sơ thi hành án"
    CASE_DOCKET = "case.docket", "Ra quyết định thi hành án"
    CASE_ASSIGN = "case.assign", "Phân công, chuyển hồ sơ"
    CASE_NOTICE = "case.notice", "Ghi thông báo hợp lệ"
    CASE_VERIFY = "case.verify", "Ghi kết quả xác minh"
    CASE_DECIDE = "case.decide", "Ra quyết định về hồ sơ"
    CASE_COMPLETE = "case.complete", "Ghi thi hành xong"
    CASE_PLAN = "case.plan", "Ghi bước tiếp theo của việc"
    CASE_CORRECT = "case.correct", "Đính chính ghi nhận"
    PARTY_CORRECT = "party.correct", "Đính chính thông tin đương sự"
    RELATIVE_DECLARE = "relative.declare", "Khai người thân thích của mình"
    RELATIVE_REVIEW = "relative.review", "Xem người thân thích của cán bộ"
    RECUSAL_VIEW = "recusal.view", "Xem yêu cầu thay đổi Chấp hành viên"
    RECUSAL_ENTER = "recusal.enter", "Nhận yêu cầu thay đổi Chấp hành viên"
    RECUSAL_DECIDE = "recusal.decide", "Quyết định thay đổi Chấp hành viên"
    DELEGATION_VIEW = "delegation.view", "Xem phân công, ủy quyền ký"
    DELEGATION_GRANT = "delegation.grant", "Phân công, ủy quyền ký"
    DOCUMENT_VIEW = "document.view", "Xem văn bản của hồ sơ"
    DOCUMENT_MAKE = "document.make", "Lập văn bản của hồ sơ"
    ATTACHMENT_ADD = "attachment.add", "Đính kèm, gạch bỏ tài liệu của hồ sơ"
    LEAF_NUMBER = "leaf.number", "Đánh bút lục"
    FILE_SIGN_OFF = "file.sign_off", "Ký xác nhận hồ sơ đã kết thúc"
    FILE_CHECK = "file.check", "Kiểm tra hồ sơ trước khi lưu trữ"
    FILE_ARCHIVE = "file.archive", "Cho lưu trữ hồ sơ"
    FILE_RETURN = "file.return", "Trả lại hồ sơ, rút hồ sơ khỏi lưu trữ"
    DOCUMENT_SIGN = "document.sign", "Nộp văn bản đã ký số"
    DOCUMENT_SEAL = "document.seal", "Nộp văn bản đã ký số của cơ quan"
    MISFIT_VIEW = "misfit.view", "Xem mẫu văn bản bị báo không phù hợp"
    INTEREST_SET = "interest.set", "Ghi điều khoản lãi chậm thi hành án"
    REMISSION_PREPARE = "remission.prepare", "Lập hồ sơ đề nghị miễn, giảm"
    REMISSION_SIGN = "remission.sign", "Ký văn bản đề nghị miễn, giảm"
    MONEY_COLLECT = "money.collect", "Ghi thu tiền"
    MONEY_PAY = "money.pay", "Chi trả, nộp ngân sách"
    PAYOUT_VIEW = "payout.view", "Xem đề xuất chi trả"
    PAYOUT_PROPOSE = "payout.propose", "Đề xuất chi trả"
    PAYOUT_CHECK = "payout.check", "Kiểm tra đề xuất chi trả"
    PAYOUT_APPROVE = "payout.approve", "Duyệt đề xuất chi trả"
    PAYOUT_CANCEL = "payout.cancel", "Hủy đề xuất chi trả"
    PAYEE_NAME = "payee.name", "Ghi người nhận tiền, tài khoản nhận tiền"
    MONEY_REVERSE = "money.reverse", "Hủy khoản thu"
    MONEY_CLOSE = "money.close", "Khóa sổ kế toán tháng"
    COST_ENTER = "cost.enter", "Lập dự trù, quyết toán chi phí cưỡng chế"
    COST_APPROVE = "cost.approve", "Duyệt, miễn giảm chi phí cưỡng chế"
    MEASURE_ENTER = "measure.enter", "Ghi biện pháp bảo đảm, cưỡng chế"
    MEASURE_APPROVE = "measure.approve", "Duyệt kế hoạch cưỡng chế"
    BOOKS_VIEW = "books.view", "Xem sổ kế toán, đối chiếu số liệu"
    MONEY_COUNT = "money.count", "Ghi kiểm kê quỹ, số dư ngân hàng"
    RECONCILIATION_VIEW = "reconciliation.view", "Xem đối chiếu Chấp hành viên và kế toán"
    RECONCILIATION_CONFIRM = "reconciliation.confirm", "Xác nhận đối chiếu thu, chi"
    BANK_KEEP = "bank.keep", "Nhập, khớp sao kê ngân hàng"
    FEE_PROPOSE = "fee.propose", "Đề xuất thu phí, nhận đề nghị miễn, giảm phí"
    FEE_DECIDE = "fee.decide", "Quyết định thu phí, miễn, giảm phí"
    CREDIT_VIEW = "credit.view", "Xem sổ tổ chức tín dụng"
    CREDIT_KEEP = "credit.keep", "Ghi tổ chức tín dụng, họp, hẹn, vướng mắc"
    EVIDENCE_VIEW = "evidence.view", "Xem vật chứng"
    EVIDENCE_ENTER = "evidence.enter", "Ghi vật chứng"
    REGISTER_IMPORT = "register.import", "Nhập sổ từ tệp, đối chiếu"
    STATISTICS_VIEW = "statistics.view", "Xem số liệu thống kê"
    FIGURES_EXPLAIN = "figures.explain", "Giải trình số liệu khi kiểm tra"
    FIGURE_VIEW = "figure.view", "Mở mã số liệu, từ điển chỉ tiêu"
    COVER_SET = "cover.set", "Đặt ngưỡng bảo đảm bằng tài sản"
    TARGET_SET = "target.set", "Giao chỉ tiêu"
    PERIOD_SUBMIT = "period.submit", "Nộp báo cáo thống kê của mình"
    PERIOD_CLOSE = "period.close", "Duyệt báo cáo, khóa sổ thống kê của đơn vị"
    PERIOD_APPROVE = "period.approve", "Duyệt đơn vị, chốt số liệu của tỉnh"
    REPORT_VIEW = "report.view", "Xem báo cáo của đơn vị"
    REPORT_REQUEST = "report.request", "Lập báo cáo tháng"
    REPORT_SEND = "report.send", "Ghi bản sao báo cáo đã gửi"
    REPORT_PUBLISH = "report.publish", "Công bố báo cáo"
    PUBLISHED_VIEW = "published.view", "Xem số liệu đã công bố"
    VISIT_VIEW = "visit.view", "Xem đoàn giám sát, kết luận"
    VISIT_KEEP = "visit.keep", "Ghi đoàn giám sát, trả lời, kết luận"
    VISIT_PROGRESS = "visit.progress", "Ghi tiến độ thực hiện kết luận"
    UNIT_PLAN = "unit.plan", "Lập kế hoạch sắp xếp đơn vị"
    UNIT_REORGANISE = "unit.reorganise", "Thực hiện sắp xếp đơn vị"
    USER_MANAGE = "user.manage", "Quản lý người dùng"
    AUDIT_VIEW = "audit.view", "Xem nhật ký"
    TRUST_MANAGE = "trust.manage", "Quản lý chứng thư gốc được tin cậy"
    PRACTICE_DAY = "practice_day.move", "Đổi ngày làm việc tập huấn"
    NATIONAL_DESK = "national.desk", "Bàn toàn quốc"  # no role of a province holds it


_P = Permission
_EVERYONE = frozenset({_P.ANYONE, _P.OWN_ACCOUNT})
_READER = _EVERYONE | {
    _P.JOB_VIEW,
    _P.JUDGMENT_VIEW,
    _P.REQUEST_VIEW,
    _P.CASE_VIEW,
    _P.RELATIVE_DECLARE,
    _P.RECUSAL_VIEW,
    _P.DELEGATION_VIEW,
    _P.DOCUMENT_VIEW,
    _P.PAYOUT_VIEW,
    _P.CREDIT_VIEW,
    _P.EVIDENCE_VIEW,
    _P.STATISTICS_VIEW,
    _P.FIGURE_VIEW,
    _P.REPORT_VIEW,
}
_FILER = _READER | {_P.ATTACHMENT_ADD}  # acts on cases, so adds to their files
_HEAD = _FILER | {
    _P.LEAF_NUMBER,
    _P.FILE_SIGN_OFF,
    _P.JUDGMENT_ENTER,
    _P.REQUEST_ENTER,
    _P.REQUEST_DECIDE,
    _P.CASE_DOCKET,
    _P.CASE_ASSIGN,
    _P.CASE_NOTICE,
    _P.CASE_VERIFY,
    _P.CASE_DECIDE,
    _P.CASE_COMPLETE,
    _P.CASE_PLAN,
    _P.CASE_CORRECT,
    _P.PARTY_CORRECT,
    _P.RECUSAL_ENTER,
    _P.RECUSAL_DECIDE,
    _P.DOCUMENT_MAKE,
    _P.DOCUMENT_SIGN,
    _P.MISFIT_VIEW,
    _P.FEE_PROPOSE,
    _P.FEE_DECIDE,
    _P.INTEREST_SET,
    _P.COST_ENTER,
    _P.COST_APPROVE,
    _P.MEASURE_ENTER,
    _P.MEASURE_APPROVE,
    _P.REMISSION_PREPARE,
    _P.REMISSION_SIGN,
    _P.PAYOUT_PROPOSE,
    _P.PAYOUT_APPROVE,
    _P.PAYOUT_CANCEL,
    _P.PAYEE_NAME,
    _P.CREDIT_KEEP,
    _P.EVIDENCE_ENTER,
    _P.PERIOD_SUBMIT,
    _P.REPORT_REQUEST,
    _P.FIGURES_EXPLAIN,
    _P.BOOKS_VIEW,
    _P.RECONCILIATION_VIEW,
    _P.VISIT_VIEW,
    _P.VISIT_PROGRESS,
}
_KEEPING_VISITS = frozenset({_P.VISIT_VIEW, _P.VISIT_KEEP, _P.VISIT_PROGRESS})
_ARCHIVING = frozenset({_P.FILE_ARCHIVE, _P.FILE_RETURN})

MAY: dict[Role, frozenset[Permission]] = {
    Role.PROVINCE_HEAD: _HEAD
    | _ARCHIVING
    | {
        _P.TARGET_SET,
        _P.COVER_SET,
        _P.UNIT_PLAN,
        _P.UNIT_REORGANISE,
        _P.PERIOD_CLOSE,
        _P.PERIOD_APPROVE,
        _P.REPORT_PUBLISH,
        _P.REPORT_SEND,
        _P.PUBLISHED_VIEW,
        _P.AUDIT_VIEW,
        _P.REGISTER_IMPORT,
        _P.DELEGATION_GRANT,
        _P.RELATIVE_REVIEW,
    }
    | _KEEPING_VISITS,
    Role.UNIT_HEAD: _HEAD
    | _ARCHIVING
    | {
        _P.TARGET_SET,
        _P.PERIOD_CLOSE,
        _P.PUBLISHED_VIEW,
        _P.REGISTER_IMPORT,
        _P.DELEGATION_GRANT,
        _P.RELATIVE_REVIEW,
    },
    Role.DEPUTY_HEAD: _HEAD | _KEEPING_VISITS | {_P.PUBLISHED_VIEW, _P.REPORT_SEND},
    Role.OFFICER: _FILER
    | {
        _P.LEAF_NUMBER,
        _P.FILE_SIGN_OFF,
        _P.PARTY_CORRECT,
        _P.RECUSAL_ENTER,
        _P.CASE_NOTICE,
        _P.CASE_VERIFY,
        _P.CASE_DECIDE,
        _P.CASE_COMPLETE,
        _P.CASE_PLAN,
        _P.DOCUMENT_MAKE,
        _P.DOCUMENT_SIGN,
        _P.FEE_PROPOSE,
        _P.INTEREST_SET,
        _P.REMISSION_PREPARE,
        _P.MONEY_COLLECT,
        _P.COST_ENTER,
        _P.MEASURE_ENTER,
        _P.RECONCILIATION_VIEW,
        _P.RECONCILIATION_CONFIRM,
        _P.PAYOUT_PROPOSE,
        _P.PAYOUT_CANCEL,
        _P.PAYEE_NAME,
        _P.CREDIT_KEEP,
        _P.EVIDENCE_ENTER,
        _P.FIGURES_EXPLAIN,
        _P.PERIOD_SUBMIT,
    },
    Role.EXAMINER: _READER | {_P.FILE_CHECK, _P.FILE_RETURN},
    Role.ENFORCEMENT_CLERK: _FILER
    | _KEEPING_VISITS
    | {
        _P.CREDIT_KEEP,
        _P.JUDGMENT_ENTER,
        _P.REQUEST_ENTER,
        _P.CASE_DOCKET,
        _P.PARTY_CORRECT,
        _P.RECUSAL_ENTER,
        _P.CASE_NOTICE,
        _P.DOCUMENT_MAKE,
    },
    Role.ACCOUNTANT: _FILER
    | {
        _P.MONEY_COLLECT,
        _P.MONEY_PAY,
        _P.MONEY_REVERSE,
        _P.BANK_KEEP,
        _P.MONEY_CLOSE,
        _P.BOOKS_VIEW,
        _P.MONEY_COUNT,
        _P.RECONCILIATION_VIEW,
        _P.RECONCILIATION_CONFIRM,
        _P.PAYOUT_CHECK,
        _P.PAYOUT_CANCEL,
        _P.PAYEE_NAME,
    },
    Role.STOREKEEPER: _EVERYONE
    | {
        _P.JOB_VIEW,
        _P.CASE_VIEW,
        _P.DOCUMENT_VIEW,
        _P.RELATIVE_DECLARE,
        _P.EVIDENCE_VIEW,
        _P.EVIDENCE_ENTER,
        _P.ATTACHMENT_ADD,
    },
    Role.RECORDS_CLERK: _FILER
    | {
        _P.REPORT_SEND,
        _P.JUDGMENT_ENTER,
        _P.REQUEST_ENTER,
        _P.CASE_DOCKET,
        _P.PARTY_CORRECT,
        _P.RECUSAL_ENTER,
        _P.CASE_ASSIGN,
        _P.CASE_NOTICE,
        _P.DOCUMENT_MAKE,
        _P.DOCUMENT_SEAL,
    },
    Role.OVERSIGHT: _EVERYONE | {_P.PUBLISHED_VIEW, _P.FIGURE_VIEW, _P.VISIT_VIEW},
    Role.ADMINISTRATOR: _EVERYONE
    | {
        _P.JOB_VIEW,
        _P.REGISTER_IMPORT,
        _P.UNIT_PLAN,
        _P.RELATIVE_REVIEW,
        _P.USER_MANAGE,
        _P.AUDIT_VIEW,
        _P.TRUST_MANAGE,
        _P.PRACTICE_DAY,
    },
}


def may(role: Role | None, permission: Permission) -> bool:
    """Whether a person in this role (None: nobody signed in) holds the right."""
    if role is None:
        return permission is Permission.ANYONE
    return permission in MAY[role]


def sees_whole_province(role: Role) -> bool:
    """Reads the cases of every unit; the others read their own unit's."""
    return role is Role.PROVINCE_HEAD
