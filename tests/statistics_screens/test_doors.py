"""Every figure on screen is a door: the list behind it adds up to that figure (P17)."""

import re
from datetime import date
from html import unescape

import pytest
from sqlalchemy import select

from tests.clients import Client
from tests.reports.world import small_province
from thads.cases.models import ActKind, Case, Initiation, ItemKind, JudgmentKind, MovementKind
from thads.core.days import add_months, month_end
from thads.identity.models import Role
from thads.statistics.figures import figures
from thads.units.models import Unit

FIGURE = re.compile(r'<td class="num"><a href="(/figures/[^"]+)">([\d.]+)</a></td>')
CARD = re.compile(
    r'card-label"><a href="(/figures/[^"]+)">.*?card-basis"><b>([\d.,]+)</b>', re.DOTALL
)
HEADING = re.compile(r"<h1>[^<]*: ([\d.]+) (việc|đồng)</h1>")
AMOUNT = re.compile(r'<tr><th scope="row"><a href="/cases/.*?<td class="num">([\d.-]+)</td></tr>')
DAYS = ["30/09/2024", "30/06/2024", "15/08/2024", "31/12/2022"]


@pytest.fixture
def other(make, db) -> Unit:
    """The small province with a second unit, and cases of every kind and theme in both."""
    small_province(make)
    second = make.unit("XA", name="Chi cục THADS huyện Xa")
    officer = make.user(Role.OFFICER, unit=second)
    bank = make.case(date(2023, 12, 1), [9_000_000, (500_000, True)], unit=second, officer=officer,
                     bank="Ngân hàng Thử", kind=JudgmentKind.COMMERCIAL)  # fmt: skip
    make.money(bank, 2_500_000, date(2024, 3, 15))
    make.money(bank, 400_000, date(2024, 8, 20), kind=MovementKind.REVERSED)
    drugs = make.case(date(2021, 5, 5), [{"amount": 20_000_000, "kind": ItemKind.FINE}],
                      unit=second, kind=JudgmentKind.CRIMINAL, drugs=True,
                      initiation=Initiation.EX_OFFICIO)  # fmt: skip
    make.act(drugs, ActKind.DISCONTINUANCE, date(2024, 7, 1), ground="a", amount=5_000_000,
             item=make.items(drugs)[0])  # fmt: skip
    moved = make.case(date(2024, 2, 1), [6_000_000], corruption=True)
    make.act(moved, ActKind.TRANSFER, date(2024, 8, 1), to_unit_id=second.id)
    held = make.case(date(2024, 4, 1), [700_000], unit=second, officer=officer)
    make.act(held, ActKind.POSTPONEMENT, date(2024, 5, 1), ground="a")
    foreign = make.case(date(2024, 9, 20), [8_000_000], unit=second, foreign_element=True)
    make.act(foreign, ActKind.ENTRUSTMENT, date(2024, 9, 25))
    db.commit()
    return second


def number(text: str) -> int:
    """1.234 as people write it."""
    return int(text.replace(".", ""))


def opened(client: Client, address: str) -> tuple[int, int]:
    """The total that a list names, and the sum of its lines."""
    answer = client.get(unescape(address))
    assert answer.status_code == 200, address
    heading = HEADING.search(answer.text)
    assert heading, answer.text
    return number(heading[1]), sum(number(amount) for amount in AMOUNT.findall(answer.text))


def doors(client: Client, **query: str) -> dict[str, int]:
    """Every address behind a figure of the page with the figure that is shown."""
    answer = client.get("/statistics/", query_string=query)
    assert answer.status_code == 200
    return {address: number(shown) for address, shown in FIGURE.findall(answer.text)}


@pytest.mark.parametrize("day", DAYS)
def test_the_list_behind_each_figure_adds_up_to_it(other, sign_in, day):
    head = sign_in(Role.PROVINCE_HEAD)
    found = doors(head, at=day)
    assert len(found) > 20
    for address, shown in found.items():
        assert opened(head, address) == (shown, shown), address


@pytest.mark.parametrize("day", ["30/09/2024", "15/08/2024"])
@pytest.mark.parametrize("role", [Role.UNIT_HEAD, Role.OFFICER])
def test_in_a_unit_too(other, sign_in, role, day):
    client = sign_in(role, unit=other)
    found = doors(client, at=day)
    of_officer = re.compile(rf"\.{other.code}\.[A-Z0-9.-]+\.\d{{6}}$")
    assert any(of_officer.search(address) for address in found)
    for address, shown in found.items():
        assert opened(client, address) == (shown, shown), address
        assert f".{other.code}." in address


def test_the_figures_shown_are_the_figures(other, db, sign_in):
    shown = set(doors(sign_in(Role.PROVINCE_HEAD), at="30/09/2024").values())
    total = figures(db, date(2024, 9, 30)).total
    assert {total.cases["to_enforce_total"], total.money["enforceable"],
            total.money["resolved"]} <= shown  # fmt: skip
    assert (total.cases["newly_docketed"], total.cases["entrusted_out"]) == (7, 1)


def test_the_cards_open_the_numerators_of_the_rates(other, sign_in):
    head = sign_in(Role.PROVINCE_HEAD)
    page = head.get("/statistics/?at=30/09/2024").text
    (cases, shown), (money, _) = CARD.findall(page)
    assert opened(head, cases)[0] == number(shown)
    assert "T08" in money  # resolved, in money


def test_in_millions_the_doors_are_the_same(other, sign_in):
    head = sign_in(Role.PROVINCE_HEAD)
    in_dong, in_millions = doors(head), doors(head, scale="trieu")
    assert in_dong.keys() == in_millions.keys()
    for address, exact in in_dong.items():
        rounded = (exact + 500_000) // 1_000_000 if "/figures/T" in address else exact
        assert in_millions[address] == rounded


@pytest.mark.parametrize("role", [Role.UNIT_HEAD, Role.OFFICER, Role.ACCOUNTANT, Role.EXAMINER])
def test_another_unit_and_the_whole_province_are_absent(other, make, sign_in, role):
    own = make.district()
    client = sign_in(role, unit=own)
    behind = "/figures/V13.TS.{}.240930"
    assert client.get(f"/statistics/?unit={other.id}").status_code == 404
    assert client.get(behind.format(other.code)).status_code == 404
    assert client.get(behind.format("TINH")).status_code == 404
    assert client.get(behind.format(own.code)).status_code == 200
    assert other.name not in client.get("/statistics/").text


def test_only_who_reads_the_whole_province_is_offered_it(other, make, sign_in):
    offered = re.compile(r'<option[^>]* value="">Toàn tỉnh</option>')
    assert offered.search(sign_in(Role.PROVINCE_HEAD).get("/statistics/").text)
    page = sign_in(Role.UNIT_HEAD, unit=make.district()).get("/statistics/").text
    assert not offered.search(page)
    assert "Toàn tỉnh" not in page
    assert f'<option selected value="{make.district().id}">' in page


def test_the_cases_behind_a_units_figure_open_even_when_they_moved_on(other, make, sign_in):
    """The district gave one case away on 01/08/2024; Xa gives it on to a third unit."""
    third = make.unit("BA")
    moved = make.db.scalars(select(Case).where(Case.corruption)).one()
    make.act(moved, ActKind.TRANSFER, date(2024, 9, 2), to_unit_id=third.id)
    for unit, day in ((make.district(), "240731"), (other, "240831")):
        head = sign_in(Role.UNIT_HEAD, unit=unit)
        page = head.get(f"/figures/V01.TS.{unit.code}.{day}").text
        doors = re.findall(r'<th scope="row"><a href="(/cases/[^"]+)">', page)
        assert f"/cases/{moved.id}" in doors
        assert [head.get(door).status_code for door in doors] == [200] * len(doors)


@pytest.mark.parametrize(
    "code",
    ["V99.TS.TINH.240930", "V14.XX.TINH.240930", "V14.TS.NOWHERE.240930", "V14.TS.TINH.240931",
     "V14.TS.TINH", "V14.TS.TINH.NOBODY.240930", "V14.TS.TINH.240930-1", "passwords"],
)  # fmt: skip
def test_a_code_that_names_no_figure_is_absent(other, sign_in, code):
    assert sign_in(Role.PROVINCE_HEAD).get(f"/figures/{code}").status_code == 404


def test_a_unit_that_is_none_is_absent(other, sign_in):
    head = sign_in(Role.PROVINCE_HEAD)
    nowhere = "/statistics/?unit=0199a3a0-0000-7000-8000-000000000000"
    assert head.get(nowhere).status_code == 404


def test_an_unreadable_day_is_refused_at_its_field_and_kept(other, sign_in):
    page = sign_in(Role.PROVINCE_HEAD).get("/statistics/?at=31/02/2024").text
    assert 'value="31/02/2024"' in page
    assert 'id="at-error"' in page


def test_the_periods_of_the_year_lead_to_their_figures(other, sign_in):
    page = sign_in(Role.PROVINCE_HEAD).get("/statistics/?at=30/09/2024").text
    ends = [month_end(add_months(date(2023, 10, 31), n)) for n in range(12)]
    for n, end in enumerate(ends, start=1):
        assert re.search(rf"at={end:%d(/|%2F)%m(/|%2F)%Y}[^>]*>{n} tháng</a>", page), end
