"""What is searched through, what a person searched for, and the lists that people keep at hand."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, Index, Integer
from sqlalchemy.orm import Mapped, mapped_column

from thads.core.codes import Coded
from thads.core.db import Identified, TenantBase, Term


class EntryKind(Coded):
    """What an entry leads to."""

    NUMBER = "number", "Hồ sơ"  # of an enforcement decision or of any other act of a case
    JUDGMENT = "judgment", "Bản án, quyết định"
    PARTY = "party", "Người"
    REQUEST = "request", "Yêu cầu thi hành án"  # its people, before there is a case


class SearchEntry(TenantBase):
    """Read model: the words by which one number or one person is found, once for each unit that
    may open it (`is_elsewhere`: the case was issued by another unit).

    Written only by `thads.search.index`. What finds the words stands in the migration alone: on
    SQLite a full-text table beside it, on PostgreSQL the indexes named `ix_search_entry_…`.
    """

    __tablename__ = "search_entry"
    __table_args__ = (Index(None, "case_id"),)

    id: Mapped[int] = mapped_column(
        BigInteger().with_variant(Integer(), "sqlite"), primary_key=True
    )  # grows: the newest is the highest
    kind: Mapped[EntryKind] = mapped_column(Term(EntryKind))
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("unit.id"))
    is_elsewhere: Mapped[bool]
    case_id: Mapped[UUID | None] = mapped_column(ForeignKey("enforcement_case.id"))
    subject_id: Mapped[UUID]  # the case, act, judgment, party or request
    words: Mapped[str]  # folded, letters and digits only, one space between two


class AskedSearch(Identified, TenantBase):
    """What a person typed, so that its results have an address that says nothing of it.

    The last few of each person are kept, for that person alone.
    """

    __tablename__ = "asked_search"
    __table_args__ = (Index(None, "user_id", "asked_at"),)

    user_id: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"))
    typed: Mapped[str]
    asked_at: Mapped[datetime]


class SavedFilter(Identified, TenantBase):
    """The register as a person filtered it, under a name of their own; no personal data in it."""

    __tablename__ = "saved_filter"
    __table_args__ = (Index(None, "user_id"), Index(None, "unit_id"))

    user_id: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"))
    unit_id: Mapped[UUID | None] = mapped_column(ForeignKey("unit.id"))  # shared with its people
    name: Mapped[str]
    query: Mapped[str]  # of the register's address
    saved_at: Mapped[datetime]
