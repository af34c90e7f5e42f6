"""What was done with credit institutions in a period, as a report tells it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from thads.banks.course import Tally, tally
from thads.banks.models import HandoverStep
from thads.banks.queries.records import (
    Asked,
    handovers,
    is_open,
    meetings,
    obstacles,
    promises,
)


@dataclass(frozen=True, slots=True)
class Done:
    """Meetings, promises, obstacles and hand-overs of a period."""

    meetings: int
    institutions: int  # met in the period
    promised: int  # given in the period
    promises: Tally  # whose day lies in the period, as they stood at its end
    raised: int  # obstacles of the period
    open: int  # obstacles at its end
    steps: Counter[HandoverStep]  # hand-overs that took this step in the period


def done(db: Session, start: date, end: date) -> Done:
    """From `start` to `end`, both included."""
    everything = Asked()
    met = [one for one in meetings(db, everything) if start <= one.held_on <= end]
    given, raised = promises(db, everything), obstacles(db, everything)
    return Done(
        meetings=len(met),
        institutions=len({one.institution_id for one in met}),
        promised=sum(start <= one.made_on <= end for one in given),
        promises=tally((one for one in given if start <= one.due_on <= end), end),
        raised=sum(start <= one.raised_on <= end for one in raised),
        open=sum(is_open(one, end) for one in raised),
        steps=Counter(
            step.kind for one in handovers(db, everything) for step in one.steps
            if start <= step.day <= end
        ),
    )  # fmt: skip
