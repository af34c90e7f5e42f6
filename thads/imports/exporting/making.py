"""Makes the workbook that was asked for, from one snapshot of the records."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session

from thads.cases import queries
from thads.cases.models import NOT_IN_REGISTER, ActKind, Case, CaseAct, CaseInterval
from thads.cases.queries.filters import of_case, of_interval, unended
from thads.identity.models import Role, User
from thads.imports import ours
from thads.imports.exporting import listing, register
from thads.imports.exporting.asked import Asked, Shape
from thads.imports.exporting.register import Offices
from thads.imports.exporting.workbook import Cells
from thads.imports.register import RegisterCase
from thads.units import queries as units
from thads.units.models import Unit

NOT_OF_REGISTER = (Role.OVERSIGHT, Role.ADMINISTRATOR)
Told = Callable[[int, int, str], None]  # done, of how many, what


class Made(NamedTuple):
    """What stands in a finished workbook; `left_out`: acts that its format cannot say."""

    cases: int
    rows: int
    left_out: int = 0


def snapshot(db: Session) -> None:
    """From here to the transaction's end all reads see one moment; SQLite does so by itself."""
    if db.get_bind().dialect.name == "postgresql":
        db.connection(execution_options={"isolation_level": "REPEATABLE READ"})


def count(db: Session, asked: Asked) -> int:
    """How many cases are asked for."""
    return queries.search(
        db, asked.wanted, day=asked.day, scope=asked.scope, size=1, order=asked.order
    ).total


def make(path: Path, db: Session, asked: Asked, *, banner: tuple[str, ...], tell: Told) -> Made:
    """Write the workbook to `path`. Errors: `register.TooManyRows`."""
    if asked.shape is Shape.LIST:
        cases = listing.write(path, db, asked, banner=banner)
        return Made(cases, cases)
    total = count(db, asked)
    rows = register.write(
        path, _cases(db, asked), _offices(db) if asked.is_whole else Offices((), ()),
        progress=lambda sheet, n: tell(*_step(sheet, n, total)),
    )  # fmt: skip
    return Made(rows["viec"], rows.total(), _left_out(db, asked))


def _step(sheet: str, n: int, total: int) -> tuple[int, int, str]:
    """Reading is nearly all of the work: the bar is full when the rows are laid into sheets."""
    return (total, total, f"Ghi trang {sheet}, dòng {n}") if sheet else (n, total, "Đọc hồ sơ")


def _cases(db: Session, asked: Asked) -> Iterator[RegisterCase]:
    return (found.case for found in ours.every(db, _ids(asked)))


def _ids(asked: Asked) -> Select[UUID]:
    """The cases of the list, first docketed first."""
    wanted, day = asked.wanted, asked.day
    return (
        select(Case.id)
        .join(CaseInterval, CaseInterval.case_id == Case.id)
        .where(of_interval(wanted, day, asked.scope, case_known=False), or_(*unended(day)))
        .where(*of_case(wanted, day))
        .order_by(Case.docketed_on, Case.number, Case.id)
    )


def _left_out(db: Session, asked: Asked) -> int:
    """Acts of these cases that the format has no event for: they change no figure."""
    unsaid = NOT_IN_REGISTER - {ActKind.CORRECTION}  # a correction shows in what it struck out
    stmt = select(func.count()).select_from(CaseAct)
    cases = _ids(asked).order_by(None)
    return db.scalar(stmt.where(CaseAct.kind.in_(unsaid), CaseAct.case_id.in_(cases))) or 0


def _offices(db: Session) -> Offices:
    """All units, a parent before its own; all people whose role the register knows."""
    found = {unit.id: unit for unit in units.every(db)}
    people = (
        select(User.username, User.full_name, Unit.code, User.role)
        .join(Unit, Unit.id == User.unit_id)
        .where(User.role.not_in(NOT_OF_REGISTER))
        .order_by(Unit.position, Unit.code, User.name_sort_key, User.username)
    )
    return Offices(
        [_unit(unit, found) for unit in sorted(found.values(), key=lambda u: _depth(u, found))],
        [(name, full, code, role.code) for name, full, code, role in db.execute(people)],
    )


def _unit(unit: Unit, every: dict[UUID, Unit]) -> Cells:
    parent = every[unit.parent_id].code if unit.parent_id else None
    return unit.code, unit.name, unit.kind.code, parent, unit.valid_from, unit.valid_to


def _depth(unit: Unit, every: dict[UUID, Unit]) -> int:
    return 1 + _depth(every[unit.parent_id], every) if unit.parent_id else 0
