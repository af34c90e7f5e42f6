"""Writing down that debtors' data were published, changed, taken down. The caller commits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NoReturn
from uuid import UUID

from sqlalchemy.orm import Session

from thads.audit import actions as audit
from thads.cases.actions import file
from thads.cases.models import Case
from thads.core.errors import RuleBroken
from thads.core.text import clean
from thads.identity.models import User
from thads.publication import queries
from thads.publication.course import Entry, State
from thads.publication.models import DebtorPublication, PublicationStep, StepKind

KEPT = "Chưa ghi gì"


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishTerms:
    """Decisions signed until a day were published on `day`."""

    decided_until: date
    day: date
    place: str
    commune_sent_on: date | None = None


def publish(
    db: Session, unit_id: UUID | None, terms: PublishTerms, *, by: User, today: date
) -> int:
    """The list of a unit (None: the province) was put on the page; how many decisions it told."""
    if terms.day > today or (terms.commune_sent_on or today) > today:
        _refuse("future", "Ngày công khai, ngày gửi xã không được sau hôm nay.", "day")
    if not clean(terms.place):
        _refuse("place", "Phải ghi trang đã đăng tải.", "place")
    found = [
        one for one in queries.listed(db, unit_id)
        if one.state is State.WAITING and one.decided_on <= min(terms.decided_until, terms.day)
    ]  # fmt: skip
    if not found:
        _refuse("nothing", "Không có quyết định nào chờ công khai đến ngày này.", "decided_until")
    for one in found:
        db.add(DebtorPublication(
            case_id=one.case_id, act_id=one.act_id, day=terms.day, place=clean(terms.place),
            commune_sent_on=terms.commune_sent_on, entered_by_id=by.id,
        ))  # fmt: skip
    db.flush()
    audit.record(
        db, by, "publication.made", str(terms.day), decisions=len(found), place=terms.place,
        unit_id=unit_id,
    )  # fmt: skip
    return len(found)


def take_step(
    db: Session, case: Case, act_id: UUID, kind: StepKind, day: date, note: str | None, *,
    by: User, today: date,
) -> PublicationStep:  # fmt: skip
    """Write down what happened to the published data of one decision."""
    file.hold(db, case)
    entry = queries.entry(db, case.id, act_id)
    if entry.publication is None:
        _refuse("unpublished", "Quyết định này chưa được công khai.")
    _check(entry, kind, day, today)
    step = PublicationStep(
        publication_id=entry.publication.id, case_id=case.id, kind=kind, day=day, note=note,
        entered_by_id=by.id,
    )  # fmt: skip
    db.add(step)
    db.flush()
    audit.record(db, by, "publication.step", step, case_id=case.id, kind=kind, day=day)
    return step


def _check(entry: Entry, kind: StepKind, day: date, today: date) -> None:
    assert entry.publication is not None
    days = [entry.publication.day, *(step.day for step in entry.steps)]
    if not max(days) <= day <= today:
        _refuse("day", f"Ngày phải từ {max(days):%d/%m/%Y} đến hôm nay.", "day")
    if kind not in possible(entry):
        _refuse("order", f"Chưa đến hoặc đã qua bước “{kind.label}”.", "kind")


def possible(entry: Entry) -> Sequence[StepKind]:
    """What may follow."""
    if entry.publication is None:
        return ()
    found = []
    if entry.day_of(StepKind.ENDED) is None:
        found.append(StepKind.CHANGED if entry.changing_since else StepKind.CHANGE_FOUND)
        if entry.gone_on:
            found.append(StepKind.ENDED)
    if entry.gone_on and entry.day_of(StepKind.COMMUNE_TOLD) is None:
        found.append(StepKind.COMMUNE_TOLD)
    told = entry.day_of(StepKind.COMMUNE_TOLD) is not None
    if told and entry.day_of(StepKind.COMMUNE_ENDED) is None:
        found.append(StepKind.COMMUNE_ENDED)
    return found


def _refuse(code: str, message: str, field: str | None = None) -> NoReturn:
    raise RuleBroken(f"publication.{code}", f"{message} {KEPT}; sửa rồi gửi lại.", field=field)
