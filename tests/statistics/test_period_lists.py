"""The lists of a period that leave the office: on any register they add up to its figures."""

from collections import Counter

from hypothesis import given
from sqlalchemy.orm import Session

from tests.statistics.registers import UNITS, Known, registers
from tests.statistics.test_readmodel import EXAMPLES, entered
from thads.cases.models import Standing
from thads.cases.queries.endings import ENDS, ended_between
from thads.core.days import period_end, statistics_year, year_start
from thads.imports.exporting.period import budget, procuracy
from thads.imports.exporting.period.asked import PeriodAsked, PeriodList
from thads.statistics import readmodel
from thads.statistics.columns import Theme
from thads.statistics.figures import figures

ENDED_AS = {
    Standing.COMPLETED: "completed", Standing.DISCONTINUED: "discontinued",
    Standing.REQUEST_RETURNED: "request_returned", Standing.ENDED_OTHER: "ended_other",
}  # fmt: skip
PERIODS = [period_end(2023, 6), period_end(2024, 12), period_end(2025, 3)]


@EXAMPLES
@given(register=registers(max_cases=4))
def test_rows_and_sums_of_each_list_are_the_figures(office: Session, register: list[Known]):
    with entered(office, register):
        readmodel.extend_horizon(office, 2025)
        for end in PERIODS:
            for unit_id in (None, UNITS[0]):
                found = figures(office, end, unit_id=unit_id)
                asked = PeriodAsked(PeriodList.PROCURACY, end, unit_id)

                mirror, _ = procuracy.sheets(office, asked, (), {})
                *cases, _ = mirror.rows
                assert len(cases) == found.total.cases["caseload_total"]

                ended = ended_between(
                    office, year_start(statistics_year(end)), end, unit_id=unit_id, size=100
                )
                counted = Counter(one.standing for one in ended.rows)
                for standing in ENDS:
                    assert counted[standing] == found.total.cases[ENDED_AS[standing]], end

                (money,) = budget.sheets(office, asked, ())
                *_, sums = money.rows
                theme = found.theme(Theme.STATE_BUDGET).money
                assert list(sums[4:-1]) == [theme[column] for column in budget.AMOUNTS]
