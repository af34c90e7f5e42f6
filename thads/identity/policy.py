"""Who may do what: one table. Every route names one permission (P4)."""

from thads.identity.models import Role
from thads.identity.permissions import Permission

__all__ = ["MAY", "Permission", "may", "sees_whole_province"]


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
    _P.PERSUASION_VIEW,
    _P.DIRECTIVE_VIEW,
    _P.INSPECTION_VIEW,
    _P.TRAINING_VIEW,
    _P.COMMUNE_VIEW,
    _P.STATISTICS_VIEW,
    _P.FIGURE_VIEW,
    _P.REPORT_VIEW,
    _P.COMPLAINT_VIEW,
    _P.RECEPTION_VIEW,
    _P.COMPENSATION_VIEW,
    _P.PROTEST_VIEW,
    _P.ADMINISTRATIVE_VIEW,
}
_KEEPING_REGISTERS = frozenset({
    _P.COMPLAINT_ENTER, _P.RECEPTION_ENTER, _P.COMPENSATION_ENTER, _P.PROTEST_ENTER,
    _P.ADMINISTRATIVE_ENTER, _P.TRAINING_KEEP,
})  # fmt: skip
_DIRECTING = frozenset({_P.DIRECTIVE_KEEP, _P.DIRECTIVE_REPORT, _P.DIRECTIVE_DECIDE})
_INSPECTING = frozenset({_P.INSPECTION_KEEP, _P.INSPECTION_REMEDY})
_FILER = _READER | {_P.ATTACHMENT_ADD}  # acts on cases, so adds to their files
_HEAD = _FILER | {
    *_KEEPING_REGISTERS,
    _P.COMPLAINT_DECIDE,
    _P.PROTEST_ANSWER,
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
    _P.PERSUASION_ENTER,
    _P.COMMUNE_PRINT,
    _P.PUBLICATION_ENTER,
    _P.COMMUNE_REMARK,
    _P.COST_APPROVE,
    _P.MEASURE_ENTER,
    _P.MEASURE_APPROVE,
    _P.ASSET_ENTER,
    _P.REMISSION_PREPARE,
    _P.REMISSION_SIGN,
    _P.PAYOUT_PROPOSE,
    _P.PAYOUT_APPROVE,
    _P.PAYOUT_CANCEL,
    _P.PAYEE_NAME,
    _P.CREDIT_KEEP,
    _P.EVIDENCE_ENTER,
    _P.EVIDENCE_ORDER,
    _P.PERIOD_SUBMIT,
    _P.REPORT_REQUEST,
    _P.FIGURES_EXPLAIN,
    _P.BOOKS_VIEW,
    _P.RECONCILIATION_VIEW,
    _P.VISIT_VIEW,
    _P.VISIT_PROGRESS,
    *_DIRECTING,
    *_INSPECTING,
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
        _P.RECEPTION_ENTER,
        _P.PROTEST_ENTER,
        _P.ADMINISTRATIVE_ENTER,
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
        _P.PERSUASION_ENTER,
        _P.COMMUNE_PRINT,
        _P.PUBLICATION_ENTER,
        _P.COMMUNE_REMARK,
        _P.MEASURE_ENTER,
        _P.ASSET_ENTER,
        _P.RECONCILIATION_VIEW,
        _P.RECONCILIATION_CONFIRM,
        _P.PAYOUT_PROPOSE,
        _P.PAYOUT_CANCEL,
        _P.PAYEE_NAME,
        _P.CREDIT_KEEP,
        _P.EVIDENCE_ENTER,
        _P.FIGURES_EXPLAIN,
        _P.PERIOD_SUBMIT,
        _P.DIRECTIVE_REPORT,
        _P.INSPECTION_REMEDY,
    },
    Role.EXAMINER: _READER | _INSPECTING | _KEEPING_REGISTERS | {_P.FILE_CHECK, _P.FILE_RETURN},
    Role.ENFORCEMENT_CLERK: _FILER
    | _KEEPING_VISITS
    | _KEEPING_REGISTERS
    | {
        _P.CREDIT_KEEP,
        _P.DIRECTIVE_KEEP,
        _P.DIRECTIVE_REPORT,
        _P.JUDGMENT_ENTER,
        _P.REQUEST_ENTER,
        _P.CASE_DOCKET,
        _P.PARTY_CORRECT,
        _P.RECUSAL_ENTER,
        _P.CASE_NOTICE,
        _P.DOCUMENT_MAKE,
        _P.COMMUNE_PRINT,
        _P.PUBLICATION_ENTER,
        _P.COMMUNE_REMARK,
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
        _P.EVIDENCE_STORE,
        _P.ATTACHMENT_ADD,
    },
    Role.RECORDS_CLERK: _FILER
    | _KEEPING_REGISTERS
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
        _P.COMMUNE_PRINT,
        _P.PUBLICATION_ENTER,
        _P.COMMUNE_REMARK,
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
