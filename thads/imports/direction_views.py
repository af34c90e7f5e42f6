"""Tasks of directives, obstacles and the steering committee's cases as workbooks."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from flask import Blueprint, Response

from thads.core.errors import NotFound
from thads.core.pages import Page
from thads.directives import asking, queries
from thads.directives.models import DirectiveTask, Obstacle
from thads.directives.views.directives import filtered
from thads.directives.views.entering import seen
from thads.directives.views.obstacles import obstacles_asked
from thads.identity.policy import Permission
from thads.imports.export_views import download
from thads.imports.exporting import books
from thads.imports.exporting.workbook import Column, Kind, Sheet, write
from thads.web.access import requires
from thads.web.request import db, today

bp = Blueprint("direction_exports", __name__, url_prefix="/exports/directives")
TASKS = (
    Column("Văn bản", width=24), Column("Ngày ban hành", Kind.DAY), Column("Việc", width=50),
    Column("Đơn vị", width=30), Column("Người làm", width=24),
    Column("Lãnh đạo chịu trách nhiệm", width=24), Column("Kết quả phải đạt", width=40),
    Column("Ngày giao", Kind.DAY), Column("Hạn", Kind.DAY), Column("Số mốc", Kind.NUMBER, 8),
    Column("Mốc đã đạt", Kind.NUMBER, 8), Column("Chậm từ ngày", Kind.DAY),
    Column("Ngày hoàn thành", Kind.DAY), Column("Văn bản kết quả", width=32),
)  # fmt: skip
OBSTACLES = (
    Column("Ngày nêu", Kind.DAY), Column("Đơn vị", width=30), Column("Việc, nhiệm vụ", width=24),
    Column("Vướng mắc", width=50), Column("Đề xuất", width=50),
    Column("Ai quyết định", width=28), Column("Hạn", Kind.DAY), Column("Quyết định ngày", Kind.DAY),
    Column("Quyết định", width=50),
)  # fmt: skip
STEERED = (
    Column("Việc", width=20), Column("Họp ngày", Kind.DAY), Column("Nội dung chỉ đạo", width=60),
    Column("Thôi chỉ đạo ngày", Kind.DAY), Column("Kết quả", width=40),
)  # fmt: skip


@bp.get("/tasks")
@requires(Permission.DIRECTIVE_VIEW)
def tasks() -> Response:
    """The tasks of the page's filter."""
    _, wanted, order = filtered()

    def read(number: int) -> Page[DirectiveTask]:
        return asking.tasks(db(), wanted, today(), order=order, number=number, size=books.PAGE)

    rows = (
        (one.directive.number, one.directive.issued_on, one.what, one.unit.name,
         one.owner.full_name, one.leader.full_name, one.result, one.given_on, one.due_on,
         len(one.milestones), len(one.milestones) - len(one.open_milestones),
         one.late_since(today()), one.closing.day if one.closing else None,
         one.closing.paper if one.closing else None)
        for one in books.every(read)
    )  # fmt: skip
    return _given(Sheet("Nhiệm vụ", TASKS, rows), "Nhiệm vụ theo văn bản chỉ đạo")


@bp.get("/obstacles")
@requires(Permission.DIRECTIVE_VIEW)
def obstacles() -> Response:
    """The obstacles of the page."""
    _, wanted, order = obstacles_asked()

    def read(number: int) -> Page[Obstacle]:
        return asking.obstacles(db(), wanted, today(), order=order, number=number, size=books.PAGE)

    rows = (
        (one.day, one.unit.name, one.case.title if one.case else _number(one), one.what,
         one.remedy, one.decider.full_name if one.decider else one.decider_body, one.due_on,
         one.decision.day if one.decision else None,
         one.decision.decision if one.decision else None)
        for one in books.every(read)
    )  # fmt: skip
    return _given(Sheet("Vướng mắc", OBSTACLES, rows), "Khó khăn, vướng mắc")


@bp.get("/steered-cases")
@requires(Permission.DIRECTIVE_VIEW)
def steered() -> Response:
    """The cases that the committee directs or directed, for the head office."""
    if seen() is not None:
        raise NotFound
    rows = (
        (one.case.title, one.meeting.held_on, one.direction, one.end.day if one.end else None,
         one.end.note if one.end else None)
        for one in queries.steered(db())
    )  # fmt: skip
    return _given(Sheet("Ban Chỉ đạo", STEERED, rows), "Việc do Ban Chỉ đạo chỉ đạo")


def _number(one: Obstacle) -> str | None:
    return one.task.directive.number if one.task else None


def _given(sheet: Sheet, name: str) -> Response:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "list.xlsx"
        write(path, [sheet])
        return download(path, name)
