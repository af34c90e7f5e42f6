"""What is still to be done on a case, as its page shows it."""

from __future__ import annotations

from collections.abc import Sequence

from flask import current_app, url_for

from thads.cases.models import Case
from thads.identity.policy import may
from thads.web.access import permission_of
from thads.web.request import db, me_or_none, today
from thads.worklists import queries
from thads.worklists.tasks import Task
from thads.worklists.views.blueprint import bp


@bp.app_template_global("tasks_of")
def tasks_of(case: Case) -> Sequence[Task]:
    """The first due first; asked by the page of a case."""
    return queries.of_case(db(), case.id, today())


@bp.app_template_global("address_of_task")
def address_of_task(task: Task) -> str | None:
    """Where this person does it; None for who only reads."""
    person, right = me_or_none(), permission_of(current_app, task.screen.endpoint)
    if person is None or right is None or not may(person.role, right):
        return None
    return url_for(task.screen.endpoint, **task.arguments)  # type: ignore[arg-type]
