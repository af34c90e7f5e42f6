"""The screens of communes: where cases lie, worksheets, the remarks that come back."""

from thads.communes.views import areas, remarks, sheets
from thads.communes.views.blueprint import bp

__all__ = ["areas", "bp", "remarks", "sheets"]
