"""The screens of verification."""

from thads.verification.views import information, planning, recording, results
from thads.verification.views.blueprint import bp

__all__ = ["bp", "information", "planning", "recording", "results"]
