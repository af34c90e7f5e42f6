"""One way of entering a fact on a case, whatever the fact: show, check, act, answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import Blueprint, Response, request, url_for
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm.exc import StaleDataError

from thads.cases import queries
from thads.cases.forms.acts import ActPage
from thads.cases.forms.fact import FactForm
from thads.cases.models import Case
from thads.cases.views.outcome import Snapshot, outcome
from thads.cases.views.people import names_of
from thads.cases.views.story import latest_facts
from thads.core.errors import Conflict, NotFound, RuleBroken
from thads.identity.models import Role
from thads.identity.policy import sees_whole_province
from thads.units import queries as units
from thads.web.access import requires
from thads.web.request import db, me, today
from thads.web.screen import Screen

SCREEN = Screen("cases/act.html", part="act")
TAKEN = RuleBroken(
    "decision.number_taken",
    "Số quyết định này đã được dùng trong sổ của năm. Chưa ghi gì; nhập số khác.",
    field="number",
)


@dataclass(frozen=True)
class Entering:
    """How one kind of fact is entered: its page, its form, and what writes it down."""

    page: ActPage
    form: Callable[[Case], FactForm]
    enter: Callable[[Case, Any], object]

    def show(self, case_id: UUID) -> Response:
        """The empty form."""
        case = case_of(case_id)
        return SCREEN.show(**self._context(case, self.form(case)))

    def create(self, case_id: UUID) -> Response:
        """One step: answers checked, changed once more, or the fact written.

        Refused, the form comes back with what was typed and why not.
        """
        case = case_of(case_id)
        form = self.form(case)
        step = request.form.get("step", "check")
        if step == "edit":
            return self._edit(case_id, form)
        if form.is_stale(case):
            return self._conflict(case_id, form)
        if not form.validate():
            return SCREEN.refuse(**self._context(case, form))
        try:
            if self.page.is_checked and step != "issue":
                return self._check(case, form)
            self.enter(case, form)
            db().flush()
        except (Conflict, StaleDataError):
            return self._conflict(case_id, form)
        except (RuleBroken, IntegrityError) as broken:
            return self._refuse(case_id, form, broken)
        return SCREEN.done(
            to=url_for("cases.show", case_id=case_id), message=f"Đã ghi: {self.page.title}."
        )

    def _check(self, case: Case, form: FactForm) -> Response:
        """All answers once more, and the case after them: entered as a rehearsal, taken back."""
        case_id, before = case.id, Snapshot(case)
        record = self.enter(case, form)
        db().flush()
        found = outcome(form, record, before, Snapshot(case_of(case_id)))
        db().rollback()
        return SCREEN.show(**self._context(case_of(case_id), form) | {"outcome": found})

    def _edit(self, case_id: UUID, form: FactForm) -> Response:
        """The form again with all that was typed; its key stays free for the next sending."""
        db().rollback()
        return SCREEN.show(**self._context(case_of(case_id), form))

    def _refuse(
        self, case_id: UUID, form: FactForm, broken: RuleBroken | IntegrityError
    ) -> Response:
        if isinstance(broken, IntegrityError) and form.value("number") is None:
            raise broken
        db().rollback()
        form.refuse(broken if isinstance(broken, RuleBroken) else TAKEN)
        return SCREEN.refuse(**self._context(case_of(case_id), form))

    def _conflict(self, case_id: UUID, form: FactForm) -> Response:
        """What was typed beside what stands now; sending again is then meant (P16)."""
        db().rollback()
        case = case_of(case_id)
        newer = latest_facts(case, form.changes_since(case))
        form.take_current(case)
        names = names_of([line.entered_by_id for line in newer])
        return SCREEN.conflict(**self._context(case, form) | {"newer": newer, "names": names})

    def _context(self, case: Case, form: FactForm) -> dict[str, Any]:
        history = queries.history_of(case)
        return {
            "case": case, "history": history, "page": self.page, "form": form,
            "newer": [], "names": {}, "outcome": None,
        }  # fmt: skip

    def register(self, bp: Blueprint) -> None:
        """Serve it under its noun: GET shows the form, POST sends it."""
        name = self.page.noun.replace("-", "_")
        prefix = "" if bp.url_prefix else "/cases"
        rule = f"{prefix}/<uuid:case_id>/{self.page.noun}"
        guard = requires(self.page.permission)
        bp.add_url_rule(rule, name, guard(_view(self.show, name)), methods=["GET"])
        bp.add_url_rule(
            rule, f"create_{name}", guard(_view(self.create, f"create_{name}")), methods=["POST"]
        )


OF_UNITS_WITHOUT = frozenset({Role.EXAMINER, Role.ACCOUNTANT})


def scope() -> UUID | None:
    """The unit whose cases this person reads; None for the whole province."""
    reader = me()
    if sees_whole_province(reader.role):
        return None
    if reader.unit_id is None:
        raise NotFound
    if reader.role in OF_UNITS_WITHOUT and units.get(db(), reader.unit_id).is_provincial:
        return None if _serves_all(reader.role) else reader.unit_id
    return reader.unit_id


def _serves_all(role: Role) -> bool:
    """The province's examiner checks the files of units that have none (TT04/2023 Đ.32 k.2); its
    accountant keeps the books of its divisions, which have no account (L25 Đ.19)."""
    return role is Role.EXAMINER or units.has_divisions(db(), today())


def case_of(case_id: UUID) -> Case:
    """The case, as far as this person may see it; NotFound otherwise."""
    return queries.get(db(), case_id, scope=scope())


def _view(method: Callable[[UUID], Response], name: str) -> Callable[..., Response]:
    def view(case_id: UUID) -> Response:
        return method(case_id)

    view.__name__ = name
    return view
