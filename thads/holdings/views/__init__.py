"""The screens of money that waits."""

from thads.holdings.views import one, remittances, state, waiting
from thads.holdings.views.blueprint import bp

__all__ = ["bp", "one", "remittances", "state", "waiting"]
