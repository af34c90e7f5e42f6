"""A decision, notice or certificate of a case, with its content attached."""

import io
import json
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from typing import Any

from weasyprint import Attachment

from workers.pdf.renderer import render


def decision(content: Mapping[str, Any]) -> bytes:
    """The paper of this stored content: the same content, the same bytes."""
    dated = datetime.combine(date.fromisoformat(content["dated"]), time(0), UTC)
    data = json.dumps(content, ensure_ascii=False, sort_keys=True, indent=1).encode()
    attached = Attachment(
        file_obj=io.BytesIO(data), name="noi-dung.json", description="Nội dung của văn bản (JSON)",
        created=dated, modified=dated, relationship="Data",
    )  # fmt: skip
    return render(
        "pdf/decisions/paper.html", "decisions/paper.css", attachments=[attached], paper=content
    )
