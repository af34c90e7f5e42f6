"""The screens of credit institutions."""

from thads.banks.views import creditors, handovers, index, meetings, packs, promises, workbench
from thads.banks.views.entering import bp

__all__ = ["bp", "creditors", "handovers", "index", "meetings", "packs", "promises", "workbench"]
