"""What people say of the files that they attach, and why one is struck out."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from flask_wtf.file import MultipleFileField
from werkzeug.datastructures import FileStorage

from thads.attachments.filetypes import ABOUT
from thads.attachments.models import PaperKind
from thads.web.forms import (
    DateField,
    Form,
    LongTextField,
    Required,
    TextField,
    enum_field,
    uuid_field,
)

MOST_FILES = 20


class FilesField(MultipleFileField):  # type: ignore[misc]
    """Files of this computer or phone; those that were not chosen are left out."""

    accept = ",".join(f".{ending}" for about in ABOUT.values() for ending in sorted(about.endings))

    def __init__(self, label: str, *, needed: bool, most: int = MOST_FILES, **options: Any) -> None:
        super().__init__(label, **options)
        self.flags.required = needed
        self.most = most

    @property
    def given(self) -> list[FileStorage]:
        """The files that were chosen."""
        return [one for one in self.data or () if isinstance(one, FileStorage) and one.filename]

    def pre_validate(self, form: Any) -> None:
        """Some, and not too many."""
        del form
        if self.flags.required and not self.given:
            raise ValueError("Chọn tệp cần đính kèm.")
        if len(self.given) > self.most:
            raise ValueError(f"Mỗi lần đính kèm nhiều nhất {self.most} tệp; chia thành nhiều lần.")


class AttachmentForm(Form):
    """Files for a case or for one act of it; one title serves files given together."""

    files = FilesField("Tệp", needed=True)
    kind = enum_field("Loại tài liệu", PaperKind, [Required("Chọn loại tài liệu.")], blank=None,
                      default=PaperKind.PROOF)  # fmt: skip
    title = TextField("Tên tài liệu")
    received_on = DateField("Ngày cơ quan có tài liệu", [Required("Nhập ngày có tài liệu.")])
    issued_on = DateField("Ngày ban hành, ngày lập")
    act = uuid_field("Của ghi nhận nào", blank="Cả hồ sơ")

    def offer_acts(self, acts: Iterable[tuple[UUID, str]]) -> None:
        """Say which acts the files may belong to."""
        self.act.offer(acts)


class StrikeForm(Form):
    """Why an attachment does not count."""

    reason = LongTextField("Lý do gạch bỏ", [Required("Nhập lý do gạch bỏ.")])
