"""What people type about a destruction council, its sitting and its photos."""

from __future__ import annotations

from thads.attachments.forms import FilesField
from thads.cases.models import SigningMode
from thads.evidence.kinds import Method, Moment, Seat
from thads.web.forms import (
    DateField,
    Form,
    LongTextField,
    Required,
    TextField,
    enum_field,
    uuid_field,
)


class CouncilForm(Form):
    """The decision that sets it up; members beside the chair are name and office."""

    day = DateField("Ngày quyết định thành lập", [Required("Nhập ngày quyết định.")])
    number = TextField("Số quyết định", [Required("Nhập số quyết định.")])
    signer = uuid_field("Người ký", [Required("Chọn người ký.")])
    signing_mode = enum_field("Hình thức ký", SigningMode, blank=None)
    chair = uuid_field("Chủ tịch Hội đồng (Chấp hành viên)", [Required("Chọn Chủ tịch.")])
    commune = TextField("Đại diện UBND cấp xã")
    commune_office = TextField("Chức vụ, cơ quan của đại diện UBND")
    finance = TextField("Đại diện cơ quan tài chính")
    finance_office = TextField("Chức vụ, cơ quan của đại diện tài chính")
    specialist = TextField("Đại diện cơ quan chuyên môn")
    specialist_office = TextField("Chức vụ, cơ quan của đại diện chuyên môn")
    other = TextField("Thành viên khác")
    other_office = TextField("Chức vụ, cơ quan của thành viên khác")

    def others(self) -> list[tuple[Seat, str, str]]:
        """Members beside the chair, as far as they are named."""
        seats = (Seat.COMMUNE, Seat.FINANCE, Seat.SPECIALIST, Seat.OTHER)
        found = [(seat, self[seat.value].data, self[f"{seat.value}_office"].data) for seat in seats]
        return [(seat, name, office or seat.label) for seat, name, office in found if name]


class SessionForm(Form):
    """One sitting; votes and signatures stand beside the members' names."""

    day = DateField("Ngày tiêu hủy", [Required("Nhập ngày tiêu hủy.")])
    hour = TextField("Giờ", [Required("Nhập giờ, ví dụ 09:00.")])
    place = TextField("Địa điểm", [Required("Nhập địa điểm.")])
    method = enum_field("Hình thức tiêu hủy", Method, [Required("Chọn hình thức.")])
    contractor = TextField("Đơn vị tiêu hủy theo hợp đồng")
    prosecutor = TextField("Kiểm sát viên dự")
    course = LongTextField("Diễn biến, hiện trạng vật chứng khi tiêu hủy")


class PhotoForm(Form):
    """Photos of one exhibit before or after."""

    exhibit = uuid_field("Vật chứng", [Required("Chọn vật chứng.")])
    moment = enum_field("Thời điểm", Moment, [Required("Chọn thời điểm.")])
    files = FilesField("Ảnh", needed=True)
