"""Books of the office as workbooks: requests, cases ended, fees, what may be forgiven."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from thads.assets.queries import Line as AssetLine
from thads.cases.models import ObligationItem
from thads.cases.queries.endings import Ending
from thads.classification.queries.flow import REASONS, Move
from thads.core.days import VIETNAM
from thads.core.pages import Page
from thads.fees.queries import MonthOfFees
from thads.fees.queries.listing import ChargeLine
from thads.imports.exporting.workbook import Cells, Column, Kind
from thads.measures.listing import Line as Applied
from thads.payouts.models import PayeeAccount
from thads.remissions.board import Line as Forgivable
from thads.remissions.conditions import State
from thads.remissions.listing import Line as Dossier
from thads.requests.views.books import Line
from thads.rules.citation import cited
from thads.statistics.latefacts import LateFact

PAGE = 500
REQUESTS = (
    Column("Loại", width=24),
    Column("Số vào sổ", Kind.NUMBER, 10), Column("Sổ năm", Kind.NUMBER, 8),
    Column("Ngày nhận", Kind.DAY, 11), Column("Ngày yêu cầu", Kind.DAY, 11),
    Column("Hình thức", width=26), Column("Người yêu cầu", width=30),
    Column("Người được thi hành án", width=30), Column("Người phải thi hành án", width=30),
    Column("Bản án, quyết định", width=40), Column("Các khoản yêu cầu", width=44),
    Column("Số tiền (đ)", Kind.MONEY, 18), Column("Tình trạng", width=20),
    Column("Hạn", Kind.DAY, 11), Column("Quyết định thi hành án", width=22),
    Column("Đơn vị", width=30),
)  # fmt: skip
ENDINGS = (
    Column("Số quyết định", width=20), Column("Ngày", Kind.DAY, 11),
    Column("Số bản án", width=20), Column("Ngày tuyên", Kind.DAY, 11),
    Column("Tòa án", width=30), Column("Người phải thi hành án", width=32),
    Column("Người được thi hành án", width=32), Column("Kết thúc ngày", Kind.DAY, 12),
    Column("Hình thức kết thúc", width=22), Column("Đã thu (đ)", Kind.MONEY, 18),
    Column("Còn lại (đ)", Kind.MONEY, 18), Column("Chấp hành viên", width=24),
    Column("Đơn vị", width=30),
)  # fmt: skip

FEES = (
    Column("Ngày quyết định", Kind.DAY, 12), Column("Số quyết định", width=20),
    Column("Việc", width=20), Column("Người phải nộp phí", width=32),
    Column("Nhận theo cách", width=30), Column("Đã nhận trước (đ)", Kind.MONEY, 18),
    Column("Nhận lần này (đ)", Kind.MONEY, 18), Column("Phí (đ)", Kind.MONEY, 16),
    Column("Miễn, giảm (đ)", Kind.MONEY, 16), Column("Còn phải nộp (đ)", Kind.MONEY, 16),
    Column("Tình trạng", width=22), Column("Cách tính", width=60),
)  # fmt: skip
FEE_MONTHS = (
    Column("Tháng", Kind.DAY, 11), Column("Đơn vị", width=30),
    Column("Đã thu (đ)", Kind.MONEY, 18), Column("Hoàn trả (đ)", Kind.MONEY, 16),
    Column("Trích lại (đ)", Kind.MONEY, 18), Column("Điều hòa (đ)", Kind.MONEY, 18),
    Column("Nộp ngân sách (đ)", Kind.MONEY, 18), Column("Đã nộp (đ)", Kind.MONEY, 18),
    Column("Còn phải nộp (đ)", Kind.MONEY, 18), Column("Hạn nộp", Kind.DAY, 11),
    Column("Nộp ngày", Kind.DAY, 11), Column("Chậm", width=8),
)  # fmt: skip
MEASURES = (
    Column("Biện pháp", width=44), Column("Số quyết định", width=20),
    Column("Ngày", Kind.DAY, 11), Column("Việc", width=22), Column("Người bị áp dụng", width=30),
    Column("Tài sản, giấy tờ, công việc", width=44), Column("Tình trạng", width=26),
    Column("Lực lượng", width=14), Column("Ngày cưỡng chế", Kind.DAY, 14),
    Column("Số tiền (đ)", Kind.MONEY, 18), Column("Đã thu (đ)", Kind.MONEY, 18),
    Column("Chấp hành viên", width=24), Column("Đơn vị", width=30),
)  # fmt: skip
REMISSIONS = (
    Column("Việc", width=22), Column("Ngày quyết định", Kind.DAY, 12), Column("Khoản", width=30),
    Column("Người phải thi hành án", width=32), Column("Điều kiện", width=18),
    Column("Hình thức", width=24), Column("Điều luật", width=34),
    Column("Từng điều kiện", width=80), Column("Còn lại (đ)", Kind.MONEY, 18),
    Column("Được xét đến (đ)", Kind.MONEY, 18), Column("Chấp hành viên", width=24),
    Column("Đơn vị", width=30),
)  # fmt: skip
DOSSIERS = (
    Column("Việc", width=22), Column("Khoản", width=30), Column("Hình thức", width=24),
    Column("Lập ngày", Kind.DAY, 12), Column("Bước gần nhất", width=34),
    Column("Ngày", Kind.DAY, 12), Column("Hạn đang chạy", width=40), Column("Hạn", Kind.DAY, 12),
    Column("Đề nghị (đ)", Kind.MONEY, 18), Column("Tòa án cho miễn, giảm (đ)", Kind.MONEY, 18),
    Column("Chấp hành viên", width=24), Column("Đơn vị", width=30),
)  # fmt: skip
ASSETS = (
    Column("Việc", width=22), Column("Người phải thi hành án", width=32),
    Column("Tài sản", width=60), Column("Loại", width=26), Column("Nơi có", width=30),
    Column("Giai đoạn", width=30), Column("Bước sau cùng", Kind.DAY, 13),
    Column("Giá đầu (đ)", Kind.MONEY, 18), Column("Giá hiện nay (đ)", Kind.MONEY, 18),
    Column("Số lần giảm giá", Kind.NUMBER, 10), Column("Số lần không thành", Kind.NUMBER, 10),
    Column("Không thành từ", Kind.DAY, 13), Column("Vì sao", width=34),
    Column("Giá bán (đ)", Kind.MONEY, 18), Column("Đã nộp (đ)", Kind.MONEY, 18),
    Column("Chấp hành viên", width=24), Column("Đơn vị", width=30),
)  # fmt: skip
FLOW = (
    Column("Tháng", Kind.DAY, 12), Column("Việc", width=22),
    Column("Ngày thụ lý", Kind.DAY, 12), Column("Vào hay ra", width=18),
    Column("Lý do", width=32), Column("Đầu tháng", width=24), Column("Cuối tháng", width=24),
    Column("Còn lại (đ)", Kind.MONEY, 18), Column("Chấp hành viên", width=24),
    Column("Đơn vị", width=30),
)  # fmt: skip

PAYEES = (
    Column("Khoản", Kind.NUMBER, 8), Column("Nội dung", width=40),
    Column("Phải thi hành (đ)", Kind.MONEY, 18), Column("Người nhận", width=34),
    Column("Ngân hàng", width=30), Column("Số tài khoản", width=22),
    Column("Chủ tài khoản", width=34),
)  # fmt: skip
LATE = (
    Column("Việc", width=22), Column("Ngày xảy ra", Kind.DAY, 12), Column("Ghi nhận", width=34),
    Column("Số tiền (đ)", Kind.MONEY, 18), Column("Lý do ghi muộn", width=60),
    Column("Người ghi", width=26), Column("Ngày ghi", Kind.DAY, 12), Column("Đơn vị", width=30),
)  # fmt: skip


def every(read: Callable[[int], Page[Any]]) -> Iterator[Any]:
    """The rows of a list, page by page; `read` gives the page of a number."""
    page = read(1)
    yield from page.rows
    for number in range(2, page.pages + 1):
        yield from read(number).rows


def request_row(line: Line) -> Cells:
    """One request."""
    one, entry, case = line.request, line.entry, line.case
    return (
        one.kind.label, entry.number if entry else None, entry.book_year if entry else None,
        one.received_on, one.requested_on, one.channel.label, one.requester, one.creditor,
        one.debtor, line.judgment, one.content, one.amount, line.standing.label,
        line.clock.due if line.clock else None, case.title if case else None, one.unit.name,
    )  # fmt: skip


def ending_row(line: Ending) -> Cells:
    """One case that ended."""
    case, judgment = line.case, line.case.judgment
    return (
        case.title, case.docketed_on, judgment.number if judgment else None,
        judgment.judged_on if judgment else None, judgment.court if judgment else None,
        "; ".join(p.name for p in case.debtors), "; ".join(p.name for p in case.creditors),
        line.ended_on, line.standing.label, line.collected, line.remaining, line.officer, line.unit,
    )  # fmt: skip


def fee_row(line: ChargeLine) -> Cells:
    """One charge that was decided."""
    charge, act = line.charge, line.act
    return (
        act.day, f"{act.number}/{act.series}", line.case.title, line.payer, charge.basis.label,
        charge.received_before, charge.amount, charge.fee, line.spared,
        charge.fee - line.spared if line.counts else 0,
        "Có hiệu lực" if line.counts else "Đã sửa, gạch bỏ", charge.explanation,
    )  # fmt: skip


def fee_month_row(one: MonthOfFees, unit: str, day: date) -> Cells:
    """The fees of one month in one unit's books."""
    parts = one.parts
    return (
        one.month, unit, one.collected, one.given_back, parts.kept, parts.central, parts.budget,
        one.remitted, one.left, one.due, one.paid_on, "Chậm" if one.is_late_on(day) else None,
    )  # fmt: skip


def remission_row(line: Forgivable, names: Mapping[UUID, str], units: Mapping[UUID, str]) -> Cells:
    """One item with what the law asks of it, condition by condition."""
    one, case, item = line.found.assessment, line.case, line.item
    renewed = one.is_likely and one.state is State.UNMET
    answers = (f"{a.condition.label}: {a.state.label} ({a.because})" for a in one.answers)
    officer = names.get(line.found.officer_id) if line.found.officer_id else None
    return (
        case.title, case.docketed_on, f"{item.position}. {item.kind.label}",
        "; ".join(p.name for p in case.debtors),
        "Cần xác minh lại" if renewed else one.state.label, one.way.relief.label,
        cited(one.way.source), "; ".join(answers), one.situation.remaining, one.most, officer,
        units.get(line.found.unit_id),
    )  # fmt: skip


def dossier_row(line: Dossier, names: Mapping[UUID, str], units: Mapping[UUID, str]) -> Cells:
    """One dossier, its last step and the day that runs."""
    one, running = line.dossier, min(line.clocks, key=lambda clock: clock.due, default=None)
    return (
        one.case.title, f"{one.item.position}. {one.item.kind.label}", one.relief.label,
        one.opened_on, one.last.kind.label if one.last else "Đang lập hồ sơ",
        one.last.day if one.last else None, running.rule.duty.label if running else None,
        running.due if running else None, one.amount, one.granted,
        names.get(line.officer_id) if line.officer_id else None, units.get(line.unit_id),
    )  # fmt: skip


def measure_row(line: Applied, names: Mapping[UUID, str], units: Mapping[UUID, str]) -> Cells:
    """One measure with its state; the number of an account stays on its page."""
    one = line.measure
    began = one.decision or one.steps[0]
    return (
        one.kind.label, began.title, began.day, one.case.title, one.party.name, one.object,
        one.state.label, "Có huy động" if one.with_force else None,
        one.appointed.on_day if one.appointed else None, one.amount, line.collected,
        names.get(line.officer_id) if line.officer_id else None, units.get(line.unit_id),
    )  # fmt: skip


def asset_row(line: AssetLine, names: Mapping[UUID, str], units: Mapping[UUID, str]) -> Cells:
    """One asset as it stands."""
    one, case = line.course, line.case
    asset, why = one.asset, one.stuck_because
    return (
        case.title, "; ".join(p.name for p in case.debtors), asset.description, asset.kind.label,
        asset.place, one.stage.label, one.last.day if one.last else None, one.first_price,
        one.price, len(one.cuts), one.failed_rounds, one.stuck_since, why.label if why else None,
        one.sale.amount if one.sale else None, one.paid,
        names.get(line.officer_id) if line.officer_id else None, units.get(line.unit_id),
    )  # fmt: skip


def payee_row(item: ObligationItem, name: str | None, account: PayeeAccount | None) -> Cells:
    """One item with who gets its money, and where to."""
    to = "Ngân sách nhà nước" if item.state_budget else name or "Chưa rõ"
    return (
        item.position, item.kind.label, item.amount, to, account.bank if account else None,
        account.number if account else None, account.holder if account else None,
    )  # fmt: skip


def late_row(one: LateFact) -> Cells:
    """One fact that was entered into a closed month."""
    entered_on = one.entered_at.astimezone(VIETNAM).date()
    return (
        one.title, one.day, one.what, one.amount, one.reason, one.entered_by, entered_on, one.unit,
    )  # fmt: skip


def flow_row(one: Move, names: Mapping[UUID, str], units: Mapping[UUID, str]) -> Cells:
    """One case that came into the stock of a month or left it."""
    before = one.before.label if one.before else "Chưa thụ lý"
    return (
        one.month.last, one.title, one.docketed_on, one.side.label,
        REASONS[one.reason] if one.reason else None, before, one.after.label, one.remaining,
        names.get(one.officer_id) if one.officer_id else None, units.get(one.unit_id),
    )  # fmt: skip
