"""Papers that follow from no act: written down with their number, then composed like any other."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from thads.audit import actions as audit
from thads.cases.actions import file
from thads.cases.models import Case, SigningMode
from thads.cases.queries import history_of
from thads.core.errors import NotFound, RuleBroken
from thads.delegations import competence
from thads.documents import actions
from thads.documents.catalogue import Form, Kind, form_on
from thads.documents.models import CaseDocument, IssuedPaper
from thads.documents.subject import Subject
from thads.identity.models import User
from thads.rules.numbering import series
from thads.units import queries as units
from thads.units.models import Unit

DELEGATION = "verification_delegation"  # its name in the table of who signs


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueTerms:
    """What a person says: the day, who signs, and what the form asks for."""

    day: date
    signer_id: UUID
    said: Mapping[str, str]
    signing_mode: SigningMode = SigningMode.HEAD


def issue(
    db: Session, case: Case, kind: Kind, terms: IssueTerms, *, by: User, today: date, now: datetime
) -> CaseDocument:
    """Write the paper down under the next number of its series and ask for its file.

    Errors: RuleBroken for a day that cannot be, a field that is missing, a fault found by the lint.
    """
    file.hold(db, case)
    form = _form(case, kind, terms, today)
    held = history_of(case).at(terms.day)
    assert held is not None  # the day is not before the case
    paper = IssuedPaper(
        unit_id=held.unit_id, issuer_id=held.unit_id, case_id=case.id, kind=kind, day=terms.day,
        terms=dict(terms.said), signer_id=terms.signer_id, signing_mode=terms.signing_mode,
        signer=db.get(User, terms.signer_id), entered_at=now, entered_by_id=by.id,
    )  # fmt: skip
    if not form.by_officer:
        _check_signer(db, Subject(case, issued=paper), terms)
    issuer = actions.issuer_of(db, Subject(case, issued=paper)).unit
    paper.issuer_id = issuer.id
    if form.symbol:
        take_number(db, paper, issuer, form.symbol)
    db.add(paper)
    db.flush()
    audit.record(
        db, by, "document.issued", paper, case_id=case.id, code=kind.value, number=paper.title
    )
    return actions.ask_for(db, Subject(case, issued=paper), actions.PaperTerms(), by=by, now=now)


def number_of(db: Session, subject: Subject, *, by: User, now: datetime) -> IssuedPaper:
    """The number of an act's notice, given once: an electronic paper has it before it is signed."""
    assert subject.act is not None
    assert subject.form is not None
    stmt = select(IssuedPaper).where(IssuedPaper.act_id == subject.act.id)
    known = db.scalars(stmt).one_or_none()
    if known is not None:
        return known
    issuer = actions.issuer_of(db, subject).unit
    paper = IssuedPaper(
        unit_id=subject.unit_id, issuer_id=issuer.id, case_id=subject.case.id,
        act_id=subject.act.id, kind=subject.form.kind, day=subject.day, terms={},
        entered_at=now, entered_by_id=by.id,
    )  # fmt: skip
    take_number(db, paper, issuer, subject.form.symbol or "")
    db.add(paper)
    db.flush()
    audit.record(db, by, "document.numbered", paper, case_id=paper.case_id, number=paper.title)
    return paper


def take_number(db: Session, paper: IssuedPaper, issuer: Unit, symbol: str) -> None:
    """The next of the calendar year (NĐ 30/2020 Đ.15); the database refuses one used twice."""
    agency = series(issuer.kind.value, paper.day).symbol.removeprefix("QĐ-")
    db.execute(select(Unit.id).where(Unit.id == issuer.id).with_for_update())  # one at a time
    paper.symbol, paper.numbering_year = f"{symbol}-{agency}", paper.day.year
    last = select(func.max(IssuedPaper.number)).where(
        IssuedPaper.issuer_id == issuer.id, IssuedPaper.symbol == paper.symbol,
        IssuedPaper.numbering_year == paper.numbering_year,
    )  # fmt: skip
    paper.number = (db.scalar(last) or 0) + 1


def _check_signer(db: Session, subject: Subject, terms: IssueTerms) -> None:
    signer = db.get(User, terms.signer_id)
    if signer is None:
        raise NotFound
    unit = units.get(db, subject.held.unit_id)
    paper = competence.Paper(DELEGATION, terms.day, unit)
    competence.check(db, paper, signer, terms.signing_mode)


def _form(case: Case, kind: Kind, terms: IssueTerms, today: date) -> Form:
    if not case.docketed_on <= terms.day <= today:
        raise RuleBroken(
            "issue.day",
            f"Ngày văn bản phải từ ngày ra quyết định thi hành án ({case.docketed_on:%d/%m/%Y}) "
            f"đến hôm nay ({today:%d/%m/%Y}). Chưa ghi gì; sửa ngày.",
            field="day",
        )
    on_day = terms.said.get("on_day")
    if on_day and date.fromisoformat(on_day) < terms.day:
        raise RuleBroken(
            "issue.before", "Ngày làm việc không được trước ngày văn bản. Chưa ghi gì; sửa ngày.",
            field="on_day",
        )  # fmt: skip
    form = form_on(kind, terms.day)
    if form is None:
        raise RuleBroken(
            "document.no_form",
            f"Chưa có mẫu văn bản này theo luật áp dụng ngày {terms.day:%d/%m/%Y}. Chưa ghi gì; "
            "sửa ngày, hoặc báo quản trị nếu cần bổ sung mẫu.",
            field="day",
        )
    return form
