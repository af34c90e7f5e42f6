"""What is known of the fees of a case, and what the next payment would bear."""

from thads.fees.queries.charges import charges_of, properties, reliefs_of
from thads.fees.queries.liability import liabilities
from thads.fees.queries.quoting import Payment, accounts, creditors, quote, quotes
from thads.fees.queries.requests import (
    proposal,
    proposals_of,
    relief_request,
    relief_requests_of,
)
from thads.fees.queries.treasury import MonthOfFees, fees_by_month, remitted_by, waiting_of

__all__ = [
    "MonthOfFees",
    "Payment",
    "accounts",
    "charges_of",
    "creditors",
    "fees_by_month",
    "liabilities",
    "properties",
    "proposal",
    "proposals_of",
    "quote",
    "quotes",
    "relief_request",
    "relief_requests_of",
    "reliefs_of",
    "remitted_by",
    "waiting_of",
]
