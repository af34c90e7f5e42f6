"""Lists of cases that go with the summary: by number, never by the names of parties.

Those that stand behind a figure are read as its door reads them: their length is the figure.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from thads.cases.history import CURRENT
from thads.cases.models import Case, CaseInterval
from thads.cases.queries.filters import unended
from thads.compensation import queries as compensation
from thads.core.days import month_number
from thads.identity.models import User
from thads.reports.summary.lines import UNASSIGNED
from thads.rules import report_editions
from thads.rules.citation import cited
from thads.rules.report_editions import Edition
from thads.statistics import drill
from thads.statistics.columns import Theme
from thads.statistics.drill import Group
from thads.statistics.known import known_behind
from thads.statistics.subject import PROVINCE
from thads.units import queries as units
from thads.units.models import Unit

LARGEST = 20
CHUNK = 500


@dataclass(frozen=True, slots=True)
class Behind:
    """The cases of one figure of the province: its column and line."""

    title: str
    column: str
    group: Group = PROVINCE.group


LISTS = {
    "over_one_year": Behind(
        "Việc có điều kiện thi hành, thụ lý trên một năm, chưa giải quyết xong",
        "enforceable_total", Group(theme=Theme.OVER_ONE_YEAR),
    ),
    "not_yet_enforceable": Behind("Việc chưa có điều kiện thi hành", "not_yet_enforceable"),
    "separate_tracking": Behind(
        "Việc chưa có điều kiện thi hành đã chuyển sổ theo dõi riêng", "separate_tracking_stock"
    ),
    "in_progress": Behind("Việc đang tổ chức thi hành", "in_progress"),
    "bank_credit": Behind(
        "Việc thi hành án cho tổ chức tín dụng", "to_enforce_total", Group(theme=Theme.BANK_CREDIT)
    ),
    "unfinished": Behind("Việc chưa thi hành xong chuyển kỳ sau", "carried_forward"),
}  # fmt: skip
LARGEST_TITLE = f"{LARGEST} việc đang thụ lý có số còn phải thi hành lớn nhất"
CLAIMS, CLAIMS_TITLE = (
    "state_compensation",
    "Vụ việc bồi thường nhà nước đang theo dõi, giải quyết, số tiền yêu cầu bồi thường",
)
Row = list[Any]  # number, day of the decision, unit, officer, standing, đồng that remain


def annexed(
    db: Session, at: date, edition: Edition, known_at: datetime | None
) -> list[dict[str, Any]]:
    """The lists of an edition, then those that the circular wants of this period."""
    own = [_list(db, at, code, "", known_at) for code in edition.lists]
    of_law = report_editions.period_lists(month_number(at), at)
    return own + [_list(db, at, wanted.code, cited(wanted.source), known_at) for wanted in of_law]


def _list(
    db: Session, at: date, code: str, source: str, known_at: datetime | None
) -> dict[str, Any]:
    told = {"code": code, "source": source, "has_register": True}
    if code == CLAIMS:
        return {**told, "title": CLAIMS_TITLE, "rows": _claims(db, at), "by_unit": False}
    if code == "largest":
        rows = _rows(db, at, _largest(db, at))
        return {**told, "title": LARGEST_TITLE, "rows": rows, "by_unit": False}
    behind = LISTS[code]
    cases = (
        known_behind(db, at, known_at, behind.group, behind.column, money=False, per_page=None)
        if known_at
        else drill.behind(db, at, behind.group, behind.column, money=False, per_page=None)
    )
    place = {unit.name: n for n, unit in enumerate(units.every(db))}
    rows = _rows(db, at, [line.case_id for line in cases.lines])
    rows.sort(key=lambda row: (place[row[2]], row[1], row[0]))
    return {**told, "title": behind.title, "rows": rows, "by_unit": True}


def _claims(db: Session, at: date) -> list[Row]:
    """Claims taken up and not decided at the end of `at`; who asks is not named."""
    found = list[Row]()
    for claim in compensation.running(db, at):
        case, last = claim.case, [step for step in claim.steps if step.day <= at][-1]
        found.append([
            case.title if case else "–", claim.received_on.isoformat(), claim.unit.name,
            claim.kind.label, last.kind.label, claim.asked,
        ])  # fmt: skip
    return found


def _largest(db: Session, at: date) -> Sequence[UUID]:
    stmt = (
        select(CaseInterval.case_id)
        .where(
            CaseInterval.starts_on <= at, or_(*unended(at)), CaseInterval.standing.in_(CURRENT),
            CaseInterval.remaining > 0,
        )
        .order_by(CaseInterval.remaining.desc(), CaseInterval.case_id)
        .limit(LARGEST)
    )  # fmt: skip
    return db.scalars(stmt).all()


def _rows(db: Session, at: date, case_ids: Sequence[UUID]) -> list[Row]:
    """How these cases stand at the end of `at`, in the order given; a query per 500."""
    found: dict[UUID, Row] = {}
    for start in range(0, len(case_ids), CHUNK):
        stmt = (
            select(Case.id, Case.number, Case.series, Case.docketed_on, Unit.name, User.full_name,
                   CaseInterval.standing, CaseInterval.remaining)
            .select_from(CaseInterval)
            .join(Case, Case.id == CaseInterval.case_id)
            .join(Unit, Unit.id == CaseInterval.unit_id)
            .outerjoin(User, User.id == CaseInterval.officer_id)
            .where(
                CaseInterval.case_id.in_(case_ids[start : start + CHUNK]),
                CaseInterval.starts_on <= at, or_(*unended(at)),
            )
        )  # fmt: skip
        for key, number, series, docketed_on, unit, officer, standing, left in db.execute(stmt):
            found[key] = [
                f"{number}/{series}", docketed_on.isoformat(), unit, officer or UNASSIGNED,
                standing.label, left,
            ]  # fmt: skip
    return [found[case_id] for case_id in case_ids]
