"""An hour of the day as people type it."""

import re
from datetime import time

from thads.web.fields import TypedField


class HourField(TypedField):
    """An hour of the day: 08:30, 8h30, 8."""

    unreadable = "Nhập giờ theo dạng giờ:phút, ví dụ 08:30."

    def read(self, text: str) -> time:
        """The hour that was typed."""
        parts = re.fullmatch(r"(\d{1,2})(?:\s*[:hg.]\s*(\d{2})?)?", text.lower())
        if parts is None:
            raise ValueError(text)
        return time(int(parts[1]), int(parts[2] or 0))

    def write(self, value: time) -> str:
        """08:30"""
        return f"{value:%H:%M}"
