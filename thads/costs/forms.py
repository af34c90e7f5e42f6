"""What people type about costs of coercion."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from uuid import UUID

from wtforms import Field, FieldList, FormField, HiddenField
from wtforms import Form as Rows

from thads.cases.forms.asking import AskingForm
from thads.core.errors import RuleBroken
from thads.costs.listing import Part, Wanted
from thads.costs.money import MoneyTerms
from thads.costs.terms import LineTerms, RecoveryTerms, ReliefTerms, SheetTerms
from thads.ledger.accounts import Account
from thads.parties.models import Party
from thads.rules import coercion_costs
from thads.web.forms import (
    ChoiceField,
    DateField,
    Form,
    LongTextField,
    MoneyField,
    Required,
    TextField,
    WholeNumberField,
    enum_field,
    need,
    uuid_field,
)

MOST_ROWS = 40
GIVE_DAY = "Nhập ngày, ví dụ 25/09/2024."


class LineRow(Rows):  # type: ignore[misc]
    """One line of costs as typed; an empty row is no line."""

    content = ChoiceField("Nội dung chi", blank="– Chọn nội dung –")
    rate = ChoiceField("Mức chi", blank="Theo hợp đồng, hóa đơn")
    people = WholeNumberField("Số người")
    days = WholeNumberField("Số ngày")
    amount = MoneyField("Số tiền (đ)")
    voucher = TextField("Chứng từ", longest=200)

    @property
    def is_empty(self) -> bool:
        """Nothing was typed or chosen here."""
        return all(one.data is None for one in self)

    @property
    def terms(self) -> LineTerms:
        """What was typed."""
        return LineTerms(
            content=self.content.data or "", rate=self.rate.data, people=self.people.data,
            days=self.days.data, amount=self.amount.data,
            voucher=self.voucher.data if self.voucher else None,
        )  # fmt: skip


class SheetForm(Form):
    """An estimate, or what was spent."""

    day = DateField("Ngày lập", [Required(GIVE_DAY)])
    measure = TextField("Biện pháp cưỡng chế", [Required("Nhập biện pháp cưỡng chế.")])
    coercion_on = DateField("Ngày cưỡng chế")
    place = TextField("Địa điểm")
    plan = LongTextField("Phương án, lực lượng tham gia")
    settles = uuid_field("Quyết toán cho dự trù", blank="– Không theo dự trù –")
    lines = FieldList(FormField(LineRow), min_entries=3, max_entries=MOST_ROWS)
    step = HiddenField()

    def offer_law(self, day: date) -> None:
        """The contents and rates of the law of `day`, by who bears them."""
        contents = [
            (one.code, f"{one.bearer.label}: {one.label}") for one in coercion_costs.contents(day)
        ]
        rates = [
            (one.code, f"{one.label} – {one.amount:,} đ/{one.unit}".replace(",", "."))
            for one in coercion_costs.rates(day)
        ]
        for row in self.lines:
            row.form.content.offer(contents)
            row.form.rate.offer(rates)

    def change_rows(self, step: str) -> bool:
        """Carry out "add-lines" or "drop-lines-2"; False when the step is another one."""
        match = re.fullmatch(r"add-lines|drop-(lines-\d+)", step)
        if match is None:
            return False
        if match[1] is None and len(self.lines.entries) < MOST_ROWS:
            self.lines.append_entry()
        elif match[1] and len(self.lines.entries) > 1:
            self.lines.entries = [row for row in self.lines.entries if row.name != match[1]]
        return True

    def refuse(self, broken: RuleBroken) -> None:
        """A rule about the lines names its line itself."""
        if broken.field == "lines":
            self.form_errors.append(broken.message)
        else:
            super().refuse(broken)

    @property
    def wrong(self) -> list[Field]:
        """The fields that were refused, those of the lines among them."""
        own = [one for one in self if one is not self.lines and one.errors]
        return own + [one for row in self.lines for one in row.form if one.errors]

    @property
    def refused(self) -> bool:
        """Whether there is something to show in the error summary."""
        return bool(self.form_errors or self.wrong)

    @property
    def terms(self) -> SheetTerms:
        """What was typed, without the empty rows."""
        return SheetTerms(
            day=need(self.day.data), measure=need(self.measure.data),
            coercion_on=self.coercion_on.data, place=self.place.data,
            plan=self.plan.data if self.plan else None,
            settles_id=self.settles.data if self.settles else None,
            lines=[row.form.terms for row in self.lines if not row.form.is_empty],
            submission_key=self.submission_key.data or None,
        )  # fmt: skip


class EstimateForm(SheetForm):
    """An estimate: the day of the coercion is known."""

    coercion_on = DateField("Ngày cưỡng chế", [Required("Nhập ngày cưỡng chế.")])


class DecisionForm(Form):
    """The head says yes, or no with the reason."""

    answer = ChoiceField(
        "Quyết định", [Required("Chọn chấp nhận hoặc không.")],
        choices=[("yes", "Chấp nhận"), ("no", "Không chấp nhận")], blank="– Chọn –",
    )  # fmt: skip
    note = LongTextField("Lý do, ghi chú")


class MoneyForm(Form):
    """So much on a day."""

    day = DateField("Ngày", [Required(GIVE_DAY)])
    amount = MoneyField("Số tiền (đ)", [Required("Nhập số tiền.")])
    counterpart = TextField("Người nhận", [Required("Nhập người nhận tiền.")])
    place = enum_field(
        "Chi từ", Account, [Required("Chọn nơi chi.")], only=(Account.TRUST, Account.CASH)
    )

    @property
    def terms(self) -> MoneyTerms:
        """What was typed."""
        return MoneyTerms(
            day=need(self.day.data), amount=need(self.amount.data),
            counterpart=need(self.counterpart.data),
            place=need(self.place.data) if self.place else Account.TRUST,
            submission_key=self.submission_key.data or None,
        )  # fmt: skip


class RecoveryForm(Form):
    """Costs that come in."""

    day = DateField("Ngày", [Required(GIVE_DAY)])
    place = enum_field(
        "Thu từ", Account, [Required("Chọn nguồn thu.")],
        only=(Account.UNALLOCATED, Account.TRUST, Account.CASH),
    )  # fmt: skip
    party = uuid_field("Người chịu chi phí", [Required("Chọn người chịu chi phí.")])
    amount = MoneyField("Số tiền (đ)", [Required("Nhập số tiền.")])
    reason = TextField("Nội dung", [Required("Nhập nội dung.")])

    def offer(self, parties: Iterable[Party]) -> None:
        """Who may bear costs."""
        self.party.offer((one.id, f"{one.name} ({one.role.label})") for one in parties)

    @property
    def terms(self) -> RecoveryTerms:
        """What was typed."""
        return RecoveryTerms(
            day=need(self.day.data), place=need(self.place.data), amount=need(self.amount.data),
            party_id=need(self.party.data), reason=need(self.reason.data),
            submission_key=self.submission_key.data or None,
        )  # fmt: skip


class ListForm(AskingForm):
    """Which cases with costs, as it stands in the address."""

    unit = uuid_field("Đơn vị", blank="Toàn tỉnh")
    part = enum_field("Phần", Part, blank="Mọi việc có chi phí")

    def wanted(self, scope: UUID | None) -> Wanted:
        """For who sees this unit (None: the province)."""
        return Wanted(unit_id=self.good("unit") if scope is None else scope, part=self.good("part"))


class ReliefForm(Form):
    """A request to be let off costs, with its proof."""

    party = uuid_field("Người đề nghị", [Required("Chọn người đề nghị.")])
    received_on = DateField("Ngày nhận đơn và tài liệu", [Required(GIVE_DAY)])
    ground = ChoiceField("Thuộc trường hợp", [Required("Chọn trường hợp.")], blank="– Chọn –")
    payable = MoneyField("Chi phí người này phải nộp (đ)", [Required("Nhập số tiền.")])
    reason = LongTextField("Lý do", [Required("Nhập lý do trong đơn.")])
    proof = LongTextField("Tài liệu kèm theo", [Required("Ghi tài liệu chứng minh.")])

    def offer(self, parties: Iterable[tuple[UUID, str]], day: date) -> None:
        """Who may ask, and why by the law of `day`."""
        self.party.offer(parties)
        self.ground.offer((one.code, one.label) for one in coercion_costs.reliefs(day))

    @property
    def terms(self) -> ReliefTerms:
        """What was typed."""
        return ReliefTerms(
            party_id=need(self.party.data), received_on=need(self.received_on.data),
            ground=need(self.ground.data), reason=need(self.reason.data),
            proof=need(self.proof.data), payable=need(self.payable.data),
            submission_key=self.submission_key.data or None,
        )  # fmt: skip
