"""Paying approved proposals: each line once, whatever is sent twice or killed in the middle."""

from collections.abc import Sequence
from datetime import date, datetime
from itertools import groupby

from sqlalchemy import select
from sqlalchemy.orm import Session

from thads.audit import actions as audit
from thads.cases.actions import file
from thads.cases.models import ObligationItem
from thads.core import jobs
from thads.core.errors import RuleBroken
from thads.core.jobs import BackgroundJob, Job
from thads.identity.models import User
from thads.ledger import posting
from thads.parties.models import Party
from thads.payouts import queries, sources
from thads.payouts.actions.guards import check_related, check_unmoved
from thads.payouts.drafting import KEPT
from thads.payouts.models import (
    PayoutBatch,
    PayoutBatchProposal,
    PayoutLine,
    PayoutPayment,
    PayoutProposal,
    PayoutRun,
)
from thads.payouts.terms import ProposalState
from thads.payouts.vouchers import Draft, Records, drafts
from thads.units.models import Unit

CHUNK = 500  # lines paid in one transaction
AT_ONCE = 50  # lines that need no job


def open_batch(
    db: Session, proposals: Sequence[PayoutProposal], *, in_cash: bool, key: str, by: User,
    today: date,
) -> PayoutBatch:  # fmt: skip
    """Take approved proposals of one unit's books into a batch; `key` sent twice: one batch."""
    cases = sources.cases_of(db, {proposal.case_id for proposal in proposals})
    file.hold_each(db, cases)
    before = db.scalars(select(PayoutBatch).filter_by(submission_key=key)).one_or_none()
    if before is not None:
        return before
    _check(db, proposals, by, today)
    batch = PayoutBatch(
        unit_id=proposals[0].unit_id, day=today, in_cash=in_cash, submission_key=key,
        entered_by_id=by.id,
    )  # fmt: skip
    db.add(batch)
    db.flush()
    ids = [proposal.id for proposal in proposals]
    db.add_all(PayoutBatchProposal(proposal_id=one, batch_id=batch.id) for one in ids)
    db.flush()
    _check_accounts(db, batch)
    audit.record(
        db, by, "payout.batch_opened", batch, proposals=len(ids), in_cash=in_cash,
        amount=sum(proposal.amount + proposal.held for proposal in proposals),
    )  # fmt: skip
    return batch


def start(db: Session, batch: PayoutBatch, *, by: User, now: datetime) -> BackgroundJob:
    """Have a worker pay what is unpaid; what runs already is answered again."""
    db.execute(select(PayoutBatch.id).where(PayoutBatch.id == batch.id).with_for_update())
    last = queries.last_run(db, batch.id)
    if last is not None and last.finished_at is None:
        return last
    job = jobs.after_commit(
        db, Job.PAY_OUT, asked_by_id=by.id, now=now, batch_id=str(batch.id)
    )  # fmt: skip
    db.add(PayoutRun(job_id=job.id, batch_id=batch.id))
    db.flush()
    return job


def pay_some(db: Session, batch: PayoutBatch, *, most: int = CHUNK) -> int:
    """Pay the next lines of a batch; how many, 0 when none is left. The caller commits.

    A line, its voucher and the mark that it was paid are written together or not at all.
    """
    lines = queries.unpaid_of(db, batch.id, most=most)
    if not lines:
        return 0
    of, made = _records(db, lines), list[Draft]()
    for proposal_id, own in groupby(lines, key=lambda line: line.proposal_id):
        proposal = db.get_one(PayoutProposal, proposal_id)
        if not queries.is_begun(db, proposal_id):
            every = queries.lines_of(db, proposal_id)
            check_unmoved(db, proposal, of.cases[proposal.case_id], every)
        made += drafts(batch, proposal, list(own), of)
    by, unit = db.get_one(User, batch.entered_by_id), db.get_one(Unit, batch.unit_id)
    vouchers = posting.post_each(
        db, unit, [(one.terms, one.entries) for one in made], by=by, today=batch.day
    )
    for draft, voucher in zip(made, vouchers, strict=True):
        db.add_all(
            PayoutPayment(line_id=line.id, voucher_id=voucher.id) for line in draft.carries_out
        )
    db.flush()
    return len(lines)


def _records(db: Session, lines: Sequence[PayoutLine]) -> Records:
    source_ids = select(PayoutProposal.case_id).where(
        PayoutProposal.id.in_({line.proposal_id for line in lines})
    )
    cases = sources.cases_of(db, {*(line.case_id for line in lines), *db.scalars(source_ids)})
    items = select(ObligationItem).where(
        ObligationItem.id.in_({line.item_id for line in lines if line.item_id})
    )
    party_ids = {line.party_id for line in lines if line.party_id}
    parties = select(Party).where(Party.id.in_(party_ids))
    return Records(
        {case.id: case for case in cases},
        {item.id: item for item in db.scalars(items)},
        {party.id: party for party in db.scalars(parties)},
        queries.accounts_of(db, party_ids),
    )


def _check(db: Session, proposals: Sequence[PayoutProposal], by: User, today: date) -> None:
    if len({proposal.unit_id for proposal in proposals}) != 1:
        raise RuleBroken(
            "payouts.several_books",
            f"Một đợt chi gồm các đề xuất trong sổ kế toán của một đơn vị. {KEPT}; chọn lại.",
        )
    states = queries.states_of(db, [proposal.id for proposal in proposals])
    for proposal in proposals:
        state = states[proposal.id]
        if state is not ProposalState.APPROVED:
            raise RuleBroken(
                "payouts.not_approved",
                f"Đề xuất ngày {proposal.day:%d/%m/%Y} đang ở bước “{state.label}”, không chi "
                f"được. {KEPT}; mỗi đề xuất chỉ chi một lần, sau khi đã duyệt.",
            )
        if proposal.entered_by_id == by.id:
            raise RuleBroken(
                "payouts.own_proposal",
                f"Người đề xuất không tự chi trả đề xuất của mình. {KEPT}; chuyển kế toán khác.",
            )
    cases = queries.case_ids_of(db, [proposal.id for proposal in proposals])
    check_related(db, cases, by, today)


def _check_accounts(db: Session, batch: PayoutBatch) -> None:
    """Who would be paid by transfer must have said where to."""
    missing, names = queries.without_account(db, batch.id, in_cash=batch.in_cash)
    if missing:
        remedy = (
            "ghi tài khoản của họ trước"
            if batch.in_cash
            else "ghi tài khoản, hoặc chọn chi tiền mặt cho cá nhân chưa có tài khoản"
        )
        raise RuleBroken(
            "payouts.no_account",
            f"{missing} người nhận chưa có tài khoản nhận tiền: {'; '.join(names)}"
            f"{'…' if missing > len(names) else ''}. {KEPT}; {remedy}.",
        )
