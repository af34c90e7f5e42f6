"""When a case without means leaves the count: separate tracking, or the request goes back."""

from dataclasses import dataclass
from datetime import date

from thads.rules.dated import NEW_LAW, OLD_LAW_ENDS, Dated, in_force
from thads.rules.deadlines import Duty


@dataclass(frozen=True, slots=True, kw_only=True)
class Way(Dated):
    """How cases of some initiations (values of Initiation) leave the count."""

    act: str  # value of the ActKind
    initiations: frozenset[str]
    duty: Duty  # how long after the decision that there are no means yet
    step: Duty  # what is to be done once it may
    long_duty: Duty  # of who cannot be found, or has two years of prison or more to serve
    verifications: int  # at least so many before


BOTH = frozenset({"ex_officio", "on_request"})
WAYS = (
    Way(
        act="separate_tracking",
        initiations=BOTH,
        duty=Duty.SEPARATE_TRACKING,
        step=Duty.SEPARATE_TRACKING_ENTRY,
        long_duty=Duty.LONG_SEPARATE_TRACKING,
        verifications=2,
        valid_from=date(2015, 9, 1),
        valid_to=OLD_LAW_ENDS,
        source="NĐ62 Đ.9 k.5",
    ),
    Way(
        act="separate_tracking",
        initiations=frozenset({"ex_officio"}),
        duty=Duty.SEPARATE_TRACKING,
        step=Duty.SEPARATE_TRACKING,
        long_duty=Duty.LONG_SEPARATE_TRACKING,
        verifications=1,
        valid_from=NEW_LAW,
        source="L25 Đ.38 k.4; NĐ152 Đ.22 k.1",
    ),
    Way(
        act="request_return",
        initiations=frozenset({"on_request"}),
        duty=Duty.REQUEST_RETURN,
        step=Duty.REQUEST_RETURN,
        long_duty=Duty.REQUEST_RETURN,
        verifications=1,
        valid_from=NEW_LAW,
        source="L25 Đ.38 k.4; NĐ152 Đ.22 k.2",
    ),
)


def way(act: str, day: date) -> Way:
    """The way that this act takes in the law of `day`; MissingRule when that law has none."""
    label = "gửi lại yêu cầu" if act == "request_return" else "chuyển sổ theo dõi riêng"
    return in_force((w for w in WAYS if w.act == act), day, label)


def steps_gone(day: date) -> frozenset[Duty]:
    """The steps that the law of `day` knows no more: a wait that was long enough for an earlier
    law may be too short now (ADR 0010)."""
    return frozenset(w.step for w in WAYS if w.valid_to is not None and w.valid_to < day)
