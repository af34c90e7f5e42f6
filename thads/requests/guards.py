"""What the law and the facts refuse about a request (L08 Đ.30–31; L25 Đ.34; NĐ152 Đ.9–11, 22)."""

from collections.abc import Sequence
from datetime import date
from typing import NoReturn

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from thads.cases import facts
from thads.cases.actions.terms import Docketing
from thads.cases.history import replay
from thads.cases.models import ActKind, Case, CaseAct, Initiation, Judgment, Standing
from thads.core.errors import RuleBroken
from thads.core.text import clean, fold
from thads.identity.models import User
from thads.identity.policy import sees_whole_province
from thads.parties.models import PartyRole
from thads.requests.models import (
    Channel,
    EnforcementRequest,
    RequestKind,
    RequestStep,
    StepKind,
)
from thads.requests.standing import FROM, last_day, limitation_of, standing
from thads.requests.terms import RequestTerms, StepTerms
from thads.rules import deadlines, grounds
from thads.rules.citation import cited
from thads.rules.dated import NEW_LAW
from thads.rules.deadlines import Duty
from thads.units import queries as units

KEPT = "Chưa ghi gì"
REFUSAL = {RequestKind.REQUEST: "refusal", RequestKind.ENTRUSTMENT: "entrustment_refusal"}
OUT_OF_TIME = {"c": "L08 Đ.31", "d": "L25 Đ.34"}  # code of the ground, where it stands
RENOUNCED = "4"  # L25 Đ.48 k.4: never opened again
NOTE_NEEDED = {
    StepKind.COMPLETION_ASKED: "Ghi rõ còn thiếu, sai ở đâu",
    StepKind.EXCLUDED_TIME: "Ghi lý do và tài liệu chứng minh",
    StepKind.WITHDRAWAL: "Ghi văn bản rút yêu cầu",
}


def refuse(code: str, message: str, field: str | None = None) -> NoReturn:
    """Raise RuleBroken: what happened, that nothing was kept, what to do."""
    raise RuleBroken(f"request.{code}", message, field=field)


def check_received(db: Session, terms: RequestTerms, today: date) -> None:
    """What is entered could have come that day, and says what the law asks of it."""
    _check_days(terms, today)
    for field in ("requester", "creditor", "debtor", "content"):
        if not clean(getattr(terms, field)):
            refuse("incomplete", f"Mục này không được trống. {KEPT}; nhập lại.", field)
    if terms.amount is not None and terms.amount <= 0:
        refuse("amount", f"Số tiền phải lớn hơn 0. {KEPT}; nhập lại hoặc bỏ trống.", "amount")
    if terms.kind is not RequestKind.REQUEST and not (terms.reference or "").strip():
        refuse("no_reference", "Phải ghi số, ngày quyết định hoặc văn bản của nơi chuyển đến. "
               f"{KEPT}; nhập số, ngày văn bản.", "reference")  # fmt: skip
    if terms.kind is RequestKind.PRIVATE_FILE and not deadlines.exists(
        Duty.PRIVATE_CASE_DECISION, terms.received_on
    ):
        refuse("no_private_office", f"Luật áp dụng ngày {terms.received_on:%d/%m/%Y} không có việc "
               "văn phòng thi hành án chuyển hồ sơ (có từ 01/07/2026, Điều 31 khoản 5–6 Luật THADS "
               f"2025). {KEPT}; kiểm tra lại ngày.", "received_on")  # fmt: skip
    _check_judgment(db, terms)
    if terms.returned_case_id:
        _check_returned(db, terms)
    elif terms.kind is RequestKind.REQUEST and terms.enforceable_on is None:
        refuse("no_start", "Phải ghi ngày bản án có hiệu lực hoặc ngày nghĩa vụ đến hạn: thời hiệu "
               f"yêu cầu tính từ ngày đó. {KEPT}; nhập ngày.", "enforceable_on")  # fmt: skip


def _check_days(terms: RequestTerms, today: date) -> None:
    if terms.received_on > today:
        refuse("future_day", f"Ngày nhận {terms.received_on:%d/%m/%Y} ở sau hôm nay. {KEPT}; nhập "
               "ngày đã nhận.", "received_on")  # fmt: skip
    asked = terms.requested_on or terms.received_on
    if asked > terms.received_on:
        refuse("asked_after", f"Ngày yêu cầu không thể sau ngày nhận. {KEPT}; kiểm tra lại hai "
               "ngày.", "requested_on")  # fmt: skip
    if terms.channel.is_in_person and asked != terms.received_on:
        refuse("asked_in_person", "Nộp trực tiếp hoặc trình bày bằng lời thì ngày yêu cầu là ngày "
               "nhận đơn, ngày lập biên bản (Điều 9 khoản 3 Nghị định 152/2026; Điều 31 khoản 1 "
               f"Luật THADS 2008). {KEPT}; bỏ trống ngày yêu cầu.", "requested_on")  # fmt: skip
    if terms.channel is Channel.POST and terms.requested_on is None:
        refuse("no_postmark", "Gửi qua bưu chính thì ngày yêu cầu là ngày trên dấu nơi gửi. "
               f"{KEPT}; nhập ngày trên dấu bưu chính.", "requested_on")  # fmt: skip


def _check_judgment(db: Session, terms: RequestTerms) -> None:
    if terms.judgment_id is None:
        if not (terms.stated_judgment or "").strip():
            refuse("no_judgment", "Yêu cầu phải nêu số, ngày, Tòa án của bản án, quyết định. "
                   f"{KEPT}; chọn bản án trong sổ hoặc ghi như đơn nêu.", "judgment")  # fmt: skip
        return
    judgment = db.get(Judgment, terms.judgment_id)
    if judgment is None or not units.answers_for(db, terms.unit_id, judgment.unit_id):
        refuse("judgment_unknown", f"Không tìm thấy bản án trong sổ của đơn vị. {KEPT}; chọn lại "
               "bản án.", "judgment")  # fmt: skip
    if terms.enforceable_on and judgment.judged_on and terms.enforceable_on < judgment.judged_on:
        refuse("before_judgment", "Ngày có hiệu lực hoặc đến hạn không thể trước ngày tuyên "
               f"({judgment.judged_on:%d/%m/%Y}). {KEPT}; kiểm tra lại.",
               "enforceable_on")  # fmt: skip


def _check_returned(db: Session, terms: RequestTerms) -> None:
    case = db.get(Case, terms.returned_case_id)
    known = next(facts.load(db, [case.id]), None) if case else None
    sent_back = known and replay(known).now.standing is Standing.REQUEST_RETURNED
    if terms.kind is not RequestKind.REQUEST or not sent_back:
        refuse("not_returned", "Việc được nêu không phải việc đã gửi lại yêu cầu thi hành án. "
               f"{KEPT}; chọn lại việc, hoặc ghi là yêu cầu mới.", "returned_case")  # fmt: skip
    if not (terms.means or "").strip():
        refuse("no_means", "Yêu cầu trở lại sau khi đã gửi lại yêu cầu phải kèm tài liệu chứng "
               "minh người phải thi hành án có điều kiện (Điều 22 khoản 2 Nghị định 152/2026). "
               f"{KEPT}; ghi tài liệu đó.", "means")  # fmt: skip


def check_step(
    db: Session, request: EnforcementRequest, steps: Sequence[RequestStep], terms: StepTerms,
    by: User, today: date,
) -> None:  # fmt: skip
    """The request stands so that the step may follow, on that day, by this person."""
    own = by.unit_id is not None and units.answers_for(db, by.unit_id, request.unit_id)
    if not sees_whole_province(by.role) and not own:
        refuse("other_unit", f"Chỉ ghi được cho đơn vị của mình. {KEPT}.")
    now = standing(steps)
    if now not in FROM[terms.kind]:
        refuse("wrong_order", f"{terms.kind.label} không ghi được khi yêu cầu "
               f"“{now.label.lower()}”. {KEPT}; xem lại các bước đã ghi.")  # fmt: skip
    if not last_day(request, steps) <= terms.day <= today:
        refuse("day", f"Ngày {terms.day:%d/%m/%Y} phải từ {last_day(request, steps):%d/%m/%Y} "
               f"(bước trước) đến hôm nay. {KEPT}; nhập lại ngày.", "day")  # fmt: skip
    if terms.kind in NOTE_NEEDED and not (terms.note or "").strip():
        refuse("note_needed", f"{NOTE_NEEDED[terms.kind]}. {KEPT}; nhập nội dung.", "note")
    if terms.kind is StepKind.REFUSAL:
        _check_refusal(request, steps, terms)
    if terms.kind is StepKind.EXCLUDED_TIME:
        _check_excluded(request, steps, terms)


def _check_refusal(
    request: EnforcementRequest, steps: Sequence[RequestStep], terms: StepTerms
) -> None:
    if request.returned_case_id and terms.day >= NEW_LAW:
        refuse("may_not_be_refused", "Yêu cầu trở lại sau khi đã gửi lại yêu cầu thì không được từ "
               "chối (Điều 9 khoản 7 điểm đ Nghị định 152/2026). Chưa ghi gì; ra quyết định thi "
               "hành án, hoặc yêu cầu bổ sung tài liệu.", "ground")  # fmt: skip
    act = REFUSAL.get(request.kind)
    if act is None:
        refuse("not_refusable", f"Luật không cho từ chối {request.kind.label.lower()}. {KEPT}; ra "
               "quyết định thi hành án.")  # fmt: skip
    ground = grounds.find(act, terms.ground or "", terms.day)
    if ground is None:
        refuse("ground", f"Luật áp dụng ngày {terms.day:%d/%m/%Y} không có căn cứ từ chối “"
               f"{terms.ground or ''}”. {KEPT}; chọn căn cứ trong danh sách.",
               "ground")  # fmt: skip
    place = OUT_OF_TIME.get(ground.code)
    if act == "refusal" and place and ground.source.startswith(place):
        found = limitation_of(request, steps)
        if found is None or not found.is_over_on(request.requested_on):
            until = f" (đến hết {found.last:%d/%m/%Y})" if found and found.last else ""
            refuse("in_time", "Chưa hết thời hiệu yêu cầu thi hành án: ngày yêu cầu "
                   f"{request.requested_on:%d/%m/%Y} còn trong thời hiệu{until}. {KEPT}; chọn căn "
                   "cứ khác.", "ground")  # fmt: skip


def _check_excluded(
    request: EnforcementRequest, steps: Sequence[RequestStep], terms: StepTerms
) -> None:
    found = limitation_of(request, steps)
    if found is None:
        refuse("no_limitation", f"Yêu cầu này không có thời hiệu đang tính. {KEPT}.")
    if terms.pause not in found.rule.paused_by:
        label = terms.pause.label if terms.pause else "khoảng thời gian này"
        refuse("counts", f"{cited(found.rule.source)} không loại trừ {label} khỏi thời hiệu. "
               f"{KEPT}; chọn lý do khác.", "pause")  # fmt: skip
    if terms.first_day is None or terms.last_day is None or terms.first_day > terms.last_day:
        refuse("interval", "Nhập đủ ngày đầu và ngày cuối của khoảng thời gian, ngày cuối không "
               f"trước ngày đầu. {KEPT}.", "first_day")  # fmt: skip


def check_acceptance(
    db: Session, request: EnforcementRequest, steps: Sequence[RequestStep], terms: Docketing
) -> None:
    """An enforcement decision may be issued on this request, in these terms."""
    own = request.kind is RequestKind.REQUEST
    if own and terms.initiation is not Initiation.ON_REQUEST:
        refuse("initiation", f"Quyết định theo yêu cầu này phải là “theo yêu cầu”. {KEPT}; chọn "
               "lại hình thức.", "initiation")  # fmt: skip
    if terms.entrusted_in is not (request.kind is RequestKind.ENTRUSTMENT):
        refuse("entrusted_in", "Đánh dấu “nhận ủy thác” khi và chỉ khi quyết định dựa trên quyết "
               f"định ủy thác nhận đến. {KEPT}; sửa lại.", "entrusted_in")  # fmt: skip
    if not units.answers_for(db, terms.unit_id, request.unit_id):
        refuse("unit", f"Đơn vị ra quyết định phải là đơn vị nhận. {KEPT}; chọn lại.", "unit")
    start = request.enforceable_on
    if start and terms.docketed_on < start:
        refuse("not_due", "Chỉ ra quyết định thi hành án khi nghĩa vụ đã đến hạn "
               f"({start:%d/%m/%Y}; Điều 11 khoản 2 Nghị định 152/2026). {KEPT}; ra quyết định từ "
               "ngày đó.", "docketed_on")  # fmt: skip
    found = limitation_of(request, steps)
    if found and found.is_over_on(request.requested_on):
        refuse("limitation_over", "Đã hết thời hiệu yêu cầu thi hành án vào ngày "
               f"{found.last:%d/%m/%Y} ({cited(found.rule.source)}). {KEPT}; từ chối yêu cầu, hoặc "
               "ghi thời gian không tính vào thời hiệu nếu được chấp nhận.")  # fmt: skip
    _check_renounced(db, request, terms)


def _check_renounced(db: Session, request: EnforcementRequest, terms: Docketing) -> None:
    """What was discontinued because its parties wanted so is not enforced again."""
    if request.judgment_id is None:
        return
    correction = select(CaseAct.corrects_id).where(CaseAct.corrects_id.is_not(None))
    acts = db.scalars(
        select(CaseAct)
        .join(Case, Case.id == CaseAct.case_id)
        .where(
            Case.judgment_id == request.judgment_id, Case.struck_by_id.is_(None),
            CaseAct.kind == ActKind.DISCONTINUANCE, CaseAct.ground == RENOUNCED,
            CaseAct.day >= NEW_LAW, CaseAct.amount.is_(None), CaseAct.id.not_in(correction),
        )
        .options(
            selectinload(CaseAct.item),
            selectinload(CaseAct.case).options(
                selectinload(Case.parties), selectinload(Case.items)
            ),
        )
    ).all()  # fmt: skip
    debtors = {fold(clean(p.name)) for p in terms.parties if p.role is PartyRole.DEBTOR}
    kinds = {item.kind for item in terms.items}
    for act in acts:
        given_up = {act.item.kind} if act.item else {item.kind for item in act.case.items}
        if debtors & {p.name_folded for p in act.case.debtors} and kinds & given_up:
            refuse("renounced", f"Khoản này đã đình chỉ ngày {act.day:%d/%m/%Y} theo thỏa thuận "
                   f"hoặc yêu cầu của đương sự ở việc {act.case.title}; không thi hành lại (Điều "
                   f"48 khoản 4 Luật THADS 2025). {KEPT}; bỏ khoản đó.", "items")  # fmt: skip
