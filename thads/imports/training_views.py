"""The register of training and outreach as a workbook."""

from flask import Blueprint, Response, url_for

from thads.core.pages import Page
from thads.identity.policy import Permission
from thads.imports.book_answer import answer, of_page
from thads.imports.exporting import books
from thads.imports.exporting.workbook import Cells, Column, Kind
from thads.training import queries
from thads.training.hours import in_hours
from thads.training.queries import EventLine
from thads.training.views import events_asked
from thads.web.access import requires
from thads.web.request import db

bp = Blueprint("training_books", __name__, url_prefix="/exports/training")
EVENTS = (
    Column("Lớp, buổi", width=50), Column("Loại", width=24), Column("Nội dung", width=50),
    Column("Điều luật, chuyên đề", width=30), Column("Từ ngày", Kind.DAY),
    Column("Đến hết ngày", Kind.DAY), Column("Số giờ", width=10), Column("Địa điểm", width=36),
    Column("Xã, phường", width=24), Column("Người giảng, tuyên truyền", width=32),
    Column("Cơ quan dự", Kind.NUMBER, 12), Column("Giờ × người", width=12),
    Column("Người dân dự", Kind.NUMBER, 12), Column("Khắc phục vi phạm", Kind.NUMBER, 16),
    Column("Đơn vị", width=32),
)  # fmt: skip


@bp.get("/")
@requires(Permission.TRAINING_VIEW)
def events() -> Response:
    """The events as the page filters them."""
    asked = events_asked()

    def read(number: int) -> Page[Cells]:
        page = queries.search(
            db(), asked.wanted, page=number, size=books.PAGE, order=asked.order
        )  # fmt: skip
        answers = queries.answers_by_event(db(), [row.event.id for row in page.rows])
        rows = [_cells(row, answers[row.event.id]) for row in page.rows]
        return Page(rows, page.number, page.size, page.total)

    words = "; ".join(label for label, _ in asked.form.chosen) or "Không lọc"
    return answer("Tập huấn, tuyên truyền", words, EVENTS, read,
                  back=url_for("training.index", **of_page()))  # fmt: skip


def _cells(row: EventLine, answers: int) -> Cells:
    one = row.event
    return (
        one.title, one.kind.label, one.subject, one.article or "", one.first_day, one.last_day,
        in_hours(one.minutes), one.place, one.commune or "", one.held_by, row.staff,
        in_hours(row.attended), one.people, answers, one.unit.name,
    )  # fmt: skip
