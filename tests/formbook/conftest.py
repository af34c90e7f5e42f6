"""The units and officers that random registers speak of."""

from tests.statistics.conftest import office

__all__ = ["office"]
