"""Many cases given over at once: chosen from the register, shown beforehand, then done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any
from uuid import UUID

from flask import Response, request, url_for
from sqlalchemy import select

from thads.cases import queries
from thads.cases.actions import bulk, handing
from thads.cases.actions.bulk import Rehearsal
from thads.cases.forms.assignments import HandOverForm
from thads.cases.forms.filters import FilterForm, asked
from thads.cases.models import Case
from thads.cases.queries import CaseFilter, handovers, workload
from thads.cases.queries.workload import OPEN
from thads.cases.views.blueprint import bp
from thads.cases.views.entering import scope
from thads.cases.views.people import names_of, officers_of, unit_names, units_of
from thads.cases.views.shares import shares_of
from thads.cases.views.sharing import Sharing, sharing_of
from thads.core.errors import NotFound
from thads.core.jobs import JobState
from thads.identity.policy import Permission
from thads.web.access import requires
from thads.web.request import db, me, now, today, user
from thads.web.screen import Screen, go

INDEX = Screen("cases/assignments.html")
PREVIEW = Screen("cases/assignments_preview.html")
SHARING = Screen("cases/assignments_sharing.html")
OUTCOME = Screen("cases/handover.html", part="handover")
MOST = 5_000
AT_ONCE = 200
CHANGED = (
    "Danh sách việc đã thay đổi sau khi anh/chị xem. Chưa giao việc nào; dưới đây là kết quả tính "
    "lại, xem rồi bấm giao nếu vẫn đúng."
)


@dataclass(frozen=True)
class Listed:
    """The list of the register that the address asks for: open cases unless it says otherwise."""

    filters: FilterForm
    wanted: CaseFilter

    def ids(self, among: Sequence[UUID] | None = None) -> list[UUID]:
        """Its cases by id, one more than can be given at once; `among`: only these."""
        wanted = self.wanted
        if among is not None:
            chosen = select(Case.id).where(Case.id.in_(among))
            wanted = CaseFilter(among=chosen)
        return workload.ids_of(db(), wanted, day=today(), scope=scope(), limit=MOST + 1)


@bp.get("/assignments")
@requires(Permission.CASE_ASSIGN)
def assignments() -> Response:
    """The cases to choose from, and to whom they go."""
    form = HandOverForm()
    form.day.data = today()
    return INDEX.show(**_index(_listed(), form))


@bp.post("/assignments")
@requires(Permission.CASE_ASSIGN)
def create_assignments() -> Response:
    """One step: what it would do is shown, or it is done; refused, the choice comes back."""
    listed, form = _listed(), HandOverForm()
    _offer(form)
    form.offer_selection(0)
    step = request.form.get("step", "preview")
    if step == "edit":
        db().rollback()
        return INDEX.show(**_index(listed, form))
    sound = form.validate(dealing=step == "share" or bool(form.shares))
    ids = listed.ids() if form.takes_all else listed.ids(_ticked())
    if sound and not 0 < len(ids) <= MOST:
        form.form_errors.append(_not_so_many(len(ids)))
        sound = False
    if not sound:
        db().rollback()
        return INDEX.refuse(**_index(listed, form))
    if step == "issue" and (job := handing.earlier(db(), form.key, by=user())):
        return go(url_for(".handover", job_id=job.id), message=job.message)
    return _proceed(listed, form, ids, step)


def _proceed(listed: Listed, form: HandOverForm, ids: list[UUID], step: str) -> Response:
    """Deal out, show, or do."""
    try:
        sharing = sharing_of(form, ids) if step == "share" or form.shares else None
        if sharing and step == "share":
            return _share(form, sharing, ids)
        wanted = sharing.dealt() if sharing else form.wanted
    except ValueError as wrong:
        form.form_errors.append(str(wrong))
        if form.shares and (sharing := sharing_of(form, ids)):
            return _share(form, sharing, ids)
        db().rollback()
        return INDEX.refuse(**_index(listed, form))
    found = bulk.rehearse(db(), ids, wanted, by=user(), today=today())
    seen = _seal(ids, wanted)
    if step != "issue" or form.seen.data != seen or not found.going:
        return _preview(form, wanted, found, ids, seen, changed=step == "issue")
    return _carry_out(form, wanted, found, ids)


def _share(form: HandOverForm, sharing: Sharing, ids: list[UUID]) -> Response:
    """How many each officer would get, to be changed before it is shown."""
    db().rollback()
    answer = SHARING.refuse if form.form_errors else SHARING.show
    return answer(form=form, sharing=sharing, ticked=[] if form.takes_all else ids)


def _seal(ids: list[UUID], wanted: bulk.HandOver) -> str:
    """What was shown, in short: the cases, and to whom each goes."""
    shown = "".join(f"{case_id}:{wanted.of(case_id).officer_id}" for case_id in sorted(ids))
    return sha256(shown.encode()).hexdigest()[:32]


@bp.get("/assignments/<uuid:job_id>")
@requires(Permission.CASE_ASSIGN)
def handover(job_id: UUID) -> Response:
    """What came of a hand-over, case by case; renews itself while it runs."""
    job = handing.of_person(db(), job_id, me().id)
    refused = {UUID(i): reason for i, reason in job.arguments.get("refused", {}).items()}
    titles = {case.id: case.title for case in _cases(list(refused))}
    wanted = handing.hand_over_of(job)
    return OUTCOME.show(
        job=job, running=job.finished_at is None, wanted=wanted,
        failed=job.state is JobState.FAILED, taker=_taker(wanted),
        refused=[(case_id, titles[case_id], reason) for case_id, reason in refused.items()],
        going=len(job.arguments["case_ids"]) - len(refused),
        records=handovers.of_key(db(), job.arguments["key"]),
        shares=shares_of(handing.loads_of(job, "before"), handing.loads_of(job, "after")),
    )  # fmt: skip


def _carry_out(
    form: HandOverForm, wanted: bulk.HandOver, found: Rehearsal, ids: list[UUID]
) -> Response:
    """At once when short, else in the background; the page of the outcome tells either way."""
    key, refused = form.key, dict[UUID, str]()
    if len(ids) > AT_ONCE:
        job = handing.ask_for(
            db(), ids, wanted, found, key=key, by=user(), today=today(), now=now()
        )
        return go(url_for(".handover", job_id=job.id))
    for case_id in ids:
        reason = bulk.attempt(db(), case_id, wanted, key=key, by=user(), today=today())
        if reason is None:
            db().commit()
        else:
            db().rollback()
            refused[case_id] = reason
    job = handing.record_done(
        db(), ids, wanted, found, refused, key=key, by=user(), today=today(), now=now()
    )
    return go(url_for(".handover", job_id=job.id), message=job.message)


def _preview(
    form: HandOverForm, wanted: bulk.HandOver, found: Rehearsal, ids: list[UUID], seen: str, *,
    changed: bool,
) -> Response:  # fmt: skip
    """What it would do; nothing is written, and the form's key stays free."""
    db().rollback()
    answer = PREVIEW.conflict if changed else PREVIEW.show
    return answer(
        form=form, found=found, seen=seen, ticked=[] if form.takes_all else ids,
        shares=shares_of(found.before, found.after), taker=_taker(wanted),
        transfers=form.to_unit.data is not None, changed=CHANGED if changed else None,
        titles={case.id: case.title for case in _cases(found.going[:AT_ONCE])},
    )  # fmt: skip


def _listed() -> Listed:
    typed = tuple(one for one in request.args.items(multi=True) if one[0] != "page")
    filters, wanted = asked(typed, tuple(units_of(today())), tuple(officers_of(scope())))
    return Listed(filters, wanted if wanted.standings else replace(wanted, standings=OPEN))


def _index(listed: Listed, form: HandOverForm) -> dict[str, Any]:
    number = max(1, request.args.get("page", 1, type=int) or 1)
    page = queries.search(db(), listed.wanted, day=today(), scope=scope(), page=number)
    _offer(form)
    form.offer_selection(page.total)
    return {
        "filters": listed.filters, "form": form, "page": page, "ticked": set(_ticked()),
        "whole_province": scope() is None,
    }  # fmt: skip


def _offer(form: HandOverForm) -> None:
    """Officers of the units that this person answers for; a unit's head may name the unit only."""
    form.officer.offer(officers_of(scope()))
    form.to_unit.offer(units_of(today()))


def _ticked() -> list[UUID]:
    try:
        return [UUID(case_id) for case_id in request.form.getlist("case")]
    except ValueError:
        raise NotFound from None


def _not_so_many(count: int) -> str:
    if count == 0:
        return "Chưa chọn việc nào. Đánh dấu việc cần giao, hoặc chọn cả danh sách đang lọc."
    return f"Mỗi lần giao không quá {MOST} việc. Chưa giao việc nào; lọc danh sách hẹp lại."


def _cases(ids: list[UUID]) -> Sequence[Case]:
    return db().scalars(select(Case).where(Case.id.in_(ids))).all()


def _taker(wanted: bulk.HandOver) -> str:
    """Who gets them, in words."""
    if wanted.officers:
        return f"{len(set(wanted.officers.values()))} Chấp hành viên"
    officer = names_of([wanted.officer_id]).get(wanted.officer_id) if wanted.officer_id else None
    unit = unit_names().get(wanted.to_unit_id) if wanted.to_unit_id else None
    return ", ".join(name for name in (officer, unit) if name)
