"""A rate is printed with its two numbers: by the filter `rate`, or beside their own cells (R12)."""

import re
from pathlib import Path

from thads.statistics.ratio import Ratio
from thads.statistics.views import SHOWN_CASES, SHOWN_MONEY
from thads.web.formats import rate

ROOT = Path(__file__).parents[2]
BARE = re.compile(r"([\w.\[\]]+)\)?\.percent \| percent")

# Where the two numbers stand otherwise, each with its reason.
BESIDE = {
    "classification/cover.html": {
        "asked": "a limit that was set, no rate",
        "one": "a limit that was set, no rate",
    },
    "classification/cover_cases.html": {"line.ratio": "cells of the same line: value, remaining"},
    "closing/_officers.html": {
        "one.row.case_rate": "a cell of the same line: resolved / enforceable",
        "unit.report.row.case_rate": "a cell of the same line: resolved / enforceable",
    },
    "figures/show.html": {"ratio": "both numbers stand below with their names and lists"},
    "national/index.html": {"rate": "a drawing; the table beside it has the numbers"},
    "oversight/show.html": {
        "of_cases": "cells of the same line: resolved, enforceable",
        "of_money": "cells of the same line: resolved, enforceable",
    },
    "planning/index.html": {"gap.ratio": "a drawing; the table beside it has the numbers"},
    "statistics/_lines.html": {
        "row.case_rate": "cells of the same line: resolved, enforceable",
        "row.money_rate": "cells of the same line: resolved, enforceable",
    },
}


def bare_rates(path: Path) -> set[str]:
    """Rates of a template whose two numbers do not stand in the same line of it."""
    return {
        name
        for text in path.read_text("utf-8").splitlines()
        for name in BARE.findall(text)
        if not (f"{name}.numerator" in text and f"{name}.denominator" in text)
    }


def test_every_rate_stands_with_its_two_numbers():
    found = {
        str(path.relative_to(ROOT / "templates")): names
        for path in (ROOT / "templates").rglob("*.html")
        if (names := bare_rates(path))
    }
    assert found == {name: set(reasons) for name, reasons in BESIDE.items()}


def test_the_filter_prints_both_numbers():
    cases = Ratio(2627, 3085, "việc giải quyết xong", "việc phải thi hành")
    money = Ratio(484_630_000_000, 593_010_000_000, "tiền giải quyết xong", "tiền có điều kiện")
    nothing = Ratio(0, 0, "việc giải quyết xong", "việc có điều kiện thi hành")
    assert rate(cases) == "85,15% (2.627/3.085)"
    assert rate(money, is_money=True) == "81,72% (484,6/593,0 tỷ)"
    assert rate(nothing) == "– (0/0)"


def test_a_bare_rate_is_noticed(tmp_path: Path):
    page = tmp_path / "page.html"
    page.write_text("<b>{{ row.rate.percent | percent }}</b>\n<i>{{ row.other | rate }}</i>")
    assert bare_rates(page) == {"row.rate"}


def test_both_numbers_are_said_by_the_lines_that_are_excepted():
    """The columns that stand beside the rates of lines are among those always shown."""
    assert {"resolved_total", "enforceable_total"} <= set(SHOWN_CASES)
    assert {"resolved", "enforceable"} <= set(SHOWN_MONEY)
