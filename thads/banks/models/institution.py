"""The register of credit institutions, and which creditor is one of them."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from thads.core.db import Entered, Identified, TenantBase


class CreditInstitution(Identified, Entered, TenantBase):
    """A credit institution, or a branch of one, as creditors' names are compared with it."""

    __tablename__ = "credit_institution"
    __table_args__ = (Index(None, "name_key"),)

    name: Mapped[str]
    short_name: Mapped[str | None]
    branch: Mapped[str | None]
    name_key: Mapped[str]  # what is left of the name when it is compared (`naming`)
    name_sort_key: Mapped[str]
    valid_from: Mapped[date]
    submission_key: Mapped[str | None] = mapped_column(unique=True)

    end: Mapped[CreditInstitutionEnd | None] = relationship(
        lazy="joined", foreign_keys="CreditInstitutionEnd.institution_id",
        back_populates="institution",
    )  # fmt: skip

    @property
    def title(self) -> str:
        """Name and branch in one line."""
        return f"{self.name} – {self.branch}" if self.branch else self.name

    def is_live_on(self, day: date) -> bool:
        """Whether it exists on `day`; its last day is the last of these."""
        return self.valid_from <= day and (self.end is None or day <= self.end.last_day)


class CreditInstitutionEnd(Identified, Entered, TenantBase):
    """It was dissolved, merged or renamed: its last day, and which one goes on with its cases."""

    __tablename__ = "credit_institution_end"
    __table_args__ = (
        CheckConstraint("institution_id <> successor_id", name="succeeded_by_another"),
    )

    institution_id: Mapped[UUID] = mapped_column(ForeignKey("credit_institution.id"), unique=True)
    last_day: Mapped[date]
    reason: Mapped[str]
    successor_id: Mapped[UUID | None] = mapped_column(ForeignKey("credit_institution.id"))

    institution: Mapped[CreditInstitution] = relationship(
        foreign_keys=[institution_id], back_populates="end", lazy="raise_on_sql"
    )
    successor: Mapped[CreditInstitution | None] = relationship(
        foreign_keys=[successor_id], lazy="joined", join_depth=1
    )


class CreditorLink(Identified, Entered, TenantBase):
    """This creditor is this credit institution; without `institution_id` it is none.

    `party_id` empty: the case names no such creditor, only its docket entry says that it is a
    bank's. A later link replaces an earlier one of the same creditor; the last of them counts.
    """

    __tablename__ = "creditor_link"
    __table_args__ = (
        Index(None, "case_id"),
        Index(None, "institution_id"),
        Index(
            "uq_creditor_link_first_of_party", "party_id", unique=True,
            sqlite_where=text("replaces_id IS NULL AND party_id IS NOT NULL"),
            postgresql_where=text("replaces_id IS NULL AND party_id IS NOT NULL"),
        ),
        Index(
            "uq_creditor_link_first_of_case", "case_id", unique=True,
            sqlite_where=text("replaces_id IS NULL AND party_id IS NULL"),
            postgresql_where=text("replaces_id IS NULL AND party_id IS NULL"),
        ),
    )  # fmt: skip

    case_id: Mapped[UUID] = mapped_column(ForeignKey("enforcement_case.id"))
    party_id: Mapped[UUID | None] = mapped_column(ForeignKey("party.id"))
    institution_id: Mapped[UUID | None] = mapped_column(ForeignKey("credit_institution.id"))
    linked_on: Mapped[date]
    replaces_id: Mapped[UUID | None] = mapped_column(ForeignKey("creditor_link.id"), unique=True)

    institution: Mapped[CreditInstitution | None] = relationship(lazy="raise_on_sql")
