"""Directives, tasks, the steering committee and inspections of the demo. People and tasks are
invented; the draws are these registers' own."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from thads.cases.models import Case
from thads.core.days import VIETNAM
from thads.demo.proof import sheet
from thads.demo.register import Desk
from thads.demo.shelf import Row, Shelf, moment_on
from thads.directives.models import (
    Directive,
    DirectiveTask,
    IssuerKind,
    Obstacle,
    SteeredCase,
    SteeringMeeting,
    TaskMilestone,
    TaskReport,
)
from thads.inspections import actions
from thads.inspections import queries as inspections
from thads.inspections.models import (
    FileAnswer,
    Inspection,
    InspectionConclusion,
    InspectionFinding,
    InspectionKind,
    InspectionSample,
    Method,
    SampledFile,
    Verdict,
)
from thads.inspections.terms import RemedyTerms
from thads.rules import inspection as rules
from thads.sampling.drawing import by_lot

DIRECTIVES = {
    "lao-cai": (
        IssuerKind.PARTY, "Tỉnh ủy Lào Cai", "49-CT/TU", date(2024, 8, 28),
        "Tiếp tục tăng cường sự lãnh đạo của Đảng đối với công tác thi hành án dân sự, thi hành "
        "án hành chính trên địa bàn tỉnh",
    ),
    "nghe-an": (
        IssuerKind.AGENCY, "Cục Thi hành án dân sự tỉnh Nghệ An", "112/KH-CTHADS",
        date(2024, 8, 15), "Kế hoạch tập trung giải quyết án tồn, xác minh, tiêu hủy vật chứng "
        "chậm (minh họa)",
    ),
}  # fmt: skip
TASKS = (  # what, with which result, days until the first milestone and the end
    ("Rà soát, phân loại án còn phải thi hành trên từng xã, phường, thị trấn",
     "Danh sách án còn phải thi hành theo từng xã", 12, 24),
    ("Làm việc với tổ chức tín dụng về án tín dụng, ngân hàng", "Biên bản làm việc từng tổ chức",
     20, 60),
    ("Giải quyết dứt điểm hồ sơ tiêu hủy vật chứng quá hạn", "Không còn hồ sơ quá hạn", 10, 45),
)  # fmt: skip
MET_ON = date(2024, 9, 12)
FIRST, LAST = date(2023, 10, 1), date(2024, 5, 31)
MENDED_ON = date(2024, 8, 20)  # every second finding of the first round
FILES = 3  # drawn of each office
SAID = "Chậm {n} ngày so với thời hạn"


class Round(NamedTuple):
    """Inspections of all offices: the head's of every second one, the others inspect themselves."""

    kind: InspectionKind
    numbers: int  # of decisions and of conclusions begin behind it
    decided: date
    concluded: date


ROUNDS = (
    Round(InspectionKind.COMPREHENSIVE, 40, date(2024, 6, 3), date(2024, 6, 28)),
    Round(InspectionKind.THEMATIC, 70, date(2024, 8, 26), date(2024, 9, 13)),
)


def fill(shelf: Shelf, slug: str, desks: Mapping[str, Desk]) -> None:
    """A directive with its tasks, a meeting of the committee, an inspection of each office."""
    rng = Random(f"thads demo {slug} direction")
    offices = list(desks.values())
    head = offices[0].head
    cases = defaultdict[UUID, list[Row]](list)
    for row in shelf.rows[Case]:
        if FIRST <= row["docketed_on"] <= LAST:
            cases[row["unit_id"]].append(row)
    _directive(shelf, rng, slug, offices, head)
    _committee(shelf, rng, head, cases)
    for round_ in ROUNDS:
        for place, desk in enumerate(offices, start=1):
            _inspect(shelf, rng, desk, place, cases[desk.unit_id], head, round_)


def enter(db: Session) -> None:
    """Every second finding of the first round was mended, as a paper shows."""
    stmt = select(InspectionFinding.id).where(InspectionFinding.found_on < MENDED_ON)
    now = datetime.combine(MENDED_ON, time(9), VIETNAM)
    for key in db.scalars(stmt.order_by(InspectionFinding.id)).all()[::2]:
        finding = inspections.finding(db, key)
        terms = RemedyTerms(
            day=MENDED_ON, note="Đã làm xong, đã rút kinh nghiệm trong đơn vị",
            paper=f"Biên bản khắc phục ngày {MENDED_ON:%d/%m/%Y}", content=sheet(),
        )  # fmt: skip
        actions.mend(db, finding, terms, by=finding.owner, today=MENDED_ON, now=now)


def _directive(shelf: Shelf, rng: Random, slug: str, offices: list[Desk], head: UUID) -> None:
    issuer, name, number, issued_on, title = DIRECTIVES[slug]
    directive_id = _enter(
        shelf, rng, Directive, issued_on, head, issuer=issuer, issuer_name=name, number=number,
        issued_on=issued_on, title=title, file_key=None, file_sha256=None,
    )  # fmt: skip
    given_on = issued_on + timedelta(days=5)
    for position, desk in enumerate((one for one in offices if one.officers), start=1):
        what, result, half, days = TASKS[position % len(TASKS)]
        task_id = _enter(
            shelf, rng, DirectiveTask, given_on, head, directive_id=directive_id,
            position=position, what=what, result=result, unit_id=desk.unit_id,
            owner_id=desk.officers[0], leader_id=desk.head, given_on=given_on,
            due_on=given_on + timedelta(days=days),
        )  # fmt: skip
        first = given_on + timedelta(days=half)
        milestone_id = _enter(
            shelf, rng, TaskMilestone, given_on, head, task_id=task_id,
            what="Báo cáo kết quả bước đầu", due_on=first,
        )  # fmt: skip
        if position % 4:
            _enter(
                shelf, rng, TaskReport, first, desk.officers[0], task_id=task_id,
                milestone_id=milestone_id, day=first, note="Đã báo cáo kết quả bước đầu.",
            )  # fmt: skip
        if position % 5 == 1:
            _obstacle(shelf, rng, desk, task_id, first, head)


def _obstacle(shelf: Shelf, rng: Random, desk: Desk, task_id: UUID, day: date, head: UUID) -> None:
    _enter(
        shelf, rng, Obstacle, day, desk.head, task_id=task_id, case_id=None, unit_id=desk.unit_id,
        day=day, what="Thiếu Chấp hành viên so với số án được giao",
        remedy="Tăng cường một Chấp hành viên trong quý IV", decider_id=head, decider_body=None,
        due_on=day + timedelta(days=10),
    )  # fmt: skip


def _committee(shelf: Shelf, rng: Random, head: UUID, cases: Mapping[UUID, list[Row]]) -> None:
    meeting_id = _enter(
        shelf, rng, SteeringMeeting, MET_ON, head, held_on=MET_ON,
        subject="Các việc phức tạp, kéo dài; phối hợp cưỡng chế quý IV",
        chair="Phó Chủ tịch UBND tỉnh, Trưởng Ban Chỉ đạo (minh họa)",
        attendance="Công an, Tài chính, Tư pháp, Tài nguyên và Môi trường, cơ quan thi hành án",
        minutes="Thống nhất kế hoạch phối hợp; Công an xây dựng phương án bảo vệ cưỡng chế.",
        file_key=None, file_sha256=None,
    )  # fmt: skip
    for rows in list(cases.values())[:3]:
        _enter(
            shelf, rng, SteeredCase, MET_ON, head, case_id=rows[0]["id"], meeting_id=meeting_id,
            direction="Vận động tự nguyện; không được thì cưỡng chế trong quý IV",
        )  # fmt: skip


def _inspect(
    shelf: Shelf, rng: Random, desk: Desk, place: int, cases: list[Row], head: UUID, of: Round
) -> None:
    own, decided, concluded = place % 2 == 0, of.decided, of.concluded
    inspection_id = _enter(
        shelf, rng, Inspection, decided, desk.head if own else head,
        kind=InspectionKind.SELF if own else of.kind,
        number=f"{of.numbers + place}/QĐ-KT", decided_on=decided, unit_id=desk.unit_id,
        leader_id=desk.head if own else head, period_from=FIRST, period_to=LAST,
        scope="Xác minh, phân loại án; thông báo; tiêu hủy vật chứng", due_on=concluded,
    )  # fmt: skip
    faults = _sample(shelf, rng, inspection_id, desk, cases, of)
    for position, (file_id, item, note) in enumerate(faults, start=1):
        _enter(
            shelf, rng, InspectionFinding, concluded, head, inspection_id=inspection_id,
            file_id=file_id, position=position, item=item, content=note,
            article=rules.item(item).article(decided), remedy="Làm ngay, rút kinh nghiệm",
            unit_id=desk.unit_id, owner_id=desk.officers[0] if desk.officers else desk.head,
            found_on=concluded, due_on=concluded + timedelta(days=30 * (1 + position * 2)),
        )  # fmt: skip
    _enter(
        shelf, rng, InspectionConclusion, concluded, head, inspection_id=inspection_id,
        number=f"{of.numbers + 20 + place}/KL-KT", day=concluded,
        content=f"Kiểm tra {min(FILES, len(cases))} hồ sơ, phát hiện {len(faults)} thiếu sót.",
    )  # fmt: skip


def _sample(
    shelf: Shelf, rng: Random, inspection_id: UUID, desk: Desk, cases: list[Row], of: Round
) -> list[tuple[UUID, str, str]]:
    """Draw as the system draws; answers what is wrong with which file."""
    seed = f"{rng.getrandbits(128):032x}"
    sample_id = _enter(
        shelf, rng, InspectionSample, of.decided, desk.head, inspection_id=inspection_id,
        method=Method.RANDOM, drawn_on=of.decided, population=len(cases), seed=seed, formula=None,
    )  # fmt: skip
    found: list[tuple[UUID, str, str]] = []
    drawn = by_lot([row["id"] for row in cases], FILES, seed)
    for position, one in enumerate(drawn, start=1):
        file_id = _enter(
            shelf, rng, SampledFile, of.decided, desk.head, inspection_id=inspection_id,
            sample_id=sample_id, case_id=one.case_id, position=position, points=None,
        )  # fmt: skip
        for item in ("notice", "first_verification"):
            wrong = rng.random() < 0.25
            note = SAID.format(n=rng.randint(2, 15)) if wrong else None
            _enter(
                shelf, rng, FileAnswer, of.concluded, desk.head, file_id=file_id, item=item,
                verdict=Verdict.FAULT if wrong else Verdict.GOOD, note=note,
            )  # fmt: skip
            if note:
                found.append((file_id, item, f"{note} (mục “{rules.item(item).question}”)"))
    return found


def _enter(shelf: Shelf, rng: Random, table: Any, on: date, by: UUID, /, **values: Any) -> UUID:
    """One more row of a register, entered on its day."""
    moment: datetime = moment_on(rng, on)
    return shelf.put(table, moment, rng, **values, entered_at=moment, entered_by_id=by)
