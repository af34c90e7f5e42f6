"""The list of payments of a proposal (bảng kê chi trả) as a paper."""

from collections.abc import Mapping
from typing import Any

from workers.pdf.renderer import render


def payout_list(paper: Mapping[str, Any]) -> bytes:
    """The paper of these words and numbers: the same, the same bytes."""
    return render("pdf/payouts/list.html", "payouts/list.css", attachments=[], paper=paper)
