"""The worksheet of a commune as a paper."""

from collections.abc import Mapping
from typing import Any

from workers.pdf.renderer import render


def commune_sheet(paper: Mapping[str, Any]) -> bytes:
    """The paper of these words and numbers: the same, the same bytes."""
    return render("pdf/communes/sheet.html", "communes/sheet.css", attachments=[], paper=paper)
