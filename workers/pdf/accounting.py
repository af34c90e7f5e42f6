"""Books and minutes of the accountant."""

from collections.abc import Mapping
from typing import Any

from workers.pdf.renderer import render


def book(paper: Mapping[str, Any]) -> bytes:
    """The paper of what was composed: the same content, the same bytes."""
    template = "minutes" if paper.get("minutes") else "book"
    return render(f"pdf/accounting/{template}.html", "accounting/book.css", attachments=[],
                  paper=paper)  # fmt: skip
