"""What a register gives never breaks a rule that blocks; what is altered is found."""

from datetime import date

from hypothesis import given, settings
from sqlalchemy.orm import Session

from tests.statistics.registers import OFFICERS, UNITS, Known, registers
from tests.statistics.test_readmodel import EXAMPLES, entered
from thads.core.days import period_end
from thads.statistics import readmodel
from thads.statistics.subject import PROVINCE, Subject
from thads.validation import queries

ENDS = [period_end(year, month) for year in (2022, 2023, 2024) for month in (1, 2, 6, 12)]
SUBJECTS = [
    PROVINCE,
    *map(Subject, UNITS),
    *[Subject(UNITS[n % 2], o) for n, o in enumerate(OFFICERS)],
]


@settings(EXAMPLES, max_examples=15)
@given(register=registers(max_cases=4))
def test_a_register_never_breaks_a_rule_that_blocks(office: Session, register: list[Known]):
    with entered(office, register):
        readmodel.extend_horizon(office, 2025)
        for end in ENDS:
            for one in queries.everyone(office, end, None):
                told = [(f.check.code, f.where, f.numbers) for f in one.blocking]
                assert told == [], (end, one.subject)


@settings(EXAMPLES, max_examples=5)
@given(register=registers(max_cases=3))
def test_a_subject_alone_is_found_the_same_as_among_all(office: Session, register: list[Known]):
    with entered(office, register):
        readmodel.extend_horizon(office, 2025)
        for end in ENDS[::3]:
            for one in queries.everyone(office, end, None):
                alone = queries.findings(office, one.subject, end, today=date(2025, 12, 1))
                assert [f.digest for f in alone] == [f.digest for f in one.findings]
