"""What a person types to correct what is said of a party."""

from __future__ import annotations

from datetime import date
from typing import Any

from wtforms.validators import Regexp, ValidationError

from thads.cases.actions.parties import PartyCorrectionTerms
from thads.cases.forms.fact import FactForm
from thads.cases.models import Case
from thads.parties.models import Party, PartyKind
from thads.places import queries as places
from thads.places.models import Commune
from thads.web.forms import LongTextField, Required, TextField, need

NUMBERS = {
    PartyKind.PERSON: (r"\d{9}|\d{12}", "Nhập 9 hoặc 12 chữ số."),
    PartyKind.ORGANISATION: (r"\d{10}(-\d{3})?|\d{12}", "Nhập mã số 10, 12 hoặc 13 chữ số."),
}


class PartyForm(FactForm):
    """Name, number, address and commune as they should be, and why."""

    name = TextField("Họ tên hoặc tên tổ chức", [Required("Nhập tên đương sự.")])
    personal_id_number = TextField("Số định danh, mã số")
    address = TextField("Số nhà, thôn, tổ")
    commune_text = TextField("Xã, phường")
    commune_code = TextField("Xã, phường đã chọn")
    reason = LongTextField("Lý do, căn cứ đính chính", [Required("Nhập lý do, căn cứ đính chính.")])

    def __init__(self, case: Case, party: Party, **options: Any) -> None:
        super().__init__(case, **options)
        self.party, self.day = party, case.docketed_on
        pattern, message = NUMBERS[party.kind]
        number = self.personal_id_number
        number.validators = [*number.validators, Regexp(f"^({pattern})$", message=message)]
        if not self.is_submitted():
            for name in ("name", "personal_id_number", "address", "commune_code"):
                self[name].data = getattr(party, name)

    @property
    def commune(self) -> Commune | None:
        """The commune chosen, as it was named on the decision's day."""
        return self._commune(self.commune_code.data, self.day)

    @property
    def communes(self) -> tuple[Commune, ...]:
        """What may be meant by the text typed."""
        text = self.commune_text.data
        return places.search(text, self.day, limit=8) if text and not self.commune else ()

    def validate_commune_text(self, field: TextField) -> None:
        """A commune is chosen from the list, not only typed."""
        if self.commune_code.data and not self.commune:
            raise ValidationError("Xã, phường này không có vào ngày ra quyết định; chọn lại.")
        if field.data and not self.commune_code.data:
            raise ValidationError("Bấm “Tìm xã” rồi chọn một xã, phường trong danh sách.")

    def terms(self) -> PartyCorrectionTerms:
        """As typed terms."""
        return PartyCorrectionTerms(
            party_id=self.party.id, name=need(self.name.data),
            personal_id_number=self.personal_id_number.data, address=self.address.data,
            commune_code=self.commune_code.data, reason=need(self.reason.data),
            submission_key=self.submission_key.data or None, revision=self.seen_revision,
        )  # fmt: skip

    @staticmethod
    def _commune(code: str | None, day: date) -> Commune | None:
        return places.commune(code, day) if code else None
