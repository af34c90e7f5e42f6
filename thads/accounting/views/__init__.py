"""Screens of the accountant: desk, books, tie-out, counts, reconciliation."""

from thads.accounting.views import books, counts, desk, papers, reconciling, tieout
from thads.accounting.views.blueprint import bp, reconciliations

__all__ = ["books", "bp", "counts", "desk", "papers", "reconciliations", "reconciling", "tieout"]
