"""How unfinished cases cross a change of law (L25 Đ.116; NĐ152 Đ.115; ADR 0010)."""

from dataclasses import dataclass
from datetime import date

from thads.rules.dated import NEW_LAW, Dated


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage(Dated):
    """One sentence of the transition, as the office must act on it from `valid_from` on."""

    text: str
    of_ended: bool = False  # of cases that had ended by then


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved(Dated):
    """A ground of one decision until the change is a ground of another since."""

    act: str  # values of ActKind
    code: str
    to_act: str
    to_code: str


MOVED = (
    Moved(act="postponement", code="h", to_act="not_yet_enforceable", to_code="g",
          valid_from=NEW_LAW, source="L25 Đ.38 k.1"),
)  # fmt: skip
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
        of_ended=True,
        source="L25 Đ.116",
    ),
)


def passages(day: date) -> tuple[Passage, ...]:
    """What is to be observed on `day`."""
    return tuple(passage for passage in PASSAGES if passage.holds_on(day))


def moved(act: str, code: str) -> Moved | None:
    """Where a ground of the old law stands in the new one, if it is another decision's now."""
    return next((m for m in MOVED if (m.act, m.code) == (act, code)), None)
