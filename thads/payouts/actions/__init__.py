"""What can be done with a proposal: entered, agreed to by two others, cancelled, paid once."""

from thads.payouts.actions.accounts import name_account, name_payee
from thads.payouts.actions.agreeing import agree, cancel, check_step
from thads.payouts.actions.paying import AT_ONCE, CHUNK, open_batch, pay_some, start
from thads.payouts.actions.proposing import propose

__all__ = [
    "AT_ONCE",
    "CHUNK",
    "agree",
    "cancel",
    "check_step",
    "name_account",
    "name_payee",
    "open_batch",
    "pay_some",
    "propose",
    "start",
]
