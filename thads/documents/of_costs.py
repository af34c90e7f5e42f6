"""The notice of costs before a coercion, from the estimate that was approved (L25 Đ.72 k.7)."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy.orm import Session

from thads.cases.models import Case
from thads.cases.queries import history_of
from thads.core.days import day_in_words
from thads.core.errors import RuleBroken
from thads.costs.models import CostSheet, SheetKind
from thads.documents import issuing
from thads.documents.catalogue import Kind
from thads.documents.missing import Missing, refuse_missing
from thads.documents.models import CaseDocument
from thads.documents.wording import amount_in_words, person
from thads.identity.models import User
from thads.rules import coercion_costs, deadlines
from thads.rules.citation import cited
from thads.rules.coercion_costs import Bearer
from thads.rules.deadlines import Duty

KEPT = "Chưa lập văn bản"


def notice(
    db: Session, case: Case, estimate: CostSheet, *, by: User, today: date, now: datetime
) -> CaseDocument:
    """Tell the debtor what the coercion is to cost him; the case's officer signs.

    Errors: RuleBroken for an estimate that is not approved, costs the debtor nothing, or too late.
    """
    if estimate.kind is not SheetKind.ESTIMATE or not estimate.is_approved:
        raise RuleBroken("costs.not_approved", f"Dự trù chưa được duyệt. {KEPT}.")
    if not estimate.borne_by(Bearer.DEBTOR):
        raise RuleBroken("costs.none_of_debtor", f"Người phải thi hành án không chịu khoản nào. "
                         f"{KEPT}.")  # fmt: skip
    assert estimate.coercion_on is not None  # of every estimate
    rule = deadlines.rule(Duty.COERCION_COST_NOTICE, estimate.coercion_on)
    last = rule.due(estimate.coercion_on)
    if today > last:
        raise RuleBroken(
            "costs.notice_too_late",
            f"Phải báo chi phí chậm nhất ngày {last:%d/%m/%Y} cho ngày cưỡng chế "
            f"{estimate.coercion_on:%d/%m/%Y} ({cited(rule.source)}). {KEPT}; lùi ngày cưỡng chế "
            "và lập dự trù mới.",
        )
    officer_id = history_of(case).now.officer_id
    if officer_id is None:
        raise RuleBroken("costs.no_officer", f"Việc chưa có Chấp hành viên. {KEPT}; phân công.")
    said = {
        "addressee": _debtors(case), "cost_measure": estimate.measure,
        "cost_day": day_in_words(estimate.coercion_on), "cost_lines": _lines(estimate),
    }  # fmt: skip
    terms = issuing.IssueTerms(day=today, signer_id=officer_id, said=said)
    return issuing.issue(db, case, Kind.COST_NOTICE, terms, by=by, today=today, now=now)


def _debtors(case: Case) -> str:
    try:
        return "; ".join(person(party, case) for party in case.debtors)
    except Missing as missing:
        refuse_missing(list(missing.names))
        raise


def _lines(estimate: CostSheet) -> str:
    """One line a content, with how it was reckoned and the sum."""
    told: list[str] = []
    for line in estimate.lines:
        if line.bearer is not Bearer.DEBTOR:
            continue
        content = coercion_costs.content(line.content, estimate.day)
        how = f" ({line.people} người × {line.days} ngày)" if line.rate else ""
        told.append(f"{len(told) + 1}. {content.label}{how}: {amount_in_words(line.amount)}.")
    total = amount_in_words(estimate.borne_by(Bearer.DEBTOR))
    return "\n".join([*told, f"Tổng cộng: {total}."])
