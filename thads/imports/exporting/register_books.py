"""The registers of oversight as workbooks: one row a record."""

from thads.administrative.models import AdministrativeJudgment
from thads.cases.models import Case
from thads.compensation import course as claims
from thads.compensation.models import Compensation
from thads.compensation.models import StepKind as Money
from thads.complaints import course
from thads.complaints.models import Complaint, StepKind
from thads.imports.exporting.workbook import Cells, Column, Kind
from thads.protests.course import dues
from thads.protests.models import Protest
from thads.reception.models import Reception

HIDDEN = "Được giữ bí mật"
_RECEIVED, _CASE = Column("Ngày nhận", Kind.DAY, 11), Column("Việc", width=22)
_UNIT, _LAST = Column("Đơn vị", width=30), Column("Bước gần nhất", width=34)
COMPLAINTS = (
    _RECEIVED, Column("Loại đơn", width=20), Column("Lần", Kind.NUMBER, 6),
    Column("Nguồn đơn", width=22), Column("Người gửi đơn", width=30),
    Column("Địa chỉ", width=30), Column("Số người", Kind.NUMBER, 9), Column("Tư cách", width=24),
    Column("Đương sự khiếu nại", width=30), Column("Bị khiếu nại, tố cáo", width=44),
    Column("Biện pháp bị khiếu nại", width=44),
    Column("Nội dung", width=60), _CASE, Column("Thụ lý ngày", Kind.DAY, 11),
    Column("Số thụ lý", width=14), Column("Người giải quyết", width=24), _LAST,
    Column("Số văn bản", width=16),
    Column("Ngày", Kind.DAY, 11), Column("Kết quả", width=18),
    Column("Nội dung giải quyết", width=50), Column("Gửi ngày", Kind.DAY, 11),
    Column("Công khai ngày", Kind.DAY, 11), Column("Hạn", Kind.DAY, 11), _UNIT,
)  # fmt: skip
RECEPTION = (
    Column("Ngày tiếp", Kind.DAY, 11), Column("Hình thức", width=16),
    Column("Người tiếp", width=14),
    Column("Công dân", width=30), Column("Số người", Kind.NUMBER, 9),
    Column("Loại nội dung", width=20), Column("Nội dung", width=60), Column("Kết quả", width=50),
    _CASE, _UNIT,
)  # fmt: skip
COMPENSATION = (
    _RECEIVED, Column("Nơi giải quyết", width=32), Column("Người yêu cầu", width=30),
    Column("Căn cứ", width=60), Column("Yêu cầu (đ)", Kind.MONEY, 18),
    Column("Phải bồi thường (đ)", Kind.MONEY, 18), Column("Đã chi trả (đ)", Kind.MONEY, 18),
    Column("Đã hoàn trả (đ)", Kind.MONEY, 18), _CASE, _LAST, Column("Ngày", Kind.DAY, 11),
    Column("Hạn", Kind.DAY, 11), _UNIT,
)  # fmt: skip
PROTESTS = (
    _RECEIVED, Column("Loại", width=20), Column("Số", width=20),
    Column("Ngày ban hành", Kind.DAY, 12), Column("Viện kiểm sát", width=34),
    Column("Nội dung", width=60), _CASE, _LAST, Column("Trả lời", width=22),
    Column("Nội dung giao", Kind.NUMBER, 9), Column("Đã thực hiện", Kind.NUMBER, 9),
    Column("Hạn gần nhất", Kind.DAY, 12), _UNIT,
)  # fmt: skip
ADMINISTRATIVE = (
    _RECEIVED, Column("Bản án", width=24), Column("Ngày tuyên", Kind.DAY, 11),
    Column("Tòa án", width=34), Column("Người phải thi hành", width=40),
    Column("Loại cơ quan", width=40), Column("Người được thi hành", width=30),
    Column("Nội dung phải thi hành", width=60), _CASE, _LAST, Column("Ngày", Kind.DAY, 11),
    Column("Kiểm tra tiếp", Kind.DAY, 12), _UNIT,
)  # fmt: skip


def complaint_row(one: Complaint, *, named: bool) -> Cells:
    """One complaint; `named`: this person may read who sent it."""
    last, clock, accepted = one.last, course.clock(one), one.step(StepKind.ACCEPTED)
    sent, published = one.step(StepKind.SENT), one.step(StepKind.PUBLISHED)
    decided = one.ending
    return (
        one.received_on, one.kind.label, one.round, one.source.label,
        one.sender_name if named else HIDDEN, one.sender_address if named else HIDDEN, one.people,
        one.standing.label if one.standing else "", one.party.name if one.party else "",
        one.against, one.measure.kind.label if one.measure else "", one.content, _title(one.case),
        accepted.day if accepted else None,
        accepted.number if accepted else "", one.handler.full_name if one.handler else "",
        last.kind.label if last else "", decided.number if decided else "",
        decided.day if decided else None,
        decided.outcome.label if decided and decided.outcome else "",
        decided.note if decided else "", sent.day if sent else None,
        published.day if published else None, clock.due if clock else None, one.unit.name,
    )  # fmt: skip


def reception_row(one: Reception, *, named: bool) -> Cells:
    """One visit; `named`: this person may read who came."""
    return (
        one.received_on, one.kind.label, one.receiver.label,
        one.visitor_name if named else HIDDEN, one.people, one.matter.label, one.content,
        one.outcome, _title(one.case), one.unit.name,
    )  # fmt: skip


def compensation_row(one: Compensation) -> Cells:
    """One claim."""
    last, clock = one.last, claims.clock(one)
    return (
        one.received_on, one.place.label, one.claimant_name, one.ground, one.asked,
        one.sum_of(Money.SETTLED), one.sum_of(Money.PAID), one.sum_of(Money.REIMBURSED),
        _title(one.case), last.kind.label if last else "", last.day if last else None,
        clock.due if clock else None, one.unit.name,
    )  # fmt: skip


def protest_row(one: Protest) -> Cells:
    """One paper of the procuracy."""
    last = one.last
    return (
        one.received_on, one.kind.label, one.number, one.issued_on, one.body, one.content,
        _title(one.case), last.kind.label if last else "",
        last.answer.label if last and last.answer else "", len(one.points),
        sum(1 for point in one.points if point.done), min(dues(one), default=None), one.unit.name,
    )  # fmt: skip


def administrative_row(one: AdministrativeJudgment) -> Cells:
    """One administrative judgment."""
    last = one.last
    return (
        one.received_on, one.number, one.judged_on, one.court, one.debtor_body, one.kind.label,
        one.creditor_name, one.content, _title(one.case), last.kind.label if last else "",
        last.day if last else None, one.next_check, one.unit.name,
    )  # fmt: skip


def _title(case: Case | None) -> str:
    return case.title if case else ""
