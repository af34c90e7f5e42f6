"""Which case a row of a statement is probably for, and why: looked up for a page of rows at once.

Nothing here is kept: a suggestion follows from the row and the register as they stand.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import Session

from thads.bankbook.clues import Clues, clues
from thads.bankbook.models import BankMatch, BankRow
from thads.bankbook.queries import match_holds
from thads.cases.models import Case, CaseInterval
from thads.cases.models.terms import OPEN_ORDER
from thads.core.money import format_dong
from thads.parties.models import Party, PartyRole
from thads.units.models import Unit

SHOWN = 3  # suggestions of a row
MOST_FOUND = 20  # cases that a person looked for
AT_ONCE = 800  # values of one condition
MOST_NAMESAKES = 400  # parties looked at for the names of a page
SHORTEST_NAME = 5  # letters
NUMBER, NUMBER_OF_YEAR, NUMBER_OF_DAY = 25, 45, 60
_LEADING_NUMBER = re.compile(r"\s*([0-9]{1,6})(?![0-9])")
_TYPED = UUID(int=0)  # stands for the row where a person typed what to look for
PERSON_NUMBER, NAME, CREDITOR_NAME, SAME_ACCOUNT, SAME_PAYER, SAME_AMOUNT = 60, 35, 15, 40, 15, 20


@dataclass(slots=True)
class Suggestion:
    """A case that a row may be for, with the reasons in words; the surest first."""

    case_id: UUID
    title: str
    docketed_on: date
    debtor: str
    remaining: int  # đồng
    sureness: int = 0
    reasons: list[str] = field(default_factory=list)


class _Candidate(NamedTuple):
    """An open case as it is compared."""

    case_id: UUID
    number: int
    series: str
    docketed_on: date
    numbering_year: int
    remaining: int


class _Reason(NamedTuple):
    """One sign that points from a row to a case."""

    row_id: UUID
    case_id: UUID
    sureness: int
    words: str


def suggest(
    db: Session, rows: Sequence[BankRow], *, scope: UUID | None
) -> dict[UUID, list[Suggestion]]:
    """The likeliest open cases of each row of money that came, of those the reader may see."""
    came = [row for row in rows if row.amount > 0]
    said = {row.id: clues(row.text, row.payer) for row in came}
    reasons = [
        *_by_number(db, said, scope), *_by_party(db, said, scope),
        *_by_payer(db, came, scope), *_by_amount(db, came, scope),
    ]  # fmt: skip
    found = _weighed(db, reasons)
    return {row.id: _best(found[row.id], SHOWN) for row in came}


def look_for(db: Session, typed: str, *, scope: UUID | None) -> list[Suggestion]:
    """The open cases that a person means: a decision's number, a name, a personal number."""
    found = clues(typed, typed)
    if number := _LEADING_NUMBER.match(typed):
        found = replace(found, numbers=found.numbers | {(int(number[1]), None)})
    said = {_TYPED: found}
    reasons = [*_by_number(db, said, scope), *_by_party(db, said, scope)]
    return _best(_weighed(db, reasons)[_TYPED], MOST_FOUND)


def _weighed(db: Session, reasons: Sequence[_Reason]) -> dict[UUID, dict[UUID, Suggestion]]:
    known = _candidates(db, {reason.case_id for reason in reasons})
    debtors = _debtors(db, known)
    found: dict[UUID, dict[UUID, Suggestion]] = defaultdict(dict)
    for row_id, case_id, sureness, words in reasons:
        if case_id in known:
            one = found[row_id].setdefault(case_id, _begun(known[case_id], debtors))
            one.sureness += sureness
            one.reasons.append(words)
    return found


def _begun(case: _Candidate, debtors: Mapping[UUID, str]) -> Suggestion:
    return Suggestion(
        case.case_id, f"{case.number}/{case.series}", case.docketed_on,
        debtors.get(case.case_id, ""), case.remaining,
    )  # fmt: skip


def _best(found: Mapping[UUID, Suggestion], most: int) -> list[Suggestion]:
    return sorted(found.values(), key=lambda one: (-one.sureness, one.docketed_on))[:most]


def _open(scope: UUID | None) -> list[ColumnElement[bool]]:
    """Cases that take money now and that the reader's unit answers for."""
    wanted: list[ColumnElement[bool]] = [
        CaseInterval.ends_on.is_(None),
        CaseInterval.standing.in_(OPEN_ORDER),
    ]
    if scope is not None:
        wanted.append(CaseInterval.unit_id.in_(Unit.answered_for_by(scope)))
    return wanted


def _of_open_cases(scope: UUID | None, *columns: Any) -> Select[Any]:
    stmt = select(*columns).select_from(Case)
    return stmt.join(CaseInterval, CaseInterval.case_id == Case.id).where(*_open(scope))


def _by_number(db: Session, said: Mapping[UUID, Clues], scope: UUID | None) -> Iterable[_Reason]:
    wanted = {number for one in said.values() for number, _ in one.numbers}
    by_number: dict[int, list[tuple[UUID, date, int]]] = defaultdict(list)
    for some in _portions(wanted):
        columns = (Case.id, Case.number, Case.docketed_on, Case.numbering_year)
        for case_id, number, docketed_on, year in db.execute(
            _of_open_cases(scope, *columns).where(Case.number.in_(some))
        ):
            by_number[number].append((case_id, docketed_on, year))
    for row_id, one in said.items():
        for number, year in one.numbers:
            for case_id, docketed_on, numbering_year in by_number[number]:
                if docketed_on in one.days:
                    words = f"số quyết định {number} ngày {docketed_on:%d/%m/%Y} trong nội dung"
                    yield _Reason(row_id, case_id, NUMBER_OF_DAY, words)
                elif year in (docketed_on.year, numbering_year):
                    words = f"số quyết định {number} năm {year} trong nội dung"
                    yield _Reason(row_id, case_id, NUMBER_OF_YEAR, words)
                elif year is None and not one.days:
                    words = f"số quyết định {number} trong nội dung, không rõ năm"
                    yield _Reason(row_id, case_id, NUMBER, words)


def _by_party(
    db: Session, said: Mapping[UUID, Clues], scope: UUID | None
) -> Iterable[_Reason]:  # fmt: skip
    names = {name for one in said.values() for name in one.names if len(name) >= SHORTEST_NAME}
    numbers = {number for one in said.values() for number in one.person_numbers}
    by_name: dict[str, list[tuple[UUID, PartyRole, str]]] = defaultdict(list)
    for row in _parties(db, scope, Party.name_folded, names):
        by_name[row.name_folded].append((row.case_id, row.role, row.name))
    by_person: dict[str, list[tuple[UUID, PartyRole, str]]] = defaultdict(list)
    for row in _parties(db, scope, Party.personal_id_number, numbers):
        by_person[row.personal_id_number].append((row.case_id, row.role, row.name))
    for row_id, one in said.items():
        for number in one.person_numbers:
            for case_id, role, name in by_person[number]:
                words = f"số định danh của {role.label.lower()} {name} trong nội dung"
                yield _Reason(row_id, case_id, PERSON_NUMBER, words)
        for name in one.names:
            yield from _named(row_id, by_name.get(name, []))


def _named(
    row_id: UUID, found: Sequence[tuple[UUID, PartyRole, str]]
) -> Iterable[_Reason]:  # fmt: skip
    cases = len({case_id for case_id, _, _ in found})
    for case_id, role, name in found:
        sureness = CREDITOR_NAME if role is PartyRole.CREDITOR else NAME
        also = f" ({cases} việc có người cùng tên)" if cases > 1 else ""
        words = f"tên {role.label.lower()} {name}{also}"
        yield _Reason(row_id, case_id, sureness if cases == 1 else sureness // 2, words)


def _parties(db: Session, scope: UUID | None, by: Any, wanted: Iterable[str]) -> Iterable[Any]:
    columns = (Party.case_id, Party.role, Party.name, Party.name_folded, Party.personal_id_number)
    for some in _portions(wanted):
        stmt = (
            _of_open_cases(scope, *columns)
            .join(Party, Party.case_id == Case.id)
            .where(by.in_(some))
            .order_by(Case.docketed_on.desc(), Party.id)
            .limit(MOST_NAMESAKES)
        )
        yield from db.execute(stmt)


def _by_payer(
    db: Session, rows: Sequence[BankRow], scope: UUID | None
) -> Iterable[_Reason]:  # fmt: skip
    """Whoever paid for a case before probably pays for it again."""
    yield from _paid_before(
        db, rows, scope, BankRow.payer_account, lambda row: row.payer_account, SAME_ACCOUNT,
        "tài khoản này đã nộp cho việc ngày",
    )  # fmt: skip
    yield from _paid_before(
        db, rows, scope, BankRow.payer_folded, lambda row: row.payer_folded, SAME_PAYER,
        "người này đã nộp cho việc ngày",
    )  # fmt: skip


def _paid_before(
    db: Session, rows: Sequence[BankRow], scope: UUID | None, column: Any, value: Any,
    sureness: int, words: str,
) -> Iterable[_Reason]:  # fmt: skip
    wanted = {value(row) for row in rows} - {None, ""}
    paid: dict[str, dict[UUID, date]] = defaultdict(dict)
    for some in _portions(wanted):
        stmt = (
            _of_open_cases(scope, column, BankMatch.case_id, BankRow.day)
            .join(BankMatch, BankMatch.case_id == Case.id)
            .join(BankRow, BankRow.id == BankMatch.row_id)
            .where(match_holds(), BankRow.amount > 0, column.in_(some))
            .order_by(BankRow.day.desc())
            .limit(MOST_NAMESAKES)
        )
        for key, case_id, day in db.execute(stmt):
            paid[key].setdefault(case_id, day)
    for row in rows:
        for case_id, day in paid.get(value(row), {}).items():
            yield _Reason(row.id, case_id, sureness, f"{words} {day:%d/%m/%Y}")


def _by_amount(
    db: Session, rows: Sequence[BankRow], scope: UUID | None
) -> Iterable[_Reason]:  # fmt: skip
    """Exactly what remains of one case, and of no other."""
    owing: dict[int, list[UUID]] = defaultdict(list)
    for some in _portions({row.amount for row in rows}):
        stmt = select(CaseInterval.remaining, CaseInterval.case_id)
        for remaining, case_id in db.execute(
            stmt.where(*_open(scope), CaseInterval.remaining.in_(some))
        ):
            owing[remaining].append(case_id)
    for row in rows:
        cases = owing[row.amount]
        alone = len(cases) == 1
        also = "" if alone else f" ({len(cases)} việc còn số này)"
        for case_id in cases if len(cases) <= MOST_NAMESAKES else []:
            words = f"đúng số còn phải thi hành {format_dong(row.amount)} đ{also}"
            yield _Reason(row.id, case_id, SAME_AMOUNT if alone else SAME_AMOUNT // 2, words)


def _candidates(db: Session, ids: Iterable[UUID]) -> dict[UUID, _Candidate]:
    found = {}
    for some in _portions(ids):
        stmt = select(
            Case.id, Case.number, Case.series, Case.docketed_on, Case.numbering_year,
            CaseInterval.remaining,
        )  # fmt: skip
        stmt = stmt.join(CaseInterval, CaseInterval.case_id == Case.id)
        for row in db.execute(stmt.where(Case.id.in_(some), CaseInterval.ends_on.is_(None))):
            found[row[0]] = _Candidate(*row)
    return found


def _debtors(db: Session, ids: Iterable[UUID]) -> dict[UUID, str]:
    found: dict[UUID, str] = {}
    for some in _portions(ids):
        stmt = select(Party.case_id, Party.name).where(
            Party.case_id.in_(some), Party.role == PartyRole.DEBTOR
        )
        for case_id, name in db.execute(stmt.order_by(Party.id)):
            found.setdefault(case_id, name)
    return found


def _portions(values: Iterable[Any]) -> Iterable[list[Any]]:
    """So many at once as one statement may hold."""
    every = list(values)
    return (every[start : start + AT_ONCE] for start in range(0, len(every), AT_ONCE))
