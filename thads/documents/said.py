"""What a person says when a paper follows from no act: whom, when, where, about what."""

from collections.abc import Mapping
from datetime import date

from thads.core.days import day_in_words
from thads.documents.missing import Missing

LABELS = {
    "addressee": "Gửi ai (họ tên hoặc cơ quan, địa chỉ)",
    "hour": "Giờ làm việc",
    "on_day": "Ngày làm việc",
    "place": "Địa điểm",
    "content": "Nội dung",
    "offer": "Đề nghị với người phải thi hành án (nộp bao nhiêu, giao gì, hẹn ngày nào)",
    "posted": "Văn bản được niêm yết (tên, số, ngày)",
    "delivered": "Văn bản được giao (tên, số, ngày)",
    "asked_of": "Nơi nhận ủy quyền (cơ quan thi hành án dân sự)",
    "to_verify": "Nội dung cần xác minh",
}


def said(terms: Mapping[str, str], name: str) -> str:
    """As it is printed; Missing when nothing was said."""
    value = terms.get(name, "").strip()
    if not value:
        raise Missing(LABELS[name][0].lower() + LABELS[name][1:])
    if name == "on_day":
        return day_in_words(date.fromisoformat(value))
    if name == "hour":
        hours, _, minutes = value.partition(":")
        return f"{hours} giờ {minutes} phút"
    return value.rstrip(".")
