"""One function for each job name; each may run twice and does its work once."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from thads.core.jobs import BackgroundJob, Job
from workers.jobs import (
    accounting,
    assignments,
    banks,
    casefiles,
    classification,
    closing,
    communes,
    documents,
    exports,
    forms,
    imports,
    inspections,
    national,
    payouts,
    reorganisation,
    reports,
    statistics,
    vouchers,
)

if TYPE_CHECKING:
    from workers.run import Progress

Handler = Callable[[Session, BackgroundJob, "Progress"], str]

HANDLERS: dict[Job, Handler] = {
    Job.MAKE_MONTHLY_REPORT: national.told(reports.make_monthly_report),
    Job.SEND_PUBLISHED: national.send_published,
    Job.TAKE_TARGETS: national.take_targets,
    Job.REBUILD_STATISTICS: statistics.rebuild,
    Job.CHECK_REGISTER: imports.check_register,
    Job.APPLY_REGISTER: imports.apply_register,
    Job.EXPORT_REGISTER: exports.export_register,
    Job.EXPORT_PERIOD_LIST: exports.export_period_list,
    Job.HAND_OVER_CASES: assignments.hand_over_cases,
    Job.CLASSIFY_CASES: classification.classify_cases,
    Job.REORGANISE_UNITS: reorganisation.reorganise_units,
    Job.MAKE_PAPER: documents.make_paper,
    Job.BIND_CASE_FILE: casefiles.bind_case_file,
    Job.PRINT_VOUCHER: vouchers.print_voucher,
    Job.MAKE_BOOK: accounting.make_book,
    Job.PROPOSE_PAYOUT: payouts.propose_payout,
    Job.AGREE_PAYOUT: payouts.agree_payout,
    Job.PAY_OUT: payouts.pay_out,
    Job.PRINT_PAYOUT: payouts.print_payout,
    Job.PRINT_COMMUNES: communes.print_communes,
    Job.PRINT_FORM: forms.print_form,
    Job.PRINT_BANK_PACK: banks.print_bank_pack,
    Job.PRINT_INSPECTION: inspections.print_inspection,
    Job.PRINT_SUPPLEMENT: closing.print_supplement,
}
