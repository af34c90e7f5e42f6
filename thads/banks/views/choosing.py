"""What the forms of records may choose from, and the case and institution that they are of."""

from __future__ import annotations

from uuid import UUID

from flask import request

from thads.banks.models import BankMeeting, BankObstacle, BankPromise, CreditInstitution
from thads.banks.queries import records, register
from thads.banks.queries.records import Asked
from thads.banks.queries.register import Part
from thads.banks.record_forms import OfCaseForm
from thads.banks.views.entering import open_to
from thads.cases.models import Case
from thads.cases.queries import CaseFilter, CaseLine
from thads.cases.views.entering import case_of, scope
from thads.web.request import db, today


def open_cases(institution_id: UUID) -> list[CaseLine]:
    """The open cases of an institution that this person may see."""
    asked = CaseFilter(standings=Part.OPEN.standings)
    return list(register.every_case(db(), institution_id, asked, today(), scope=scope()))


def meetings_with(institution_id: UUID) -> list[BankMeeting]:
    """The meetings with it that this person may see."""
    return list(records.meetings(db(), Asked(institution_id=institution_id, scope=scope())))


def offered(form: OfCaseForm, institution: CreditInstitution) -> OfCaseForm:
    """With what may be chosen; what the address names is chosen already."""
    form.offer(open_cases(institution.id), meetings_with(institution.id))
    if request.method == "GET":
        form.case.data = named("case")
        form.meeting.data = named("meeting")
    return form


def named(word: str) -> UUID | None:
    """A record that the address names."""
    return request.args.get(word, type=UUID)


def chosen_case(case_id: UUID | None) -> Case | None:
    """The case that a form chose."""
    return case_of(case_id) if case_id else None


def seen(record: BankPromise | BankObstacle) -> None:
    """A record of a case is read with the case, another one by its unit; NotFound otherwise."""
    if record.case_id:
        case_of(record.case_id)
    else:
        open_to(record.unit_id)
