"""Inviting people, changing what they may do, moving the practice day, reading the record."""

from __future__ import annotations

from thads.identity.actions import NewUser
from thads.identity.models import Body, Role
from thads.web.forms import (
    ChoiceField,
    DateField,
    Form,
    Required,
    TextField,
    enum_field,
    need,
    uuid_field,
)

NO_BODY = "Không có"
NO_UNIT = "Toàn tỉnh (không thuộc đơn vị nào)"


class RoleForm(Form):
    """Role and unit of a person, or the body of oversight that sends the person."""

    role = enum_field("Vai trò", Role, [Required("Chọn vai trò.")])
    unit_id = uuid_field("Đơn vị", blank=NO_UNIT)
    body = enum_field("Cơ quan giám sát", Body, blank=NO_BODY)


class InviteForm(RoleForm):
    """Who is invited."""

    username = TextField("Tên đăng nhập", [Required("Nhập tên đăng nhập.")], longest=40)
    full_name = TextField("Họ và tên", [Required("Nhập họ và tên.")], longest=100)

    def terms(self) -> NewUser:
        """The typed terms of the invitation."""
        return NewUser(
            username=need(self.username.data),
            full_name=need(self.full_name.data),
            role=need(self.role.data),
            unit_id=self.unit_id.data,
            body=self.body.data,
        )


class PracticeDayForm(Form):
    """The working day of a practice province."""

    day = DateField("Ngày làm việc", [Required("Nhập ngày làm việc.")])


class UserFilterForm(Form):
    """Which people to show; its values stand in the address."""

    class Meta(Form.Meta):
        """A search changes nothing, so it needs no seal."""

        csrf = False

    words = TextField("Họ tên hoặc tên đăng nhập", longest=80)
    role = enum_field("Vai trò", Role, blank="Tất cả")
    unit_id = uuid_field("Đơn vị", blank="Tất cả")


class AuditFilterForm(Form):
    """Which acts to show."""

    class Meta(Form.Meta):
        """A search changes nothing, so it needs no seal."""

        csrf = False

    username = TextField("Tên đăng nhập", longest=80)
    act = ChoiceField("Loại việc", blank="Tất cả")
    since = DateField("Từ ngày")
    until = DateField("Đến ngày")
