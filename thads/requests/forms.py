"""What people type about a request, about a step with it, and what they ask of the books."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from werkzeug.datastructures import MultiDict
from wtforms import Form as Rows

from thads.cases.forms.fact import text_of, words_of
from thads.identity.policy import Permission
from thads.requests.models import Channel, RequestKind, RequestStanding, StepKind
from thads.requests.queries import RequestFilter
from thads.requests.terms import StepTerms
from thads.rules.pauses import Pause
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

OF_PARTY = ("personal_id_number", "address", "account", "means", "enforceable_on")
LIMITATION_PAUSES = (Pause.FORCE_MAJEURE, Pause.POSTPONED, Pause.SUSPENDED)
REQUESTERS = {
    RequestKind.REQUEST: "Người yêu cầu",
    RequestKind.ENTRUSTMENT: "Cơ quan ủy thác",
    RequestKind.PRIVATE_FILE: "Văn phòng thi hành án",
}


class RequestForm(Form):
    """A request as received (NĐ152 Đ.9 k.2); what its kind does not have is left out."""

    unit = uuid_field("Đơn vị nhận", [Required("Chọn đơn vị nhận.")])
    channel = enum_field("Hình thức", Channel, [Required("Chọn hình thức gửi đến.")])
    received_on = DateField("Ngày nhận", [Required("Nhập ngày nhận, ví dụ 25/09/2026.")])
    requested_on = DateField(
        "Ngày yêu cầu",
        description="Ngày gửi thành công, ngày trên dấu bưu chính. Nộp trực tiếp thì bỏ trống: là "
        "ngày nhận đơn, ngày lập biên bản.",
    )
    requester = TextField("Người yêu cầu", [Required("Nhập tên.")])
    personal_id_number = TextField("Số định danh, mã số thuế")
    address = TextField("Địa chỉ")
    reference = TextField(
        "Số, ngày văn bản chuyển đến", [Required("Nhập số, ngày, ví dụ 12/QĐ-THADS ngày 3/7/2026.")]
    )
    stated_judgment = TextField(
        "Số bản án, quyết định",
        description="Trùng số một bản án đã nhận của đơn vị thì được gắn với bản án đó; chưa có "
        "trong sổ thì ghi số, ngày, Tòa án như đơn nêu.",
    )
    creditor = TextField("Người được thi hành án", [Required("Nhập tên.")])
    debtor = TextField("Người phải thi hành án", [Required("Nhập tên.")])
    content = LongTextField("Các khoản yêu cầu thi hành", [Required("Ghi các khoản yêu cầu.")])
    amount = MoneyField("Số tiền yêu cầu (đ)")
    enforceable_on = DateField(
        "Ngày bản án có hiệu lực, hoặc nghĩa vụ đến hạn",
        description="Thời hiệu yêu cầu 05 năm tính từ ngày này, từng định kỳ riêng.",
    )
    means = LongTextField("Thông tin về tài sản, điều kiện thi hành án")
    account = TextField("Tài khoản nhận tiền")

    def __init__(self, kind: RequestKind, **options: Any) -> None:
        super().__init__(**options)
        self.requester.label.text = REQUESTERS[kind]
        if kind is not RequestKind.REQUEST:
            self.requested_on.label.text = "Ngày gửi"
            self.requested_on.description = "Ngày trên dấu bưu chính, ngày gửi thành công"
            self.content.label.text = "Các khoản phải thi hành"
            self.amount.label.text = "Số tiền (đ)"
        gone = ("reference",) if kind is RequestKind.REQUEST else OF_PARTY
        for name in gone:
            del self[name]

    def value(self, name: str) -> Any:
        """What was typed in a field; None where this kind does not have it."""
        field = self._fields.get(name)
        return field.data if field is not None else None


class FilterForm(Rows):  # type: ignore[misc]
    """What is asked of the books, as it stands in the address."""

    text = TextField("Số vào sổ, số bản án hoặc số văn bản đến", longest=120)
    kind = enum_field("Loại", RequestKind, blank="Tất cả")
    standing = enum_field("Tình trạng", RequestStanding, blank="Tất cả")
    unit = ChoiceField("Đơn vị", coerce=UUID, blank="Tất cả")
    received_from = DateField("Nhận từ ngày")
    received_to = DateField("đến ngày")

    def __init__(self, asked: MultiDict[str, str], **options: Any) -> None:
        super().__init__(asked, **options)

    def wanted(self) -> RequestFilter:
        """The filter, without what could not be read."""
        self.validate()
        good = {f.name: f.data for f in self if not f.errors and f.data is not None}
        return RequestFilter(
            text=good.get("text", ""), unit_id=good.get("unit"), kind=good.get("kind"),
            standing=good.get("standing"), received_from=good.get("received_from"),
            received_to=good.get("received_to"),
        )  # fmt: skip

    @property
    def chosen(self) -> list[tuple[str, str]]:
        """Chips: what is being filtered by, and the query name that takes it away."""
        shown = [f for f in self if f.data and not f.errors]
        return [(f"{f.label.text}: {words_of(f)}", f.name) for f in shown]


@dataclass(frozen=True)
class StepPage:
    """One step as its page shows it; `asks`: the fields beside the day and the note."""

    noun: str
    kind: StepKind
    permission: Permission
    button: str
    law: str
    asks: tuple[str, ...] = ()
    note: str = "Ghi chú"

    @property
    def is_checked(self) -> bool:
        """It ends the request, or lets a late one in: read once more before it stands."""
        return self.kind not in (StepKind.COMPLETION_ASKED, StepKind.ENTRY)

    @property
    def endpoint(self) -> str:
        """Where its form is shown and sent."""
        return f"requests.{self.noun.replace('-', '_')}"


_P = Permission
STEP_PAGES = (
    StepPage("completion", StepKind.COMPLETION_ASKED, _P.REQUEST_ENTER,
             "Ghi đã yêu cầu bổ sung", "Điều 9 khoản 6 Nghị định 152/2026",
             note="Còn thiếu, chưa chính xác"),
    StepPage("entry", StepKind.ENTRY, _P.REQUEST_ENTER, "Vào sổ nhận",
             "Điều 31 khoản 4 Luật THADS 2008; Điều 9 khoản 4 Nghị định 152/2026", ("number",)),
    StepPage("excluded-time", StepKind.EXCLUDED_TIME, _P.REQUEST_DECIDE,
             "Chấp nhận thời gian không tính",
             "Điều 30 khoản 2, 3 Luật THADS 2008; Điều 10 khoản 2 Nghị định 152/2026",
             ("pause", "first_day", "last_day"), note="Lý do và tài liệu chứng minh"),
    StepPage("refusal", StepKind.REFUSAL, _P.REQUEST_DECIDE, "Từ chối yêu cầu",
             "Điều 31 khoản 5, Điều 57 khoản 3 Luật THADS 2008; Điều 34 khoản 4 Luật THADS 2025; "
             "Điều 26 khoản 5 Nghị định 152/2026", ("ground",)),
    StepPage("withdrawal", StepKind.WITHDRAWAL, _P.REQUEST_ENTER, "Ghi đã rút yêu cầu",
             "Người yêu cầu rút trước khi có quyết định thi hành án", note="Văn bản rút yêu cầu"),
)  # fmt: skip


class StepForm(Form):
    """One step with a request."""

    day = DateField("Ngày", [Required("Nhập ngày, ví dụ 25/09/2026.")])
    number = WholeNumberField("Số vào sổ", [Required("Nhập số vào sổ.")])
    ground = ChoiceField("Căn cứ từ chối", [Required("Chọn căn cứ.")], blank="– Chọn căn cứ –")
    pause = enum_field("Lý do", Pause, [Required("Chọn lý do.")], only=LIMITATION_PAUSES)
    first_day = DateField("Từ ngày", [Required("Nhập ngày đầu.")])
    last_day = DateField("đến hết ngày", [Required("Nhập ngày cuối.")])
    note = LongTextField("Ghi chú")

    def __init__(self, page: StepPage, **options: Any) -> None:
        super().__init__(**options)
        self.page = page
        for name in {"number", "ground", "pause", "first_day", "last_day"} - set(page.asks):
            del self[name]
        self.note.label.text = page.note

    @property
    def answers(self) -> list[tuple[str, str]]:
        """Label and content of what was typed, to be read once more."""
        return [(f.label.text, words) for f in self.visible_fields if (words := words_of(f))]

    @property
    def carried(self) -> list[tuple[str, str]]:
        """Name and content of what was typed, for the page that shows it once more."""
        return [(f.name, text_of(f)) for f in self.visible_fields if f.data is not None]

    def terms(self) -> StepTerms:
        """What was typed, as the action takes it."""
        asked = {name: self[name].data for name in self.page.asks}
        return StepTerms(
            kind=self.page.kind, day=need(self.day.data), note=self.note.data,
            submission_key=self.submission_key.data or None, **asked,
        )  # fmt: skip
