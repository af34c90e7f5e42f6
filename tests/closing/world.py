"""A small province whose September 2024 goes through the chain, and a period closed at once."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import partial

from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories import Make
from thads.cases.models import Case
from thads.closing import actions, documents, queries
from thads.closing.actions import VersionTerms
from thads.closing.chain import State
from thads.closing.models import PeriodVersion
from thads.identity.models import Role, User
from thads.periods import guard
from thads.periods.guard import Fact
from thads.statistics.subject import PROVINCE, Subject
from thads.units.models import Unit
from thads.validation import actions as checking
from thads.validation import queries as validation

END = date(2024, 9, 30)  # a Monday
SEQUENCE = 90  # of a fact entered after all of the case
FIRST, SECOND, FOURTH = date(2024, 10, 1), date(2024, 10, 2), date(2024, 10, 4)  # working days


@dataclass(frozen=True)
class Office:
    """Two units, their heads, and the officers who hold cases."""

    province: Unit
    branch: Unit
    governor: User
    chief: User
    officer: User
    other: User
    of_province: User


def office(make: Make) -> Office:
    """Cases of the year at the branch (two officers) and at the provincial office (one)."""
    province, branch = make.province(), make.district()
    governor, chief = make.user(Role.PROVINCE_HEAD), make.user(Role.UNIT_HEAD)
    officer, other = make.user(Role.OFFICER), make.user(Role.OFFICER)
    of_province = make.user(Role.OFFICER, unit=province)
    done = make.case(date(2023, 11, 1), [1_000_000], officer=officer)
    make.money(done, 1_000_000, date(2024, 2, 5))
    make.case(date(2024, 3, 1), [5_000_000], officer=other)
    make.case(date(2024, 4, 1), [7_000_000], unit=province, officer=of_province)
    make.db.commit()
    return Office(province, branch, governor, chief, officer, other, of_province)


def moment(day: date) -> datetime:
    """Ten in the morning of that day in Vietnam."""
    return datetime.combine(day, time(3), UTC)


def send(db: Session, officer: User, *, on: date = FIRST, end: date = END):
    """An officer looks at the own figures and sends them."""
    chain = queries.chain(db, end, today=on, unit_id=officer.unit_id)
    found = [r for r in chain.reports if r.officer and r.officer.id == officer.id]
    seen = found[0].digest if found else ""
    return actions.submit(db, officer, end, seen=seen, by=officer, today=on, now=moment(on))


def close(db: Session, unit: Unit, head: User, *, on: date = SECOND, end: date = END):
    """A head looks at the unit's figures and closes."""
    seen = of_unit(db, unit, on=on, end=end).report.digest
    return actions.close_unit(db, unit, end, seen=seen, by=head, today=on, now=moment(on))


def of_unit(db: Session, unit: Unit, *, on: date = SECOND, end: date = END):
    """How far a unit is."""
    found = queries.chain(db, end, today=on).of_unit(unit.id)
    assert found is not None
    return found


def explain(
    db: Session, by: User, subject: Subject = PROVINCE, *, on: date = FOURTH, end: date = END
) -> None:
    """Who answers for the figures says why each point of the check stands."""
    for found in validation.unexplained(db, subject, end):
        checking.explain(db, subject, end, found.digest, "Đã đối chiếu với sổ", by=by,
                         now=moment(on))  # fmt: skip


def freeze(
    db: Session, head: User, *, on: date = FOURTH, end: date = END, explains: bool = True, **terms
):
    """The head of the province looks at its figures, explains them and makes a version."""
    if explains:
        explain(db, head, on=on, end=end)
    seen = documents.digest(
        documents.of_province(queries.chain(db, end, today=on).figures, number=0)
    )
    made = VersionTerms(seen=seen, **terms)
    return actions.make_version(db, end, made, by=head, today=on, now=moment(on))


def closed(db: Session, end: date, governor: User, *, on: date, **terms) -> PeriodVersion:
    """The first version of a period, after everybody sent, closed and approved."""
    for one in queries.chain(db, end, today=on).units:
        for report in one.officers:
            if report.officer and not report.state.is_sent:
                send(db, report.officer, on=on, end=end)
        if one.close is None:
            close(db, one.unit, _head_of(db, one.unit, governor), on=on, end=end)
    for one in queries.chain(db, end, today=on).units:
        if one.report.state is State.SENT:
            actions.approve(db, one.report.submission, by=governor, today=on, now=moment(on))
    return freeze(db, governor, on=on, end=end, **terms)


def enter_late(
    make: Make, case: Case, amount: int, day: date, *, by: User, at: datetime | None = None
) -> None:
    """A collection whose day lies in a closed month, with the reason why it comes late."""
    guard.explain(make.db, "Biên lai nộp muộn")
    guard.admit(make.db, [Fact(case.id, SEQUENCE, day)], by_id=by.id)
    make.money(case, amount, day, sequence=SEQUENCE, entered_at=at or datetime.now(UTC))
    guard.explain(make.db, None)
    make.db.commit()


def _head_of(db: Session, unit: Unit, governor: User) -> User:
    heads = select(User).where(User.role == Role.UNIT_HEAD, User.unit_id == unit.id)
    return db.scalars(heads).first() or governor


amended = partial(
    freeze, reason="Bổ sung khoản thu ghi muộn", basis_number="15/TB-VKS",
    basis_date=date(2024, 10, 7), on=date(2024, 10, 8),
)  # fmt: skip
