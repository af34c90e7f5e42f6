"""What people type about stores, orders and stock-taking."""

from __future__ import annotations

from thads.cases.models import SigningMode
from thads.evidence.kinds import CountKind, Holder
from thads.web.forms import DateField, Form, Required, TextField, enum_field, uuid_field


class PlaceForm(Form):
    """One more place where exhibits are kept."""

    holder = enum_field("Loại kho", Holder, [Required("Chọn loại kho.")])
    name = TextField("Tên kho", [Required("Nhập tên kho.")])
    address = TextField("Địa chỉ", [Required("Nhập địa chỉ.")])
    day = DateField("Dùng từ ngày", [Required("Nhập ngày.")])


class OrderForm(Form):
    """What the head orders in or out."""

    day = DateField("Ngày lệnh", [Required("Nhập ngày lệnh.")])
    body = TextField("Người giao hoặc người nhận", [Required("Nhập người giao, người nhận.")])
    reason = TextField("Lý do", [Required("Nhập lý do nhập, xuất.")])
    signer = uuid_field("Người ký lệnh", [Required("Chọn người ký.")])
    signing_mode = enum_field("Hình thức ký", SigningMode, blank=None)


class ExecutionForm(Form):
    """The storekeeper did what the order says."""

    day = DateField("Ngày nhập, xuất", [Required("Nhập ngày.")])
    note = TextField("Ghi chú")


class CountForm(Form):
    """One counting; what was counted stands beside each exhibit."""

    kind = enum_field("Loại kiểm kê", CountKind, [Required("Chọn loại kiểm kê.")])
    day = DateField("Ngày kiểm kê", [Required("Nhập ngày kiểm kê.")])
    hour = TextField("Giờ", [Required("Nhập giờ, ví dụ 14:00.")])
    people = TextField("Kế toán, thủ kho, Thủ trưởng ký biên bản", [Required("Nhập người ký.")])
