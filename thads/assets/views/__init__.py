"""The screens of assets: the list, one asset, and each thing that is entered."""

from thads.assets.views import beside, index, show, steps
from thads.assets.views.blueprint import bp

__all__ = ["beside", "bp", "index", "show", "steps"]
