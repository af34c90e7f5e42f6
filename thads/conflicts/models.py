"""Relatives of those who work on cases, and answers where only a name is the same (L08 Đ.21 k.5;
L25 Đ.16 k.2)."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from thads.core.codes import Coded
from thads.core.db import Entered, Identified, TenantBase, Term


class Relation(Coded):
    """Whose rights and interests one may not enforce (L08 Đ.21 k.5 a–c)."""

    SELF = "self", "Bản thân"
    SPOUSE = "spouse", "Vợ, chồng"
    CHILD = "child", "Con đẻ, con nuôi"
    PARENT = "parent", "Cha mẹ đẻ, cha mẹ nuôi"
    GRANDPARENT = "grandparent", "Ông bà nội, ông bà ngoại"
    AUNT_UNCLE = "aunt_uncle", "Bác, chú, cậu, cô, dì"
    SIBLING = "sibling", "Anh, chị, em ruột"
    PARENT_IN_LAW = "parent_in_law", "Cha mẹ của vợ hoặc chồng"
    OTHER_IN_LAW = "other_in_law", "Ông bà, bác, chú, cậu, cô, dì, anh, chị, em ruột của vợ, chồng"
    DESCENDANT = "descendant", "Cháu ruột"


class DeclaredRelative(Identified, Entered, TenantBase):
    """One relative as the person declared; taken back by an end, never changed.

    Read only by the person, the head and the administrator.
    """

    __tablename__ = "declared_relative"
    __table_args__ = (Index(None, "user_id"),)

    user_id: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"))
    relation: Mapped[Relation] = mapped_column(Term(Relation))
    name: Mapped[str]
    name_folded: Mapped[str]
    personal_id_number: Mapped[str | None]
    declared_on: Mapped[date]

    end: Mapped[DeclaredRelativeEnd | None] = relationship(lazy="raise_on_sql")


class DeclaredRelativeEnd(Identified, Entered, TenantBase):
    """A declaration that no longer holds: entered by mistake, or the relation has ended."""

    __tablename__ = "declared_relative_end"

    relative_id: Mapped[UUID] = mapped_column(ForeignKey("declared_relative.id"), unique=True)
    ended_on: Mapped[date]
    reason: Mapped[str]


class ConflictAnswer(Identified, Entered, TenantBase):
    """Why a party who bears the name of somebody's relative is another person, in words.

    `relative_id` empty: the name is the person's own.
    """

    __tablename__ = "conflict_answer"
    __table_args__ = (
        Index(None, "case_id"),
        CheckConstraint("length(answer) > 0", name="answered"),
    )

    case_id: Mapped[UUID] = mapped_column(ForeignKey("enforcement_case.id"))
    user_id: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"))
    party_id: Mapped[UUID] = mapped_column(ForeignKey("party.id"))
    relative_id: Mapped[UUID | None] = mapped_column(ForeignKey("declared_relative.id"))
    name_folded: Mapped[str]  # the name in question: another name is another question
    answered_on: Mapped[date]
    answer: Mapped[str]
