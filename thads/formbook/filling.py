"""The rows of a form from figures: a pure function, the same for live and for frozen ones."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from thads.formbook.sheets import SheetColumn, SheetLine, Value
from thads.rules.forms import Form, FormColumn, FormRow
from thads.statistics import codes, metrics
from thads.statistics.codes import LINES, Whose
from thads.statistics.columns import STORED
from thads.statistics.drill import Group
from thads.statistics.metrics import Metric
from thads.statistics.ratio import Ratio
from thads.statistics.rows import Figures, OfficerName, Row, UnitName, line

NOBODY = "Chưa phân công"
_WORDS = {"việc": "việc", "đồng": "tiền"}


def column_of(column: FormColumn) -> SheetColumn:
    """A column as it is printed."""
    rate = _names(metrics.of(column.metric)) if column.rate else None
    return SheetColumn(
        column.number, column.title, column.heading, column.unit, column.metric, column.formula,
        rate,
    )  # fmt: skip


def by_row(form: Form, found: Figures, whose: Whose) -> list[SheetLine]:
    """The rows that the form itself names, of one subject."""
    rows = [(row, of_group(found, LINES[row.code])) for row in form.rows]
    whole = rows[0][1]
    return [_line(form, row, figures, whole, whose) for row, figures in rows]


def by_office(
    form: Form, found: Figures, units: Sequence[UnitName], *, of_province: bool
) -> Iterator[SheetLine]:
    """The whole when it is the province's, then each unit with its officers."""
    if of_province:
        row = FormRow(number="", code=codes.WHOLE, title="Toàn tỉnh", level=0)
        yield _line(form, row, found.total, found.total, codes.PROVINCE)
    for n, unit in enumerate(units, start=1):
        row = FormRow(number=_roman(n), code=codes.WHOLE, title=unit.name)
        figures = found.unit(unit.id)
        yield _line(form, row, figures, figures, codes.whose(unit))
        of_unit = [one for one in found.officers if one.unit and one.unit.id == unit.id]
        for k, figures in enumerate(of_unit, start=1):
            yield line_of_officer(form, figures, unit, figures.officer, number=f"{k}")


def line_of_officer(
    form: Form, figures: Row, unit: UnitName, officer: OfficerName | None, *, number: str = ""
) -> SheetLine:
    """The row of one officer of a unit, or of its cases that nobody has."""
    code = codes.WHOLE if officer else codes.UNASSIGNED
    title = officer.full_name if officer else NOBODY
    row = FormRow(number=number, code=code, title=title, level=2)
    return _line(form, row, figures, figures, codes.whose(unit, officer))


def of_group(found: Figures, group: Group) -> Row:
    """The figures of a line of these: one that is there, or the sum of those that make it."""
    if group.theme:
        return found.theme(group.theme)
    if group.budget:
        return _added(row for row in found.budgets if row.budget is group.budget)
    if group.kind or group.initiation:
        return _added(
            row for row in found.kinds
            if group.kind in (None, row.kind) and group.initiation in (None, row.initiation)
        )  # fmt: skip
    return found.total


def value_of(metric: Metric, row: Row, whole: Row) -> Value:
    """A metric of a line; `whole`: the line of which it is a part."""
    if metric.column:
        return _counted(metric, row)
    over, under = metrics.of(str(metric.numerator)), metrics.of(str(metric.denominator))
    base = whole if metric.of_whole else row
    return Ratio(_counted(over, row), _counted(under, base), *_names(metric))


def _counted(metric: Metric, row: Row) -> int:
    return (row.money if metric.is_money else row.cases)[str(metric.column)]


def _line(form: Form, row: FormRow, figures: Row, whole: Row, whose: Whose) -> SheetLine:
    cells = tuple(value_of(metrics.of(c.metric), figures, whole) for c in form.columns)
    return SheetLine(row.number, row.title, row.level, row.code, whose, cells)


def _names(metric: Metric) -> tuple[str, str]:
    over, under = metrics.of(str(metric.numerator)), metrics.of(str(metric.denominator))
    whole = " của tổng số" if metric.of_whole else ""
    return (
        f"{_WORDS[over.unit]} {over.title.lower()}",
        f"{_WORDS[under.unit]} {under.title.lower()}{whole}",
    )


def _added(rows: Iterable[Row]) -> Row:
    """Columns are sums of stored ones, so lines add up column by column."""
    total = line("total", [0] * len(STORED))
    for row in rows:
        for name, figure in row.cases.items():
            total.cases[name] += figure
        for name, figure in row.money.items():
            total.money[name] += figure
    return total


def _roman(number: int) -> str:
    tens, ones = divmod(number, 10)
    return "X" * tens + ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")[ones]
