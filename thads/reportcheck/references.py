"""Numbers that are no figures: days, years, periods, articles, papers, ranks, marks of a list."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

Span = tuple[int, int]

_YEAR = r"(?:19|20)\d{2}"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_MONTH = r"(?:0?[1-9]|1[0-2])"
_JOIN = r"\s*[-–/.]\s*"
_COUNTED = (
    r"(?!\s*(?:việc|vụ|tỷ|tỉ|triệu|nghìn|ngàn|đồng|đ\b|%|đơn|hồ sơ|quyết định|bản án|trường hợp|"
    r"người|lượt|cuộc|chỉ tiêu|biên chế))"
)
_KINDS_OF_PAPER = (
    "nghị quyết|quyết định|chỉ thị|thông tư|nghị định|công văn|kế hoạch|kết luận|luật|văn bản|"
    "hướng dẫn|quy định|thông báo|tờ trình|báo cáo|chương trình|quy chế|biên bản|bản án"
)
_PLACES = (
    r"điều|khoản|điểm|chương|mục|phần|phụ lục|biểu|biểu số|biểu mẫu|mẫu|mẫu số|bảng|hình|trang|"
    r"khóa|khoá|thứ|lần thứ|khu vực|quận|phường|tổ|thôn|ấp|bản|đợt|vòng|nhóm|"
    r"số thứ tự|stt|tk-tha|vòng|bước|kỳ họp thứ"
)
PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE | re.MULTILINE)
    for pattern in (
        rf"\b{_DAY}{_JOIN}{_MONTH}{_JOIN}{_YEAR}\b",
        rf"\bngày\s+{_DAY}\s+tháng\s+{_MONTH}(?:\s+năm\s+{_YEAR})?\b",
        rf"\bngày\s+{_DAY}(?:{_JOIN}{_MONTH})?\b(?!\s*/)",
        rf"\b(?:từ|đến|hết|trước|sau|kể từ|tính đến)\s+{_DAY}/{_MONTH}\b(?!\s*/\d){_COUNTED}",
        rf"\b{_MONTH}\s*[/-]\s*{_YEAR}\b{_COUNTED}",
        rf"\btháng\s+{_MONTH}(?:\s*[/-]\s*{_YEAR})?\b",
        rf"\bquý\s+(?:[IVX]+|[1-4])(?:\s*[/-]\s*{_YEAR})?\b",
        rf"\b(?:năm|nhiệm kỳ|giai đoạn|niên độ)\s+{_YEAR}(?:\s*(?:[-–/,]|và|đến)\s*{_YEAR})*\b",
        rf"(?<![\d.,/]){_YEAR}\s*[-–]\s*{_YEAR}(?![\d.,/])",
        rf"(?<![\d.,/]){_YEAR}(?![\d%/]|[.,]\d){_COUNTED}(?!\s*/\s*\d)",
        r"\b\d{1,3}\s*(?:\(\w+\)\s*)?(?:tháng|ngày|năm|giờ|phút|tuần|tuổi|lần|quý)\b",
        r"\b\d{1,2}\s*(?:h|giờ)\s*\d{0,2}\b",
        # papers: 49-CT/TU, 01/NQ-CP, 19-2017/NQ-CP, 62/2015/NĐ-CP, 26/2008/QH12
        rf"\b\d+(?:[-/]{_YEAR})?[-/][A-ZĐ][\wĐ]*(?:[-/.][\wĐ]+)*",
        rf"\b(?:{_KINDS_OF_PAPER})(?:\s+liên\s+tịch)?\s+số\s*:?\s*\d[\w/.-]*",
        r"\bsố\s*:?\s*\d+/[\w/.-]*[A-ZĐ][\w/.-]*",
        rf"\b(?:{_PLACES})\s+\d++(?:[.,]\d++)*+(?!\s*%){_COUNTED}",
        r"\b(?:xếp|đứng|hạng|vị trí)(?:\s+(?:hạng|thứ|vị trí))*\s+\d+(?:\s*/\s*\d+)?",
        r"^\s*(?:\d{1,2}[.)])+(?=\s)",
        r"^\s*\d{1,2}(?:\.\d{1,2})+\.?(?=\s+[^\W\d])",
        r"\(\d{1,2}\)",
        r"\[\d{1,3}\]",
        r"[^\W\d]-\d+\b",
        r"\b\d+(?:[.,]\d+)?\s*%\s*/\s*(?:năm|tháng)",
    )
)


def covered(spans: Iterable[Span], length: int) -> bytearray:
    """For each letter of a text, whether one of the spans holds it."""
    mask = bytearray(length + 1)
    for start, end in spans:
        mask[start:end] = b"\1" * (end - start)
    return mask


def references(text: str) -> Sequence[Span]:
    """Where the text names a day, a period, an article, a paper, a rank; in order, merged."""
    found = sorted(match.span() for pattern in PATTERNS for match in pattern.finditer(text))
    merged: list[Span] = []
    for start, end in found:
        if merged and start < merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return merged
