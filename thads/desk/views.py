"""The first page after signing in: figures of the year and the work that waits."""

from __future__ import annotations

from datetime import date, timedelta

from flask import (
    Blueprint,
    Response,
    current_app,
    make_response,
    redirect,
    render_template,
    url_for,
)

from thads.core.days import month_end, statistics_year
from thads.desk import queries, work
from thads.identity import queries as people
from thads.identity.forms import EmptyForm
from thads.identity.policy import Permission, may
from thads.web.access import requires
from thads.web.navigation import Entry, links
from thads.web.request import db, now, today, user
from thads.worklists.views.lists import whose

bp = Blueprint("desk", __name__)
NEXT_STEPS = (
    Entry("Buổi sáng của lãnh đạo", "morning.show", "calendar"),
    Entry("Nhận bản án, quyết định", "judgments.new", "gavel"),
    Entry("Ra quyết định thi hành án", "cases.docketing", "plus"),
    Entry("Sổ thụ lý", "cases.index", "book-open-text"),
    Entry("Việc đến hạn xác minh", "verification.index", "clipboard-check"),
    Entry("Thu, chi tiền", "ledger.index", "wallet"),
    Entry("Số liệu thống kê", "statistics.index", "chart-column"),
    Entry("Báo cáo tháng", "reports.index", "file-text"),
    Entry("Mời người dùng", "admin.new_user", "plus"),
    Entry("Người dùng", "admin.users", "users"),
    Entry("Nhật ký", "admin.audit", "scroll-text"),
    Entry("Ngày tập huấn", "admin.practice_day", "calendar"),
)


@bp.get("/")
@requires(Permission.OWN_ACCOUNT)
def home() -> Response:
    """Each role's own first page."""
    me, day = user(), today()
    if me.is_oversight and "oversight.index" in current_app.view_functions:
        return make_response(redirect(url_for("oversight.index")))
    scope, at = queries.scope_of(me), last_month_end(day)
    html = render_template(
        "desk/home.html",
        steps=links(NEXT_STEPS),
        at=at,
        year=statistics_year(at),
        cards=queries.rate_cards(db(), at, scope)
        if may(me.role, Permission.STATISTICS_VIEW)
        else [],
        work=work.of(db(), whose(), scope, day) if may(me.role, Permission.CASE_VIEW) else None,
        form=EmptyForm(),
        accounts=people.account_counts(db(), now=now())
        if may(me.role, Permission.USER_MANAGE)
        else None,
    )
    return make_response(html)


def last_month_end(day: date) -> date:
    """The newest day whose figures the read model holds: this day, or the end of last month."""
    return day if day == month_end(day) else day.replace(day=1) - timedelta(days=1)
