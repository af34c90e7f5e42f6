"""The screens of case work."""

from thads.cases.views import assignments, docketing, index, parties, schedules, show
from thads.cases.views.acts import OWN_ACTS
from thads.cases.views.blueprint import bp

for entering in OWN_ACTS:
    entering.register(bp)

__all__ = ["assignments", "bp", "docketing", "index", "parties", "schedules", "show"]
