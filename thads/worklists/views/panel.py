"""What is still to be done on a case, as its page shows it."""

from __future__ import annotations

from collections.abc import Sequence

from flask import current_app, url_for

from thads.cases.models import Case
from thads.identity.policy import may
from thads.web.access import permission_of
from thads.web.request import db, me_or_none, today
from thads.worklists import queries
from thads.worklists.tasks import Screen, Task
from thads.worklists.views.blueprint import bp


@bp.app_template_global("tasks_of")
def tasks_of(case: Case) -> Sequence[Task]:
    """The first due first; asked by the page of a case."""
    return queries.of_case(db(), case.id, today())


@bp.app_template_global("address_of_task")
def address_of_task(task: Task) -> str | None:
    """Where this person does it; None for who only reads."""
    return _address(task, task.screen)


@bp.app_template_global("address_of_subject")
def address_of_subject(task: Task) -> str | None:
    """The page of the case, the judgment or the request; None for who may not open it."""
    return _address(task, task.subject)


def _address(task: Task, screen: Screen) -> str | None:
    person, right = me_or_none(), permission_of(current_app, screen.endpoint)
    if person is None or right is None or not may(person.role, right):
        return None
    return url_for(screen.endpoint, **task.arguments(screen))  # type: ignore[arg-type]
