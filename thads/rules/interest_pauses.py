"""While which decisions last the debtor bears no late interest (L08 Đ.48–49; L25 Đ.46–47).

Other postponements, and the suspension for bankruptcy, do not stop it by enforcement law.
"""

from dataclasses import dataclass
from datetime import date

from thads.rules.dated import NEW_LAW, OLD_LAW_ENDS, Dated
from thads.rules.grounds import BY_AGREEMENT, BY_PROTEST_AUTHORITY

AMENDED_LAW = date(2015, 7, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class InterestPause(Dated):
    """A ground (of the ActKind of this value) that stops interest."""

    act: str
    code: str
    unless_agreed: bool = False  # the parties may agree that it runs on


def _old(act: str, code: str, source: str, *, unless_agreed: bool = False) -> InterestPause:
    return InterestPause(
        act=act, code=code, source=source, unless_agreed=unless_agreed, valid_from=AMENDED_LAW,
        valid_to=OLD_LAW_ENDS,
    )  # fmt: skip


def _new(act: str, code: str, source: str, *, unless_agreed: bool = False) -> InterestPause:
    return InterestPause(
        act=act, code=code, source=source, unless_agreed=unless_agreed, valid_from=NEW_LAW
    )


PAUSES = (
    _old("postponement", BY_AGREEMENT, "L08 Đ.48 k.1 điểm c", unless_agreed=True),
    _old("postponement", BY_PROTEST_AUTHORITY, "L08 Đ.48 k.2"),
    _old("suspension", "1", "L08 Đ.49 k.1"),
    _new("postponement", BY_AGREEMENT, "L25 Đ.46 k.1 điểm c", unless_agreed=True),
    _new("postponement", BY_PROTEST_AUTHORITY, "L25 Đ.46 k.2"),
    _new("suspension", "2", "L25 Đ.47 k.2"),
)


def pause_by(act: str, code: str | None, day: date) -> InterestPause | None:
    """What a decision of that day on this ground stops; None when interest runs on."""
    wanted = (code or "").strip().casefold()
    return next((p for p in PAUSES if (p.act, p.code) == (act, wanted) and p.holds_on(day)), None)


def falls_away_from() -> date:
    """Forgiven on this day or later, a part bears no interest from the beginning on (L25 Đ.42);
    the law before said nothing of it."""
    return NEW_LAW
