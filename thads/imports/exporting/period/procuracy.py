"""The procuracy's mirror register: one line a case of the period, seventeen columns A–Q."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from sqlalchemy.orm import Session

from thads.cases.models import ActKind, MovementKind
from thads.core.money import format_dong
from thads.imports import ours
from thads.imports.exporting.period import reading
from thads.imports.exporting.period.asked import PeriodAsked
from thads.imports.exporting.workbook import Cells, Column, Kind, Sheet
from thads.imports.register import EventLine, RegisterCase
from thads.parties.models import PartyRole
from thads.rules import grounds

COLUMNS = (
    Column("A. Số, ngày thụ lý", width=22),
    Column("B. Bản án, quyết định (số, ngày, Tòa án)", width=34),
    Column("C. Người phải thi hành án", width=30),
    Column("D. Người được thi hành án", width=30),
    Column("E. Ủy thác đi (số, ngày)", width=22),
    Column("F. Nhận ủy thác", width=12),
    Column("G. Quyết định thi hành án (số, ngày, số tiền)", width=34),
    Column("H. Nội dung, các khoản phải thi hành", width=44),
    Column("I. Quyết định chưa có điều kiện", width=26),
    Column("J. Thu hồi, hủy quyết định", width=24),
    Column("K. Hoãn (số, ngày, lý do, số tiền)", width=36),
    Column("L. Tiếp tục sau hoãn", width=24),
    Column("M. Tạm đình chỉ", width=26),
    Column("N. Tiếp tục sau tạm đình chỉ", width=24),
    Column("O. Đình chỉ (số, ngày, lý do, số tiền)", width=36),
    Column("P. Thi hành xong (số, ngày, số tiền đã thu)", width=34),
    Column("Q. Ghi chú (Chấp hành viên)", width=26),
)
# Biểu 24.1 as far as its rows are known: row, cases or money, its words, the column of ours.
FORM_24_1 = (
    ("2", False, "Số cũ chuyển sang", "brought_forward"),
    ("3", False, "Thụ lý mới", "newly_docketed"),
    ("4", False, "Trong đó: nhận ủy thác", "entrusted_in"),
    ("5", False, "Ủy thác đi, rút lên, thu hồi, hủy", "gone"),
    ("6", False, "Phải thi hành", "to_enforce_total"),
    ("7", False, "Có điều kiện thi hành", "enforceable_total"),
    ("8", False, "Giải quyết xong", "resolved_total"),
    ("9", False, "Thi hành xong", "completed"),
    ("10", False, "Đình chỉ", "discontinued"),
    ("11", False, "Đang thi hành", "in_progress"),
    ("14", False, "Chưa có điều kiện", "not_yet_enforceable"),
    ("17", False, "Chuyển kỳ sau", "carried_forward"),
    ("19", True, "Số cũ chuyển sang", "brought_forward"),
    ("20", True, "Thụ lý mới", "newly_docketed"),
    ("23", True, "Phải thi hành", "to_enforce"),
    ("26", True, "Thi hành xong", "completed"),
    ("29", True, "Đang thi hành", "in_progress"),
    ("32", True, "Chưa có điều kiện", "not_yet_enforceable"),
)
FORM_COLUMNS = (
    Column("Dòng", width=8), Column("Chỉ tiêu", width=40),
    Column("Việc", Kind.NUMBER, 12), Column("Tiền (đ)", Kind.MONEY, 22),
)  # fmt: skip
GONE = ("entrusted_out", "taken_up", "withdrawn_annulled")
_RESUMED_FROM = (ActKind.POSTPONEMENT, ActKind.SUSPENSION, ActKind.NOT_YET_ENFORCEABLE)


def sheets(db: Session, asked: PeriodAsked, banner: tuple[str, ...], names: Names) -> list[Sheet]:
    """The register, and the sums of the period in the lines of form 24.1."""
    found = reading.behind(db, asked, "caseload_total", money=False)
    cases = (one.case for one in ours.every(db, [line.case_id for line in found.lines]))
    rows = _rows(cases, len(found.lines), asked.period_end, names)
    return [
        Sheet("Sổ thụ lý kiểm sát", COLUMNS, rows, banner),
        Sheet("Biểu 24.1", FORM_COLUMNS, list(_sums(db, asked)), banner),
    ]


Names = Mapping[str, str]  # full names by user name


def _rows(cases: Iterable[RegisterCase], count: int, end: date, names: Names) -> Iterator[Cells]:
    for case in cases:
        yield row(case, end, names)
    yield (f"Cộng {format_dong(count)} việc", *(None for _ in COLUMNS[1:]))


def row(case: RegisterCase, end: date, names: Names) -> Cells:
    """One case as it was at the end of a day."""
    key, events = case.key, [one for one in case.events if one.day <= end]
    title = f"{key.number}/{key.series}"
    amount = sum(item.amount for item in case.items)
    officers = [case.officer, *(e.officer for e in events if e.kind is ActKind.ASSIGNMENT)]
    officer = next((one for one in reversed(officers) if one), None)
    return (
        f"{key.number}, {_day(key.day)}", _judgment(case),
        _people(case, PartyRole.DEBTOR), _people(case, PartyRole.CREDITOR),
        _told(events, ActKind.ENTRUSTMENT), "x" if case.entrusted_in else None,
        f"{title}, {_day(key.day)}, {format_dong(amount)} đ",
        "; ".join(_item(item.kind.label, item.amount) for item in case.items),
        _told(events, ActKind.NOT_YET_ENFORCEABLE),
        _told(events, ActKind.WITHDRAWAL, ActKind.ANNULMENT),
        _told(events, ActKind.POSTPONEMENT),
        _resumed(events, ActKind.POSTPONEMENT), _told(events, ActKind.SUSPENSION),
        _resumed(events, ActKind.SUSPENSION), _told(events, ActKind.DISCONTINUANCE),
        _completed(case, events, end), names.get(officer or "", officer),
    )  # fmt: skip


def _day(day: date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else "không rõ ngày"


def _judgment(case: RegisterCase) -> str | None:
    if not case.judgment_number:
        return None
    return ", ".join(filter(None, [case.judgment_number, _day(case.judged_on), case.court]))


def _people(case: RegisterCase, role: PartyRole) -> str | None:
    return "; ".join(one.name for one in case.parties if one.role is role) or None


def _item(label: str, amount: int) -> str:
    return f"{label}: {format_dong(amount)} đ" if amount else label


def _told(events: Iterable[EventLine], *kinds: ActKind) -> str | None:
    return "; ".join(_event(one) for one in events if one.kind in kinds) or None


def _event(event: EventLine) -> str:
    """Number, day, reason, money: what of them is known."""
    ground = None
    if event.ground:
        known = grounds.find(event.kind.value, event.ground, event.day)
        ground = known.text if known else event.ground
    amount = f"{format_dong(event.amount)} đ" if event.amount else None
    return ", ".join(filter(None, [event.stated_number, _day(event.day), ground, amount]))


def _resumed(events: Iterable[EventLine], after: ActKind) -> str | None:
    """The decisions to go on that ended a postponement, or a suspension."""
    before, found = None, []
    for one in events:
        if one.kind in _RESUMED_FROM:
            before = one.kind
        elif one.kind is ActKind.RESUMPTION and before is after:
            found.append(_event(one))
    return "; ".join(found) or None


def _completed(case: RegisterCase, events: Iterable[EventLine], end: date) -> str | None:
    """What was collected, with the decisions that say that the case is done."""
    signs = {MovementKind.COLLECTED: 1, MovementKind.REVERSED: -1}
    collected = sum(signs.get(one.kind, 0) * one.amount for one in case.money if one.day <= end)
    told = _told(events, ActKind.COMPLETION)
    money = f"đã thu {format_dong(collected)} đ" if collected else None
    return ", ".join(filter(None, [told, money])) or None


def _sums(db: Session, asked: PeriodAsked) -> Iterator[Cells]:
    found = reading.figures_of(db, asked)
    line = found.unit(asked.unit_id) if asked.unit_id else found.total
    cases = {**line.cases, "gone": sum(line.cases[name] for name in GONE)}
    for number, is_money, words, column in FORM_24_1:
        value = line.money[column] if is_money else cases[column]
        yield (number, words, None, value) if is_money else (number, words, value, None)
