"""People of the province: who they are, what role they hold, how they signed in."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from thads.core.codes import Coded
from thads.core.db import Entered, Identified, TenantBase, Term
from thads.units.models import Unit


class Role(Coded):
    """What a person may do, as one table in policy.py (reference 2.2)."""

    PROVINCE_HEAD = "province_head", "Cục trưởng", "truong_thads"
    UNIT_HEAD = "unit_head", "Chi cục trưởng", "chi_cuc_truong"
    DEPUTY_HEAD = "deputy_head", "Phó Thủ trưởng", "pho_thu_truong"
    OFFICER = "officer", "Chấp hành viên", "chap_hanh_vien"
    EXAMINER = "examiner", "Thẩm tra viên", "tham_tra_vien"
    ENFORCEMENT_CLERK = "enforcement_clerk", "Thư ký thi hành án", "thu_ky"
    ACCOUNTANT = "accountant", "Kế toán nghiệp vụ", "ke_toan"
    STOREKEEPER = "storekeeper", "Thủ kho", "thu_kho"
    RECORDS_CLERK = "records_clerk", "Văn thư", "van_thu"
    OVERSIGHT = "oversight", "Cơ quan giám sát", "giam_sat"
    ADMINISTRATOR = "administrator", "Quản trị tỉnh", "quan_tri"


class Body(Coded):
    """A body that oversees or steers the office from outside (reference 2.2)."""

    COUNCIL = "council", "Hội đồng nhân dân", "hdnd"
    PEOPLES_COMMITTEE = "peoples_committee", "Ủy ban nhân dân", "ubnd"
    STEERING_COMMITTEE = "steering_committee", "Ban Chỉ đạo thi hành án dân sự", "ban_chi_dao"
    PROCURACY = "procuracy", "Viện kiểm sát nhân dân", "vks"


class User(Identified, TenantBase):
    """A person of the province. Role and unit are read anew at every request (P6)."""

    __tablename__ = "user_account"

    username: Mapped[str] = mapped_column(unique=True)
    full_name: Mapped[str]
    name_folded: Mapped[str]
    name_sort_key: Mapped[str]
    role: Mapped[Role] = mapped_column(Term(Role))
    unit_id: Mapped[UUID | None] = mapped_column(ForeignKey("unit.id"))
    password_hash: Mapped[str | None]
    must_change_password: Mapped[bool] = mapped_column(default=False)
    failed_logins: Mapped[int] = mapped_column(default=0)
    locked_until: Mapped[datetime | None]
    disabled_at: Mapped[datetime | None]
    created_at: Mapped[datetime]

    unit: Mapped[Unit | None] = relationship(lazy="joined")

    @property
    def is_active(self) -> bool:
        """May sign in: has not been disabled."""
        return self.disabled_at is None

    @property
    def is_oversight(self) -> bool:
        """Reads published figures only, over a read-only connection (P5)."""
        return self.role is Role.OVERSIGHT


class BodyMembership(Identified, Entered, TenantBase):
    """From the moment of its entry the person reads for this body; a later record ends it."""

    __tablename__ = "body_membership"
    __table_args__ = (Index(None, "user_id", "entered_at"),)

    user_id: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"))
    body: Mapped[Body] = mapped_column(Term(Body))


class UserSession(Identified, TenantBase):
    """One sign-in: the cookie holds the token, the table only its hash."""

    __tablename__ = "user_session"
    __table_args__ = (Index(None, "user_id"),)

    token_hash: Mapped[str] = mapped_column(unique=True)
    user_id: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"))
    address: Mapped[str]
    created_at: Mapped[datetime]
    last_seen_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    end_reason: Mapped[str | None]

    user: Mapped[User] = relationship(lazy="joined")


class Invitation(Identified, TenantBase):
    """A one-time link by which a person sets a password of their own."""

    __tablename__ = "invitation"

    user_id: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"))
    token_hash: Mapped[str] = mapped_column(unique=True)
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class Submission(TenantBase):
    """A form that was sent: its key, so that a second sending has no second effect (P15)."""

    __tablename__ = "form_submission"

    key: Mapped[UUID] = mapped_column(primary_key=True)
    user_id: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"))
    received_at: Mapped[datetime]
    answer: Mapped[str | None]  # where the browser was sent
