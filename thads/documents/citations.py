"""Articles as a decision cites them: "điểm c khoản 1 Điều 48 Luật …", and when each law holds."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from thads.rules.dated import NEW_LAW, OLD_LAW_ENDS, Dated

_PLACE = re.compile(r"(\S+) Đ\.(\w+)(?: k\.(\w+))?(?: điểm (\w+))?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Law(Dated):
    """A law or decree by the short name that rules use, with its name on paper."""

    short: str
    number: str
    name: str  # follows the article


LAWS = (
    Law(
        short="L08", number="26/2008/QH12", valid_from=date(2009, 7, 1), valid_to=OLD_LAW_ENDS,
        name="Luật Thi hành án dân sự số 26/2008/QH12 (được sửa đổi, bổ sung)",
        source="Luật 26/2008/QH12",
    ),
    Law(
        short="NĐ62", number="62/2015/NĐ-CP", valid_from=date(2015, 9, 1), valid_to=OLD_LAW_ENDS,
        name="Nghị định số 62/2015/NĐ-CP ngày 18 tháng 7 năm 2015 của Chính phủ (được sửa đổi, "
        "bổ sung)",
        source="NĐ 62/2015/NĐ-CP",
    ),
    Law(
        short="L25", number="106/2025/QH15", valid_from=NEW_LAW,
        name="Luật Thi hành án dân sự số 106/2025/QH15", source="Luật 106/2025/QH15",
    ),
    Law(
        short="NĐ152", number="152/2026/NĐ-CP", valid_from=NEW_LAW,
        name="Nghị định số 152/2026/NĐ-CP ngày 13 tháng 5 năm 2026 của Chính phủ",
        source="NĐ 152/2026/NĐ-CP",
    ),
    Law(
        short="BLDS", number="91/2015/QH13", valid_from=date(2017, 1, 1),
        name="Bộ luật Dân sự số 91/2015/QH13", source="Luật 91/2015/QH13",
    ),
    Law(
        short="TT216", number="216/2016/TT-BTC", valid_from=date(2017, 1, 1),
        name="Thông tư số 216/2016/TT-BTC ngày 10 tháng 11 năm 2016 của Bộ trưởng Bộ Tài chính",
        source="TT 216/2016/TT-BTC",
    ),
    Law(
        short="TT04", number="04/2023/TT-BTP", valid_from=date(2023, 10, 1),
        name="Thông tư số 04/2023/TT-BTP ngày 14 tháng 8 năm 2023 của Bộ trưởng Bộ Tư pháp",
        source="TT 04/2023/TT-BTP",
    ),
)  # fmt: skip


def holds_since(bases: Iterable[str], least: date) -> date:
    """The first day, not before `least`, on which every law cited among these bases holds."""
    shorts = {base.partition(" Đ.")[0] for base in bases}
    return max([least, *(law.valid_from for law in LAWS if law.short in shorts)])


def formal(source: str) -> str:
    """điểm c khoản 1 Điều 48 Luật … from "L08 Đ.48 k.1 điểm c"; ValueError for another shape."""
    found = _PLACE.fullmatch(source)
    law = next((one for one in LAWS if found and one.short == found[1]), None)
    if found is None or law is None:
        raise ValueError(f"not an article of a known law: {source!r}")
    letter = f"điểm {found[4]} " if found[4] else ""
    clause = f"khoản {found[3]} " if found[3] else ""
    return f"{letter}{clause}Điều {found[2]} {law.name}"
