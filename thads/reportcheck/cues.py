"""What a percentage claims, told by the words around it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum

from thads.reportcheck import roles
from thads.reportcheck.quantities import Kind
from thads.reportcheck.reading import MOVES, Figure, Move, Reading
from thads.reportcheck.roles import Role

AMOUNTS = (Kind.COUNT, Kind.MONEY)


class Says(Enum):
    """The kinds of claim that a percentage makes."""

    SHARE = "tỷ lệ"
    GROWTH = "tăng, giảm"
    GAP = "so với chỉ tiêu"
    TARGET = "chỉ tiêu"
    PRIOR = "kỳ so sánh"
    PLAN = "so với kế hoạch"
    TIMES = "so với kỳ trước"
    NOTHING = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """A percentage read: `way` +1 or -1 for growth and gaps; `of` what amount it stands behind.

    `kind`: about cases or money, None when unsaid. `is_certain`: words say what it is.
    """

    figure: Figure
    says: Says
    way: int = 1
    kind: Kind | None = None
    base: Role | None = None
    subject: Role | None = None
    of: Figure | None = None
    is_certain: bool = True

    @property
    def is_in_points(self) -> bool:
        """Written as `điểm %`."""
        return self.figure.kind is Kind.POINTS


_SHARE = re.compile(
    r"\b(?:đạt|chiếm|tỷ lệ|tỉ lệ|bằng|tương ứng|tương đương|tỷ trọng|còn|giải quyết xong|"
    r"thi hành xong)(?!\w)",
    re.IGNORECASE,
)
_TARGET = re.compile(r"\b(?:chỉ tiêu|kế hoạch)(?!\w)", re.I)
_EQUALS = re.compile(r"(?:tương ứng|tương đương|bằng|hay)(?: với| là| tăng| giảm)?\s*$", re.I)
_OF_PLAN = re.compile(r"\s*(?:so với |của )?(?:chỉ tiêu|kế hoạch)", re.I)
_OF_BEFORE = re.compile(r"\s*(?:so với |của )?(?:số )?(?:cùng kỳ|năm trước|năm ngoái)", re.I)
_DUTY = re.compile(r"(?:phải|cần|giao|tối thiểu|ít nhất|là)[^,;()]*$", re.I)
_OTHER = re.compile(
    r"\b(?:lãi suất|lãi|thuế|giá khởi điểm|hoa hồng|mức phí|giảm giá|hạ giá)\b", re.I
)
_AND = re.compile(
    r"\s*\)?\s*(?:(?:về|trong tổng số|trên tổng số|trên số) [^,;()]{1,40}?|việc|tiền)?\s*"
    r"(?:,|;|và|/|, và)\s*"
    r"(?:(?:đạt|là|tỷ lệ|bằng|lần lượt)\s*)?(?:(?:về )?(?:số )?(?:việc|tiền|giá trị)\s*)?"
    r"(?:(?:là|đạt|:)\s*)?",
    re.IGNORECASE,
)
_ABOUT = re.compile(r"về (?:số )?(?P<k>việc|vụ việc|tiền|giá trị)(?!\w)", re.I)
_SUBJECT = re.compile(r"\b(?:số |tổng số )?(?P<k>việc|vụ việc|tiền|giá trị)(?!\w)", re.I)
_OUT_OF = re.compile(
    r"\s*(?:trong|trên)\s+(?:tổng )?số (?P<k>việc|vụ việc|tiền|giá trị)(?!\w)", re.I
)
_COUNTED = {"việc": Kind.COUNT, "vụ việc": Kind.COUNT, "tiền": Kind.MONEY, "giá trị": Kind.MONEY}
_AND_MOVED = re.compile(r"\s*,?\s*và (?:tăng|giảm)(?!\w)", re.I)  # of something else than before
_RANGE = re.compile(r"\s*(?:-|–|—|đến)\s*")  # 80-85%: between the two, no rate of anything
_OPENED = re.compile(r"[^,;:.()]*\(")


def claims(reading: Reading) -> Sequence[Claim]:
    """What each percentage of the text claims, in its order."""
    made: dict[int, Claim] = {}
    for figure in reading.figures:
        if figure.kind in (Kind.RATE, Kind.POINTS):
            made[figure.number] = _claim(reading, figure, made)
    return list(made.values())


def _claim(reading: Reading, figure: Figure, made: dict[int, Claim]) -> Claim:
    last = reading.figures[figure.number - 1] if figure.number else None
    if last is not None and last.sentence is not figure.sentence:
        last = None
    says, way, certain = _says(figure)
    of = last if last and _OPENED.match(figure.before) else None
    twin = _twin(reading, figure, made) if says is None else None
    if twin is not None:
        kind = _kind(figure) or _other(twin.kind)
        return replace(twin, figure=figure, of=None, kind=kind)
    if says is None and of is None and last is not None and last.move is not Move.NONE:
        of = last if last.kind in AMOUNTS and _AND.fullmatch(figure.before) else None
    if says is None:
        certain, says = of is not None, Says.SHARE
        if of is not None and of.move is not Move.NONE:
            says, way = Says.GROWTH, of.move.value
        elif of is not None and of.kind is Kind.RATE:
            certain = False
    elif (
        last
        and says is Says.GROWTH
        and last.kind in AMOUNTS
        and last.move is not Move.NONE
        and not _AND_MOVED.match(figure.before)
    ):
        of = last  # tăng 451 việc (tăng 5,6%), tăng 451 việc, tương ứng 5,6%
    kind = _kind(figure)
    if of is not None and of.kind in AMOUNTS and kind not in (None, of.kind):
        of = None
    changed = _changed(reading, figure) if says in (Says.SHARE, Says.TIMES) else None
    if changed is not None:
        says, way, of = Says.GROWTH, changed.move.value, changed
    return Claim(figure, says, way, kind, _base(figure), _subject(figure), of, certain)


def _twin(reading: Reading, figure: Figure, made: dict[int, Claim]) -> Claim | None:
    """The claim before it that `… về việc và` carries on; what stands in parentheses is no twin."""
    if not _AND.fullmatch(figure.before):
        return None
    for one in reversed(reading.near(figure)):
        if one.number < figure.number and one.depth == figure.depth:
            return made.get(one.number)
    return None


def _changed(reading: Reading, figure: Figure) -> Figure | None:
    """`tăng 412 việc (từ 3.208 việc lên 3.620 việc), tương đương 12,84%`"""
    if not _EQUALS.search(figure.before):
        return None
    for one in reversed(reading.near(figure)):
        if one.number < figure.number and one.depth <= figure.depth:
            return one if one.move is not Move.NONE and one.kind in AMOUNTS else None
    return None


def _says(figure: Figure) -> tuple[Says | None, int, bool]:
    """What the words before a percentage make of it; None when they say nothing."""
    words = figure.before
    if _OTHER.search(words) or _RANGE.fullmatch(words):
        return Says.NOTHING, 1, True
    move = next(iter(reversed(list(MOVES.finditer(words)))), None)
    share = next(iter(reversed(list(_SHARE.finditer(words)))), None)
    target = next(iter(reversed(list(_TARGET.finditer(words)))), None)
    moved_at = move.start() if move else -1
    if move and (share is None or share.start() < moved_at or _is_aimed(words, moved_at)):
        return _moved(figure, move, target is not None and target.start() > moved_at)
    if target and _is_target(figure, target, share):
        return Says.TARGET, 1, True
    if figure.is_prior:
        return Says.PRIOR, 1, True
    if _OF_PLAN.match(figure.behind):
        return Says.PLAN, 1, True
    if _OF_BEFORE.match(figure.behind):
        return Says.TIMES, 1, True
    return (Says.SHARE, 1, True) if share else (None, 1, True)


def _is_aimed(words: str, moved_at: int) -> bool:
    """`vượt chỉ tiêu giao đạt 83%` speaks of the target still; a comma ends that."""
    return not re.search(r"[,;:()]", words[moved_at:]) and not re.search(
        r"\b(?:tỷ lệ|tỉ lệ|chiếm|đạt)\b", words[moved_at:], re.I
    )


def _moved(figure: Figure, move: re.Match[str], aimed: bool) -> tuple[Says, int, bool]:
    way = 1 if move["up"] else -1
    tail = figure.before[move.end() :]
    if aimed and re.search(r"\(|\blà\b|:", tail):  # vượt chỉ tiêu được giao (83,25%)
        return Says.TARGET, 1, True
    if figure.is_prior and re.search(r"\(", tail):  # tăng so với cùng kỳ (83,39%)
        return Says.PRIOR, 1, True
    verb = (move["up"] or move["down"]).casefold()
    compared = tail + figure.behind
    past = re.search(r"cùng kỳ|năm (?:trước|ngoái|20\d\d)|kỳ trước", compared, re.I)
    planned = _TARGET.search(compared)
    if planned and (not past or planned.start() < past.start()):
        return Says.GAP, way, True
    if past or verb in ("tăng", "giảm"):
        return Says.GROWTH, way, True
    return Says.GAP, way, True


def _is_target(figure: Figure, target: re.Match[str], share: re.Match[str] | None) -> bool:
    """`(chỉ tiêu 83,69%)`, `chỉ tiêu giao phải đạt 83,25%`; not `thực hiện chỉ tiêu, đạt 85%`."""
    tail = figure.before[target.end() :]
    if share is None or share.start() < target.start():
        return not re.search(r"[,;)]", tail)
    return not re.search(r"[,;)]", tail) and bool(_DUTY.search(tail[: share.end()]))


def _kind(figure: Figure) -> Kind | None:
    """`về việc` right behind a rate, else what the words before it name last."""
    behind = re.match(rf"\s*\(?\s*{_ABOUT.pattern}", figure.behind, re.I) or _OUT_OF.match(
        figure.behind
    )
    if behind:
        return _COUNTED[behind["k"].casefold()]
    about = list(_ABOUT.finditer(figure.before)) or list(_SUBJECT.finditer(_bare(figure.before)))
    return _COUNTED[about[-1]["k"].casefold()] if about else None


def _bare(words: str) -> str:
    """Without a comparison that is opened or closed."""
    return re.sub(r"so với[^,;]*", " ", words)


def _other(kind: Kind | None) -> Kind | None:
    """The second of two rates without words: cases come first, money second."""
    return {Kind.COUNT: Kind.MONEY, Kind.MONEY: Kind.COUNT}.get(kind) if kind else None


def _base(figure: Figure) -> Role | None:
    """`… trên số có điều kiện` behind a rate, or in the words before it."""
    ahead = roles.base_named(figure.behind)
    if ahead and not re.search(r"[;:]|\b(?:thì|có|đã)\b", figure.behind[: ahead[1]]):
        return ahead[0]
    named = roles.base_named(_since_a_stop(figure.before))
    return named[0] if named else None


def _since_a_stop(words: str) -> str:
    return re.split(r"[;)]", words)[-1]


def _subject(figure: Figure) -> Role | None:
    """Whose share it is: `tỷ lệ thi hành xong …`, `số chưa có điều kiện … chiếm`."""
    words = _since_a_stop(figure.before)
    named = roles.base_named(words)
    if named:
        words = words[: named[1]] + " " * (named[2] - named[1]) + words[named[2] :]
    role, _ = roles.last_named(words)
    return None if role is Role.TOTAL else role
