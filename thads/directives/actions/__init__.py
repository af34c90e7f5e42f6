"""Writing down what is directed, done, in the way and decided. The caller commits."""

from thads.directives.actions.committee import meet, release, steer
from thads.directives.actions.obstacles import decide, tell
from thads.directives.actions.tasks import close, give, record, report, set_milestone

__all__ = [
    "close", "decide", "give", "meet", "record", "release", "report", "set_milestone", "steer",
    "tell",
]  # fmt: skip
