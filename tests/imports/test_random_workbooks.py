"""Random workbooks brought in, and every figure compared with a count by hand.

`THADS_RANDOM_WORKBOOKS=5000 pytest tests/imports/test_random_workbooks.py` runs longer than CI
does: so many workbooks for the first claim, a share of them for the others.
"""

import json
import os
from calendar import monthrange
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, redirect_stdout
from dataclasses import replace
from datetime import date, timedelta
from io import StringIO
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from sqlalchemy import select

from tenants.sessions import open_session
from tests import installation
from tests.imports import naive_workbook
from tests.imports.random_cases import Told
from tests.imports.random_workbooks import SEEDS, Register, registers, write
from thads import schema
from thads.audit import queries as audit
from thads.cli import run
from thads.imports import reading
from thads.imports.package import __main__ as reading_process
from thads.imports.stage import Stage
from thads.statistics import proof
from thads.statistics.figures import figures
from thads.statistics.json import document

EXAMPLES = int(os.environ.get("THADS_RANDOM_WORKBOOKS", 0)) or (
    200 if installation.ENGINE == "sqlite" else 20
)
MONTH_ENDS = [
    date(year, month, monthrange(year, month)[1])
    for year in range(2021, 2026)
    for month in range(1, 13)
][8:-3]  # 30/09/2021, the day before the first case, to 30/09/2025, a year after the last event
YEAR_ENDS = [day for day in MONTH_ENDS if day.month == 9]
COLUMNS = ("group", "unit", "officer", "kind", "initiation", "theme")


def examples(share: float = 1.0) -> Any:
    """So many examples of a claim; a failing one is reported as found, then made smaller."""
    return settings(
        max_examples=max(5, int(EXAMPLES * share)), deadline=None, print_blob=True,
        suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
        phases=[Phase.explicit, Phase.generate, Phase.shrink],
    )  # fmt: skip


class Province:
    """A province without a register, and the folder where its workbooks are written."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.written = 0

    def write(self, cases: Register | Sequence[Told], writing: int = 0, **given: Any) -> Path:
        self.written += 1
        path = self.folder / f"{self.written}.xlsx"
        if isinstance(cases, Register):
            return cases.write(path, **given)
        return write(path, list(cases), writing, **given)

    def bring(self, path: Path) -> dict[str, Any]:
        """What the import says; a workbook that tells only what may happen has no fault."""
        code, said = self.command("import", str(path))
        assert code == 0, said["faults"]
        return said

    def command(self, name: str, *arguments: str, json_: bool = True) -> tuple[int, Any]:
        """Exit status and what was printed."""
        out = StringIO()
        with redirect_stdout(out):
            code = run([name, "lao-cai", *arguments, *(["--json"] if json_ else [])])
        return code, json.loads(out.getvalue()) if json_ else out.getvalue()

    def figures(self, at: date) -> dict[tuple[Any, ...], dict[str, dict[str, int]]]:
        with open_session("lao-cai", read_only=True) as db:
            return by_row(document(figures(db, at), tenant="lao-cai"))

    def assert_verified(self) -> None:
        """What `thads verify` asks."""
        with open_session("lao-cai", read_only=True) as db:
            assert proof.first_difference(db) is None
            assert audit.verify(db) is None

    def rows(self) -> dict[str, list[Any]]:
        """Every row of every table, as it stands."""
        with open_session("lao-cai", read_only=True) as db:
            return {
                table.name: sorted(map(repr, db.execute(select(table))))
                for table in schema.metadata.sorted_tables
            }


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


def read_here(stage: Stage, file: Path, progress: Any) -> None:
    """What the reading process does, in this one."""
    with redirect_stdout(StringIO()):
        reading_process.read(file, stage.path, stage.folder / "cut.xlsx")


def by_row(found: dict[str, Any]) -> dict[tuple[Any, ...], dict[str, dict[str, int]]]:
    """The rows of a document by what they stand for; columns that are zero left out."""
    rows = {
        tuple(line[name] for name in COLUMNS if name in line): {
            part: {name: number for name, number in line[part].items() if number}
            for part in ("cases", "money")
        }
        for line in found["rows"]
    }
    return {group: row for group, row in rows.items() if row["cases"] or row["money"]}


def assert_figures(province: Province, workbook: Path, days: Sequence[date]) -> None:
    sheets = naive_workbook.read(workbook)
    for at in days:
        assert province.figures(at) == naive_workbook.document(sheets, at), at


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
        assert found["cases"]["new"] == len(register.cases)
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
            assert found["cases"]["same"] == len(register.cases)
            assert found["cases"]["new"] == found["cases"]["changed"] == 0
            assert here.rows() == before


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


@examples(share=0.3)
@given(registers(), SEEDS, SEEDS)
def test_a_changed_workbook_over_the_first_gives_the_figures_of_the_changed(
    province: Any, register: Register, change: int, writing: int
):
    with province() as here:
        here.bring(here.write(register))
        changed = here.write(register.changed(change), writing, offices=False)
        found = here.bring(changed)
        assert found["cases"]["new"] == 0
        assert found["cases"]["changed"] <= 1
        assert_figures(here, changed, some_days(change))
        here.assert_verified()
        assert here.bring(changed)["cases"]["changed"] == 0


@examples(share=0.02)
@given(registers(), SEEDS)
def test_the_commands_say_the_same(province: Any, register: Register, seed: int):
    """`thads import --check`, then without, `thads statistics --json`, `thads verify`."""
    with province(child_process=True) as here:
        workbook = here.write(register)
        code, checked = here.command("import", str(workbook), "--check")
        assert (code, checked["cases"]["new"]) == (0, len(register.cases))
        sheets = naive_workbook.read(workbook)
        for at in (YEAR_ENDS[-1], YEAR_ENDS[-2]):
            assert by_row(here.command("statistics", "--at", at.isoformat())[1]) == {}
        code, found = here.command("import", str(workbook))
        assert (code, found["cases"]["new"]) == (0, len(register.cases))
        for at in some_days(seed):
            code, said = here.command("statistics", "--at", at.isoformat())
            assert code == 0
            assert (said["tenant"], said["to"], said["version"]) == ("lao-cai", f"{at}", None)
            assert said["from"] == f"{at.year - (at.month < 10)}-10-01"
            assert by_row(said) == naive_workbook.document(sheets, at)
        assert here.command("verify", json_=False)[0] == 0
