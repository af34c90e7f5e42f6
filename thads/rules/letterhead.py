"""Heads of official papers by date: who stands above, what the agency is called, who signs."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Letterhead:
    """The lines of a province's papers from a day on (reference 8.1)."""

    valid_from: date
    superior: str  # as inside a sentence; capitals are the paper's business
    agency_words: str  # before the place's name
    report_series: str
    head_title: str
    source: str


LETTERHEADS = (
    Letterhead(
        date(2009, 7, 1), "Tổng cục Thi hành án dân sự", "Cục Thi hành án dân sự", "BC-CTHADS",
        "CỤC TRƯỞNG", "Luật 26/2008 Đ.13-16",
    ),
    Letterhead(
        date(2025, 7, 1), "Cục Quản lý Thi hành án dân sự", "Thi hành án dân sự", "BC-THADS",
        "TRƯỞNG THI HÀNH ÁN DÂN SỰ", "Sắp xếp tổ chức từ 01/7/2025",
    ),
)  # fmt: skip


def on(day: date) -> Letterhead:
    """The head in force on `day`; LookupError before the first."""
    held = [head for head in LETTERHEADS if head.valid_from <= day]
    if not held:
        raise LookupError(f"no letterhead on {day}")
    return held[-1]
