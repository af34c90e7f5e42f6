"""The screens of inspections."""

from thads.inspections.views import findings, inspections
from thads.inspections.views.entering import bp

__all__ = ["bp", "findings", "inspections"]
