"""A small province whose figures can be counted by hand, at 30/09/2024."""

from datetime import date, timedelta
from decimal import Decimal

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.closing.world import closed
from tests.factories import ENTERED, Make
from thads.cases.models import ActKind, Initiation
from thads.closing import queries as closing
from thads.closing.models import PeriodVersion
from thads.identity.models import Role, User
from thads.periods.models import PeriodClose
from thads.targets.models import Target

END = date(2024, 9, 30)
CLOSED_ON = date(2024, 10, 1)  # the period is over


def version_of(db: Session, head: User, end: date = END) -> PeriodVersion:
    """The version that counts, made when there is none: everybody sent, closed, approved.

    Months are closed in their order: those between the last closed one and this come with it.
    """
    until = db.scalar(select(func.max(PeriodClose.period_end)))
    months = [end]
    while until and (before := months[0].replace(day=1) - timedelta(days=1)) > until:
        months.insert(0, before)
    for month in months:
        made = closing.newest(db, month) or closed(db, month, head, on=CLOSED_ON)
    db.commit()
    return made


def small_province(make: Make) -> None:
    """Four cases of FY2024: one resolved, two in progress (one older than a year), one waiting."""
    officer = make.user(Role.OFFICER)
    make.province()
    done = make.case(date(2023, 11, 1), [(1_000_000, True)], officer=officer,
                     initiation=Initiation.EX_OFFICIO)  # fmt: skip
    make.money(done, 1_000_000, date(2024, 2, 5))
    make.case(date(2024, 3, 1), [5_000_000], officer=officer)
    old = make.case(date(2022, 12, 1), [(7_000_000, True)], officer=officer)
    make.money(old, 2_000_000, date(2024, 4, 5))
    waiting = make.case(date(2024, 1, 10), [3_000_000], officer=officer)
    make.act(waiting, ActKind.NOT_YET_ENFORCEABLE, date(2024, 2, 10))
    rates = {"cases_percent": Decimal("83.69"), "money_percent": Decimal("46.93")}
    make.db.add(Target(year=2024, unit_id=None, entered_at=ENTERED, **rates))
    make.db.commit()
