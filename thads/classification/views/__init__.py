"""The screens of classification."""

from thads.classification.views import ageing, board, cover, decisions, flow, notes
from thads.classification.views.blueprint import bp

__all__ = ["ageing", "board", "bp", "cover", "decisions", "flow", "notes"]
