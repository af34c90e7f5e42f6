"""The monthly summary as an official paper with its figures attached."""

import io
import json
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from typing import Any

from weasyprint import Attachment

from thads.statistics.titles import (
    CASE_MEANINGS,
    CASE_TITLES,
    MONEY_MEANINGS,
    MONEY_TITLES,
)
from workers.pdf.renderer import render


def monthly(figures: Mapping[str, Any]) -> bytes:
    """The paper of these stored figures: the same figures, the same bytes."""
    dated = datetime.combine(date.fromisoformat(figures["head"]["dated"]), time(0), UTC)
    data = json.dumps(figures, ensure_ascii=False, sort_keys=True, indent=1).encode()
    attached = Attachment(
        file_obj=io.BytesIO(data), name="so-lieu.json", description="Số liệu của báo cáo (JSON)",
        created=dated, modified=dated, relationship="Data",
    )  # fmt: skip
    return render(
        "pdf/monthly.html", "monthly.css", attachments=[attached], report=figures,
        font="Tinos", case_titles=CASE_TITLES, case_meanings=CASE_MEANINGS,
        money_titles=MONEY_TITLES, money_meanings=MONEY_MEANINGS,
    )  # fmt: skip
