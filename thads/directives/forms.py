"""What is typed about directives, tasks, obstacles and meetings."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from flask_wtf.file import FileField
from wtforms import Form as Rows

from thads.cases.forms.asking import AskingForm
from thads.directives.asking import Deciding, ObstacleFilter, State, TaskFilter
from thads.directives.models import IssuerKind, TaskMilestone
from thads.directives.terms import (
    ClosingTerms,
    DecisionTerms,
    DirectiveTerms,
    MeetingTerms,
    ObstacleTerms,
    TaskTerms,
)
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

UPON = [("case", "Việc thi hành án"), ("task", "Nhiệm vụ được giao")]
Choices = Iterable[tuple[UUID, str]]


class PaperForm(Form):
    """A form with which one PDF may go."""

    file = FileField("Tệp văn bản (PDF)")

    @property
    def content(self) -> bytes | None:
        """The file that was given, if any."""
        return (self.file.data.read() or None) if self.file.data else None

    @property
    def gives_files(self) -> bool:
        """It is sent in parts."""
        return True


class DirectiveForm(PaperForm):
    """A document that directs the office."""

    issuer = enum_field("Loại cơ quan ban hành", IssuerKind, [Required("Chọn loại cơ quan.")])
    issuer_name = TextField("Cơ quan ban hành", [Required("Nhập tên cơ quan ban hành.")])
    number = TextField("Số, ký hiệu", [Required("Nhập số, ký hiệu.")], longest=80)
    issued_on = DateField("Ngày ban hành", [Required("Nhập ngày, ví dụ 28/08/2024.")])
    title = LongTextField("Về việc", [Required("Nhập trích yếu.")])

    def terms(self) -> DirectiveTerms:
        """As typed terms."""
        return DirectiveTerms(
            issuer=need(self.issuer.data), issuer_name=need(self.issuer_name.data),
            number=need(self.number.data), issued_on=need(self.issued_on.data),
            title=need(self.title.data), content=self.content,
        )  # fmt: skip


class TaskForm(Form):
    """The five answers; people are those of the chosen unit."""

    what = LongTextField("Rõ việc: phải làm gì", [Required("Nhập việc phải làm.")])
    owner = uuid_field("Rõ người: ai làm", [Required("Chọn người thực hiện.")])
    due_on = DateField("Rõ tiến độ: xong trước hết ngày", [Required("Nhập hạn.")])
    result = LongTextField("Rõ kết quả: phải đạt gì", [Required("Nhập kết quả phải đạt.")])
    leader = uuid_field(
        "Rõ trách nhiệm: lãnh đạo chịu trách nhiệm", [Required("Chọn lãnh đạo chịu trách nhiệm.")]
    )

    def terms(self, unit_id: UUID) -> TaskTerms:
        """As typed terms, for a unit."""
        return TaskTerms(
            what=need(self.what.data), result=need(self.result.data), unit_id=unit_id,
            owner_id=need(self.owner.data), leader_id=need(self.leader.data),
            due_on=need(self.due_on.data),
        )  # fmt: skip


class UnitForm(Rows):  # type: ignore[misc]
    """Which unit a task is for: asked first, since it says who may be chosen."""

    unit = uuid_field("Đơn vị thực hiện", blank="– Chọn đơn vị –")


class MilestoneForm(Form):
    """How far by when."""

    what = TextField("Mốc phải đạt", [Required("Nhập mốc.")])
    due_on = DateField("Trước hết ngày", [Required("Nhập ngày.")])


class ReportForm(Form):
    """How far a task is."""

    day = DateField("Ngày", [Required("Nhập ngày.")])
    note = LongTextField("Đã làm đến đâu", [Required("Nhập tiến độ.")])
    milestone = uuid_field("Mốc đã đạt", blank="– Chưa đạt mốc nào thêm –")

    def offer(self, milestones: Iterable[TaskMilestone]) -> None:
        """Those not reached yet."""
        self.milestone.offer((one.id, f"{one.what} ({one.due_on:%d/%m/%Y})") for one in milestones)


class ClosingForm(PaperForm):
    """How a task was done."""

    day = DateField("Ngày hoàn thành", [Required("Nhập ngày hoàn thành.")])
    result = LongTextField("Kết quả đạt được", [Required("Nhập kết quả.")])
    paper = TextField("Số, ngày, tên văn bản kết quả", [Required("Nhập văn bản kết quả.")])

    def terms(self) -> ClosingTerms:
        """As typed terms."""
        return ClosingTerms(
            day=need(self.day.data), result=need(self.result.data), paper=need(self.paper.data),
            content=self.content,
        )  # fmt: skip


class ObstacleForm(Form):
    """What stands in the way of the task or case of its page."""

    day = DateField("Ngày nêu", [Required("Nhập ngày.")])
    what = LongTextField("Khó khăn, vướng mắc", [Required("Nhập vướng mắc.")])
    remedy = LongTextField("Đề xuất tháo gỡ", [Required("Nhập đề xuất.")])
    decider = uuid_field("Người quyết định", blank="– Cơ quan ngoài quyết định –")
    decider_body = TextField("Hoặc cơ quan quyết định")
    due_on = DateField("Cần quyết định trước hết ngày", [Required("Nhập hạn quyết định.")])

    def terms(
        self, unit_id: UUID, *, task_id: UUID | None = None, case_id: UUID | None = None
    ) -> ObstacleTerms:
        """As typed terms, of a task or a case."""
        return ObstacleTerms(
            task_id=task_id, case_id=case_id, unit_id=unit_id, day=need(self.day.data),
            what=need(self.what.data), remedy=need(self.remedy.data),
            decider_id=self.decider.data, decider_body=self.decider_body.data or None,
            due_on=need(self.due_on.data),
        )  # fmt: skip


class DecisionForm(Form):
    """What was decided on an obstacle."""

    day = DateField("Ngày quyết định", [Required("Nhập ngày.")])
    decision = LongTextField("Quyết định", [Required("Nhập quyết định.")])
    paper = TextField("Số, ngày văn bản")

    def terms(self) -> DecisionTerms:
        """As typed terms."""
        return DecisionTerms(
            day=need(self.day.data), decision=need(self.decision.data),
            paper=self.paper.data or None,
        )  # fmt: skip


class MeetingForm(PaperForm):
    """A meeting of the steering committee."""

    held_on = DateField("Ngày họp", [Required("Nhập ngày họp.")])
    subject = TextField("Nội dung họp", [Required("Nhập nội dung họp.")])
    chair = TextField("Chủ trì", [Required("Nhập người chủ trì.")])
    attendance = LongTextField("Thành phần dự họp", [Required("Nhập thành phần dự họp.")])
    minutes = LongTextField("Kết luận của cuộc họp", [Required("Nhập kết luận.")])

    def terms(self) -> MeetingTerms:
        """As typed terms."""
        return MeetingTerms(
            held_on=need(self.held_on.data), subject=need(self.subject.data),
            chair=need(self.chair.data), attendance=need(self.attendance.data),
            minutes=need(self.minutes.data), content=self.content,
        )  # fmt: skip


class SteeringForm(Form):
    """The committee takes the case of the page under its direction, by one of its meetings."""

    meeting = uuid_field("Cuộc họp", [Required("Chọn cuộc họp.")], blank="– Chọn cuộc họp –")
    direction = LongTextField("Nội dung chỉ đạo", [Required("Nhập nội dung chỉ đạo.")])


class ReleaseForm(Form):
    """The committee directs it no longer."""

    day = DateField("Ngày thôi chỉ đạo", [Required("Nhập ngày.")])
    note = LongTextField("Lý do, kết quả", [Required("Nhập lý do.")])


class TaskFilterForm(Rows):  # type: ignore[misc]
    """Which tasks are listed, as it stands in the address."""

    state = enum_field("Tình trạng", State, blank="Mọi tình trạng")
    issuer = enum_field("Cơ quan ban hành", IssuerKind, blank="Mọi cơ quan")
    unit = uuid_field("Đơn vị", blank="Toàn tỉnh")

    def wanted(self, scope: UUID | None) -> TaskFilter:
        """What is meant; `scope`: the unit whose tasks the reader sees (None: all)."""
        self.validate()
        good = {name: None if self[name].errors else self[name].data for name in self._fields}
        return TaskFilter(state=good["state"], issuer=good["issuer"], unit_id=scope or good["unit"])


class ObstacleFilterForm(AskingForm):
    """Which obstacles are listed, as it stands in the address."""

    state = enum_field("Tình trạng", Deciding, blank="Mọi tình trạng")
    upon = ChoiceField("Của", choices=UPON, blank="Nhiệm vụ, việc")
    decider = ChoiceField("Ai quyết định", choices=[("me", "Tôi quyết định")], blank="Mọi người")
    unit = uuid_field("Đơn vị", blank="Toàn tỉnh")

    def wanted(self, scope: UUID | None, reader_id: UUID) -> ObstacleFilter:
        """What is meant; `scope`: the unit whose obstacles the reader sees (None: all)."""
        upon = self.good("upon")
        return ObstacleFilter(
            unit_id=scope or self.good("unit"), state=self.good("state"),
            decider_id=reader_id if self.good("decider") else None,
            of_cases=upon == "case" if upon else None,
        )  # fmt: skip
