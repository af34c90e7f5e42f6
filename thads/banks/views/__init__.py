"""The screens of credit institutions."""

from thads.banks.views import (
    coercing,
    creditors,
    handovers,
    index,
    meetings,
    packs,
    promises,
    workbench,
)
from thads.banks.views.entering import bp

__all__ = [
    "bp", "coercing", "creditors", "handovers", "index", "meetings", "packs", "promises",
    "workbench",
]  # fmt: skip
