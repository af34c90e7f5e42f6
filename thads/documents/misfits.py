"""Forms that do not fit: told from where the paper is made, counted for the head (B22)."""

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session, joinedload

from thads.audit import actions as audit
from thads.cases.models import Case
from thads.core.pages import PAGE_SIZE, Page, offset_of
from thads.documents.catalogue import Form, form_on
from thads.documents.models import FormMisfit
from thads.documents.subject import Subject
from thads.identity.models import User
from thads.rules.dated import NEW_LAW


class MisfitCount(NamedTuple):
    """How often the form of one law was told of."""

    form: Form
    times: int


def tell(db: Session, subject: Subject, note: str, *, by: User) -> FormMisfit:
    """Record that the form of this fact does not fit; what was told stays."""
    assert subject.form is not None  # queries.subject_of answers no other
    misfit = FormMisfit(
        case_id=subject.case.id, kind=subject.form.kind, day=subject.day, note=note,
        entered_by_id=by.id,
    )  # fmt: skip
    db.add(misfit)
    db.flush()
    audit.record(db, by, "misfit.told", misfit, case_id=misfit.case_id, code=misfit.kind.value)
    return misfit


def counts(db: Session, *, scope: UUID | None) -> Sequence[MisfitCount]:
    """The forms of either law that were told of, the most often first."""
    is_new = (FormMisfit.day >= NEW_LAW).label("is_new")
    stmt = (
        select(FormMisfit.kind, func.min(FormMisfit.day), func.count())
        .join(Case)
        .where(*_of_unit(scope))
        .group_by(FormMisfit.kind, is_new)
    )
    found = [(form_on(kind, day), count) for kind, day, count in db.execute(stmt)]
    lines = [MisfitCount(form, count) for form, count in found if form is not None]
    return sorted(lines, key=lambda line: (-line.times, line.form.name))


def told(db: Session, *, scope: UUID | None, page: int = 1) -> Page[FormMisfit]:
    """What was said, the newest first."""
    where = _of_unit(scope)
    total = db.scalar(select(func.count()).select_from(FormMisfit).join(Case).where(*where)) or 0
    stmt = select(FormMisfit).join(Case).where(*where).order_by(FormMisfit.id.desc())
    rows = db.scalars(stmt.options(joinedload(FormMisfit.case)).limit(PAGE_SIZE)
                      .offset(offset_of(page))).all()  # fmt: skip
    return Page(rows, max(1, page), PAGE_SIZE, total)


def _of_unit(scope: UUID | None) -> list[ColumnElement[bool]]:
    return [] if scope is None else [Case.unit_id == scope]
