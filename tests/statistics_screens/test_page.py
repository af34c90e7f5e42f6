"""What the page of figures says beside the figures: whose, compared with what, by which meaning."""

import re
from datetime import date

import pytest

from tests.clients import Client
from tests.factories import Make
from tests.reports.world import small_province
from tests.statistics_screens.test_doors import doors, opened
from thads.core.days import same_period_before
from thads.identity.models import Role, User
from thads.statistics import titles
from thads.statistics.columns import DERIVED_CASES, DERIVED_MONEY, STORED_CASES, STORED_MONEY, Theme


@pytest.fixture
def officer(make: Make, db) -> User:
    """A second officer of the small province's unit, with one case resolved and one open."""
    small_province(make)
    person = make.user(Role.OFFICER, full_name="Vàng Thị Hai Việc")
    done = make.case(date(2024, 1, 5), [(300_000, True)], officer=person)
    make.money(done, 300_000, date(2024, 2, 5))
    make.case(date(2024, 1, 6), [700_000], officer=person)
    db.commit()
    return person


def page_of(client: Client, **query: object) -> str:
    """The page of figures as text."""
    answer = client.get("/statistics/", query_string=query)
    assert answer.status_code == 200
    return answer.text


def test_every_column_of_the_definition_is_on_the_page_and_opens_its_cases(officer, sign_in):
    head = sign_in(Role.PROVINCE_HEAD)
    found = doors(head, at="30/09/2024", columns="du")
    named = {re.search(r"/figures/(\w+)", address)[1] for address in found}
    assert {"V02", "V03", "V14", "V05"} <= named
    for address, shown in found.items():
        assert opened(head, address) == (shown, shown), address


def test_every_column_has_a_title_a_meaning_and_a_source(sign_in):
    page = sign_in(Role.OFFICER).get("/figures/").text
    for columns, words, meanings in (
        ((*STORED_CASES, *DERIVED_CASES), titles.CASE_TITLES, titles.CASE_MEANINGS),
        ((*STORED_MONEY, *DERIVED_MONEY), titles.MONEY_TITLES, titles.MONEY_MEANINGS),
    ):
        assert set(words) == set(meanings) == set(columns)
        for column in columns:
            for said in (words[column], meanings[column], titles.SOURCES[column]):
                assert said in page
    assert set(titles.THEME_MEANINGS) == set(Theme)
    assert "Thông tư 05/2024/TT-BTP" in page


def test_an_officer_s_own_figures(officer, sign_in):
    head = sign_in(Role.PROVINCE_HEAD)
    page = page_of(head, at="30/09/2024", unit=officer.unit_id, officer=officer.id)
    assert "Vàng Thị Hai Việc: đủ các cột" in page
    assert re.search(r"50,00%.*?<b>1</b> / 2 việc có điều kiện thi hành", page, re.DOTALL)
    query = {"at": "30/09/2024", "unit": str(officer.unit_id), "officer": str(officer.id)}
    for address, shown in doors(head, **query).items():
        assert f".{officer.unit.code}.{officer.username.upper()}." in address
        assert opened(head, address) == (shown, shown), address


def test_an_officer_of_another_unit_is_not_looked_at(officer, make, sign_in):
    elsewhere = make.user(Role.OFFICER, unit=make.unit("XA"), full_name="Tẩn Ở Nơi Khác")
    client = sign_in(Role.UNIT_HEAD, unit=officer.unit)
    page = page_of(client, at="30/09/2024", officer=elsewhere.id)
    assert "Tẩn Ở Nơi Khác" not in page
    assert f"{officer.unit.name}: đủ các cột" in page


def test_rates_stand_beside_their_target_and_last_year_in_points(officer, sign_in):
    page = page_of(sign_in(Role.PROVINCE_HEAD), at="30/09/2024")
    assert "<b>2</b> / 5 việc có điều kiện thi hành" in page
    assert "▼ 43,69 điểm % so với chỉ tiêu 83,69%" in page  # 40,00 − 83,69
    assert "Năm nay ▲ 40,00 điểm % so với cùng kỳ" in page  # a year ago 0 of 1


def test_without_a_target_or_a_base_there_is_no_difference(officer, sign_in):
    page = page_of(sign_in(Role.PROVINCE_HEAD), at="31/10/2021")
    assert "Chưa giao chỉ tiêu" in page
    assert "Năm nay – so với cùng kỳ" in page


def test_a_day_within_a_month_is_the_last_line_of_the_year(officer, sign_in):
    page = page_of(sign_in(Role.PROVINCE_HEAD), at="10/02/2024")
    lines = re.findall(r"Đến hết (\d\d/\d\d/\d{4})</a></th><td class=\"num\">(\d+) / (\d+)", page)
    assert [line[0] for line in lines] == [
        "31/10/2023", "30/11/2023", "31/12/2023", "31/01/2024", "10/02/2024",
    ]  # fmt: skip
    assert lines[-1][1:] == ("2", "4")  # both collections were before; three of 2024 are docketed


def test_the_identities_are_said_to_hold(officer, sign_in):
    page = page_of(sign_in(Role.PROVINCE_HEAD))
    assert "Đã kiểm: phải thi hành = có điều kiện" in page
    assert "không khớp" not in page


def test_figures_are_said_to_be_provisional(officer, sign_in):
    assert "Số liệu tạm tính" in page_of(sign_in(Role.OFFICER))


@pytest.mark.parametrize(
    ("scale", "shown"), [("dong", "17.000.000"), ("nghin", "17.000"), ("trieu", "17")]
)
def test_money_is_shown_in_the_unit_asked_for(officer, sign_in, scale, shown):
    page = page_of(sign_in(Role.PROVINCE_HEAD), at="30/09/2024", scale=scale)
    whole = re.search(r">Tổng số phải thi hành</th>.*?</tr>", page, re.DOTALL)
    assert f">{shown}</a>" in whole[0]


@pytest.mark.parametrize(
    ("day", "before"),
    [
        (date(2025, 2, 28), date(2024, 2, 29)),
        (date(2024, 2, 29), date(2023, 2, 28)),
        (date(2024, 9, 30), date(2023, 9, 30)),
        (date(2024, 2, 28), date(2023, 2, 28)),
    ],
)
def test_a_month_s_end_is_compared_with_that_month_s_end(day, before):
    assert same_period_before(day) == before


def test_each_chart_has_an_edition_for_phones_and_every_id_is_its_own(make, sign_in):
    small_province(make)
    page = sign_in(Role.PROVINCE_HEAD).get("/statistics/").text
    wide = re.findall(r' class="chart" role="img" aria-labelledby="([\w-]+)-title', page)
    narrow = re.findall(r' class="chart chart-narrow".*?aria-labelledby="([\w-]+)-title', page)
    assert narrow == [f"{name}-narrow" for name in wide] != []
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert len(ids) == len(set(ids))


def test_what_is_printed_says_by_whom_and_when(make, sign_in):
    small_province(make)
    page = sign_in(Role.PROVINCE_HEAD, full_name="Nguyễn In Thử").get("/statistics/").text
    (foot,) = re.findall(r'class="print-foot"[^>]*>([^<]+)<', page)
    assert "In bởi Nguyễn In Thử (Cục trưởng) lúc " in foot
    assert re.search(r"lúc \d\d/\d\d/\d{4} \d\d:\d\d · Số liệu đến ngày 30/09/2024", foot)
