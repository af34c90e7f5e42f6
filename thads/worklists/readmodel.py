"""Keeps the open duties in step with the facts, in the transaction of the fact.

`thads.cases.readmodel` says when for cases; what registers say is kept by `registers`.
"""

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import cast
from uuid import UUID

from sqlalchemy import Table, bindparam, delete, func, insert, select
from sqlalchemy.orm import Session

from thads.cases import facts
from thads.cases.history import CaseHistory, replay
from thads.cases.readmodel import FACTS, Work
from thads.core.driver import Driver, Row
from thads.worklists import registers
from thads.worklists.beside import Reader
from thads.worklists.books import BOOK_OF
from thads.worklists.course import Beside, Course
from thads.worklists.models import OpenDuty
from thads.worklists.sources import Found, open_duties

FOLLOWS = FACTS | {"new_information"}
BATCH = 500
_TABLE = cast("Table", OpenDuty.__table__)
_ADD = insert(_TABLE)
_HELD = select(*_TABLE.c).where(_TABLE.c.case_id.in_(bindparam("case_ids", expanding=True)))
_STALE = delete(_TABLE).where(
    _TABLE.c.duty == bindparam("gone_duty"), _TABLE.c.subject_id == bindparam("gone_subject")
)
_OF_CASE = delete(_TABLE).where(_TABLE.c.case_id == bindparam("gone_case"))


def upkeep(work: Work) -> "DutyUpkeep":
    """Begin to bring the open duties up to some cases (`thads.cases.readmodel`)."""
    return DutyUpkeep(work)


def clear(db: Session) -> None:
    """Forget all; what belongs to no case is written anew at once, since no case brings it."""
    db.execute(delete(_TABLE))
    registers.enter_of_no_case(db)


class DutyUpkeep:
    """Writes the duties that opened and drops those that are done."""

    def __init__(self, work: Work) -> None:
        self.db, self.driver, self.new = work
        self.reader = Reader(self.driver)
        self.taken: set[UUID] = set()

    def take(self, histories: Sequence[CaseHistory]) -> None:
        """Bring the open duties up to these cases."""
        made = self.made(histories)
        if self.new:
            self.driver.insert(_TABLE, made)
            self.taken.update(history.facts.case_id for history in histories)
            return
        held = self.held(histories)
        made += self.followed(held.values(), histories)
        fresh = [row for row in made if held.get(row[:2]) != row]
        kept = {row[:2] for row in made} - {row[:2] for row in fresh}
        self.driver.write(_STALE, [key for key in held if key not in kept])
        self.driver.write(_ADD, fresh)

    def leave(self, case_ids: Sequence[UUID]) -> None:
        """Forget these cases; a judgment may wait for a decision again."""
        self.driver.write(_OF_CASE, [(self.driver.key(case_id),) for case_id in case_ids])
        registers.enter_left(self.db, case_ids)

    def finish(self) -> None:
        """Registers were not seen to say anything of cases that no session entered."""
        if self.new:
            registers.enter_of(self.db, self.taken)
            registers.drop_decided(self.db)

    def made(self, histories: Sequence[CaseHistory]) -> list[Row]:
        """What the facts of these cases leave to be done."""
        beside = self.reader.read(histories)
        return [
            _row(self.driver, found)
            for history in histories
            for found in open_duties(Course(history, beside.get(history.facts.case_id, Beside())))
        ]

    def followed(self, held: Iterable[Row], histories: Sequence[CaseHistory]) -> list[Row]:
        """What registers wait for in these cases, with who holds the case now."""
        ours = [row for row in held if registers.is_of_register(row)]
        if not ours:
            return []
        of_key = {self.driver.key(history.facts.case_id): history for history in histories}
        return [registers.followed(self.driver, row, of_key[row[2]]) for row in ours]

    def held(self, histories: Sequence[CaseHistory]) -> dict[Row, Row]:
        """What is held of these cases, by duty and subject."""
        ids = [self.driver.key(history.facts.case_id) for history in histories]
        return {tuple(row[:2]): tuple(row) for row in self.driver.read(_HELD, ids)}


def verify(db: Session) -> str | None:
    """The first difference between what is held and what the facts give; None when equal."""
    db.flush()
    now, every, seen = upkeep(Work(db, Driver(db.connection()))), map(replay, facts.load(db)), 0
    while histories := list(islice(every, BATCH)):
        made, held = set(now.made(histories)), now.held(histories).values()
        of_facts = (row for row in held if not registers.is_of_register(row))
        if wrong := made.symmetric_difference(of_facts):
            duty, subject_id, *_ = min(wrong, key=str)
            return f"việc phải làm khác: {duty} của {subject_id}."
        seen += len(made)
    running = set(registers.open_now(db))
    held_of_registers = select(*_TABLE.c).where(_TABLE.c.duty.in_(list(BOOK_OF)))
    if wrong := running.symmetric_difference(Found(*row) for row in db.execute(held_of_registers)):
        duty, subject_id, *_ = min(wrong, key=str)
        return f"việc phải làm theo sổ khác: {duty} của {subject_id}."
    total = db.scalar(select(func.count()).select_from(_TABLE))
    return None if total == seen + len(running) else "giữ việc phải làm của hồ sơ không còn tính."


def _row(driver: Driver, found: Found) -> Row:
    """As the driver keeps it, in the order of the columns."""
    key, day = driver.key, driver.day
    return (
        found.duty.value, key(found.subject_id), key(found.case_id), key(found.unit_id),
        key(found.officer_id), day(found.since), day(found.opens_on), day(found.due),
    )  # fmt: skip
