"""What papers on fees name in braces: read from the decision, or said when the notice was made."""

from __future__ import annotations

from collections.abc import Callable

from thads.core.days import day_in_words
from thads.documents import wording
from thads.documents.citations import formal
from thads.documents.missing import Missing
from thads.documents.subject import Subject
from thads.documents.wording import amount_in_words
from thads.fees.models import FeeCharge, FeeDecision, FeeReliefAnswer
from thads.rules import fee_grounds

TOLD = {  # of papers that follow from no act: composed from the records when they are issued
    "fee_payer": "người phải nộp phí",
    "fee_asked": "căn cứ đề nghị miễn, giảm phí",
    "fee_reply": "lý do không miễn, giảm phí",
    "fee_charged_by": "quyết định thu phí",
    "fee_handover": "ngày giao tài sản",
    "fee_property": "tài sản được giao",
    "fee_sum": "số phí phải nộp",
    "fee_reckoned": "cách tính phí",
}


def _lines(subject: Subject) -> str:
    """One line a person, numbered where there are several, with the sum of all."""
    charges = _decision(subject).proposal.charges
    if len(charges) == 1:
        return _line(subject, charges[0])
    lines = [f"{n}. {_line(subject, one)}" for n, one in enumerate(charges, start=1)]
    total = amount_in_words(sum(one.fee for one in charges))
    return "\n".join([*lines, f"Tổng cộng: {total}."])


def _line(subject: Subject, charge: FeeCharge) -> str:
    person = wording.person(charge.party, subject.case)
    return (
        f"{person}. Tiền, giá trị tài sản thực nhận: {amount_in_words(charge.amount)}. Phí thi "
        f"hành án phải nộp: {amount_in_words(charge.fee)}. Cách tính: {charge.explanation}"
    )


def _replaces(subject: Subject) -> str:
    """What it stands in place of (TT216 Đ.5 k.5); nothing for a first decision."""
    proposal = _decision(subject).proposal
    if not any(one.corrects_id for one in proposal.charges):
        return ""
    return (
        "Quyết định này thay thế phần thu phí đã quyết định nhầm lẫn trước đây đối với cùng lần "
        f"nhận. Lý do: {(proposal.reason or '').rstrip('.')}."
    )


def _relief_person(subject: Subject) -> str:
    return f"{wording.person(_answer(subject).request.charge.party, subject.case)}."


def _relief_line(subject: Subject) -> str:
    answer = _answer(subject)
    charge, request = answer.request.charge, answer.request
    part = "" if request.of_amount == charge.amount else (
        f", tính trên {amount_in_words(request.of_amount)} thu được từ tài sản đó"
    )  # fmt: skip
    return (
        f"Phí thi hành án phải nộp: {amount_in_words(charge.fee)}. Tỷ lệ miễn, giảm: "
        f"{request.percent}%{part}. Số phí được miễn, giảm: {amount_in_words(answer.spared)}."
    )


def _relief_lasting(subject: Subject) -> str:
    found = _relief(subject)
    return (
        "Việc miễn phí áp dụng cho các lần thu phí tiếp theo của người này trong vụ việc."
        if found.lasting
        else ""
    )


def _relief_ground(subject: Subject) -> str:
    text = _relief(subject).text
    return text[0].lower() + text[1:]


def _relief(subject: Subject) -> fee_grounds.Relief:
    request = _answer(subject).request
    return fee_grounds.relief(request.ground, request.complete_on)


def _fee_decision(subject: Subject) -> str:
    """The decision that charged what is now spared."""
    decision = _answer(subject).request.charge.proposal.decision
    return charged_by(subject, decision)


def charged_by(subject: Subject, decision: FeeDecision | None) -> str:
    """Quyết định thu phí số 12/QĐ-THADS ngày …; Missing while it bears no number."""
    act = next((one for one in subject.case.acts if decision and one.id == decision.act_id), None)
    number = Subject(subject.case, act).number if act else None
    if act is None or number is None:
        raise Missing("số quyết định thu phí thi hành án")
    return f"Quyết định thu phí thi hành án số {number} {day_in_words(act.day)}"


def _decision(subject: Subject) -> FeeDecision:
    if subject.act is None or subject.act.fee_decision is None:
        raise Missing("khoản thu phí của quyết định")
    return subject.act.fee_decision


def _answer(subject: Subject) -> FeeReliefAnswer:
    if subject.act is None or subject.act.fee_relief is None:
        raise Missing("đề nghị miễn, giảm phí của quyết định")
    return subject.act.fee_relief


def _told(name: str) -> Callable[[Subject], str]:
    def read(subject: Subject) -> str:
        value = subject.issued.terms.get(name, "") if subject.issued else ""
        if not value:
            raise Missing(TOLD[name])
        return value.rstrip(".")

    return read


OF_FEES: dict[str, Callable[[Subject], str]] = {
    "fee_decision": _fee_decision, "fee_lines": _lines, "fee_replaces": _replaces,
    "relief_article": lambda subject: formal(_relief(subject).source),
    "relief_documents": lambda subject: _answer(subject).request.documents.rstrip("."),
    "relief_ground": _relief_ground, "relief_lasting": _relief_lasting,
    "relief_line": _relief_line, "relief_person": _relief_person,
    **{name: _told(name) for name in TOLD},
}  # fmt: skip
