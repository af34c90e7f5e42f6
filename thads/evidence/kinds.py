"""The words of the register of exhibits: what a thing is, where it stands, what becomes of it."""

from thads.core.codes import Coded


class ExhibitKind(Coded):
    """What a thing is decides how long it waits for who does not come (L08 Đ.126; L25 Đ.59)."""

    THING = "thing", "Đồ vật, tài sản"
    MONEY = "money", "Tiền"
    PAPERS = "papers", "Giấy tờ"
    PERISHABLE = "perishable", "Đồ dễ hỏng"
    DRUGS = "drugs", "Ma túy, chất phải giám định"


class Fate(Coded):
    """What the judgment, or a later decision, says is to become of it."""

    DESTROY = "destroy", "Tiêu hủy"
    FORFEIT = "forfeit", "Tịch thu, sung quỹ nhà nước"
    RETURN = "return", "Trả lại"
    KEEP = "keep", "Tiếp tục tạm giữ để bảo đảm thi hành án"


class StepKind(Coded):
    """What happens to an exhibit."""

    ORDERED = "ordered", "Phải xử lý theo quyết định"
    QUESTIONED = "questioned", "Đề nghị làm rõ khác biệt"
    CLARIFIED = "clarified", "Đã được làm rõ, xác nhận"
    RECEIVED = "received", "Nhận, đối chiếu biên bản thu giữ"
    STORED = "stored", "Nhập kho"
    ISSUED = "issued", "Xuất kho"
    NOTIFIED = "notified", "Báo người được nhận lại"
    SOLD = "sold", "Đã bán, chuyển thành tiền"
    DEPOSITED = "deposited", "Gửi tiết kiệm tiền không đến nhận"
    PUT_BEFORE = "put_before", "Đưa ra Hội đồng tiêu hủy"
    RETURNED = "returned", "Đã trả lại"
    FORFEITED = "forfeited", "Đã giao sung quỹ nhà nước"
    PAID_IN = "paid_in", "Đã nộp ngân sách nhà nước"
    TO_ISSUER = "to_issuer", "Đã chuyển cơ quan cấp giấy tờ"
    DESTROYED = "destroyed", "Đã tiêu hủy"

    @property
    def ends_it(self) -> bool:
        """Nothing follows."""
        return self in ENDS


ENDS = frozenset({
    StepKind.RETURNED, StepKind.FORFEITED, StepKind.PAID_IN, StepKind.TO_ISSUER,
    StepKind.DESTROYED,
})  # fmt: skip
TYPED = (  # what a person writes down of one exhibit; the rest comes of orders and sessions
    StepKind.ORDERED, StepKind.QUESTIONED, StepKind.CLARIFIED, StepKind.RECEIVED,
    StepKind.NOTIFIED, StepKind.SOLD, StepKind.DEPOSITED, StepKind.RETURNED, StepKind.FORFEITED,
    StepKind.PAID_IN, StepKind.TO_ISSUER,
)  # fmt: skip


class Holder(Coded):
    """Whose store a place is: the agency's own, or since 1/7/2026 that of who keeps the exhibits
    (L25 Đ.116 k.6; NĐ152 Đ.37 k.2 đ)."""

    OWN = "own", "Kho của cơ quan thi hành án"
    POLICE = "police", "Kho vật chứng của Công an"
    ARMY = "army", "Kho vật chứng của Quân đội"
    OTHER = "other", "Nơi gửi giữ, thuê bảo quản"


class Direction(Coded):
    """Which way a store order moves things."""

    IN = "in", "Nhập kho"
    OUT = "out", "Xuất kho"


class Seat(Coded):
    """For whom a member of a destruction council sits there."""

    CHAIR = "chair", "Chấp hành viên, Chủ tịch Hội đồng"
    COMMUNE = "commune", "Đại diện UBND cấp xã"
    FINANCE = "finance", "Đại diện cơ quan tài chính"
    SPECIALIST = "specialist", "Đại diện cơ quan chuyên môn"
    OTHER = "other", "Thành viên khác"


class Voice(Coded):
    """How a member votes."""

    FOR = "for", "Tán thành"
    AGAINST = "against", "Không tán thành"
    ABSTAINS = "abstains", "Không biểu quyết"


class Method(Coded):
    """How exhibits are destroyed (NĐ62 Đ.33 k.2; NĐ152 Đ.40 k.2)."""

    BURN = "burn", "Đốt cháy"
    BREAK = "break", "Đập vỡ"
    BURY = "bury", "Chôn lấp"
    CONTRACTOR = "contractor", "Hợp đồng với đơn vị có đủ điều kiện"
    OTHER = "other", "Hình thức phù hợp khác"


class Moment(Coded):
    """When a photo was taken."""

    BEFORE = "before", "Trước khi tiêu hủy"
    AFTER = "after", "Sau khi tiêu hủy"


class CountKind(Coded):
    """Which stock-taking it is (TT04/2023 Đ.11 k.4; NĐ152 Đ.38 k.1 e)."""

    QUARTER = "quarter", "Kiểm kê quý"
    HALF_YEAR = "half_year", "Kiểm kê 06 tháng"
    YEAR = "year", "Kiểm kê năm"
