"""Ranks: `xếp hạng thứ năm về việc` needs the table of all provinces."""

from __future__ import annotations

import re
from collections.abc import Iterator

from thads.reportcheck.findings import Finding, Verdict
from thads.reportcheck.reading import Reading

_RANK = re.compile(
    r"\b(?:xếp|đứng|xếp hạng|đứng hàng)\s+(?:hạng\s+|vị trí\s+)?(?:thứ\s+|hạng\s+)+"
    r"(?:\d+(?:\s*/\s*\d+)?|nhất|nhì|hai|ba|tư|bốn|năm|sáu|bảy|tám|chín|mười)(?!\w)",
    re.IGNORECASE,
)


def check(reading: Reading) -> Iterator[Finding]:
    """Every rank, none of which follows from the text itself."""
    for match in _RANK.finditer(reading.text):
        yield Finding(
            *match.span(), "Xếp hạng", Verdict.UNKNOWN, "Cần bảng kết quả của mọi đơn vị cùng cấp."
        )
