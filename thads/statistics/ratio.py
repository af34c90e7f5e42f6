"""Rates of the figures: the kit's own (`thads.core.ratio`), by the name that readers know."""

from thads.core.ratio import DifferentBases, Ratio, change_percent, points_between

__all__ = ["DifferentBases", "Ratio", "change_percent", "points_between"]
