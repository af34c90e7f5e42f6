"""What is typed about credit institutions and the creditors that they are."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from thads.banks.actions.institutions import EndTerms, InstitutionTerms
from thads.banks.models import CreditInstitution
from thads.banks.naming import Likeness
from thads.banks.queries.register import Part, Wanted
from thads.cases.forms.asking import AskingForm
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

NONE = UUID(int=0)  # chosen: no credit institution


class InstitutionForm(Form):
    """An institution for the register."""

    name = TextField("Tên tổ chức tín dụng", [Required("Nhập tên tổ chức tín dụng.")])
    short_name = TextField("Tên viết tắt", longest=60)
    branch = TextField("Chi nhánh, phòng giao dịch", longest=120)
    valid_from = DateField("Hoạt động với tên này từ ngày", [Required("Nhập ngày.")])

    def terms(self) -> InstitutionTerms:
        """As typed terms."""
        return InstitutionTerms(
            name=need(self.name.data), short_name=self.short_name.data, branch=self.branch.data,
            valid_from=need(self.valid_from.data), submission_key=self.submission_key.data,
        )  # fmt: skip


class EndForm(Form):
    """The end of an institution."""

    last_day = DateField("Ngày cuối hoạt động với tên này", [Required("Nhập ngày cuối.")])
    reason = LongTextField("Lý do (sáp nhập, đổi tên, giải thể)", [Required("Nhập lý do.")])
    successor_id = uuid_field("Tổ chức kế thừa các việc", blank="– Không có –")

    def terms(self) -> EndTerms:
        """As typed terms."""
        return EndTerms(
            last_day=need(self.last_day.data), reason=need(self.reason.data),
            successor_id=self.successor_id.data,
        )  # fmt: skip


class ListForm(AskingForm):
    """What the list of institutions is asked for."""

    unit = uuid_field("Đơn vị", blank="Tất cả đơn vị")
    part = enum_field("Việc", Part, blank="Mọi việc")

    def wanted(self, mine: UUID | None) -> Wanted:
        """As the query wants it; `mine`: the unit to which this reader is kept."""
        return Wanted(unit_id=mine or self.good("unit"), part=self.good("part"))


class CreditorFilterForm(AskingForm):
    """Which creditors are still to be told apart."""

    unit = uuid_field("Đơn vị", blank="Tất cả đơn vị")
    likeness = enum_field("Gợi ý", Likeness, blank="Tất cả")


class BulkForm(Form):
    """What the creditors that were ticked are."""

    institution = uuid_field("Gắn các dòng đã chọn vào", blank="Gợi ý ghi ở từng dòng")

    def offer(self, institutions: Iterable[CreditInstitution]) -> None:
        """The institutions of today, and none of them."""
        self.institution.offer(choices(institutions))


class LinkForm(Form):
    """What one creditor is."""

    institution = uuid_field("Tổ chức tín dụng", [Required("Chọn tổ chức tín dụng.")])

    def offer(self, institutions: Iterable[CreditInstitution]) -> None:
        """The institutions of today, and none of them."""
        self.institution.offer(choices(institutions))

    @property
    def chosen_id(self) -> UUID | None:
        """The institution; None: it is none."""
        return None if self.institution.data == NONE else self.institution.data


def choices(institutions: Iterable[CreditInstitution]) -> list[tuple[Any, str]]:
    """Institutions by their titles, and the answer that it is none."""
    known: list[tuple[Any, str]] = [(one.id, one.title) for one in institutions]
    return [*known, (NONE, "Không phải tổ chức tín dụng")]
