"""The screens of credit institutions."""

from thads.banks.views import creditors, index, workbench
from thads.banks.views.entering import bp

__all__ = ["bp", "creditors", "index", "workbench"]
