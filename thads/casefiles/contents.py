"""What lies in a case's file: papers made here and files attached, in the order of their leaves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from thads.attachments import queries as attachments
from thads.attachments.filetypes import FileType
from thads.attachments.models import Attachment, FileClosing, PaperKind
from thads.casefiles.models import LeafNumber
from thads.documents import queries as documents
from thads.documents.models import CaseDocument

_RANK = {kind: rank for rank, kind in enumerate((PaperKind.DECISION, PaperKind.REQUEST,
                                                 PaperKind.JUDGMENT))}  # fmt: skip


@dataclass(frozen=True)
class Entry:
    """One paper of the file, whichever way it came there."""

    source: Attachment | CaseDocument
    leaf: LeafNumber | None

    @property
    def source_id(self) -> UUID:
        """By which the forms name it."""
        return self.source.id

    @property
    def attachment(self) -> Attachment | None:
        """The file, if it was attached."""
        return self.source if isinstance(self.source, Attachment) else None

    @property
    def document(self) -> CaseDocument | None:
        """The paper, if it was made here."""
        return self.source if isinstance(self.source, CaseDocument) else None

    @property
    def title(self) -> str:
        """What the index calls it."""
        if isinstance(self.source, Attachment):
            return self.source.title
        said = self.source.content
        return f"{said['title'].capitalize()} số {said['number']}: {said['subject']}"

    @property
    def kind(self) -> PaperKind:
        """What it is to the file."""
        if isinstance(self.source, Attachment):
            return self.source.kind
        return PaperKind.OTHER if self.source.act_id else PaperKind.DECISION

    @property
    def received_on(self) -> date:
        """When the office had it: a paper of its own, on the day it bears."""
        if isinstance(self.source, Attachment):
            return self.source.received_on
        return date.fromisoformat(self.source.content["dated"])

    @property
    def issued_on(self) -> date | None:
        """The day that it bears."""
        if isinstance(self.source, Attachment):
            return self.source.issued_on
        return self.received_on

    @property
    def pages(self) -> int | None:
        """As far as it is known: of attached scans and PDFs."""
        return self.source.pages if isinstance(self.source, Attachment) else None

    @property
    def file_type(self) -> FileType:
        """What the file is."""
        return self.source.file_type if isinstance(self.source, Attachment) else FileType.PDF

    @property
    def file_key(self) -> str:
        """Where it stands; of a signed paper, with its signatures."""
        if isinstance(self.source, Attachment):
            return self.source.file_key
        return self.source.newest.file_key or ""

    @property
    def struck(self) -> str | None:
        """Why it counts no more; its leaves keep their numbers."""
        strike = self.source.strike if isinstance(self.source, Attachment) else None
        return strike.reason if strike else None

    @property
    def place(self) -> tuple[int, date, date, UUID]:
        """TT04/2023 Đ.31 k.2: the decision, the request, the judgment, then as they came."""
        rank = _RANK.get(self.kind, len(_RANK))
        return rank, self.received_on, self.issued_on or self.received_on, self.source_id


@dataclass(frozen=True)
class Contents:
    """The whole file: what is numbered, what waits for a number, how far its closing is."""

    numbered: Sequence[Entry]
    waiting: Sequence[Entry]
    steps: Sequence[FileClosing]

    @cached_property
    def standing(self) -> list[Entry]:
        """All papers that count, numbered ones first."""
        return [one for one in (*self.numbered, *self.waiting) if one.struck is None]

    @property
    def last_leaf(self) -> int:
        """The highest number given; 0 before the first."""
        return max((one.leaf.last for one in self.numbered if one.leaf), default=0)

    @property
    def last_step(self) -> FileClosing | None:
        """The last step of its closing, unless that opened it again."""
        last = self.steps[-1] if self.steps else None
        return None if last is None or last.step.is_open else last


def of_case(db: Session, case_id: UUID) -> Contents:
    """The contents of a case's file."""
    stmt = select(LeafNumber).where(LeafNumber.case_id == case_id).order_by(LeafNumber.first)
    leaves = db.scalars(stmt).all()
    by_source = {leaf.attachment_id or leaf.document_id: leaf for leaf in leaves}
    found = [Entry(one, by_source.get(one.id)) for one in _sources(db, case_id, set(by_source))]
    numbered = sorted((e for e in found if e.leaf), key=lambda e: e.leaf.first if e.leaf else 0)
    waiting = sorted((e for e in found if not e.leaf and not e.struck), key=lambda e: e.place)
    return Contents(numbered, waiting, attachments.closings(db, case_id))


def _sources(
    db: Session, case_id: UUID, numbered: set[UUID | None]
) -> Iterator[Attachment | CaseDocument]:
    """All attachments; of papers made here those with a number, and the newest of each fact."""
    yield from attachments.of_case(db, case_id)
    seen: set[UUID] = set()
    for paper in documents.of_case(db, case_id):
        if paper.file_key is None:
            continue
        if paper.id in numbered or paper.fact_id not in seen:
            yield paper
        seen.add(paper.fact_id)
