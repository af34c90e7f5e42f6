"""Sign-in, passwords, own account: text in, nothing cleaned from a password."""

from __future__ import annotations

from wtforms import PasswordField

from thads.identity.passwords import SHORTEST
from thads.web.forms import Form, Required, TextField


class SignInForm(Form):
    """Name and password; a password manager may fill both (WCAG 3.3.8)."""

    username = TextField("Tên đăng nhập", [Required("Nhập tên đăng nhập.")], longest=80)
    password = PasswordField("Mật khẩu", [Required("Nhập mật khẩu.")])


class PasswordForm(Form):
    """Change one's own password."""

    old = PasswordField("Mật khẩu hiện tại", [Required("Nhập mật khẩu hiện tại.")])
    new = PasswordField("Mật khẩu mới", [Required("Nhập mật khẩu mới.")])


class AcceptForm(Form):
    """Set the first password."""

    password = PasswordField(
        "Mật khẩu mới", [Required(f"Nhập mật khẩu, ít nhất {SHORTEST} ký tự.")]
    )


class EmptyForm(Form):
    """A button: nothing but the seal and the key."""
