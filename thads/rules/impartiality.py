"""Whose cases nobody may enforce, and on what grounds a party asks for another officer."""

from dataclasses import dataclass
from datetime import date

from thads.core.errors import RuleBroken
from thads.rules.dated import NEW_LAW, OLD_LAW_ENDS, Dated, in_force
from thads.rules.signing import FIRST_LAW

DECREE_62 = date(2015, 9, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Prohibition(Dated):
    """Nobody enforces what touches the rights of relatives or of oneself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeGround(Dated):
    """A ground on which a party may ask for another officer; `code` is its letter."""

    code: str
    text: str

    @property
    def label(self) -> str:
        """With its letter, as it is chosen."""
        return self.text if self.code == DECLINED else f"{self.code}) {self.text}"


RELATIVES = (
    Prohibition(source="L08 Đ.21 k.5", valid_from=FIRST_LAW, valid_to=OLD_LAW_ENDS),
    Prohibition(source="L25 Đ.16 k.2", valid_from=NEW_LAW),
)


def _old(code: str, text: str) -> ChangeGround:
    return ChangeGround(code=code, text=text, source=f"NĐ62 Đ.10 k.1 điểm {code}",
                        valid_from=DECREE_62, valid_to=OLD_LAW_ENDS)  # fmt: skip


def _new(code: str, text: str) -> ChangeGround:
    return ChangeGround(code=code, text=text, source=f"NĐ152 Đ.13 k.1 điểm {code}",
                        valid_from=NEW_LAW)  # fmt: skip


WITNESS = (
    "Chấp hành viên đã tham gia với tư cách người bảo vệ quyền, lợi ích của đương sự, người làm "
    "chứng trong cùng vụ án"
)
DECLINED = "declined"  # the officer's own word, on no request of a party
OWN = "Chấp hành viên từ chối vì việc liên quan đến bản thân hoặc người thân thích"
CHANGE_GROUNDS = (
    ChangeGround(
        code=DECLINED,
        source="L08 Đ.21 k.5",
        valid_from=FIRST_LAW,
        valid_to=OLD_LAW_ENDS,
        text=OWN,
    ),
    ChangeGround(code=DECLINED, source="L25 Đ.16 k.2", valid_from=NEW_LAW, text=OWN),
    _old("a", "Việc liên quan đến quyền, lợi ích của Chấp hành viên hoặc người thân thích"),
    _old("b", WITNESS),
    _old("c", "Chấp hành viên chậm trễ giải quyết việc thi hành án"),
    _old("d", "Có căn cứ khác cho rằng Chấp hành viên không vô tư"),
    _new(
        "a", "Có căn cứ cho rằng Chấp hành viên thực hiện hành vi bị nghiêm cấm (Điều 16 khoản 2)"
    ),
    _new("b", WITNESS),
)


def prohibition(day: date) -> Prohibition:
    """The article that forbids it on `day`."""
    return in_force(RELATIVES, day, "việc thi hành án của người thân thích")


def change_grounds(day: date) -> tuple[ChangeGround, ...]:
    """The grounds of the law of `day`."""
    return tuple(ground for ground in CHANGE_GROUNDS if ground.holds_on(day))


def change_ground(code: str, day: date) -> ChangeGround:
    """The ground with this letter; RuleBroken when the law of that day has none."""
    for ground in change_grounds(day):
        if ground.code == code:
            return ground
    raise RuleBroken(
        "recusal.ground_unknown",
        f"Luật áp dụng ngày {day:%d/%m/%Y} không có căn cứ “{code}” để yêu cầu thay đổi Chấp hành "
        "viên. Chưa ghi gì; chọn lại căn cứ.",
        field="ground",
    )
