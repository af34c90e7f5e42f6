"""What a person declares about relatives."""

from wtforms.validators import Regexp

from thads.conflicts.actions import NUMBER, RelativeTerms
from thads.conflicts.models import Relation
from thads.web.forms import Form, LongTextField, Required, TextField, enum_field, need


class RelativeForm(Form):
    """One relative (L08 Đ.21 k.5 a–c)."""

    relation = enum_field("Quan hệ", Relation, [Required("Chọn quan hệ.")])
    name = TextField("Họ và tên", [Required("Nhập họ và tên.")])
    personal_id_number = TextField(
        "Số định danh cá nhân",
        [Regexp(rf"^({NUMBER.pattern})$", message="Nhập 12 chữ số (số cũ: 9 chữ số).")],
    )

    def terms(self) -> RelativeTerms:
        """As typed terms."""
        return RelativeTerms(
            relation=need(self.relation.data), name=need(self.name.data),
            personal_id_number=self.personal_id_number.data,
        )  # fmt: skip


class EndForm(Form):
    """Why a declaration no longer holds."""

    reason = LongTextField("Lý do thôi khai", [Required("Nhập lý do thôi khai.")])
