"""The results of a trip, entered in one go: each row stands or falls by itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import Response, url_for

from thads.attachments.receiving import received
from thads.cases.views.entering import case_of
from thads.core.errors import Conflict, NotFound, RuleBroken
from thads.identity.policy import Permission
from thads.verification import actions
from thads.verification.actions import VerificationTerms
from thads.verification.forms import MOST_ROWS, ResultRow, ResultsForm
from thads.verification.models import Verification
from thads.verification.views.blueprint import bp
from thads.verification.views.planning import Asked, asked_for, page_of
from thads.verification.views.recording import prove
from thads.verification.visits import Visit, visits
from thads.web.access import requires
from thads.web.forms import need
from thads.web.request import db, today, user
from thads.web.screen import Screen, go

SCREEN = Screen("verification/results.html")
NOTHING_TYPED = "Chưa có kết quả nào được nhập. Chọn kết quả của ít nhất một việc rồi gửi lại."


@dataclass(frozen=True)
class Written:
    """A row that stands: the visit, and what the minutes say."""

    visit: Visit
    verification: Verification
    is_as_typed: bool  # else an earlier sending wrote something else under the same key


@bp.get("/verifications/results")
@requires(Permission.CASE_VERIFY)
def results() -> Response:
    """An empty row for each case of the trip, forty a page."""
    asked = asked_for()
    if asked.area is None:
        return go(url_for(".plan", **asked.form.asked))
    form, page = ResultsForm(), page_of(asked.shown, MOST_ROWS)
    found = visits(db(), [case.case_id for case in page.rows], today())
    form.day.data, form.place.data = today(), asked.area.name
    for visit in found.values():
        form.rows.append_entry({"case_id": visit.case_id, "revision": visit.revision})
    return SCREEN.show(**_context(asked, form, found) | {"page": page})


@bp.post("/verifications/results")
@requires(Permission.CASE_VERIFY)
def create_results() -> Response:
    """Write what was typed, row by row; what is refused comes back with the reason."""
    form = ResultsForm()
    found = _visits_of(form)
    form.validate()
    if not form.typed_rows:
        form.form_errors.append(NOTHING_TYPED)
    if form.day.errors or form.place.errors or form.form_errors or form.csrf_failed:
        return SCREEN.refuse(**_context(asked_for(), form, found))
    key, written = form.key, list[Written]()
    for row in form.typed_rows:
        verification = None if row.errors else _enter(form, row, key)
        if verification is not None:
            written.append(_written(form, row, verification, found))
            form.drop(row)
    show = SCREEN.refuse if form.wrong else SCREEN.show
    return show(**_context(asked_for(), form, found) | {"written": written})


def _visits_of(form: ResultsForm) -> dict[UUID, Visit]:
    """The cases that the rows name; one that this person may not see makes the whole absent."""
    ids = [_case_id(entry.form) for entry in form.rows]
    for case_id in ids:
        case_of(case_id)
    return visits(db(), ids, today())


def _enter(form: ResultsForm, row: ResultRow, key: UUID) -> Verification | None:
    """One row in a transaction of its own, so that its refusal undoes no other."""
    case = case_of(_case_id(row))
    terms = _terms(form, row, submission_key=f"{key}:{case.id}")
    try:
        with received(row.files.given) as given:
            case = case_of(_case_id(row))
            verification = actions.record(db(), case, terms, by=user(), today=today())
            prove(case, verification, given, key=terms.submission_key)
            db().commit()
    except Conflict as clash:
        db().rollback()
        row.take_revision(case_of(_case_id(row)).revision)
        row.refuse(str(clash))
    except RuleBroken as broken:
        db().rollback()
        row.refuse(broken.message, broken.field)
    else:
        return verification
    return None


def _terms(form: ResultsForm, row: ResultRow, *, submission_key: str) -> VerificationTerms:
    """What the row says itself, else what the form says for all."""
    return VerificationTerms(
        day=row.day.data or need(form.day.data),
        finding=need(row.finding.data),
        place=row.place.data or form.place.data,
        report=row.report.data,
        assets_value=row.assets_value.data,
        submission_key=submission_key,
        revision=row.seen_revision,
    )


def _written(
    form: ResultsForm, row: ResultRow, verification: Verification, found: dict[UUID, Visit]
) -> Written:
    case_id = _case_id(row)
    typed = (row.finding.data, row.day.data or form.day.data)
    same = (verification.finding, verification.day) == typed
    return Written(found[case_id], verification, same)


def _case_id(row: ResultRow) -> UUID:
    try:
        return UUID(row.case_id.data or "")
    except ValueError:
        raise NotFound from None


def _context(asked: Asked, form: ResultsForm, found: dict[UUID, Visit]) -> dict[str, Any]:
    """The form beside what its cases look like now, by the text of their ids."""
    return {
        "asked": asked, "area": asked.area, "form": form, "page": None, "written": [],
        "visits": {str(case_id): visit for case_id, visit in found.items()},
    }  # fmt: skip
