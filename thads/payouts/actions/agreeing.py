"""Two people agree to a proposal, neither of whom made it; or somebody takes it back."""

from datetime import date

from sqlalchemy.orm import Session

from thads.audit import actions as audit
from thads.cases.actions import file
from thads.cases.models import Case
from thads.core.errors import RuleBroken
from thads.core.jobs import JobState
from thads.core.text import clean
from thads.identity.models import User
from thads.payouts import queries
from thads.payouts.actions.guards import check_related, check_unmoved
from thads.payouts.drafting import KEPT
from thads.payouts.models import PayoutApproval, PayoutCancellation, PayoutProposal
from thads.payouts.terms import ProposalState, Step

WAITS_FOR = {ProposalState.PROPOSED: Step.CHECKED, ProposalState.CHECKED: Step.APPROVED}
OPEN = (ProposalState.PROPOSED, ProposalState.CHECKED, ProposalState.APPROVED)


def agree(
    db: Session, proposal: PayoutProposal, step: Step, *, by: User, today: date
) -> PayoutApproval:
    """The accountant has checked it, or the head approves; the money must lie as proposed."""
    case = db.get_one(Case, proposal.case_id)
    file.hold(db, case)
    check_step(db, proposal, step, by)
    lines = queries.lines_of(db, proposal.id)
    check_related(db, {line.case_id for line in lines}, by, today)
    check_unmoved(db, proposal, case, lines)
    record = PayoutApproval(
        proposal_id=proposal.id, step=step, day=today, entered_by_id=by.id
    )  # fmt: skip
    db.add(record)
    db.flush()
    audit.record(
        db, by, f"payout.{step.value}", case, proposal_id=proposal.id,
        amount=proposal.amount + proposal.held,
    )  # fmt: skip
    return record


def check_step(db: Session, proposal: PayoutProposal, step: Step, by: User) -> None:
    """RuleBroken unless this step comes next and this person has no other part in it."""
    state = queries.state_of(db, proposal.id)
    if WAITS_FOR.get(state) is not step:
        raise RuleBroken(
            "payouts.out_of_order",
            f"Đề xuất đang ở bước “{state.label}”. {KEPT}; xem lại các bước của đề xuất.",
        )
    agreed = {one.entered_by_id for one in queries.approvals_of(db, proposal.id)}
    if by.id == proposal.entered_by_id:
        raise RuleBroken(
            "payouts.own_proposal",
            f"Người đề xuất không kiểm tra, không duyệt đề xuất của mình. {KEPT}; chuyển người "
            "khác.",
        )
    if by.id in agreed:
        raise RuleBroken(
            "payouts.same_person",
            f"Một người không vừa kiểm tra vừa duyệt. {KEPT}; chuyển người khác duyệt.",
        )


def cancel(
    db: Session, proposal: PayoutProposal, reason: str, *, by: User, today: date
) -> PayoutCancellation:
    """Not to be paid: whoever sees that it is wrong says why; the money waits as before."""
    case = db.get_one(Case, proposal.case_id)
    file.hold(db, case)
    state = queries.state_of(db, proposal.id)
    if state not in OPEN and not _is_stuck(db, proposal, state):
        raise RuleBroken(
            "payouts.not_open",
            f"Đề xuất đang ở bước “{state.label}”, không hủy được. {KEPT}; tiền đã chi sai thì thu "
            "hồi bằng chứng từ hủy.",
        )
    record = PayoutCancellation(
        proposal_id=proposal.id, day=today, reason=clean(reason), entered_by_id=by.id
    )
    db.add(record)
    db.flush()
    audit.record(db, by, "payout.cancelled", case, proposal_id=proposal.id, reason=record.reason)
    return record


def _is_stuck(db: Session, proposal: PayoutProposal, state: ProposalState) -> bool:
    """Taken into a batch that stopped before anything of it was paid."""
    if state is not ProposalState.PAYING or queries.is_begun(db, proposal.id):
        return False
    batch = queries.batch_of(db, proposal.id)
    run = queries.last_run(db, batch.id) if batch else None
    return run is not None and run.state is JobState.FAILED
