"""What can be done: judgments received, cases docketed, acts entered, mistakes struck out.

Every action guards, writes, and seals its entry in the record of acts; the caller commits.
"""

from thads.cases.actions.acts import act
from thads.cases.actions.assignment import assign, transfer
from thads.cases.actions.corrections import correct
from thads.cases.actions.decisions import (
    decide_enforceable,
    decide_not_yet_enforceable,
    increase,
    move_to_separate_tracking,
    postpone,
    record_notice,
    resume,
    suspend,
)
from thads.cases.actions.endings import (
    annul,
    complete,
    discontinue,
    end_otherwise,
    entrust,
    forgive,
    return_request,
    take_up,
    withdraw,
)
from thads.cases.actions.intake import docket, receive_judgment
from thads.cases.actions.recording import acknowledge, give
from thads.cases.actions.terms import ActTerms, Docketing, ItemTerms, JudgmentTerms, PartyTerms

__all__ = [
    "ActTerms",
    "Docketing",
    "ItemTerms",
    "JudgmentTerms",
    "PartyTerms",
    "acknowledge",
    "act",
    "annul",
    "assign",
    "complete",
    "correct",
    "decide_enforceable",
    "decide_not_yet_enforceable",
    "discontinue",
    "docket",
    "end_otherwise",
    "entrust",
    "forgive",
    "give",
    "increase",
    "move_to_separate_tracking",
    "postpone",
    "receive_judgment",
    "record_notice",
    "resume",
    "return_request",
    "suspend",
    "take_up",
    "transfer",
    "withdraw",
]
