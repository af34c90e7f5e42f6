"""What asks for an enforcement decision: a request, an entrustment, a file handed over.

A request as received is a fact; what became of it are its steps (L08 Đ.31; L25 Đ.34; NĐ152 Đ.9).
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from thads.core.codes import Coded
from thads.core.db import Entered, Identified, TenantBase, Term
from thads.rules.pauses import Pause
from thads.units.models import Unit

if TYPE_CHECKING:
    from thads.cases.models import Case, Judgment


class RequestKind(Coded):
    """Who asks, and so in which book it stands (TT04/2023 Đ.30: registers 02 and 06)."""

    REQUEST = "request", "Yêu cầu thi hành án"
    ENTRUSTMENT = "entrustment", "Quyết định ủy thác đến"
    PRIVATE_FILE = "private_file", "Hồ sơ văn phòng thi hành án chuyển"


class Channel(Coded):
    """How it came; the way decides which day counts as its day (NĐ152 Đ.9 k.1, k.3)."""

    DIGITAL = "digital", "Môi trường số (Cổng dịch vụ công, VNeID …)"
    WRITTEN = "written", "Nộp đơn trực tiếp"
    ORAL = "oral", "Trình bày bằng lời, lập biên bản"
    POST = "post", "Dịch vụ bưu chính"

    @property
    def is_in_person(self) -> bool:
        """Made at the office: its day is the day of receipt."""
        return self in (Channel.WRITTEN, Channel.ORAL)


class StepKind(Coded):
    """What can happen to a request."""

    COMPLETION_ASKED = "completion_asked", "Yêu cầu sửa đổi, bổ sung"
    ENTRY = "entry", "Vào sổ nhận"
    EXCLUDED_TIME = "excluded_time", "Thời gian không tính vào thời hiệu"
    REFUSAL = "refusal", "Từ chối"
    WITHDRAWAL = "withdrawal", "Người yêu cầu rút yêu cầu"
    ACCEPTANCE = "acceptance", "Ra quyết định thi hành án"


class RequestStanding(Coded):
    """Where a request stands: what its last step made of it."""

    RECEIVED = "received", "Đang kiểm tra"
    INCOMPLETE = "incomplete", "Chờ bổ sung"
    ENTERED = "entered", "Chờ ra quyết định"
    REFUSED = "refused", "Đã từ chối"
    WITHDRAWN = "withdrawn", "Đã rút"
    ACCEPTED = "accepted", "Đã ra quyết định"

    @property
    def is_open(self) -> bool:
        """The office still owes an answer, or waits for the requester."""
        return self in OPEN


OPEN = frozenset({RequestStanding.RECEIVED, RequestStanding.INCOMPLETE, RequestStanding.ENTERED})


class EnforcementRequest(Identified, Entered, TenantBase):
    """One request as it was received, never changed.

    `requested_on` is its day by the rule of its channel. `enforceable_on`: the judgment's legal
    force, or the day the obligation fell due; the limitation runs from it. `returned_case_id`: it
    asks anew for what was sent back (NĐ152 Đ.22), so no limitation runs and none may refuse it.
    """

    __tablename__ = "enforcement_request"
    __table_args__ = (
        Index(None, "unit_id", "received_on"),
        Index(None, "judgment_id"),
        CheckConstraint("requested_on <= received_on", name="requested_before_received"),
        CheckConstraint("amount IS NULL OR amount > 0", name="amount_positive"),
    )

    unit_id: Mapped[UUID] = mapped_column(ForeignKey("unit.id"))
    kind: Mapped[RequestKind] = mapped_column(Term(RequestKind))
    channel: Mapped[Channel] = mapped_column(Term(Channel))
    received_on: Mapped[date]
    requested_on: Mapped[date]
    judgment_id: Mapped[UUID | None] = mapped_column(ForeignKey("judgment.id"))
    stated_judgment: Mapped[str | None]  # as the request names one that is not in the book
    requester: Mapped[str]  # the party, the agency that entrusts, or the private office
    personal_id_number: Mapped[str | None]
    address: Mapped[str | None]
    account: Mapped[str | None]  # where the creditor wants the money
    reference: Mapped[str | None]  # number and day of the decision of who entrusts or hands over
    creditor: Mapped[str]
    debtor: Mapped[str]
    names_folded: Mapped[str]  # requester, creditor and debtor, to be searched
    content: Mapped[str]  # the items asked for
    amount: Mapped[int | None]  # đồng asked for, when money is
    means: Mapped[str | None]  # what the requester knows of the debtor's ability
    enforceable_on: Mapped[date | None]
    returned_case_id: Mapped[UUID | None] = mapped_column(ForeignKey("enforcement_case.id"))
    submission_key: Mapped[str | None] = mapped_column(unique=True)

    unit: Mapped[Unit] = relationship(lazy="joined")
    judgment: Mapped[Judgment | None] = relationship(lazy="raise_on_sql")
    returned_case: Mapped[Case | None] = relationship(lazy="raise_on_sql")
    steps: Mapped[list[RequestStep]] = relationship(
        order_by="RequestStep.sequence", lazy="raise_on_sql", back_populates="request"
    )


class RequestStep(Identified, Entered, TenantBase):
    """One thing that happened to a request on its legal day; never changed."""

    __tablename__ = "request_step"
    __table_args__ = (
        UniqueConstraint("request_id", "sequence"),
        UniqueConstraint("unit_id", "book", "book_year", "number"),
        UniqueConstraint("case_id"),
        Index(None, "kind", "day"),
        CheckConstraint("(kind = 'entry') = (number IS NOT NULL)", name="entry_numbered"),
        CheckConstraint("(kind = 'acceptance') = (case_id IS NOT NULL)", name="acceptance_case"),
        CheckConstraint("(kind = 'excluded_time') = (pause IS NOT NULL)", name="excluded_pause"),
    )

    request_id: Mapped[UUID] = mapped_column(ForeignKey("enforcement_request.id"))
    sequence: Mapped[int]
    day: Mapped[date]
    kind: Mapped[StepKind] = mapped_column(Term(StepKind))
    note: Mapped[str | None]  # what is missing, why, on what proof
    ground: Mapped[str | None]  # of a refusal, in the law of that day
    pause: Mapped[Pause | None] = mapped_column(Term(Pause))
    first_day: Mapped[date | None]  # of the time that does not count, with its last
    last_day: Mapped[date | None]
    unit_id: Mapped[UUID | None] = mapped_column(ForeignKey("unit.id"))  # whose book
    book: Mapped[RequestKind | None] = mapped_column(Term(RequestKind))
    book_year: Mapped[int | None]  # statistics year
    number: Mapped[int | None]
    case_id: Mapped[UUID | None] = mapped_column(ForeignKey("enforcement_case.id"))
    submission_key: Mapped[str | None] = mapped_column(unique=True)

    request: Mapped[EnforcementRequest] = relationship(back_populates="steps", lazy="raise_on_sql")
    case: Mapped[Case | None] = relationship(lazy="raise_on_sql")
