"""What is typed about inspections."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from flask_wtf.file import FileField

from thads.cases.forms.asking import AskingForm, SpanForm
from thads.inspections.asking import FindingFilter, InspectionFilter, Mending, Stage
from thads.inspections.models import InspectionKind, SampledFile, Verdict
from thads.inspections.terms import Answer, FindingTerms, InspectionTerms, RemedyTerms
from thads.rules.inspection import ITEMS, Item
from thads.web.forms import (
    ChoiceField,
    DateField,
    Form,
    LongTextField,
    Required,
    TextField,
    enum_field,
    need,
    uuid_field,
)


class InspectionFilterForm(SpanForm):
    """Which inspections are listed, as it stands in the address."""

    kind = enum_field("Loại", InspectionKind, blank="Mọi loại")
    stage = enum_field("Tình trạng", Stage, blank="Mọi tình trạng")
    unit = uuid_field("Đơn vị", blank="Toàn tỉnh")

    def wanted(self, scope: UUID | None) -> InspectionFilter:
        """What is meant; `scope`: the unit that the reader sees (None: all)."""
        return InspectionFilter(
            unit_id=scope or self.good("unit"), kind=self.good("kind"), stage=self.good("stage"),
            since=self.good("since"), until=self.good("until"),
        )  # fmt: skip


class FindingFilterForm(AskingForm):
    """Which findings are listed, as it stands in the address."""

    state = enum_field("Tình trạng", Mending, blank="Mọi tình trạng")
    item = ChoiceField("Nội dung kiểm tra", blank="Mọi nội dung",
                       choices=[(item.code, item.question) for item in ITEMS])  # fmt: skip
    unit = uuid_field("Đơn vị", blank="Toàn tỉnh")

    def wanted(self, scope: UUID | None) -> FindingFilter:
        """What is meant; `scope`: the unit that the reader sees (None: all)."""
        return FindingFilter(
            unit_id=scope or self.good("unit"), mending=self.good("state"), item=self.good("item")
        )


class InspectionForm(Form):
    """The decision to inspect a unit."""

    kind = enum_field("Loại", InspectionKind, [Required("Chọn loại kiểm tra.")])
    unit = uuid_field("Đơn vị được kiểm tra", [Required("Chọn đơn vị.")])
    number = TextField("Số quyết định, kế hoạch", [Required("Nhập số.")], longest=80)
    decided_on = DateField("Ngày quyết định", [Required("Nhập ngày, ví dụ 25/09/2024.")])
    leader = uuid_field("Trưởng đoàn", [Required("Chọn trưởng đoàn.")])
    period_from = DateField("Kỳ kiểm tra từ ngày", [Required("Nhập ngày.")])
    period_to = DateField("Đến hết ngày", [Required("Nhập ngày.")])
    scope = LongTextField("Nội dung, phạm vi", [Required("Nhập nội dung.")])
    due_on = DateField("Kết luận trước hết ngày", [Required("Nhập hạn kết luận.")])

    def terms(self) -> InspectionTerms:
        """As typed terms."""
        return InspectionTerms(
            kind=need(self.kind.data), number=need(self.number.data),
            decided_on=need(self.decided_on.data), unit_id=need(self.unit.data),
            leader_id=need(self.leader.data), period_from=need(self.period_from.data),
            period_to=need(self.period_to.data), scope=need(self.scope.data),
            due_on=need(self.due_on.data),
        )  # fmt: skip


class AnswersForm(Form):
    """The checklist of one file; its fields are made of the items."""

    def answers(self, items: Sequence[Item]) -> list[Answer]:
        """What was answered; an item left alone is not."""
        found = ((item, self[f"v_{item.code}"].data, self[f"n_{item.code}"].data) for item in items)
        return [Answer(item.code, verdict, note) for item, verdict, note in found if verdict]


def answers_form(file: SampledFile, items: Sequence[Item]) -> AnswersForm:
    """The form of these items, with what was answered before."""
    fields: dict[str, Any] = {}
    for item in items:
        before = file.answered.get(item.code)
        fields[f"v_{item.code}"] = enum_field(
            item.question, Verdict, blank="– Chưa trả lời –",
            default=before.verdict if before else None,
        )  # fmt: skip
        fields[f"n_{item.code}"] = TextField("Ghi rõ", default=before.note if before else None)
    made: AnswersForm = type("FileAnswersForm", (AnswersForm,), fields)()
    return made


class FindingForm(Form):
    """A breach with who mends it."""

    item = ChoiceField("Mục vi phạm", [Required("Chọn mục.")], blank="– Chọn mục –")
    file = uuid_field("Hồ sơ", blank="– Không riêng hồ sơ nào –")
    content = LongTextField("Vi phạm, thiếu sót", [Required("Nhập nội dung.")])
    remedy = LongTextField("Biện pháp khắc phục", [Required("Nhập biện pháp khắc phục.")])
    owner = uuid_field("Người khắc phục", [Required("Chọn người khắc phục.")])
    due_on = DateField("Khắc phục trước hết ngày", [Required("Nhập hạn khắc phục.")])

    def terms(self) -> FindingTerms:
        """As typed terms."""
        return FindingTerms(
            file_id=self.file.data, item=need(self.item.data), content=need(self.content.data),
            remedy=need(self.remedy.data), owner_id=need(self.owner.data),
            due_on=need(self.due_on.data),
        )  # fmt: skip

    def offer(
        self,
        items: Sequence[Item],
        files: Sequence[SampledFile],
        people: Sequence[tuple[UUID, str]],
    ) -> None:
        """Items of the checklist, files of the sample, people of the unit."""
        self.item.offer((item.code, item.question) for item in items)
        self.file.offer((file.id, f"{file.position}. {file.case.title}") for file in files)
        self.owner.offer(people)


class RemedyForm(Form):
    """How a finding was mended."""

    day = DateField("Ngày khắc phục xong", [Required("Nhập ngày.")])
    note = LongTextField("Đã khắc phục thế nào", [Required("Nhập kết quả khắc phục.")])
    paper = TextField("Số, ngày, tên văn bản chứng minh", [Required("Nhập văn bản.")])
    file = FileField("Văn bản chứng minh (PDF)")

    def terms(self) -> RemedyTerms:
        """As typed terms."""
        content = self.file.data.read() if self.file.data else b""
        return RemedyTerms(
            day=need(self.day.data), note=need(self.note.data), paper=need(self.paper.data),
            content=content or None,
        )  # fmt: skip

    @property
    def gives_files(self) -> bool:
        """A paper goes with it."""
        return True


class ConclusionForm(Form):
    """What the inspection concludes."""

    number = TextField("Số kết luận", [Required("Nhập số kết luận.")], longest=80)
    day = DateField("Ngày kết luận", [Required("Nhập ngày.")])
    content = LongTextField("Nhận xét, kết luận, kiến nghị", [Required("Nhập kết luận.")])
