"""Oversight visits of the demo: one of the people's council that is over, one that goes on."""

from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from thads.demo.closings import moment_of
from thads.identity.models import Body, Role, User
from thads.reports.models import MonthlyReport
from thads.units.models import Unit
from thads.visits import actions
from thads.visits.models import Metric, OversightVisit, StepKind, VisitConclusion
from thads.visits.terms import ClosingTerms, ConclusionTerms, Figure, StepTerms, VisitTerms

OVER = VisitTerms(
    body=Body.COUNCIL, delegation="Ban Pháp chế HĐND tỉnh (minh họa)", number="07/QĐ-BPC",
    decided_on=date(2024, 4, 8),
    scope="Việc chấp hành pháp luật trong thi hành án dân sự, án tín dụng, ngân hàng",
)  # fmt: skip
RUNNING = VisitTerms(
    body=Body.PROCURACY, delegation="Viện kiểm sát nhân dân tỉnh (minh họa)", number="15/QĐ-VKS",
    decided_on=date(2024, 9, 9),
    scope="Trực tiếp kiểm sát xác minh, phân loại điều kiện thi hành án",
)  # fmt: skip
QUESTIONS = (
    ("Việc xác minh điều kiện thi hành án có đúng hạn không?",
     "Đã lập kế hoạch xác minh theo từng xã; việc đến hạn được giao đích danh Chấp hành viên."),
    ("Kết quả thi hành án tín dụng, ngân hàng?",
     "Báo cáo tháng có bảng theo chuyên đề; từng tổ chức tín dụng có biên bản làm việc."),
    ("Vật chứng phải tiêu hủy có bị chậm không?",
     "Đã họp Hội đồng tiêu hủy vật chứng ở các đơn vị; số còn lại có ngày hẹn."),
)  # fmt: skip
ASKED = (
    ("Nâng tỷ lệ giải quyết xong về việc, hoàn thành chỉ tiêu năm.",
     "Tỷ lệ về việc trong báo cáo tháng đã công bố", date(2024, 9, 6)),
    ("Xác minh dứt điểm việc chưa có điều kiện đã quá hạn.",
     "Số hồ sơ xác minh quá hạn trong báo cáo tháng", date(2024, 9, 20)),
    ("Làm việc với các ngân hàng, tập huấn kỹ năng vận động.",
     "Biên bản làm việc, danh sách tập huấn", date(2024, 12, 31)),
)  # fmt: skip
STEPS = (
    (StepKind.OUTLINE, 4), (StepKind.PROGRAMME, 10), (StepKind.REPORT, 18),
    (StepKind.WORKING_DAY, 28), (StepKind.CONCLUDED, 49),
)  # fmt: skip
SO_FAR = 2  # steps of the visit that goes on


def enter(db: Session) -> None:
    """The past visit with questions, answers and conclusions; the present one as far as it is."""
    by = db.scalars(select(User).where(User.role == Role.PROVINCE_HEAD)).one()
    offices = db.scalars(select(Unit).order_by(Unit.position)).all()
    over = _visit(db, OVER, STEPS, by=by)
    for content, answer in QUESTIONS:
        question = actions.ask(db, over, content, by=by, now=_at(over, 5))
        actions.answer(db, question, answer, None, by=by, now=_at(over, 17))
    for (content, measure, due_on), unit in zip(ASKED, offices, strict=False):
        terms = ConclusionTerms(
            content=content, measure=measure, due_on=due_on, unit_id=unit.id, owner_id=None
        )
        asked = actions.conclude(db, over, terms, by=by, now=_at(over, 50))
        day = over.decided_on + timedelta(days=80)
        actions.tell_progress(
            db, asked, day, "Đã lập kế hoạch, giao đơn vị thực hiện.", by=by, today=day,
            now=moment_of(day),
        )  # fmt: skip
    _visit(db, RUNNING, STEPS[:SO_FAR], by=by)
    db.flush()


def show(db: Session, report: MonthlyReport, *, by: User, today: date) -> None:
    """Close the first conclusion by the published figure that meets it; once."""
    stmt = select(VisitConclusion).order_by(VisitConclusion.due_on, VisitConclusion.id).limit(1)
    first = db.scalars(stmt).one_or_none()
    if first is None or first.closing or first.visit.decided_on > report.period_end:
        return
    terms = ClosingTerms(
        day=today, note="Tỷ lệ về việc theo báo cáo đã công bố.", paper=None, content=None,
        figure=Figure(report.id, Metric.CASE_RATE),
    )  # fmt: skip
    actions.close(db, first, terms, by=by, today=today, now=moment_of(today))


def _at(visit: OversightVisit, days: int) -> datetime:
    return moment_of(visit.decided_on + timedelta(days=days))


def _visit(
    db: Session, terms: VisitTerms, steps: tuple[tuple[StepKind, int], ...], *, by: User
) -> OversightVisit:
    decided = terms.decided_on
    visit = actions.record(db, terms, by=by, today=decided, now=moment_of(decided))
    db.flush()
    for kind, days in steps:
        day = decided + timedelta(days=days)
        step = StepTerms(kind=kind, day=day, note=None)
        actions.take_step(db, visit, step, by=by, today=day, now=moment_of(day))
    return visit
