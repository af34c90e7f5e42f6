"""Papers of inspections: the page of a unit, the conclusion of an inspection."""

from collections.abc import Mapping
from typing import Any

from workers.pdf.renderer import render


def checkup(paper: Mapping[str, Any]) -> bytes:
    """A unit on one page: the same content, the same bytes."""
    return render("pdf/inspections/checkup.html", "inspections/paper.css", attachments=[],
                  paper=paper)  # fmt: skip


def inspection_conclusion(paper: Mapping[str, Any]) -> bytes:
    """What an inspection concluded: the same content, the same bytes."""
    return render("pdf/inspections/conclusion.html", "inspections/paper.css", attachments=[],
                  paper=paper)  # fmt: skip
