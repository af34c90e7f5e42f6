"""The screen where a period's figures are checked, and what is found is explained."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from flask import Blueprint, Response, request, url_for

from thads.core.days import add_months, month_end
from thads.core.errors import NotFound, RuleBroken
from thads.identity import queries as people
from thads.identity.models import Role
from thads.identity.policy import Permission, sees_whole_province
from thads.rules import figure_checks
from thads.rules.citation import cited
from thads.rules.figure_checks.kinds import EachCase
from thads.statistics import codes, metrics
from thads.statistics.subject import Subject
from thads.units import queries as units
from thads.validation import actions, queries
from thads.validation.evidence import whose
from thads.validation.finding import Finding, Number
from thads.validation.forms import ExplanationForm, PeriodForm
from thads.validation.policy import may_explain
from thads.web.access import requires
from thads.web.forms import need
from thads.web.request import db, now, today, user
from thads.web.screen import Screen

bp = Blueprint("validation", __name__, url_prefix="/validation")
INDEX = Screen("validation/index.html")
CASES = Screen("validation/cases.html")
PERIODS_OFFERED = 24


@bp.get("/")
@requires(Permission.STATISTICS_VIEW)
def index() -> Response:
    """What the rules find in a period's figures."""
    subject, period_end = _asked()
    return INDEX.show(**_context(subject, period_end))


@bp.post("/explanations")
@requires(Permission.FIGURES_EXPLAIN)
def create_explanation() -> Response:
    """Explain one finding."""
    subject, period_end = _asked()
    digest = request.form.get("finding", "")
    form = ExplanationForm(prefix=_prefix(digest))
    if not form.validate():
        return INDEX.refuse(**_context(subject, period_end, {digest: form}))
    try:
        actions.explain(
            db(), subject, period_end, digest, need(form.content.data), by=user(), now=now()
        )
    except RuleBroken as broken:
        form.refuse(broken)
        return INDEX.refuse(**_context(subject, period_end, {digest: form}))
    to = url_for(".index", **_address(subject, period_end))
    return INDEX.done(to=to, message="Đã ghi giải trình; giải trình đi kèm báo cáo.")


@bp.get("/cases")
@requires(Permission.STATISTICS_VIEW)
def cases() -> Response:
    """The cases that break a rule one by one."""
    subject, period_end = _asked()
    try:
        check = figure_checks.named(request.args.get("rule", ""))
    except KeyError:
        raise NotFound from None
    if not isinstance(check, EachCase):
        raise NotFound
    found = queries.broken_cases(db(), check.register, subject, period_end)
    return CASES.show(
        check=check, found=found, period_end=period_end, whose=_name(subject),
        back=url_for(".index", **_address(subject, period_end)),
    )  # fmt: skip


def _context(
    subject: Subject, period_end: date, refused: dict[str, ExplanationForm] | None = None
) -> dict[str, Any]:
    everyone = queries.everyone(db(), period_end, subject.unit_id)
    mine = next((one for one in everyone if one.subject == subject), None)
    mine = mine or queries.checked(db(), subject, period_end)
    below = [] if subject.officer_id else [one for one in everyone if one.subject != subject]
    rules = [
        (title, [c for c in checks if c.holds_on(period_end) and whose(subject) in c.whose])
        for title, checks in figure_checks.GROUPS.items()
    ]
    return {
        "form": _form(subject, period_end, everyone), "subject": subject, "period_end": period_end,
        "mine": mine, "below": below, "whose": _name(subject),
        "cited": cited, "rules": [(title, checks) for title, checks in rules if checks],
        "forms": _explanation_forms(mine, refused or {}), "lost": _lost(mine, refused or {}),
        "may_explain": may_explain(user(), subject), "behind": _behind(subject, period_end),
        "address": lambda whom: url_for(".index", **_address(whom, period_end)),
        "here_to": url_for(".create_explanation", **_address(subject, period_end)),
    }  # fmt: skip


def _explanation_forms(
    mine: queries.Checked, refused: dict[str, ExplanationForm]
) -> dict[str, ExplanationForm]:
    """A form for each finding that can be explained; the one that was refused as it was sent."""
    blank = {
        finding.digest: ExplanationForm(None, prefix=_prefix(finding.digest))
        for finding in mine.findings
        if not finding.blocks
    }
    return blank | refused


def _lost(
    mine: queries.Checked, refused: dict[str, ExplanationForm]
) -> ExplanationForm | None:  # fmt: skip
    """What was written about numbers that have changed meanwhile: shown, so that it is not lost."""
    standing = {finding.digest for finding in mine.findings}
    return next((form for digest, form in refused.items() if digest not in standing), None)


def _prefix(digest: str) -> str:
    return f"f{digest[:12]}"


def _behind(subject: Subject, period_end: date) -> Any:
    """The address of the cases behind one side of a finding; None where there are none."""
    inside = codes.of_subject(db(), subject)

    def link(finding: Finding, number: Number) -> str | None:
        if number.row is None:
            return None
        metric = metrics.code_of(str(number.column), money=number.money)
        code = codes.code_of(number.row, metric, period_end, inside)
        return url_for("figures.show", code=str(code))

    return link


def _form(subject: Subject, period_end: date, everyone: Sequence[queries.Checked]) -> PeriodForm:
    form = PeriodForm(None)
    ends = [month_end(add_months(_newest(), -n)) for n in range(PERIODS_OFFERED)]
    if period_end not in ends:
        ends.append(period_end)
    form.period.offer((end.isoformat(), f"Đến hết {end:%d/%m/%Y}") for end in ends)
    existing = units.existing_between(db(), period_end, today())
    if not sees_whole_province(user().role):
        existing = [unit for unit in existing if unit.id == user().unit_id]
        form.unit.blank = None
    form.unit.offer((unit.id, unit.name) for unit in existing)
    form.officer.offer(
        (one.subject.officer_id, one.name)
        for one in everyone
        if subject.unit_id and one.subject.officer_id
    )
    form.period.data = period_end
    form.unit.data, form.officer.data = subject.unit_id, subject.officer_id
    return form


def _asked() -> tuple[Subject, date]:
    """Whose figures of which period the address names, as far as this person may see them.

    Nothing named: an officer's own, a unit's for those of a unit, else the province's.
    """
    try:
        text = request.args.get("period")
        period_end = date.fromisoformat(text) if text else _newest()
        named = [request.args.get(name) for name in ("unit", "officer")]
        unit_id, officer_id = (UUID(value) if value else None for value in named)
    except ValueError:
        raise NotFound from None
    queries.check_period(period_end, today())
    return _subject(unit_id, officer_id), period_end


def _subject(unit_id: UUID | None, officer_id: UUID | None) -> Subject:
    reader = user()
    if not sees_whole_province(reader.role):
        if reader.unit_id is None or unit_id not in (None, reader.unit_id):
            raise NotFound
        if unit_id is None and reader.role is Role.OFFICER:
            officer_id = officer_id or reader.id
        unit_id = reader.unit_id
    if unit_id is None:
        return Subject()
    unit_id = units.get(db(), unit_id).id
    return Subject(unit_id, people.get(db(), officer_id).id if officer_id else None)


def _address(subject: Subject, period_end: date) -> dict[str, Any]:
    """The words of an address that name a subject and a period."""
    named = {"unit": subject.unit_id, "officer": subject.officer_id}
    return {"period": period_end.isoformat()} | {n: str(v) for n, v in named.items() if v}


def _name(subject: Subject) -> str:
    if subject.officer_id:
        return people.get(db(), subject.officer_id).full_name
    return units.get(db(), subject.unit_id).name if subject.unit_id else "Toàn tỉnh"


def _newest() -> date:
    """The last month that is over."""
    return today() if today() == month_end(today()) else month_end(add_months(today(), -1))
