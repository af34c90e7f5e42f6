"""Proposals as they are read: how far each is, its lines, what of a batch is paid."""

from thads.payouts.queries.batches import (
    Progress,
    batch_of,
    get_batch,
    last_run,
    progress_of,
    unpaid_of,
    without_account,
)
from thads.payouts.queries.lines import (
    accounts_of,
    case_ids_of,
    count_of_lines,
    is_begun,
    lines_of,
    page_of_lines,
    sums_of,
)
from thads.payouts.queries.proposals import (
    ProposalFilter,
    ProposalRow,
    approvals_of,
    cancellation_of,
    every,
    get,
    of_case,
    proposals,
    waiting_of_case,
)
from thads.payouts.queries.state import state_of, states_of

__all__ = [
    "Progress",
    "ProposalFilter",
    "ProposalRow",
    "accounts_of",
    "approvals_of",
    "batch_of",
    "cancellation_of",
    "case_ids_of",
    "count_of_lines",
    "every",
    "get",
    "get_batch",
    "is_begun",
    "last_run",
    "lines_of",
    "of_case",
    "page_of_lines",
    "progress_of",
    "proposals",
    "state_of",
    "states_of",
    "sums_of",
    "unpaid_of",
    "waiting_of_case",
    "without_account",
]
