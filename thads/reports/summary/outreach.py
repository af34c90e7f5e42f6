"""Sections 2.4 and 2.11 of a summary: publication; communes, credit institutions, talks."""

from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from thads.banks.models import HandoverStep
from thads.banks.queries import period as institutions
from thads.communes import queries as communes
from thads.core.ratio import Ratio
from thads.persuasion import queries as persuasion
from thads.persuasion.queries import ContactFilter
from thads.publication import queries as publication


def outreach(db: Session, start: date, end: date) -> dict[str, Any]:
    """What was done from `start` to `end`, with how much of it came late or came to something."""
    wanted = ContactFilter(since=start, until=end)
    return {
        "publication": {
            **publication.done(db, start, end)._asdict(),
            "late": _pair(publication.late(publication.listed(db, None), start, end)),
        },
        "communes": communes.counts(db, start, end)._asdict(),
        "institutions": _institutions(db, start, end),
        "persuasion": {
            "whole": _pair(persuasion.whole(db, wanted)),
            "methods": [
                {"name": one.method.label, "contacts": one.contacts, **_pair(one.cases)}
                for one in persuasion.shares(db, wanted)
            ],
        },
    }


def _institutions(db: Session, start: date, end: date) -> dict[str, int]:
    done = institutions.done(db, start, end)
    return {
        "meetings": done.meetings, "institutions": done.institutions, "promised": done.promised,
        "kept": done.promises.kept, "due": done.promises.due,
        "raised": done.raised, "open": done.open,
        "offered": done.steps[HandoverStep.OFFERED],
        "handed_over": done.steps[HandoverStep.HANDED_OVER],
        "coerced": done.steps[HandoverStep.COERCION],
    }  # fmt: skip


def _pair(ratio: Ratio) -> dict[str, int]:
    return {"n": ratio.numerator, "m": ratio.denominator}
