"""Figures of a period as they were known at a moment, the lists behind them, and what changed.

A fact is known at a moment when it was entered by then. Only cases with something that was entered
after it and lies inside the period can differ from the live figures: these are the live ones, less
what those cases add now, plus what they added then, by the same pure function.
"""

from thads.statistics.known.differences import Change, differences
from thads.statistics.known.endings import known_endings
from thads.statistics.known.figures import known_figures
from thads.statistics.known.lists import known_behind

__all__ = ["Change", "differences", "known_behind", "known_endings", "known_figures"]
