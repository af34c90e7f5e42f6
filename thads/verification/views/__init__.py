"""The screens of verification."""

from thads.verification.views import planning, recording, results
from thads.verification.views.blueprint import bp

__all__ = ["bp", "planning", "recording", "results"]
