"""Inspections of units: the plan, the files drawn, the answers, the findings and their remedies.

Facts: what changes later is a further record; the newest answer to an item counts.
"""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from thads.cases.models import Case
from thads.core.codes import Coded
from thads.core.db import Entered, Identified, TenantBase, Term
from thads.identity.models import User
from thads.units.models import Unit


class InspectionKind(Coded):
    """Who inspects, and how much."""

    SELF = "self", "Tự kiểm tra"
    COMPREHENSIVE = "comprehensive", "Kiểm tra toàn diện"
    THEMATIC = "thematic", "Kiểm tra chuyên đề"
    SURPRISE = "surprise", "Kiểm tra đột xuất"


class Method(Coded):
    """How files came into a sample."""

    RANDOM = "random", "Ngẫu nhiên"
    RISK = "risk", "Theo rủi ro"
    CHOSEN = "chosen", "Đoàn chọn thêm"


class Verdict(Coded):
    """The answer to one item on one file."""

    GOOD = "good", "Đạt"
    FAULT = "fault", "Có vi phạm, thiếu sót"
    NOT_ASKED = "not_asked", "Không thuộc diện"


class Inspection(Identified, Entered, TenantBase):
    """The decision to inspect a unit, over a period and a scope."""

    __tablename__ = "inspection"
    __table_args__ = (
        UniqueConstraint("number", "decided_on"),
        CheckConstraint("period_to >= period_from", name="period_in_order"),
        CheckConstraint("due_on >= decided_on", name="due_after_decision"),
        Index(None, "unit_id"),
    )

    kind: Mapped[InspectionKind] = mapped_column(Term(InspectionKind))
    number: Mapped[str]
    decided_on: Mapped[date]
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("unit.id"))
    leader_id: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"))
    period_from: Mapped[date]
    period_to: Mapped[date]
    scope: Mapped[str]
    due_on: Mapped[date]  # the conclusion

    unit: Mapped[Unit] = relationship(lazy="raise_on_sql")
    leader: Mapped[User] = relationship(lazy="raise_on_sql")
    samples: Mapped[list[InspectionSample]] = relationship(
        order_by="InspectionSample.id", lazy="raise_on_sql"
    )
    files: Mapped[list[SampledFile]] = relationship(
        order_by="SampledFile.position", lazy="raise_on_sql", back_populates="inspection"
    )
    findings: Mapped[list[InspectionFinding]] = relationship(
        order_by="InspectionFinding.position", lazy="raise_on_sql", back_populates="inspection"
    )
    conclusion: Mapped[InspectionConclusion | None] = relationship(lazy="raise_on_sql")


class InspectionSample(Identified, Entered, TenantBase):
    """One draw: by which law from how many files; drawn again it gives the same."""

    __tablename__ = "inspection_sample"
    __table_args__ = (
        Index(None, "inspection_id"),
        CheckConstraint("(method = 'random') = (seed IS NOT NULL)", name="random_has_seed"),
        CheckConstraint("(method = 'risk') = (formula IS NOT NULL)", name="risk_has_formula"),
    )

    inspection_id: Mapped[UUID] = mapped_column(ForeignKey("inspection.id"))
    method: Mapped[Method] = mapped_column(Term(Method))
    drawn_on: Mapped[date]
    population: Mapped[int]  # files that could be drawn
    seed: Mapped[str | None]
    formula: Mapped[str | None]


class SampledFile(Identified, Entered, TenantBase):
    """A file of a sample; an inspection draws no file twice."""

    __tablename__ = "sampled_file"
    __table_args__ = (
        UniqueConstraint("inspection_id", "case_id"),
        UniqueConstraint("inspection_id", "position"),
        Index(None, "case_id"),
    )

    inspection_id: Mapped[UUID] = mapped_column(ForeignKey("inspection.id"))
    sample_id: Mapped[UUID] = mapped_column(ForeignKey("inspection_sample.id"))
    case_id: Mapped[UUID] = mapped_column(ForeignKey("enforcement_case.id"))
    position: Mapped[int]
    points: Mapped[int | None]  # of the risk formula

    inspection: Mapped[Inspection] = relationship(back_populates="files", lazy="raise_on_sql")
    sample: Mapped[InspectionSample] = relationship(lazy="raise_on_sql")
    case: Mapped[Case] = relationship(lazy="raise_on_sql")
    answers: Mapped[list[FileAnswer]] = relationship(order_by="FileAnswer.id", lazy="raise_on_sql")

    @property
    def answered(self) -> dict[str, FileAnswer]:
        """The answer that counts, by item."""
        return {answer.item: answer for answer in self.answers}


class FileAnswer(Identified, Entered, TenantBase):
    """What was found on one item of the checklist in one file."""

    __tablename__ = "file_answer"
    __table_args__ = (Index(None, "file_id"),)

    file_id: Mapped[UUID] = mapped_column(ForeignKey("sampled_file.id"))
    item: Mapped[str]  # code in thads.rules.inspection
    verdict: Mapped[Verdict] = mapped_column(Term(Verdict))
    note: Mapped[str | None]


class InspectionFinding(Identified, Entered, TenantBase):
    """A breach or shortcoming: under which article, who mends it how and until when."""

    __tablename__ = "inspection_finding"
    __table_args__ = (
        UniqueConstraint("inspection_id", "position"),
        Index(None, "item"),
        Index(None, "due_on"),
    )

    inspection_id: Mapped[UUID] = mapped_column(ForeignKey("inspection.id"))
    file_id: Mapped[UUID | None] = mapped_column(ForeignKey("sampled_file.id"))
    position: Mapped[int]
    item: Mapped[str]
    article: Mapped[str]
    content: Mapped[str]
    remedy: Mapped[str]
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("unit.id"))
    owner_id: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"))
    found_on: Mapped[date]
    due_on: Mapped[date]

    inspection: Mapped[Inspection] = relationship(back_populates="findings", lazy="raise_on_sql")
    file: Mapped[SampledFile | None] = relationship(lazy="raise_on_sql")
    unit: Mapped[Unit] = relationship(lazy="raise_on_sql")
    owner: Mapped[User] = relationship(lazy="raise_on_sql")
    closing: Mapped[FindingClosing | None] = relationship(lazy="raise_on_sql")


class FindingClosing(Identified, Entered, TenantBase):
    """Mended: shown by a paper, never by words alone."""

    __tablename__ = "finding_closing"

    finding_id: Mapped[UUID] = mapped_column(ForeignKey("inspection_finding.id"), unique=True)
    day: Mapped[date]
    note: Mapped[str]
    paper: Mapped[str]
    file_key: Mapped[str]
    file_sha256: Mapped[str]


class InspectionConclusion(Identified, Entered, TenantBase):
    """What the inspection concludes, once all its files are answered."""

    __tablename__ = "inspection_conclusion"

    inspection_id: Mapped[UUID] = mapped_column(ForeignKey("inspection.id"), unique=True)
    number: Mapped[str]
    day: Mapped[date]
    content: Mapped[str]
