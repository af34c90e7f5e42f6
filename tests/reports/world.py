"""A small province whose figures can be counted by hand, at 30/09/2024."""

from datetime import date
from decimal import Decimal

from tests.factories import ENTERED, Make
from thads.cases.models import ActKind, Initiation
from thads.identity.models import Role
from thads.targets.models import Target

END = date(2024, 9, 30)


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
