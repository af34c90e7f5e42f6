"""Comparing a workbook of another system with our register (đối chiếu): nothing is written."""

from collections import Counter
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from thads.cases.models import Case
from thads.imports.checking.findings import Findings
from thads.imports.checking.strays import tell_strays
from thads.imports.checking.streaming import (
    Importer,
    Progress,
    looked_up,
    of_other_unit,
    tell,
    tell_difference,
)
from thads.imports.comparing import differences
from thads.imports.models import DifferenceKind
from thads.imports.offices.records import known as known_offices
from thads.imports.ours import Ours
from thads.imports.parsing import Parsed, Parser
from thads.imports.register import CaseKey
from thads.imports.stage import Difference, Stage
from thads.units.models import Unit

COMPARING, SEARCHING = "Đối chiếu hồ sơ", "Tìm hồ sơ chỉ có trong hệ thống"
OUTCOMES = ("total", "same", "different", "only_ours", "only_theirs", "faulty")
CHUNK = 1000
_MET = "CREATE TABLE met (case_id PRIMARY KEY) WITHOUT ROWID"


def compare(
    db: Session, stage: Stage, *, importer: Importer, today: date, progress: Progress
) -> Findings:
    """Differences between the workbook and our live cases of the units that stand in it.

    Names are compared as they are written, not looked up; a case of which a cell cannot be read
    is faulty and not compared.
    """
    findings = Findings(stage.counts(), known_offices(db), Counter(dict.fromkeys(OUTCOMES, 0)))
    if stage.heading_faults():  # with a column missing every row would be blamed
        findings.settle(stage)
        return findings
    stage.connection.execute(_MET)
    comparer = _Comparer(stage, findings, importer)
    parser = Parser(today, None)
    for parsed, known in looked_up(db, stage, parser, progress, COMPARING):
        comparer.take(parsed, known.cases.get(parsed.key) if parsed.key else None)
    tell_strays(stage, parser)
    comparer.tell_ours_alone(db, progress)
    findings.settle(stage)
    return findings


class _Comparer:
    """Compares one case after the other, and remembers which of ours were met."""

    def __init__(self, stage: Stage, findings: Findings, importer: Importer) -> None:
        self.stage = stage
        self.findings = findings
        self.importer = importer
        self.units: set[str] = set()

    def take(self, parsed: Parsed, mine: Ours | None) -> None:
        """Tell how a case of the workbook stands to ours."""
        self.findings.count(parsed)
        if parsed.key and not of_other_unit(parsed, self.importer, self.findings.offices):
            self.units.add(parsed.key.unit)
        if mine:
            self.stage.connection.execute(
                "INSERT OR IGNORE INTO met VALUES (?)", (mine.case_id.hex,)
            )
        tell(self.stage, parsed.faults)
        self.findings.cases[self._outcome(parsed, mine)] += 1

    def _outcome(self, parsed: Parsed, mine: Ours | None) -> str:
        theirs = parsed.whole
        if theirs is None or (parsed.key and parsed.key.unit not in self.units):
            return "faulty"
        if mine is None:
            alone = Difference(
                DifferenceKind.ONLY_THEIRS, str(theirs.key), None, "viec", parsed.row
            )
            self.stage.difference(alone)
            return "only_theirs"
        found = differences(mine.case, theirs)
        for difference in found:
            tell_difference(self.stage, parsed, mine, difference)
        return "different" if found else "same"

    def tell_ours_alone(self, db: Session, progress: Progress) -> None:
        """Our live cases of the workbook's units that the workbook does not have."""
        progress(SEARCHING, 0, 0)
        ours = (
            select(Case.id, Unit.code, Case.number, Case.series, Case.docketed_on)
            .join(Unit, Unit.id == Case.unit_id)
            .where(Unit.code.in_(sorted(self.units)), Case.struck_by_id.is_(None))
            .order_by(Unit.code, Case.docketed_on, Case.number, Case.id)
            .execution_options(yield_per=CHUNK)
        )
        met = "SELECT 1 FROM met WHERE case_id = ?"
        for seen, (case_id, unit, number, series, day) in enumerate(db.execute(ours), start=1):
            if not self.stage.connection.execute(met, (case_id.hex,)).fetchone():
                self.findings.cases["only_ours"] += 1
                name = str(CaseKey(unit, number, series, day))
                self.stage.difference(Difference(DifferenceKind.ONLY_OURS, name, case_id))
            if seen % CHUNK == 0:
                progress(SEARCHING, seen, 0)
