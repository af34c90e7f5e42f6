"""Statistical forms on A4, wide: the head repeated, every figure linked to its door."""

from collections.abc import Mapping
from typing import Any

from workers.pdf.renderer import render


def form(paper: Mapping[str, Any]) -> bytes:
    """The paper of what was composed: the same content, the same bytes."""
    return render("pdf/forms/form.html", "forms/form.css", attachments=[], paper=paper)
