"""Figures in Excel are the figures of the screen and of the published paper (P17, P18)."""

import io
from datetime import UTC, date, datetime

import openpyxl
import pytest
import time_machine
from sqlalchemy import select

from tests.closing.world import enter_late
from tests.reports.world import CLOSED_ON, END, small_province, version_of
from thads.audit.models import AuditEntry
from thads.cases.models import Case
from thads.core.ids import new_id
from thads.identity.models import Role
from thads.reports import actions as reports
from thads.statistics import titles
from thads.statistics.figures import figures

NOON = datetime(2024, 9, 30, 5, 0, tzinfo=UTC)
RATES = [
    ["Giải quyết xong về việc", "việc giải quyết xong", 1, "việc có điều kiện thi hành", 3,
     33.33, 83.69, -50.36],
    ["Giải quyết xong về tiền", "tiền giải quyết xong", 3_000_000, "tiền có điều kiện thi hành",
     13_000_000, 23.08, 46.93, -23.85],
]  # fmt: skip


@pytest.fixture(autouse=True)
def _that_day():
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def province(make):
    small_province(make)


def download(client, address: str) -> openpyxl.Workbook:
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"].startswith("attachment; ")
    return openpyxl.load_workbook(io.BytesIO(answer.data))


def table(book: openpyxl.Workbook, sheet: str) -> tuple[str, list[list]]:
    """The lines above a table, and the table with its headings."""
    found = [[cell.value for cell in row] for row in book[sheet].iter_rows()]
    above = next(n for n, row in enumerate(found) if row[0] is None)
    return "\n".join(row[0] for row in found[:above]), found[above + 1 :]


def line(rows: list[list], name: str, place: int = 0) -> dict[str, object]:
    return next(dict(zip(rows[0], row, strict=True)) for row in rows if row[place] == name)


def test_every_column_of_the_page_is_a_number_with_its_meaning(province, sign_in, db):
    book = download(sign_in(Role.PROVINCE_HEAD), "/exports/statistics?at=30/09/2024")
    told, rows = table(book, "Tổng hợp")
    total = figures(db, END).total

    assert "Từ 01/10/2023 đến hết ngày 30/09/2024, chế độ TT05" in told
    assert "SỐ LIỆU TẠM TÍNH" in told
    for title, of_cases, of_money in titles.lines():
        shown = line(rows, title)
        assert shown["Việc"] == (total.cases[of_cases] if of_cases else None), title
        assert shown["Tiền (đồng)"] == (total.money[of_money] if of_money else None), title
        assert shown["Cách tính"]
    assert total.cases["caseload_total"] == 4


def test_the_rates_stand_with_their_bases_target_and_last_year(province, sign_in):
    _, rows = table(download(sign_in(Role.PROVINCE_HEAD), "/exports/statistics"), "Tỷ lệ")
    assert [row[:8] for row in rows[1:]] == RATES
    assert rows[0][-1] == "So cùng kỳ (điểm %)"


def test_units_officers_kinds_and_themes_each_have_a_sheet(province, sign_in, db):
    book = download(sign_in(Role.PROVINCE_HEAD), "/exports/statistics")
    assert book.sheetnames == [
        "Tổng hợp", "Tỷ lệ", "Theo đơn vị", "Theo Chấp hành viên", "Theo loại án", "Chuyên đề",
    ]  # fmt: skip
    now = figures(db, END)
    _, units = table(book, "Theo đơn vị")
    unit = line(units, "CC")
    assert unit["Tổng số thụ lý (việc)"] == now.units[0].cases["caseload_total"] == 4
    assert unit["Thi hành xong (đã thu) (đồng)"] == 3_000_000
    assert (unit["Tỷ lệ việc (%)"], unit["Tỷ lệ tiền (%)"]) == (33.33, 23.08)
    assert line(units, "Tổng cộng")["Giải quyết xong (đồng)"] == now.total.money["resolved"]
    _, officers = table(book, "Theo Chấp hành viên")
    assert officers[1][1] == now.officers[0].officer.full_name
    _, themes = table(book, "Chuyên đề")
    assert len(themes) == 1 + len(now.themes)  # themes overlap: no sum below them
    assert line(themes, "Án trên một năm")["Đang thi hành (đồng)"] == 5_000_000


def test_a_unit_gets_its_own_figures_whatever_it_asks(province, make, sign_in):
    other = make.unit("XA", name="Chi cục THADS huyện Xa")
    make.case(date(2024, 1, 5), [8_000_000], unit=other)
    head = sign_in(Role.UNIT_HEAD)

    book = download(head, "/exports/statistics")
    assert "Theo đơn vị" not in book.sheetnames
    assert line(table(book, "Tổng hợp")[1], "Tổng số thụ lý")["Việc"] == 4
    assert head.get(f"/exports/statistics?unit={other.id}").status_code == 404


@pytest.fixture
def kept(province, make, db, now):
    """A summary as it was made, before money came in late."""
    head = make.user(Role.PROVINCE_HEAD)
    report = reports.compose(db, new_id(), period_end=END, dated=END, by_id=head.id, now=now,
                             version=version_of(db, head))  # fmt: skip
    reports.keep_file(db, report, b"%PDF-1.7", now=now)
    case = db.scalars(select(Case).where(Case.docketed_on == date(2024, 3, 1))).one()
    enter_late(make, case, 5_000_000, date(2024, 9, 2), by=head)
    return report, head


def test_a_version_gives_its_own_figures_not_today_s(kept, sign_in, db, now):
    report, head = kept
    reader = sign_in(Role.UNIT_HEAD)
    told, rows = table(download(reader, f"/exports/reports/{report.id}"), "Tổng hợp")
    assert "Bản 1, chưa công bố" in told
    assert line(rows, "Giải quyết xong")["Việc"] == 1
    assert figures(db, END).total.cases["resolved_total"] == 2

    reports.publish(db, report, by=head, today=CLOSED_ON, now=now)
    book = download(sign_in(Role.OVERSIGHT), f"/exports/published/{report.id}")
    told, rows = table(book, "Tổng hợp")
    assert "Bản 1, công bố ngày 01/10/2024" in told
    assert "TẠM TÍNH" not in told
    assert [row[:8] for row in table(book, "Tỷ lệ")[1][1:]] == RATES
    assert "Theo Chấp hành viên" not in book.sheetnames  # oversight bodies read no names


def test_an_unpublished_version_is_absent_for_oversight(kept, sign_in):
    report, _ = kept
    assert sign_in(Role.OVERSIGHT).get(f"/exports/published/{report.id}").status_code == 404


def test_who_took_the_figures_is_recorded(province, sign_in, db):
    sign_in(Role.EXAMINER).get("/exports/statistics?at=31/08/2024")
    db.rollback()
    entry = db.scalars(select(AuditEntry).order_by(AuditEntry.number.desc())).first()
    assert (entry.act, entry.details["at"]) == ("export.figures", "2024-08-31")


@pytest.mark.parametrize(
    ("page", "address"),
    [("/statistics/?at=31/08/2024", "/exports/statistics?at=31/08/2024"),
     ("/cases/?initiation=on_request&sort=number&page=1",
      "/exports/cases?initiation=on_request&amp;sort=number")],
)  # fmt: skip
def test_the_screens_lead_to_their_workbook_with_the_same_filter(province, sign_in, page, address):
    assert f'href="{address}"' in sign_in(Role.PROVINCE_HEAD).get(page).text
