"""The steps of the chain: send, answer, close, freeze."""

from thads.closing.actions.answering import approve, give_back
from thads.closing.actions.sending import close_unit, confirm, send, send_again, submit
from thads.closing.actions.versions import VersionTerms, make_version

__all__ = [
    "VersionTerms",
    "approve",
    "close_unit",
    "confirm",
    "give_back",
    "make_version",
    "send",
    "send_again",
    "submit",
]
