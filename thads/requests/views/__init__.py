"""The screens of requests."""

from thads.requests.views import books, receiving, steps
from thads.requests.views.blueprint import bp

__all__ = ["books", "bp", "receiving", "steps"]
