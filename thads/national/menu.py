"""What every page of the desk shows: who is there, where one may go, whether it is practice."""

from __future__ import annotations

from typing import Any

from thads.national import guard, provinces
from thads.web.request import now

PAGES = (
    ("Kết quả các tỉnh", "national.index", "chart-column"),
    ("Số liệu cả nước", "national.totals", "list-checks"),
    ("Còn phải gửi", "national.sendings", "hourglass"),
    ("Chỉ tiêu các tỉnh", "national.targets_", "target"),
    ("Tiến độ lập báo cáo", "national.progress", "file-text"),
    ("Nhật ký", "national.acts", "scroll-text"),
)


def context() -> dict[str, Any]:
    """For templates of the desk."""
    if not guard.is_signed_in():
        return {}
    counted = guard.counted()
    return {
        "desk_me": guard.me(), "desk_pages": PAGES,
        "desk_practice": provinces.is_practice(counted),
        "desk_today": provinces.day_of(counted, now()),
    }  # fmt: skip
