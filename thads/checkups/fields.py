"""The fields of the work by which a unit is inspected; a duty of none is of the course of cases."""

from dataclasses import dataclass

from thads.administrative import clocks as administrative
from thads.assets import clocks as assets
from thads.compensation import clocks as compensation
from thads.complaints import clocks as complaints
from thads.directives import clocks as directives
from thads.evidence import clocks as evidence
from thads.inspections import clocks as inspections
from thads.measures import clocks as measures
from thads.protests import clocks as protests
from thads.rules.deadlines import Duty


@dataclass(frozen=True)
class Field:
    """A field and the duties that belong to it."""

    title: str
    duties: tuple[Duty, ...] = ()


VERIFYING = (
    Duty.FIRST_VERIFICATION, Duty.PERIODIC_VERIFICATION, Duty.LONG_VERIFICATION,
    Duty.NEW_INFORMATION_VERIFICATION,
)  # fmt: skip
FIELDS = (
    Field("Xác minh điều kiện thi hành án", VERIFYING),
    Field("Bảo đảm, cưỡng chế, xử lý tài sản", (*measures.DUTIES, *assets.DUTIES)),
    Field("Vật chứng, tài sản tạm giữ", evidence.DUTIES),
    Field("Chi trả tiền", (Duty.PAYOUT,)),
    Field("Khiếu nại, tố cáo, kiến nghị", complaints.DUTIES),
    Field("Bồi thường nhà nước", compensation.DUTIES),
    Field("Kháng nghị, kiến nghị của Viện kiểm sát", protests.DUTIES),
    Field("Thi hành án hành chính", administrative.DUTIES),
    Field(
        "Chỉ đạo, kiểm tra, giám sát",
        (*directives.DUTIES, *inspections.DUTIES, Duty.VISIT_CONCLUSION),
    ),
)
