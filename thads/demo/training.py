"""Training and outreach of the demo: courses after the inspections, talks in the communes.

People, lecturers and numbers are invented; the draws are this register's own.
"""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, timedelta
from random import Random
from typing import Any
from uuid import UUID

from thads.cases.models import Case
from thads.demo.register import Desk
from thads.demo.shelf import Shelf, moment_on
from thads.identity.models import Role, User
from thads.inspections.models import InspectionFinding
from thads.parties.models import Party
from thads.places import queries as places
from thads.training.models import EventKind, TrainingAttendance, TrainingEvent, TrainingFinding

COURSES = (  # title, subject, article, first day, days, minutes
    ("Tập huấn nghiệp vụ đầu năm", "Thụ lý, phân loại án, xác minh điều kiện thi hành án",
     "Luật Thi hành án dân sự, Điều 44", date(2023, 11, 16), 2, 840),
    ("Bồi dưỡng kỹ năng vận động, thuyết phục", "Vận động tự nguyện thi hành án; lập biên bản",
     "Kỹ năng vận động", date(2024, 4, 11), 1, 420),
    ("Khắc phục thiếu sót qua kiểm tra", "Xác minh, thông báo, tiêu hủy vật chứng đúng hạn",
     "Luật Thi hành án dân sự, Điều 39, Điều 44", date(2024, 7, 18), 1, 390),
    ("Không lặp lại thiếu sót đã kiểm tra", "Các thiếu sót lặp lại qua kiểm tra chuyên đề",
     "Luật Thi hành án dân sự, Điều 39, Điều 44", date(2024, 9, 24), 1, 210),
)  # fmt: skip
TALK = ("Tuyên truyền pháp luật về thi hành án dân sự",
        "Quyền, nghĩa vụ của đương sự; tự nguyện thi hành án; miễn, giảm nghĩa vụ")  # fmt: skip
STAFF = (Role.UNIT_HEAD, Role.DEPUTY_HEAD, Role.OFFICER, Role.EXAMINER, Role.ENFORCEMENT_CLERK)
FIRST, SPAN = date(2023, 10, 20), 320


def fill(shelf: Shelf, slug: str, desks: Mapping[str, Desk]) -> None:
    """Three courses of the province for everybody, a talk or two of each office."""
    rng = Random(f"thads demo {slug} training")
    offices = list(desks.values())
    staff = [row["id"] for row in shelf.rows[User] if row["role"] in STAFF]
    for title, subject, article, first, days, minutes in COURSES:
        event_id = _event(
            shelf, rng, offices[0], kind=EventKind.TRAINING, title=title, subject=subject,
            article=article, first_day=first, last_day=first + timedelta(days=days - 1),
            minutes=minutes, place="Hội trường cơ quan Thi hành án dân sự tỉnh",
            held_by="Thẩm tra viên chính (minh họa)", people=None, commune=None, commune_code=None,
        )  # fmt: skip
        for user_id in staff:
            if rng.random() < 0.85:
                _put(shelf, rng, TrainingAttendance, first, offices[0].head, event_id=event_id,
                     user_id=user_id, sequence=1,
                     minutes=minutes if rng.random() < 0.8 else minutes // 2)  # fmt: skip
        for finding in shelf.rows[InspectionFinding]:
            if finding["found_on"] <= first and rng.random() < 0.6:
                _put(shelf, rng, TrainingFinding, first, offices[0].head, event_id=event_id,
                     finding_id=finding["id"], sequence=1, answers=True)  # fmt: skip
    lived_in = _communes(shelf)
    for desk in offices:
        for _ in range(rng.randint(1, 2)):
            _talk(shelf, rng, desk, rng.choice(lived_in[desk.unit_id]))


def _communes(shelf: Shelf) -> Mapping[UUID, list[str]]:
    """The codes of the communes where the parties of each office's cases live."""
    offices = {row["id"]: row["unit_id"] for row in shelf.rows[Case]}
    found = defaultdict[UUID, set[str]](set)
    for row in shelf.rows[Party]:
        if row["commune_code"]:
            found[offices[row["case_id"]]].add(row["commune_code"])
    return {unit_id: sorted(codes) for unit_id, codes in found.items()}


def _talk(shelf: Shelf, rng: Random, desk: Desk, code: str) -> None:
    day = FIRST + timedelta(days=rng.randint(0, SPAN))
    title, subject = TALK
    commune = places.commune(code, day)
    assert commune is not None  # codes of that time: parties bear them
    event_id = _event(
        shelf, rng, desk, kind=EventKind.OUTREACH, title=title, subject=subject,
        article="Chuyên đề năm", first_day=day, last_day=day, minutes=rng.choice((90, 120, 180)),
        place="Nhà văn hóa xã", held_by="Chấp hành viên (minh họa)",
        people=rng.randint(25, 140), commune=commune.full_name, commune_code=code,
    )  # fmt: skip
    for user_id in desk.officers[:1]:
        _put(shelf, rng, TrainingAttendance, day, desk.head, event_id=event_id, user_id=user_id,
             sequence=1, minutes=90)  # fmt: skip


def _event(shelf: Shelf, rng: Random, desk: Desk, **values: Any) -> UUID:
    return _put(shelf, rng, TrainingEvent, values["last_day"], desk.head, unit_id=desk.unit_id,
                late_reason=None, submission_key=None, **values)  # fmt: skip


def _put(shelf: Shelf, rng: Random, table: Any, on: date, by: UUID, /, **values: Any) -> UUID:
    moment = moment_on(rng, on)
    return shelf.put(table, moment, rng, **values, entered_at=moment, entered_by_id=by)
