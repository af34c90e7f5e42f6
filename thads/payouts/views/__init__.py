"""The screens of payouts."""

from thads.payouts.views import batches, index, payees, proposing, show
from thads.payouts.views.blueprint import bp

__all__ = ["batches", "bp", "index", "payees", "proposing", "show"]
