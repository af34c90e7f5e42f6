"""The paper of a voucher, on one sheet of A5 or twice on A4."""

from collections.abc import Mapping
from typing import Any

from workers.pdf.renderer import render

# Liên 1 stays with who collects, liên 2 goes to who paid (TT04/2023 Đ.14 k.2).
COPIES = {"a5": ("",), "a4": ("Liên 1: Lưu", "Liên 2: Giao người nộp, người nhận")}


def voucher(content: Mapping[str, Any], size: str) -> bytes:
    """The paper of this content: the same content, the same bytes."""
    return render(
        "pdf/vouchers/voucher.html", "vouchers/voucher.css", attachments=[], paper=content,
        copies=COPIES[size], size=size,
    )  # fmt: skip
