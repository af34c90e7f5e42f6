"""Sections 2.4 and 2.11 of a summary: publication of debtors; communes, talks with debtors."""

from datetime import date
from typing import Any

from sqlalchemy.orm import Session

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
        "persuasion": {
            "whole": _pair(persuasion.whole(db, wanted)),
            "methods": [
                {"name": one.method.label, "contacts": one.contacts, **_pair(one.cases)}
                for one in persuasion.shares(db, wanted)
            ],
        },
    }


def _pair(ratio: Ratio) -> dict[str, int]:
    return {"n": ratio.numerator, "m": ratio.denominator}
