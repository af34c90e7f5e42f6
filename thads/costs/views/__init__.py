"""The screens of costs of coercion."""

from thads.costs.views import index, money, reliefs, sheets
from thads.costs.views.blueprint import bp

__all__ = ["bp", "index", "money", "reliefs", "sheets"]
