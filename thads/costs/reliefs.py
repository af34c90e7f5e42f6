"""An individual is let off costs: asked with proof, decided by the head, borne by the state."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from thads.audit import actions as audit
from thads.cases.actions import file
from thads.cases.history import replay
from thads.cases.models import Case
from thads.core.errors import RuleBroken
from thads.core.money import format_dong
from thads.core.text import clean
from thads.costs import queries
from thads.costs.actions import KEPT, bring_level, check_head
from thads.costs.models import CostRelief, CostReliefDecision
from thads.costs.queries import OF_ROLE, Share
from thads.costs.terms import ReliefTerms
from thads.identity.models import User
from thads.parties.models import Party, PartyKind, PartyRole
from thads.rules import coercion_costs, deadlines
from thads.rules.deadlines import Duty


def ask(db: Session, case: Case, terms: ReliefTerms, *, by: User, today: date) -> CostRelief:
    """A request with its proof (NĐ62 Đ.44 k.2; NĐ152 Đ.87 k.2); the clock of the answer starts."""
    file.hold(db, case)
    before = file.earlier(db, CostRelief, terms.submission_key, case.id)
    if before is not None:
        return before
    file.check_unit(replay(file.known(db, case)), by)
    file.check_day(case, terms.received_on, today)
    coercion_costs.relief(terms.ground, terms.received_on)
    party = _individual(db, case, terms)
    if any(one.party_id == party.id and one.decision is None
           for one in queries.reliefs_of(db, case.id)):  # fmt: skip
        raise RuleBroken(
            "costs.asked_already", f"Người này có đơn đang chờ quyết định. {KEPT}.", field="party"
        )
    spent = _share(db, case, party, today).spent
    if not 0 < terms.payable <= spent:
        raise RuleBroken(
            "costs.payable",
            f"Chi phí người này phải nộp phải từ 1 đến {format_dong(spent)} đ, số đã được duyệt "
            f"quyết toán. {KEPT}; quyết toán chi phí trước hoặc nhập lại số tiền.",
            field="payable",
        )
    relief = CostRelief(
        case_id=case.id, party_id=party.id, received_on=terms.received_on, ground=terms.ground,
        reason=clean(terms.reason), proof=clean(terms.proof), payable=terms.payable,
        submission_key=terms.submission_key, entered_by_id=by.id,
    )  # fmt: skip
    db.add(relief)
    db.flush()
    audit.record(db, by, "costs.relief_asked", case, relief_id=relief.id, ground=terms.ground)
    return relief


def due_on(relief: CostRelief) -> date:
    """The last day for the decision: 5 working days, since 1/7/2026 three."""
    return deadlines.due(Duty.COST_RELIEF, relief.received_on)


def may_be_freed(db: Session, case: Case, relief: CostRelief, on: date) -> int:
    """What the law lets the head let off, in đồng; RuleBroken when half must be paid first."""
    share = _share(db, case, relief.party, on)
    ground = coercion_costs.relief(relief.ground, relief.received_on)
    freed = coercion_costs.freed(ground, payable=relief.payable, paid=share.paid)
    return min(freed, share.due)


def decide(
    db: Session, case: Case, relief: CostRelief, *, granted: bool, note: str | None, by: User,
    today: date,
) -> CostReliefDecision:  # fmt: skip
    """The head lets off what the law says, or nothing with the reason; the state bears it.

    Errors: RuleBroken for who may not decide, decides again, or when half must be paid first.
    """
    file.hold(db, case)
    if relief.decision is not None:
        raise RuleBroken(
            "costs.relief_decided",
            f"Đơn này đã được quyết định ngày {relief.decision.day:%d/%m/%Y}. {KEPT}.",
        )
    check_head(db, replay(file.known(db, case)), by, today)
    if not granted and not (note and clean(note)):
        raise RuleBroken("costs.no_reason", f"Nêu lý do không chấp nhận. {KEPT}.", field="note")
    amount = may_be_freed(db, case, relief, today) if granted else 0
    if granted and amount == 0:
        raise RuleBroken("costs.nothing_due", f"Không còn chi phí nào để miễn, giảm. {KEPT}.")
    relief.decision = CostReliefDecision(
        relief_id=relief.id, day=today, granted=amount, note=clean(note) if note else None,
        entered_by_id=by.id,
    )  # fmt: skip
    db.flush()
    audit.record(db, by, "costs.relief_decided", case, relief_id=relief.id, amount=amount)
    bring_level(
        db, case, f"Miễn, giảm chi phí cưỡng chế cho {relief.party.name}", by=by, today=today
    )
    return relief.decision


def _individual(db: Session, case: Case, terms: ReliefTerms) -> Party:
    party = db.get(Party, terms.party_id)
    if party is None or party.case_id != case.id or party.role is PartyRole.RELATED:
        raise RuleBroken(
            "costs.party", f"Chỉ đương sự của hồ sơ được xét. {KEPT}; chọn lại.", field="party"
        )
    if party.kind is not PartyKind.PERSON:
        raise RuleBroken(
            "costs.individual", f"Chỉ cá nhân được xét miễn, giảm chi phí. {KEPT}.", field="party"
        )
    return party


def _share(db: Session, case: Case, party: Party, on: date) -> Share:
    return queries.of_case(db, case.id, on).shares[OF_ROLE[party.role]]
