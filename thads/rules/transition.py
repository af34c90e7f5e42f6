"""How unfinished cases cross a change of law (L25 Đ.116; NĐ152 Đ.115; ADR 0010)."""

from dataclasses import dataclass
from datetime import date

from thads.rules.dated import NEW_LAW, Dated


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage(Dated):
    """One sentence of the transition, as the office must act on it from `valid_from` on."""

    text: str


PASSAGES = (
    Passage(
        text="Việc chưa thi hành xong tiếp tục theo luật mới; thủ tục đã làm đúng luật cũ không "
        "phải làm lại, kết quả được công nhận.",
        valid_from=NEW_LAW,
        source="L25 Đ.116; NĐ152 Đ.115 k.1",
    ),
    Passage(
        text="Thời hạn đã bắt đầu tính trước ngày đổi luật giữ độ dài theo luật của ngày bắt đầu.",
        valid_from=NEW_LAW,
        source="NĐ152 Đ.115 k.1",
    ),
    Passage(
        text="Thời gian phải chờ để chuyển sổ theo dõi riêng, gửi lại yêu cầu theo luật của ngày "
        "ra quyết định đó, kể cả khi quyết định chưa có điều kiện có trước ngày đổi luật.",
        valid_from=NEW_LAW,
        source="NĐ152 Đ.22, Đ.115 k.1",
    ),
    Passage(
        text="Việc đã kết thúc: khiếu nại giải quyết theo luật cũ; thời hạn kháng nghị của Viện "
        "kiểm sát theo luật mới.",
        valid_from=NEW_LAW,
        source="L25 Đ.116",
    ),
)


def passages(day: date) -> tuple[Passage, ...]:
    """What is to be observed on `day`."""
    return tuple(passage for passage in PASSAGES if passage.holds_on(day))
