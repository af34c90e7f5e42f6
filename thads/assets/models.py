"""Assets of a case: what they are, whose, what burdens them, and each step of their sale."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from thads.attachments.models import Attachment
from thads.cases.models import Case
from thads.core.codes import Coded
from thads.core.db import Entered, Identified, TenantBase, Term
from thads.ledger.models import Voucher
from thads.parties.models import Party
from thads.rules.asset_sale import PriceWay, RevaluationGround


class AssetKind(Coded):
    """What an asset is: the law's terms and the register of owners depend on it."""

    REAL_ESTATE = "real_estate", "Quyền sử dụng đất, nhà, bất động sản"
    REGISTERED_MOVABLE = "registered_movable", "Động sản phải đăng ký quyền sở hữu"
    MOVABLE = "movable", "Động sản khác"
    PERISHABLE = "perishable", "Hàng tươi sống, mau hỏng"
    RIGHT = "right", "Quyền tài sản, phần vốn góp"
    PAPER = "paper", "Giấy tờ có giá"

    @property
    def is_real_estate(self) -> bool:
        """The longer terms hold."""
        return self is AssetKind.REAL_ESTATE

    @property
    def is_registered(self) -> bool:
        """A file is given to the office that registers its owner."""
        return self in (AssetKind.REAL_ESTATE, AssetKind.REGISTERED_MOVABLE, AssetKind.RIGHT)


class StepKind(Coded):
    """What happens to an asset (L08 Đ.58, 88, 98–106; NĐ62 Đ.24–28; L25 Đ.80–87; NĐ152 Đ.60–69)."""

    ATTACHED = "attached", "Kê biên"
    HANDED_IN = "handed_in", "Chủ sở hữu tự nguyện giao tài sản"
    CUSTODY = "custody", "Giao bảo quản"
    VALUATION_CONTRACTED = "valuation_contracted", "Ký hợp đồng thẩm định giá"
    PRICED = "priced", "Có giá"
    PRICE_TOLD = "price_told", "Thông báo kết quả định giá"
    REVALUATION_ASKED = "revaluation_asked", "Định giá lại"
    PREEMPTION_TOLD = "preemption_told", "Báo chủ sở hữu chung quyền ưu tiên mua"
    PREEMPTION_DECLINED = "preemption_declined", "Chủ sở hữu chung không mua"
    PREEMPTION_TAKEN = "preemption_taken", "Chủ sở hữu chung mua"
    NO_AUCTIONEER = "no_auctioneer", "Không ký được hợp đồng với tổ chức đấu giá"
    AUCTION_CONTRACTED = "auction_contracted", "Ký hợp đồng đấu giá"
    ANNOUNCED = "announced", "Thông báo công khai việc đấu giá"
    FAILED = "failed", "Đấu giá không thành"
    FAILED_TOLD = "failed_told", "Báo đương sự đấu giá không thành"
    CUT_ASKED = "cut_asked", "Yêu cầu đương sự thỏa thuận mức giảm giá"
    CUT = "cut", "Giảm giá"
    CREDITOR_DECLINED = "creditor_declined", "Người được thi hành án không nhận tài sản"
    CREDITOR_TAKES = "creditor_takes", "Người được thi hành án nhận tài sản để trừ tiền"
    DEBTOR_TOLD = "debtor_told", "Báo người phải thi hành án việc nhận tài sản"
    SOLD = "sold", "Đấu giá thành"
    SOLD_DIRECTLY = "sold_directly", "Bán không qua đấu giá"
    AGREED_TRANSFER = "agreed_transfer", "Đương sự thỏa thuận giao tài sản để trừ tiền"
    EXTENDED = "extended", "Gia hạn nộp tiền mua"
    PAID = "paid", "Nộp tiền mua, nhận tài sản"
    CANCELLED = "cancelled", "Hủy việc mua bán"
    HANDED_OVER = "handed_over", "Giao tài sản"
    TITLE_FILED = "title_filed", "Cung cấp hồ sơ đăng ký quyền sở hữu, sử dụng"
    REDEEMED = "redeemed", "Người phải thi hành án nộp đủ tiền, nhận lại tài sản"
    RETURNED = "returned", "Giao lại tài sản cho người phải thi hành án"
    RELEASED = "released", "Giải tỏa kê biên, thôi xử lý"
    CORRECTION = "correction", "Gạch bước ghi nhầm"


class FailReason(Coded):
    """Why nobody bought."""

    NO_ONE = "no_one", "Không có người đăng ký tham gia"
    NO_BID = "no_bid", "Không có người trả giá"
    TOO_LOW = "too_low", "Trả giá thấp hơn giá khởi điểm"
    WITHDREW = "withdrew", "Người trúng đấu giá từ chối mua"


class DebtorAsset(Identified, Entered, TenantBase):
    """One thing or right of a case; where it stands says `thads.assets.course` from its steps."""

    __tablename__ = "debtor_asset"
    __table_args__ = (Index(None, "case_id"),)

    case_id: Mapped[UUID] = mapped_column(ForeignKey("enforcement_case.id"))
    kind: Mapped[AssetKind] = mapped_column(Term(AssetKind))
    description: Mapped[str]
    place: Mapped[str | None]
    commune_code: Mapped[str | None]  # read with the day of `listed_on`
    papers: Mapped[str | None]  # certificates, by number
    listed_on: Mapped[date]
    submission_key: Mapped[str | None] = mapped_column(unique=True)

    case: Mapped[Case] = relationship(lazy="raise_on_sql")
    owners: Mapped[list[AssetOwner]] = relationship(
        order_by="AssetOwner.position", lazy="raise_on_sql"
    )
    mortgages: Mapped[list[AssetMortgage]] = relationship(
        order_by="AssetMortgage.id", lazy="raise_on_sql"
    )
    photos: Mapped[list[AssetPhoto]] = relationship(order_by="AssetPhoto.id", lazy="raise_on_sql")
    steps: Mapped[list[AssetStep]] = relationship(
        order_by="AssetStep.sequence", lazy="raise_on_sql"
    )

    @property
    def debtors_share(self) -> Fraction:
        """The part that belongs to those who must perform."""
        return sum((one.share for one in self.owners if one.party_id), Fraction(0))

    @property
    def co_owners(self) -> list[AssetOwner]:
        """Those who own a part and owe nothing in this case."""
        return [one for one in self.owners if one.party_id is None]


class AssetOwner(Identified, Entered, TenantBase):
    """One owner with an exact share; the shares of an asset sum to one. `party_id`: a debtor."""

    __tablename__ = "asset_owner"
    __table_args__ = (
        UniqueConstraint("asset_id", "position"),
        CheckConstraint("numerator > 0 AND numerator <= denominator", name="share_of_one"),
    )

    asset_id: Mapped[UUID] = mapped_column(ForeignKey("debtor_asset.id"))
    position: Mapped[int]
    party_id: Mapped[UUID | None] = mapped_column(ForeignKey("party.id"))
    name: Mapped[str]
    numerator: Mapped[int]
    denominator: Mapped[int]

    party: Mapped[Party | None] = relationship(lazy="raise_on_sql")

    @property
    def share(self) -> Fraction:
        """As a fraction in its lowest terms."""
        return Fraction(self.numerator, self.denominator)


class AssetMortgage(Identified, Entered, TenantBase):
    """A mortgage or pledge on an asset, and whom it secures, as the contract names them.

    `ends_id`: this record says that the other was released (giải chấp).
    """

    __tablename__ = "asset_mortgage"
    __table_args__ = (
        Index(None, "asset_id"),
        CheckConstraint("secured_amount IS NULL OR secured_amount > 0", name="secured_positive"),
    )

    asset_id: Mapped[UUID] = mapped_column(ForeignKey("debtor_asset.id"))
    mortgagee: Mapped[str]  # bank, credit institution or person
    contract: Mapped[str]  # number and day
    day: Mapped[date]  # registered, or released where it ends another
    secured_amount: Mapped[int | None]  # đồng owed to the mortgagee
    ends_id: Mapped[UUID | None] = mapped_column(ForeignKey("asset_mortgage.id"), unique=True)


class AssetPhoto(Identified, Entered, TenantBase):
    """A file attached to the case that shows this asset; its hash is kept there."""

    __tablename__ = "asset_photo"
    __table_args__ = (UniqueConstraint("asset_id", "attachment_id"),)

    asset_id: Mapped[UUID] = mapped_column(ForeignKey("debtor_asset.id"))
    attachment_id: Mapped[UUID] = mapped_column(ForeignKey("attachment.id"))

    attachment: Mapped[Attachment] = relationship(lazy="raise_on_sql")


class AssetStep(Identified, Entered, TenantBase):
    """One thing that happened to an asset on its day; each kind fills the fields that concern it.

    `amount` is đồng: a price, a fee of custody, what was paid, or the costs that a return weighs.
    """

    __tablename__ = "asset_step"
    __table_args__ = (
        UniqueConstraint("asset_id", "sequence"),
        Index(None, "kind", "day"),
        CheckConstraint("amount IS NULL OR amount > 0", name="amount_positive"),
        CheckConstraint("(kind = 'priced') = (way IS NOT NULL)", name="priced_by"),
        CheckConstraint("(kind = 'revaluation_asked') = (ground IS NOT NULL)", name="revalued_why"),
        CheckConstraint("(kind = 'failed') = (failure IS NOT NULL)", name="failed_why"),
        CheckConstraint("(kind = 'paid') = (voucher_id IS NOT NULL)", name="paid_in_the_books"),
        CheckConstraint("(kind = 'correction') = (corrects_id IS NOT NULL)", name="corrects"),
        CheckConstraint(
            "kind NOT IN ('priced', 'cut', 'sold', 'sold_directly', 'agreed_transfer', "
            "'creditor_takes', 'preemption_taken', 'paid', 'returned') OR amount IS NOT NULL",
            name="has_amount",
        ),
    )

    asset_id: Mapped[UUID] = mapped_column(ForeignKey("debtor_asset.id"))
    sequence: Mapped[int]
    day: Mapped[date]
    kind: Mapped[StepKind] = mapped_column(Term(StepKind))
    number: Mapped[str | None]  # of the minutes, contract or decision
    body: Mapped[str | None]  # firm, auctioneer, custodian, buyer, who asks
    way: Mapped[PriceWay | None] = mapped_column(Term(PriceWay))
    ground: Mapped[RevaluationGround | None] = mapped_column(Term(RevaluationGround))
    failure: Mapped[FailReason | None] = mapped_column(Term(FailReason))
    amount: Mapped[int | None]
    monthly_wage: Mapped[int | None]  # đồng, of the region, that a small value is measured by
    until: Mapped[date | None]  # the day of the auction, the day prolonged to
    note: Mapped[str | None]
    measure_id: Mapped[UUID | None] = mapped_column(ForeignKey("measure.id"))
    voucher_id: Mapped[UUID | None] = mapped_column(ForeignKey("voucher.id"), unique=True)
    corrects_id: Mapped[UUID | None] = mapped_column(ForeignKey("asset_step.id"), unique=True)
    submission_key: Mapped[str | None] = mapped_column(unique=True)

    voucher: Mapped[Voucher | None] = relationship(lazy="raise_on_sql")
