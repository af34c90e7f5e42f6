"""Refusals that all acts on directives share, and the keeping of a paper."""

from datetime import date
from hashlib import sha256
from typing import NoReturn, Protocol
from uuid import UUID

from sqlalchemy.orm import Session

from thads.core import files
from thads.core.errors import RuleBroken

KEPT = "Chưa ghi gì"
PDF = b"%PDF-"


class WithFile(Protocol):
    """A record that may have a paper."""

    id: UUID
    file_key: str | None
    file_sha256: str | None


def refuse(code: str, message: str, field: str | None = None) -> NoReturn:
    """RuleBroken in the words of this area; nothing was written."""
    raise RuleBroken(f"directive.{code}", f"{message} {KEPT}.", field=field)


def past(day: date, today: date, field: str) -> None:
    """A day on which something happened does not lie ahead."""
    if day > today:
        refuse("future", f"Ngày này chưa đến: hôm nay là {today:%d/%m/%Y}; nhập lại ngày.", field)


def between(day: date, first: date, today: date, field: str) -> None:
    """The same, and not before what it follows."""
    if not first <= day <= today:
        refuse("day", f"Ngày phải từ {first:%d/%m/%Y} đến hôm nay ({today:%d/%m/%Y}); nhập lại "
               "ngày.", field)  # fmt: skip


def keep_file(db: Session, record: WithFile, content: bytes | None, folder: str) -> None:
    """Keep the PDF that was given with a record, once the record has its identity."""
    if content is None:
        return
    if not content.startswith(PDF):
        refuse("not_pdf", "Tệp này không phải PDF; chọn tệp PDF.", "file")
    record.file_key = f"directives/{folder}/{record.id}.pdf"
    record.file_sha256 = sha256(content).hexdigest()
    files.put(db, record.file_key, content)
