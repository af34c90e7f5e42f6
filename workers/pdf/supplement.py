"""The supplementary report of a later version as a paper."""

from collections.abc import Mapping
from typing import Any

from workers.pdf.renderer import render


def supplement(paper: Mapping[str, Any]) -> bytes:
    """The paper of what was composed: the same content, the same bytes."""
    return render(
        "pdf/closing/supplement.html", "closing/supplement.css", attachments=[], paper=paper
    )
