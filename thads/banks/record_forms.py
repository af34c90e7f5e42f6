"""What is typed about meetings, promises, obstacles and hand-overs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from thads.attachments.forms import FilesField
from thads.banks.actions.handovers import OfferTerms, StepTerms
from thads.banks.actions.records import MeetingTerms, ObstacleTerms, PromiseTerms
from thads.banks.models import BankMeeting, Decider, HandoverStep, Outcome, Promiser
from thads.cases.queries import CaseLine
from thads.measures.models import Measure
from thads.web.forms import (
    DateField,
    Form,
    LongTextField,
    MoneyField,
    Required,
    TextField,
    enum_field,
    need,
    uuid_field,
)


class MeetingForm(Form):
    """A meeting that was held."""

    held_on = DateField("Ngày làm việc", [Required("Nhập ngày làm việc.")])
    place = TextField("Địa điểm", [Required("Nhập địa điểm.")])
    people = LongTextField("Thành phần tham gia", [Required("Nhập thành phần tham gia.")])
    subject = LongTextField("Nội dung làm việc", [Required("Nhập nội dung làm việc.")])
    conclusion = LongTextField("Kết luận, thống nhất", [Required("Nhập kết luận.")], longest=8000)
    files = FilesField("Biên bản, tài liệu", needed=False)

    def terms(self) -> MeetingTerms:
        """As typed terms."""
        return MeetingTerms(
            held_on=need(self.held_on.data), place=need(self.place.data),
            people=need(self.people.data), subject=need(self.subject.data),
            conclusion=need(self.conclusion.data), submission_key=self.submission_key.data,
        )  # fmt: skip


class PapersForm(Form):
    """Files that came later."""

    files = FilesField("Biên bản, tài liệu", needed=True)


class OfCaseForm(Form):
    """Something about one case of an institution, or about all of them."""

    case = uuid_field("Việc", blank="Chung, không của riêng việc nào")
    meeting = uuid_field("Tại buổi làm việc", blank="– Không tại buổi nào –")

    def offer(self, cases: Iterable[CaseLine], meetings: Iterable[BankMeeting]) -> None:
        """The open cases of the institution and the meetings with it."""
        self.case.offer(case_choices(cases))
        self.meeting.offer(
            (one.id, f"{one.held_on:%d/%m/%Y}: {one.subject[:60]}") for one in meetings
        )


class PromiseForm(OfCaseForm):
    """A promise with its day."""

    promiser = enum_field("Người hứa", Promiser, [Required("Chọn người hứa.")])
    content = LongTextField("Điều đã hứa", [Required("Nhập điều đã hứa.")])
    made_on = DateField("Ngày hứa", [Required("Nhập ngày hứa.")])
    due_on = DateField("Ngày hẹn thực hiện", [Required("Nhập ngày hẹn.")])

    def terms(self) -> PromiseTerms:
        """As typed terms."""
        return PromiseTerms(
            promiser=need(self.promiser.data), content=need(self.content.data),
            made_on=need(self.made_on.data), due_on=need(self.due_on.data),
            meeting_id=self.meeting.data, submission_key=self.submission_key.data,
        )  # fmt: skip


class OutcomeForm(Form):
    """What became of a promise."""

    outcome = enum_field("Kết quả", Outcome, [Required("Chọn kết quả.")])
    settled_on = DateField("Ngày có kết quả", [Required("Nhập ngày có kết quả.")])
    note = LongTextField("Thực hiện thế nào", [Required("Nhập kết quả thực hiện.")])


class ObstacleForm(OfCaseForm):
    """What stands in the way, and who decides."""

    raised_on = DateField("Ngày nêu", [Required("Nhập ngày nêu.")])
    content = LongTextField("Khó khăn, vướng mắc", [Required("Nhập khó khăn, vướng mắc.")])
    proposal = LongTextField("Đề xuất biện pháp", [Required("Nhập đề xuất.")])
    decider = enum_field("Ai quyết định", Decider, [Required("Chọn người quyết định.")])
    due_on = DateField("Đề nghị giải quyết trước hết ngày")

    def terms(self) -> ObstacleTerms:
        """As typed terms."""
        return ObstacleTerms(
            raised_on=need(self.raised_on.data), content=need(self.content.data),
            proposal=need(self.proposal.data), decider=need(self.decider.data),
            due_on=self.due_on.data, meeting_id=self.meeting.data,
            submission_key=self.submission_key.data,
        )  # fmt: skip


class ObstacleEndForm(Form):
    """How an obstacle was settled."""

    ended_on = DateField("Ngày giải quyết", [Required("Nhập ngày giải quyết.")])
    result = LongTextField("Kết quả giải quyết", [Required("Nhập kết quả.")])
    paper = TextField("Số, ngày của văn bản")


class OfferForm(Form):
    """The owner is asked to hand mortgaged property over."""

    case = uuid_field("Việc", [Required("Chọn việc.")])
    asset = LongTextField("Tài sản thế chấp", [Required("Nhập tài sản.")])
    asset_value = MoneyField("Giá trị theo hợp đồng thế chấp")
    day = DateField("Ngày vận động", [Required("Nhập ngày vận động.")])
    due_on = DateField("Hẹn trả lời đến hết ngày", [Required("Nhập ngày hẹn trả lời.")])
    note = LongTextField("Điều kiện đưa ra để tự nguyện giao", [Required("Nhập điều kiện.")])

    def offer(self, cases: Iterable[CaseLine]) -> None:
        """The open cases of the institution."""
        self.case.offer(case_choices(cases))

    def terms(self) -> OfferTerms:
        """As typed terms."""
        return OfferTerms(
            asset=need(self.asset.data), asset_value=self.asset_value.data,
            day=need(self.day.data), answer_by=need(self.due_on.data), note=need(self.note.data),
            submission_key=self.submission_key.data,
        )  # fmt: skip


class StepForm(Form):
    """What happened next to a hand-over."""

    kind = enum_field("Bước", HandoverStep, [Required("Chọn bước.")])
    day = DateField("Ngày", [Required("Nhập ngày.")])
    due_on = DateField("Ngày hẹn trả lời, ngày hẹn giao")
    note = LongTextField("Nội dung, lý do", [Required("Nhập nội dung.")])
    paper = TextField("Biên bản giao: số, ngày")
    measure = uuid_field("Quyết định cưỡng chế của việc", blank="– Không –")

    def offer(self, last: HandoverStep, coercions: Sequence[Measure]) -> None:
        """What may follow the last step; coercion where its decision is in the register."""
        followers = [one for one in last.followers
                     if coercions or one is not HandoverStep.COERCION]  # fmt: skip
        self.kind.offer((one.value, one.label) for one in followers)
        if HandoverStep.COERCION not in followers:
            del self.measure
            return
        self.measure.offer(
            (one.id, f"{one.kind.label}, {one.decision.title}") for one in coercions if one.decision
        )

    def terms(self) -> StepTerms:
        """As typed terms."""
        return StepTerms(
            kind=need(self.kind.data), day=need(self.day.data), due_on=self.due_on.data,
            note=need(self.note.data), paper=self.paper.data,
            measure_id=self.measure.data if self.measure else None,
        )  # fmt: skip


def case_choices(cases: Iterable[CaseLine]) -> list[tuple[UUID, str]]:
    """Cases by number, with the debtors by whom people know them."""
    found: list[Any] = [
        (one.case_id, f"{one.number}/{one.series} – {one.debtors or 'không rõ'}") for one in cases
    ]
    return found
