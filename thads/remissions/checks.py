"""What is refused of a dossier: out of order, out of time, a condition unmet, a paper missing."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NoReturn
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from thads.cases.models import Case
from thads.core.errors import RuleBroken
from thads.core.money import format_dong
from thads.core.text import clean
from thads.delegations import competence
from thads.delegations.competence import Paper
from thads.identity.models import User
from thads.remissions import course, queries
from thads.remissions.conditions import Assessment, State
from thads.remissions.models import RemissionDossier, RemissionStep, StepKind
from thads.units.models import Unit

if TYPE_CHECKING:
    from thads.remissions.actions import StepTerms

KEPT = "Chưa ghi gì"
PROPOSAL = "remission"  # its name in the table of who signs


def refuse(code: str, message: str, field: str | None = None) -> NoReturn:
    """Raise RuleBroken: what happened, that nothing was kept, what to do."""
    raise RuleBroken(f"remission.{code}", message, field=field)


def nothing_running(db: Session, item_id: UUID) -> None:
    """One dossier of an item at a time."""
    ended = select(RemissionStep.id).where(
        RemissionStep.dossier_id == RemissionDossier.id,
        RemissionStep.kind.in_([kind for kind in StepKind if kind.ends_it]),
    )
    stmt = select(RemissionDossier.opened_on).where(
        RemissionDossier.item_id == item_id, ~ended.exists()
    )
    opened = db.scalar(stmt)
    if opened:
        refuse("running", f"Khoản này đang có hồ sơ đề nghị lập ngày {opened:%d/%m/%Y}. {KEPT}; mở "
               "hồ sơ đó.", "item")  # fmt: skip


def nothing_unmet(assessment: Assessment) -> None:
    """What the file says against it is named; what it does not tell may still be gathered."""
    unmet = [one for one in assessment.answers if one.state is State.UNMET]
    if unmet:
        told = "; ".join(f"{one.condition.label.lower()}: {one.because}" for one in unmet)
        refuse("unmet", f"Chưa đủ điều kiện đề nghị ({told}). {KEPT}; bổ sung hồ sơ rồi lập lại.")


def amount_asked(amount: int, assessment: Assessment) -> None:
    """Within what the law lets be forgiven at one time."""
    if not 0 < amount <= assessment.most:
        refuse("amount", f"Được đề nghị nhiều nhất {format_dong(assessment.most)} đ. {KEPT}; sửa "
               "số tiền.", "amount")  # fmt: skip


def still_open(dossier: RemissionDossier) -> None:
    """Nothing is added to what has come to its end."""
    if not dossier.is_open:
        refuse("ended", f"Hồ sơ đề nghị này đã kết thúc. {KEPT}; xem lại hồ sơ.")


def order(dossier: RemissionDossier, kind: StepKind, day: date, today: date) -> None:
    """Each step follows the one before, on its day or later."""
    still_open(dossier)
    if kind not in course.may_follow(dossier):
        before = dossier.last.kind.label if dossier.last else "Lập hồ sơ"
        refuse("order", f"Sau “{before}” chưa thể ghi “{kind.label}”. {KEPT}; ghi lần lượt từng "
               "bước.", "kind")  # fmt: skip
    since = dossier.last.day if dossier.last else dossier.opened_on
    if not since <= day <= today:
        refuse("day", f"Ngày phải từ {since:%d/%m/%Y} đến hôm nay. {KEPT}; sửa ngày.", "day")
    if kind is StepKind.IN_FORCE and not course.protest_over(dossier, day):
        last = max(running.due for running in course.clocks(dossier))
        refuse("protest_runs", f"Thời hạn kháng nghị còn đến hết ngày {last:%d/%m/%Y}. {KEPT}; ghi "
               "khi hết thời hạn đó.", "day")  # fmt: skip


def may_be_signed(db: Session, case: Case, dossier: RemissionDossier, terms: StepTerms) -> None:
    """The head signs when all conditions are met; what the file does not tell is answered for in
    words."""
    assessment = queries.assessment_of(db, case, dossier, terms.day)
    nothing_unmet(assessment)
    unknown = [one for one in assessment.answers if one.state is State.UNKNOWN]
    if unknown and not clean(terms.note or ""):
        told = "; ".join(f"{one.condition.label.lower()}: {one.because}" for one in unknown)
        refuse("unknown", f"Hồ sơ chưa cho biết ({told}). {KEPT}; bổ sung hồ sơ, hoặc ghi căn cứ "
               "vào ô ghi chú.", "note")  # fmt: skip
    signer = db.get(User, terms.signer_id) if terms.signer_id else None
    if signer is None:
        refuse("signer", f"Chọn người ký văn bản đề nghị. {KEPT}.", "signer")
    held = queries.held_on(db, case, terms.day)
    competence.check(db, Paper(PROPOSAL, terms.day, db.get_one(Unit, held)), signer,
                     terms.signing_mode)  # fmt: skip


def papers_there(db: Session, case: Case, dossier: RemissionDossier, day: date) -> None:
    """The court gets a dossier that is whole."""
    missing = [one for one in queries.papers_of(db, case, dossier, day) if one.where is None]
    if missing:
        told = "; ".join(one.paper.label for one in missing)
        refuse("papers", f"Hồ sơ còn thiếu: {told}. {KEPT}; bổ sung rồi gửi Tòa án.", "kind")
