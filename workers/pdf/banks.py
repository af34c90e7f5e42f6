"""The meeting pack of a credit institution."""

from collections.abc import Mapping
from typing import Any

from workers.pdf.renderer import render


def bank_pack(paper: Mapping[str, Any]) -> bytes:
    """Cases, mortgages, obstacles, promises: the same content, the same bytes."""
    return render("pdf/banks/pack.html", "banks/pack.css", attachments=[], paper=paper)
