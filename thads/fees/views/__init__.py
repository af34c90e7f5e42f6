"""The screens of fees."""

from thads.fees.views import calculator, case, deciding, entering, listing, treasury
from thads.fees.views.blueprint import bp

__all__ = ["bp", "calculator", "case", "deciding", "entering", "listing", "treasury"]
