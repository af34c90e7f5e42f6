"""Form 10: the rounds of those who oversee the office, summed from a register each.

The rows of the procuracy come from its papers; areas that stand above this one join their rows
when the process is put together (`thads.assembly`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from thads.formbook import inspections
from thads.formbook.counting import (
    Counted,
    CountedFeed,
    Recorded,
    added,
    held_by,
    shown,
    steps_until,
)
from thads.protests.course import ACCEPTING
from thads.protests.models import PaperKind, Protest, ProtestPoint, StepKind
from thads.statistics.codes import WHOLE
from thads.statistics.drill import Behind, Entry
from thads.statistics.subject import Subject

VISITS, PROCURACY, INSPECTIONS = "D01", "D02", inspections.LINE


def figures_of(one: Protest, end: date) -> tuple[int, ...] | None:
    """What one paper of the procuracy adds; None: entered by mistake.

    A protest or recommendation counts as done once it is answered and all that was accepted of it
    is carried out.
    """
    steps = list(steps_until(one.steps, end))
    if steps and steps[-1].kind is StepKind.STRUCK:
        return None
    if one.kind is PaperKind.INSPECTION:
        return 1, int(bool(steps)), 0, 0, 0, 0
    answers = [step.answer for step in steps if step.answer]
    accepted = bool(answers) and answers[-1] in ACCEPTING
    carried = [point.done is not None and point.done.day <= end for point in one.points]
    done = bool(answers) and (not accepted or (bool(carried) and all(carried)))
    protest = one.kind is PaperKind.PROTEST
    return 0, 0, int(protest), int(not protest), int(done), int(not done)


def counted(db: Session, start: date, end: date, subject: Subject) -> Iterator[Counted]:
    """What the procuracy did in the period."""
    stmt = (
        select(Protest)
        .where(Protest.received_on.between(start, end))
        .options(
            selectinload(Protest.steps), joinedload(Protest.unit),
            selectinload(Protest.points).joinedload(ProtestPoint.done),
        )
    )  # fmt: skip
    for one in db.scalars(held_by(stmt, Protest, end, subject)):
        if figures := figures_of(one, end):
            yield Counted(
                PROCURACY, figures, one.id, f"{one.kind.label} số {one.number}, {one.body}",
                one.received_on, one.unit.code, one.case_id,
            )  # fmt: skip


class OversightFeed:
    """The form as the sum of its sources."""

    def __init__(self) -> None:
        self.sources: dict[str, CountedFeed] = {
            PROCURACY: CountedFeed(counted, "protests.show", "protest_id"),
            INSPECTIONS: CountedFeed(inspections.counted, "inspections.show", "inspection_id"),
        }

    def join(self, line: str, feed: CountedFeed) -> None:
        """One more register feeds its line."""
        self.sources[line] = feed

    def rows(
        self, db: Session, start: date, end: date, subject: Subject
    ) -> Mapping[str, Sequence[int]]:  # fmt: skip
        """The figures of each line."""
        feeds = self.sources.values()
        return added(one for feed in feeds for one in feed.source(db, start, end, subject))

    def behind(
        self, db: Session, start: date, end: date, subject: Subject, *, line: str, column: int,
        page: int, per_page: int | None,
    ) -> Behind:  # fmt: skip
        """The records behind one figure, of whichever register."""
        entries: list[Entry] = []
        for of, feed in self.sources.items():
            if line in (WHOLE, of):
                found = feed.behind(
                    db, start, end, subject, line=of, column=column, page=1, per_page=None
                )
                entries += found.entries
        return shown(entries, page, per_page)

    def records(
        self, db: Session, start: date, end: date, subject: Subject
    ) -> Iterator[Recorded]:  # fmt: skip
        """Every record of whichever register."""
        for feed in self.sources.values():
            yield from feed.records(db, start, end, subject)


FEED = OversightFeed()
