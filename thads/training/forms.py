"""What is typed about training and outreach, and what is asked of the list."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from thads.cases.forms.asking import SpanForm
from thads.inspections.models import InspectionFinding
from thads.training.hours import in_hours, minutes_of
from thads.training.models import EventKind, TrainingEvent
from thads.training.queries import EventFilter
from thads.training.terms import EventTerms
from thads.web.fields import TypedField
from thads.web.forms import (
    CheckField,
    DateField,
    Form,
    LongTextField,
    Required,
    TextField,
    WholeNumberField,
    enum_field,
    need,
    uuid_field,
)


class HoursField(TypedField):
    """Hours with a comma, as minutes."""

    unreadable = "Nhập số giờ, ví dụ 7 hoặc 3,5."

    def read(self, text: str) -> int:
        """The minutes that were typed as hours."""
        return minutes_of(text)

    def write(self, value: int) -> str:
        """3,5"""
        return in_hours(value)


class EventForm(Form):
    """An event that was held."""

    kind = enum_field("Loại", EventKind, [Required("Chọn loại.")])
    title = TextField("Tên lớp, buổi", [Required("Nhập tên lớp, buổi.")])
    subject = LongTextField("Nội dung", [Required("Nhập nội dung.")])
    article = TextField("Điều luật, chuyên đề")
    first_day = DateField("Từ ngày", [Required("Nhập ngày, ví dụ 25/09/2024.")])
    last_day = DateField("Đến hết ngày", [Required("Nhập ngày, ví dụ 25/09/2024.")])
    minutes = HoursField("Tổng số giờ", [Required("Nhập số giờ, ví dụ 7 hoặc 3,5.")])
    place = TextField("Địa điểm", [Required("Nhập địa điểm.")])
    held_by = TextField("Người giảng, người tuyên truyền", [Required("Nhập ai giảng.")])
    people = WholeNumberField("Số người dân dự")
    commune = TextField("Xã, phường")
    finding = uuid_field("Vi phạm, thiếu sót mà lớp này khắc phục", blank="– Không gắn –")

    def offer(self, findings: Iterable[InspectionFinding]) -> None:
        """Findings that it may answer."""
        self.finding.offer((one.id, words_of(one)) for one in findings)

    def terms(self) -> EventTerms:
        """As typed terms."""
        return EventTerms(
            kind=need(self.kind.data), title=need(self.title.data),
            subject=need(self.subject.data), article=self.article.data,
            first_day=need(self.first_day.data), last_day=need(self.last_day.data),
            minutes=need(self.minutes.data), place=need(self.place.data),
            held_by=need(self.held_by.data), people=self.people.data, commune=self.commune.data,
            finding_ids=(self.finding.data,) if self.finding.data else (),
            submission_key=self.submission_key.data or None,
        )  # fmt: skip


class StrikeForm(Form):
    """Why an event is struck."""

    reason = LongTextField("Lý do", [Required("Nhập lý do.")])


class FilterForm(SpanForm):
    """Which events are listed."""

    kind = enum_field("Loại", EventKind, blank="Tất cả")
    unit = uuid_field("Đơn vị", blank="Tất cả đơn vị")

    def wanted(self, mine: UUID | None, *, since: date, until: date) -> EventFilter:
        """The filter; days that were not chosen are those given, a unit's reader sees his unit."""
        return EventFilter(
            unit_id=mine or self.good("unit"), kind=self.good("kind"),
            since=self.good("since") or since, until=self.good("until") or until,
        )  # fmt: skip


class AttendanceForm(Form):
    """Hours of each of the staff; its fields are made of them."""

    def minutes(self) -> dict[UUID, int]:
        """By person; nothing typed: took no part."""
        return {key: field.data or 0 for key, field in _keyed(self)}


class AnswersForm(Form):
    """Ticks at the findings that an event answers."""

    def ticked(self) -> list[UUID]:
        """Those that were ticked."""
        return [key for key, field in _keyed(self) if field.data]


def attendance_form(event: TrainingEvent, people: Iterable[tuple[UUID, str]]) -> AttendanceForm:
    """The form of these people, with what is known of them."""
    told = {one.user_id: one.minutes for one in event.staff}
    fields = {key: HoursField(name, default=told.get(key)) for key, name in people}
    made: AttendanceForm = _made(AttendanceForm, fields)
    return made


def answers_form(event: TrainingEvent, findings: Iterable[InspectionFinding]) -> AnswersForm:
    """The form of these findings, those that it answers ticked."""
    told = {one.finding_id for one in event.answered}
    fields = {one.id: CheckField(words_of(one), default=one.id in told) for one in findings}
    made: AnswersForm = _made(AnswersForm, fields)
    return made


def words_of(finding: InspectionFinding) -> str:
    """A finding in one line."""
    return f"{finding.found_on:%d/%m/%Y}, {finding.unit.name}: {finding.content}"


def _made(form: Any, fields: Mapping[UUID, Any]) -> Any:
    named = {f"of_{key.hex}": field for key, field in fields.items()}
    return type(f"Made{form.__name__}", (form,), named)()


def _keyed(form: Form) -> list[tuple[UUID, Any]]:
    return [(UUID(one.short_name[3:]), one) for one in form if one.short_name.startswith("of_")]
