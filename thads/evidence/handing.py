"""Papers of what is handed over: receipts, notices, returns, forfeitures (reference 8.3, 31, 33).

One paper tells of all things of a file that went the same way, on one day, to or from one body.
"""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple, NoReturn
from uuid import UUID

from sqlalchemy.orm import Session

from thads.cases.actions import file as case_file
from thads.cases.history import replay
from thads.cases.models import SigningMode
from thads.core.days import day_in_words
from thads.core.errors import NotFound, RuleBroken
from thads.core.money import format_dong
from thads.documents.actions import issuer_on
from thads.documents.catalogue import Kind
from thads.documents.models import CaseDocument
from thads.documents.paper import Table
from thads.documents.wording import amount_in_words
from thads.evidence import course
from thads.evidence.kinds import StepKind
from thads.evidence.models import EvidenceFile, Exhibit, ExhibitStep
from thads.evidence.papers import Said, Terms, file_title, make, table_of
from thads.identity.models import Role, User

K = StepKind
PAPER_OF = {
    K.RECEIVED: Kind.EXHIBIT_RECEIPT, K.NOTIFIED: Kind.EXHIBIT_RETURN_NOTICE,
    K.RETURNED: Kind.EXHIBIT_RETURN, K.FORFEITED: Kind.EXHIBIT_FORFEITURE,
    K.PAID_IN: Kind.EXHIBIT_PAYMENT, K.TO_ISSUER: Kind.EXHIBIT_TO_ISSUER,
}  # fmt: skip
BUTTONS = {
    K.RECEIVED: "Lập biên bản giao nhận", K.NOTIFIED: "Lập thông báo nhận lại",
    K.RETURNED: "Lập biên bản trả lại", K.FORFEITED: "Lập biên bản chuyển giao",
    K.PAID_IN: "Lập bảng kê nộp ngân sách", K.TO_ISSUER: "Lập biên bản chuyển giao giấy tờ",
}  # fmt: skip
COMPARED = ("TT", "Vật chứng, tài sản", "Theo biên bản thu giữ", "Thực nhận", "So sánh")
PAID = ("TT", "Tiền, tài sản", "Số tiền (đồng)", "Chứng từ", "Hồ sơ")


class Handing(NamedTuple):
    """What went together: the kind, its steps in the order of the things."""

    kind: StepKind
    things: tuple[Exhibit, ...]
    steps: tuple[ExhibitStep, ...]

    @property
    def first(self) -> ExhibitStep:
        """The step that the paper is filed under."""
        return self.steps[0]


def handings(file: EvidenceFile) -> list[Handing]:
    """All that a paper may be made of, the earliest first."""
    found: dict[tuple[object, ...], list[tuple[Exhibit, ExhibitStep]]] = {}
    for thing in file.exhibits:
        for step in thing.steps:
            if step.kind in PAPER_OF:
                found.setdefault((step.kind, step.day, step.body), []).append((thing, step))
    every = [
        Handing(pairs[0][1].kind, tuple(one for one, _ in pairs), tuple(step for _, step in pairs))
        for pairs in found.values()
    ]
    return sorted(every, key=lambda one: (one.first.day, one.first.id))


def of_step(file: EvidenceFile, exhibit: Exhibit, kind: StepKind) -> Handing:
    """The latest of this kind that the thing is part of; NotFound where there is none."""
    mine = [one for one in handings(file) if one.kind is kind and exhibit in one.things]
    if not mine:
        raise NotFound
    return mine[-1]


def paper(
    db: Session, file: EvidenceFile, handing: Handing, *, by: User, now: datetime
) -> CaseDocument:
    """Its minutes, notice or list; RuleBroken where no officer could sign it."""
    unit_id, officer = _held(db, file, handing, by)
    day, issuer = handing.first.day, issuer_on(db, unit_id, handing.first.day)
    said = {
        "handing_agency": issuer.agency, "handing_body": handing.first.body or "",
        "handing_date": day_in_words(day).removeprefix("ngày "),
        "handing_day": day_in_words(day).capitalize(), "handing_file": _basis(file),
        "handing_officer": officer.full_name,
        **_said(file, handing),
    }  # fmt: skip
    return make(db, Terms(
        kind=PAPER_OF[handing.kind], of=handing.first.id, unit_id=unit_id, case_id=file.case_id,
        day=day, signer=officer, mode=SigningMode.HEAD, said=said, table=_table(handing),
    ), by=by, now=now)  # fmt: skip


def difference(thing: Exhibit, received: ExhibitStep) -> str:
    """In what a thing is not as the minutes of seizure tell it; empty: in nothing."""
    found = []
    if received.quantity is not None and received.quantity != thing.quantity:
        found.append(f"biên bản thu giữ ghi {thing.quantity} {thing.measure}, thực nhận "
                     f"{received.quantity} {thing.measure}")  # fmt: skip
    for label, then, now in (("hiện trạng", thing.state, received.state),
                             ("niêm phong", thing.seal, received.seal)):  # fmt: skip
        if now and now != then:
            found.append(f"{label} theo biên bản “{then or 'không ghi'}”, khi nhận “{now}”")
    return "; ".join(found)


def _held(db: Session, file: EvidenceFile, handing: Handing, by: User) -> tuple[UUID, User]:
    """Whose file it was that day: its unit, and the officer who signs."""
    if file.case is None:
        if file.unit_id is None or by.role is not Role.OFFICER:
            _no_officer()
        return file.unit_id, by
    case_file.hold(db, file.case)
    held = replay(case_file.known(db, file.case)).at(handing.first.day)
    officer = db.get(User, held.officer_id) if held and held.officer_id else None
    if held is None or officer is None:
        _no_officer()
    return held.unit_id, officer


def _no_officer() -> NoReturn:
    raise RuleBroken("evidence.no_officer", "Chưa rõ Chấp hành viên ký văn bản này. Chưa lập văn "
                     "bản; phân công Chấp hành viên, hoặc Chấp hành viên tự lập nếu chưa rõ bản "
                     "án.")  # fmt: skip


def _said(file: EvidenceFile, handing: Handing) -> Said:
    """What one kind alone says."""
    if handing.kind is K.RECEIVED:
        return {"handing_seizure": _seizure(file), "handing_differences": _differences(handing)}
    if handing.kind is K.NOTIFIED:
        return {"handing_terms": _terms(handing)}
    if handing.kind is K.PAID_IN:
        total = sum(one.amount or 0 for one in handing.steps)
        return {"handing_sum": amount_in_words(total)}
    return {}


def _basis(file: EvidenceFile) -> str:
    if file.decided_on is None:
        return "hồ sơ vật chứng chưa rõ bản án"
    return f"quyết định thi hành án {day_in_words(file.decided_on)} ({file_title(file)})"


def _seizure(file: EvidenceFile) -> str:
    number = f" số {file.seizure_number}" if file.seizure_number else ""
    seized_on = f" {day_in_words(file.seized_on)}" if file.seized_on else ""
    by = f" của {file.seized_by}" if file.seized_by else ""
    return f"biên bản thu giữ ban đầu{number}{seized_on}{by}"


def _differences(handing: Handing) -> str:
    told = []
    for thing, step in zip(handing.things, handing.steps, strict=True):
        if found := difference(thing, step):
            answer = next((one for one in reversed(thing.steps) if one.kind is K.CLARIFIED), None)
            told.append(f"{thing.name}: {found}{_confirmed(answer)}.")
    return "\n".join(["có khác biệt như sau:", *told]) if told else "đủ và đúng."


def _confirmed(answer: ExhibitStep | None) -> str:
    if answer is None:
        return ""
    day = day_in_words(answer.day)
    return f"; {answer.body} đã xác nhận tại văn bản số {answer.number} {day}"


def _terms(handing: Handing) -> str:
    """Until when each thing waits, and what becomes of it then (L08 Đ.126; L25 Đ.59)."""
    told = []
    for thing in handing.things:
        wait = course.unclaimed(thing.kind, handing.first.day)
        if wait.due is not None:
            told.append(
                f"{thing.name}: hết {day_in_words(wait.due)} mà không đến nhận, cơ quan thi hành "
                f"án dân sự {wait.duty.label} theo quy định của pháp luật."
            )
    return "\n".join(told)


def _table(handing: Handing) -> Table:
    pairs = list(zip(handing.things, handing.steps, strict=True))
    if handing.kind is K.RECEIVED:
        return (COMPARED, *(
            (str(place), one.name, _as(one.quantity, one.measure, one.state, one.seal),
             _as(step.quantity, one.measure, step.state or one.state, step.seal or one.seal),
             difference(one, step) or "đúng")
            for place, (one, step) in enumerate(pairs, start=1)
        ))  # fmt: skip
    if handing.kind is K.PAID_IN:
        return (PAID, *(
            (str(place), one.name, format_dong(step.amount or 0), step.number or "–",
             file_title(one.file))
            for place, (one, step) in enumerate(pairs, start=1)
        ))  # fmt: skip
    return table_of(handing.things)


def _as(quantity: int | None, measure: str, *said: str | None) -> str:
    return "; ".join(filter(None, (f"{quantity} {measure}", *said)))
