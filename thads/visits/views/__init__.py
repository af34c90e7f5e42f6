"""The screens of oversight visits: the office keeps them, the body reads its own."""

from thads.visits.views import conclusions, visits
from thads.visits.views.entering import bp

__all__ = ["bp", "conclusions", "visits"]
