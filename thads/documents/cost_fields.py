"""What the notice of costs names in braces: composed from the estimate when it is issued."""

from __future__ import annotations

from collections.abc import Callable

from thads.documents.missing import Missing
from thads.documents.subject import Subject

TOLD = {
    "cost_measure": "biện pháp cưỡng chế",
    "cost_day": "ngày cưỡng chế",
    "cost_lines": "các khoản chi phí cưỡng chế",
}


def _told(name: str) -> Callable[[Subject], str]:
    def read(subject: Subject) -> str:
        value = subject.issued.terms.get(name, "") if subject.issued else ""
        if not value:
            raise Missing(TOLD[name])
        return value.rstrip(".") if name != "cost_lines" else value

    return read


OF_COSTS = {name: _told(name) for name in TOLD}
