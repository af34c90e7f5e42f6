"""The screens of worklists."""

from thads.worklists.views import calendars, digests, lists, panel
from thads.worklists.views.blueprint import bp

__all__ = ["bp", "calendars", "digests", "lists", "panel"]
