"""Keeps the read models in step: whatever adds a fact to a case, they follow at commit.

Nobody has to remember a call: a new record of a case in the session marks the case, and before
the commit each read model gets the changed cases' histories, once, in the same transaction.

Whoever writes facts by Core inserts, past the session's own records, calls `bring_up` himself:
after writing them, in the same transaction, with the histories replayed from those facts. It reads
no facts, asks a few statements for each `BATCH` cases, and takes a generator of any length.
`new=True`: nothing is held of these cases yet, so that is not looked for; it is proved equal, and
a case that is held after all breaks a primary key. `gone`: cases that were struck out and add
nothing any more. Writers of one case must hold its file (`actions.file.hold`).
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import islice
from typing import Any, NamedTuple, Protocol, TypeVar
from uuid import UUID

from sqlalchemy import BindParameter, bindparam, event, func, inspect, select
from sqlalchemy.orm import Session, SessionTransaction
from sqlalchemy.orm.util import identity_key

from thads.cases import facts
from thads.cases.history import CaseFacts, CaseHistory, replay
from thads.cases.models import Case, CaseAct, ObligationItem
from thads.core.driver import Driver, Query

BATCH = 500
T = TypeVar("T")

FACTS = frozenset({"enforcement_case", "obligation_item", "case_act", "ledger_entry"})
_BESIDE = frozenset({"new_information", "party"})
_CHANGED = "changed_cases"
_LISTS = ("items", "acts", "entries")
_installed: dict[type[Session], Sequence["ReadModel"]] = {}


class Upkeep(Protocol):
    """A read model at work in one transaction."""

    def take(self, histories: Sequence[CaseHistory]) -> None:
        """Bring it up to these cases."""

    def leave(self, case_ids: Sequence[UUID]) -> None:
        """Forget these cases."""

    def finish(self) -> None:
        """Write what was added up over all that was taken."""


class Work(NamedTuple):
    """In which transaction read models are brought up; `new`: nothing is held of the cases to
    come."""

    db: Session
    driver: Driver
    new: bool = False


class ReadModel(Protocol):
    """What is kept beside the facts of cases; a module may be one.

    `FOLLOWS`: the tables that it reads; what a session adds to others does not concern it.
    """

    @property
    def FOLLOWS(self) -> frozenset[str]:  # noqa: N802 (a module's constant)
        """Tables by name."""

    def upkeep(self, work: Work) -> Upkeep:
        """Begin to bring it up."""

    def clear(self, db: Session) -> None:
        """Forget all, before every case is taken anew."""


def install(session_class: type[Session], models: Sequence[ReadModel]) -> None:
    """Watch every session of this class (once: a second call with the same class is refused)."""
    if session_class in _installed:
        raise ValueError(f"{session_class.__name__} keeps its read models already")
    _installed[session_class] = models

    @event.listens_for(session_class, "after_flush")
    def mark(db: Session, context: Any) -> None:
        for record in (*db.new, *filter(_may_change, db.dirty)):
            case_id = _case_of(record)
            if case_id is not None:
                tables = db.info.setdefault(_CHANGED, {}).setdefault(case_id, set())
                tables.add(record.__tablename__)

    @event.listens_for(session_class, "before_commit")
    def keep(db: Session) -> None:
        if not db.in_nested_transaction():  # a savepoint is not the end of the act
            settle(db, models)

    @event.listens_for(session_class, "after_soft_rollback")
    def forget(db: Session, ended: SessionTransaction) -> None:
        if not ended.nested:  # what was written before a savepoint still stands
            db.info.pop(_CHANGED, None)


def settle(db: Session, models: Sequence[ReadModel] | None = None) -> None:
    """Bring the read models up to the facts of this transaction."""
    db.flush()
    changed: dict[UUID, set[str]] = db.info.pop(_CHANGED, {})
    if changed:
        tables = set().union(*changed.values())
        concerned = [model for model in _models(db, models) if model.FOLLOWS & tables]
        found = map(replay, _facts(db, changed))
        bring_up(db, found, concerned, gone=changed)  # what is found is no longer in `changed`


def bring_up(
    db: Session, histories: Iterable[CaseHistory], models: Sequence[ReadModel] | None = None, *,
    new: bool = False, gone: Iterable[UUID] = (),
) -> None:  # fmt: skip
    """Bring the read models (None: all of the session's) up to these cases."""
    work = Work(db, Driver(db.connection()), new)
    at_work = [model.upkeep(work) for model in _models(db, models)]
    for batch in _batches(histories):
        for upkeep in at_work:
            upkeep.take(batch)
    for ids in _batches(gone):
        for upkeep in at_work:
            upkeep.leave(ids)
    for upkeep in at_work:
        upkeep.finish()


def rebuild(db: Session, models: Sequence[ReadModel] | None = None) -> None:
    """Make the read models anew: each case is read and replayed once, a bounded number at once."""
    with Driver(db.connection()).room():
        for model in _models(db, models):
            model.clear(db)
        bring_up(db, map(replay, facts.load(db)), models, new=True)


def _models(db: Session, named: Sequence[ReadModel] | None) -> Sequence[ReadModel]:
    if named is not None:
        return named
    return next(_installed[c] for c in type(db).__mro__ if c in _installed)


def _facts(db: Session, changed: dict[UUID, set[str]]) -> Iterator[CaseFacts]:
    """The facts of these cases, each then taken out; one struck out has none."""
    for case_id in sorted(changed):
        case = db.identity_map.get(identity_key(Case, case_id))
        if isinstance(case, Case) and _is_whole(db, case):
            del changed[case_id]
            yield facts.of(case)
    for known in facts.load(db, changed) if changed else ():
        del changed[known.case_id]
        yield known


def _is_whole(db: Session, case: Case) -> bool:
    """Whether the file in the session is the file in the database: then it need not be read again.

    Facts are only ever added, so a loaded file with as many facts as the database has lacks none.
    """
    if inspect(case).unloaded.intersection((*_LISTS, "revision", "struck_by_id")):
        return False
    driver = Driver(db.connection())
    held = (case.revision, case.struck_by_id, *(len(getattr(case, name)) for name in _LISTS))
    return case.struck_by_id is None and driver.read(_size(), [driver.key(case.id)]) == [held]


@cache
def _size() -> Query:
    entry = Case.entries.property.entity.local_table.c
    owners = (ObligationItem.case_id, CaseAct.case_id, entry.case_id)
    counted = [select(func.count()).where(o == Case.id) for o in owners]
    counted[-1] = counted[-1].where(entry.sequence.is_not(None))
    case_id: BindParameter[UUID] = bindparam("case_id")
    sizes = [each.scalar_subquery() for each in counted]
    return select(Case.revision, Case.struck_by_id, *sizes).where(Case.id == case_id)


def _batches(rows: Iterable[T]) -> Iterator[list[T]]:
    remaining = iter(rows)
    while batch := list(islice(remaining, BATCH)):
        yield batch


def _may_change(record: object) -> bool:
    """Facts are added, not changed; but a party may be corrected."""
    return getattr(record, "__tablename__", None) == "party"


def _case_of(record: object) -> UUID | None:
    if isinstance(record, Case):
        return record.id
    if getattr(record, "__tablename__", None) in FACTS | _BESIDE:
        case_id: UUID | None = record.case_id  # type: ignore[attr-defined]
        return case_id if getattr(record, "sequence", 0) is not None else None
    return None
