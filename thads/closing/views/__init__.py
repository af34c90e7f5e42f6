"""The screens of the chain: board, reports, closing, versions."""

from thads.closing.views import board, closings, endings, submissions, versions
from thads.closing.views.blueprint import bp

__all__ = ["board", "bp", "closings", "endings", "submissions", "versions"]
