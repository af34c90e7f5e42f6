"""The screens of worklists."""

from thads.worklists.views import panel
from thads.worklists.views.blueprint import bp

__all__ = ["bp", "panel"]
