"""The figures as a table of text for people at a terminal."""

from collections.abc import Iterator

from thads.core.money import format_dong
from thads.statistics.figures import Figures, Ratio, Row
from thads.statistics.titles import CASE_TITLES, MONEY_TITLES

BASE_CASES, BASE_MONEY = "xong / có điều kiện (việc)", "xong / có điều kiện (đồng)"
HEADINGS = {
    "unit": "Theo đơn vị",
    "officer": "Theo Chấp hành viên",
    "kind": "Theo loại án",
    "theme": "Theo chuyên đề (không cộng với nhau)",
}


def lines(figures: Figures, *, tenant: str) -> Iterator[str]:
    """A heading, every column of the total, and the rates of each line."""
    yield f"{tenant}: số liệu từ {figures.start:%d/%m/%Y} đến {figures.end:%d/%m/%Y}"
    yield f"Chế độ thống kê {figures.regime}. Tỷ lệ = giải quyết xong / có điều kiện thi hành."
    yield ""
    yield f"{'TOÀN TỈNH':<34}{'Việc':>12}{'Tiền (đồng)':>24}"
    yield from _total(figures.total)
    for group, heading in HEADINGS.items():
        rows = [row for row in figures.rows if row.group == group]
        if rows:
            yield ""
            yield f"{heading:<34}{BASE_CASES:>30}{BASE_MONEY:>50}"
            yield from map(_line, rows)


def name_of(row: Row) -> str:
    """Whose line this is, in words."""
    if row.group == "officer":
        officer = row.officer.full_name if row.officer else "chưa phân công"
        return f"{row.unit.code if row.unit else ''} {officer}"
    if row.unit:
        return f"{row.unit.code} {row.unit.name}"
    if row.kind and row.initiation:
        return f"{row.kind.label}, {row.initiation.label.lower()}"
    return row.theme.label if row.theme else "Toàn tỉnh"


def _total(row: Row) -> Iterator[str]:
    names = [*CASE_TITLES, *(name for name in MONEY_TITLES if name not in CASE_TITLES)]
    paired = {"to_enforce_total": "to_enforce", "resolved_total": "resolved",
              "enforceable_total": "enforceable"}  # fmt: skip
    for name in names:
        if name in paired.values():
            continue
        title = CASE_TITLES.get(name) or MONEY_TITLES[name]
        cases = format_dong(row.cases[name]) if name in row.cases else ""
        money = row.money.get(paired.get(name, name))
        yield f"  {title:<32}{cases:>12}{'' if money is None else format_dong(money):>24}"


def _line(row: Row) -> str:
    return f"  {name_of(row)[:32]:<32}{_rate(row.case_rate):>30}{_rate(row.money_rate):>50}"


def _rate(rate: Ratio) -> str:
    parts = f"{format_dong(rate.numerator)} / {format_dong(rate.denominator)}"
    percent = "–" if rate.percent is None else f"{rate.percent}%".replace(".", ",")
    return f"{parts} = {percent:>7}"
