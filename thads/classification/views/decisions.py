"""One conclusion on the chosen cases: shown with its effect on the figures, then written."""

from __future__ import annotations

from datetime import date, timedelta
from hashlib import sha256
from uuid import UUID

from flask import Response, request, url_for
from sqlalchemy import select

from thads.cases.models import Case, CaseAct
from thads.cases.views.people import names_of
from thads.classification.actions import undertaking
from thads.classification.actions.deciding import Decision, Refused, Rehearsal, attempt, rehearse
from thads.classification.effect import effect
from thads.classification.forms import DecisionForm
from thads.classification.queries.basis import chunks, proofs_of
from thads.classification.views.blueprint import bp
from thads.classification.views.board import BOARD, Asked, asked_for, context, offer, ticked
from thads.core.days import month_end
from thads.core.jobs import BackgroundJob, JobState
from thads.core.pages import PAGE_SIZE, Page, offset_of
from thads.identity.policy import Permission
from thads.rules import grounds
from thads.rules.citation import cited
from thads.web.access import requires
from thads.web.request import db, me, now, today, user
from thads.web.screen import Screen, go

PREVIEW = Screen("classification/preview.html")
OUTCOME = Screen("classification/outcome.html", part="outcome")
MOST = 5_000
AT_ONCE = 100
CHANGED = (
    "Có hồ sơ đã thay đổi sau khi anh/chị xem. Chưa ghi gì; dưới đây là kết quả tính lại, xem rồi "
    "bấm ghi nếu vẫn đúng."
)


@bp.post("/")
@requires(Permission.CASE_DECIDE)
def create_decisions() -> Response:
    """One step: what it would do is shown, or it is done; refused, the choice comes back."""
    asked, form = asked_for(), DecisionForm()
    offer(form, asked.unit_id)
    form.offer_selection(0)
    step = request.form.get("step", "preview")
    if step == "edit":
        db().rollback()
        return BOARD.show(**context(asked, form))
    sound = form.validate()
    ids = asked.ids(MOST) if form.takes_all else asked.ids(MOST, ticked())
    if sound and not 0 < len(ids) <= MOST:
        form.form_errors.append(_not_so_many(len(ids)))
        sound = False
    if not sound:
        db().rollback()
        return BOARD.refuse(**context(asked, form))
    if step == "issue" and (job := undertaking.earlier(db(), form.key, by=user())):
        return go(url_for(".decision", job_id=job.id), message=job.message)
    found = rehearse(db(), ids, form.wanted, by=user(), today=today())
    seen = _seal_of(found)
    if step != "issue" or form.seen.data != seen or not found.going:
        return _preview(asked, form, found, seen, changed=step == "issue")
    return _carry_out(form, found)


@bp.get("/decisions/<uuid:job_id>")
@requires(Permission.CASE_DECIDE)
def decision(job_id: UUID) -> Response:
    """What came of a decision, case by case; renews itself while it runs."""
    job = undertaking.of_person(db(), job_id, me().id)
    running, wanted = job.finished_at is None, undertaking.decision_of(job)
    reasons = undertaking.refusals_of(job)
    titles = {case.id: case.title for case in _cases(list(reasons))}
    return OUTCOME.show(
        job=job, running=running, failed=job.state is JobState.FAILED, wanted=wanted,
        ground=_ground(wanted), signer=next(iter(names_of([wanted.signer_id]).values()), None),
        refused=[Refused(i, titles[i], reason) for i, reason in reasons.items()],
        written=_written(job),
    )  # fmt: skip


def _carry_out(form: DecisionForm, found: Rehearsal) -> Response:
    """At once when short, else in the background; the page of the outcome tells either way."""
    wanted, key, refused = form.wanted, form.key, undertaking.Refusals()
    if len(found.going) > AT_ONCE:
        job = undertaking.ask_for(
            db(), found, wanted, key=key, by=user(), today=today(), now=now()
        )  # fmt: skip
        return go(url_for(".decision", job_id=job.id))
    for one in found.going:
        reason = attempt(
            db(), one.case_id, wanted, key=key, revision=one.revision, by=user(), today=today()
        )
        if reason is None:
            db().commit()
        else:
            db().rollback()
            refused[one.case_id] = reason
    job = undertaking.record_done(
        db(), found, wanted, refused, key=key, by=user(), today=today(), now=now()
    )
    return go(url_for(".decision", job_id=job.id), message=job.message)


def _preview(
    asked: Asked, form: DecisionForm, found: Rehearsal, seen: str, *, changed: bool
) -> Response:
    """What it would do; nothing is written, and the form's key stays free."""
    effects = [effect(db(), at, found.changes, asked.unit_id) for at in _ends(today())]
    db().rollback()
    answer = PREVIEW.conflict if changed else PREVIEW.show
    wanted = form.wanted
    return answer(
        form=form, found=found, seen=seen, wanted=wanted, effects=effects, ground=_ground(wanted),
        ticked=[] if form.takes_all else ticked(), shown=found.going[:AT_ONCE],
        changed=CHANGED if changed else None, of_unit=asked.unit_id is not None,
    )  # fmt: skip


def _ends(day: date) -> list[date]:
    """The newest month's end that is over, and today."""
    over = day if day == month_end(day) else day.replace(day=1) - timedelta(days=1)
    return sorted({over, day})


def _seal_of(found: Rehearsal) -> str:
    """The files that were shown, as they were."""
    files = sorted(f"{one.case_id}:{one.revision}" for one in found.going)
    refused = sorted(f"{one.case_id}:{one.reason}" for one in found.refused)
    return sha256("\n".join([*files, *refused]).encode()).hexdigest()[:32]


def _written(job: BackgroundJob) -> Page[tuple[CaseAct, str, object]]:
    """A page of the acts that stand: each with the case's title and its proof."""
    done, key = undertaking.done_of(job), undertaking.key_of(job)
    number = max(1, request.args.get("page", 1, type=int) or 1)
    first = offset_of(number)
    keys = [f"{key}:{case_id}" for case_id in done[first : first + PAGE_SIZE]]
    stmt = (
        select(CaseAct, Case)
        .join(Case, Case.id == CaseAct.case_id)
        .where(CaseAct.submission_key.in_(keys))
        .order_by(CaseAct.number, Case.numbering_year, Case.number)
    )
    rows = [(act, case) for act, case in db().execute(stmt)]
    proofs = proofs_of(db(), [act.id for act, _ in rows])
    shown = [(act, case.title, proofs.get(act.id)) for act, case in rows]
    return Page(shown, number, PAGE_SIZE, len(done))


def _ground(wanted: Decision) -> str | None:
    """The ground in the words of the law of its day."""
    if wanted.ground is None:
        return None
    ground = grounds.find(wanted.kind.value, wanted.ground, wanted.day)
    return f"{ground.label} ({cited(ground.source)})" if ground else wanted.ground


def _cases(ids: list[UUID]) -> list[Case]:
    return [
        case for some in chunks(ids) for case in db().scalars(select(Case).where(Case.id.in_(some)))
    ]


def _not_so_many(count: int) -> str:
    if count == 0:
        return "Chưa chọn việc nào. Đánh dấu việc cần ghi, hoặc chọn cả danh sách đang lọc."
    return f"Mỗi lần ghi không quá {MOST} việc. Chưa ghi gì; lọc danh sách hẹp lại."
