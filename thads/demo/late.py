"""A real late fact of the demo: a postponement of August whose paper came in September.

The case goes on in the same September and ends in it, so that nothing of 30/9/2024 moves.
"""

from datetime import date, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from thads.cases.models import ActKind, Case, CaseAct, CaseInterval, SigningMode, Standing
from thads.closing import actions, documents, queries
from thads.closing.actions import VersionTerms
from thads.closing.models import PeriodVersion
from thads.core.days import statistics_year
from thads.demo import texts
from thads.demo.closings import moment_of
from thads.identity.models import Role, User
from thads.periods import guard
from thads.periods.guard import Fact
from thads.rules.working_days import add_working_days, next_working_day

REASON = "Quyết định hoãn ký ngày {day:%d/%m/%Y} đến sau khi khóa sổ do bưu cục chuyển chậm."
BASIS = "41/TB-VKS"


def amend(db: Session, period_end: date, *, by: User) -> PeriodVersion | None:
    """Enter it, say why, and freeze the period anew; None where no case of the register fits."""
    reason, found_on = enter(db, period_end), add_working_days(period_end, 6)
    if reason is None:
        return None
    made_on = add_working_days(found_on, 1)
    texts.explain_all(db, period_end, now=moment_of(found_on))
    found = queries.chain(db, period_end, today=made_on).figures
    terms = VersionTerms(
        seen=documents.digest(documents.of_province(found, 2)), reason=reason,
        basis_number=BASIS, basis_date=found_on,
    )  # fmt: skip
    made = actions.make_version(db, period_end, terms, by=by, today=made_on, now=moment_of(made_on))
    db.commit()
    return made


def enter(db: Session, period_end: date) -> str | None:
    """The late fact alone, committed, and why it comes late."""
    day = next_working_day(period_end - timedelta(days=11))
    until, found_on = add_working_days(period_end, 4), add_working_days(period_end, 6)
    case = _case(db, day, until)
    if case is None:
        return None
    reason = REASON.format(day=day)
    _enter(db, case, ActKind.POSTPONEMENT, day, "d", found_on, reason=reason, until=until)
    _enter(db, case, ActKind.RESUMPTION, until, "48k4", found_on)
    db.commit()
    return reason


def _case(db: Session, day: date, until: date) -> Case | None:
    """In progress from before until after, ended in the same September, nothing else meanwhile."""
    held = CaseInterval
    quiet = ~(
        select(CaseAct.id)
        .where(CaseAct.case_id == Case.id, CaseAct.day >= day - timedelta(days=30),
               CaseAct.day <= until)
        .exists()
    )  # fmt: skip
    stmt = (
        select(Case)
        .join(held, held.case_id == Case.id)
        .where(
            held.standing == Standing.IN_PROGRESS, held.starts_on < day - timedelta(days=30),
            held.ends_on > until + timedelta(days=7), held.remaining > 0, quiet,
        )
        .order_by(Case.docketed_on, Case.number, Case.id)
        .limit(1)
    )  # fmt: skip
    return db.scalars(stmt).first()


def _enter(
    db: Session, case: Case, kind: ActKind, day: date, ground: str, on: date, *,
    reason: str | None = None, until: date | None = None,
) -> None:  # fmt: skip
    """One decision of the head of the unit, entered on a later day."""
    head = db.scalars(
        select(User).where(
            User.unit_id == case.unit_id, User.role.in_([Role.UNIT_HEAD, Role.PROVINCE_HEAD])
        )
    ).first()
    assert head is not None, "a demo office has a head"
    acts = select(func.max(CaseAct.sequence)).where(CaseAct.case_id == case.id)
    sequence = (db.scalar(acts) or 0) + 50
    year = statistics_year(day)
    numbers = select(func.max(CaseAct.number)).where(
        CaseAct.unit_id == case.unit_id, CaseAct.numbering_year == year
    )
    guard.explain(db, reason)
    guard.admit(db, [Fact(case.id, sequence, day)], by_id=head.id, at=moment_of(on))
    db.add(
        CaseAct(
            case_id=case.id, sequence=sequence, kind=kind, day=day, ground=ground, until=until,
            unit_id=case.unit_id, number=(db.scalar(numbers) or 0) + 1, series=case.series,
            numbering_year=year, signer_id=head.id, signing_mode=SigningMode.HEAD,
            entered_at=moment_of(on), entered_by_id=head.id,
        )
    )  # fmt: skip
    db.flush()
    guard.explain(db, None)
