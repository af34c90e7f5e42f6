"""What is typed about oversight visits."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from flask_wtf.file import FileField

from thads.core.errors import RuleBroken
from thads.identity.models import Body
from thads.reports.models import MonthlyReport
from thads.visits.models import Metric, StepKind
from thads.visits.terms import ClosingTerms, ConclusionTerms, Figure, StepTerms, VisitTerms
from thads.web.forms import (
    DateField,
    Form,
    LongTextField,
    Required,
    TextField,
    enum_field,
    need,
    uuid_field,
)


class VisitForm(Form):
    """The decision of a body to oversee."""

    body = enum_field("Cơ quan giám sát", Body, [Required("Chọn cơ quan giám sát.")])
    delegation = TextField("Đoàn giám sát", [Required("Nhập tên đoàn.")])
    number = TextField("Số quyết định", [Required("Nhập số quyết định.")], longest=80)
    decided_on = DateField("Ngày quyết định", [Required("Nhập ngày quyết định.")])
    scope = LongTextField("Nội dung, phạm vi giám sát", [Required("Nhập nội dung giám sát.")])

    def terms(self) -> VisitTerms:
        """As typed terms."""
        return VisitTerms(
            need(self.body.data), need(self.delegation.data), need(self.number.data),
            need(self.decided_on.data), need(self.scope.data),
        )  # fmt: skip


class StepForm(Form):
    """Something that happened in the course of a visit."""

    kind = enum_field("Việc", StepKind, [Required("Chọn việc.")])
    day = DateField("Ngày", [Required("Nhập ngày.")])
    note = LongTextField("Ghi chú")

    def terms(self) -> StepTerms:
        """As typed terms."""
        return StepTerms(need(self.kind.data), need(self.day.data), self.note.data)


class QuestionForm(Form):
    """One question of the outline."""

    content = LongTextField("Câu hỏi của đề cương", [Required("Nhập câu hỏi.")])


class FigureForm(Form):
    """A figure of a published report, chosen by name."""

    report = uuid_field("Báo cáo đã công bố", blank="– Không kèm số liệu –")
    metric = enum_field("Chỉ tiêu", Metric, blank="– Không kèm số liệu –")

    def offer(self, reports: Iterable[MonthlyReport]) -> None:
        """Published versions only."""
        self.report.offer(
            (one.id, f"Đến hết {one.period_end:%d/%m/%Y}, bản {one.version}") for one in reports
        )

    def figure(self) -> Figure | None:
        """The figure; RuleBroken when only half of it was chosen."""
        report, metric = self.report.data, self.metric.data
        if (report is None) != (metric is None):
            raise RuleBroken(
                "visit.half_figure", "Chọn cả báo cáo và chỉ tiêu, hoặc để trống cả hai.",
                field="metric" if report else "report",
            )  # fmt: skip
        return Figure(report, metric) if report and metric else None


class AnswerForm(FigureForm):
    """The office's answer to a question."""

    content = LongTextField("Trả lời", [Required("Nhập câu trả lời.")])


class ConclusionForm(Form):
    """One conclusion with its owner."""

    content = LongTextField("Kết luận, kiến nghị", [Required("Nhập kết luận.")])
    measure = TextField(
        "Hoàn thành khi (số liệu hoặc văn bản)", [Required("Nhập điều kiện hoàn thành.")]
    )
    due_on = DateField("Hạn thực hiện", [Required("Nhập hạn thực hiện.")])
    unit_id = uuid_field("Đơn vị chịu trách nhiệm", [Required("Chọn đơn vị.")])
    owner_id = uuid_field("Người chịu trách nhiệm", blank="Thủ trưởng đơn vị")

    def offer(self, units: Iterable[tuple[UUID, str]], people: Iterable[tuple[UUID, str]]) -> None:
        """Units of today and their people."""
        self.unit_id.offer(units)
        self.owner_id.offer(people)

    def terms(self) -> ConclusionTerms:
        """As typed terms."""
        return ConclusionTerms(
            need(self.content.data), need(self.measure.data), need(self.due_on.data),
            need(self.unit_id.data), self.owner_id.data,
        )  # fmt: skip


class ProgressForm(Form):
    """How far a conclusion is."""

    day = DateField("Ngày", [Required("Nhập ngày.")])
    note = LongTextField("Đã làm đến đâu", [Required("Nhập tiến độ.")])


class ClosingForm(FigureForm):
    """How a conclusion was met."""

    day = DateField("Ngày hoàn thành", [Required("Nhập ngày hoàn thành.")])
    note = LongTextField("Kết quả", [Required("Nhập kết quả.")])
    paper = TextField("Số, ngày, tên văn bản kèm theo")
    file = FileField("Văn bản chứng minh (PDF)")

    def terms(self) -> ClosingTerms:
        """As typed terms."""
        content = self.file.data.read() if self.file.data else b""
        return ClosingTerms(
            need(self.day.data), need(self.note.data), self.figure(), self.paper.data,
            content or None,
        )  # fmt: skip

    @property
    def gives_files(self) -> bool:
        """A paper goes with it."""
        return True
