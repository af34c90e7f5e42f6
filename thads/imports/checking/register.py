"""Checking a workbook against its own arithmetic and against our register.

Cases are streamed from the stage and looked up in ours a chunk at a time; faults, differences and
what is to be written go to the stage. Memory does not grow with the workbook.
"""

from collections.abc import Callable
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from thads.cases.history import CaseFacts, CaseHistory
from thads.imports import offices as sheets_of_offices
from thads.imports.checking.findings import Findings
from thads.imports.checking.numbering import NumbersOfWorkbook, repeated
from thads.imports.checking.strays import tell_strays
from thads.imports.checking.streaming import (
    Importer,
    Progress,
    looked_up,
    of_other_unit,
    row_of,
    tell,
    tell_difference,
)
from thads.imports.closings import Closings, Shut
from thads.imports.comparing import Difference, differences
from thads.imports.faults import Fault
from thads.imports.lawfulness import Lawfulness
from thads.imports.ours import Chunk, Numbered, Ours
from thads.imports.parsing import Parsed, Parser
from thads.imports.proof import prove
from thads.imports.register import RegisterCase
from thads.imports.stage import Stage

CHECKING = "Kiểm tra hồ sơ"

Lay = Callable[[RegisterCase, CaseFacts, CaseHistory, UUID | None], None]


def check(
    db: Session, stage: Stage, *, importer: Importer, today: date, closings: Closings,
    lay: Lay, progress: Progress,
) -> Findings:  # fmt: skip
    """Find all that is wrong, and lay the sound cases that are new or changed."""
    offices = sheets_of_offices.read(db, stage, today=today, may_change=importer.may_offices)
    findings = Findings(stage.counts(), offices)
    if stage.heading_faults():  # with a column missing every row would be blamed
        findings.settle(stage)
        return findings
    checker = _Checker(stage, findings, importer, closings, lay)
    parser = Parser(today, offices.names)
    for parsed, known in looked_up(db, stage, parser, progress, CHECKING):
        checker.take(parsed, known)
    tell_strays(stage, parser)
    findings.settle(stage)
    return findings


class _Checker:
    """Judges one case after the other."""

    def __init__(
        self, stage: Stage, findings: Findings, importer: Importer, closings: Closings,
        lay: Lay,
    ) -> None:  # fmt: skip
        self.stage = stage
        self.findings = findings
        self.importer = importer
        self.closings = closings
        self.lay = lay
        self.offices = findings.offices
        self.lawfulness = Lawfulness(findings.offices)
        self.numbers = NumbersOfWorkbook(stage.connection)

    def take(self, parsed: Parsed, known: Chunk) -> None:
        """Count the case; tell what is wrong with it; lay it when it is to be written."""
        self.findings.count(parsed)
        twice = self.numbers.keep(parsed.key, parsed.row) if parsed.key else None
        mine = known.cases.get(parsed.key) if parsed.key else None
        foreign = of_other_unit(parsed, self.importer, self.offices)
        if mine and not foreign and parsed.whole == mine.case:
            self.findings.cases["same"] += 1
            return  # nothing will be written, so nothing in it is wrong
        outcome = self._judge(parsed, mine)
        if outcome in ("new", "changed"):
            assert parsed.key is not None
            other = known.others.get(Numbered.of(parsed.key))
            if twice is None and other is not None:
                twice = repeated(parsed.key, parsed.row, f"việc {other} trong hệ thống")
        if twice:
            parsed.faults.append(twice)
        self.findings.cases[outcome] += 1
        tell(self.stage, parsed.faults)

    def _judge(self, parsed: Parsed, mine: Ours | None) -> str:
        """What becomes of a case that is not as ours."""
        facts, history, contradictions = prove(parsed, self.offices.names)
        parsed.faults += contradictions
        found: list[Difference] = []
        if mine and parsed.whole:
            found = differences(mine.case, parsed.whole)
            for difference in found:
                tell_difference(self.stage, parsed, mine, difference)
        self._check_closed(parsed, mine, found, facts, history)
        if not parsed.is_sound:
            return "faulty"
        if mine and mine.built_on:
            parsed.faults.append(_built_on(parsed))
            return "kept_apart"
        assert parsed.case is not None
        assert facts is not None
        assert history is not None
        parsed.faults += self.lawfulness.warnings(parsed, facts, history)
        self.lay(parsed.case, facts, history, mine.case_id if mine else None)
        return "changed" if mine else "new"

    def _check_closed(
        self, parsed: Parsed, mine: Ours | None, found: list[Difference], facts: CaseFacts | None,
        history: CaseHistory | None,
    ) -> None:  # fmt: skip
        """Nothing may change what is fixed: no new fact, no difference of those days."""
        if parsed.key is None or parsed.case is None:
            return
        if mine is None:
            self._check_new(parsed, parsed.key.day, facts, history)
            return
        for difference in found:
            since = difference.since
            shut = since and self.closings.shut(since, facts, history)
            if since and shut:
                row = row_of(parsed, difference)
                column = difference.field if difference.place is not None else None
                sheet = difference.sheet if difference.place is not None else "viec"
                parsed.faults.append(_closed(shut, sheet, row, column, since))

    def _check_new(
        self, parsed: Parsed, docketed_on: date, facts: CaseFacts | None,
        history: CaseHistory | None,
    ) -> None:  # fmt: skip
        if shut := self.closings.shut(docketed_on):
            parsed.faults.append(_closed(shut, "viec", parsed.row, "ngay_qd", docketed_on))
            return
        if facts is None or history is None:
            return
        placed = parsed.in_order()
        first = facts.happenings[-1].sequence - len(placed) + 1 if facts.happenings else 1
        for sequence, day, shut in self.closings.shut_anew(facts, history):
            if sequence < first:  # the decision, and the assignment that it makes
                parsed.faults.append(_closed(shut, "viec", parsed.row, "ngay_qd", day))
                return
            line = placed[sequence - first]
            parsed.faults.append(_closed(shut, line.sheet, line.row, "ngay", day))


def _closed(shut: Shut, sheet: str, row: int, column: str | None, day: date) -> Fault:
    return Fault(
        sheet, row, column, "closed_period",
        f"Ngày {day:%d/%m/%Y} thuộc kỳ {shut.words} đến hết {shut.until:%d/%m/%Y}; dòng này làm "
        "thay đổi số liệu của kỳ đó.",
        f"Giữ số liệu đến {shut.until:%d/%m/%Y} đúng như trong hệ thống; việc phát hiện sau thì "
        "ghi muộn ngay trên hồ sơ, kèm lý do, rồi lập phiên bản mới của kỳ đó.",
    )  # fmt: skip


def _built_on(parsed: Parsed) -> Fault:
    return Fault(
        "viec", parsed.row, None, "built_on",
        f"Việc {parsed.key} khác với trong hệ thống, và hồ sơ trong hệ thống đã được ghi thêm sau "
        "khi nhập.",
        "Sửa hồ sơ đó trong hệ thống theo các điểm khác nhau; tệp không thay thế phần đã ghi "
        "thêm. Hồ sơ được giữ nguyên.",
    )  # fmt: skip
