"""A province whose register comes from workbooks, as random tests make one for every example."""

import json
from collections.abc import Sequence
from contextlib import redirect_stdout
from datetime import UTC, date, datetime
from io import StringIO
from pathlib import Path
from typing import Any

from sqlalchemy import select

from tenants.sessions import open_session
from tests.imports.random_cases import Told
from tests.imports.random_workbooks import Register, write
from thads import schema
from thads.audit import queries as audit
from thads.cli import run
from thads.identity.models import User
from thads.imports import actions, queries
from thads.imports.models import RegisterImport
from thads.imports.package import __main__ as reading_process
from thads.imports.stage import Stage
from thads.reports.models import MonthlyReport, ReportPublication
from thads.statistics import proof
from thads.statistics.figures import figures
from thads.statistics.json import document

COLUMNS = ("group", "unit", "officer", "kind", "initiation", "theme")


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

    def imports(self) -> list[Any]:
        """Those that stand, the latest last."""
        with open_session("lao-cai", read_only=True) as db:
            standing = RegisterImport.undone_at.is_(None)
            stmt = select(RegisterImport.id).where(standing).order_by(RegisterImport.id)
            return list(db.scalars(stmt))

    def undo_latest(self) -> None:
        """Take the latest import back."""
        latest = self.imports()[-1]
        with open_session("lao-cai") as db:
            actions.undo(db, queries.get(db, latest), by=None, now=datetime.now(UTC))
            db.commit()

    def publish(self, until: date) -> None:
        """The report of the period that ends on that day is published: the period is closed."""
        now = datetime.now(UTC)
        with open_session("lao-cai") as db:
            report = MonthlyReport(
                period_end=until, version=1, regime="r", figures={}, entered_at=now
            )
            db.add(report)
            db.flush()
            db.add(
                ReportPublication(
                    report_id=report.id, published_on=until, entered_at=now,
                    published_by_id=db.scalars(select(User.id)).first(),
                )
            )  # fmt: skip
            db.commit()

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
