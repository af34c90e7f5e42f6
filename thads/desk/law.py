"""The law as people read it: the book of one day, and what differs between two days."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple, TypeVar

from thads.cases.models import ActKind, ItemKind, SigningMode
from thads.rules import deadlines, grounds, initiation, signing
from thads.rules.citation import cited, was_read
from thads.rules.dated import Dated, MissingRule
from thads.rules.deadlines import Deadline
from thads.rules.grounds import Ground
from thads.rules.working_days import CONFIRMED, TimeUnit, is_confirmed

ACTS = {kind.value: kind.label for kind in ActKind} | {
    "refusal": "Từ chối yêu cầu thi hành án",
    "entrustment_refusal": "Từ chối quyết định ủy thác nhận đến",
    "increase": "Sửa đổi, bổ sung quyết định",
}

T = TypeVar("T", bound=Dated)


class Line(NamedTuple):
    """One sentence of the law of a day: what it is about, what it says, where it stands."""

    name: str
    text: str
    source: str


@dataclass(frozen=True, slots=True)
class Chapter:
    """Lines that belong together."""

    title: str
    lines: tuple[Line, ...]


class DueLine(NamedTuple):
    """A deadline as the book of a day shows it, with the day on which it would be over."""

    name: str
    deadline: Deadline
    text: str
    source: str
    pauses: str
    due: date
    is_forecast: bool  # the holidays of that year are not announced yet


class Difference(NamedTuple):
    """What a line said before and says after; None where that law says nothing."""

    name: str
    before: Line | None
    after: Line | None


class Year(NamedTuple):
    """The announced calendar of one year."""

    year: int
    announced: str
    off: list[str]
    worked: list[str]


def words(deadline: Deadline) -> str:
    """10 ngày; ngay; trước ít nhất 03 ngày làm việc; 30 ngày, kéo dài không quá 15 ngày."""
    if deadline.unit is TimeUnit.AT_ONCE:
        return "ngay"
    if deadline.length == 0:
        return "ngay trong ngày, hoặc ngày làm việc đầu tiên"
    length = deadline.length_in_words
    if deadline.counts_back:
        return f"trước ít nhất {length}"
    if deadline.extension:
        return f"{length}, kéo dài không quá {deadline.extension} ngày"
    return length


def timetable(day: date) -> list[tuple[str, list[DueLine]]]:
    """The deadlines in force on `day` by topic, each with its last day were it to start then."""
    book = [
        (topic, [_due_line(d, day) for d in found if d.holds_on(day)])
        for topic, found in deadlines.TOPICS.items()
    ]
    return [(topic, lines) for topic, lines in book if lines]


def grounds_on(day: date) -> list[Chapter]:
    """The grounds in force on `day`, kind by kind."""
    kinds = dict.fromkeys(ground.act for ground in grounds.GROUNDS)
    found = [Chapter(ACTS[kind], _ground_lines(kind, day)) for kind in kinds]
    return [chapter for chapter in found if chapter.lines]


def competence_on(day: date) -> list[Chapter]:
    """Who signs, in which modes, and what is enforced without a request, on `day`."""
    return [
        Chapter("Ai ký", tuple(_signed(rule) for rule in _held(signing.SIGNING, day))),
        Chapter("Hình thức ký", tuple(_mode(mode) for mode in _held(signing.MODES, day))),
        Chapter("Khoản chủ động thi hành", tuple(_clause(c) for c in _clauses(day))),
    ]


def digest_count(day: date) -> int:
    """How many deadlines of `day` are known from the digest of the law, not from its text."""
    return sum(1 for d in deadlines.DEADLINES if d.holds_on(day) and not d.was_read)


def calendar() -> list[Year]:
    """The years whose days off were announced, the newest first."""
    return [
        Year(year, known.announced, _spans(known.off), _spans(known.worked))
        for year, known in sorted(CONFIRMED.items(), reverse=True)
    ]


def changes(before: date, after: date) -> list[tuple[str, list[Difference]]]:
    """What differs between the law of two days, chapter by chapter; chapters alike are left out."""
    by_topic = [
        (topic, _differences(_deadline_lines(found, before), _deadline_lines(found, after)))
        for topic, found in deadlines.TOPICS.items()
    ]
    others: list[tuple[str, Callable[[date], list[Chapter]]]] = [
        ("Căn cứ", grounds_on),
        ("Thẩm quyền", competence_on),
    ]
    for prefix, read in others:
        old, new = ({c.title: c for c in read(day)} for day in (before, after))
        for title in dict.fromkeys((*old, *new)):
            lines = [_by_name(book[title].lines if title in book else ()) for book in (old, new)]
            by_topic.append((f"{prefix}: {title[0].lower()}{title[1:]}", _differences(*lines)))
    return [(title, found) for title, found in by_topic if found]


def _due_line(deadline: Deadline, day: date) -> DueLine:
    due = deadline.due(day)
    pauses = "; ".join(sorted(pause.label for pause in deadline.paused_by))
    return DueLine(
        name=_sentence(deadline.duty.label),
        deadline=deadline,
        text=words(deadline),
        source=_where(deadline),
        pauses=pauses,
        due=due,
        is_forecast=not is_confirmed(due),
    )


def _where(deadline: Deadline) -> str:
    return _marked(deadline.source, deadline.was_read)


def _marked(source: str, read: bool) -> str:
    """The article; an asterisk when only the digest of the law was at hand."""
    return cited(source) + ("" if read else " *")


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def _deadline_lines(found: Iterable[Deadline], day: date) -> dict[str, Line]:
    return {
        d.duty.label: Line(
            _sentence(d.duty.label), f"{_sentence(words(d))}, tính từ: {d.event.label}", _where(d)
        )
        for d in found
        if d.holds_on(day)
    }


def _ground_lines(kind: str, day: date) -> tuple[Line, ...]:
    try:
        found: Iterable[Ground] = grounds.of(kind, day)
    except MissingRule:
        return ()
    return tuple(
        Line(ground.code, ground.text, _marked(ground.source, was_read(ground.source)))
        for ground in found
    )


def _signed(rule: signing.SigningRule) -> Line:
    modes = [mode.label.split()[0] for mode in SigningMode if mode.value in rule.modes - {"head"}]
    also = f"; hoặc {', '.join(modes)}" if modes else ""
    return Line(rule.label, rule.signer.label + also, _marked(rule.source, was_read(rule.source)))


def _mode(mode: signing.ModeRule) -> Line:
    by = f"{mode.substitute.label}. " if mode.substitute else ""
    return Line(mode.label, f"{by}{mode.condition}", _marked(mode.source, was_read(mode.source)))


def _clauses(day: date) -> Iterable[initiation.Clause]:
    return _held(initiation.CLAUSES, day)


def _clause(clause: initiation.Clause) -> Line:
    items = ", ".join(ItemKind.of(item).label.lower() for item in sorted(clause.items))
    parts = [clause.text, f"khi: {clause.condition.lower()}" if clause.condition else ""]
    text = "; ".join(part for part in parts if part) + (f" ({items})" if items else "")
    return Line(f"{clause.letter})", text, _marked(clause.source, was_read(clause.source)))


def _held(rules: Iterable[T], day: date) -> list[T]:
    return [rule for rule in rules if rule.holds_on(day)]


def _by_name(lines: Iterable[Line]) -> dict[str, Line]:
    """Lines by name; two of one name (a letter that holds two sentences) count as one."""
    found: dict[str, Line] = {}
    for line in lines:
        one = found.get(line.name)
        found[line.name] = line._replace(text=f"{one.text}; {line.text}") if one else line
    return found


def _differences(before: dict[str, Line], after: dict[str, Line]) -> list[Difference]:
    """Names whose words differ; the same words in another article are no difference."""
    return [
        Difference(_sentence(name), before.get(name), after.get(name))
        for name in dict.fromkeys((*before, *after))
        if (before[name].text if name in before else None)
        != (after[name].text if name in after else None)
    ]


def _spans(days: Iterable[date]) -> list[str]:
    """Days that follow one another as one span: 14/2–22/2."""
    spans: list[list[date]] = []
    for day in sorted(days):
        if spans and day - spans[-1][-1] == timedelta(days=1):
            spans[-1].append(day)
        else:
            spans.append([day])
    return ["–".join(f"{d.day}/{d.month}" for d in dict.fromkeys((s[0], s[-1]))) for s in spans]
