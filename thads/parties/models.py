"""Parties of a case: creditor, debtor, related person; and what was corrected about them."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from thads.core.codes import Coded
from thads.core.db import Entered, Identified, TenantBase, Term


class PartyRole(Coded):
    """Đương sự and related persons (L25 Đ.3)."""

    CREDITOR = "judgment_creditor", "Người được thi hành án", "duoc_thi_hanh"
    DEBTOR = "judgment_debtor", "Người phải thi hành án", "phai_thi_hanh"
    RELATED = "related_person", "Người có quyền lợi, nghĩa vụ liên quan", "lien_quan"


class PartyKind(Coded):
    """A person or an organisation."""

    PERSON = "person", "Cá nhân", "ca_nhan"
    ORGANISATION = "organisation", "Tổ chức", "to_chuc"


class Party(Identified, Entered, TenantBase):
    """One person or organisation in one case. The commune code is read with the case's day.

    The columns say what holds now; what stood before is in the corrections.
    """

    __tablename__ = "party"
    __table_args__ = (
        Index(None, "case_id"),
        Index(None, "name_folded"),
        Index(None, "personal_id_number"),
    )

    case_id: Mapped[UUID] = mapped_column(ForeignKey("enforcement_case.id"))
    role: Mapped[PartyRole] = mapped_column(Term(PartyRole))
    kind: Mapped[PartyKind] = mapped_column(Term(PartyKind))
    name: Mapped[str]
    name_folded: Mapped[str]
    name_sort_key: Mapped[str]
    personal_id_number: Mapped[str | None]
    address: Mapped[str | None]
    commune_code: Mapped[str | None]

    corrections: Mapped[list[PartyCorrection]] = relationship(
        order_by="(PartyCorrection.corrected_on, PartyCorrection.id)", lazy="raise_on_sql"
    )


class PartyCorrection(Identified, Entered, TenantBase):
    """What was said of a party until then, what holds instead, and why; never changed itself.

    `corrects_id` names the correction before; the first one corrects what was entered.
    """

    __tablename__ = "party_correction"
    __table_args__ = (Index(None, "party_id"),)

    party_id: Mapped[UUID] = mapped_column(ForeignKey("party.id"))
    corrects_id: Mapped[UUID | None] = mapped_column(ForeignKey("party_correction.id"), unique=True)
    corrected_on: Mapped[date]
    reason: Mapped[str]
    old_name: Mapped[str]
    old_personal_id_number: Mapped[str | None]
    old_address: Mapped[str | None]
    old_commune_code: Mapped[str | None]
    name: Mapped[str]
    personal_id_number: Mapped[str | None]
    address: Mapped[str | None]
    commune_code: Mapped[str | None]
    submission_key: Mapped[str | None] = mapped_column(unique=True)
