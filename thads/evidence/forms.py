"""What people type about evidence to be destroyed."""

from thads.web.forms import DateField, Form, LongTextField, Required


class OpeningForm(Form):
    """A file of exhibits that the judgment orders to be destroyed."""

    description = LongTextField("Vật chứng", [Required("Mô tả vật chứng phải tiêu hủy.")])
    decided_on = DateField(
        "Ngày quyết định thi hành án phần tiêu hủy", [Required("Nhập ngày, ví dụ 25/09/2024.")]
    )


class CouncilForm(Form):
    """The destruction council was set up."""

    council_on = DateField("Ngày lập Hội đồng tiêu hủy", [Required("Nhập ngày lập Hội đồng.")])


class DestructionForm(Form):
    """The exhibits were destroyed."""

    destroyed_on = DateField("Ngày tiêu hủy", [Required("Nhập ngày tiêu hủy.")])
