"""What is asked of the list of assets, and what is typed of one."""

from __future__ import annotations

import re
from fractions import Fraction
from uuid import UUID

from wtforms.validators import ValidationError

from thads.assets.course import Stage
from thads.assets.models import AssetKind, FailReason, StepKind
from thads.assets.queries import AssetFilter
from thads.assets.terms import AssetTerms, MortgageTerms, OwnerTerms, PaymentTerms, StepTerms
from thads.attachments.forms import FilesField
from thads.cases.forms.asking import AskingForm
from thads.cases.models import Case
from thads.core.text import fold
from thads.ledger.models import Means
from thads.places import queries as places
from thads.rules.asset_sale import PriceWay, RevaluationGround
from thads.web.forms import (
    ChoiceField,
    DateField,
    Form,
    LongTextField,
    MoneyField,
    Required,
    TextField,
    enum_field,
    need,
    uuid_field,
)

STUCK = (("1", "Từ 1 lần không thành"), ("2", "Từ 2 lần"), ("3", "Từ 3 lần"), ("5", "Từ 5 lần"))
SHARE = re.compile(r"(\d{1,9})(?:\s*/\s*(\d{1,9}))?")
MOST_CANDIDATES = 8


class ListForm(AskingForm):
    """Which assets are listed; what cannot be read is left out."""

    stage = enum_field("Giai đoạn", Stage, blank="Tất cả")
    stuck = ChoiceField("Đấu giá không thành", choices=STUCK, blank="Không lọc")
    kind = enum_field("Loại tài sản", AssetKind, blank="Tất cả")
    unit = ChoiceField("Đơn vị", coerce=UUID, blank="Tất cả")
    officer = ChoiceField("Chấp hành viên", coerce=UUID, blank="Tất cả")

    def wanted(self, scope: UUID | None) -> AssetFilter:
        """The filter; a unit's reader sees that unit only."""
        return AssetFilter(
            unit_id=scope or self.good("unit"), officer_id=self.good("officer"),
            kind=self.good("kind"), stage=self.good("stage"), stuck=int(self.good("stuck") or 0),
        )  # fmt: skip


class AssetForm(Form):
    """One asset with its owners, a line each."""

    kind = enum_field("Loại tài sản", AssetKind, [Required("Chọn loại tài sản.")])
    description = LongTextField("Mô tả tài sản", [Required("Mô tả tài sản.")])
    place = TextField("Nơi có tài sản")
    commune = TextField("Xã, phường")
    papers = TextField("Giấy chứng nhận, giấy đăng ký")
    owners = LongTextField("Chủ sở hữu, phần sở hữu", [Required("Nhập ít nhất một chủ sở hữu.")])
    listed_on = DateField("Ngày lập danh mục", [Required("Nhập ngày, ví dụ 25/09/2024.")])

    def validate_owners(self, field: LongTextField) -> None:
        """Each line names an owner and an exact share."""
        for number, line in enumerate((field.data or "").splitlines(), start=1):
            name, _, share = line.rpartition(";")
            found = SHARE.fullmatch(share.strip())
            if not name.strip() or not found or int(found[2] or 1) == 0:
                raise ValidationError(f"Dòng {number}: ghi “Họ tên; phần”, ví dụ “Nguyễn Văn A; "
                                      "1/2”.")  # fmt: skip

    def validate_commune(self, field: TextField) -> None:
        """It is one commune of that day."""
        if not field.data or self.commune_code:
            return
        found = places.search(field.data, need(self.listed_on.data), limit=MOST_CANDIDATES)
        names = "; ".join(one.full_name for one in found)
        raise ValidationError(
            f"Có nhiều nơi khớp: {names}. Nhập đủ xã, huyện, tỉnh." if names
            else "Không có xã, phường này vào ngày lập danh mục."
        )  # fmt: skip

    @property
    def commune_code(self) -> str | None:
        """The one commune that was meant; None where it is not plain."""
        day, text = self.listed_on.data, self.commune.data
        found = places.search(text, day, limit=MOST_CANDIDATES) if text and day else ()
        exact = [one for one in found if fold(one.full_name) == fold(text or "")]
        meant = exact or found
        return meant[0].code if len(meant) == 1 else None

    def terms(self, case: Case) -> AssetTerms:
        """As typed terms; an owner with a debtor's name is that debtor."""
        debtors = {fold(one.name): one.id for one in case.debtors}
        owners = []
        for line in need(self.owners.data).splitlines():
            name, _, share = line.rpartition(";")
            part = Fraction(share.replace(" ", ""))
            owners.append(
                OwnerTerms(
                    name=name, numerator=part.numerator, denominator=part.denominator,
                    party_id=debtors.get(fold(name.strip())),
                )
            )  # fmt: skip
        return AssetTerms(
            kind=need(self.kind.data), description=need(self.description.data),
            listed_on=need(self.listed_on.data), owners=owners, place=self.place.data,
            commune_code=self.commune_code, papers=self.papers.data,
            submission_key=self.submission_key.data or None,
        )  # fmt: skip


class MortgageForm(Form):
    """Whom the asset secures."""

    mortgagee = TextField("Bên nhận thế chấp, cầm cố", [Required("Nhập tên bên nhận thế chấp.")])
    contract = TextField("Hợp đồng (số, ngày)", [Required("Nhập số hợp đồng.")])
    day = DateField("Ngày đăng ký, ký hợp đồng", [Required("Nhập ngày.")])
    secured_amount = MoneyField("Nghĩa vụ được bảo đảm (đ)")

    def terms(self) -> MortgageTerms:
        """As typed terms."""
        return MortgageTerms(
            mortgagee=need(self.mortgagee.data), contract=need(self.contract.data),
            day=need(self.day.data), secured_amount=self.secured_amount.data,
        )  # fmt: skip


class ReleaseForm(Form):
    """A mortgage was released."""

    day = DateField("Ngày giải chấp", [Required("Nhập ngày giải chấp.")])


class PhotosForm(Form):
    """Photos of the asset; they enter the file of the case."""

    files = FilesField("Ảnh tài sản", needed=True)
    taken_on = DateField("Ngày chụp", [Required("Nhập ngày chụp.")])


class StrikeForm(Form):
    """Why the last step does not count."""

    note = LongTextField("Lý do gạch", [Required("Nhập lý do gạch bước này.")])


class PaymentForm(Form):
    """Money for the asset: a receipt that stands in the books, or one entered now."""

    voucher = uuid_field("Khoản thu đã ghi sổ", blank="Ghi khoản thu mới")
    day = DateField("Ngày nộp", [Required("Nhập ngày nộp tiền.")])
    amount = MoneyField("Số tiền (đ)")
    means = enum_field("Hình thức", Means, blank=None, default=Means.AUCTION,
                       only=(Means.AUCTION, Means.CASH, Means.DIRECT))  # fmt: skip
    note = LongTextField("Ghi chú")

    def terms(self) -> PaymentTerms:
        """As typed terms."""
        return PaymentTerms(
            day=need(self.day.data), amount=self.amount.data, means=need(self.means.data),
            voucher_id=self.voucher.data, note=self.note.data,
            submission_key=self.submission_key.data or None,
        )  # fmt: skip


class StepForm(Form):
    """What happened next; fields that the step does not ask for are taken away."""

    day = DateField("Ngày", [Required("Nhập ngày.")])
    until = DateField("Đến ngày")
    number = TextField("Số văn bản", longest=60)
    measure = uuid_field("Theo quyết định cưỡng chế", blank="– Không chọn –")
    way = enum_field("Cách định giá", PriceWay)
    ground = enum_field("Lý do định giá lại", RevaluationGround)
    failure = enum_field("Vì sao không thành", FailReason)
    body = TextField("Tổ chức, cá nhân")
    amount = MoneyField("Số tiền (đ)")
    monthly_wage = MoneyField("Mức lương tối thiểu tháng của vùng (đ)")
    note = LongTextField("Ghi chú")

    def keep(self, kind: StepKind) -> None:
        """Take away what this step does not ask for, and name the rest by it."""
        asked = {"day", "note", *STEP_FIELDS.get(kind, ())}
        for name in FIELDS - asked:
            delattr(self, name)
        for name, label in LABELS.get(kind, {}).items():
            self[name].label.text = label

    def terms(self, kind: StepKind) -> StepTerms:
        """As typed terms."""
        said = {name: self[name].data for name in FIELDS if name in self}
        return StepTerms(
            kind=kind, day=need(said.pop("day")), measure_id=said.pop("measure", None),
            submission_key=self.submission_key.data or None, **said,
        )  # fmt: skip


FIELDS = {
    "day", "until", "number", "measure", "way", "ground", "failure", "body", "amount",
    "monthly_wage", "note",
}  # fmt: skip
_K = StepKind
STEP_FIELDS: dict[StepKind, tuple[str, ...]] = {
    _K.ATTACHED: ("number", "measure", "body"),
    _K.HANDED_IN: ("number", "body"),
    _K.CUSTODY: ("number", "body", "amount"),
    _K.VALUATION_CONTRACTED: ("number", "body", "until"),
    _K.PRICED: ("way", "amount", "body", "number", "monthly_wage"),
    _K.PRICE_TOLD: ("number",),
    _K.REVALUATION_ASKED: ("ground", "body"),
    _K.PREEMPTION_TOLD: ("number",),
    _K.PREEMPTION_TAKEN: ("body",),
    _K.AUCTION_CONTRACTED: ("number", "body"),
    _K.ANNOUNCED: ("number", "until"),
    _K.FAILED: ("failure", "number"),
    _K.FAILED_TOLD: ("number",),
    _K.CUT_ASKED: ("number",),
    _K.CUT: ("number", "amount"),
    _K.CREDITOR_TAKES: ("body",),
    _K.DEBTOR_TOLD: ("number",),
    _K.SOLD: ("body", "amount", "number"),
    _K.SOLD_DIRECTLY: ("body", "amount", "number"),
    _K.AGREED_TRANSFER: ("body", "amount", "number"),
    _K.EXTENDED: ("until",),
    _K.HANDED_OVER: ("number", "body"),
    _K.TITLE_FILED: ("number", "body"),
    _K.REDEEMED: ("amount",),
    _K.RETURNED: ("amount", "number"),
    _K.RELEASED: ("number",),
}
_BUYER = {"body": "Người mua", "amount": "Giá bán (đ)", "number": "Số biên bản, hợp đồng"}
LABELS: dict[StepKind, dict[str, str]] = {
    _K.ATTACHED: {"number": "Số biên bản kê biên", "body": "Người tham gia, chứng kiến"},
    _K.HANDED_IN: {"number": "Số biên bản", "body": "Người giao tài sản"},
    _K.CUSTODY: {
        "number": "Số biên bản, hợp đồng", "body": "Người được giao bảo quản",
        "amount": "Thù lao, chi phí bảo quản mỗi tháng (đ)", "note": "Tình trạng tài sản",
    },
    _K.VALUATION_CONTRACTED: {
        "number": "Số hợp đồng", "body": "Tổ chức thẩm định giá", "until": "Hạn có kết quả",
    },
    _K.PRICED: {
        "number": "Số chứng thư, biên bản", "body": "Tổ chức, hội đồng định giá",
        "amount": "Giá (đ)",
    },
    _K.REVALUATION_ASKED: {"body": "Người yêu cầu"},
    _K.PREEMPTION_TAKEN: {"body": "Chủ sở hữu chung mua"},
    _K.AUCTION_CONTRACTED: {"number": "Số hợp đồng", "body": "Tổ chức đấu giá"},
    _K.ANNOUNCED: {"until": "Ngày mở cuộc đấu giá"},
    _K.CUT: {"number": "Số quyết định giảm giá", "amount": "Giá khởi điểm mới (đ)"},
    _K.CREDITOR_TAKES: {"body": "Người được thi hành án nhận tài sản"},
    _K.SOLD: _BUYER,
    _K.SOLD_DIRECTLY: _BUYER,
    _K.AGREED_TRANSFER: {"body": "Người nhận tài sản", "amount": "Giá thỏa thuận (đ)"},
    _K.EXTENDED: {"until": "Gia hạn đến ngày"},
    _K.HANDED_OVER: {"number": "Số biên bản giao", "body": "Người nhận (nếu khác người mua)"},
    _K.TITLE_FILED: {"number": "Số văn bản đề nghị", "body": "Cơ quan đăng ký"},
    _K.REDEEMED: {"amount": "Số tiền đã nộp (đ)"},
    _K.RETURNED: {"amount": "Chi phí cưỡng chế (đ)", "number": "Số biên bản giao lại"},
}  # fmt: skip
