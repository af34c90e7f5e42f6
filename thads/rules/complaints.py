"""Who may complain, until when, and with whom one speaks for many (reference 3.11)."""

from dataclasses import dataclass
from datetime import date

from thads.core.codes import Coded
from thads.rules.dated import NEW_LAW, OLD_LAW_ENDS, Dated, in_force
from thads.rules.deadlines import Duty
from thads.rules.measures import MeasureKind

AMENDED_LAW = date(2015, 7, 1)


class PetitionKind(Coded):
    """What was written (TT13/2021 Đ.6 k.1 a)."""

    COMPLAINT = "complaint", "Khiếu nại"
    DENUNCIATION = "denunciation", "Tố cáo"
    PETITION = "petition", "Kiến nghị, phản ánh"


class Standing(Coded):
    """Who complains, towards the case (L08 Đ.140 k.1)."""

    PARTY = "party", "Đương sự"
    RELATED = "related", "Người có quyền lợi, nghĩa vụ liên quan"
    NONE = "none", "Không phải đương sự, không có quyền lợi liên quan"


class Stage(Coded):
    """Which decision or act is complained of; times follow it (L08 Đ.140 k.2)."""

    BEFORE = "before", "Trước khi áp dụng biện pháp bảo đảm, cưỡng chế"
    FREEZE = "freeze", "Phong tỏa tài khoản"
    SECURITY = "security", "Biện pháp bảo đảm khác"
    COERCION = "coercion", "Áp dụng biện pháp cưỡng chế"
    AFTER = "after", "Sau khi áp dụng biện pháp cưỡng chế"


class Outcome(Coded):
    """What the resolution finds (L08 Đ.151 k.6; TT13/2021 Đ.22 k.1 c)."""

    RIGHT = "right", "Đúng toàn bộ"
    PARTLY = "partly", "Đúng một phần"
    WRONG = "wrong", "Không đúng"


WINDOWS = {
    Stage.BEFORE: Duty.COMPLAINT_WINDOW_BEFORE,
    Stage.FREEZE: Duty.COMPLAINT_WINDOW_FREEZE,
    Stage.SECURITY: Duty.COMPLAINT_WINDOW_SECURITY,
    Stage.COERCION: Duty.COMPLAINT_WINDOW_COERCION,
    Stage.AFTER: Duty.COMPLAINT_WINDOW_COERCION,
}
ONCE_ONLY = (Stage.FREEZE, Stage.SECURITY)  # resolved once: the decision has effect (L08 Đ.146 k.2)
RESOLVING = {  # by stage: first and second complaint
    Stage.BEFORE: (Duty.COMPLAINT_BEFORE, Duty.SECOND_COMPLAINT_BEFORE),
    Stage.FREEZE: (Duty.COMPLAINT_SECURITY, Duty.COMPLAINT_SECURITY),
    Stage.SECURITY: (Duty.COMPLAINT_SECURITY, Duty.COMPLAINT_SECURITY),
    Stage.COERCION: (Duty.COMPLAINT_COERCION, Duty.SECOND_COMPLAINT_COERCION),
    Stage.AFTER: (Duty.COMPLAINT_AFTER, Duty.SECOND_COMPLAINT_AFTER),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Right(Dated):
    """Who may complain, which complaints are not taken up, and what may be halted meanwhile."""

    windows: str
    refusing: str
    halting: str


RIGHTS = (
    Right(source="L08 Đ.140 k.1", windows="L08 Đ.140 k.2", refusing="L08 Đ.141",
          halting="L08 Đ.145 k.1", valid_from=AMENDED_LAW, valid_to=OLD_LAW_ENDS),
    Right(source="L25 Đ.96–105", windows="L25 Đ.96–105", refusing="L25 Đ.96–105",
          halting="L25 Đ.96–105", valid_from=NEW_LAW),
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Representing(Dated):
    """How many may speak for people who write together: from `many` people on one must."""

    many: int
    crowd: int  # from so many people on
    most: int
    most_of_crowd: int

    def most_for(self, people: int) -> int:
        """The largest number of representatives."""
        return self.most_of_crowd if people >= self.crowd else self.most


REPRESENTING = (
    Representing(many=5, crowd=11, most=2, most_of_crowd=5, source="NĐ152 Đ.77",
                 valid_from=NEW_LAW),
)  # fmt: skip
MANY = 5  # from so many visitors on they are a group (NĐ152 Đ.77 k.1 counts the same)


def stages(kind: MeasureKind) -> tuple[Stage, ...]:
    """At which stages a measure of this kind is complained of (L08 Đ.140 k.2 b to d)."""
    if kind is MeasureKind.FREEZE:  # of an account, or of what is kept elsewhere
        return (Stage.FREEZE, Stage.SECURITY)
    return (Stage.SECURITY,) if kind.is_security else (Stage.COERCION, Stage.AFTER)


def right(day: date) -> Right:
    """The law of complaints on a day; MissingRule before it."""
    return in_force(RIGHTS, day, "khiếu nại về thi hành án")


def representing(day: date) -> Representing | None:
    """The rule of representatives on a day; None where the law read here has none."""
    return next((one for one in REPRESENTING if one.holds_on(day)), None)
