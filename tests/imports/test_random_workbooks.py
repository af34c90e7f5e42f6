"""Random workbooks brought in, and every figure compared with a count by hand.

`THADS_RANDOM_WORKBOOKS=5000 pytest tests/imports/test_random_workbooks.py` runs longer than CI
does: so many workbooks for the first claim, a share of them for the others.
"""

import os
from calendar import monthrange
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests import installation
from tests.imports import naive_workbook
from tests.imports.naive_story import dong
from tests.imports.province import Province, by_row, read_here
from tests.imports.random_workbooks import SEEDS, CaseSeed, Register, registers
from thads.imports import reading

EXAMPLES = int(os.environ.get("THADS_RANDOM_WORKBOOKS", 0)) or (
    80 if installation.ENGINE == "sqlite" else 40
)
MONTH_ENDS = [
    date(year, month, monthrange(year, month)[1])
    for year in range(2021, 2026)
    for month in range(1, 13)
][8:-3]  # 30/09/2021, the day before the first case, to 30/09/2025, a year after the last event
YEAR_ENDS = [day for day in MONTH_ENDS if day.month == 9]


def examples(share: float = 1.0) -> Any:
    """So many examples of a claim; a failing one is reported as found, then made smaller."""
    return settings(
        max_examples=max(5, int(EXAMPLES * share)), deadline=None, print_blob=True,
        suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
        phases=[Phase.explicit, Phase.generate, Phase.shrink],
    )  # fmt: skip


@pytest.fixture
def province(template: installation.Installation, tmp_path: Path) -> Any:
    """Makes a province for one example; what a hypothesis test may ask for again and again."""

    @contextmanager
    def of(*, child_process: bool = False) -> Iterator[Province]:
        with (
            TemporaryDirectory(dir=tmp_path) as folder,
            pytest.MonkeyPatch.context() as patch,
            template.fresh(Path(folder) / "instance", patch),
        ):
            if not child_process:  # a process for each file would take most of the time
                patch.setattr(reading, "_fill", read_here)
            yield Province(Path(folder))

    return of


def assert_figures(province: Province, workbook: Path, days: Sequence[date]) -> None:
    sheets = naive_workbook.read(workbook)
    for at in days:
        assert province.figures(at) == naive_workbook.document(sheets, at), at


def rows_of(workbook: Path) -> dict[str, int]:
    return {sheet: len(rows) for sheet, rows in naive_workbook.read(workbook).items()}


def collected(workbook: Path) -> int:
    rows = naive_workbook.read(workbook)["thu_chi"]
    return sum(dong(row["so_tien"]) for row in rows if row["loai"] == "thu")


def some_days(seed: int) -> list[date]:
    """The ends of all years, some other months' ends, and days that are no cut-off of a report."""
    random = Random(seed)
    others = [date(2021, 10, 1) + timedelta(days=random.randint(0, 1200)) for _ in range(2)]
    return sorted({*YEAR_ENDS, *random.sample(MONTH_ENDS, 5), *others})


@examples()
@given(registers(), SEEDS)
def test_every_figure_is_what_counting_by_hand_gives(province: Any, register: Register, seed: int):
    with province() as here:
        workbook = here.write(register)
        found = here.bring(workbook)
        assert found["counts"]["cases"]["new"] == len(register.cases)
        assert found["counts"]["rows"] == rows_of(workbook)
        assert found["sums"]["collected"] == collected(workbook)
        assert_figures(here, workbook, some_days(seed))
        here.assert_verified()


@examples(share=0.05)
@given(registers())
def test_every_month_of_three_years_and_a_year_without_events(province: Any, register: Register):
    with province() as here:
        workbook = here.write(register)
        here.bring(workbook)
        assert_figures(here, workbook, MONTH_ENDS)


@examples(share=0.2)
@given(registers(), SEEDS)
def test_the_same_workbook_again_changes_nothing(province: Any, register: Register, seed: int):
    """Neither the very same file, nor the same rows written down in another way."""
    with province() as here:
        workbook = here.write(register)
        here.bring(workbook)
        before = here.rows()
        for again in (workbook, here.write(replace(register, writing=seed))):
            found = here.bring(again)
            assert found["counts"]["cases"]["same"] == len(register.cases)
            assert found["counts"]["cases"]["new"] == found["counts"]["cases"]["changed"] == 0
            assert here.rows() == before


@pytest.mark.one_engine
@examples(share=0.2)
@given(registers(), SEEDS)
def test_two_halves_give_the_figures_of_the_whole(province: Any, register: Register, seed: int):
    with province() as here:
        whole = here.write(register)
        first, second = register.halves()
        here.bring(here.write(first))
        here.bring(here.write(second, offices=False))
        assert_figures(here, whole, some_days(seed))
        here.assert_verified()


@pytest.mark.one_engine
@examples(share=0.3)
@given(registers(), SEEDS, SEEDS)
def test_a_changed_workbook_over_the_first_gives_the_figures_of_the_changed(
    province: Any, register: Register, change: int, writing: int
):
    with province() as here:
        here.bring(here.write(register))
        changed = here.write(register.changed(change), writing, offices=False)
        found = here.bring(changed)
        assert found["counts"]["cases"]["new"] == 0
        assert found["counts"]["cases"]["changed"] <= 1
        assert_figures(here, changed, some_days(change))
        here.assert_verified()
        assert here.bring(changed)["counts"]["cases"]["changed"] == 0


@pytest.mark.one_engine
@examples(share=0.2)
@given(registers(), SEEDS, SEEDS)
def test_without_its_faulty_case_a_workbook_counts_as_if_it_were_not_there(
    province: Any, register: Register, fault: int, days: int
):
    with province() as here:
        told, sound = register.spoilt(fault)
        workbook = here.write(told, register.writing)
        code, said = here.command("import", str(workbook))
        assert (code, said["applied"], said["counts"]["cases"]["faulty"]) == (1, False, 1)
        assert all(fault["message"] and fault["remedy"] for fault in said["faults"])
        code, said = here.command("import", str(workbook), "--sound-only")
        assert (code, said["counts"]["cases"]["new"]) == (1, len(sound))
        assert_figures(here, here.write(sound), some_days(days))
        here.assert_verified()


@examples(share=0.2)
@given(registers(), SEEDS, SEEDS)
def test_imports_taken_back_leave_the_figures_before_them(
    province: Any, register: Register, change: int, days: int
):
    with province() as here:
        first = here.write(register)
        here.bring(first)
        here.bring(here.write(register.changed(change)))
        if len(here.imports()) == 2:  # the change may have changed nothing
            here.undo_latest()
        assert_figures(here, first, some_days(days))
        here.assert_verified()
        here.undo_latest()
        assert [here.figures(at) for at in YEAR_ENDS] == [{}] * len(YEAR_ENDS)
        here.assert_verified()


@examples(share=0.2)
@given(registers(), SEEDS, st.sampled_from(MONTH_ENDS[1:-13]))
def test_no_workbook_changes_a_figure_of_a_closed_period(
    province: Any, register: Register, change: int, closed: date
):
    """Whatever of a changed workbook is let in: up to the closed month's end all stays."""
    with province() as here:
        here.bring(here.write(register))
        here.publish(closed)
        days = [day for day in MONTH_ENDS if day <= closed][-6:]
        before = [here.figures(at) for at in days]
        told = [*register.changed(change), CaseSeed(change, 20, 99).told()]
        changed = here.write(told, offices=False)
        code, said = here.command("import", str(changed), "--sound-only")
        assert [here.figures(at) for at in days] == before
        assert {fault["code"] for fault in said["faults"]} <= {"closed_period"}
        if code == 0:
            assert_figures(here, changed, [YEAR_ENDS[-1], MONTH_ENDS[-13]])
        here.assert_verified()


@pytest.mark.one_engine
@examples(share=0.02)
@given(registers(), SEEDS)
def test_the_commands_say_the_same(province: Any, register: Register, seed: int):
    """`thads import --check`, then without, `thads statistics --json`, `thads verify`."""
    with province(child_process=True) as here:
        workbook = here.write(register)
        code, checked = here.command("import", str(workbook), "--check")
        assert (code, checked["counts"]["cases"]["new"]) == (0, len(register.cases))
        sheets = naive_workbook.read(workbook)
        for at in (YEAR_ENDS[-1], YEAR_ENDS[-2]):
            assert by_row(here.command("statistics", "--at", at.isoformat())[1]) == {}
        code, found = here.command("import", str(workbook))
        assert (code, found["counts"]["cases"]["new"]) == (0, len(register.cases))
        for at in some_days(seed):
            code, said = here.command("statistics", "--at", at.isoformat())
            assert code == 0
            assert (said["tenant"], said["to"], said["version"]) == ("lao-cai", f"{at}", None)
            assert said["from"] == f"{at.year - (at.month < 10)}-10-01"
            assert by_row(said) == naive_workbook.document(sheets, at)
        assert here.command("verify", json_=False)[0] == 0
