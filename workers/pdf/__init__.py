"""Papers: from stored figures to a tagged, archive-grade PDF."""

from workers.pdf.accounting import book
from workers.pdf.banks import bank_pack
from workers.pdf.casefile import bind, pages_in
from workers.pdf.casefile import index as file_index
from workers.pdf.communes import commune_sheet
from workers.pdf.decisions import decision
from workers.pdf.forms import form
from workers.pdf.inspections import checkup, inspection_conclusion
from workers.pdf.joining import stacked
from workers.pdf.monthly import monthly
from workers.pdf.payouts import payout_list
from workers.pdf.supplement import supplement
from workers.pdf.vouchers import voucher
from workers.pdf.warming import warm

__all__ = [
    "bank_pack",
    "bind",
    "book",
    "checkup",
    "commune_sheet",
    "decision",
    "file_index",
    "form",
    "inspection_conclusion",
    "monthly",
    "pages_in",
    "payout_list",
    "stacked",
    "supplement",
    "voucher",
    "warm",
]
