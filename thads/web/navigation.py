"""The way through the product: what this person may open, in the order of the work."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from flask import current_app, render_template, request, url_for
from markupsafe import Markup

from thads.identity.models import Role
from thads.identity.policy import Permission, may
from thads.web.access import permission_of
from thads.web.request import me_or_none


@dataclass(frozen=True)
class Entry:
    """One line of the navigation."""

    label: str
    endpoint: str
    icon: str


class Link(NamedTuple):
    """An entry as it is shown to this person."""

    label: str
    address: str
    icon: str
    is_current: bool


class Section(NamedTuple):
    """Entries of one kind of work, under a title that can be folded; the first have none."""

    title: str | None
    links: list[Link]

    @property
    def is_current(self) -> bool:
        """The open page lies in it, and its title can be folded."""
        return self.title is not None and any(link.is_current for link in self.links)


SECTIONS: tuple[tuple[str | None, tuple[Entry, ...]], ...] = (
    (
        None,
        (
            Entry("Tổng quan", "desk.home", "layout-dashboard"),
            Entry("Buổi sáng của lãnh đạo", "morning.show", "calendar"),
            Entry("Việc phải làm", "worklists.index", "hourglass"),
            Entry("Năm rõ", "accountability.index", "list-checks"),
        ),
    ),
    (
        "Sổ sách",
        (
            Entry("Bản án đã nhận", "judgments.index", "gavel"),
            Entry("Yêu cầu thi hành án", "requests.index", "file-text"),
            Entry("Sổ thụ lý", "cases.index", "book-open-text"),
            Entry("Vật chứng", "evidence.index", "package"),
            Entry("Nhập sổ từ Excel", "imports.index", "plus"),
        ),
    ),
    (
        "Tiền thi hành án",
        (
            Entry("Bàn kế toán", "accounting.desk", "list-checks"),
            Entry("Thu, chi tiền", "ledger.index", "wallet"),
            Entry("Sao kê ngân hàng", "bankbook.index", "scroll-text"),
            Entry("Chi trả", "payouts.index", "users"),
            Entry("Tiền đang giữ", "holdings.index", "hourglass"),
            Entry("Phí thi hành án", "fees.index", "file-text"),
            Entry("Chi phí cưỡng chế", "costs.index", "gavel"),
            Entry("Đối chiếu thu, chi", "reconciliations.index", "check"),
            Entry("Quỹ và khóa sổ", "ledger_books.show", "lock"),
        ),
    ),
    (
        "Tổ chức thi hành",
        (
            Entry("Xác minh", "verification.index", "clipboard-check"),
            Entry("Phân loại án", "classification.board", "funnel"),
            Entry("Bảo đảm, cưỡng chế", "measures.index", "gavel"),
            Entry("Tài sản, đấu giá", "debtor_assets.index", "gavel"),
            Entry("Xét miễn, giảm", "remissions.index", "list-checks"),
            Entry("Tổ chức tín dụng", "banks.index", "users"),
            Entry("Công khai chưa có điều kiện", "publication.index", "eye"),
            Entry("Địa bàn xã", "communes.index", "map-pin"),
            Entry("Vận động, thuyết phục", "persuasion.index", "users"),
            Entry("Bàn giao hồ sơ", "handovers.index", "check"),
            Entry("Ủy quyền ký", "delegations.index", "user"),
            Entry("Người thân thích", "conflicts.index", "users"),
            Entry("Thay đổi Chấp hành viên", "recusals.index", "users"),
            Entry("Văn bản chỉ đạo", "directives.index", "target"),
            Entry("Kiểm tra, tự kiểm tra", "inspections.index", "clipboard-check"),
            Entry("Tập huấn, tuyên truyền", "training.index", "users"),
        ),
    ),
    (
        "Khiếu nại, kiểm sát",
        (
            Entry("Khiếu nại, tố cáo", "complaints.index", "scroll-text"),
            Entry("Tiếp công dân", "reception.index", "users"),
            Entry("Viện kiểm sát", "protests.index", "eye"),
            Entry("Bồi thường nhà nước", "compensation.index", "wallet"),
            Entry("Thi hành án hành chính", "administrative.index", "gavel"),
        ),
    ),
    (
        "Báo cáo",
        (
            Entry("Số liệu thống kê", "statistics.index", "chart-column"),
            Entry("Biểu thống kê", "forms.index", "book-open-text"),
            Entry("Mã số liệu", "figures.index", "search"),
            Entry("Thực hiện chỉ tiêu", "planning.index", "target"),
            Entry("Giao chỉ tiêu", "targets.index", "target"),
            Entry("Kiểm tra số liệu", "validation.index", "clipboard-check"),
            Entry("Ghi muộn vào kỳ đã khóa", "late_facts.index", "hourglass"),
            Entry("Khóa sổ thống kê", "closing.index", "lock"),
            Entry("Báo cáo tháng", "reports.index", "file-text"),
            Entry("Nội dung báo cáo", "narratives.index", "clipboard-check"),
            Entry("Số liệu công bố", "oversight.index", "eye"),
            Entry("Đoàn giám sát", "visits.index", "users"),
            Entry("Soát báo cáo", "reportcheck.show", "check"),
            Entry("Danh sách theo mẫu", "lists.index", "printer"),
            Entry("Danh sách của kỳ", "period_exports.index", "file-text"),
            Entry("Mẫu không phù hợp", "misfits.index", "triangle-alert"),
            Entry("Việc nền", "jobs.index", "hourglass"),
        ),
    ),
    (
        "Quản trị",
        (
            Entry("Người dùng", "admin.users", "users"),
            Entry("Sắp xếp đơn vị", "reorganisations.index", "map-pin"),
            Entry("Chứng thư tin cậy", "trust.index", "lock"),
            Entry("Ngày tập huấn", "admin.practice_day", "calendar"),
            Entry("Người thân thích của cán bộ", "staff_relatives.people", "users"),
            Entry("Nhật ký", "admin.audit", "scroll-text"),
        ),
    ),
    ("Trợ giúp", (Entry("Luật áp dụng", "law.index", "info"),)),
)


def menu() -> Markup:
    """What this person may open, the entry of the open page marked."""
    person = me_or_none()
    role = person.role if person else None
    return _menu(role, request.endpoint, request.blueprint, request.script_root)


@lru_cache(maxsize=512)
def _menu(role: Role | None, asked: str | None, area: str | None, script_root: str) -> Markup:
    """Rendered once for each role, page and province: every page shows it."""
    shown = [Section(title, links(entries)) for title, entries in SECTIONS]
    sections = [section for section in shown if section.links]
    return Markup(render_template("layouts/_menu.html", sections=sections))


def links(entries: Iterable[Entry]) -> list[Link]:
    """Those of the entries that this person may open."""
    person = me_or_none()
    if person is None:
        return []
    asked, area, root = request.endpoint, request.blueprint, request.script_root
    return [
        Link(entry.label, _address(entry.endpoint, root), entry.icon, _is_here(entry, asked, area))
        for entry in entries
        if may(person.role, _permission(entry.endpoint))
    ]


def _permission(endpoint: str) -> Permission:
    """What the page asks for; `links` is called for pages that exist."""
    return permission_of(current_app, endpoint) or Permission.ANYONE


def _is_here(entry: Entry, asked: str | None, area: str | None) -> bool:
    """Whether the page that was asked for is the entry's or lies in its area."""
    same_area = area == entry.endpoint.partition(".")[0] and area != "admin"
    return asked == entry.endpoint or same_area


@lru_cache(maxsize=1024)
def _address(endpoint: str, script_root: str) -> str:
    """Made once for each province: every page shows them all."""
    del script_root
    return url_for(endpoint)
