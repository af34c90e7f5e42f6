"""Tables of figures as a workbook: every column in cases and in đồng, rates with their bases."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from thads.imports.exporting.workbook import Cells, Column, Kind, Sheet
from thads.statistics import titles
from thads.statistics.comparison import Compared, Comparison
from thads.statistics.rows import Row

RATE_BASE = "Tỷ lệ = giải quyết xong / có điều kiện thi hành."
NOBODY = "Chưa phân công"
UNITS, OFFICERS, KINDS, THEMES = "Theo đơn vị", "Theo Chấp hành viên", "Theo loại án", "Chuyên đề"
NAMES = {
    UNITS: ("Mã đơn vị", "Đơn vị"), OFFICERS: ("Đơn vị", "Chấp hành viên"),
    KINDS: ("Loại án", "Hình thức"), THEMES: ("Chuyên đề",),
}  # fmt: skip
COMPARED = (UNITS, OFFICERS)
RATES = (
    Column("Tỷ lệ", width=26), Column("Tử số", width=26), Column("Số (tử)", Kind.MONEY, 20),
    Column("Mẫu số", width=26), Column("Số (mẫu)", Kind.MONEY, 20),
    Column("Tỷ lệ (%)", Kind.PERCENT, 10), Column("Chỉ tiêu giao (%)", Kind.PERCENT, 12),
    Column("So chỉ tiêu (điểm %)", Kind.PERCENT, 12), Column("Cùng kỳ (%)", Kind.PERCENT, 12),
    Column("So cùng kỳ (điểm %)", Kind.PERCENT, 12),
)  # fmt: skip
WHOLE = (
    Column("Chỉ tiêu", width=34), Column("Việc", Kind.MONEY, 12),
    Column("Tiền (đồng)", Kind.MONEY, 22), Column("Cách tính", width=90),
)  # fmt: skip


@dataclass(frozen=True)
class Line:
    """One line of a table: whose it is, its figures, its rates beside target and last year."""

    names: Sequence[str | None]
    row: Row
    rates: Sequence[Compared]


@dataclass(frozen=True)
class Tables:
    """What is shown: the whole, then each table with its lines; `banner` says what it is."""

    banner: Sequence[str]
    whole: Line
    groups: Mapping[str, Sequence[Line]]


def live(shown: Comparison, whose: str, *, read_at: str) -> Tables:
    """The figures as they follow from the records at this moment."""
    now = shown.now
    groups = {} if shown.focus.officer else {
        UNITS: [_line(shown, row) for row in (now.units if shown.unit_id is None else ())],
        OFFICERS: [_line(shown, row) for row in now.officers],
        KINDS: [_line(shown, row) for row in now.kinds],
        THEMES: [_line(shown, row) for row in now.themes],
    }  # fmt: skip
    banner = (
        *_heading(whose, now.start, now.end, now.regime),
        f"SỐ LIỆU TẠM TÍNH – tính trực tiếp từ hồ sơ lúc {read_at}, chưa công bố",
    )
    return Tables(banner, _line(shown, shown.focus), groups)


def stored(figures: Mapping[str, Any], *, published_on: date | None) -> Tables:
    """The figures of a summary exactly as it keeps them, whatever the records say today (P18)."""
    period, head = figures["period"], figures["head"]
    start, end = (date.fromisoformat(period[name]) for name in ("start", "end"))
    standing = f"Bản {period['version']}, công bố ngày {published_on:%d/%m/%Y}" if published_on \
        else f"Bản {period['version']}, chưa công bố"  # fmt: skip
    if figures.get("is_provisional", published_on is None):
        standing = f"SỐ LIỆU TẠM TÍNH – lần {period['version']}, không công bố"
    whole = _stored_line((head["agency"],), figures["total"] | {
        "last_year": figures["last_year"], "target": figures["target"]})  # fmt: skip
    groups = {
        UNITS: [_stored_line((line["code"], line["name"]), line) for line in figures["units"]],
        KINDS: [
            _stored_line(tuple(line["name"].split(" – ")), line) for line in figures["kinds"]
        ],
        THEMES: [_stored_line((line["name"],), line) for line in figures["themes"]],
    }  # fmt: skip
    return Tables((*_heading(head["agency"], start, end, figures["regime"]), standing),
                  whole, groups)  # fmt: skip


def sheets(tables: Tables) -> Iterator[Sheet]:
    """The whole, its rates, then one sheet for each table that has lines."""
    banner = (*tables.banner, "")
    yield Sheet("Tổng hợp", WHOLE, _whole(tables.whole.row), banner)
    yield Sheet("Tỷ lệ", RATES, map(_rate, tables.whole.rates), banner)
    for title, lines in tables.groups.items():
        if lines:
            yield Sheet(title, _columns(title), _rows(title, lines, tables.whole), banner)


def _heading(whose: str, start: date, end: date, regime: str) -> tuple[str, str]:
    return (
        f"Số liệu thống kê thi hành án dân sự: {whose}",
        f"Từ {start:%d/%m/%Y} đến hết ngày {end:%d/%m/%Y}, chế độ {regime}. {RATE_BASE}",
    )


def _line(shown: Comparison, row: Row) -> Line:
    return Line(_names(row), row, (shown.cases(row), shown.money(row)))


def _names(row: Row) -> Sequence[str | None]:
    if row.group == "officer":
        unit = row.unit.name if row.unit else None
        return unit, row.officer.full_name if row.officer else NOBODY
    if row.unit:
        return row.unit.code, row.unit.name
    if row.kind and row.initiation:
        return row.kind.label, row.initiation.label
    return (row.theme.label if row.theme else None,)


def _stored_line(names: Sequence[str], kept: Mapping[str, Any]) -> Line:
    row, before = Row("", kept["cases"], kept["money"]), kept.get("last_year")
    last = Row("", before["cases"], before["money"]) if before else row  # shown in COMPARED only
    target = kept.get("target") or {}
    wanted = {part: Decimal(text) for part, text in target.items()}
    return Line(names, row, (
        Compared("Giải quyết xong về việc", row.case_rate, False, wanted.get("cases"),
                 last.case_rate),
        Compared("Giải quyết xong về tiền", row.money_rate, True, wanted.get("money"),
                 last.money_rate),
    ))  # fmt: skip


def _whole(row: Row) -> Iterator[Cells]:
    for title, of_cases, of_money in titles.lines():
        yield (
            title,
            row.cases[of_cases] if of_cases else None,
            row.money[of_money] if of_money else None,
            titles.CASE_MEANINGS[of_cases] if of_cases else titles.MONEY_MEANINGS[str(of_money)],
        )


def _rate(one: Compared) -> Cells:
    ratio = one.ratio
    return (
        one.label, ratio.numerator_name, ratio.numerator, ratio.denominator_name,
        ratio.denominator, *map(_number, (
            ratio.percent, one.target, one.above_target, one.before.percent, one.above_last_year,
        )),
    )  # fmt: skip


def _columns(title: str) -> Sequence[Column]:
    gaps = title in COMPARED
    return [
        *(Column(name, width=26) for name in NAMES[title]),
        *(Column(f"{name} (việc)", Kind.MONEY, 13) for name in titles.CASE_TITLES.values()),
        *_rate_columns("việc", gaps),
        *(Column(f"{name} (đồng)", Kind.MONEY, 20) for name in titles.MONEY_TITLES.values()),
        *_rate_columns("tiền", gaps),
    ]


def _rate_columns(of: str, gaps: bool) -> Iterator[Column]:
    yield Column(f"Tỷ lệ {of} (%)", Kind.PERCENT, 10)
    if gaps:
        yield Column(f"Tỷ lệ {of} so chỉ tiêu (điểm %)", Kind.PERCENT, 12)
        yield Column(f"Tỷ lệ {of} so cùng kỳ (điểm %)", Kind.PERCENT, 12)


def _rows(title: str, lines: Iterable[Line], whole: Line) -> Iterator[Cells]:
    """The lines, and under those that add up to it the whole; themes overlap and never add up."""
    width = len(NAMES[title])
    for line in lines:
        yield _cells(line.names, line, title)
    if title != THEMES:
        yield _cells(("Tổng cộng", *[None] * (width - 1)), whole, title)


def _cells(names: Sequence[str | None], line: Line, title: str) -> Cells:
    gaps = title in COMPARED
    cases, money = line.rates
    return (
        *names, *(line.row.cases[name] for name in titles.CASE_TITLES), *_gaps(cases, gaps),
        *(line.row.money[name] for name in titles.MONEY_TITLES), *_gaps(money, gaps),
    )  # fmt: skip


def _gaps(one: Compared, gaps: bool) -> Iterator[float | None]:
    yield _number(one.ratio.percent)
    if gaps:
        yield _number(one.above_target)
        yield _number(one.above_last_year)


def _number(value: Decimal | None) -> float | None:
    return None if value is None else float(value)
