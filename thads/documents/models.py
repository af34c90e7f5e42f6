"""Papers of a case: composed once, printed in the background, signed on top, never changed."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from thads.cases.models import Case, SigningMode
from thads.core.codes import Coded
from thads.core.db import Entered, Identified, TenantBase, Term
from thads.documents.catalogue import Kind
from thads.identity.models import User


class CaseDocument(Identified, Entered, TenantBase):
    """One version of one paper, with all that it prints: of an act, of a paper issued on no act
    (`paper_id`), else of the enforcement decision itself. A unit's list belongs to no case.

    The same fact said in the same words is the same version; other words are the next one.
    """

    __tablename__ = "case_document"
    __table_args__ = (
        UniqueConstraint("act_id", "version"),
        UniqueConstraint("paper_id", "version"),
        Index(
            "uq_case_document_decision",
            "case_id",
            "version",
            unique=True,
            sqlite_where=text("act_id IS NULL AND paper_id IS NULL"),
            postgresql_where=text("act_id IS NULL AND paper_id IS NULL"),
        ),
        Index(None, "case_id"),
    )

    case_id: Mapped[UUID | None] = mapped_column(ForeignKey("enforcement_case.id"))
    act_id: Mapped[UUID | None] = mapped_column(ForeignKey("case_act.id"))
    paper_id: Mapped[UUID | None] = mapped_column(ForeignKey("issued_paper.id"))
    version: Mapped[int]
    content: Mapped[dict[str, Any]] = mapped_column(JSON)  # all that the paper prints
    signer_id: Mapped[UUID | None] = mapped_column(ForeignKey("user_account.id"))
    file_key: Mapped[str | None]  # set once, by the worker
    file_sha256: Mapped[str | None]
    made_at: Mapped[datetime | None]
    draft_key: Mapped[str | None]  # the same as a Word file to edit; set once

    paper: Mapped[IssuedPaper | None] = relationship(lazy="selectin")
    case: Mapped[Case] = relationship(lazy="raise_on_sql")
    signatures: Mapped[list[DocumentSignature]] = relationship(
        order_by="DocumentSignature.id", lazy="selectin"
    )

    @property
    def fact_id(self) -> UUID:
        """The act, the paper issued, or the case for its enforcement decision."""
        found = self.act_id or self.paper_id or self.case_id
        assert found is not None
        return found

    @property
    def file_name(self) -> str:
        """What a download is called: kind and day, no personal data."""
        said = self.content
        return f"{said['code']}-{said['dated']}-ban-{self.version}.pdf"

    @property
    def draft_name(self) -> str:
        """The same of the draft."""
        return f"ban-nhap-{self.file_name.removesuffix('.pdf')}.docx"

    @property
    def newest(self) -> CaseDocument | DocumentSignature:
        """What holds the file that is the paper now: the last signature's, else its own."""
        return self.signatures[-1] if self.signatures else self

    @property
    def next_stage(self) -> SigningStage | None:
        """Which signature it waits for; None while it is not made and when it is complete."""
        stages = list(SigningStage)
        done = len(self.signatures)
        return stages[done] if self.file_key and done < len(stages) else None


class IssuedPaper(Identified, Entered, TenantBase):
    """A paper that follows from no act: a notice, a summons, minutes, a list; never changed.

    With `act_id` it is only the number of that act's notice. `unit_id` has the case or makes the
    list; `issuer_id` is the agency in whose series it is numbered (calendar year: NĐ 30/2020 Đ.15).
    """

    __tablename__ = "issued_paper"
    __table_args__ = (
        UniqueConstraint("act_id"),
        UniqueConstraint("issuer_id", "symbol", "numbering_year", "number"),
        Index(None, "case_id"),
        Index(None, "request_id"),
        Index("uq_issued_paper_judgment_id", "judgment_id", unique=True),
        Index(None, "unit_id", "kind", "day"),
        CheckConstraint("(number IS NULL) = (symbol IS NULL)", name="numbered"),
    )

    unit_id: Mapped[UUID] = mapped_column(ForeignKey("unit.id"))
    issuer_id: Mapped[UUID] = mapped_column(ForeignKey("unit.id"))
    case_id: Mapped[UUID | None] = mapped_column(ForeignKey("enforcement_case.id"))
    act_id: Mapped[UUID | None] = mapped_column(ForeignKey("case_act.id"))
    request_id: Mapped[UUID | None] = mapped_column(ForeignKey("enforcement_request.id"))
    judgment_id: Mapped[UUID | None] = mapped_column(ForeignKey("judgment.id"))
    kind: Mapped[Kind] = mapped_column(Term(Kind))
    day: Mapped[date]
    terms: Mapped[dict[str, str]] = mapped_column(JSON)  # what the person said: whom, where, what
    signer_id: Mapped[UUID | None] = mapped_column(ForeignKey("user_account.id"))
    signing_mode: Mapped[SigningMode | None] = mapped_column(Term(SigningMode))
    symbol: Mapped[str | None]
    number: Mapped[int | None]
    numbering_year: Mapped[int | None]

    signer: Mapped[User | None] = relationship(lazy="joined")

    @property
    def title(self) -> str | None:
        """12/GTT-THADS; None where such papers bear no number."""
        return f"{self.number}/{self.symbol}" if self.number else None


class SigningStage(Coded):
    """The two signatures of an electronic paper, in their order (NĐ 30/2020 Đ.13)."""

    PERSON = "person", "Chữ ký số của người ký"
    AGENCY = "agency", "Chữ ký số của cơ quan"


class TrustRoot(Identified, Entered, TenantBase):
    """From a day on the province trusts this authority's certificates, or (`ends_id`) no more."""

    __tablename__ = "trust_root"
    __table_args__ = (UniqueConstraint("ends_id"),)

    day: Mapped[date]
    subject: Mapped[str]
    sha256: Mapped[str]  # of the certificate
    certificate: Mapped[str]  # PEM
    ends_id: Mapped[UUID | None] = mapped_column(ForeignKey("trust_root.id"))


class DocumentSignature(Identified, Entered, TenantBase):
    """One electronic signature on a paper: the file with it is the paper from then on."""

    __tablename__ = "document_signature"
    __table_args__ = (UniqueConstraint("document_id", "stage"),)

    document_id: Mapped[UUID] = mapped_column(ForeignKey("case_document.id"))
    stage: Mapped[SigningStage] = mapped_column(Term(SigningStage))
    signer_id: Mapped[UUID | None] = mapped_column(ForeignKey("user_account.id"))  # of a person
    name: Mapped[str]  # whom the certificate names
    personal_id: Mapped[str | None]  # as the authority wrote it: CCCD:…, MST:…
    serial: Mapped[str]
    certificate_sha256: Mapped[str]
    trust_root_id: Mapped[UUID] = mapped_column(ForeignKey("trust_root.id"))
    claimed_at: Mapped[datetime | None]  # what the signer's own clock said
    file_key: Mapped[str]
    file_sha256: Mapped[str]


class FormMisfit(Identified, Entered, TenantBase):
    """Somebody says that a form does not fit the case in hand: counted for the head (B22)."""

    __tablename__ = "form_misfit"
    __table_args__ = (Index(None, "kind", "day"),)

    case_id: Mapped[UUID] = mapped_column(ForeignKey("enforcement_case.id"))
    kind: Mapped[Kind] = mapped_column(Term(Kind))
    day: Mapped[date]  # of the fact: which law's form it was
    note: Mapped[str]

    case: Mapped[Case] = relationship(lazy="raise_on_sql")
