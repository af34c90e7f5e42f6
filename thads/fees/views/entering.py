"""One way of entering whatever the fees of a case are reckoned from: show, check, act, answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from flask import Response, url_for

from thads.cases.models import Case
from thads.cases.views.entering import case_of
from thads.core.errors import Conflict, RuleBroken
from thads.core.money import format_dong
from thads.fees import queries
from thads.fees.actions import paying, proposing, relief, stating
from thads.fees.forms import (
    CorrectionForm,
    FeePaymentForm,
    LiabilityForm,
    PropertyForm,
    ProposalForm,
    ReliefForm,
)
from thads.fees.models import FeeCharge, PropertyReceipt
from thads.fees.views.blueprint import bp
from thads.fees.views.case import creditor_names
from thads.identity.policy import Permission
from thads.units import queries as units
from thads.web.access import requires
from thads.web.request import db, today, user
from thads.web.screen import Screen

ENTERING = Screen("fees/entering.html", part="entering")
_P = Permission


@dataclass(frozen=True)
class Entering:
    """How one thing is entered: its page, its form, and what writes it down."""

    noun: str
    title: str
    submit: str
    permission: Permission
    form: Callable[[Case], Any]
    enter: Callable[[Case, Any], object]
    hints: Mapping[str, str] = field(default_factory=dict)

    def show(self, case_id: UUID) -> Response:
        """The empty form."""
        case = case_of(case_id)
        return ENTERING.show(case=case, entering=self, form=self.form(case))

    def create(self, case_id: UUID) -> Response:
        """The thing written down; refused, the form comes back with what was typed and why not."""
        case = case_of(case_id)
        form = self.form(case)
        if not form.validate():
            return ENTERING.refuse(case=case, entering=self, form=form)
        try:
            self.enter(case, form)
            db().flush()
        except (RuleBroken, Conflict) as broken:
            db().rollback()
            told = broken if isinstance(broken, RuleBroken) else RuleBroken("changed", str(broken))
            form.refuse(told)
            return ENTERING.refuse(case=case_of(case_id), entering=self, form=form)
        shown = url_for("fees.show", case_id=case_id)
        return ENTERING.done(to=shown, message=f"Đã ghi: {self.title}.")

    def register(self) -> None:
        """Serve it under its noun: GET shows the form, POST sends it."""
        rule, guard = f"/cases/<uuid:case_id>/fees/{self.noun}", requires(self.permission)
        for method, endpoint, view in (
            ("GET", f"{self.noun}_form", self.show),
            ("POST", f"create_{self.noun}", self.create),
        ):
            bp.add_url_rule(rule, endpoint, guard(_named(view, endpoint)), methods=[method])


def _named(method: Callable[[UUID], Response], name: str) -> Callable[..., Response]:
    def view(case_id: UUID) -> Response:
        return method(case_id)

    view.__name__ = name
    return view


def _liability(case: Case) -> LiabilityForm:
    form = LiabilityForm()
    form.item.offer(_items(case))
    form.offer_clauses(today())
    return form


def _property(case: Case) -> PropertyForm:
    form = PropertyForm()
    form.party.offer(creditor_names(case).items())
    form.replaces.offer((one.id, _property_words(one)) for one in _properties(case))
    return form


def _proposal(case: Case) -> ProposalForm:
    form = ProposalForm()
    form.party.offer(creditor_names(case).items())
    form.item.offer(_items(case))
    form.property.offer((one.id, _property_words(one)) for one in _properties(case))
    if not form.is_submitted() and len(case.creditors) == 1:
        form.party.data = case.creditors[0].id
    return form


def _correction(case: Case) -> CorrectionForm:
    form = CorrectionForm()
    form.charge.offer((one.id, _charge_words(case, one)) for one in _charges(case))
    return form


def _relief(case: Case) -> ReliefForm:
    form = ReliefForm()
    form.charge.offer((one.id, _charge_words(case, one)) for one in _charges(case))
    form.offer_grounds(today())
    if not form.is_submitted():
        form.complete_on.data = today()
    return form


def _payment(case: Case) -> FeePaymentForm:
    form = FeePaymentForm()
    form.party.offer(creditor_names(case).items())
    if not form.is_submitted():
        form.day.data = today()
    return form


def _pay(case: Case, form: FeePaymentForm) -> object:
    held = case.unit if user().unit_id is None else units.get(db(), user().unit_id or case.unit_id)
    move = paying.give_back if form.gives_back else paying.collect
    return move(db(), case, held, form.terms(), by=user(), today=today())


def _items(case: Case) -> list[tuple[object, str]]:
    return [
        (item.id, f"{item.position}. {item.kind.label}, {format_dong(item.amount)} đ")
        for item in case.items
        if not item.state_budget
    ]


def _charges(case: Case) -> list[FeeCharge]:
    return list(queries.charges_of(db(), case.id, today()))


def _properties(case: Case) -> list[PropertyReceipt]:
    charged = {one.property_id for one in _charges(case)}
    return [one for one in queries.properties(db(), case.id) if one.id not in charged]


def _property_words(one: PropertyReceipt) -> str:
    return f"{one.description}, {format_dong(one.value)} đ, giao {one.day:%d/%m/%Y}"


def _charge_words(case: Case, charge: FeeCharge) -> str:
    name = creditor_names(case).get(charge.party_id, "")
    decision = charge.proposal.decision
    day = f"{decision.day:%d/%m/%Y}" if decision else ""
    return f"{day}: {name}, phí {format_dong(charge.fee)} đ trên {format_dong(charge.amount)} đ"


ENTERINGS = (
    Entering("liability", "Khoản chịu phí, không chịu phí", "Ghi", _P.FEE_PROPOSE, _liability,
             lambda case, form: stating.say_liability(
                 db(), case, form.terms(), by=user(), today=today()),
             {"reason": "Ví dụ: bản án tuyên bồi thường sức khỏe."}),
    Entering("property", "Tài sản giao cho người được thi hành án", "Ghi tài sản", _P.FEE_PROPOSE,
             _property,
             lambda case, form: stating.state_property(
                 db(), case, form.terms(), by=user(), today=today()),
             {"paid_to_others": "Phí tính trên phần thực nhận: giá trị trừ phần phải trả lại "
              "(Thông tư 216/2016/TT-BTC Điều 4 khoản 2).",
              "value": "Định giá lại nếu giá thị trường đã đổi quá 20% (Điều 5 khoản 4)."}),
    Entering("proposal", "Đề xuất thu phí", "Tính và đề xuất", _P.FEE_PROPOSE, _proposal,
             lambda case, form: proposing.propose(
                 db(), case, [form.terms()], by=user(), today=today()),
             {"amount": "Để trống nếu chỉ thu phí của phần đã nhận mà chưa quyết định.",
              "basis": "Chọn 100% nếu việc cưỡng chế đã thực hiện trước khi các bên tự giao, "
              "nhận."}),
    Entering("correction", "Sửa nhầm lẫn về phí", "Đề xuất sửa", _P.FEE_PROPOSE, _correction,
             lambda case, form: proposing.correct(
                 db(), case, form.terms(), by=user(), today=today()),
             {"amount": "Phí được tính lại và thay quyết định cũ khi Thủ trưởng ký (Điều 5 khoản "
              "5)."}),
    Entering("relief", "Đề nghị miễn, giảm phí", "Nhận đề nghị", _P.FEE_PROPOSE, _relief,
             lambda case, form: relief.ask(db(), case, form.terms(), by=user(), today=today()),
             {"complete_on": "Thủ trưởng quyết định trong 05 ngày làm việc, tính từ ngày này.",
              "of_amount": "Chỉ cho trường hợp giảm 30%, 20%; để trống: toàn bộ lần thu."}),
    Entering("payment", "Thu, hoàn trả phí", "Ghi", _P.MONEY_PAY, _payment, _pay,
             {"amount": "Phí khấu trừ khi chi trả không ghi ở đây."}),
)  # fmt: skip
for _entering in ENTERINGS:
    _entering.register()
