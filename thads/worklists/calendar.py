"""A calendar file of due days (RFC 5545): numbers of cases and what is due, nobody's name."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta

from thads.worklists.queries import TaskLine
from thads.worklists.tasks import Task

MIME = "text/calendar; charset=utf-8"
OCTETS = 75  # of a line, its end not counted (RFC 5545 3.1)
_ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": None})


def calendar(lines: Iterable[TaskLine], *, place: str, now: datetime) -> bytes:
    """Each duty with a last day as an all-day event; `place`: which province, for their names."""
    stamp = f"{now.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    content = [
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//THADS//Viec phai lam//VI",
        "CALSCALE:GREGORIAN", "METHOD:PUBLISH", "X-WR-CALNAME:Việc phải làm",
        "REFRESH-INTERVAL;VALUE=DURATION:PT6H",
    ]  # fmt: skip
    for line in lines:
        content.extend(_event(line, place, stamp))
    content.append("END:VCALENDAR")
    return b"".join(_folded(one) for one in content)


def identity_of(task: Task, place: str) -> str:
    """The same for the same duty each time it is read, so that no program shows it twice."""
    return f"{task.duty.value}-{task.subject_id.hex}-{task.since:%Y%m%d}@{place}.thads"


def _event(line: TaskLine, place: str, stamp: str) -> Iterator[str]:
    task = line.task
    if task.due is None:
        return
    counted = f"Tính từ {task.since:%d/%m/%Y}: {task.event}"
    yield "BEGIN:VEVENT"
    yield f"UID:{identity_of(task, place)}"
    yield f"DTSTAMP:{stamp}"
    yield f"DTSTART;VALUE=DATE:{task.due:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{task.due + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{_text(f'{task.title}: {line.title}')}"
    yield f"DESCRIPTION:{_text(f'{counted}. {task.law}'.strip())}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _text(value: str) -> str:
    return value.translate(_ESCAPED)


def _folded(line: str) -> bytes:
    """The line in pieces of at most 75 octets, no letter cut in two."""
    pieces, piece, room = list[bytes](), b"", OCTETS
    for letter in line:
        coded = letter.encode()
        if len(piece) + len(coded) > room:
            pieces.append(piece)
            piece, room = b"", OCTETS - 1  # the blank that begins it counts
        piece += coded
    return b"\r\n ".join([*pieces, piece]) + b"\r\n"
