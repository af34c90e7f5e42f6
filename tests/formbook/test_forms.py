"""The twelve forms as data: titles of the circular, formulas that are those of the figures."""

import re
from datetime import date

import pytest

from thads.core.errors import NotFound
from thads.rules import forms, statistics_regime
from thads.rules.forms import Form, FormColumn
from thads.statistics import metrics
from thads.statistics.codes import LINES, UNASSIGNED
from thads.statistics.columns import CASE_SUMS, MONEY_SUMS

KEPT = forms.on(date(2024, 9, 30))
TITLES = """Kết quả thi hành án dân sự tính bằng việc
Kết quả thi hành án dân sự tính bằng tiền
Kết quả thi hành các khoản thu cho ngân sách nhà nước
Kết quả thi hành án dân sự tính bằng việc chia theo cơ quan thi hành án dân sự và Chấp hành viên
Kết quả thi hành án dân sự tính bằng tiền chia theo cơ quan thi hành án dân sự và Chấp hành viên
Kết quả đề nghị xét miễn, giảm nghĩa vụ thi hành án dân sự
Kết quả áp dụng biện pháp bảo đảm, cưỡng chế trong thi hành án dân sự
Kết quả giải quyết khiếu nại, tố cáo, kiến nghị, phản ánh về thi hành án dân sự
Kết quả tiếp công dân trong thi hành án dân sự
Kết quả giám sát, kiểm sát, kiểm tra thi hành án dân sự
Kết quả giải quyết bồi thường nhà nước trong thi hành án dân sự
Kết quả theo dõi thi hành án hành chính"""


def test_the_titles_are_those_of_the_circular():
    """TT 05/2024 Đ.2, word for word."""
    assert [form.title for form in KEPT.forms] == TITLES.split("\n")
    assert [form.number for form in KEPT.forms] == list(range(1, 13))
    assert [form.article for form in KEPT.forms] == [f"TT05 Đ.2 k.{n}" for n in range(1, 13)]


def test_every_regime_has_its_forms_and_says_where_they_come_from():
    assert [kept.code for kept in forms.SETS] == [r.code for r in statistics_regime.REGIMES]
    for kept, regime in zip(forms.SETS, statistics_regime.REGIMES, strict=True):
        assert (kept.valid_from, kept.valid_to) == (regime.valid_from, regime.valid_to)
    assert "của phần mềm" in forms.on(date(2024, 7, 26)).source
    assert "lập lại" in forms.on(date(2024, 7, 25)).source


def stored(form: Form, column: FormColumn) -> dict[str, int]:
    """The stored columns that a column's printed formula adds up to, with their signs."""
    if not column.parts:
        metric = metrics.of(column.metric)
        sums = (MONEY_SUMS if metric.is_money else CASE_SUMS).get(str(metric.column))
        return dict(sums) if sums else {str(metric.column): 1}
    found: dict[str, int] = {}
    for number, sign in column.parts.items():
        for name, own in stored(form, form.column(number)).items():
            found[name] = found.get(name, 0) + sign * own
    return {name: sign for name, sign in found.items() if sign}


@pytest.mark.parametrize("form", KEPT.forms[:5], ids=lambda form: f"form{form.number}")
def test_a_printed_formula_gives_what_the_column_adds_up(form: Form):
    assert [column.number for column in form.columns] == sorted({c.number for c in form.columns})
    for column in form.columns:
        metric = metrics.of(column.metric)
        if metric.column and column.parts:
            sums = MONEY_SUMS if metric.is_money else CASE_SUMS
            assert stored(form, column) == sums[metric.column], column.title
        if column.rate:
            over, under = (form.column(number).metric for number in column.rate)
            assert (metric.numerator, metric.denominator) == (over, under)


def test_a_formula_is_said_in_column_numbers():
    form = KEPT.form(1)
    assert form.column(9).formula == "= (1) − (6) − (7) − (8)"
    assert form.column(22).formula == "= (11) / (10)"
    assert form.column(24).formula == "= (1) / (1) dòng tổng số"
    assert form.column(2).formula == ""


def test_every_row_of_figures_is_a_line_of_figures():
    for form in KEPT.forms[:3]:
        assert {row.code for row in form.rows} <= LINES.keys()
    assert len({row.code for row in KEPT.form(1).rows}) == 33


def test_metrics_have_one_code_each_and_all_that_a_reader_asks():
    for code, metric in metrics.METRICS.items():
        assert re.fullmatch(r"[VT]\d{2}|TL\d", code)
        assert metric.code == code
        assert metric.title
        assert metric.meaning
        assert metric.source
    own = [column.metric for form in KEPT.forms[5:] for column in form.columns]
    assert len(own) == len(set(own))
    assert UNASSIGNED in LINES


def test_a_form_that_the_circular_has_not_is_absent():
    with pytest.raises(NotFound):
        KEPT.form(13)
    with pytest.raises(NotFound):
        KEPT.form(1).column(99)
