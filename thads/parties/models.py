"""Parties of a case: creditor, debtor, related person."""

from uuid import UUID

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

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
    """One person or organisation in one case. The commune code is read with the case's day."""

    __tablename__ = "party"
    __table_args__ = (Index(None, "case_id"), Index(None, "name_folded"))

    case_id: Mapped[UUID] = mapped_column(ForeignKey("enforcement_case.id"))
    role: Mapped[PartyRole] = mapped_column(Term(PartyRole))
    kind: Mapped[PartyKind] = mapped_column(Term(PartyKind))
    name: Mapped[str]
    name_folded: Mapped[str]
    name_sort_key: Mapped[str]
    personal_id_number: Mapped[str | None]
    address: Mapped[str | None]
    commune_code: Mapped[str | None]
