"""What people wrote around the figures of each demo month: narrative sections, explanations.

The words name no figure: figures stand in the paper from the records.
"""

from datetime import date, datetime

from sqlalchemy.orm import Session

from thads.core.days import month_number
from thads.identity.models import User
from thads.narratives import actions, queries
from thads.narratives.models import Section
from thads.rules import report_editions
from thads.validation import queries as validation
from thads.validation.models import Explanation
from thads.validation.words import told

WORDS = {
    Section.LEADERSHIP: (
        "Thủ trưởng cơ quan giao chỉ tiêu đến từng đơn vị, từng Chấp hành viên; giao ban hằng "
        "tháng, kiểm tra tiến độ ở các đơn vị có lượng việc lớn.",
        "Ban Chỉ đạo thi hành án dân sự họp, cho ý kiến các vụ khó khăn, kéo dài; lãnh đạo cơ quan "
        "phụ trách địa bàn trực tiếp dự giao ban ở cơ sở.",
    ),
    Section.COORDINATION: (
        "Phối hợp với Tòa án, Viện kiểm sát, Công an, tổ chức tín dụng và Ủy ban nhân dân cấp xã "
        "theo quy chế đã ký; trao đổi danh sách việc theo từng xã.",
    ),
    Section.ORGANISATION: (
        "Biên chế ổn định; kho vật chứng được kiểm kê, công chức được tập huấn nghiệp vụ về xác "
        "minh, kê biên và thống kê.",
    ),
    Section.ASSESSMENT: (
        "Kết quả bám sát kế hoạch; việc chủ động được ra quyết định đúng hạn, phân loại đúng pháp "
        "luật.\n- Mặt được: thu cho ngân sách nhà nước và án tín dụng, ngân hàng có chuyển biến.\n"
        "- Mặt chưa được: xác minh và tiêu hủy vật chứng ở một số đơn vị còn chậm.",
        "Các chỉ tiêu giữ tiến độ so với cùng kỳ.\n- Mặt được: án tồn trên một năm được rà soát "
        "từng việc.\n- Mặt chưa được: tài sản kê biên bán chưa được còn nhiều lần giảm giá.",
    ),
    Section.CAUSES: (
        "Khách quan: tài sản ở vùng sâu khó bán; người phải thi hành án đi khỏi địa phương.\n"
        "Chủ quan: một số Chấp hành viên chưa kiên quyết, chưa lập kế hoạch cho từng việc.",
        "Khách quan: giá trị phải thi hành tập trung ở ít vụ lớn đang chờ ý kiến cơ quan có thẩm "
        "quyền.\nChủ quan: phối hợp xác minh ở vài đơn vị chưa thường xuyên.",
    ),
    Section.TASKS: (
        "- Lập danh sách việc theo từng xã, phân công người theo dõi.\n- Làm việc với từng tổ chức "
        "tín dụng về tài sản thế chấp.\n- Xác minh dứt điểm việc đến hạn trong tháng sau.",
        "- Tập trung các việc có giá trị lớn đủ điều kiện thi hành.\n- Họp Hội đồng tiêu hủy vật "
        "chứng ở những đơn vị còn hồ sơ.\n- Kiểm tra chéo hồ sơ giữa các đơn vị.",
    ),
    Section.RECOMMENDATIONS: (
        "Đề nghị Ủy ban nhân dân cấp xã cử người tham gia xác minh, vận động cùng Chấp hành viên.",
        "Đề nghị Hội đồng nhân dân giám sát chuyên đề việc thi hành án tín dụng, ngân hàng.",
    ),
}
REASONS = {
    "BD": "Trong tháng có vụ giá trị lớn, số vụ nhiều hơn thường lệ; đã đối chiếu với sổ thụ lý.",
    "CT": "Phần lớn giá trị nằm ở vụ đang định giá lại; kế hoạch bán tài sản ở tháng sau.",
}
OTHERWISE = "Đã đối chiếu từng hồ sơ với sổ; số liệu đúng với quyết định đã ban hành."


def write_sections(db: Session, end: date, *, by: User, today: date, now: datetime) -> None:
    """Every section that the edition of the month asks people for, once."""
    number = month_number(end)
    standing = queries.standing(db, end)
    for section in map(Section.of, report_editions.edition(number, end).texts):
        if section not in standing:
            words = WORDS[section]
            actions.write(
                db, end, section, words[number % len(words)], over=None, by=by, today=today, now=now
            )


def explain_all(db: Session, end: date, *, now: datetime) -> None:
    """Every point of the check that wants words gets them before the reports are sent."""
    for checked in validation.everyone(db, end, None):
        subject = checked.subject
        db.add_all(
            Explanation(
                period_end=end, unit_id=subject.unit_id, officer_id=subject.officer_id,
                rule=one.check.code, found=told(one), digest=one.digest,
                content=REASONS.get(one.check.code[:2], OTHERWISE), entered_at=now,
                entered_by_id=subject.officer_id,
            )
            for one in checked.unexplained
        )  # fmt: skip
    db.flush()
