"""The screens of directives, their tasks, obstacles and the steering committee."""

from thads.directives.views import committee, directives, obstacles, tasks
from thads.directives.views.entering import bp

__all__ = ["bp", "committee", "directives", "obstacles", "tasks"]
