"""What the rules find in a period's figures, what of it is explained, and by whom."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from thads.cases.models import Case
from thads.core.days import month_end
from thads.core.errors import NotFound, RuleBroken
from thads.statistics.rows import Row
from thads.statistics.subject import Subject
from thads.units.models import Unit
from thads.validation.checking import found_in
from thads.validation.evidence import Evidence, read
from thads.validation.finding import Finding
from thads.validation.models import Explanation
from thads.validation.registers import REGISTERS


@dataclass(frozen=True)
class Checked:
    """The findings of one subject, each with the explanation that holds for its numbers."""

    subject: Subject
    row: Row
    findings: Sequence[Finding]
    explained: Mapping[str, Explanation]

    @property
    def name(self) -> str:
        """Whose figures they are."""
        if self.row.officer:
            return self.row.officer.full_name
        return self.row.unit.name if self.row.unit else "Toàn tỉnh"

    @property
    def blocking(self) -> list[Finding]:
        """No words can help: the records must be mended."""
        return [finding for finding in self.findings if finding.blocks]

    @property
    def unexplained(self) -> list[Finding]:
        """To be explained, and not yet."""
        return [f for f in self.findings if not f.blocks and f.digest not in self.explained]

    @property
    def answered(self) -> list[tuple[Finding, Explanation]]:
        """Explained, with the words."""
        return [
            (finding, self.explained[finding.digest])
            for finding in self.findings
            if not finding.blocks and finding.digest in self.explained
        ]


def findings(db: Session, subject: Subject, period_end: date, *, today: date) -> list[Finding]:
    """All that the rules find in the subject's figures of the period.

    Errors: RuleBroken for a day that ends no month or a month that is not over.
    """
    check_period(period_end, today)
    return list(found_in(read(db, period_end, subject.unit_id), subject))


def checked(db: Session, subject: Subject, period_end: date) -> Checked:
    """The subject's findings and what of them is explained."""
    return _checked(read(db, period_end, subject.unit_id), subject, explained(db, period_end))


def everyone(db: Session, period_end: date, unit_id: UUID | None) -> list[Checked]:
    """The same for all who report in a unit (None: in the province), in as many queries whatever
    their number: the whole first, then each unit with its officers."""
    evidence, known = read(db, period_end, unit_id), explained(db, period_end)
    return [_checked(evidence, subject, known) for subject in evidence.subjects]


def blocking(db: Session, subject: Subject, period_end: date) -> list[Finding]:
    """What must be mended before the figures may be sent."""
    return checked(db, subject, period_end).blocking


def unexplained(db: Session, subject: Subject, period_end: date) -> list[Finding]:
    """What must be explained before the figures may be sent."""
    return checked(db, subject, period_end).unexplained


def explanations(
    db: Session, subject: Subject, period_end: date
) -> list[tuple[Finding, Explanation]]:
    """The explanations that go with the subject's report: those of the numbers as they are."""
    return checked(db, subject, period_end).answered


def explained(db: Session, period_end: date) -> dict[str, Explanation]:
    """The newest explanation of a period by the digest of what it explains."""
    stmt = select(Explanation).where(Explanation.period_end == period_end)
    found = db.scalars(stmt.order_by(Explanation.entered_at, Explanation.id))
    return {one.digest: one for one in found}


@dataclass(frozen=True)
class BrokenCase:
    """One case that breaks a rule, with its two numbers."""

    case_id: UUID
    title: str
    docketed_on: date
    unit_name: str
    found: int
    expected: int


def broken_cases(
    db: Session, register: str, subject: Subject, period_end: date
) -> list[BrokenCase]:
    """The cases of the subject that break a rule, oldest decision first."""
    if register not in REGISTERS:
        raise NotFound
    broken = REGISTERS[register](period_end)
    stmt = (
        select(Case.id, Case.number, Case.series, Case.docketed_on, Unit.name, broken.c.found,
               broken.c.expected)
        .select_from(broken)
        .join(Case, Case.id == broken.c.case_id)
        .join(Unit, Unit.id == broken.c.unit_id)
        .order_by(Case.docketed_on, Case.number, Case.id)
    )  # fmt: skip
    if subject.unit_id:
        stmt = stmt.where(broken.c.unit_id == subject.unit_id)
    if subject.officer_id:
        stmt = stmt.where(broken.c.officer_id == subject.officer_id)
    return [
        BrokenCase(case_id, f"{number}/{series}", *rest)
        for case_id, number, series, *rest in db.execute(stmt)
    ]


def check_period(period_end: date, today: date) -> None:
    """RuleBroken unless this is the last day of a month that is over."""
    if period_end != month_end(period_end) or period_end > today:
        raise RuleBroken(
            "validation.period",
            f"Kỳ đến hết ngày {period_end:%d/%m/%Y} chưa kiểm tra được: chỉ kiểm tra tháng đã hết. "
            "Chọn lại kỳ.",
            field="period",
        )


def _checked(evidence: Evidence, subject: Subject, known: Mapping[str, Explanation]) -> Checked:
    found = list(found_in(evidence, subject))
    holds = {one.digest: known[one.digest] for one in found if one.digest in known}
    return Checked(subject, evidence.line(subject), found, holds)
