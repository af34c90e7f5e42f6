"""Lists of a unit as papers: who has no means yet, what ended in a month (rows 11 and 38)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from thads.cases.models import ActKind, Case, CaseInterval, SigningMode, Standing
from thads.cases.queries.endings import endings
from thads.core.codes import Coded
from thads.core.days import day_in_words
from thads.core.errors import RuleBroken
from thads.core.money import format_dong
from thads.documents import queries, wording
from thads.documents.actions import issuer_on, keep_version
from thads.documents.agency import signed_as
from thads.documents.catalogue import Kind, form_on
from thads.documents.composing import put_together
from thads.documents.issuing import take_number
from thads.documents.missing import Fields, Missing
from thads.documents.models import CaseDocument, IssuedPaper
from thads.documents.subject import Subject
from thads.holdings import remittances
from thads.identity.models import User
from thads.units import queries as units
from thads.units.models import Unit


class ListKind(Coded):
    """The lists that a unit makes; values are those of `Kind`."""

    NOT_YET_LIST = Kind.NOT_YET_LIST.value, "Người phải thi hành án chưa có điều kiện"
    ENDED_LIST = Kind.ENDED_LIST.value, "Việc đã kết thúc trong tháng"
    BUDGET_LIST = Kind.BUDGET_LIST.value, "Đã nộp ngân sách nhà nước trong tháng"


Cells = tuple[str | int, ...]  # a number is an amount in đồng

MOST = 1000  # lines of one paper: more is for the workbook
NOT_YET = (Standing.NOT_YET_ENFORCEABLE, Standing.SEPARATE_TRACKING)
HEADINGS = {
    Kind.NOT_YET_LIST: (
        "TT", "Người phải thi hành án, địa chỉ", "Bản án, quyết định", "Quyết định thi hành án",
        "Nghĩa vụ chưa có điều kiện (đồng)", "Lý do",
    ),
    Kind.ENDED_LIST: (
        "TT", "Quyết định thi hành án", "Người phải thi hành án", "Bản án, quyết định",
        "Kết thúc ngày", "Lý do kết thúc", "Đã thu (đồng)",
    ),
    Kind.BUDGET_LIST: (
        "TT", "Quyết định thi hành án", "Người phải thi hành án", "Khoản", "Chứng từ, ngày nộp",
        "Số tiền (đồng)",
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class ListTerms:
    """Which list of which unit; `day` is the paper's own day, its law, and the list's last day."""

    kind: Kind
    unit_id: UUID
    day: date
    signer: User
    mode: SigningMode


def make(db: Session, terms: ListTerms, *, by: User, today: date, now: datetime) -> CaseDocument:
    """Number and compose the list; it is printed in the background.

    Errors: RuleBroken for a day to come, an empty list, one of too many lines.
    """
    if terms.day > today:
        raise RuleBroken(
            "list.future", "Ngày lập danh sách không được sau hôm nay. Chưa ghi gì; sửa ngày.",
            field="day",
        )  # fmt: skip
    form = form_on(terms.kind, terms.day)
    if form is None:
        raise RuleBroken(
            "document.no_form", "Chưa có mẫu danh sách theo luật của ngày này. Chưa ghi gì; sửa "
            "ngày.", field="day",
        )  # fmt: skip
    unit = units.get(db, terms.unit_id)
    found = list(ROWS[terms.kind](db, unit, terms.day))
    rows, amount = tuple(_numbered(found)), sum(c for row in found for c in row if type(c) is int)
    if not 0 < len(rows) <= MOST:
        what = "không có việc nào" if not rows else f"có hơn {format_dong(MOST)} việc"
        raise RuleBroken(
            "list.size", f"Danh sách {what} nên chưa lập. Chưa ghi gì; chọn đơn vị hoặc ngày khác."
        )
    issuer = issuer_on(db, unit.id, terms.day)
    titles = signed_as(terms.signer, terms.mode, issuer)
    paper = IssuedPaper(
        unit_id=unit.id, issuer_id=issuer.unit.id, kind=terms.kind, day=terms.day, terms={},
        signer_id=terms.signer.id, signing_mode=terms.mode, entered_at=now, entered_by_id=by.id,
    )  # fmt: skip
    take_number(db, paper, issuer.unit, form.symbol or "")
    db.add(paper)
    db.flush()
    made = put_together(
        form, Fields(READERS, Listed(unit, terms.day, len(rows), amount)), issuer, day=terms.day,
        number=paper.title or "", signed=(titles, terms.signer),
        table=(HEADINGS[terms.kind], *rows),
    )  # fmt: skip
    fresh = CaseDocument(paper_id=paper.id, signer_id=terms.signer.id)
    return keep_version(db, made, fresh, queries.of_paper(db, paper), by=by, now=now)


def _numbered(rows: Sequence[Cells]) -> Iterator[tuple[str, ...]]:
    for number, row in enumerate(rows, start=1):
        yield (str(number), *(c if isinstance(c, str) else format_dong(c) for c in row))


def _not_yet(db: Session, unit: Unit, day: date) -> Iterator[Cells]:
    """What TT04 Đ.4 and NĐ152 Đ.23 have published of each debtor."""
    held = CaseInterval
    stmt = (
        select(Case, held.remaining)
        .join(held, held.case_id == Case.id)
        .where(
            held.unit_id == unit.id, held.standing.in_(NOT_YET), held.starts_on <= day,
            or_(held.ends_on.is_(None), held.ends_on > day),
        )
        .options(selectinload(Case.parties), selectinload(Case.acts), joinedload(Case.judgment))
        .order_by(Case.docketed_on, Case.number, Case.id)
        .limit(MOST + 1)
    )  # fmt: skip
    for case, remaining in db.execute(stmt):
        people = "; ".join(_told(case))
        yield (people, _judgment(case), _decision(case), format_dong(remaining), _why(case, day))


def _told(case: Case) -> Iterator[str]:
    for party in case.debtors:
        try:
            yield wording.person(party, case, numbered=False)
        except Missing:
            yield party.name


def _judgment(case: Case) -> str:
    try:
        return wording.judgment(case.judgment)
    except Missing:
        return "–"


def _decision(case: Case) -> str:
    return f"{case.title}, {case.docketed_on:%d/%m/%Y}"


def _why(case: Case, day: date) -> str:
    struck = {act.corrects_id for act in case.acts}
    found = [
        act for act in case.acts
        if act.kind is ActKind.NOT_YET_ENFORCEABLE and act.id not in struck and act.day <= day
    ]  # fmt: skip
    ground = Subject(case, found[-1]).ground if found else None
    return ground.text if ground else "–"


def _ended(db: Session, unit: Unit, day: date) -> Iterator[Cells]:
    """What ended in the month of `day` (NĐ152 Đ.32 k.2)."""
    for one in endings(db, day, unit_id=unit.id, size=MOST + 1).rows:
        debtors = "; ".join(party.name for party in one.case.debtors) or "–"
        yield (
            _decision(one.case), debtors, _judgment(one.case), f"{one.ended_on:%d/%m/%Y}",
            one.standing.label, format_dong(one.collected),
        )  # fmt: skip


def _to_budget(db: Session, unit: Unit, day: date) -> Iterator[Cells]:
    """What was paid into the budget in the month of `day`, by decision (TT04 Đ.19 k.1)."""
    for one in remittances.of_month(db, unit.id, day, most=MOST):
        debtors = "; ".join(party.name for party in one.case.debtors) or "–"
        paid = f"{one.voucher or '–'}, {one.day:%d/%m/%Y}"
        yield (_decision(one.case), debtors, one.item.kind.label, paid, one.amount)


ROWS: dict[Kind, Callable[[Session, Unit, date], Iterator[Cells]]] = {
    Kind.NOT_YET_LIST: _not_yet, Kind.ENDED_LIST: _ended,
    Kind.BUDGET_LIST: _to_budget,
}  # fmt: skip


@dataclass(frozen=True)
class Listed:
    """Where the fields of a list are read."""

    unit: Unit
    day: date
    count: int
    amount: int  # đồng of all rows, where the list tells them


READERS: dict[str, Callable[[Listed], str]] = {
    "list_amount": lambda listed: wording.amount_in_words(listed.amount),
    "list_count": lambda listed: format_dong(listed.count),
    "list_day": lambda listed: day_in_words(listed.day),
    "list_month": lambda listed: f"{listed.day.month} năm {listed.day.year}",
    "list_unit": lambda listed: listed.unit.spelled,
}
