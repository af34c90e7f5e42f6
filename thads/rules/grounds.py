"""Grounds of decisions by the law of their day (reference 3.4); codes are the law's letters."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from thads.rules.dated import Dated, MissingRule
from thads.rules.ground_texts.new_law import NEW
from thads.rules.ground_texts.old_law import OLD
from thads.rules.ground_texts.records import Row

BY_AGREEMENT = "c"
BY_PROTEST_AUTHORITY = "2"
DECIDED_ELSEWHERE = ("L08 Đ.49 k.1", "L25 Đ.47 k.2")  # a suspension by who may protest
UNKNOWN_ADDRESS = "c"  # of a not-yet-enforceable decision, in both laws: whereabouts unknown


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground(Dated):
    """One ground for one kind of act (the value of its ActKind, or "refusal")."""

    act: str
    code: str
    text: str
    until_needed: bool = False  # the decision must say until when
    months_at_most: int | None = None

    @property
    def is_only_told(self) -> bool:
        """Somebody else decided: the agency tells of it and issues no decision of its own."""
        return self.source in DECIDED_ELSEWHERE

    @property
    def label(self) -> str:
        """As a list of choices shows it."""
        return f"{self.code}) {self.text}"


def _made(act: str, row: Row, article: str, valid_from: date, valid_to: date | None) -> Ground:
    postponement = act == "postponement"
    protest = postponement and row.code == BY_PROTEST_AUTHORITY
    return Ground(
        act=act, code=row.code, text=row.text, source=f"{article} {row.place}".strip(),
        valid_from=valid_from, valid_to=valid_to,
        until_needed=postponement and row.code in (BY_AGREEMENT, BY_PROTEST_AUTHORITY),
        months_at_most=3 if protest else None,
    )  # fmt: skip


GROUNDS = tuple(
    _made(law.act, row, law.article, law.valid_from, law.valid_to)
    for law in (*OLD, *NEW)
    for row in law.rows
)


def of(act: str, day: date) -> Sequence[Ground]:
    """The grounds for this kind of act in the law of `day`, in the order of the law.

    Empty for a kind that names no ground; MissingRule when the law of that day is not known.
    """
    if not any(ground.holds_on(day) for ground in GROUNDS):
        raise MissingRule("căn cứ của quyết định này", day)
    return tuple(g for g in GROUNDS if g.act == act and g.holds_on(day))


def find(act: str, code: str, day: date) -> Ground | None:
    """The ground with this code in the law of `day`; None when that law has no such ground."""
    wanted = code.strip().casefold()
    return next((g for g in of(act, day) if g.code == wanted), None)
